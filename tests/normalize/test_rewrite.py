"""Lists in one style: what they say stays, what is no entry stays, and nothing changes a second time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.knowledge import knowledge
from awesome_lint.lint import lint_documents
from awesome_lint.model import Document
from awesome_lint.normalize.rewrite import Rewritten, rewrite
from awesome_lint.parse import parse_document
from awesome_lint.style import infer
from awesome_lint.style.target import target_from_template
from tests.normalize.support import (
    FIXTURES,
    LAYOUTS,
    LISTS,
    besides,
    file_rewritten,
    layouts,
    model,
    read,
    read_file,
    rewritten,
    text_of,
    written_like,
)
from tests.parse.generated import LAYOUTS as GENERATED
from tests.parse.generated import papers

EVERY = pytest.mark.parametrize("path", [*LISTS, *FIXTURES], ids=lambda path: path.stem)
TO = pytest.mark.parametrize("layout", LAYOUTS)


# In its own style


@EVERY
def test_a_list_in_its_own_style_says_the_same(path: Path) -> None:
    document = read_file(path)
    done = file_rewritten(path)
    assert model(done.document) == model(document)
    assert layouts(done.document) == layouts(document)
    assert besides(done.document) == besides(document)


@EVERY
def test_what_is_written_as_prevails_stays_byte_for_byte(path: Path) -> None:
    document = read_file(path)
    style = infer(document)
    now = file_rewritten(path).document
    then = infer(now)
    for before, after in zip(document.entries, now.entries, strict=True):
        usual = document.source.slice(before.span) == then.render(style.record(before), then.template(after))
        if usual and style.fits(before, style.template(before)):
            assert now.source.slice(after.span) == document.source.slice(before.span)


@EVERY
def test_nothing_changes_a_second_time(path: Path) -> None:
    done = file_rewritten(path)
    assert not rewritten(read(done.document.source.text)).edits


def findings(document: Document) -> Counter[str]:
    return Counter(finding.code for finding in lint_documents([document]))


@EVERY
def test_its_own_style_brings_no_finding(path: Path) -> None:
    document = read_file(path)
    assert not findings(file_rewritten(path).document) - findings(document)


def test_the_form_that_prevails_is_taken() -> None:
    paper = "[[paper](https://arxiv.org/abs/2101.0000{0})]"
    usual = "".join(f"- A Study of Things Number {n} (CVPR 202{n}) {paper.format(n)}\n" for n in range(1, 5))
    odd = f"* **A Study of Things Number 5.**  [CVPR 2025]  {paper.format(5)}\n"
    text = text_of(f"# Papers\n\n{usual}{odd}")
    assert text.endswith(f"- A Study of Things Number 5 (CVPR 2025) {paper.format(5)}\n")
    assert text.startswith(f"# Papers\n\n{usual}")


def test_what_an_entry_alone_says_is_not_lost() -> None:
    lines = "".join(
        f"- Paper {n} about Some Thing [[paper](https://arxiv.org/abs/2101.0000{n})]\n" for n in range(1, 6)
    )
    odd = '*  <a id="here"></a> Paper 6 about Some Thing [[paper](https://arxiv.org/abs/2101.00006)] <!--key--> [^1]\n'
    done = rewritten(read(f"# Papers\n\n{lines}{odd}\n[^1]: A remark.\n"))
    text = done.document.source.text
    assert all(kept in text for kept in ('<a id="here"></a>', "<!--key-->", "[^1]\n"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("layout", [None, *LAYOUTS])
def test_line_ends_mark_and_missing_end_are_the_files(newline: str, mark: str, end: str, layout: str | None) -> None:
    lines = [
        "# Papers",
        "",
        *[f"- Paper {n} of Many Things (CVPR 202{n}) [[paper](https://arxiv.org/abs/2101.0000{n})]" for n in range(5)],
        "* **Paper 6 of Many Things** (CVPR 2020) [[paper](https://arxiv.org/abs/2101.00006)]",
    ]
    done = rewritten(read(mark + newline.join(lines) + end.replace("\n", newline)), layout)
    text = done.document.source.text
    assert done.changed
    assert not done.left
    assert text.startswith(mark + "# Papers" + newline)
    assert text.count("\n") == text.count(newline)
    assert text.endswith("\n") == bool(end)


# In another layout


@EVERY
@TO
def test_another_layout_says_the_same(path: Path, layout: str) -> None:
    document = read_file(path)
    done = file_rewritten(path, layout)
    assert model(done.document) == model(document)
    left = {one.entry.span for one in done.left}
    for before, after in zip(document.entries, done.document.entries, strict=True):
        assert after.layout == layout or before.span in left
    assert not rewritten(read(done.document.source.text), layout).edits


@EVERY
@TO
def test_there_and_back_says_the_same(path: Path, layout: str) -> None:
    document = read_file(path)
    home = next(iter(layouts(document).most_common(1)), ("bullet", 0))[0]
    done = file_rewritten(path, layout)
    back = rewritten(done.document, home if home in LAYOUTS else "numbered")
    assert model(back.document) == model(document)


LEFT = {
    "bullets": {"heading": 19, "paragraph": 19},
    "heading-blocks": {"table": 29, "bullet": 2, "numbered": 2, "heading": 3, "paragraph": 29},
    "nested-tasks": {"table": 68, "heading": 68, "paragraph": 68},
    "numbered-references": {"heading": 33},
    "tables": {"paragraph": 6},
    "talking-head": {"heading": 160, "paragraph": 170},
}
"""How many entries of the lists are left where they go to a layout that cannot say what they say."""


@TO
@pytest.mark.parametrize("path", [path for path in LISTS if path.stem in LEFT], ids=lambda path: path.stem)
def test_what_a_layout_cannot_say_is_left_and_said(path: Path, layout: str) -> None:
    done = file_rewritten(path, layout)
    assert len(done.left) == LEFT[path.stem].get(layout, 0)
    assert all(one.why for one in done.left)


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(st.tuples(st.sampled_from(GENERATED), papers()), min_size=1, max_size=3),
    layout=st.sampled_from([None, *LAYOUTS]),
    newline=st.sampled_from(["\n", "\r\n"]),
    quote=st.sampled_from(["", "> "]),
)
def test_lists_in_many_layouts_say_the_same(
    parts: list[tuple[object, list[object]]], layout: str | None, newline: str, quote: str
) -> None:
    text = "# Papers\n\n" + "\n\n".join(
        f"## Part {number}\n\nA word about part {number}.\n\n{write(some)}"  # type: ignore[operator]
        for number, (write, some) in enumerate(parts)
    )
    text = "".join(f"{quote}{line}{newline}" for line in text.split("\n"))
    document = read(text)
    done = rewritten(document, layout)
    assert model(done.document) == model(document)
    for number in range(len(parts)):
        assert f"A word about part {number}." in done.document.source.text
    again = rewritten(read(done.document.source.text), layout)
    assert not again.edits


# How runs stand in a list


ROW = "| {0} of Some Study | CVPR 2021 | [paper](https://arxiv.org/abs/2101.{1}) |\n"
HEAD = "| Title | Venue | Links |\n| --- | --- | --- |\n"


def bullets(first: int, last: int, indent: str = "") -> str:
    return "".join(
        f"{indent}- Part {n} of Some Study (CVPR 2021) [[paper](https://arxiv.org/abs/2101.000{n})]\n"
        for n in range(first, last)
    )


def test_prose_between_entries_stays_where_it_is() -> None:
    text = text_of(
        f"# Papers\n\nOld ones:\n{bullets(10, 12)}\nAnd *new* ones.\n\n{bullets(12, 14)}\n***\nThe end\n", "table"
    )
    head = text.split("\n")[4]
    assert text.count(head) == 2
    assert "Old ones:\n\n| " in text
    assert " |\n\nAnd *new* ones.\n\n| " in text
    assert text.endswith(" |\n\n***\nThe end\n")


def test_a_table_takes_its_head_along() -> None:
    rows = "".join(ROW.format(f"Part {n}", f"000{n}") for n in range(10, 13))
    text = text_of(f"# Papers\n\nBefore.\n\n{HEAD}{rows}\nBehind.\n", "bullet")
    assert "|" not in text
    assert text.startswith("# Papers\n\nBefore.\n\n- ")
    assert text.endswith(")\n\nBehind.\n")


def test_rows_that_name_the_rows_below_them_become_labels() -> None:
    rows = "".join(ROW.format(f"Part {n}", f"000{n}") for n in range(10, 13))
    more = "".join(ROW.format(f"Part {n}", f"000{n}") for n in range(13, 16))
    text = text_of(f"# Papers\n\n{HEAD}| **Old** | | |\n{rows}| **New** | | |\n{more}", "bullet")
    assert "\n\n**Old**\n\n- " in text
    assert "\n\n**New**\n\n- " in text


def test_a_table_with_a_row_that_is_no_entry_is_left() -> None:
    rows = "".join(ROW.format(f"Part {n}", f"000{n}") for n in range(10, 13))
    document = read(f"# Papers\n\n{HEAD}{rows}| | | nothing yet |\n")
    done = rewritten(document, "bullet")
    assert not done.edits
    assert {one.why for one in done.left} == {"the table has rows that are no entries (line 8)"}


def test_several_entries_of_a_cell_become_a_list_below_their_label() -> None:
    cells = "".join(
        f"| {label} | "
        + "<br>".join(f"{n}. [Part {n} of {label} Study](https://arxiv.org/abs/{year}.0000{n})" for n in (1, 2, 3))
        + " |\n"
        for label, year in (("Flows", 2101), ("Diffusion", 2201))
    )
    text = text_of(f"# Papers\n\n| method | papers |\n|---|---|\n{cells}", "numbered")
    assert "**Flows**\n\n1. [Part 1 of Flows Study](https://arxiv.org/abs/2101.00001)\n2. " in text
    assert "\n3. [Part 3 of Flows Study](https://arxiv.org/abs/2101.00003)\n\n**Diffusion**\n\n1. " in text


def test_an_html_table_becomes_a_list() -> None:
    rows = "".join(
        f'<tr><td>Part {n} of a Study &amp; More</td><td><a href="https://arxiv.org/abs/2101.000{n}">paper</a></td></tr>\n'
        for n in range(10, 13)
    )
    text = text_of(f"# Papers\n\n<table>\n<tr><th>Title</th><th>Links</th></tr>\n{rows}</table>\n\nEnd.\n", "bullet")
    assert "<t" not in text
    assert text.count("\n- ") == 3
    assert text.endswith("\n\nEnd.\n")


def test_entries_below_a_label_stay_below_it() -> None:
    text = f"# Papers\n\n- First kind\n{bullets(10, 12, '  ')}- Second kind\n{bullets(12, 14, '  ')}"
    assert "- First kind\n  1. " in text_of(text, "numbered")
    done = rewritten(read(text), "table")
    assert not done.edits
    assert len(done.left) == 4


def test_headings_go_one_level_below_their_section() -> None:
    text = text_of(f"# List\n\n## Papers\n\n### Old\n\n{bullets(10, 12)}\n## More\n\n{bullets(12, 14)}", "heading")
    assert "\n### Old\n\n#### Part 10" in text
    assert "\n## More\n\n### Part 12" in text


def test_what_would_become_part_of_a_heading_entry_keeps_its_run() -> None:
    document = read(
        f"# List\n\n## Papers\n\n{bullets(10, 12)}\nMore to come.\n\n## More\n\n{bullets(12, 14)}\n[p]: /x\n"
    )
    done = rewritten(document, "heading")
    assert {one.why for one in done.left} == {"what stands behind it (line 8) would become part of the last entry"}
    assert layouts(done.document) == {"bullet": 2, "heading": 2}
    assert done.document.source.text.endswith("\n\n[p]: /x\n")


def test_no_heading_goes_below_the_sixth_level() -> None:
    done = rewritten(read(f"# A\n\n###### Deep\n\n{bullets(10, 13)}"), "heading")
    assert {one.why for one in done.left} == {"headings have six levels only"}


def test_definitions_and_rules_below_the_last_heading_stay() -> None:
    entries = "".join(
        f"### Part {n} of Some Study\n\n- [paper][p{n}]\n- [code](https://github.com/a/b{n})\n\n" for n in range(10, 13)
    )
    definitions = "".join(f"[p{n}]: https://arxiv.org/abs/2101.000{n}\n" for n in range(10, 13))
    text = text_of(f"# List\n\n## Papers\n\n{entries}---\n\n{definitions}", "bullet")
    assert text.endswith("\n\n---\n\n" + definitions)
    assert "[paper][p12]" in text


def test_anchors_between_entries_go_into_their_rows() -> None:
    lines = "".join(
        f'<span id="p{n}"></span>\n\n{n}. [Part {n} of Some Study](https://arxiv.org/abs/2101.0000{n})\n\n'
        for n in (1, 2, 3)
    )
    text = text_of(f"# Papers\n\n{lines}", "table")
    assert text.count("\n| ") == 2 + 3
    assert '\n| <span id="p2"></span> [Part 2 of Some Study]' in text
    assert "\n2. [Part 2" not in text
    assert "\n- [Part 2" in text_of(f"# Papers\n\n{lines}", "bullet")


def test_links_of_an_entry_below_it_go_with_it() -> None:
    items = "".join(
        f"- Part {n} of Some Study\n  - [paper](https://arxiv.org/abs/2101.000{n})\n  - [code](https://github.com/a/b{n})\n"
        for n in range(10, 13)
    )
    text = text_of(f"# Papers\n\n{items}", "table")
    assert "  - " not in text
    assert text.count("https://github.com/a/b") == 3


def test_what_stands_in_a_quote_stays_in_it() -> None:
    quoted = "".join(f"> {line}\n" for line in bullets(10, 13).splitlines())
    for layout in ("table", "numbered"):
        text = text_of(f"# Papers\n\n> Quoted:\n>\n{quoted}", layout)
        assert all(line.startswith(">") for line in text.splitlines()[2:])


def test_signs_between_values_go_along() -> None:
    tools = (
        ":star: [Alpha](https://a.example.org)",
        "[Beta](https://b.example.org) 🔥",
        "[Gamma](https://c.example.org)",
    )
    lines = "".join(f"- {tool} - Does thing number {n}.\n" for n, tool in enumerate(tools))
    text = text_of(f"# Tools\n\n{lines}", "table")
    assert ":star:" in next(line for line in text.splitlines() if "Alpha" in line)
    assert "🔥" in next(line for line in text.splitlines() if "Beta" in line)


def test_what_is_struck_out_is_not_written_as_if_it_were_not() -> None:
    lines = "".join(f"- [Tool{n}](https://{n}.example.org) - Does thing number {n}.\n" for n in range(4))
    document = read(f"# Tools\n\n{lines}- ~~[Gone](https://gone.example.org)~~ - Did a thing.\n")
    for layout in (None, "table"):
        assert "~~[Gone](https://gone.example.org)~~" in rewritten(document, layout).document.source.text


TITLES = [
    "Pipes|Bars in Titles",
    "Brackets ] and [ More in Titles",
    "Code `a|b` and Marks of Titles",
    r"Learning with $\alpha_1 * \beta$ Norms in Titles",
    "Emoji 🎉 in Titles of Things",
    "عنوان من اليمين إلى اليسار للورقة",
    "面向长文本的标题规范化方法研究",
    "Stars * and _ Lines in Titles",
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_titles_survive_every_layout(layout: str) -> None:
    lines = "".join(
        f"- {title.replace(']', chr(92) + ']').replace('[', chr(92) + '[')}"
        f" [[paper](https://arxiv.org/abs/2101.0000{n})]\n"
        for n, title in enumerate(TITLES)
    )
    document = read(f"# Papers\n\n{lines}")
    assert len(document.entries) == len(TITLES)
    done = rewritten(document, layout)
    assert not done.left
    assert [entry.title for entry in done.document.entries] == [entry.title for entry in document.entries]


# In the style of another list, and with columns of one's own


def test_another_lists_labels_columns_and_brackets_are_taken() -> None:
    mine = "# Mine\n\n| Pub | Paper | Code |\n|:-:|:--|:-:|\n" + "".join(
        f"| CVPR, 202{n} | [Work {n} on A](https://arxiv.org/abs/2001.0000{n}) | [Git](https://github.com/c/{n}) |\n"
        for n in range(1, 5)
    )
    theirs = "# Theirs\n\n" + "".join(
        f"- Part {n} of Some Study, ICCV 2021, [[pdf]](https://arxiv.org/abs/2101.000{n}) [[repo]](https://github.com/a/b{n})\n"
        for n in range(10, 13)
    )
    done = written_like(read(theirs), read(mine))
    assert not done.left
    assert "| Pub | Paper | Code |\n|:-:|:--|:-:|\n| ICCV, 2021 | [Part 10 of Some Study](" in done.document.source.text
    assert "| [Git](https://github.com/a/b12) |" in done.document.source.text


def test_what_a_form_has_no_place_for_is_left_or_named() -> None:
    text = "# Papers\n\n" + "".join(
        f"- Part {n} of Some Study (CVPR 2021) [[paper](https://arxiv.org/abs/2101.000{n})] [[code](https://github.com/a/b)]\n"
        for n in range(10, 13)
    )
    columns = ("title", "venue", "year", "paper")
    done = rewritten(read(text), "table", columns)
    assert not done.edits
    assert done.left[0].why == "there is no place for its code link"
    done = rewritten(read(text), "table", columns, drop=True)
    assert [one.what for one in done.lost] == [("link:code",)] * 3
    assert "github" not in done.document.source.text
    assert "arxiv.org/abs/2101.00010" in done.document.source.text


# Columns of their own for links of some roles


OF_TWO_HANDS = (
    "- Learning of Things [Paper](https://arxiv.org/abs/2101.00010) [Code](https://github.com/a/one) "
    "[Project](https://a.github.io)\n"
    "- Learning of More [Project](https://b.github.io) [Paper](https://arxiv.org/abs/2101.00011) "
    "[Code](https://github.com/b/two) [PyTorch](https://github.com/c/three)\n"
    "- Learning of Less [Code](https://github.com/d/four) [Paper](https://arxiv.org/abs/2101.00012)\n"
)
ROLES = ("title", "paper", "project", "code")


def test_links_go_to_the_columns_of_their_roles_in_whichever_order_they_stood() -> None:
    text = text_of(f"# Papers\n\n{OF_TWO_HANDS}", "table", ROLES)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()[4:]]
    assert [row[1][:7] for row in rows] == ["[Paper]"] * 3
    assert rows[1][3] == "[Code](https://github.com/b/two) [PyTorch](https://github.com/c/three)"
    assert rows[2][2] == ""


def test_a_list_with_columns_of_roles_takes_entries_in_whichever_order_their_links_stand() -> None:
    other = read(text_of(f"# Papers\n\n{OF_TWO_HANDS}", "table", ROLES))
    document = read(f"# More\n\n{OF_TWO_HANDS.replace('Learning', 'Unlearning')}")
    done = written_like(document, other)
    assert not done.left
    assert sorted(link.url for entry in done.document.entries for link in entry.links) == sorted(
        link.url for entry in document.entries for link in entry.links
    )


# One entry that stays as it is


ONE_SAYS_MORE = (
    "# Papers\n\n"
    "- Learning of Things [Paper](https://arxiv.org/abs/2101.00010)\n"
    "- Learning of More [Paper](https://arxiv.org/abs/2101.00011)\n"
    "- Learning of Less [Paper](https://arxiv.org/abs/2101.00012) - with a remark about it.\n"
    "- Learning of All [Paper](https://arxiv.org/abs/2101.00013)\n"
)


def by_template(document: Document, template: str) -> Rewritten:
    return rewrite(document, target_from_template(template), parse=parse_document, known=knowledge())


def test_the_others_of_its_list_are_written_around_it() -> None:
    document = read(ONE_SAYS_MORE)
    done = by_template(document, "{number}. **{title}** {links}")
    assert [(left.entry.title, left.why) for left in done.left] == [
        ("Learning of Less", "there is no place for its notes")
    ]
    assert done.changed == 3
    assert done.document.source.text == (
        "# Papers\n\n"
        "1. **Learning of Things** [Paper](https://arxiv.org/abs/2101.00010)\n"
        "2. **Learning of More** [Paper](https://arxiv.org/abs/2101.00011)\n"
        "\n- Learning of Less [Paper](https://arxiv.org/abs/2101.00012) - with a remark about it.\n"
        "\n4. **Learning of All** [Paper](https://arxiv.org/abs/2101.00013)\n"
    )
    assert model(done.document) == model(document)
    assert not by_template(done.document, "{number}. **{title}** {links}").edits


def test_rows_need_all_of_them() -> None:
    done = by_template(read(ONE_SAYS_MORE), "| {title} | {paper} |")
    assert not done.edits
    assert len(done.left) == 4
