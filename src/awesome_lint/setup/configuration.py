"""The text of a configuration: a new file, or keys put into one that is there."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from awesome_lint.lint.configuration.keys import toml, toml_key
from awesome_lint.lint.configuration.load import OWN_NAMES, PYPROJECT
from awesome_lint.records import NamedTuple
from awesome_lint.setup.propose import Proposal, escape_pattern, per_file
from awesome_lint.setup.written import RefusedError, inserted

BASELINE = ".awesome-lint-baseline.json"
_HEAD = (
    "# Made by `awesome-lint init`: what these lists do on purpose is no finding.\n"
    "# `awesome-lint rule CODE` explains a rule; `awesome-lint check --no-baseline` shows all there is.\n"
)
_TOOL = "tool.awesome-lint"


class Addition(NamedTuple):
    """A key that a configuration should have: its value, and the comment above it or above each of its items.

    A `value` that is a list or a table is added to what the key has. Of these, `reasons` are by item or by key.
    """

    key: str
    value: Any
    comment: str = ""
    reasons: Mapping[str, str] = {}


def additions(proposal: Proposal, baseline: str | None, debt: str, folder_of: Mapping[str, str]) -> list[Addition]:
    """What a proposal adds. `debt` says what the file `baseline` knows, `folder_of` gives relative paths of lists."""
    found = []
    if baseline is not None:
        found.append(Addition("baseline", baseline, f"Old debt, to be paid off at leisure: {debt}."))
    everywhere = [silence for silence in proposal.silences if silence.everywhere]
    if everywhere:
        found.append(
            Addition(
                "ignore",
                [silence.rule.code for silence in everywhere],
                reasons={silence.rule.code: silence.reason for silence in everywhere},
            )
        )
    if proposal.lists:
        comment = "Rules that compare lists read all of these, whichever of them a commit changes."
        found.append(Addition("lists", list(proposal.lists), comment))
    if proposal.exclude:
        count = "1 list" if proposal.excluded == 1 else f"{proposal.excluded:,} lists"
        comment = f"{count} of tests, which may be wrong on purpose."
        found.append(Addition("exclude", list(proposal.exclude), comment))
    apart = per_file(proposal.silences)
    if apart:
        patterns = {path: "/" + escape_pattern(folder_of[path]) for path in apart}
        reasons = {
            patterns[path]: "; ".join(
                f"{silence.rule.code} {silence.rule.name}, {firing}"
                for silence in own
                for firing in silence.firings
                if firing.path == path
            )
            for path, own in apart.items()
        }
        values = {patterns[path]: [silence.rule.code for silence in own] for path, own in apart.items()}
        found.append(Addition("per-file-ignores", values, reasons=reasons))
    return found


def configuration_text(added: Sequence[Addition], path: str = OWN_NAMES[0]) -> str:
    """A new `.awesome-lint.toml`. `RefusedError` where a file's name cannot stand in one."""
    return _proven("", _HEAD + "".join("\n" + block for block in _blocks(added, "")), path, added, ())


def with_table(text: str, path: str, added: Sequence[Addition]) -> str:
    """A `pyproject.toml` without a table of ours, with one at its end."""
    plain = [one for one in added if not isinstance(one.value, dict)]
    blocks = _blocks([*plain, *(one for one in added if one not in plain)], f"{_TOOL}.")
    gap = "\n" if text.strip() else ""
    lines = f"{gap}[{_TOOL}]\n{_HEAD}" + "".join("\n" + block for block in blocks)
    return _proven(text, inserted(text, len(text), lines), path, added, ("tool", "awesome-lint"))


def with_additions(text: str, path: str, added: Sequence[Addition], inherited: Sequence[str] = ()) -> str:
    """An existing configuration with further keys and items. `RefusedError` where they cannot be put in.

    `inherited` are rules that `ignore` of an extended file names: an `ignore` of this file would replace them.
    """
    prefix = ("tool", "awesome-lint") if os.path.basename(path) == PYPROJECT else ()
    body = text
    own = _own(text, path, prefix)
    added = [_with_inherited(one, inherited) if one.key == "ignore" else one for one in added]
    for one in added:
        offer = _with_one(body, prefix, one, own)
        if offer is None:
            raise _refusal(path, added)
        body = offer
    return _proven(text, body, path, added, prefix)


def _with_inherited(one: Addition, inherited: Sequence[str]) -> Addition:
    reasons = {**one.reasons, **dict.fromkeys(inherited, "as in the file that this one extends")}
    return one._replace(value=[*inherited, *one.value], reasons=reasons)


def _with_one(text: str, prefix: tuple[str, ...], one: Addition, own: Mapping[str, Any]) -> str | None:
    """The text with one addition; None where there is no place for it."""
    dotted = ".".join(prefix)
    table = f"{dotted}.{one.key}" if dotted else one.key
    if isinstance(one.value, dict):
        block = "".join(_items(one))
        if one.key not in own:
            return inserted(text, len(text), ("\n" if text.strip() else "") + f"[{table}]\n{block}")
        place = _header(text, table)
        return inserted(text, place, block) if place is not None else None
    if one.key in own:
        if not isinstance(one.value, list):
            return None
        found = re.search(rf"(?m)^[ \t]*{re.escape(one.key)}[ \t]*=[ \t]*\[", text[_start(text, dotted) or 0 :])
        if found is None:
            return None
        at = (_start(text, dotted) or 0) + found.end()
        rest = text[at:]
        tail = "" if re.match(r"[ \t]*(#.*)?\r?\n", rest) else "\n  "
        items = "\n" + "".join(_items(one, separate=True)).rstrip("\n") + tail
        newline = "\r\n" if "\r\n" in text else "\n"
        return text[:at] + items.replace("\n", newline) + (rest if not tail else rest.lstrip(" \t"))
    block = next(_blocks([one], f"{dotted}." if dotted else ""))
    place = _start(text, dotted)
    return inserted(text, place, block + ("\n" if not dotted else "")) if place is not None else None


def _start(text: str, table: str) -> int | None:
    """Where the keys of a table may begin: behind its header, or at the top of a file behind what is said of it all."""
    if table:
        return _header(text, table)
    at = len(text) - len(text.lstrip("\ufeff"))
    comments = re.match(r"(?:[ \t]*#[^\n]*\n)+[ \t]*\r?\n", text[at:])
    return at + comments.end() if comments else at


def _header(text: str, table: str) -> int | None:
    found = re.search(rf"(?m)^\ufeff?[ \t]*\[[ \t]*{re.escape(table)}[ \t]*\][ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)", text)
    return found.end() if found else None


def _blocks(added: Sequence[Addition], prefix: str) -> Iterator[str]:
    for one in added:
        comment = f"# {_plain(one.comment)}\n" if one.comment else ""
        if isinstance(one.value, dict):
            yield f"{comment}[{prefix}{one.key}]\n" + "".join(_items(one))
        elif isinstance(one.value, list) and one.reasons:
            yield f"{comment}{one.key} = [\n" + "".join(_items(one)) + "]\n"
        else:
            yield f"{comment}{one.key} = {toml(one.value)}\n"


def _items(one: Addition, *, separate: bool = False) -> Iterator[str]:
    if isinstance(one.value, dict):
        for key, value in one.value.items():
            yield f"# {_plain(one.reasons[key])}\n{toml_key(key)} = {toml(value)}\n"
        return
    if separate and one.comment:
        yield f"  # {_plain(one.comment)}\n"
    for item in one.value:
        reason = one.reasons.get(item)
        yield (f"  # {_plain(reason)}\n" if reason else "") + f"  {toml(item)},\n"


def _plain(text: str) -> str:
    """Text for a comment: a file's name may hold what TOML has no comment with."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def _own(text: str, path: str, prefix: Sequence[str]) -> dict[str, Any]:
    try:
        data: Any = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except (ValueError, RecursionError) as problem:
        raise RefusedError(path, f"not valid TOML: {problem}") from problem
    for part in prefix:
        data = data.get(part, {}) if isinstance(data, dict) else {}
    return data if isinstance(data, dict) else {}


def _proven(before: str, after: str, path: str, added: Sequence[Addition], prefix: Sequence[str]) -> str:
    """`after`, when reading it gives what `before` says and what was added, and nothing else."""
    expected = _own(before, path, ())
    table: dict[str, Any] = expected
    for part in prefix:
        table = table.setdefault(part, {})
    for one in added:
        if isinstance(one.value, dict):
            table[one.key] = {**table.get(one.key, {}), **one.value}
        elif isinstance(one.value, list):
            table[one.key] = [*one.value, *table.get(one.key, [])]
        else:
            table[one.key] = one.value
    try:
        after.encode()
        if _own(after, path, ()) == expected:
            return after
    except (RefusedError, UnicodeEncodeError):
        pass
    raise _refusal(path, added)


def _refusal(path: str, added: Sequence[Addition]) -> RefusedError:
    lines = "".join(_blocks(added, "")).rstrip("\n").replace("\n", "\n    ")
    return RefusedError(path, f"cannot be added to without touching what stands there; add yourself:\n    {lines}")
