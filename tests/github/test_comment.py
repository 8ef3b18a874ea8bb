"""The one comment on a pull request: from a real change to GitHub's API on loopback, and what hostile files say."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.github import brought
from awesome_lint.github.brought import Brought, BroughtError, Entry, read, together
from awesome_lint.github.client import MOST_CHARACTERS
from awesome_lint.github.comment import MARKER, rendered
from awesome_lint.report.pull_request import FORMAT
from awesome_lint.source import Edit, Span

from ..markdown.github import render
from ..repositories import Repo
from .conftest import Command, Done
from .server import BOT, Fault, GitHub

SHA = "a" * 40
LIST = """\
# Heath walking

- **Walks on the Heath**, CVPR 2021. [[Paper]](https://arxiv.org/abs/2101.00001) [[Code]](https://github.com/heath/walks)
- **Runs on the Heath**, ICCV 2021. [[Paper]](https://arxiv.org/abs/2102.00001) [[Code]](https://github.com/heath/runs)
- **Rides on the Heath**, ECCV 2022. [[Paper]](https://arxiv.org/abs/2103.00001) [[Code]](https://github.com/heath/rides)
- **Old Fault**, CVPR 20222. [[Paper]](https://arxiv.org/abs/2104.00001) [[Code]](https://github.com/heath/old)
"""
CROOKED = (
    "- **Swims in the Moor**, CVPR 2023. [[paper]](http://arxiv.org/abs/2105.00001)"
    " [[code]](https://github.com/moor/swims)\n"
)
STRAIGHT = (
    "- **Swims in the Moor**, CVPR 2023. [[Paper]](https://arxiv.org/abs/2105.00001)"
    " [[Code]](https://github.com/moor/swims)\n"
)
FINE = "- **Dives in the Moor**, CVPR 2024. [[Paper]](https://arxiv.org/abs/2106.00001) [[Code]](https://github.com/moor/x)\n"

Post = Callable[..., Done]


@pytest.fixture
def repo(folder: Path) -> Repo:
    repo = Repo(folder)
    repo.commit(README=LIST)
    return repo


@pytest.fixture
def post(command: Command, hub: GitHub, repo: Repo) -> Post:
    """Check the list against its base as the run of a pull request does, and post what it found."""

    def post(added: str, *options: str, sha: str = SHA) -> Done:
        (repo.root / "README.md").write_text(LIST + added)
        checked = command("check", "--diff-base", "HEAD", "--report", "pull-request=found/check.json", "--exit-zero")
        assert checked.code == 0, checked.told
        return send(command, "found", *options, sha=sha)

    os.mkdir(repo.root / "found")
    return post


def send(command: Command, *paths: str, sha: str = SHA, head: str = "forker/list", branch: str = "more") -> Done:
    return command(
        *("github", "comment", *paths, "--head-repository", head, "--head-branch", branch, "--head-sha", sha)
    )


def found(**fields: Any) -> dict[str, Any]:
    """What a run may have found."""
    entry = {"path": "README.md", "line": 7, "title": "A title", "text": "- A title [a](b)", "edits": [[2, 3, "The"]]}
    finding = {
        "code": "L009", "severity": "warning", "message": "`a` is `b`", "path": "README.md", "line": 7, "entry": 0,
        "fix": "safe", "advice": "Write `b`",
    }  # fmt: skip
    more = {"entries": 0, "findings": 0}
    return {"format": FORMAT, "version": 1, "entries": [entry], "findings": [finding], "more": more} | fields


def write(folder: Path, content: object, name: str = "found.json") -> str:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content))
    return name


def test_whole_life(post: Post, hub: GitHub) -> None:
    hub.open_pull(7)
    assert post(FINE).code == 0
    assert hub.comments == {}, "nothing to say, so nothing is said"

    assert "comment on #7" in post(FINE + CROOKED).told
    [body] = hub.said(7)
    assert "3 warnings in 2 new or changed entries" in body
    assert f"```md\n{STRAIGHT}```" in body
    assert "**Fine:** Dives in the Moor" in body
    assert "Old Fault" not in body
    assert "20222" not in body
    assert "[L009](https://github.com/awesome-lint/awesome-lint/blob/main/docs/rules/L009.md)" in body

    writes = len(hub.writes)
    assert "nothing to do" in post(FINE + CROOKED).told
    assert len(hub.writes) == writes

    hub.pulls[0]["head"]["sha"] = "c" * 40
    assert post(CROOKED, sha="c" * 40).code == 0
    assert len(hub.said(7)) == 1
    assert "Dives" not in hub.said(7)[0]

    assert post(FINE + STRAIGHT, sha="c" * 40).code == 0
    [body] = hub.said(7)
    assert "all is well with 2 new or changed entries" in body
    assert "Swims" not in body


def test_number_comes_from_github_alone(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(6, head="someone/list", branch="other", sha="d" * 40)
    hub.open_pull(7)
    hub.open_pull(8, branch="another", sha="e" * 40)
    name = write(folder, found())
    assert send(command, name).code == 0
    assert [len(hub.said(number)) for number in (6, 7, 8)] == [0, 1, 0]
    for hostile in (found(number=6), found(pull_request=6), found(entries=[found()["entries"][0] | {"pr": 6}])):
        assert send(command, write(folder, hostile, "hostile.json")).code == 2
    assert [len(hub.said(number)) for number in (6, 7, 8)] == [0, 1, 0]
    # A branch of this repository, by its name or by its commit.
    assert send(command, name, head="someone/list", branch="other", sha="d" * 40).code == 0
    assert len(hub.said(6)) == 1
    hub.comments.clear()
    assert send(command, name, head="someone/list", branch="renamed", sha="d" * 40).code == 0
    assert len(hub.said(6)) == 1


def test_whatever_is_no_open_pull_request_gets_no_comment(command: Command, hub: GitHub, folder: Path) -> None:
    name = write(folder, found())
    hub.open_pull(7)
    pull = hub.pulls[0]
    for place, key, value in (
        (pull["head"], "sha", "c" * 40),
        (pull["head"], "repo", None),
        (pull["head"], "repo", {"full_name": "forker/another"}),
        (pull["base"], "repo", {"full_name": "upstream/list"}),
        (pull, "state", "closed"),
        (pull, "number", "7"),
    ):
        before, place[key] = place[key], value
        done = send(command, name)
        assert (done.code, hub.comments) == (0, {}), key
        assert "no open pull request" in done.told
        place[key] = before
    hub.faults = [Fault("GET", ".*/commits/.*", 422, message="No commit found for SHA: " + "f" * 40)]
    pushed_over = send(command, name, branch="gone", sha="f" * 40)
    assert (pushed_over.code, hub.comments) == (0, {})
    assert "no open pull request" in pushed_over.told
    hub.faults = [Fault("GET", ".*/commits/.*", 401, message="Bad credentials")]
    assert send(command, name, branch="gone").code == 2
    assert send(command, name).code == 0
    assert len(hub.said(7)) == 1


def test_only_our_own_comment_is_edited(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(7)
    hub.write_comment(7, f"{MARKER}\nI am the bot", "forker")
    for number in range(120):
        hub.write_comment(7, f"{number}", BOT)
    hub.write_comment(7, f"> {MARKER}\nquoted", BOT)
    assert send(command, write(folder, found())).code == 0
    assert hub.said(7)[-1].startswith(MARKER)
    assert send(command, write(folder, found(findings=[]))).code == 0
    assert "all is well" in hub.said(7)[-1]
    assert hub.said(7)[0] == f"{MARKER}\nI am the bot"
    assert hub.said(7)[121] == f"> {MARKER}\nquoted"
    assert len(hub.said(7)) == 123


def test_words_of_strangers_mean_nothing(command: Command, hub: GitHub, folder: Path) -> None:
    bomb = (
        "@everyone @team/all #1 GH-2 someone/list#3 <script>alert(1)</script> <img src=https://x.example/p.png>"
        " ![p](https://x.example/p.png) [me](javascript:alert(1)) www.x.example https://x.example | ~~a~~ **b** `c"
        " ::error::x ##[error]y --> </code></details> \u202eabc \u200b :smile: $x^2$ &lt;b&gt;"
    )
    fences = "- a\n````\n```md\n@everyone ![p](https://x.example/p.png)\n`````` <b>"
    hub.open_pull(7)
    hostile = found(
        entries=[
            {"path": bomb, "line": 7, "title": f"\n# {bomb}\n\n", "text": "- a", "edits": [[0, 3, fences]]},
            {"path": "b.md", "line": 1, "title": bomb, "text": "- a", "edits": []},
        ],
        findings=[
            found()["findings"][0] | {"message": bomb, "advice": f"{bomb}\n\n# x", "path": bomb},
            found()["findings"][0] | {"message": bomb, "entry": None, "path": bomb, "fix": "", "code": "Z999"},
        ],
    )
    assert send(command, write(folder, hostile)).code == 0
    [body] = hub.said(7)
    block = re.search(r"^(`{7,})md\n(.*?)\n\1$", body, re.DOTALL | re.MULTILINE)
    assert block is not None
    assert block[2] == fences
    outside = body.replace(block[0], "")
    assert "```" not in outside
    page = render(outside)
    assert "<img" not in page
    assert "<script" not in page
    assert set(re.findall(r'href="([^"]*)"', page)) == {
        "https://github.com/awesome-lint/awesome-lint/blob/main/docs/rules/L009.md"
    }
    assert set(re.findall(r"<(\w+)", page)) <= {"h3", "h4", "p", "ul", "li", "code", "strong", "em", "br", "a"}
    without = re.sub(r"<!--.*?-->|\]\([^)]*\)", "", outside)
    assert "@" not in without
    assert not re.search(r"#\d", without.replace("&#", ""))
    assert "\u202e" not in outside
    assert "\u200b" not in outside
    assert "/pasted" not in outside


def test_lines_with_hidden_characters_are_not_offered(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(7)
    entry = found()["entries"][0]
    for hidden in ("\u202e", "\u200b", "\x1b", "\ud800"):
        assert send(command, write(folder, found(entries=[entry | {"edits": [[0, 1, f"* {hidden}"]]}]))).code == 0
        assert "```" not in hub.said(7)[0]
    assert send(command, write(folder, found(entries=[entry | {"edits": [[0, 1, "\t*"]]}]))).code == 0
    assert "```md\n\t* A title" in hub.said(7)[0]


def test_much_is_cut_and_counted(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(7)
    entries = [found()["entries"][0] | {"line": n, "text": "- a" * 1000, "edits": [[0, 1, "*"]]} for n in range(1, 201)]
    findings = [found()["findings"][0] | {"entry": n % 200, "line": n + 1, "message": "<@" * 2000} for n in range(300)]
    more = {"entries": 3, "findings": 4}
    assert send(command, write(folder, found(entries=entries, findings=findings, more=more))).code == 0
    [body] = hub.said(7)
    assert len(body) <= MOST_CHARACTERS
    assert "300 warnings in 203 new or changed entries" in body
    told = body.count("**warning**")
    assert told
    assert f"{304 - told:,} findings more than this comment has room for" in body


SHAPES: list[object] = [
    "", "[", "[]", "null", "{}", '"x"', "[" * 100_000, found(format="x"), found(version=2), found(version=True),
    found(entries={}), found(entries=[1]), found(findings=None), found(more={}),
    found(more={"entries": -1, "findings": 0}),
    found(more={"entries": 10**30, "findings": 0}), found(extra=1), found(entries=[found()["entries"][0]] * 201),
    found(findings=[found()["findings"][0]] * 501),
    *(
        found(entries=[found()["entries"][0] | change])
        for change in (
            {"path": 1}, {"path": "x" * 1001}, {"line": 0}, {"line": True}, {"line": 1.5}, {"line": 10**12},
            {"title": None}, {"text": "x" * 4001}, {"edits": 3}, {"edits": [[0, 1]]}, {"edits": [[1, 0, ""]]},
            {"edits": [[0, 999, ""]]}, {"edits": [[-1, 0, ""]]}, {"edits": [[4, 6, ""], [5, 7, ""]]},
            {"edits": [[0, 1, 5]]}, {"edits": [[0, 0, "x"]] * 201}, {"html": "<b>"},
        )
    ),
    *(
        found(findings=[found()["findings"][0] | change])
        for change in (
            {"code": "x"}, {"code": "L00"}, {"code": "](x"}, {"severity": "fatal"}, {"severity": ["error"]},
            {"message": ["a"]}, {"message": "x" * 4001}, {"entry": 1}, {"entry": -1}, {"entry": True}, {"fix": None},
            {"fix": "yes"}, {"url": "https://evil.example"}, {"advice": 0}, {"line": "7"},
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize("content", SHAPES, ids=range(len(SHAPES)))
def test_what_is_of_another_shape_is_refused(command: Command, hub: GitHub, folder: Path, content: object) -> None:
    hub.open_pull(7)
    done = send(command, write(folder, content))
    assert (done.code, hub.log) == (2, [])
    assert "nothing is posted" in done.told
    assert "evil" not in done.told


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and symbolic links are others there")
def test_what_is_no_plain_file_of_a_fair_size_is_refused(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(7)
    write(folder, json.dumps(found()) + " " * brought.LARGEST, "large.json")
    assert "larger than 2,000,000 bytes" in send(command, "large.json").told
    (folder / "secret.txt").write_text("a secret")
    os.symlink(folder / "secret.txt", folder / "link.json")
    linked = send(command, "link.json")
    assert (linked.code, "no plain file" in linked.told, "a secret" in linked.told) == (2, True, False)
    (folder / "elsewhere").mkdir()
    write(folder, found(), "elsewhere/found.json")
    (folder / "unpacked").mkdir()
    os.symlink(folder / "elsewhere", folder / "unpacked" / "awesome-lint-found")
    linked = send(command, "unpacked")
    assert (linked.code, "no plain file" in linked.told) == (2, True)
    os.mkfifo(folder / "pipe.json")
    assert send(command, "pipe.json").code == 2
    (folder / "many").mkdir()
    for number in range(5):
        write(folder, found(), f"many/{number}.json")
    assert "more than 4 JSON files" in send(command, "many").told
    assert hub.log == []


def test_nothing_there_is_no_error(command: Command, hub: GitHub, folder: Path) -> None:
    (folder / "empty").mkdir()
    write(folder, "no JSON", "empty/README.txt")
    for path in ("empty", "missing"):
        done = send(command, path)
        assert (done.code, "nothing to tell" in done.told) == (0, True)
    assert hub.log == []


def test_misuse(command: Command, hub: GitHub, folder: Path) -> None:
    name = write(folder, found())
    assert "--head-sha" in send(command, name, sha="main").told
    assert "--head-repository" in send(command, name, head="../x").told
    assert "--head-branch" in send(command, name, branch="").told
    hub.open_pull(7)
    hub.may = {"issues-of-another-kind"}
    refused = send(command, name)
    assert (refused.code, "pull-requests: write" in refused.told) == (2, True)
    hub.may = {"pull-requests"}
    hub.faults = [Fault("POST", ".*/comments", 502, after=True)]
    assert send(command, name).code == 0
    assert len(hub.said(7)) == 1


def test_without_a_base_nothing_is_new(command: Command, hub: GitHub, repo: Repo) -> None:
    hub.open_pull(7)
    command("check", "--output-format", "pull-request", "--output-file", "found.json")
    assert send(command, "found.json").code == 0
    [body] = hub.said(7)
    assert "#### Outside of new entries" in body
    assert "README.md&#58;6" in body


def test_two_runs_over_one_change_are_one_comment(command: Command, hub: GitHub, folder: Path) -> None:
    hub.open_pull(7)
    entry = found()["entries"][0]
    links = found(
        entries=[
            entry | {"line": 3, "title": "Other", "edits": []},
            entry | {"edits": [[2, 4, "no"], [13, 16, "(c)"]]},
        ],
        findings=[found()["findings"][0] | {"code": "L102", "entry": 1}],
    )
    (folder / "found").mkdir()
    write(folder, found(), "found/check.json")
    write(folder, links, "found/links.json")
    assert send(command, "found").code == 0
    [body] = hub.said(7)
    assert "2 warnings in 2 new or changed entries" in body
    assert "```md\n- The title [a](c)\n```" in body


def test_edits_of_several_runs_are_taken_where_they_do_not_touch() -> None:
    entry = Entry("a.md", 1, "A", "0123456789", (Edit(Span(2, 4), "x"),))
    other = entry._replace(edits=(Edit(Span(4, 5), "y"), Edit(Span(7, 8), "")))
    joined = together([Brought((entry,)), Brought((other,))])
    assert [one.corrected for one in joined.entries] == ["01x45689"]


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=60)
@given(st.data())
def test_any_change_of_a_file_is_refused_or_rendered_within_bounds(data: st.DataObject) -> None:
    whole = found()
    place: Any = whole
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(_VALUES)
            break
        place = place[key]
    try:
        read_again = read(json.dumps(whole).encode())
    except BroughtError:
        return
    assert len(rendered(read_again, SHA, {})) <= MOST_CHARACTERS
