"""The hook in existing configurations of pre-commit: what stands there stays, byte for byte."""

from __future__ import annotations

import difflib
import random

import pytest
import yaml

from awesome_lint.setup.hook import has_hook, new_hooks, with_hook
from awesome_lint.setup.written import RefusedError

PATH = ".pre-commit-config.yaml"
INDENTED = "repos:\n  - repo: https://example.org/a\n    rev: v1\n    hooks:\n      - id: one\n"

THERE = {
    "indented": INDENTED,
    "flush": "repos:\n- repo: https://example.org/a\n  rev: v1\n  hooks:\n  - id: one\n",
    "deep": "repos:\n     -   repo: https://example.org/a\n         rev: v1\n         hooks:\n         -   id: one\n",
    "comments": "# ours\n" + INDENTED + "      # - id: two\n\n# the rest\nfail_fast: true # yes\n",
    "comment at the item": INDENTED.replace("- id: one\n", "- id: one # why\n") + "exclude: ^docs/\n",
    "no last newline": INDENTED.rstrip("\n"),
    "windows": INDENTED.replace("\n", "\r\n") + "ci:\r\n  skip: [one]\r\n",
    "byte order mark": "\ufeff" + INDENTED,
    "keys first": "default_stages: [pre-commit]\n\n---\n".replace("---\n", "") + INDENTED,
    "apart": INDENTED + "\n  - repo: local\n    hooks:\n      - {id: two, name: two, entry: two, language: system}\n",
    "block text": INDENTED + "        args:\n          - |\n            some\n            text\n\n\nci: {}\n",
    "block text kept": INDENTED + "        args:\n          - |+\n            some\n\n\nci: {}\n",
    "block text at the end": INDENTED + "        args:\n          - >-\n            some\n            text\n",
    "anchors": "x: &rev v1\n" + INDENTED.replace("rev: v1", "rev: *rev"),
    "flow inside": "repos:\n  - {repo: https://example.org/a, rev: v1, hooks: [{id: one}]}\n",
    "flow of several lines": "repos:\n  - repo: local\n    hooks: [\n      {id: one},\n    ]\nci: {}\n",
    "nothing": "",
    "only comments": "# nothing yet\n",
    "no repos": "fail_fast: true\nrepos:\n",
    "no repos, and more": "repos: # soon\nfail_fast: true\n",
    "without the key": "fail_fast: true\n",
    "an empty list": "repos: []\n",
    "an empty list, and more": "repos: [] # none\nfail_fast: true\n",
    "document marks": "---\n" + INDENTED,
}


@pytest.mark.parametrize("name", THERE)
def test_what_is_there_stays(name: str) -> None:
    text = THERE[name]
    new = with_hook(text, PATH)
    before, after = yaml.safe_load(text.removeprefix("\ufeff")) or {}, yaml.safe_load(new.removeprefix("\ufeff"))
    assert after["repos"][:-1] == (before.get("repos") or [])
    assert after["repos"][-1]["hooks"] == [{"id": "awesome-lint"}]
    assert {**after, "repos": None} == {**before, "repos": None}
    removed = [line for line in difflib.ndiff(text.splitlines(True), new.splitlines(True)) if line.startswith("- ")]
    if "empty list" in name:
        assert [line.replace(" []", "").strip() for line in removed] in ([["- repos:"], ["- repos: # none"]])
    else:
        assert [line.rstrip("\n") for line in removed] in (
            [],
            [f"- {text.splitlines()[-1:] and text.splitlines()[-1]}"],
        )
        assert removed == [] or not text.endswith("\n")
    assert ("\r\n" in text) == ("\r\n" in new)
    assert new.count("\r\n") in (0, new.count("\n"))
    assert has_hook(new)
    assert not has_hook(text)


def test_the_hook_stands_behind_the_comments_of_the_last_item() -> None:
    lines = with_hook(THERE["comments"], PATH).splitlines()
    assert lines[6:10] == [
        "      # - id: two",
        "  - repo: https://github.com/awesome-lint/awesome-lint",
        "    rev: v0.1.0",
        "    hooks:",
    ]
    assert with_hook(THERE["apart"], PATH).endswith(
        "language: system}\n\n  - repo: https://github.com/awesome-lint/awesome-lint\n    rev: v0.1.0\n    hooks:\n"
        "      - id: awesome-lint\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("repos: [{repo: local, hooks: []}]\n", "add below `repos`:\n      - repo: https://github.com/"),
        ("repos: {}\n", "add below `repos`"),
        ("repos: &a\n  - repo: local\n    hooks: []\nmore: *a\n", "add below `repos`"),
        ("- repo: local\n", "expected a table with the key `repos`"),
        ("just text\n", "expected a table with the key `repos`"),
        ("repos:\n  - repo: [local\n", "cannot be read as YAML"),
        ("repos: []\n---\nrepos: []\n", "cannot be read as YAML"),
        ("repos:\n  - repo: local\n\thooks: []\n", "cannot be read as YAML"),
    ],
)
def test_what_cannot_be_added_to_is_refused(text: str, says: str) -> None:
    with pytest.raises(RefusedError) as refused:
        with_hook(text, PATH)
    assert says in str(refused.value)
    assert str(refused.value).startswith(PATH)


def test_a_new_file_has_nothing_but_the_hook() -> None:
    (repo,) = yaml.safe_load(new_hooks())["repos"]
    assert repo["hooks"] == [{"id": "awesome-lint"}]


@pytest.mark.parametrize(
    "text",
    [
        "repos:\n- repo: x\n  hooks:\n  - id: awesome-lint-fix\n",
        "repos:\n- repo: local\n  hooks:\n  - id: lists\n    entry: awesome-lint check\n",
    ],
)
def test_a_hook_that_is_there_is_seen(text: str) -> None:
    assert has_hook(text)


def test_what_is_no_configuration_is_no_crash() -> None:
    assert not has_hook("repos:\n- hooks: 5\n- 7\n")
    assert not has_hook("repos: 5\n")
    for text in ("[" * 600, "? {a: b}\n: c\n", "x: 2001-99-99\n", "repos:\n  - a: |\n\n\n- b\n"):
        assert not has_hook(text)
        with pytest.raises(RefusedError, match=PATH):
            with_hook(text, PATH)
    assert has_hook(with_hook("repos:\n  - a: |\n\n\n", PATH))


def test_broken_files_are_refused_or_keep_all_they_say() -> None:
    chance = random.Random(5)
    added = 0
    for _ in range(500):
        signs = list(chance.choice(list(THERE.values())))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(signs) + 1)
            signs[place : place + chance.randint(0, 2)] = chance.choice("\n\r\t -:[]{}#&*!|>'\"%@`,?a.\0\u2028\ud800")
        text = "".join(signs)
        try:
            new = with_hook(text, PATH)
        except RefusedError:
            continue
        added += 1
        data = yaml.safe_load(new.removeprefix("\ufeff"))
        assert data["repos"][:-1] == ((yaml.safe_load(text.removeprefix("\ufeff")) or {}).get("repos") or [])
    assert added > 50
