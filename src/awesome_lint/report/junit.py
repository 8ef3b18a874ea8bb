"""JUnit XML as build servers read it (there is no official schema; junit-team and GitLab's reading of it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.findings import Finding
from awesome_lint.report.escape import xml
from awesome_lint.report.view import View


def render(view: View) -> str:
    """A suite for each file; a failed case for each finding that the view shows, a passed one for a file without.

    The place stands in the name of a case, for GitLab drops cases of equal names; findings hidden from view pass.
    """
    files: dict[str, list[Finding]] = {path: [] for path in view.sources}
    for finding in view.findings:
        files.setdefault(finding.path, [])
        if view.shows(finding):
            files[finding.path].append(finding)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites name="awesome-lint" {_counts(list(files.values()))}>')
    for path, findings in files.items():
        lines.append(f'  <testsuite name="{xml(path)}" {_counts([findings])}>')
        lines += _cases(path, findings)
        lines.append("  </testsuite>")
    lines.append("</testsuites>")
    return "".join(f"{line}\n" for line in lines)


def _counts(files: list[list[Finding]]) -> str:
    tests = sum(max(1, len(findings)) for findings in files)
    failures = sum(map(len, files))
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'


def _cases(path: str, findings: list[Finding]) -> Iterator[str]:
    if not findings:
        yield f'    <testcase classname="{xml(path)}" name="awesome-lint" file="{xml(path)}" time="0"/>'
    names: Counter[str] = Counter()
    for finding in findings:
        place = f"{finding.line}:{finding.column}"
        name = f"{finding.code} {finding.name} at {path}:{place}"
        names[name] += 1
        if names[name] > 1:
            name += f" ({names[name]})"
        text = [f"{path}:{place}: {finding.code} {finding.severity} {finding.message}"]
        text += [f"{related.path}:{related.line}: {related.message}" for related in finding.related]
        at = f'classname="{xml(path)}" name="{xml(name)}" file="{xml(path)}" line="{finding.line}"'
        said = "\n".join(map(xml, text))
        yield f'    <testcase {at} time="0">'
        yield f'      <failure type="{finding.severity}" message="{xml(finding.message)}">{said}</failure>'
        yield "    </testcase>"
