"""Relative links against real files: which are missing, and what was asked to find out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from awesome_lint.findings import Finding
from awesome_lint.knowledge import knowledge
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Collection
from awesome_lint.parse import parse_document
from awesome_lint.rules.across import Across
from awesome_lint.rules.base import Context
from awesome_lint.rules.facts import Facts
from awesome_lint.rules.files import Files, Question, still_true
from awesome_lint.rules.links.l006_missing_file import MissingFile
from awesome_lint.source import Source


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty git repository, which is the current folder."""
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str = "# Notes\n") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def missing(text: str, path: str | None = "README.md", code: str = "L006") -> list[str]:
    """The messages about a list with this text at `path`."""
    return [finding.message for finding in found(text, path, code)]


def found(text: str, path: str | None, code: str = "L006") -> list[Finding]:
    return lint_documents([parse_document(Source(text, path))], Settings(select=(code,)))


@pytest.mark.parametrize(
    "address",
    [
        "docs/heads.md",
        "./docs/heads.md#notes",
        "docs",
        "docs/",
        "docs/../docs/heads.md",
        "/docs/heads.md",
        "docs\\heads.md",
        "docs/still%20life.md",
        "docs/100%25.md",
        "docs/t%C3%AAte.md",
        "docs/heads.md?plain=1",
        "../../issues",
        "../../releases/latest",
        "../elsewhere/README.md",
        "#docs",
        "mailto:someone@example.org",
        "//example.org/heads.md",
        "{{ base }}/heads.md",
    ],
)
def test_what_is_there_or_is_no_file_is_no_fault(repository: Path, address: str) -> None:
    for name in ("heads.md", "still life.md", "100%.md", "tête.md"):
        write(repository / "docs" / name)
    assert missing(f"# Heads\n\n- [Turning Heads](<{address}>)\n") == []


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("docs/Heads.md", "docs/heads.md"),
        ("doc/heads.md", "docs/heads.md"),
        ("docs/still-life.md", "docs/still%20life.md"),
        ("/docs/head.md", "/docs/heads.md"),
        ("heads/list.md", None),
    ],
)
def test_the_message_names_the_nearest_file(repository: Path, address: str, nearest: str | None) -> None:
    write(repository / "docs" / "heads.md")
    write(repository / "docs" / "still life.md")
    (message,) = missing(f"# Heads\n\n- [Turning Heads]({address})\n")
    assert message == f"no file `{address}`" + (f"; the nearest is `{nearest}`" if nearest else "")


def test_paths_count_from_the_list_and_may_be_found_further_up(repository: Path) -> None:
    write(repository / "heads.md")
    text = "# Heads\n\n- [Turning Heads](../heads.md)\n- [Still Life](heads.md)\n"
    assert missing(text, "lists/deep/README.md") == [
        "no file `../heads.md`; the nearest is `../../heads.md`",
        "no file `heads.md`; the nearest is `../../heads.md`",
    ]


def test_an_absolute_path_and_another_current_folder_change_nothing(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository / "docs" / "heads.md")
    text = "# Heads\n\n- [Turning Heads](docs/heads.md) [code](code.zip)\n"
    assert missing(text, str(repository / "README.md")) == ["no file `code.zip`"]
    monkeypatch.chdir(repository / "docs")
    assert missing(text, "../README.md") == ["no file `code.zip`"]


def test_images_and_definitions_are_looked_up_once_each(repository: Path) -> None:
    text = "# Heads\n\n![logo][logo] [logo][logo] <img src='teaser.png'>\n\n[logo]: logo.png\n"
    assert [(finding.line, finding.message) for finding in found(text, "README.md")] == [
        (3, "no file `teaser.png`"),
        (5, "no file `logo.png`"),
    ]


def test_nothing_is_said_outside_of_a_working_tree_or_of_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "# Heads\n\n- [Turning Heads](heads.md)\n"
    assert missing(text) == []
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    assert missing(text, None) == []
    assert missing(text) == ["no file `heads.md`"]


def test_submodules_and_pages_of_a_site_are_not_judged(repository: Path) -> None:
    write(repository / ".gitmodules", '[submodule "heads"]\n\tpath = heads\n\turl = https://example.org/heads.git\n')
    write(repository / "docs" / "life.md")
    text = "# Heads\n\n- [Heads](heads/turning.md)\n- [Life](docs/life.html)\n- [Guide](docs/guide.html)\n"
    assert missing(text) == ["no file `docs/life.html`; the nearest is `docs/life.md`", "no file `docs/guide.html`"]
    write(repository / "_config.yml", "theme: minima\n")
    assert missing(text) == ["no file `docs/guide.html`"]


def test_fragments_are_looked_for_in_the_file_that_github_would_show(repository: Path) -> None:
    write(repository / "docs" / "heads.md", "# Turning Heads\n")
    text = "# Heads\n\n- [One](/docs/heads.md#turning-heads)\n- [Two](/docs/heads.md#turning)\n"
    (message,) = missing(text, code="L007")
    assert message.startswith("nothing in /docs/heads.md makes `#turning`")


def test_what_was_asked_can_be_asked_again(repository: Path) -> None:
    write(repository / "docs" / "heads.md")
    document = parse_document(Source("# Heads\n\n- [Heads](docs/heads.md)\n- [Code](docs/head.md)\n", "README.md"))
    facts = Facts(document, knowledge())
    context = Context(document, knowledge(), facts, Across(Collection((document,)), knowledge()))
    assert facts.questions == ()
    assert len(list(MissingFile().check(context))) == 1
    questions = facts.questions
    assert Question("root", "", "") in questions
    assert Question("holds", "docs/heads.md", True) in questions
    assert Question("holds", "docs/head.md", False) in questions
    assert Question("nearest", "docs/head.md", "docs/heads.md") in questions
    assert still_true(questions)
    write(repository / "docs" / "head.md")
    assert not still_true(questions)


def test_a_text_that_was_read_counts_by_its_content(repository: Path) -> None:
    files = Files()
    assert files.read("notes.md") is None
    assert still_true(files.questions)
    write(repository / "notes.md")
    assert not still_true(files.questions)
    assert files.read("notes.md") == "# Notes\n"
    assert still_true(files.questions)
    write(repository / "notes.md", "# Other\n")
    assert not still_true(files.questions)
    (repository / "notes.md").write_bytes(b"\xff\xfe\xfa")
    assert files.read("notes.md") is None
