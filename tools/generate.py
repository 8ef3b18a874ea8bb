"""Writes what is made from the code: schema and reference of configuration files, rules' pages, tables."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from awesome_lint.lint import explain
from awesome_lint.lint.configuration.publish import json_schema, with_reference
from awesome_lint.rules import ALL_RULES, Rule

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schema" / "awesome-lint.schema.json"
PAGE = ROOT / "docs" / "configuration.md"
RULES = ROOT / "docs" / "rules"
ACTION, ACTION_PAGE = ROOT / "action.yml", ROOT / "docs" / "github.md"
FAMILIES = {"D": "Duplicates", "L": "Links", "M": "Missing", "V": "Venues", "S": "Surface", "X": "Suppressions"}
INTRODUCTION = """\
Errors are proven, warnings have strong evidence, and an info is true though the list may want it so. *Safe* fixes
cannot change what a list says or recommends. Rules about what stands behind a link (L101 and on) ask the network, and
come with the command `links`."""


def rule_pages() -> dict[Path, str]:
    """The page of every rule and their index, by path."""
    made = {RULES / f"{rule.code}.md": explain(rule, examples=100) for rule in ALL_RULES}
    return made | {RULES / "README.md": "".join(f"{line}\n" for line in _index())}


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


def with_action(page: str) -> str:
    """The page about the action with the tables of its inputs and outputs."""
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    inputs = ["| input | default | what it is |", "| --- | --- | --- |"]
    for name, about in action["inputs"].items():
        default = about["default"].replace("${{ github.token }}", "github.token")
        inputs.append(f"| `{name}` | {f'`{default}`' if default else ''} | {about['description']} |")
    outputs = ["| output | what it is |", "| --- | --- |"]
    outputs += [f"| `{name}` | {about['description']} |" for name, about in action["outputs"].items()]
    for name, lines in (("inputs", inputs), ("outputs", outputs)):
        begin, end = f"<!-- {name}: begin -->\n", f"<!-- {name}: end -->\n"
        before, _, rest = page.partition(begin)
        page = "".join((before, begin, *(f"{line}\n" for line in lines), end, rest.partition(end)[2]))
    return page


def made() -> dict[Path, str]:
    """Every file that is made from the code, by path."""
    reference = with_reference(PAGE.read_text(encoding="utf-8"))
    action = with_action(ACTION_PAGE.read_text(encoding="utf-8"))
    return {SCHEMA: json_schema(), PAGE: reference, ACTION_PAGE: action, **rule_pages()}


def main() -> None:
    """Write the files, and remove the pages of rules that are no more."""
    files = made()
    for path in set(RULES.glob("*.md")) - set(files):
        path.unlink()
    for path, text in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
