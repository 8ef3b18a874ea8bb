"""What a finding is known by from run to run, wherever its line has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.findings import Finding
from awesome_lint.report.view import View
from awesome_lint.source import Span

_ENOUGH = 400


def fingerprints(view: View) -> Iterator[str]:
    """For each finding, in order, 32 hexadecimal digits that no other finding of the report has.

    Made of the rule, the file, the entry and the characters that are reported, not of lines, columns or the message,
    which may count other entries; of findings that are alike in all this, of their order.
    """
    from hashlib import sha256

    seen: Counter[tuple[str, ...]] = Counter()
    for finding in view.findings:
        key = (finding.code, finding.path, finding.entry or "", _reported(finding, view))
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _reported(finding: Finding, view: View) -> str:
    source = view.sources.get(finding.path)
    if source is None:
        return ""
    start, end = finding.span
    return " ".join(source.slice(Span(start, min(end, start + _ENOUGH))).split())
