"""What a rule is: a page of facts about one fault, with the examples that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from awesome_lint.findings import Fix, Related, Severity
from awesome_lint.records import NamedTuple
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.knowledge import Knowledge
    from awesome_lint.model import Document, Entry, Evidence
    from awesome_lint.rules.across import Across
    from awesome_lint.rules.facts import Facts
    from awesome_lint.rules.files import Files

HOME = "https://github.com/awesome-lint/awesome-lint"
"""The project's repository, which has the documentation."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
OptionValue = bool | int | float | str | tuple[str, ...]


class Option(NamedTuple):
    """A setting of one rule: its default, whose type every other value must have, and what it decides."""

    default: OptionValue
    help: str
    choices: tuple[str, ...] = ()


class Expected(NamedTuple):
    """A finding that an example must give: its line, a part of its message, its severity (None: the rule's own)."""

    line: int
    message: str = ""
    severity: Severity | None = None
    column: int | None = None


class Example(NamedTuple):
    """A list and what the rule must say of it.

    `text` is the file's content, `path` its name, `others` further files of the same run by name. `findings` are
    compared in order of position and completely: a valid example has none. `fixed` is the text after all fixes of the
    rule, unsafe ones included; None: not looked at. `beside` names rules that must run too. `evidence` is what the
    network said, by address; None: it was not asked.
    """

    text: str
    findings: tuple[Expected, ...] = ()
    options: Mapping[str, OptionValue] = _NOTHING
    fixed: str | None = None
    path: str = "list.md"
    others: Mapping[str, str] = _NOTHING
    note: str = ""
    beside: tuple[str, ...] = ()
    evidence: Mapping[str, Evidence] | None = None


class Report(NamedTuple):
    """What a rule says of one place; the engine adds code, name, path, line and column.

    `severity` None: the rule's own.
    """

    span: Span
    message: str
    severity: Severity | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    entry: str | None = None


class Context(NamedTuple):
    """One document as one rule sees it, with all that rules share about it.

    `facts` are computed once a document, `across` once for all lists of the run, and shared by all rules; `options` are
    this rule's, defaults filled in.
    """

    document: Document
    knowledge: Knowledge
    facts: Facts
    across: Across
    options: Mapping[str, OptionValue] = _NOTHING

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self.document.entries

    @property
    def text(self) -> str:
        """The document's source text, which all spans count in."""
        return self.document.source.text

    @property
    def files(self) -> Files:
        """The one way to the files beside the list; it remembers what was asked."""
        return self.facts.files_beside(self.across.known_files)

    def evidence(self, url: str) -> Evidence | None:
        """What the network said of an address as the list writes it; None where it was not asked."""
        known = self.across.evidence
        return known.get(url.strip()) if known is not None else None

    def number(self, option: str) -> float:
        """The value of a numeric option."""
        value = self.options[option]
        assert isinstance(value, int | float)
        return value

    def siblings(self, entry: Entry) -> tuple[Entry, ...]:
        """The entries that decide what is usual beside `entry`, itself included.

        Those of its kind in its table, else in the innermost section that holds at least eight of them, else in the
        file.
        """
        return self.facts.siblings(entry)

    def known_elsewhere(self, role: str) -> frozenset[int]:
        """The `id` of every entry that lacks a link of `role` which another list knows: M006 speaks of them."""
        known = self.across.known_elsewhere(self.facts)
        return frozenset(
            id(self.entries[place]) for place, links in known.items() if any(link.role == role for link in links)
        )

    def line(self, place: Entry | Span | int) -> int:
        """The line, from 1, of an entry's title, of a span's start or of an offset."""
        if isinstance(place, int):
            return self.document.source.line(place)
        span = place if isinstance(place, Span) else place.field_span("title")
        return self.document.source.line(span.start)

    def related(self, place: Entry | Span, message: str) -> Related:
        """Another place in this document."""
        span = place if isinstance(place, Span) else place.field_span("title")
        return Related(self.document.path, self.line(span), message, span.start)

    def report(
        self,
        span: Span,
        message: str,
        *,
        severity: Severity | None = None,
        related: Iterable[Related] = (),
        fix: Fix | None = None,
        entry: Entry | None = None,
    ) -> Report:
        """A finding about the characters of `span`.

        `entry` is the entry it concerns; its title (or alias) names it in reports.
        """
        name = (entry.title or entry.alias or None) if entry is not None else None
        return Report(span, message, severity, tuple(related), fix, name)


class Rule:
    """One fault a list can have.

    A rule is a class in a file of its own: the class attributes below, a docstring with the four parts *What it
    does*, *Why is this bad*, *When it is silent* and *Fix safety*, examples, and `check`. Its summary is the
    docstring's first line. A rule keeps no state between documents.

    - `code`, `name`: `D001`, `duplicate-entry`
    - `severity`: of a finding that does not say otherwise
    - `fixable`: the best safety of its fixes, None where it has none
    - `on`: whether it runs unless selected
    - `online`: whether it judges evidence of the network alone, and so runs only where there is some
    - `last`: whether it judges what the others' findings came to, and so runs after them
    - `options`: by name, with defaults
    - `valid`, `invalid`: lists it must be silent about, and lists it must report
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING
    fixable: ClassVar[Literal["safe", "unsafe"] | None] = None
    on: ClassVar[bool] = True
    online: ClassVar[bool] = False
    last: ClassVar[bool] = False
    options: ClassVar[Mapping[str, Option]] = MappingProxyType({})
    valid: ClassVar[tuple[Example, ...]] = ()
    invalid: ClassVar[tuple[Example, ...]] = ()

    def check(self, context: Context) -> Iterator[Report]:
        """All that this rule has to say of one document, in any order."""
        raise NotImplementedError

    @classmethod
    def summary(cls) -> str:
        """The rule in one line."""
        return (cls.__doc__ or cls.name).strip().splitlines()[0]

    @classmethod
    def url(cls) -> str:
        """Where the rule's page stands."""
        return f"{HOME}/blob/main/docs/rules/{cls.code}.md"

    @classmethod
    def defaults(cls) -> dict[str, OptionValue]:
        return {name: option.default for name, option in cls.options.items()}


def safe(message: str, *edits: Edit) -> Fix:
    """A fix that cannot change what the list says or recommends. `message` is an imperative: `Remove …`."""
    return Fix("safe", message, edits)


def unsafe(message: str, *edits: Edit) -> Fix:
    """A fix that someone should look at."""
    return Fix("unsafe", message, edits)


def shorten(text: str, limit: int = 60) -> str:
    """`text` on one line for a message, at most `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
