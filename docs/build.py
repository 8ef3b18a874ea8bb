"""Write the pages that are made from the code: `python docs/build.py`, or `make docs`.

A test compares them with what this would write.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from awesome_lint.lint import explain
from awesome_lint.rules import ALL_RULES, Rule

DOCS = Path(__file__).parent
FAMILIES = {"D": "Duplicates", "L": "Links", "M": "Missing", "V": "Venues", "S": "Surface", "X": "Suppressions"}
INTRODUCTION = """\
Errors are proven, warnings have strong evidence, and an info is true though the list may want it so. *Safe* fixes
cannot change what a list says or recommends. Rules about what stands behind a link (L101 and on) ask the network, and
come with the command `links`."""


def pages() -> dict[Path, str]:
    """Every page that is made, by its path below `docs/`."""
    made = {Path("rules", f"{rule.code}.md"): explain(rule, examples=100) for rule in ALL_RULES}
    return made | {Path("rules", "README.md"): "".join(f"{line}\n" for line in _index())}


def _index() -> Iterator[str]:
    yield "# Rules"
    yield ""
    yield INTRODUCTION
    for family, rules in groupby(sorted(ALL_RULES, key=lambda rule: list(FAMILIES).index(rule.code[0])), _family):
        yield ""
        yield f"## {FAMILIES[family]}"
        yield ""
        yield "| code | name | default | fix | what it reports |"
        yield "| --- | --- | --- | --- | --- |"
        for rule in rules:
            default = str(rule.severity) if rule.on else "off"
            summary = rule.summary().rstrip(".").replace("|", r"\|")
            yield f"| [{rule.code}]({rule.code}.md) | {rule.name} | {default} | {rule.fixable or '–'} | {summary} |"


def _family(rule: type[Rule]) -> str:
    return rule.code[0]


def main() -> None:
    """Write the pages, and remove those of rules that are no more."""
    made = pages()
    for path in (DOCS / "rules").glob("*.md"):
        if path.relative_to(DOCS) not in made:
            path.unlink()
    for page, text in made.items():
        (DOCS / page).parent.mkdir(exist_ok=True)
        (DOCS / page).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
