"""A run of entries written in the form of a target: what becomes of the lines that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from awesome_lint.model import Document
from awesome_lint.normalize.proof import Told, beside, is_sign, lost_signs, unsound
from awesome_lint.normalize.runs import Run
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span
from awesome_lint.style import Style
from awesome_lint.style.record import Record, Value
from awesome_lint.style.target import Target
from awesome_lint.style.translate import translate, write

NO_PLACE = "there is no place for "
"""How the reason begins why an entry is left that says more than its target has a place for."""

_ITEMS = frozenset({"bullet", "numbered"})
_PARTING = frozenset({"bullet", "numbered", "paragraph"})
_DEEPEST = 6  # level of a heading
_HEADING = pattern(r"#{1,6}(?=[ \t]|$)")
_OPENING = pattern(r"(?:\|[ \t]*|(?:[-*+]|\d+[.)]|#{1,6})[ \t]+(?:\[[ xX]\][ \t]+)?)?")
_RIM = pattern(r"\|[ \t]*|^")
_MARKER = pattern(r"([-*+]|\d{1,9}[.)])([ \t]+)")
_ATX = pattern(r"[ \t>]*#{1,6}(?:[ \t]|$)")
_PROSE = pattern(r"(?:[ \t]*(?:<!--.*?-->|\[[^\]\n]+\]:[^\n]*|(?:[-*_][ \t]*){3,})?[ \t]*(?:\r\n?|\n|$))*+(?=\S)", 16)


class Draft(NamedTuple):
    """New text for a stretch of a list: the entries in it, by index, and where in `content` each of them stands.

    `conversion` wrote it, and may write it another way; None for an entry in the style of its own list. `told` says by
    what its entries are compared with what they were, where that is less than all. `left` are the entries that stand in
    it as they were, and why.
    """

    span: Span
    content: str
    entries: tuple[int, ...]
    places: tuple[Span, ...]
    conversion: Conversion | None = None
    told: Mapping[int, Told] = MappingProxyType({})
    left: Mapping[int, str] = MappingProxyType({})

    def again(self, wrong: Mapping[int, str]) -> Draft | None:
        """The same with some entries, by index, in a form that is harder to misread; None where there is none."""
        mine = {index: wrong[index] for index in self.entries if index in wrong}
        if self.conversion is None or not self.conversion.harden(mine):
            return None
        made = self.conversion.draft()
        return made if isinstance(made, Draft) else None


class Refusal(NamedTuple):
    """Why entries, by index, cannot be written in the form of a target."""

    why: Mapping[int, str]


class Conversion:
    """A run, or one entry of it (`only`), on its way into the form of a target; `first` is the number of its first."""

    def __init__(
        self,
        document: Document,
        style: Style,
        target: Target,
        run: Run,
        *,
        first: int = 1,
        only: int = -1,
        drop: bool = False,
    ) -> None:
        self.document = document
        self.style = style
        self.target = target
        self.run = run
        self.first = first
        self.only = only
        self.drop = drop
        self._lost: dict[int, tuple[str, ...]] = {}
        self._signs: set[int] = set()  # the entries with emoji or shortcodes between their values
        self._parted: dict[int, str] = {}  # entries that stay as they are between the others, and why
        self._forms: dict[int, int] = {}  # by entry, how many of the explicit forms were tried

    @property
    def entries(self) -> tuple[int, ...]:
        return self.run.entries if self.only < 0 else (self.only,)

    def harden(self, wrong: Mapping[int, str]) -> bool:
        """Take the next more explicit form for some entries, misread for reasons; False where one of them has none.

        One that has none stays as it is, where the others can be written without it.
        """
        for index, why in wrong.items():
            self._forms[index] = self._forms.get(index, 0) + 1
            if self._forms[index] > self._last_form(index) and not self._part(index, why):
                return False
        return bool(wrong)

    def _part(self, index: int, why: str) -> bool:
        """Whether one entry can stay as it is between the others of its run; it will then."""
        possible = self.run.layout in _PARTING and self.target.layout in _PARTING and not self.run.leads
        if not possible or self.only >= 0 or index in self._parted or len(self._parted) + 1 >= len(self.entries):
            return False
        self._parted[index] = why
        return True

    def _last_form(self, index: int) -> int:
        """The number of the last form there is for an entry, from 0; an item of a list can keep all but its marker."""
        other = self.target.like is None and self.run.layout != self.target.layout
        return self._ways(index) - 1 + (self._stays_list and other)

    def _ways(self, index: int) -> int:
        """How many forms an entry is written in: signs between its values can go to two places."""
        return (1 + len(self.target.explicit)) * (2 if index in self._signs else 1)

    def draft(self) -> Draft | Refusal:
        """The run as the target writes it."""
        if self.run.why:
            return self._refused(self.run.why)
        if self.only >= 0:
            return self._single(self.only)
        level = 0
        if self.target.layout == "heading":
            heading = self.document.entries[self.entries[0]].heading
            level = self.document.headings[heading].level + 1 if heading >= 0 else 2
            if obstacle := self._no_heading(level):
                return self._refused(obstacle)
        return self._whole(level)

    def _refused(self, why: str) -> Refusal:
        return Refusal(dict.fromkeys(self.entries, why))

    def _unwritten(self, index: int, why: str) -> Refusal:
        """One entry that cannot be written so, and with it the others of its run."""
        return Refusal({**dict.fromkeys(self.entries, beside(self.document.entries[index], why)), index: why})

    def _no_heading(self, level: int) -> str:
        """Why entries of this run cannot be headings of this level; empty where they can."""
        if level > _DEEPEST:
            return "headings have six levels only"
        if self.run.nested:
            return "it stands below an item of a list"
        if any(block.label for block in self.run.blocks):
            return "a label stands above it, below which no heading stays"
        text = self.document.source.text
        match = _PROSE.match(text, min(self._line_end(self.run.span.end) + 1, len(text)))
        if match is not None and not _ATX.match(text, match.end()):
            line = self.document.source.line(match.end())
            if not self._is_heading(line):
                return f"what stands behind it (line {line}) would become part of the last entry"
        return ""

    def _is_heading(self, line: int) -> bool:
        """Whether a heading begins on a line that no `#` begins."""
        start = self.document.source.line_starts[line - 1]
        end = self.document.source.line_span(line).end
        return any(start <= heading.span.start <= end for heading in self.document.headings)

    def _written(self, index: int, number: int, level: int) -> str | Refusal:
        """The Markdown of one entry; `number` 0: the one it has."""
        entry = self.document.entries[index]
        form = self._forms.get(index, 0)
        if form >= self._ways(index):
            return self._remarked(index, number)
        in_front, form = divmod(form, 1 + len(self.target.explicit))
        target = self.target if not form else self.target.explicit[form - 1]
        target = target._replace(newline=self.document.source.newline)
        record = self.style.record(entry)
        said = tuple(value for value in record.values if not is_sign(value.text))
        if lost_signs(self._kept(index), spelt_out(said)):
            self._signs.add(index)
        if in_front:
            record = record._replace(values=said)
        text = self._rendered(index, record, target, number)
        if isinstance(text, str) and (signs := lost_signs(self._kept(index), text)):
            # A sign that stands between two values says something: it goes where images go, or before all values.
            if in_front:
                text = _OPENING.sub(lambda opening: f"{opening[0]}{' '.join(signs)} ", text, count=1)
            else:
                more = (*record.values, *(Value("image", sign) for sign in signs))
                text = self._rendered(index, record._replace(values=more), target, number)
        if isinstance(text, Refusal):
            return text
        if index in self.run.leads:
            text = _RIM.sub(lambda rim: rim[0] + self.run.leads[index] + " ", text, count=1)
        if level:
            text = _HEADING.sub("#" * level, text, count=1)
        if wrong := unsound(self._kept(index), text, spelt_out(record.values)):
            return self._unwritten(index, wrong)
        return text

    def _rendered(self, index: int, record: Record, target: Target, number: int) -> str | Refusal:
        """What an entry says, as a target writes it."""
        translated = translate(record, self.document.entries[index], target)
        self._lost[index] = translated.lost
        if translated.lost and not self.drop:
            return self._unwritten(index, f"{NO_PLACE}{named(translated.lost)}")
        return write(translated.record._replace(indent=self.run.prefix), target, number)

    def _remarked(self, index: int, number: int) -> str:
        """An item of a list as it is, with a marker of the other kind."""
        old = self.document.source.slice(self.document.entries[index].span)
        marker = f"{number}." if self.target.layout == "numbered" else "-"
        match = _MARKER.match(old)
        if match is None:
            return old
        first, *more = old[match.end() :].splitlines(keepends=True)
        indent = self.run.prefix + " " * max(len(marker) - len(match[1]), 0)
        return (
            marker
            + match[2]
            + first
            + "".join(indent + line.removeprefix(self.run.prefix) if line.strip(" \t\r\n>") else line for line in more)
        )

    def _kept(self, index: int) -> str:
        """The Markdown of an entry, without the links that the target has no place for."""
        entry = self.document.entries[index]
        text = self.document.source.slice(entry.span)
        for link in entry.links:
            if f"link:{link.role}" in self._lost.get(index, ()):
                text = text.replace(self.document.source.slice(link.span), "")
        return text

    @property
    def _told(self) -> Mapping[int, Told]:
        own, by_role, relabelled = self.target.like is None, self.target.has_role_columns, self.target.relabelled
        return {
            index: Told(own, lost, by_role, relabelled)
            for index, lost in self._lost.items()
            if index not in self._parted and (lost or by_role or relabelled or not own)
        }

    def _single(self, index: int) -> Draft | Refusal:
        """One entry in its place."""
        entry = self.document.entries[index]
        level = self.document.source.slice(entry.span).find(" ") if self.target.layout == "heading" else 0
        text = self._written(index, self._own_number(index), level)
        if isinstance(text, Refusal):
            return text
        return Draft(entry.span, text, (index,), (Span(0, len(text)),), self, self._told)

    def _own_number(self, index: int) -> int:
        """The number that an item of a list has; 0 for none."""
        values = self.style.record(self.document.entries[index]).values
        return next((int(value.text) for value in values if value.name == "number" and value.text.isdecimal()), 0)

    def _whole(self, level: int) -> Draft | Refusal:
        """The run, with the lines around it that it needs now."""
        target, prefix = self.target, self.run.prefix
        newline = self.document.source.newline
        blank = prefix.rstrip()
        span = Span(self.run.span.start - len(prefix), self.run.span.end)
        out: list[str] = [blank + newline] if self._needs_blank_before(span.start) else []
        size = sum(map(len, out))
        places: list[Span] = []
        for number, block in enumerate(self.run.blocks):
            lead = (newline + blank + newline if number else "") + prefix
            if block.label:
                lead += block.label + newline + blank + newline + prefix
            for line in target.head.splitlines():
                lead += line + newline + prefix
            out.append(lead)
            size += len(lead)
            between = "".join(
                newline + (prefix if last else blank) for last in [*[False] * (_ends(target.between) - 1), True]
            )
            apart = newline + blank + newline + prefix
            for place, index in enumerate(block.entries):
                text = self._written_or_left(index, place + (self.first if not number else 1), level)
                if isinstance(text, Refusal):
                    return text
                if place:
                    parted = (index in self._parted) != (block.entries[place - 1] in self._parted)
                    out.append(apart if parted else between)
                    size += len(out[-1])
                places.append(Span(size, size + len(text)))
                out.append(text)
                size += len(text)
        if self._needs_blank_after():
            out.append(newline + blank)
        return Draft(span, "".join(out), self.entries, tuple(places), self, self._told, dict(self._parted))

    def _written_or_left(self, index: int, number: int, level: int) -> str | Refusal:
        """The Markdown of one entry, its own where the target cannot write it and the others can do without it."""
        if index not in self._parted:
            text = self._written(index, number, level)
            if not isinstance(text, Refusal) or not self._part(index, text.why[index]):
                return text
        return self.document.source.slice(self.document.entries[index].span)

    def _needs_blank_before(self, start: int) -> bool:
        """Whether the line above says something that would swallow what begins here."""
        source = self.document.source
        line = source.line(start)
        if line == 1 or (self._stays_list and self.first == 1):
            return False
        above = source.slice(source.line_span(line - 1)).lstrip("\ufeff")
        return bool(above.strip(" \t>")) and not _ATX.match(above)

    def _needs_blank_after(self) -> bool:
        source = self.document.source
        line = source.line(self.run.span.end)
        if line >= len(source.line_starts) or self._stays_list:
            return False
        return bool(source.slice(source.line_span(line + 1)).strip(" \t>"))

    @property
    def _stays_list(self) -> bool:
        """Whether items of a list become items of a list, which part from what is around them as before."""
        return self.run.layout in _ITEMS and self.target.layout in _ITEMS

    def _line_end(self, offset: int) -> int:
        return self.document.source.line_span(self.document.source.line(offset)).end


def _ends(between: str) -> int:
    """How many line ends a text has."""
    return max(len(between.splitlines()), 1) if between else 1


def spelt_out(values: Iterable[Value]) -> str:
    """What values are written with, one after the other."""
    return " ".join(f"{value.text} {value.url}" for value in values)


def named(lost: Iterable[str]) -> str:
    """What a target has no place for, in words: `its notes, its code link`."""
    names = (f"{name.removeprefix('link:')} link" if name.startswith("link:") else name for name in lost)
    return ", ".join(f"its {name.replace('_', ' ')}" for name in names)
