"""Formats for pages: Markdown as GitHub renders it, and HTML."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from awesome_lint.findings import Fix, Related, Severity
from awesome_lint.model import Evidence
from awesome_lint.parse import parse_document
from awesome_lint.report import View, render
from awesome_lint.report.markdown import MOST_BYTES
from awesome_lint.report.view import Understood
from awesome_lint.source import Source

from .samples import SOURCE, finding, replaced, report, view

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
    assert not [word for word in ("@someone", "#12", "GH-3", "@example") if word in page.text]


def test_a_full_summary_says_what_it_left_out() -> None:
    many = [finding("Owl", message=f"{number} " + "é|" * 1_500) for number in range(200)]
    text = report("markdown", *many, asked=frozenset({"L001"}))
    assert len(text.encode()) <= MOST_BYTES + 100
    rows = text.count("| 5:4 |")
    assert 0 < rows < 200
    assert text.endswith(f"\n{200 - rows} findings more: this page is full.\n")


def data_of(page: str) -> Any:
    """What the page's script reads."""
    (text,) = re.findall(r'<script type="application/json" id="data">(.*)</script>', page)
    return json.loads(text)


def test_html_holds_every_finding_with_its_source_and_its_fix() -> None:
    data = data_of(report("html"))
    assert [data["rules"][one[0]][:3] for one in data["findings"]] == [
        ["S003", "broken-line", "https://e.org/S003"],
        ["L001", "empty-link", "https://e.org/L001"],
        ["S003", "broken-line", "https://e.org/S003"],
    ]
    _, severity, file, line, column, entry, about, message, frame, related, fix = data["findings"][1]
    assert (severity, data["files"][file], line, column, entry, about) == (
        3,
        "birds/list.md",
        4,
        63,
        -1,
        "Größe 鳥の網 ⭐",
    )
    assert message == "`demo` has no address"
    before = "- [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds, with a "
    assert frame == [[4, before, "[demo]()", ""]]
    assert related == [["birds/other.md:7", "has it"]]
    safety, said, lines = fix
    assert (safety, said) == ("unsafe", "Remove the link")
    assert [(sign, marked) for sign, _, marked, _ in lines] == [("-", ", with a [demo]()"), ("+", "")]
    assert data["shown"] == ["error", "warning"]
    assert data_of(report("html", verbose=True))["shown"] == ["error", "warning", "info"]


def test_html_says_what_was_read_and_has_a_table_where_no_script_runs() -> None:
    text = report("html", said=("12 links, 9 ok",))
    page = Parsed(text)
    for words in (
        "awesome-lint: 1 error, 1 warning, 1 info",
        "2 files, 3 entries (2 papers, 1 resource), 4 links, 30 rules run",
        "2 can be fixed with --fix, 1 more with --unsafe-fixes",
        "12 links, 9 ok",
        "skipped, no entries: birds/notes.md",
        "birds/list.md:4:63",
        "birds/other.md:7: has it",
        "Unsafe fix: Remove the link",
    ):
        assert words in page.text
    plain = text.partition('id="plain">')[2].partition("</main>")[0]
    assert plain.count("<tr>") == 1 + 3
    assert "<mark>[demo]()</mark>" in plain
    assert page.links == ["#results", "https://e.org/S003", "https://e.org/L001", "https://e.org/S003"]
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]


def test_html_without_findings_says_so() -> None:
    text = render("html", View((), understood=Understood(1, {"paper": 3}, 4, 5)))
    assert "no findings" in Parsed(text).text
    assert data_of(text)["findings"] == []


def test_html_has_the_entries_with_their_findings_and_what_the_network_said() -> None:
    list_ = "# Nets\n\n## Papers\n\n- [A Net of Wrens](https://arxiv.org/abs/2101.00001), CVPR 2021 [[code]]()\n"
    document = parse_document(Source(list_, "nets.md"))
    (entry,) = document.entries
    one = finding("[code]]()", document.source, group=entry.span.start)
    sources = {"nets.md": document.source}
    offline = View((one,), sources, documents=(document,))
    data = data_of(render("html", offline))
    (row,) = data["entries"]
    assert row[:5] == [0, 5, 0, "paper", "A Net of Wrens"]
    assert (data["sections"], data["venues"], row[6], row[7]) == ([["Nets", "Papers"]], ["CVPR"], 2021, 1)
    assert row[5][0] == ["paper", "https://arxiv.org/abs/2101.00001"]
    assert data["findings"][0][5] == 0
    assert (data["online"], data["listed"]) == (False, True)
    dead = Evidence("dead", "not-found", "404 Not Found", "arXiv")
    asked = offline._replace(evidence={"https://arxiv.org/abs/2101.00001": dead})
    data = data_of(render("html", asked))
    assert data["online"]
    assert data["entries"][0][5][0] == ["paper", "https://arxiv.org/abs/2101.00001", 3, "404 Not Found"]


def test_html_is_the_same_for_the_same() -> None:
    document = parse_document(SOURCE)
    assert render("html", view(documents=(document,))) == render("html", view(documents=(document,)))


def test_the_policy_of_the_page_lets_run_what_is_its_own_and_nothing_else() -> None:
    text = report("html")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    rules = dict(one.strip().split(" ", 1) for one in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_text_of_a_list_means_nothing_in_a_browser() -> None:
    hostile = finding(
        "Owl", message=HOSTILE, path=HOSTILE, entry=HOSTILE, name=HOSTILE, code='L"1<',
        related=(Related(HOSTILE, 1, HOSTILE),), fix=Fix("safe", HOSTILE, (replaced("Owl", HOSTILE),)),
    )  # fmt: skip
    harmless = hostile._replace(message="m", path="p", entry="e", name="n", related=(Related("p", 1, "m"),), code="L1")
    harmless = harmless._replace(fix=Fix("safe", "m", (replaced("Owl", "o"),)))
    page, plain = Parsed(report("html", hostile)), Parsed(report("html", harmless))
    assert [tag for tag in page.tags if tag != "code"] == [tag for tag in plain.tags if tag != "code"]
    assert page.attributes == plain.attributes
    assert page.links == plain.links == ["#results"]
    assert HOSTILE in page.text
    assert data_of(report("html", hostile))["findings"][0][7] == HOSTILE


def test_long_places_are_cut() -> None:
    text = "x" * 100_000
    page = report("html", finding("Owl", fix=Fix("safe", "", (replaced("Owl", text),))))
    assert len(page) < len(report("html", finding("Owl"))) + 2_000
    lines = "\n".join(map(str, range(99)))
    long = finding("Owl", fix=Fix("safe", "", (replaced("Owl]", lines + "]"),)))
    assert data_of(report("html", long))["findings"][0][10][2][-1] == ["+", 93]


@pytest.mark.parametrize("severity", list(Severity))
def test_a_page_of_one_severity_shows_it(severity: Severity) -> None:
    assert str(severity) in data_of(report("html", finding("Owl", severity=severity)))["shown"]
