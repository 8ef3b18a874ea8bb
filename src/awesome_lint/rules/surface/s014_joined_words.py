"""S014: words of a title run together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from awesome_lint.findings import Related, Severity
from awesome_lint.matching.titles import SMALL_WORDS, fold_words, split_alias
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.rules.across import Twin
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, unsafe
from awesome_lint.rules.surface.joined import Join, joins, stem_title
from awesome_lint.source import Edit, Span

_RUN = pattern(r"\S+")
_WORD = pattern(r"[^\W_]+")
_PARTICLE = 3  # letters: shorter ones begin and end words of their own (`inpainting`, `online`)
_COMPOUNDS = frozenset({"without", "within", "into", "onto", "upon", "forward", "backward", "therefore"})


class _Writing(NamedTuple):
    """Another writing of a title, and where it stands: in another list, or in a link of the entry."""

    title: str
    twin: Twin | None


class JoinedWords(Rule):
    """Two words of a title run together, or a colon without its space.

    ## What it does
    Compares a title with the same one in other lists, and with the words that the paper link's own address joins by
    `_`. Reports where those have a space and this title has none.

    ## Why is this bad
    A search for the title does not find it, and it reads as a slip.

    ## When it is silent
    Where it may be meant: a name (`PixNet`, `Pix Net`), a word that another paper's title has, too (`keypoint`,
    `key point`), hyphens of any kind. One other writing is enough where a capital stands inside the word or one of the
    two words is a particle (`for`, `using`); else at least two must agree.

    ## Fix safety
    Unsafe: it writes the space.
    """

    code = "S014"
    name = "joined-words"
    severity = Severity.INFO
    fixable = "unsafe"
    options: ClassVar[Mapping[str, Option]] = {
        "writings": Option(2, "how many other writings must have the space where nothing else speaks for it")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- PixNet for Turning Heads with Keypoint Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Pretraining Faces without Labels [[paper]](https://arxiv.org/abs/2101.00002)\n",
            others={
                "other.md": "# Papers\n\n"
                "- Pix Net for Turning Heads with Key Point Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
                "- Pre-training Faces with out Labels [[paper]](https://arxiv.org/abs/2101.00002)\n"
            },
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- **Turning HeadsWith Implicit Motion** [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- PixNet:Still Life in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Talking to Wallsusing Sound [[paper]]"
            "(https://openaccess.thecvf.com/content/CVPR2021/html/Doe_Talking_to_Walls_Using_Sound_CVPR_2021_paper.html)\n",
            others={
                "other.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
                "- PixNet: Still Life in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            },
            findings=(
                Expected(3, "`HeadsWith` in the title: two words in other.md:3", column=13),
                Expected(4, "`PixNet:Still` in the title: a space behind the colon in other.md:4"),
                Expected(5, "`Wallsusing` in the title: two words in the link's address"),
            ),
            fixed="# Papers\n\n"
            "- **Turning Heads With Implicit Motion** [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- PixNet: Still Life in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Talking to Walls using Sound [[paper]]"
            "(https://openaccess.thecvf.com/content/CVPR2021/html/Doe_Talking_to_Walls_Using_Sound_CVPR_2021_paper.html)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        least = int(context.number("writings"))
        twins_by_place = context.across.twins(context.facts)
        for place, entry in enumerate(context.entries):
            if not entry.title or "$" in entry.title or "\\" in entry.title:
                continue
            writings = list(_writings(entry, twins_by_place.get(place, ())))
            if writings:
                yield from _joined(context, entry, writings, least)


def _writings(entry: Entry, twins: Sequence[Twin]) -> Iterator[_Writing]:
    yield from (_Writing(twin.entry.title, twin) for twin in twins if not twin.same_list)
    for link in entry.links:
        if link.role == "paper" and "_" in link.url and (title := stem_title(link.url)):
            yield _Writing(title, None)


def _joined(context: Context, entry: Entry, writings: Sequence[_Writing], least: int) -> Iterator[Report]:
    found: dict[int, list[tuple[Join, _Writing]]] = {}
    for writing in writings:
        for join in joins(entry.title, writing.title):
            found.setdefault(join.at, []).append((join, writing))
    for at, having in found.items():
        join = having[0][0]
        if join.colon or _is_slip(context, entry, join, writings, enough=len(having) >= least):
            yield _report(context, entry, at, join, having[0][1])


def _is_slip(context: Context, entry: Entry, join: Join, writings: Sequence[_Writing], *, enough: bool) -> bool:
    """Whether two words were run together, rather than written as one that there is."""
    word = join.left + join.right
    if word in _COMPOUNDS:
        return False
    here = [entry.title, *(writing.title for writing in writings if writing.twin)]
    having = sum(word in fold_words(title) for title in here)
    if context.across.word_count(context.facts, word) > having or 2 * having > len(writings) + 1:
        return False
    if any(_particle(part) for part in (join.left, join.right)):
        return True
    in_name = join.at < len(split_alias(entry.title)[0]) or not _WORD.search(entry.title[: join.at].rpartition(" ")[0])
    capital = entry.title[join.at].isupper() and entry.title[join.at - 1].islower() and not in_name
    return enough or (capital and entry.title[join.at + 1 : join.at + 3].islower())


def _particle(word: str) -> bool:
    return word in SMALL_WORDS and len(word) >= _PARTICLE


def _report(context: Context, entry: Entry, at: int, join: Join, writing: _Writing) -> Report:
    where = writing.twin.place if writing.twin else "the link's address"
    run = next(run for run in _RUN.finditer(entry.title) if run.start() <= at < run.end())
    span = entry.field_span("title")
    text = context.text[span.start : span.end]
    related: list[Related] = [writing.twin.related(f"`{writing.title}`")] if writing.twin else []
    fix = None
    if text.count(run[0]) == 1:
        start = span.start + text.index(run[0])
        place = start + at - run.start()
        fix = unsafe("Write the space", Edit(Span(place, place), " "))
        span = Span(start, start + len(run[0]))
    what = "a space behind the colon" if join.colon else "two words"
    return context.report(span, f"`{run[0]}` in the title: {what} in {where}", related=related, fix=fix, entry=entry)
