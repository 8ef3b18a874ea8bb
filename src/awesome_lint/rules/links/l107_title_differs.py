"""L107: titles that were cut off or misspelt."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Fix, Severity
from awesome_lint.matching.titles import SMALL_WORDS, fold_title, fold_words
from awesome_lint.model import Entry, Evidence
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten, unsafe
from awesome_lint.rules.links.answers import paper_links
from awesome_lint.rules.links.own_titles import Words, plain_title, usual
from awesome_lint.source import Edit, Span

_WORD = pattern(r"[^\W_]+")
_DOTS = pattern(r"\s?(?:\.{2,}|…)")
_CUT = pattern(r"\s*(?:\.{2,}|…)\s*$")
_MARKUP = frozenset("[]|<>`*_\\$\n")
_UMLAUT = pattern(r"([aou])e")
_LEAST = 3  # words of a title that was cut off
_SHORTEST = 5  # letters of a word that can be told to be misspelt
_SLIPS = 2
_ENDINGS = frozenset(["s", "es", "d", "ed", "ing", "er", "ers", "al", "ly", "e", "ion", "ions", "ive", "or", "ors"])
_URL = "https://arxiv.org/abs/2101.00001"
_LIST = "# Papers\n\n- {} [[paper]](https://arxiv.org/abs/2101.00001)\n"
_OTHERS = "- Walking Heads with Implicit Necks, CVPR 2021\n"


def _said(*titles: str) -> dict[str, Evidence]:
    return {_URL: Evidence("ok", source="arXiv", titles=titles)}


class TitleDiffers(Rule):
    """A title that was cut off or misspelt.

    ## What it does
    Compares an entry's title with the one that its paper has in the records of arXiv, Crossref, DataCite or
    OpenReview: the list's one ends in `…`, or in the middle of the other; or a word or two are misspelt by a single
    letter, and no other title of the list has them so.

    ## Why is this bad
    The title is not found by who searches for it.

    ## When it is silent
    For a subtitle that is left out, for case, hyphens, plural, inflection, and British and American spelling; for
    titles of any older version; and where more than spelling differs.

    ## Fix safety
    Unsafe: it writes the words that the link's own title has. The record may have the slip of the pen.
    """

    code = "L107"
    name = "title-differs"
    severity = Severity.INFO
    fixable = "unsafe"
    online = True
    valid = (
        Example(
            _LIST.format("Turning Heads with Implicit Motion") + _OTHERS,
            evidence=_said("Turning Heads with Implicit Motion: A Study of Necks"),
        ),
        Example(
            _LIST.format("Modelling Colours of Heads") + _OTHERS, evidence=_said("Modeling Colors of Heads in Motion")
        ),
        Example(
            _LIST.format("Turning Haeds by Motion"),
            evidence=_said("Turning Heads by Motion", "Turning Haeds by Motion"),
        ),
    )
    invalid = (
        Example(
            _LIST.format("Turning Heads with Implcit Motion") + _OTHERS,
            findings=(Expected(3, "misspelt: `Implcit` is `Implicit` in the paper's own title (arXiv)"),),
            fixed=_LIST.format("Turning Heads with Implicit Motion") + _OTHERS,
            evidence=_said("Turning heads with implicit motion"),
        ),
        Example(
            _LIST.format("Turning Heads with Impl..."),
            findings=(Expected(3, "cut off: the paper's own title is `Turning Heads with Implicit Motion` (arXiv)"),),
            fixed=_LIST.format("Turning Heads with Implicit Motion"),
            evidence=_said("Turning Heads with Implicit Motion"),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        words: Words | None = None
        for entry in context.entries:
            for link in paper_links(entry):
                evidence = context.evidence(link.url)
                if evidence is None or not evidence.titles or not _may_differ(entry, evidence):
                    continue
                own = plain_title(evidence.titles[0])
                source = f" ({evidence.source})" if evidence.source else ""
                if cut := _rest(_with_dots(context, entry), own):
                    yield context.report(
                        entry.field_span("title"),
                        f"`{shorten(entry.title)}` is cut off: the paper's own title is `{shorten(own, 160)}`{source}",
                        fix=_completed(context, entry, cut),
                        entry=entry,
                    )
                    break
                words = words or Words([one.title for one in context.facts.papers], context.knowledge.labels.stop)
                if slips := _slips(entry.title, own, words):
                    named = ", ".join(f"`{one.here}` is `{one.there}`" for one in slips)
                    yield context.report(
                        entry.field_span("title"),
                        f"`{shorten(entry.title)}` is misspelt: {named} in the paper's own title{source}",
                        fix=_respelt(context, entry, slips),
                        entry=entry,
                    )
                    break


class _Slip(NamedTuple):
    """A word of a title, and how it is spelt in the link's own."""

    here: str
    there: str


class _Cut(NamedTuple):
    """What is kept of a title that was cut off, and what follows there."""

    kept: str
    rest: str


def _may_differ(entry: Entry, evidence: Evidence) -> bool:
    """Whether a title is none of the link's own ones."""
    own = fold_title(plain_title(entry.title))
    keys = {own.key, own.rest}
    titles = (fold_title(plain_title(title)) for title in evidence.titles)
    return bool(own.key) and all(keys.isdisjoint((title.key, title.rest)) for title in titles)


def _with_dots(context: Context, entry: Entry) -> str:
    """A title with the dots behind it that say that it goes on."""
    found = _DOTS.match(context.text, spans[0].end) if (spans := entry.spans.get("title", ())) else None
    return entry.title + found[0] if found else entry.title


def _tokens(title: str) -> list[tuple[str, int, int]] | None:
    """The words of a title, folded, with their places in it; None where folding makes others of them."""
    found = [(found[0], *found.span()) for found in _WORD.finditer(title)]
    folded = fold_words(title) if "&" not in title else []
    return (
        [(word, start, end) for word, (_, start, end) in zip(folded, found, strict=True)]
        if (len(folded) == len(found))
        else None
    )


def _rest(title: str, own: str) -> _Cut | None:
    """What was cut off a title, where it is the beginning of `own` and ends within a phrase; else None."""
    marked = _CUT.search(title)
    text = title[: marked.start()] if marked else title
    here, there = _tokens(text), _tokens(own)
    if not here or not there or len(here) < _LEAST or len(here) > len(there):
        return None
    whole = len(here) if here[-1][0] == there[len(here) - 1][0] else len(here) - 1
    if [word for word, *_ in here[:whole]] != [word for word, *_ in there[:whole]]:
        return None
    last, twin = here[-1][0], there[len(here) - 1][0]
    if whole < len(here) and not (marked and twin.startswith(last)):
        return None
    if whole == len(there):
        return None
    if not marked and (here[-1][0] not in SMALL_WORDS or not own[there[whole - 1][2] :].startswith(" ")):
        return None
    return _Cut(text[: here[whole - 1][2]], own[there[whole - 1][2] :])


def _completed(context: Context, entry: Entry, cut: _Cut) -> Fix | None:
    """The edit that writes what was cut off; None where the title is not written in one piece."""
    span = _plain_span(context, entry)
    if span is None or not _MARKUP.isdisjoint(cut.rest):
        return None
    dots = len(_with_dots(context, entry)) - len(entry.title)
    return unsafe("Write the whole title", Edit(Span(span.start, span.end + dots), cut.kept + cut.rest))


def _slips(title: str, own: str, words: Words) -> list[_Slip]:
    """The misspelt words of a title; none where more differs."""
    here, there = _tokens(title), _tokens(own)
    if not here or not there or len(here) != len(there):
        return []
    found = []
    for (word, start, end), (twin, first, last) in zip(here, there, strict=True):
        if word == twin:
            continue
        if not _is_misspelt(word, twin, words):
            return []
        found.append(_Slip(title[start:end], _in_case(own[first:last], title[start:end])))
    return found if len(found) <= min(_SLIPS, len(here) // 2) else []


def _is_misspelt(word: str, twin: str, words: Words) -> bool:
    """Whether a word is another's misspelling: one slip away and no form of it; a wrong letter may make a real word."""
    if min(len(word), len(twin)) < _SHORTEST or usual(word) == usual(twin) or not (word + twin).isalpha():
        return False
    if word[0] != twin[0] or _is_form(word, twin) or _is_form(twin, word) or words.occurs(word) > 1:
        return False
    if _UMLAUT.sub(r"\1", word) == _UMLAUT.sub(r"\1", twin):
        return False
    slip = _slip_of(word, twin)
    return slip == "left out or turned round" or (slip == "another letter" and words.occurs(twin) >= 1)


def _slip_of(word: str, twin: str) -> str:
    """How one word became another by a single slip; empty where it took more."""
    start = next((at for at, (a, b) in enumerate(zip(word, twin, strict=False)) if a != b), min(len(word), len(twin)))
    left, right = word[start:], twin[start:]
    if left[1:] == right or left == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:]):
        return "left out or turned round"
    return "another letter" if left[1:] == right[1:] else ""


def _is_form(word: str, twin: str) -> bool:
    """Whether two words differ in their endings or beginnings only, as forms of one do."""
    common = next((at for at, (a, b) in enumerate(zip(word, twin, strict=False)) if a != b), min(len(word), len(twin)))
    return ((word[common:] in _ENDINGS or not word[common:]) and (twin[common:] in _ENDINGS or not twin[common:])) or (
        word.endswith(twin) or twin.endswith(word)
    )


def _in_case(word: str, like: str) -> str:
    """A word with the capitals of another one."""
    if like.isupper() and len(like) > 1:
        return word.upper()
    if like[:1].isupper() and word.islower():
        return word[:1].upper() + word[1:]
    return word.lower() if like.islower() and word.istitle() else word


def _respelt(context: Context, entry: Entry, slips: list[_Slip]) -> Fix | None:
    span = _plain_span(context, entry)
    if span is None or any(entry.title.count(one.here) != 1 for one in slips):
        return None
    edits = []
    for one in slips:
        start = span.start + entry.title.index(one.here)
        edits.append(Edit(Span(start, start + len(one.here)), one.there))
    return unsafe("Write the words as the paper's own title has them", *edits)


def _plain_span(context: Context, entry: Entry) -> Span | None:
    """The place of a title that is written in one piece and without markup."""
    spans = entry.spans.get("title", ())
    return spans[0] if len(spans) == 1 and context.text[spans[0].start : spans[0].end] == entry.title else None
