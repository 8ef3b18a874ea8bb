"""A missing link put where the list would put it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import insert_link, usual_label
from tests.parse.generated import LAYOUTS, Paper, papers
from tests.style.support import FIXTURES, LISTS, facts, inserted, links, read, read_file

CODE = "https://github.com/someone/something"
PAPERS = "https://arxiv.org/abs/2101.000"


def last_line(text: str) -> str:
    return text.rstrip("\n").rpartition("\n")[2]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            [f"- One of Things [[paper]({PAPERS}01)] [[code](https://github.com/a/b)]", f"- Two [[paper]({PAPERS}02)]"],
            f"- Two [[paper]({PAPERS}02)] [[code]({CODE})]",
        ),
        (
            [f"- One of Things [[Paper]]({PAPERS}01) [[Code]](https://github.com/a/b)", f"- Two [[Paper]]({PAPERS}02)"],
            f"- Two [[Paper]]({PAPERS}02) [[Code]]({CODE})",
        ),
        (
            [f"* One of Things. [PDF]({PAPERS}01) | [GitHub](https://github.com/a/b)", f"* Two. [PDF]({PAPERS}02)"],
            f"* Two. [PDF]({PAPERS}02) | [GitHub]({CODE})",
        ),
        (
            [
                f"- [One of Things]({PAPERS}01), CVPR 2021 [[code]](https://github.com/a/b)",
                f"- [Two]({PAPERS}02), ICML 2020",
            ],
            f"- [Two]({PAPERS}02), ICML 2020 [[code]]({CODE})",
        ),
        (
            [
                f"- One of Things [[paper]]({PAPERS}01) [[code]](https://github.com/a/b) (**CVPR 2021**)",
                f"- Two [[paper]]({PAPERS}02) (**ICML 2020**)",
            ],
            f"- Two [[paper]]({PAPERS}02) [[code]]({CODE}) (**ICML 2020**)",
        ),
        (
            [
                f"- One of Things [paper]({PAPERS}01) [code](https://github.com/a/b)",
                f"- Two [paper]({PAPERS}02) [code]()",
            ],
            f"- Two [paper]({PAPERS}02) [code]({CODE})",
        ),
        (
            [f"- One of Things [paper]({PAPERS}01) [code](https://github.com/a/b)", f"- Two [paper]({PAPERS}02) code"],
            f"- Two [paper]({PAPERS}02) [code]({CODE})",
        ),
        (
            [
                f"- One of Things [paper]({PAPERS}01) [code](https://github.com/a/b)",
                f"- Two [paper]({PAPERS}02) code [None]",
            ],
            f"- Two [paper]({PAPERS}02) [code]({CODE})",
        ),
    ],
)
def test_on_one_line(lines: list[str], expected: str) -> None:
    # What one entry alone shows is no habit: the first stands there three times.
    text = "# Papers\n\n" + "\n".join([lines[0].replace("/b)", f"/b{n})") for n in range(3)] + lines[1:]) + "\n"
    assert last_line(inserted(text, 3, "code", CODE)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("", f"[code]({CODE})"), (" ", f"[code]({CODE})"), ("-", f"[code]({CODE})"), ("N/A", f"[code]({CODE})")],
)
def test_in_its_column(cell: str, expected: str) -> None:
    rows = "".join(f"| Paper {n} of Things | CVPR 2021 | [code](https://github.com/a/{n}) |\n" for n in range(3))
    text = f"| Title | Venue | Code |\n|---|---|---|\n{rows}| Another Paper | ICML 2020 | {cell} |\n"
    assert last_line(inserted(text, 3, "code", CODE)) == f"| Another Paper | ICML 2020 | {expected} |"


def test_in_the_column_that_its_head_names() -> None:
    rows = "".join(f"| Paper {n} of Things | [pdf](https://arxiv.org/abs/2101.0000{n}) |  |\n" for n in range(3))
    text = f"| Title | Paper | Code |\n|---|---|---|\n{rows}"
    assert last_line(inserted(text, 2, "code", CODE)).endswith(f" | [code]({CODE}) |")


def test_beside_other_links_of_a_cell() -> None:
    rows = "".join(
        f"| Paper {n} of Things | [pdf](https://arxiv.org/abs/2101.0000{n}) / [code](https://github.com/a/{n}) |\n"
        for n in range(3)
    )
    text = f"| Title | Links |\n|---|---|\n{rows}| Another Paper | [pdf](https://arxiv.org/abs/2101.00009) |\n"
    assert last_line(inserted(text, 3, "code", CODE)) == (
        f"| Another Paper | [pdf](https://arxiv.org/abs/2101.00009) / [code]({CODE}) |"
    )


def test_a_filled_up_column_stays_filled_up() -> None:
    titles = ("Paper of Things", "A Rather Longer Paper", "Tiny Paper")
    linked = [f"[{title}](https://arxiv.org/abs/2101.0000{number})" for number, title in enumerate(titles)]
    rows = "".join(f"| {title:<60} | {'':<60} |\n" for title in linked)
    given = f"| {'[Other Things](https://arxiv.org/abs/2101.00009)':<60} | {'[code](https://github.com/a/b)':<60} |\n"
    text = f"| {'Title':<60} | {'Code':<60} |\n|---|---|\n{given}{rows}"
    assert last_line(inserted(text, 3, "code", CODE)) == f"| {linked[2]:<60} | {f'[code]({CODE})':<60} |"


def test_below_its_heading() -> None:
    text = "".join(
        f"### [CVPR 2021] Paper {n} of Things\n- [paper](https://arxiv.org/abs/2101.0000{n})\n"
        + (f"- [code](https://github.com/a/{n})\n\n" if n < 4 else "\n")
        for n in range(5)
    )
    assert inserted(text, 4, "code", CODE).endswith(
        f"- [paper](https://arxiv.org/abs/2101.00004)\n- [code]({CODE})\n\n"
    )


def test_a_remark_that_is_an_item_stays_one() -> None:
    text = "".join(
        f"### [CVPR 2021] Paper {n} of Things\n- [paper](https://arxiv.org/abs/2101.0000{n})\n"
        + (f"- [code](https://github.com/a/{n})\n\ncomment: worth it\n\n" if n < 4 else "\n- comment: worth it\n")
        for n in range(5)
    )
    assert inserted(text, 4, "code", CODE).endswith(f"- [code]({CODE})\n\n- comment: worth it\n")


def test_a_title_keeps_its_full_stop() -> None:
    text = "".join(
        f"- [Paper {n} of Things.](https://arxiv.org/abs/2101.0000{n}) [[Code]](https://github.com/a/{n}) CVPR, 2021.\n"
        for n in range(5)
    )
    text += "- Another Paper of Things. CVPR, 2021.\n"
    assert last_line(inserted(text, 5, "code", CODE)) == f"- Another Paper of Things. [[Code]]({CODE}) CVPR, 2021."


def test_in_a_line_that_names_its_role() -> None:
    text = "".join(
        f"**Paper {n} of Things**\n\n- Venue: CVPR 2021\n- Paper: https://arxiv.org/abs/2101.0000{n}\n\n"
        for n in range(4)
    )
    assert inserted(text, 0, "code", CODE).startswith(
        "**Paper 0 of Things**\n\n- Venue: CVPR 2021\n- Paper: https://arxiv.org/abs/2101.00000\n"
        f"- Code: {CODE}\n\n**Paper 1"
    )


def test_references_are_joined_by_an_inline_link() -> None:
    lines = "".join(f"{n}. [Paper {n} of Things][p{n}]\n    + [code][c{n}]\n" for n in range(1, 4))
    definitions = "".join(f"[p{n}]: {PAPERS}0{n}\n[c{n}]: https://github.com/a/{n}\n" for n in range(1, 4))
    text = f"# Papers\n\n{lines}4. [Another Paper of Things][p4]\n\n\n{definitions}[p4]: {PAPERS}04\n"
    assert f"4. [Another Paper of Things][p4]\n    + [code]({CODE})\n\n\n[p1]" in inserted(text, 3, "code", CODE)


def test_html_takes_html() -> None:
    rows = "".join(
        f'<tr><td>Paper {n} of Things</td><td>CVPR 2021</td><td><a href="https://github.com/a/{n}">code</a></td></tr>\n'
        for n in range(3)
    )
    head = "<table>\n<tr><th>Title</th><th>Venue</th><th>Code</th></tr>\n"
    text = f"{head}{rows}<tr><td>Another Paper</td><td>ICML 2020</td><td></td></tr>\n</table>\n"
    assert f'<td>ICML 2020</td><td><a href="{CODE}">code</a></td></tr>' in inserted(text, 3, "code", CODE)


def test_a_badge_is_drawn_for_the_new_repository() -> None:
    lines = "".join(
        f"- Paper {n} of Things [![Stars](https://img.shields.io/github/stars/a/b{n})](https://github.com/a/b{n})\n"
        for n in range(4)
    )
    text = f"# Papers\n\n{lines}- Another Paper of Things [paper]({PAPERS}09)\n"
    changed = last_line(inserted(text, 4, "code", CODE))
    assert changed.startswith(f"- Another Paper of Things [paper]({PAPERS}09)")
    assert CODE in changed


def test_line_ends_are_kept() -> None:
    text = "".join(
        f"- Paper {n} of Things\r\n  - [paper]({PAPERS}0{n})\r\n"
        + (f"  - [code](https://github.com/a/{n})\r\n" if n else "")
        for n in range(4)
    )
    assert inserted(text, 0, "code", CODE).startswith(
        f"- Paper 0 of Things\r\n  - [paper]({PAPERS}00)\r\n  - [code]({CODE})\r\n- Paper 1"
    )


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a)b", "https://example.org/a%29b"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/a|b", "https://example.org/a%7Cb"),
    ],
)
def test_addresses_end_no_link_early(url: str, written: str) -> None:
    text = "".join(f"- Paper {n} of Things [[paper]]({PAPERS}0{n})\n" for n in range(4))
    assert f"({written})" in inserted(text, 0, "code", url)


def test_a_given_label_is_taken() -> None:
    text = "".join(f"- Paper {n} of Things [[paper]]({PAPERS}0{n})\n" for n in range(4))
    assert f"[[Official Code]]({CODE})" in inserted(text, 0, "code", CODE, "[Official Code]")


def test_an_unfilled_template_takes_nothing() -> None:
    document, style = read(
        "### [CVPR] Some Paper of Things\n- [paper](https://arxiv.org/abs/2101.00001)\n- [code](https://github.com/a/b)\n\n"
        "### \\[]\npaper,\ncode\n"
    )
    template = next(entry for entry in document.entries if entry.placeholder)
    assert insert_link(style, template, "code", CODE) == ()


def test_the_prevailing_label() -> None:
    lines = "".join(f"- Paper {n} of Things [[Code]](https://github.com/a/{n})\n" for n in range(3))
    _, style = read(lines + "- Another Paper of Things [[code]](https://github.com/a/9)\n")
    assert usual_label(style, "code", "boxed") == "[Code]"
    assert usual_label(style, "video", "boxed") is None


def check(text: str, role: str, url: str, step: int) -> int:
    """Insert into each entry that lacks the role; how many had a link put in. Nothing else may change."""
    document, style = read(text)
    done = 0
    for index, entry in list(enumerate(document.entries))[::step]:
        # What a link of a resource is for depends on the others; a rule asks for papers.
        if (
            entry.kind != "paper"
            or entry.placeholder
            or not entry.title
            or any(link.role == role for link in entry.links)
        ):
            continue
        edits = insert_link(style, entry, role, url)
        again = parse_document(Source(apply_edits(text, edits), "list.md"))
        assert len(again.entries) == len(document.entries)
        for place, (before, after) in enumerate(zip(document.entries, again.entries, strict=True)):
            if place != index:
                assert (facts(after), links(after)) == (facts(before), links(before))
        changed = again.entries[index]
        assert facts(changed) == facts(entry)
        added = links(changed)
        for link in links(entry):
            added.remove(link)
        assert [(found[0], found[1]) for found in added] == [(role, url)]
        done += 1
    return done


@pytest.mark.parametrize("path", [*LISTS, *FIXTURES], ids=lambda path: path.stem)
@pytest.mark.parametrize(("role", "url"), [("code", CODE), ("video", "https://www.youtube.com/watch?v=aaaaaaaaaaa")])
def test_nothing_else_changes(path: Path, role: str, url: str) -> None:
    document, _ = read_file(path)
    step = 1 + len(document.entries) // 12
    assert check(document.source.text, role, url, step) >= 0


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
@settings(max_examples=6)
@given(drawn=papers())
def test_nothing_else_changes_whatever_the_layout(layout: Callable[[list[Paper]], str], drawn: list[Paper]) -> None:
    drawn[0] = drawn[0]._replace(code=None)
    assert check("# Papers\n\n" + layout(drawn), "code", CODE, 3) >= 0
