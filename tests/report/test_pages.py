"""Formats for pages: Markdown as GitHub renders it, and HTML."""

from __future__ import annotations

from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from awesome_lint.findings import Fix, Related, Severity
from awesome_lint.report import View, render
from awesome_lint.report.markdown import MOST_BYTES
from awesome_lint.report.view import Understood

from .samples import finding, replaced, report

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> [a](javascript:alert(3)) ![b](http://evil/c.png) "
    "| cell | `code` ``two`` &amp; &lt; @someone #12 GH-3 someone@example.org www.example.org https://example.org/x "
    "<https://example.org> ~~gone~~ **bold** _it_ <!-- --> \\| $x$ --> ]]> \"quoted\" 'single' </pre></code></style>"
)


class Parsed(HTMLParser):
    """The text and the tags of a page, and the addresses it leads to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def on_github(text: str) -> Parsed:
    """A page as GitHub's renderer reads it, with raw HTML let through, which is the worst case."""
    return Parsed(cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_UNSAFE))


def test_markdown_in_full() -> None:
    assert report("markdown") == (
        "### awesome-lint: 1 error, 1 warning, 1 info (1 not shown: -v)\n"
        "\n"
        "2 files, 3 entries (2 papers, 1 resource), 4 links, 30 rules run.\n"
        "\n"
        "2 can be fixed with --fix, 1 more with --unsafe-fixes.\n"
        "\n"
        "#### birds/list.md\n"
        "\n"
        "| Place | | Rule | Finding |\n"
        "| --: | --- | --- | --- |\n"
        "| 4:63 | error | [L001](https://e.org/L001) empty-link | <code>demo</code> has no address"
        "<br>birds/other.md&#58;7: has it<br>*unsafe fix:* Remove the link |\n"
        "| 5:4 | warning | [S003](https://e.org/S003) broken-line | the entry is broken after <code>Owl</code>"
        "<br>*safe fix:* Join the lines |\n"
    )
    assert render("markdown", View((), understood=Understood(1, {"paper": 3}, 4, 5))) == (
        "### awesome-lint: no findings\n\n1 file, 3 entries, 4 links, 5 rules run.\n"
    )


def test_markdown_renders_as_a_table_of_a_row_a_finding() -> None:
    page = on_github(report("markdown", verbose=True))
    assert page.tags.count("table") == 1
    assert page.tags.count("tr") == 4
    assert page.tags.count("td") == 12
    assert "Größe" not in page.text
    assert "`" not in page.text


def test_text_of_a_list_means_nothing_on_github() -> None:
    hostile = finding(
        "Owl", message=HOSTILE, path=HOSTILE.replace("/", ""), related=(Related("a|b.md", 1, HOSTILE),),
        fix=Fix("safe", HOSTILE, ()),
    )  # fmt: skip
    plain = finding(
        "Owl", message="plain", path="a.md", related=(Related("a.md", 1, "plain"),), fix=Fix("safe", "no", ())
    )
    page, harmless = on_github(report("markdown", hostile)), on_github(report("markdown", plain))
    assert [tag for tag in page.tags if tag != "code"] == harmless.tags
    assert page.links == harmless.links == ["https://e.org/L001"]
    assert page.text.count("<script>alert(1)</script>") == 3
    assert not [word for word in ("@someone", "#12", "@example") if word in page.text]


def test_a_full_summary_says_what_it_left_out() -> None:
    many = [finding("Owl", message=f"{number} " + "é|" * 1_500) for number in range(200)]
    text = report("markdown", *many, asked=frozenset({"L001"}))
    assert len(text.encode()) <= MOST_BYTES + 100
    rows = text.count("| 5:4 |")
    assert 0 < rows < 200
    assert text.endswith(f"\n{200 - rows} findings more: this page is full.\n")


def test_html_holds_every_finding_with_its_source_and_its_fix() -> None:
    text = report("html")
    page = Parsed(text)
    assert page.tags.count("div") == 3
    assert page.tags.count("article") == 3
    for words in (
        "awesome-lint: 1 error, 1 warning, 1 info",
        "2 files, 3 entries (2 papers, 1 resource), 4 links, 30 rules run",
        "2 can be fixed with --fix, 1 more with --unsafe-fixes",
        "skipped, no entries: birds/notes.md",
        "birds/list.md:4:63",
        "4 - [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds, with a [demo]()",
        "birds/other.md:7: has it",
        "Unsafe fix: Remove the link",
    ):
        assert words in page.text
    assert "<mark>[demo]()</mark>" in text
    assert "<del>, with a [demo]()</del>" in text
    assert "<ins> for birds</ins>" in text
    assert page.links == ["https://e.org/S003", "https://e.org/L001", "https://e.org/S003"]
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]
    assert 'value="info">' in text
    assert 'value="info" checked>' in report("html", verbose=True)


def test_html_without_findings_has_no_filter_and_no_script() -> None:
    page = Parsed(render("html", View((), understood=Understood(1, {"paper": 3}, 4, 5))))
    assert not {"form", "script", "article"} & set(page.tags)
    assert "no findings" in page.text


def test_text_of_a_list_means_nothing_in_a_browser() -> None:
    hostile = finding(
        "Owl", message=HOSTILE, path=HOSTILE, entry=HOSTILE, name=HOSTILE, code='L"1<',
        related=(Related(HOSTILE, 1, HOSTILE),), fix=Fix("safe", HOSTILE, (replaced("Owl", HOSTILE),)),
    )  # fmt: skip
    harmless = hostile._replace(message="m", path="p", entry="e", name="n", related=(Related("p", 1, "m"),), code="L1")
    harmless = harmless._replace(fix=Fix("safe", "m", (replaced("Owl", "o"),)))
    page, plain = Parsed(report("html", hostile)), Parsed(report("html", harmless))
    assert [tag for tag in page.tags if tag != "code"] == plain.tags
    assert page.attributes == plain.attributes
    assert page.links == plain.links == []
    assert HOSTILE in page.text


def test_long_places_are_cut() -> None:
    text = "x" * 100_000
    page = report("html", finding("Owl", fix=Fix("safe", "", (replaced("Owl", text),))))
    assert len(page) < 20_000
    lines = "\n".join(map(str, range(99)))
    assert "… 93 more lines" in report("html", finding("Owl", fix=Fix("safe", "", (replaced("Owl]", lines + "]"),))))


@pytest.mark.parametrize("severity", list(Severity))
def test_a_page_of_one_severity_shows_it(severity: Severity) -> None:
    assert f'value="{severity}" checked>' in report("html", finding("Owl", severity=severity))
