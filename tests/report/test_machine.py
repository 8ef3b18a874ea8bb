"""Formats that other programs read: their text in full, their schemas, positions and fingerprints."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from awesome_lint.findings import Finding, Fix, Severity
from awesome_lint.report import View, render
from awesome_lint.source import Edit, Source, Span, apply_edits

from .samples import FINDINGS, LIST, SOURCE, finding, replaced, report

SCHEMAS = Path(__file__).parent / "schemas"


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def sarif(*findings: Finding, **given: Any) -> Any:
    """The one run of a report that the schema holds for."""
    log = json.loads(report("sarif", *findings, **given))
    jsonschema.validate(log, schema("sarif-2.1.0"), jsonschema.Draft4Validator)
    return log["runs"][0]


def rdjson(*findings: Finding, **given: Any) -> Any:
    result = json.loads(report("rdjson", *findings, **given))
    jsonschema.validate(result, schema("rdjson"), jsonschema.Draft7Validator)
    return result["diagnostics"]


def test_json_lines_are_the_rows_of_json() -> None:
    rows = json.loads(report("json"))
    assert len(rows) == len(FINDINGS)
    assert [json.loads(line) for line in report("json-lines").splitlines()] == rows
    assert render("json-lines", View(())) == ""


def test_gitlab_in_full() -> None:
    rows = json.loads(report("gitlab"))
    assert [len(row.pop("fingerprint")) for row in rows] == [32, 32, 32]
    assert rows == [
        {
            "description": "S003 says little",
            "check_name": "broken-line",
            "severity": "info",
            "location": {"path": "birds/list.md", "lines": {"begin": 3, "end": 3}},
        },
        {
            "description": "L001 `demo` has no address",
            "check_name": "empty-link",
            "severity": "major",
            "location": {"path": "birds/list.md", "lines": {"begin": 4, "end": 4}},
        },
        {
            "description": "S003 the entry is broken after `Owl`",
            "check_name": "broken-line",
            "severity": "minor",
            "location": {"path": "birds/list.md", "lines": {"begin": 5, "end": 8}},
        },
    ]
    assert render("gitlab", View(())) == "[]\n"


def fingerprints(text: str, **given: Any) -> list[str]:
    source = Source(text, "birds/list.md")
    marked = (finding("[demo]()", source, **given), finding("Owl", source, **given))
    rows = json.loads(render("gitlab", View(marked, {"birds/list.md": source})))
    return [row["fingerprint"] for row in rows]


def test_fingerprints_stay_when_lines_move_and_messages_count_anew() -> None:
    before = fingerprints(LIST)
    assert fingerprints("# Birds\n\nNew words.\n" + LIST.removeprefix("# Birds\n"), message="now 7 of 9") == before
    assert fingerprints(LIST, code="L002")[0] != before[0]
    assert fingerprints(LIST, entry="Another")[0] != before[0]
    assert len(set(before)) == 2


def test_findings_that_are_alike_have_fingerprints_of_their_own() -> None:
    rows = json.loads(report("gitlab", *([finding("Owl")] * 3)))
    assert len({row["fingerprint"] for row in rows}) == 3
    moved = sarif(finding("Owl"), finding("Owl", message="said otherwise"))["results"]
    assert moved[0]["partialFingerprints"] != moved[1]["partialFingerprints"]


def test_rdjson_counts_bytes() -> None:
    rows = rdjson()
    before = "- [Größe 鳥の網 ⭐](http://example.org/鳥) a net for birds, with a "
    start = len(before.encode()) + 1
    assert rows[1]["location"] == {
        "path": "birds/list.md",
        "range": {"start": {"line": 4, "column": start}, "end": {"line": 4, "column": start + 8}},
    }
    assert (rows[1]["severity"], rows[1]["code"]) == ("ERROR", {"value": "L001", "url": "https://e.org/L001"})
    assert [row["severity"] for row in rows] == ["INFO", "ERROR", "WARNING"]


def apply_bytes(text: str, suggestion: Any) -> str:
    """`text` with a suggestion applied as reviewdog's description says: lines and columns of bytes."""
    lines = text.encode().splitlines(keepends=True)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines) + 1)]
    data = text.encode()
    start, end = (
        starts[place["line"] - 1] + place["column"] - 1
        for place in (suggestion["range"]["start"], suggestion["range"]["end"])
    )
    changed: bytes = data[:start] + suggestion["text"].encode() + data[end:]
    return changed.decode()


def test_suggestions_are_whole_fixes() -> None:
    edits = (replaced("Größe", "Grösse"), replaced("鳥の網", "網"), replaced("a net that", "which"))
    for number, one in enumerate(FINDINGS):
        assert one.fix is not None
        (suggestion,) = rdjson()[number]["suggestions"]
        assert apply_bytes(LIST, suggestion) == apply_edits(LIST, one.fix.edits)
    (suggestion,) = rdjson(finding("Owl", fix=Fix("safe", "", edits)))[0]["suggestions"]
    assert apply_bytes(LIST, suggestion) == apply_edits(LIST, edits)


def test_what_cannot_be_one_suggestion_is_none() -> None:
    text = "a\n" * 50
    source = Source(text, "birds/list.md")
    far = Fix("safe", "", (Edit(Span(0, 1), "b"), Edit(Span(98, 99), "b")))
    torn = Fix("safe", "", (Edit(Span(0, 3), "b"), Edit(Span(2, 5), "c")))
    for fix in (far, torn, Fix("safe", "", ())):
        (row,) = rdjson(finding("a", source, fix=fix), sources={"birds/list.md": source})
        assert "suggestions" not in row
    (row,) = rdjson(finding("Owl", path="elsewhere.md"))
    assert row["location"] == {"path": "elsewhere.md", "range": {"start": {"line": 5}}}


def test_bytes_count_from_a_byte_order_mark_and_over_lines() -> None:
    source = Source("\ufeffé b\r\né\r\nb é c", "birds/list.md")
    spans = [Span(3, 4), Span(1, 4), Span(3, 7), Span(9, 10), Span(11, 12), Span(13, 14), Span(9, 14)]
    marked = [finding("b", source)._replace(span=span) for span in spans]
    ranges = [row["location"]["range"] for row in rdjson(*marked, sources={"birds/list.md": source})]
    data = source.text.encode()
    lines = [data[: len("\ufeffé b\r\n".encode())], "é\r\n".encode(), "b é c".encode()]
    for span, found in zip(spans, ranges, strict=True):
        start, end = (
            sum(map(len, lines[: place["line"] - 1])) + place["column"] - 1 for place in (found["start"], found["end"])
        )
        assert data[start:end].decode() == source.slice(span)


def test_sarif_in_full() -> None:
    run = sarif(version="1.2.3")
    assert run["tool"]["driver"] == {
        "name": "awesome-lint",
        "semanticVersion": "1.2.3",
        "informationUri": "https://github.com/awesome-lint/awesome-lint",
        "rules": [
            {
                "id": "L001",
                "name": "empty-link",
                "shortDescription": {"text": "A link without an address."},
                "fullDescription": {"text": "A link without an address."},
                "help": {"text": "A link\n\n## Why\nDead.", "markdown": "A link\n\n## Why\nDead."},
                "helpUri": "https://e.org/L001",
                "defaultConfiguration": {"level": "error"},
                "properties": {"tags": ["awesome-list"], "precision": "high", "problem.severity": "error"},
            },
            {
                "id": "S003",
                "name": "broken-line",
                "shortDescription": {"text": "A broken line."},
                "fullDescription": {"text": "A broken line."},
                "help": {"text": "Broken.", "markdown": "Broken."},
                "helpUri": "https://e.org/S003",
                "defaultConfiguration": {"level": "warning"},
                "properties": {"tags": ["awesome-list"], "precision": "high", "problem.severity": "warning"},
            },
        ],
    }
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["note", "error", "warning"]
    result = run["results"][1]
    assert len(result.pop("partialFingerprints")["primaryLocationLineHash"]) == 34
    place = {"artifactLocation": {"uri": "birds/list.md"}}
    assert result == {
        "ruleId": "L001",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "`demo` has no address"},
        "locations": [
            {"physicalLocation": place | {"region": {"startLine": 4, "startColumn": 63, "endLine": 4, "endColumn": 71}}}
        ],
        "relatedLocations": [
            {
                "id": 1,
                "message": {"text": "has it"},
                "physicalLocation": {"artifactLocation": {"uri": "birds/other.md"}, "region": {"startLine": 7}},
            }
        ],
        "fixes": [
            {
                "description": {"text": "Remove the link (unsafe)"},
                "artifactChanges": [
                    place
                    | {
                        "replacements": [
                            {
                                "deletedRegion": {"startLine": 4, "startColumn": 54, "endLine": 4, "endColumn": 71},
                                "insertedContent": {"text": ""},
                            }
                        ]
                    }
                ],
            }
        ],
    }


def test_sarif_without_findings_or_with_rules_that_are_not_described() -> None:
    log = json.loads(render("sarif", View(())))
    jsonschema.validate(log, schema("sarif-2.1.0"), jsonschema.Draft4Validator)
    assert log["runs"][0]["results"] == []
    run = sarif(finding("Owl", code="Z001", name="new", message=""), rules={})
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["Z001"]
    assert run["results"][0]["message"]["text"]


def test_sarif_addresses_are_uris_and_messages_have_no_links() -> None:
    names = {
        "a b.md": "a%20b.md",
        "50%.md": "50%25.md",
        "鳥.md": "%E9%B3%A5.md",
        "c:d.md": "c%3Ad.md",
        "e\udcff.md": "e%FF.md",
    }
    for path, uri in names.items():
        (result,) = sarif(finding("Owl", path=path, message="[see](http://evil)"))["results"]
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
        assert "](" not in result["message"]["text"]
    (result,) = sarif(finding("Owl", path="/elsewhere/list.md"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///elsewhere/list.md"


def test_sarif_keeps_the_gravest_of_too_many() -> None:
    many = [finding("Owl", severity=Severity.INFO)] * 25_000 + [finding("Owl")] * 2
    log = json.loads(report("sarif", *many))
    (run,) = log["runs"]
    assert len(run["results"]) == 25_000
    assert [result["level"] for result in run["results"][-2:]] == ["error", "error"]
    (note,) = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("2 further findings")
    run["results"] = run["results"][-2:]
    jsonschema.validate(log, schema("sarif-2.1.0"), jsonschema.Draft4Validator)


def test_junit_in_full() -> None:
    assert report("junit", sources={"birds/list.md": SOURCE, "clean.md": Source("", "clean.md")}) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="awesome-lint" tests="3" failures="2" errors="0" skipped="0" time="0">\n'
        '  <testsuite name="birds/list.md" tests="2" failures="2" errors="0" skipped="0" time="0">\n'
        '    <testcase classname="birds/list.md" name="L001 empty-link at birds/list.md:4:63" file="birds/list.md"'
        ' line="4" time="0">\n'
        '      <failure type="error" message="`demo` has no address">birds/list.md:4:63: L001 error `demo`'
        " has no address\n"
        "birds/other.md:7: has it</failure>\n"
        "    </testcase>\n"
        '    <testcase classname="birds/list.md" name="S003 broken-line at birds/list.md:5:4" file="birds/list.md"'
        ' line="5" time="0">\n'
        '      <failure type="warning" message="the entry is broken after `Owl`">birds/list.md:5:4: S003 warning the'
        " entry is broken after `Owl`</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        '  <testsuite name="clean.md" tests="1" failures="0" errors="0" skipped="0" time="0">\n'
        '    <testcase classname="clean.md" name="awesome-lint" file="clean.md" time="0"/>\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_cases_of_a_suite_have_names_of_their_own() -> None:
    suite = ET.fromstring(report("junit", finding("Owl"), finding("Owl", message="two")))
    names = [case.attrib["name"] for case in suite.iter("testcase")]
    assert names == ["L001 empty-link at birds/list.md:5:4", "L001 empty-link at birds/list.md:5:4 (2)"]


@pytest.mark.parametrize("name", ["github", "gitlab", "sarif"])
def test_paths_are_relative_to_the_repository(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    for path, shown in (("./list.md", "docs/list.md"), ("../list.md", "list.md"), (str(tmp_path / "a.md"), "a.md")):
        text = report(name, finding("Owl", path=path), root=str(tmp_path))
        assert f'"{shown}"' in text or f"file={shown}," in text
    assert str(tmp_path) not in report("rdjson", finding("Owl", path=str(tmp_path / "docs" / "a.md")))
