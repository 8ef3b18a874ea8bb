"""What a run over a pull request found, read from files that a stranger may have written.

The run belongs to the pull request, which can change it: its files say what they like. Every value is checked for type,
size and shape, and what does not fit refuses the whole file. Nothing in it says where a comment goes, which rule has
which page, or what is a link. The messages of errors quote nothing of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal, cast

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.report.pull_request import FORMAT, LONGEST_TEXT, MOST_ENTRIES, MOST_FINDINGS, VERSION
from awesome_lint.source import Edit, EditConflictError, Span, apply_edits

LARGEST = 2_000_000
"""So many bytes a file may have."""

_LONGEST_PATH = 1_000
_LONGEST_MESSAGE = 4_000
_LAST_LINE = 100_000_000
_MOST_EDITS = 200
_MOST = 1_000_000_000
_CODE = pattern(r"[A-Z][0-9]{3}")


class BroughtError(ValueError):
    """What was read is not what `--output-format pull-request` writes: the message says where."""


class Entry(NamedTuple):
    """An entry that the change added or changed: the lines it stands on, and edits of them that mend what is safe."""

    path: str
    line: int
    title: str
    text: str
    edits: tuple[Edit, ...] = ()

    @property
    def corrected(self) -> str:
        """The lines as they are to be; those of the entry where there is nothing to mend."""
        try:
            return apply_edits(self.text, self.edits)
        except EditConflictError:
            return self.text


class Finding(NamedTuple):
    """A finding: `entry` is the place of its entry in the list of them. `fix` is empty where there is none."""

    code: str
    severity: Literal["error", "warning", "info"]
    message: str
    path: str
    line: int
    entry: int | None
    fix: Literal["safe", "unsafe", ""]
    advice: str


class Brought(NamedTuple):
    """What a change brought. `more_entries` and `more_findings` had no room."""

    entries: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    more_entries: int = 0
    more_findings: int = 0


def read(data: bytes) -> Brought:
    """What a file says. `BroughtError` where it says anything else."""
    if len(data) > LARGEST:
        raise BroughtError(f"larger than {LARGEST:,} bytes")
    try:
        found = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BroughtError("no JSON") from None
    top = _object(found, {"format", "version", "entries", "findings", "more"}, "the file")
    if top["format"] != FORMAT or type(top["version"]) is not int or top["version"] != VERSION:
        raise BroughtError("written in another format, or by another version")
    entries = tuple(_entry(row) for row in _rows(top["entries"], MOST_ENTRIES, "entries"))
    findings = tuple(_finding(row, len(entries)) for row in _rows(top["findings"], MOST_FINDINGS, "findings"))
    more = _object(top["more"], {"entries", "findings"}, "more")
    return Brought(entries, findings, *(_number(more[name], 0, _MOST, "more") for name in ("entries", "findings")))


def together(several: Iterable[Brought]) -> Brought:
    """What several runs over one change found: each entry once, with the edits of all that do not touch."""
    entries: list[Entry] = []
    numbers: dict[tuple[str, int, str], int] = {}
    findings: dict[Finding, None] = {}
    more_entries = more_findings = 0
    for one in several:
        places = []
        for entry in one.entries:
            number = numbers.setdefault((entry.path, entry.line, entry.text), len(entries))
            if number == len(entries):
                entries.append(entry)
            else:
                known = entries[number]
                entries[number] = known._replace(edits=_joined(known.edits, entry.edits))
            places.append(number)
        for finding in one.findings:
            findings[finding._replace(entry=None if finding.entry is None else places[finding.entry])] = None
        more_entries = max(more_entries, one.more_entries)
        more_findings += one.more_findings
    return Brought(tuple(entries), tuple(findings), more_entries, more_findings)


def _joined(edits: Sequence[Edit], others: Sequence[Edit]) -> tuple[Edit, ...]:
    free = [one for one in others if not any(_touch(one, edit) for edit in edits)]
    return tuple(sorted((*edits, *free)))


def _touch(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


def _entry(row: Any) -> Entry:
    fields = _object(row, {"path", "line", "title", "text", "edits"}, "an entry")
    text = _text(fields["text"], LONGEST_TEXT, "an entry's text")
    edits: list[Edit] = []
    for edit in _rows(fields["edits"], _MOST_EDITS, "edits"):
        if not isinstance(edit, list) or len(edit) != 3:
            raise BroughtError("an edit is of another shape")
        start = _number(edit[0], edits[-1].span.end if edits else 0, len(text), "an edit")
        end = _number(edit[1], start, len(text), "an edit")
        edits.append(Edit(Span(start, end), _text(edit[2], LONGEST_TEXT, "an edit")))
    return Entry(
        _text(fields["path"], _LONGEST_PATH, "a path"),
        _number(fields["line"], 1, _LAST_LINE, "a line"),
        _text(fields["title"], _LONGEST_PATH, "a title"),
        text,
        tuple(edits),
    )


def _finding(row: Any, entries: int) -> Finding:
    fields = _object(row, {"code", "severity", "message", "path", "line", "entry", "fix", "advice"}, "a finding")
    code = _text(fields["code"], 4, "a code")
    if not _CODE.fullmatch(code):
        raise BroughtError("a code is none")
    severity, fix = fields["severity"], fields["fix"]
    if severity not in ("error", "warning", "info") or fix not in ("safe", "unsafe", ""):
        raise BroughtError("a severity, or a kind of fix, is none")
    entry = fields["entry"]
    return Finding(
        code,
        cast(Literal["error", "warning", "info"], severity),
        _text(fields["message"], _LONGEST_MESSAGE, "a message"),
        _text(fields["path"], _LONGEST_PATH, "a path"),
        _number(fields["line"], 1, _LAST_LINE, "a line"),
        None if entry is None else _number(entry, 0, entries - 1, "an entry's number"),
        cast(Literal["safe", "unsafe", ""], fix),
        _text(fields["advice"], _LONGEST_MESSAGE, "an advice"),
    )


def _object(value: Any, keys: set[str], what: str) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        raise BroughtError(f"{what} is of another shape")
    return value


def _rows(value: Any, most: int, what: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > most:
        raise BroughtError(f"`{what}` is no list of at most {most:,}")
    return value


def _text(value: Any, most: int, what: str) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise BroughtError(f"{what} is no text of at most {most:,} characters")
    return value


def _number(value: Any, least: int, most: int, what: str) -> int:
    if type(value) is not int or not least <= value <= most:
        raise BroughtError(f"{what} is out of bounds")
    return value
