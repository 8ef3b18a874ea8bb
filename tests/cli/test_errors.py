"""Every error says what is wrong, where, and what to do: real provocations, each with the words that help."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from ..repositories import SURROUNDINGS, Repo
from .conftest import Outcome, Run

LIST = """\
# Kettles

## Papers

- Boiling Water Slowly, ICCV 2021 [[paper](https://arxiv.org/abs/2101.00001)]
- Kettles That Sing, CVPR 2022 [[paper](https://arxiv.org/abs/2201.00002)]
"""
THEIRS = """\
# More

## Whistles

- Whistles in the Wild, CVPR 2023 [[paper](https://arxiv.org/abs/2301.00004)]
"""
FILES: Mapping[str, str | bytes] = {
    "a.md": LIST,
    "theirs.md": THEIRS,
    "prose.md": "# Prose\n\nNothing is listed here.\n",
    "empty.md": "",
    "latin.md": "# Caf\xe9s\n\n- Th\xe9\xe2tre\n".encode("latin-1"),
    "binary.md": bytes(range(256)) * 4,
    "utf16.md": b"\xff\xfe\x00\xd8x",
    "folder.md/x.md": LIST,
    "broken.toml": "ignore = [\n",
    "unknown.toml": 'selct = ["D"]\n',
    "typed.toml": 'ignore = "D"\n',
    "option.toml": "rules.D001.ratio = 7\n",
    "secret.toml": 'links.token = "x"\n',
    "latin.toml": b"# \xe9\n",
    "bare/pyproject.toml": '[project]\nname = "x"\n',
    "bad.json": "{",
    "five.json": "5",
    "bad.yaml": "- title: [\n",
    "bad.bib": "nothing",
    "notitle.csv": "a,b\n1,2\n",
    "none.json": "[]",
    "what.xyz": "words",
    "old.json": '{"awesome-lint-baseline": 99, "findings": []}',
    "other.json": '{"findings": []}',
    "marks.json": "{\n<<<<<<< ours\n",
}


class Wrong(NamedTuple):
    """A command line, the name that its error has to have, and the words that say what to do."""

    command: str
    names: str
    says: str


WRONG = (
    # what is asked for
    Wrong("chek", "chek", "awesome-lint --help"),
    Wrong("check --selct D", "--selct", "--help"),
    Wrong("check --select Q", "'Q'", "`awesome-lint rule` lists them all"),
    Wrong("check --select D0O1", "'D0O1'", "did you mean 'D001'"),
    Wrong("check --select L101", "L101", "links"),
    Wrong("check --fail-on sometimes", "sometimes", "'error', 'warning'"),
    Wrong("check --jobs 0", "--jobs", "x>=1"),
    Wrong("check --max-file-size huge", "huge", "write bytes, or a number with KB, MB or GB"),
    Wrong("check --unsafe-fixes", "--unsafe-fixes", "goes with --fix"),
    Wrong("check --diff --add-ignores", "--add-ignores", "use one of them"),
    Wrong("check --statistics --output-format sarif", "sarif", "goes with the formats"),
    Wrong("check --write-baseline", "--write-baseline", "--baseline FILE"),
    Wrong("check --write-baseline --baseline k.json --diff-base HEAD", "--diff-base", "cannot be used with"),
    Wrong("check - --add-ignores", "standard input", "writes into files"),
    Wrong("check - --watch", "--watch", "needs files"),
    Wrong("rule dead-lnk", "dead-lnk", "did you mean 'dead-link'"),
    Wrong("rule 1234567890", "1234567890", "`awesome-lint rule` lists them all"),
    Wrong("venue NeurIPPS", "NeurIPPS", "is it NeurIPS"),
    Wrong("venue 1234567890", "1234567890", "`awesome-lint venue` lists them all"),
    Wrong("export a.md --to table", "--to", "goes with --format markdown"),
    Wrong("export a.md --format markdown --to heap", "heap", "none of bullets"),
    Wrong("export a.md -o a.md", "a.md", "name another file"),
    # files
    Wrong("check b.md", "b.md", "is it a.md?"),
    Wrong("check nothing-like-it", "nothing-like-it", "look at the path"),
    Wrong("check a.md/b.md", "a.md/b.md", "look at the path"),
    Wrong("check latin.md", "latin.md", "iconv"),
    Wrong("check binary.md", "binary.md", "leave it out"),
    Wrong("check utf16.md", "utf16.md", "save the file as UTF-8"),
    Wrong("check a.md --max-file-size 10B", "a.md", "--max-file-size 1MB"),
    Wrong("check a.md --output-file folder.md", "folder.md", "name a file in it"),
    Wrong("stats b.md", "b.md", "is it a.md?"),
    # configuration
    Wrong("check --config missing.toml a.md", "missing.toml", "no such file"),
    Wrong("check --config broken.toml a.md", "broken.toml", "not valid TOML"),
    Wrong("check --config unknown.toml a.md", "unknown.toml:1", "did you mean 'select'"),
    Wrong("check --config typed.toml a.md", "typed.toml:1", "expected"),
    Wrong("check --config option.toml a.md", "option.toml:1", "from 0 to 1"),
    Wrong("check --config secret.toml a.md", "secret.toml:1", "token"),
    Wrong("check --config latin.toml a.md", "latin.toml:1", "save the file as UTF-8"),
    Wrong("check --config bare/pyproject.toml a.md", "bare/pyproject.toml", "add one, or name another file"),
    Wrong("check --config broken.toml --config unknown.toml a.md", "broken.toml", "name one of these"),
    Wrong("check --config unknown.toml --isolated a.md", "unknown.toml", "leave one of them out"),
    Wrong("check --config ignore=[D a.md", "ignore=[D", "strings need quotation marks"),
    Wrong("check --config extend='x.toml' a.md", "extend", "`--config FILE` reads one"),
    # what is compared with
    Wrong("check --baseline missing.json a.md", "missing.json", "`--write-baseline` makes it"),
    Wrong("check --baseline old.json a.md", "old.json", "update it"),
    Wrong("check --baseline other.json a.md", "other.json", "`--write-baseline` writes it anew"),
    Wrong("check --baseline bad.json a.md", "bad.json", "`--write-baseline` writes it anew"),
    Wrong("check --baseline marks.json a.md", "marks.json", "resolve them, or write it anew"),
    Wrong("check --baseline new.json --write-baseline a.md binary.md", "new.json", "run again"),
    Wrong("check --diff-base HEAD a.md", "not in a git repository", "leave out --diff-base"),
    Wrong("check --diff-base HEAD -", "standard input", "--stdin-filename PATH"),
    # links
    Wrong("links --timeout soon", "soon", "90s, 10m, 1h30m"),
    Wrong("links --timeout 0", "'0'", "90s, 10m, 1h30m"),
    Wrong("links --accept 999x", "999x", "200..=299"),
    Wrong("links --accept 300..200", "300..200", "a range goes upwards"),
    Wrong("links --header nothing", "--header", "expected HOST:NAME=VALUE"),
    Wrong("links --header example.org:Host=x", "Host", "leave it out"),
    Wrong("links --resolve example.org", "example.org", "expected HOST:ADDRESS"),
    Wrong("links --dns nowhere", "nowhere", "192.0.2.1:53"),
    Wrong("links --dns 127.0.0.1:99999", "99999", "from 1 to 65535"),
    Wrong("links --api arxiv", "--api", "expected NAME=URL"),
    Wrong("links --api arxiv=ftp://x", "--api", "https://example.org"),
    Wrong("links --ca-file a.md", "a.md", "in the form PEM"),
    Wrong("links --exclude (", "(", "no regular expression"),
    Wrong("links --no-cache --cache x", "--cache", "use one of them"),
    Wrong("links --no-cache --dead-for 3", "--dead-for", "use one of them"),
    # lists rewritten and merged
    Wrong("normalize a.md --to heap", "heap", "table, bullets"),
    Wrong("normalize a.md --to table --like theirs.md", "--like", "use one of them"),
    Wrong("normalize a.md --template words", "--template", "{title}"),
    Wrong("normalize a.md --template {titel}", "titel", "title"),
    Wrong("normalize a.md --fields venues", "venues", "venue"),
    Wrong("normalize a.md --to table --columns title,colour", "colour", "there are"),
    Wrong("normalize a.md --drop", "--drop", "goes with"),
    Wrong("normalize a.md --section Papers", "--section", "goes with --into"),
    Wrong("normalize a.md --in-place --diff", "--diff", "use one of them"),
    Wrong("normalize a.md theirs.md --like a.md -o x.md", "2 lists", "--in-place"),
    Wrong("normalize a.md -o a.md", "a.md", "name another file"),
    Wrong("normalize prose.md", "prose.md", "name a list that has some"),
    Wrong("normalize empty.md", "empty.md", "name one that holds entries"),
    Wrong("normalize a.md --like prose.md", "prose.md", "name a list that has some"),
    Wrong("normalize --into a.md", "--into", "awesome-lint normalize THEIRS --into MINE"),
    Wrong("normalize theirs.md --into -", "--into", "needs a file"),
    Wrong("normalize a.md --into a.md", "a.md", "leave it out"),
    Wrong("normalize theirs.md --into a.md --section Paprs --check", "'Paprs'", "nearest: `Papers`"),
    Wrong("normalize theirs.md --into a.md --section Whistels=Papers --check", "'Whistels'", "`Whistles`"),
    Wrong(
        "normalize theirs.md --into a.md --section Steam=Papers --check", "'Steam'", "write one of theirs: `Whistles`"
    ),
    # other formats
    Wrong("import", "files", "`-` for standard input"),
    Wrong("import bad.json --like a.md --to table", "--like", "use one of them"),
    Wrong("import what.xyz", "what.xyz", "--format jsonl|json"),
    Wrong("import bad.json", "bad.json", "line 1"),
    Wrong("import five.json", "five.json", "write an array of objects"),
    Wrong("import bad.yaml", "bad.yaml", "line "),
    Wrong("import bad.bib", "bad.bib", "was expected"),
    Wrong("import notitle.csv", "notitle.csv", "call one `title`"),
    Wrong("import none.json", "none.json", "name a file that has some"),
    Wrong("import a.md --format markdown", "markdown", "'jsonl', 'json'"),
    Wrong("import bad.json missing.json", "missing.json", "no such file"),
    # what stands on GitHub, and setting up
    Wrong("github issue unheard-of", "unheard-of", "look at the path"),
    Wrong("github issue bad.json", "bad.json", "remove it to begin anew"),
    Wrong("links --history five.json a.md", "five.json", "remove it to begin anew"),
    Wrong(
        "github comment a.md --head-repository a/b --head-branch c --head-sha 12", "--head-sha", "hexadecimal digits"
    ),
    Wrong("init nowhere", "nowhere", "--help"),
    Wrong("init a.md", "a.md", "name the folder that it stands in"),
    Wrong("check a.md --output-file nowhere/x.html", "nowhere/x.html", "make it first"),
    # what is asked about
    Wrong("add words", "words", "write it as arXiv:2305.08293"),
    Wrong("add arXiv:2305.08293 --in-place", "--in-place", "goes with --into"),
    Wrong("add arXiv:2305.08293 --into prose.md", "prose.md", "name a list that has some"),
)


@pytest.fixture
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, data in FILES.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    for name in SURROUNDINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    return folder


def holds(done: Outcome, names: str, says: str) -> None:
    """The error is one line, or one for each file, that has the name and the words; nothing of the code is shown."""
    errors = [line for line in done.err.splitlines() if line.startswith("awesome-lint: error: ")]
    assert done.code == 2, done
    assert errors
    assert any(names in line and says in line for line in errors), done.err
    assert "Traceback" not in done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.command)
def test_an_error_says_what_to_do(wrong: Wrong, run: Run, process: Run, files: Path) -> None:
    before = {path: path.read_bytes() for path in files.rglob("*") if path.is_file()}
    words = wrong.command.split()
    holds((process if "-" in words else run)(*words), wrong.names, wrong.says)
    assert {path: path.read_bytes() for path in files.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [("GITHUB_TOKEN", "two words", "set it anew, or unset it"), ("AWESOME_LINT_MAILTO", "me", "name@example.org")],
)
def test_what_the_environment_holds(
    name: str, value: str, says: str, run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    holds(run("links", "a.md", "--dry-run"), name, says)


def test_revisions(run: Run, files: Path) -> None:
    repo = Repo(files)
    holds(run("check", "--diff-base", "HEAD", "a.md"), str(files), "commit first, or leave out --diff-base")
    repo.commit()
    holds(run("check", "--diff-base", "nothing", "a.md"), "'nothing'", "`git fetch`")
    holds(run("check", "--diff-base", "HEAD..HEAD", "a.md"), "HEAD..HEAD", "name the one to compare with")


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX permissions")
def test_permissions(run: Run, powerless: Path) -> None:
    (powerless / "a.md").write_text(LIST)
    (powerless / "a.md").chmod(0o000)
    holds(run("check", "a.md"), "a.md", "change its permissions")


def test_a_bug_asks_to_be_reported(run: Run, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr("awesome_lint.cli.check.check", broken)
    done = run("check", "a.md")
    assert done.code == 2
    assert done.err.startswith("awesome-lint: error: internal error: ZeroDivisionError: a fault of ours\n")
    assert "Please report it" in done.err
    assert "AWESOME_LINT_DEBUG=1" in done.err
    assert "Traceback" not in done.err
