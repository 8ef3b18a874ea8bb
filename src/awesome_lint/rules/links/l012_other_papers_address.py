"""L012: an address that spells another paper's title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from awesome_lint.matching.titles import fold_text, fold_title, fold_words, is_foreign
from awesome_lint.model import Entry, Link
from awesome_lint.records import NamedTuple
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten

_ROLES = frozenset({"paper", "code", "project", "page"})
_FEW = 3  # words that prove something only where another entry has them
_SHORTEST = 3  # letters of a word that counts
_STEM = 5  # letters that two forms of a word share
_POSTINGS = 40
_FITS = 0.75


class OtherPapersAddress(Rule):
    """An address that spells a title, and it is another paper's.

    ## What it does
    Compares the titles that addresses spell (CVF Open Access, the older NeurIPS proceedings, ResearchGate, Semantic
    Scholar, Papers with Code …) with the entry's own. The message names the entry of the list that the address fits.

    ## Why is this bad
    The link leads to another paper, and no status code tells.

    ## When it is silent
    Where the two share more than next to nothing, for papers are renamed between preprint and publication; where the
    entry's authors begin with the one in the address, for titles in another script or language, for short titles and
    addresses, and where two entries share the address (D001, D002).

    ## Fix safety
    No fix: the right address has to be found first.
    """

    code = "L012"
    name = "other-papers-address"
    options: ClassVar[Mapping[str, Option]] = {
        "share": Option(0.2, "the share of the spelt words in the title up to which they are another paper's"),
        "words": Option(4, "how many words the address has to spell, where it fits no other entry"),
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://openaccess.thecvf.com/content/CVPR2021/html/Roe_Turning_Heads_With_Motion_CVPR_2021_paper.html)\n"
            "- Moving Portraits by Sound [[paper]](https://openaccess.thecvf.com/content/CVPR2021/html/Roe_Portraits_Driven_by_Any_Voice_CVPR_2021_paper.html)\n"
            "- FaceNet [[paper]](https://www.researchgate.net/publication/123_A_Unified_Embedding_for_Recognition)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://openaccess.thecvf.com/content/CVPR2021/html/Doe_Still_Life_Arrangement_From_Words_CVPR_2021_paper.html)\n"
            "- Still Life Arrangement from Words [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- Walking Heads on Long Roads [[paper]](http://papers.nips.cc/paper/1234-learning-graph-kernels-from-examples.pdf)\n",
            findings=(
                Expected(3, "the address spells `Still Life Arrangement From Words`, the paper of line 4"),
                Expected(5, "the address spells `learning graph kernels from examples`"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        titles = _Titles(context)
        for entry in context.entries:
            if entry.placeholder or not entry.title:
                continue
            for link in entry.links:
                spelt = context.knowledge.hosts.spelt_title(link.url) if link.role in _ROLES else None
                if spelt is not None and (report := _judge(context, titles, entry, link, *spelt)):
                    yield report


class _Spelt(NamedTuple):
    """The words that count of what an address spells."""

    words: tuple[str, ...]

    def share(self, title: str) -> float:
        """The share of them that a title has, in one form or another."""
        folded = fold_title(title)
        stems = {word[:_STEM] for word in folded.words}
        here = sum(word[:_STEM] in stems or (len(word) >= _STEM and word in folded.key) for word in self.words)
        return here / len(self.words)


class _Titles:
    """The titles of a list by their words."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def content(self, words: Sequence[str]) -> tuple[str, ...]:
        stop = self._context.knowledge.labels.stop
        return tuple(
            dict.fromkeys(
                word for word in words if len(word) >= _SHORTEST and word not in stop and not word[0].isdecimal()
            )
        )

    @cached_property
    def _by_word(self) -> dict[str, list[Entry]]:
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._context.entries:
            for word in self.content(fold_title(entry.title).words):
                found[word[:_STEM]].append(entry)
        return found

    def owner(self, spelt: _Spelt, but: Entry) -> Entry | None:
        """Another entry whose title an address spells."""
        postings = (self._by_word.get(word[:_STEM], []) for word in spelt.words)
        rarest = min((found for found in postings if found), key=len, default=[])
        for entry in rarest[:_POSTINGS]:
            if entry is not but and len(spelt.words) >= _FEW and spelt.share(entry.title) >= _FITS:
                return entry
        return None

    @cached_property
    def shared(self) -> frozenset[tuple[int, str]]:
        """Entries, by their start, and addresses that D002 and D003 speak of."""
        pairs = [(pair, pair.link.identity.folded) for pair in self._context.facts.pairs if pair.link is not None]
        return frozenset((entry.span.start, shared) for pair, shared in pairs for entry in (pair.entry, pair.other))


def _judge(context: Context, titles: _Titles, entry: Entry, link: Link, words: str, author: str) -> Report | None:
    spelt = _Spelt(titles.content(fold_words(words.replace("_", " ").replace("-", " "))))
    own = titles.content(fold_title(entry.title).words)
    if len(spelt.words) < _FEW or len(own) < _FEW or is_foreign(entry.title):
        return None
    share = spelt.share(f"{entry.alias or ''} {entry.title}")
    if share > _FITS / 2 or (author and fold_text(author) in fold_words(entry.authors or "")):
        return None
    owner = titles.owner(spelt, entry)
    if owner is None and (share > context.number("share") or len(spelt.words) < context.number("words")):
        return None
    if (entry.span.start, link.identity.folded) in titles.shared:
        return None
    where = f", the paper of line {context.line(owner)}" if owner is not None else ""
    shown = shorten(" ".join(words.replace("_", " ").replace("-", " ").split()))
    return context.report(
        link.url_span if link.url_span.end > link.url_span.start else link.span,
        f"the address spells `{shown}`{where}",
        related=[context.related(owner, "the paper that the address fits")] if owner is not None else (),
        entry=entry,
    )
