"""What there is, and what is found in the lists: `python benchmarks/counts.py [LIST.md ...]`.

Nothing is timed. Findings are counted as `check` with its defaults makes them, those of severity info too. Without
arguments the lists in `lists/` are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import ROOT
from tables import Found, Table, asking, tell

from awesome_lint.exchange.table import FORMATS as EXCHANGED
from awesome_lint.exchange.table import READABLE
from awesome_lint.findings import Finding
from awesome_lint.knowledge import knowledge
from awesome_lint.lint import lint_documents
from awesome_lint.model import Document
from awesome_lint.net.resolvers import RESOLVERS
from awesome_lint.parse import parse_document
from awesome_lint.report.view import FORMATS
from awesome_lint.rules import ALL_RULES
from awesome_lint.source import Source


def main() -> None:
    """Count, and print tables."""
    ask = asking(__doc__)
    ask.add_argument("lists", nargs="*", type=Path, default=sorted((ROOT / "lists").glob("*.md")))
    given = ask.parse_args()
    tell(figures(given.lists), given)


def figures(paths: Sequence[Path]) -> Iterator[Found]:
    """What there is, and a row a list."""
    yield there_is()
    documents = [parse_document(Source(path.read_bytes().decode("utf-8"), path.name)) for path in paths]
    yield of_lists([one for one in documents if one.entries])


def there_is() -> Table:
    """What can be counted without reading a list."""
    venues = knowledge().venues
    fixed = Counter(rule.fixable for rule in ALL_RULES)
    counts = {
        "rules": len(ALL_RULES),
        "of them asked of the network": sum(rule.online for rule in ALL_RULES),
        "of them with a safe fix": fixed["safe"],
        "of them with an unsafe fix": fixed["unsafe"],
        "venues": len(venues),
        "hosts": len(knowledge().hosts),
        "APIs that links are asked of": len(RESOLVERS),
        "formats of reports": len(FORMATS),
        "formats that lists are exported to": len(EXCHANGED),
        "formats that lists are made of": len(READABLE),
    }
    rows = [(name, f"{number:,}") for name, number in counts.items()]
    return Table("Rules, knowledge, formats", ("", "number"), rows, figures=counts)


def of_lists(documents: Sequence[Document]) -> Table:
    """Entries, links and findings by severity, a row a list and all together."""
    findings = lint_documents(documents)
    of_path: defaultdict[str | None, list[Finding]] = defaultdict(list)
    for found in findings:
        of_path[found.path].append(found)
    rows = [row(str(one.source.path), [one], of_path[one.source.path]) for one in documents]
    heads = ("list", "entries", "links", "errors", "warnings", "info", "safe fixes", "unsafe fixes")
    return Table("What is found in the lists", heads, [*rows, row("together", documents, findings)])


def row(name: str, documents: Sequence[Document], findings: Sequence[Finding]) -> tuple[str, ...]:
    severities = Counter(str(found.severity) for found in findings)
    fixes = Counter(found.fix.safety for found in findings if found.fix)
    entries = [entry for document in documents for entry in document.entries]
    counts = (
        *(len(entries), sum(len(entry.links) for entry in entries)),
        *(severities[name] for name in ("error", "warning", "info")),
        *(fixes["safe"], fixes["unsafe"]),
    )
    return name, *(f"{count:,}" for count in counts)


if __name__ == "__main__":
    main()
