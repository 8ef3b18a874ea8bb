"""L105: links that lead to another paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.matching.titles import fold_title
from awesome_lint.model import Entry, Evidence, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.links.answers import paper_links
from awesome_lint.rules.links.own_titles import Likeness, Words, is_english, is_name, likeness, plain_title

_FEW = 3  # words that tell: of fewer a title says too little
_OWN_WAY = 5  # entries from which on a list shows that it does not write papers' titles
_LIST = "# Papers\n\n- {} [[paper]](https://arxiv.org/abs/2101.00001)\n"
_URL = "https://arxiv.org/abs/2101.00001"


def _said(*titles: str) -> Mapping[str, Evidence]:
    return {_URL: Evidence("ok", source="arXiv", titles=titles)}


class WrongPaper(Rule):
    """A link to another paper than the entry's.

    ## What it does
    Compares an entry's title with the titles that the paper behind its link has in the records of arXiv, Crossref,
    DataCite or OpenReview, older versions included. An error where nothing that tells is shared, or where the link's
    own title is that of another entry of the list, which the message names. A warning where the two may be one paper
    that was renamed, where only a number differs, where the titles are much alike and the link's own is that of another
    entry, and where another link of the entry leads to the right one.

    ## Why is this bad
    The page opens, and no status code tells that it is another paper.

    ## When it is silent
    For differences of case, markup, spelling and plural; for an alias or a subtitle that only one of the two has, a
    title that was cut off, abbreviations; for titles in different scripts or languages; for names in place of titles
    (`TD3`, `ELMo: Embeddings from Language Models`); for whole proceedings; in lists where many entries are called
    otherwise than their papers; and for links whose label says that they lead to something else than the paper.

    ## Fix safety
    No fix: the right address has to be found first.
    """

    code = "L105"
    name = "wrong-paper"
    severity = Severity.ERROR
    online = True
    options: ClassVar[Mapping[str, Option]] = {
        "fits": Option(0.5, "the share of one title, by what its words tell, in the other from which they are one"),
        "share": Option(0.08, "the share up to which nothing of substance is shared"),
        "words": Option(4, "how many words that tell both must have for an error"),
        "own-names": Option(0.3, "the share of entries with other titles than their papers' that a list means so"),
    }
    valid = (
        Example(
            _LIST.format("TurnHead: Turning Heads with Implicit Motion Fields"),
            evidence=_said("Turning heads with implicit motion fields: a study of necks"),
        ),
        Example(
            _LIST.format("Turning Heads with Motion"),
            evidence=_said("Implicit Rotation of Portraits", "Turning Heads with Motion"),
            note="An older version's title.",
        ),
        Example(_LIST.format("TD3: Twin Delayed DDPG"), evidence=_said("Addressing Errors in Actor-Critic Methods")),
        Example(
            _LIST.format("Поворот головы по неявному движению"), evidence=_said("Turning Heads with Motion Fields")
        ),
    )
    invalid = (
        Example(
            _LIST.format("Turning Heads with Implicit Motion"),
            findings=(Expected(3, "leads to `Still Life Arrangement from Written Recipes` (arXiv)"),),
            evidence=_said("Still Life Arrangement from Written Recipes"),
        ),
        Example(
            _LIST.format("Turning Heads with Implicit Motion") + "- Bounds of Graphs in Trees, CVPR 2021\n",
            findings=(Expected(3, "leads to `Bounds of Graphs in Trees` (arXiv), the paper of line 4"),),
            evidence=_said("Bounds of Graphs in Trees"),
        ),
        Example(
            _LIST.format("Turning Heads with Implicit Motion Fields"),
            findings=(Expected(3, "perhaps one paper under two titles", Severity.WARNING),),
            evidence=_said("Controllable Head Rotation by Implicit Warping Functions"),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        words = Words([entry.title for entry in context.facts.papers], context.knowledge.labels.stop)
        owners = _Owners(context)
        fits = context.number("fits")
        found = [one for entry in context.entries for one in _judged(context, entry, words, fits)]
        titled = [one for one in found if not is_name(one.entry.title, words)]
        strange = [one for one in titled if not _is_fit(one, fits) and owners.of(one) is None]
        meant = len(titled) >= _OWN_WAY and len(strange) > context.number("own-names") * len(titled)
        for one in found:
            owner = owners.of(one)
            if (severity := _severity(context, one, owner, words)) and (owner is not None or not meant):
                yield _report(context, one, owner, severity)


class _Judged(NamedTuple):
    """A paper link of an entry, its own title, how far that is the entry's, and whether another link's is."""

    entry: Entry
    link: Link
    title: str
    source: str
    likeness: Likeness
    fits_elsewhere: bool = False


class _Owners:
    """The papers of a list by title."""

    def __init__(self, context: Context) -> None:
        self._by_title: dict[str, Entry] = {}
        for entry in context.facts.papers:
            folded = fold_title(plain_title(entry.title))
            if folded.size >= _FEW:
                self._by_title.setdefault(folded.key, entry)
                self._by_title.setdefault(folded.rest, entry)

    def of(self, one: _Judged) -> Entry | None:
        """Another entry that a link's own title is the title of."""
        folded = fold_title(plain_title(one.title))
        owner = self._by_title.get(folded.key) or self._by_title.get(folded.rest)
        return None if owner is one.entry else owner


def _judged(context: Context, entry: Entry, words: Words, fits: float) -> list[_Judged]:
    """An entry's links to its paper that have a title of their own, one for each paper."""
    found: dict[str, _Judged] = {}
    for link in paper_links(entry):
        evidence = context.evidence(link.url)
        if evidence is None or not evidence.titles or link.identity.folded in found:
            continue
        best = max(likeness(entry.title, entry.alias or "", title, words) for title in evidence.titles)
        found[link.identity.folded] = _Judged(entry, link, evidence.titles[0], evidence.source, best)
    right = {key for key, one in found.items() if _is_fit(one, fits)}
    return [one._replace(fits_elsewhere=bool(right - {key})) for key, one in found.items()]


def _is_fit(one: _Judged, fits: float) -> bool:
    return one.likeness.same or (one.likeness.fit >= fits and not one.likeness.number)


def _severity(context: Context, one: _Judged, owner: Entry | None, words: Words) -> Severity | None:
    """How bad it is; None where nothing is to be said."""
    same, fit, number = one.likeness
    if same:
        return None
    if number:
        return Severity.WARNING
    # Two entries that share the link may be one paper under two titles (D002): then its owner proves nothing.
    owned = owner is not None and all(link.identity.folded != one.link.identity.folded for link in owner.links)
    if fit >= context.number("fits"):
        return Severity.WARNING if owned and fit < 1 else None
    own, there = fold_title(plain_title(one.entry.title)), fold_title(plain_title(one.title))
    named = is_name(one.entry.title, words)
    if owned:
        return Severity.WARNING if named or one.fits_elsewhere else Severity.ERROR
    size = min(len(words.content(own.words)), len(words.content(there.words)))
    if named or size < _FEW:
        return None
    apart = fit <= context.number("share")
    if size < context.number("words"):
        return Severity.WARNING if apart else None
    unsure = one.fits_elsewhere or own.alias or one.entry.alias or not (is_english(own) and is_english(there))
    return Severity.ERROR if apart and not unsure else Severity.WARNING


def _report(context: Context, one: _Judged, owner: Entry | None, severity: Severity) -> Report:
    source = f" ({one.source})" if one.source else ""
    more = ""
    if owner is not None:
        more = f", the paper of line {context.line(owner)}"
    elif one.likeness.number:
        more = "; the numbers differ"
    elif one.fits_elsewhere:
        more = "; another link of the entry leads to a paper with its title"
    elif one.likeness.fit > context.number("share"):
        more = "; perhaps one paper under two titles"
    return context.report(
        one.link.url_span if one.link.url_span.end > one.link.url_span.start else one.link.span,
        f"`{shorten(one.link.url, 80)}` leads to `{shorten(plain_title(one.title), 120)}`{source}{more}",
        severity=severity,
        related=[context.related(owner, "the paper that the link leads to")] if owner is not None else (),
        entry=one.entry,
    )
