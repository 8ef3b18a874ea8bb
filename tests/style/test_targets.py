"""Lists in other layouts: whatever the form, entries say what they said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.model import Document, Entry
from awesome_lint.parse import parse_document
from awesome_lint.source import Source
from awesome_lint.style import TemplateError, named_target, record_of
from awesome_lint.style.target import LAYOUTS
from awesome_lint.style.translate import translate, write
from tests.parse.generated import LAYOUTS as WRITTEN
from tests.parse.generated import Paper, papers
from tests.style.support import FIXTURES, LISTS, ROOT, converted, differences, read, read_file

SHARED = Path(os.environ.get("AWESOME_LINT_LISTS", ROOT.parent / "shared" / "lists"))
OTHERS = sorted(SHARED.glob("*.md")) if SHARED.is_dir() else []


def document_of(text: str) -> Document:
    return parse_document(Source(text, "list.md"))


def rewritten(document: Document, layout: str) -> Document:
    """The list in a named layout, every entry as it was."""
    result = converted(document, named_target(layout, document.entries))
    assert result.changed == []
    return document_of(result.text)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("given_layout", WRITTEN, ids=lambda layout: layout.__name__)
@settings(max_examples=5)
@given(drawn=papers())
def test_papers_in_every_layout(given_layout: Callable[[list[Paper]], str], layout: str, drawn: list[Paper]) -> None:
    document = document_of("# Papers\n\n" + given_layout(drawn))
    assert rewritten(document, layout).entries


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("other", LAYOUTS)
@settings(max_examples=5)
@given(drawn=papers())
def test_there_and_back(layout: str, other: str, drawn: list[Paper]) -> None:
    rows = "".join(
        f"- **{p.title}**. *{', '.join(p.authors)}* [{p.venue} {p.year}] [paper](https://arxiv.org/abs/{p.number})"
        + (f" [code]({p.code})\n" if p.code else " - as said\n")
        for p in drawn
    )
    first = rewritten(document_of("# Papers\n\n## Things\n\n" + rows), layout)
    back = rewritten(rewritten(first, other), layout)
    assert [entry.meaning for entry in back.entries] == [entry.meaning for entry in first.entries]
    assert back.source.text == first.source.text


# What cannot be an entry in a layout at all, or not by itself: a heading or a paragraph without a link.
FLOORS = {"bullet": 0.98, "numbered": 0.98, "table": 0.96, "heading": 0.88, "paragraph": 0.84}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_real_lists_in_every_layout(layout: str) -> None:
    kept = every = 0
    for path in [*LISTS, *FIXTURES]:
        document, _ = read_file(path)
        result = converted(document, named_target(layout, document.entries))
        assert set(result.lost) <= {"checked"}
        every += len(document.entries)
        kept += len(document.entries) - len(result.changed)
    assert kept >= FLOORS[layout] * every


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("layout", ["bullet", "table"])
def test_further_lists(path: Path, layout: str) -> None:
    document, _ = read_file(path)
    result = converted(document, named_target(layout, document.entries))
    # An entry without a title, or a link, may be none elsewhere.
    assert not [changed for changed in result.changed if "entry" not in changed[1] and "unlinked" not in changed[1]]
    assert len(result.changed) <= 0.13 * len(document.entries)


NASTY = (
    "A|B: Pipes || in \\| Titles",
    "Brackets [of] all (kinds] {and} more",
    "Code `a|b` and ``c`d`` in Names",
    "Learning $a_b$ with $x_{i}^*$ and \\alpha",
    "Stars * and ** and _under_scores_ here",
    "Less <b>than</b> & more &amp; than > that",
    "Rockets 🚀 and 👩‍🔬 everywhere",
    "مقالة عن التعلم العميق",
    "למידה עמוקה: רשתות",
    "深度学习：一种方法",
    "画像はことばである",
    "C# and F# for ###",
    "- Dashes in Front",
    "# Hashes in Front",
    "Ends with a Backslash\\",
    "~~Struck~~ out and ~ about",
    "What? A Question!",
)


def plain_entry(title: str) -> Entry:
    """A paper as an import gives it: fields and links, and no Markdown."""
    text = "- **Things** [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001) [code](https://github.com/a/b)\n"
    (entry,) = document_of(text).entries
    return entry._replace(title=title)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("title", NASTY)
def test_titles_survive_every_layout(title: str, layout: str) -> None:
    entry = plain_entry(title)
    assert read_again(entry, layout) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40)
@given(
    title=st.text(st.sampled_from("ab Cd|[]()`*_<>&#\\$~é字ש🚀!-"), min_size=3, max_size=16).map(
        lambda text: "Over " + " ".join(text.split())
    )
)
def test_any_title_is_escaped(title: str, layout: str) -> None:
    """The title is seen as it was given, wherever else its brackets may lead a reader of entries."""
    entry = plain_entry(title)
    target = named_target(layout, [entry])._replace(plain=True)
    text = target.head + write(record_of(entry, target), target)
    assert title in document_of(text).tree.root.plain()


def read_again(entry: Entry, layout: str) -> dict[str, tuple[object, object]]:
    """What an entry does not say any more where it is written in a layout and read; in the first form that does."""
    target = named_target(layout, [entry])
    for form in (target, *target.explicit):
        beside = plain_entry("Another Way of Doing Things")
        rows = form.between.join(write(record_of(one, form), form) for one in (entry, beside))
        entries = document_of(f"# Papers\n\n{form.head}{rows}\n").entries
        found = differences(entry, entries[0] if len(entries) == 2 else None)
        if not found:
            break
    return found


def one(text: str, layout: str, *, detached: bool = False) -> str:
    """The first entry of a list in a named layout."""
    document, style = read(text)
    target = named_target(layout, document.entries)
    entry = document.entries[0]
    return write(translate(style.record(entry), entry, target, detached=detached).record, target)


@pytest.mark.parametrize(
    ("text", "layout", "expected"),
    [
        (  # comments, footnotes, anchors, images
            "- [Foo of Bars](https://foo.example.org)[^1] - Fast.<!---foo-->\n\n[^1]: a note\n",
            "table",
            "| [Foo of Bars](https://foo.example.org) | Fast. [^1] <!---foo--> |",
        ),
        (
            '- <a id="foo"></a>[Foo of Bars](https://foo.example.org) ![logo](a.png) - Fast.\n',
            "bullet",
            '- [Foo of Bars](https://foo.example.org) ![logo](a.png) - Fast. <a id="foo"></a>',
        ),
        (  # a sentence stays one
            "- [Foo of Bars](https://foo.example.org) - An editor of [Bar](https://bar.example.org) in `C` and on\n",
            "table",
            "| [Foo of Bars](https://foo.example.org) | | An editor of [Bar](https://bar.example.org) in `C` and on |",
        ),
        (  # pipes: out of a table and into one
            "| Name | Notes |\n|--|--|\n| [A \\| B](https://a.example.org) | by `x \\| y` |\n",
            "bullet",
            "- [A | B](https://a.example.org) - by `x | y`",
        ),
        (
            "- [A | B](https://a.example.org) - by `x | y`\n",
            "table",
            "| [A \\| B](https://a.example.org) | by `x \\| y` |",
        ),
        (  # boxes
            "- [x] Deep Nets of Things [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001)\n",
            "numbered",
            "1. [x] **Deep Nets of Things** [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001)",
        ),
        (  # a title within marks that stand beside it
            "- *Deep* Nets of **Things** [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00001)\n",
            "heading",
            "## *Deep* Nets of **Things**\n- Venue: CVPR 2021\n- [[paper]](https://arxiv.org/abs/2101.00001)",
        ),
        (
            "- A* Search with Deep Nets [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001)\n",
            "bullet",
            "- **A\\* Search with Deep Nets** [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001)",
        ),
    ],
)
def test_what_travels_with_an_entry(text: str, layout: str, expected: str) -> None:
    assert one(text, layout) == expected


REFERENCES = (
    "1. [Deep Nets of Things][1] [code][Code One] [PDF][]\n\n"
    "[1]: https://arxiv.org/abs/2101.00001\n[code one]: https://github.com/a/b\n[pdf]: https://example.org/a_(b).pdf\n"
)


def test_references_stay_in_their_file() -> None:
    assert one(REFERENCES, "bullet") == "- [Deep Nets of Things][1] [code][Code One] [PDF][]"


def test_references_that_leave_their_file_are_links() -> None:
    assert one(REFERENCES, "bullet", detached=True) == (
        "- [Deep Nets of Things](https://arxiv.org/abs/2101.00001) [code](https://github.com/a/b) "
        "[PDF](https://example.org/a_(b).pdf)"
    )


def test_columns_are_those_that_entries_fill() -> None:
    document, _ = read("- **Deep Nets** [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001)\n" * 2)
    assert named_target("table", document.entries).head == (
        "| Title | Venue | Year | Links |\n| --- | --- | --- | --- |\n"
    )


def test_columns_that_are_asked_for() -> None:
    document, style = read(
        "- **Deep Nets** [CVPR 2021] [paper](https://arxiv.org/abs/2101.00001) [code](https://github.com/a/b) - fast\n"
    )
    target = named_target("table", document.entries, ("year", "title", "code", "paper"))
    translated = translate(style.record(document.entries[0]), document.entries[0], target)
    assert target.head.startswith("| Year | Title | Code | Paper |\n")
    assert write(translated.record, target) == (
        "| 2021 | Deep Nets | [code](https://github.com/a/b) | [paper](https://arxiv.org/abs/2101.00001) |"
    )
    assert translated.lost == ("venue", "notes")


@pytest.mark.parametrize("columns", [("paper",), ("title", "stars"), ("title", "page")])
def test_columns_that_there_are_not(columns: tuple[str, ...]) -> None:
    with pytest.raises(TemplateError):
        named_target("table", (), columns)


def test_a_layout_that_there_is_not() -> None:
    with pytest.raises(TemplateError, match="bullet, numbered, table, heading, paragraph"):
        named_target("cards", ())


def test_headings_stand_below_their_section() -> None:
    document, style = read("# Papers\n\n## Nets\n\n- **Deep Nets of Things** [PDF](https://arxiv.org/abs/2101.00001)\n")
    target = named_target("heading", document.entries)
    assert write(style.record(document.entries[0])._replace(values=()), target) == "### "
