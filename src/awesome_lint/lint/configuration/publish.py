"""The keys of a configuration file as JSON schema and as documentation."""

from __future__ import annotations

import json
from collections.abc import Iterator

from awesome_lint.lint.configuration.keys import configuration
from awesome_lint.lint.configuration.shapes import Either, Key, List, Map, Shape, Table
from awesome_lint.rules.base import HOME

BEGIN, END = "<!-- keys: begin -->", "<!-- keys: end -->"


def json_schema() -> str:
    """The schema of a configuration file, JSON of draft 2020-12, ending with a line break."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{HOME}/blob/main/schema/awesome-lint.schema.json",
        "title": "awesome-lint",
        "description": "awesome-lint.toml, .awesome-lint.toml, or the table [tool.awesome-lint] of pyproject.toml",
        **configuration().schema(),
    }
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def with_reference(page: str) -> str:
    """A page of the documentation with its generated part, between two comments, made anew."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    keys = "\n\n".join(_keys())
    return f"{before}{BEGIN}\n\n{keys}\n\n{END}{after}"


def _keys() -> Iterator[str]:
    for name, key in configuration().keys.items():
        yield f"### `{name}`"
        yield key.help
        default = f" Default: `{key.default}`." if key.default.startswith(("[", "{", '"')) else ""
        if not default and key.default:
            default = f" Default: {key.default}."
        yield f"{key.shape.words()[:1].upper()}{key.shape.words()[1:]}.{default}"
        if (table := _inner(key.shape)) is not None and name != "rules":
            yield _table(table)
        if name == "rules":
            yield "Each rule's page, `awesome-lint rule CODE`, lists its options."
        if key.example:
            yield f"```toml\n{key.example}\n```"


def _inner(shape: Shape) -> Table | None:
    """The table of known keys that a value holds."""
    if isinstance(shape, Table):
        return shape
    if isinstance(shape, List | Map):
        return _inner(shape.of)
    return _inner(shape.second) if isinstance(shape, Either) else None


def _table(table: Table) -> str:
    rows = [_row(name, key, required=name in table.required) for name, key in table.keys.items()]
    refused = ", ".join(f"`{name}`" for name in table.refused)
    more = f"\n\nRefused, because a file may come from a stranger's pull request: {refused}." if refused else ""
    return "| key | value | |\n| --- | --- | --- |\n" + "\n".join(rows) + more


def _row(name: str, key: Key, *, required: bool) -> str:
    return f"| `{name}` | {key.shape.words()} | {key.help}{' Required.' if required else ''} |"
