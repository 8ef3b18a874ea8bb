"""What git shows of a merge."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repositories import Repo

from .merging import merged

SIZE = 3000


def big(line: str, size: int = SIZE) -> str:
    rows = [
        line.format(at=at, title=f"Number {at} of the Papers on Faces in Part {at % 97}", year=2010 + at % 14)
        for at in range(size)
    ]
    return "\n".join(["# Faces", "", "Prose.", "", "## Papers", "", *rows, ""])


def diff_of(folder: Path, text: str, *contributed: str) -> list[str]:
    """The lines that `git diff` shows as removed or added when lists are merged into a committed one."""
    repo = Repo(folder)
    repo.commit(README=text)
    repo.write("README.md", merged(text, *contributed).text)
    shown = repo.git("diff", "--unified=0", "README.md").splitlines()
    return [line for line in shown if line[:1] in "+-" and not line.startswith(("+++", "---"))]


LINK = "[Paper](https://arxiv.org/abs/1900.{at:05})"
NEW = "Painting Lips in a New Way"
NEW_LINK = "[Paper](https://arxiv.org/abs/2301.00031)"
LAYOUTS = {
    "bullet": ("", f"- {{title}} [CVPR {{year}}] {LINK}", [f"- {NEW} [NeurIPS 2023] {NEW_LINK}"]),
    "numbered": ("", f"{{at}}. {{title}} [CVPR {{year}}] {LINK}", [f"3000. {NEW} [NeurIPS 2023] {NEW_LINK}"]),
    "table": (
        "| Title | Venue | Year | Links |\n| --- | --- | --- | --- |\n",
        f"| {{title}} | CVPR | {{year}} | {LINK} |",
        [f"| {NEW} | NeurIPS | 2023 | {NEW_LINK} |"],
    ),
    "heading": (
        "",
        f"### {{title}}\n- CVPR {{year}}\n- {LINK}\n",
        ["", f"### {NEW}", "- NeurIPS 2023", f"- {NEW_LINK}"],
    ),
    "paragraph": ("", f"**{{title}}** CVPR {{year}} {LINK}\n", ["", f"**{NEW}** NeurIPS 2023 {NEW_LINK}"]),
}
THEIRS = (
    "# Mine\n\n## Papers\n\n1. *Painting Lips in a New Way*, NeurIPS 2023 ([pdf](https://arxiv.org/abs/2301.00031))\n"
)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("newline", "last", "size"), [("\n", True, SIZE), ("\r\n", False, 90)])
def test_only_the_lines_of_a_new_entry_are_new(
    tmp_path: Path, layout: str, newline: str, last: bool, size: int
) -> None:
    head, line, expected = LAYOUTS[layout]
    text = big(line, size).replace("## Papers\n\n", f"## Papers\n\n{head}").rstrip("\n")
    # A last line without an end gets one, for the new entry follows: git shows that, too.
    text = (text + "\n" * last).replace("\n", newline)
    shown = diff_of(tmp_path / "repo", text, THEIRS)
    if not last:
        final = text.rpartition(newline)[2]
        assert shown[:2] == [f"-{final}", f"+{final}"]
        shown = shown[2:]
    # Which of two blank lines is the new one is git's choice.
    assert sorted(shown) == sorted(f"+{one}".replace("+3000.", f"+{size}.") for one in expected)
    written = (tmp_path / "repo" / "README.md").read_bytes().decode()
    assert written.count("\n") == written.count(newline)
    assert written.endswith("\n") == last


def test_one_known_entry_is_one_changed_line(tmp_path: Path) -> None:
    text = big(
        "{at}. {title} [CVPR {year}] [Paper](https://arxiv.org/abs/1900.{at:05}) [Code](https://github.com/a/b{at})"
    )
    theirs = (
        "| Paper | Link | Site |\n| --- | --- | --- |\n"
        "| Something else entirely for once | [pdf](https://arxiv.org/abs/1900.99999) | |\n"
        "| Number 1500 of the papers on faces in part 45 | [pdf](https://arxiv.org/abs/1900.01500v2)"
        " | [page](https://page.example.org) |\n"
    )
    line = (
        "1500. Number 1500 of the Papers on Faces in Part 45 [CVPR 2012] [Paper](https://arxiv.org/abs/1900.01500)"
        " [Code](https://github.com/a/b1500)"
    )
    changed = diff_of(tmp_path / "repo", text, f"# Mine\n\n## Papers\n\n{theirs}")
    assert changed[:2] == [f"-{line}", f"+{line} [Project](https://page.example.org)"]
    assert changed[2:] == [
        "+3000. Something else entirely for once [Paper](https://arxiv.org/abs/1900.99999)",
    ]
