"""What strangers' lists, file names and messages must never do: move a terminal, hide text, command a build server.

Held for every format, and for what goes to standard error.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.cli.streams import say
from awesome_lint.findings import Finding, Fix, Related, Severity
from awesome_lint.report import COUNTED, FORMATS, View, counts, render
from awesome_lint.report.escape import printable, printable_json, xml
from awesome_lint.report.view import Terminal, Understood
from awesome_lint.source import Edit, Source, Span

NASTY = (
    "::error::x", "::stop-commands::t", "##[error]x", "##vso[task.complete]", "##teamcity[x]", "\n::add-mask::a",
    "\r", "\n", "\r\n", "\x1b[2J", "\x1b]8;;http://evil\x07", "\x9b1m", "\0", "\x08", "\u202e", "\u2066", "\u200b",
    "\u2028", "\x85", "\t", "\ufeff", "\ufffe", "\uffff", "\U000e0041", "<script>", "</script>", "]]>", "&lt;",
    "%0A", "%", ",", ":", "|", "`", "@a", "](x)", "\\", '"', "'", "é", "網", "e\u0301", "\u200d", "#", "##", "[", " ",
    "a", "word ",
)  # fmt: skip
TEXT = st.lists(st.sampled_from(NASTY), max_size=8).map("".join)
NAMES = st.one_of(TEXT, st.text(max_size=20), st.just("a\udcffb.md"), st.just("::warning::b.md"))
ALLOWED = set("\u200c\u200d")  # joiners, which Persian and emoji are written with


@st.composite
def views(draw: st.DrawFn) -> View:
    """Findings anywhere in a hostile list, saying hostile things, seen by any terminal."""
    path = draw(NAMES.filter(lambda name: name != "-")) or "x"
    source = Source(draw(TEXT), path)
    places = st.integers(0, len(source.text))
    findings = []
    for number in range(draw(st.integers(1, 3))):
        start, end = sorted((draw(places), draw(places)))
        edit_start, edit_end = sorted((draw(places), draw(places)))
        (line, column), (end_line, end_column) = source.position(start), source.position(end)
        related = (Related(draw(NAMES), number + 1, draw(TEXT)),)
        edits = (Edit(Span(edit_start, edit_end), draw(TEXT)),)
        finding = Finding(
            code="L001",
            name="empty-link",
            severity=draw(st.sampled_from(list(Severity))),
            message=draw(TEXT),
            path=path,
            span=Span(start, end),
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            entry=draw(st.none() | TEXT),
            related=related,
            fix=Fix(draw(st.sampled_from(("safe", "unsafe"))), draw(TEXT), edits),
            group=draw(places),
        )
        findings.append(finding)
    return View(
        tuple(findings),
        {path: source},
        verbose=True,
        understood=Understood(1, {"paper": 1}, 1, 1, ((draw(NAMES), "no entries"),)),
        said=(draw(NAMES),),
        terminal=Terminal(width=draw(st.none() | st.integers(1, 90))),
    )


def hidden(text: str) -> list[str]:
    """The characters that a terminal does not print as themselves."""
    kinds = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return [one for one in text if one != "\n" and one not in ALLOWED and unicodedata.category(one) in kinds]


def commands(text: str) -> list[str]:
    """The lines that a runner of GitHub Actions obeys: `::` after white space, or `##[` anywhere (ActionCommand.cs).

    Lines end as .NET ends them; Azure's and TeamCity's commands are counted too.
    """
    lines = re.split(r"\r\n|\r|\n", text)
    return [line for line in lines if line.lstrip().startswith("::") or re.search(r"##\w*\[", line)]


@pytest.mark.parametrize("name", list(FORMATS))
@given(view=views())
def test_no_format_moves_a_terminal_or_commands_a_runner(name: str, view: View) -> None:
    text = render(name, view)
    text.encode()
    assert not hidden(text)
    if name == "github":
        assert [line for line in text.split("\n")[:-1] if not re.match(r"::(error|warning|notice) ", line)] == []
        assert not re.search(r"##\w*\[", text)
        assert len(text.splitlines()) == len(view.findings)
    else:
        assert commands(text) == []


@pytest.mark.parametrize("name", COUNTED)
@given(view=views())
def test_counts_are_as_harmless(name: str, view: View) -> None:
    assert not hidden(counts(name, view))
    assert commands(counts(name, view)) == []


@given(views())
def test_what_colours_add_is_only_ours(view: View) -> None:
    plain = render("full", view._replace(terminal=Terminal(width=60)))
    coloured = render("full", view._replace(terminal=Terminal(True, True, 60)))
    uncoloured = re.sub(r"\x1b\[[\d;]+m", "", coloured)
    assert [line.rstrip() for line in uncoloured.split("\n")] == [line.rstrip() for line in plain.split("\n")]


@given(views())
def test_annotations_are_decoded_into_what_was_meant(view: View) -> None:
    """Read as the runner reads them: properties up to the first `::`, split at commas, then decoded."""
    for line in render("github", view).split("\n")[:-1]:
        head, _, message = line[2:].partition("::")
        kind, _, properties = head.partition(" ")
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        assert kind in ("error", "warning", "notice")
        assert set(pairs) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert pairs["title"] == "L001 empty-link"
        assert pairs["line"].isdecimal()
        assert not re.search(r"%(?!0A|0D|25|3A|2C)", message + properties)
        decoded = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert decoded.count("\n") == 1
        assert len(message) <= 4096


@given(views())
def test_data_formats_stay_whole(view: View) -> None:
    assert len(json.loads(render("json", view))) == len(view.findings)
    assert json.loads(render("json", view))[0]["message"] == view.findings[0].message
    assert len(render("json-lines", view).splitlines()) == len(view.findings)
    assert len({row["fingerprint"] for row in json.loads(render("gitlab", view))}) == len(view.findings)
    assert len(json.loads(render("rdjson", view))["diagnostics"]) == len(view.findings)
    suite = ET.fromstring(render("junit", view).encode())
    assert len(list(suite.iter("failure"))) == len(view.findings)
    names = [case.attrib["name"] for case in suite.iter("testcase")]
    assert len(set(names)) == len(names)


SARIF = jsonschema.Draft4Validator(
    json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
)


@given(views())
def test_sarif_stays_valid(view: View) -> None:
    log = json.loads(render("sarif", view))
    SARIF.validate(log)
    for result in log["runs"][0]["results"]:
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"(file:///)?[\w.~%/-]*", uri, re.ASCII)
        assert result["message"]["text"]


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.scripts = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.scripts += tag == "script"


@given(views())
def test_html_has_no_tags_but_its_own(view: View) -> None:
    page = Tags(render("html", view))
    assert page.scripts == 2
    assert page.seen <= set(
        "html head meta title style body a header div svg rect path h1 p button ul li noscript table thead tbody tr th"
        " td b bdi code mark br form label input kbd details summary span main dialog h2 dl dt dd script".split()
    )


@given(st.text() | TEXT)
def test_escapes_are_exact(text: str) -> None:
    shown = printable(text)
    assert not hidden(shown)
    assert len(shown.splitlines()) <= 1
    assert commands(shown) == []
    assert ET.fromstring(f'<a b="{xml(text)}"/>').attrib["b"] == shown.replace("\ufffe", "\\ufffe")
    encoded = printable_json(json.dumps(text, ensure_ascii=False))
    assert json.loads(encoded) == text
    assert not hidden(encoded)
    assert commands(encoded) == []


def test_plain_text_stays_as_it_is() -> None:
    for text in ("C# and F#", "a::b", "12 # 13", "`##` heading", "Größe 網 ⭐️ é👩‍💻", "std::vector"):
        assert printable(text) == text


@given(TEXT)
def test_standard_error_is_as_harmless(text: str) -> None:
    stream = io.StringIO()
    with contextlib.redirect_stderr(stream):
        say(f"awesome-lint: {text}")
    said = stream.getvalue()
    assert not hidden(said)
    assert commands(said) == []


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_huge_line_costs_what_is_shown(name: str) -> None:
    text = "- " + "鳥\u202e" * 500_000
    source = Source(text, "a.md")
    places = [Span(number * 9999, number * 9999 + 5) for number in range(100)]
    found = []
    for span in places:
        (line, column), (_, end_column) = source.position(span.start), source.position(span.end)
        fix = Fix("safe", "x", (Edit(span, "y"),))
        given: dict[str, Any] = {"fix": fix, "group": span.start}
        found.append(Finding("L001", "n", Severity.ERROR, "m", "a.md", span, line, column, line, end_column, **given))
    report = render(name, View(tuple(found), {"a.md": source}, asked=frozenset({"L001"})))
    assert len(report) < 5_000_000
