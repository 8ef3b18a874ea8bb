"""What headings say, in a form in which those of two lists can be compared."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.folding import has_unspaced, plain
from awesome_lint.knowledge.venues import Venue
from awesome_lint.knowledge.years import possible_years
from awesome_lint.matching.titles import fold_words, survey_words
from awesome_lint.model import Entry
from awesome_lint.parse.fields.section import SectionReader
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.style.ways import arxiv_date

_NUMBERING = pattern(
    r"[\W_]*(?:\d{1,3}(?:\.\d{1,3})+(?:\s*[.)、:：]|\s)|\d{1,3}\s*[.)、:：](?!\d)|[ivxIVX]{1,5}\s*[.)、])\s*(?=\S)"
)
_COUNT = pattern(
    r"[(\[（]\s*(?!(?:19|20)\d\d\s*[)\]）])\d+\s*(?:papers?|items?|entries|篇|件|편)?\s*[)\]）]", 2
)  # re.IGNORECASE
_SHORTCODE = pattern(r":[a-z0-9_+-]{2,40}:")
_AND = pattern(r"\s[+&]\s|&")
_PARTS = pattern(r"\s*(?:[&/,、和与及·]|\b(?:and|und|et|y|e|и)\b)\s*")
_SUBTITLE = pattern(r"\s*(?:[:：—–?？]|\s-\s)\s*")
_DIVIDED = pattern(r"[\s()（）/|·]+")
_RIM = pattern(r"^[^\w(\[]+|[^\w)\]+#]+$")
_WORD = pattern(r"[^\W_]+\+*#?")
_YEAR = r"((?:19|20)\d\d)"
_ONLY_YEAR = pattern(rf"\W*(?:in|year|año|ano|année|anno|jahr|год)?\s*{_YEAR}\s*(?:年度?|년|год|г)?\W*$", 2)
_RANGE = pattern(rf"\W*{_YEAR}\s*年?\s*(?:-|–|—|~|～|to|bis|à|至)\s*(?:{_YEAR}|now|present|today|至今)\s*年?\W*$", 2)
_UNTIL = pattern(
    rf"\W*(?:{_YEAR}\s*年?\s*(?:and|or|&|及)?\s*(?:before|earlier|older|prior|以前|及以前)"
    rf"|(?:until|up to|till|<=|≤|bis)\s*{_YEAR})\W*$",
    2,
)
_BEFORE = pattern(
    rf"\W*(?:(?:before|prior to|pre|earlier than|older than|avant|vor|antes de|до|<)[\s-]*{_YEAR}"
    rf"|{_YEAR}\s*年?之前)\W*$",
    2,
)
_SINCE = pattern(rf"\W*(?:(?:since|from|≥|>=)\s*{_YEAR}|{_YEAR}\s*(?:and|&)\s*(?:later|newer|after))\W*$", 2)
_MONTH = pattern(r"\W*(?:((?:19|20)\d\d)\s?[-./年]\s?(1[0-2]|0?[1-9])\s?月?|(1[0-2]|0?[1-9])[./-]((?:19|20)\d\d))\W*$")
_MONTH_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMED_MONTH = pattern(
    rf"\W*(?:({'|'.join(_MONTH_NAMES)})[a-z]*\.?,?\s+{_YEAR}|{_YEAR},?\s+({'|'.join(_MONTH_NAMES)})[a-z]*)\W*$", 2
)
_LAST_YEAR = 9999
# Small words that tell headings apart: `with audio` and `without`, `text to speech` and `speech to text`.
_TELLING_WORDS = """
without not over under against toward towards from to into between than via how what when where why new novel all using
through
"""
_TELLING = frozenset(_TELLING_WORDS.split())
# Words that only say that papers follow.
_GENERAL_WORDS = """
paper papers paperlist publication publications article articles list lists awesome collection related relevant
论文 论文列表 文献 相关论文 論文 論文リスト 関連論文 논문 artículos publicaciones artigos publicações articoli статьи
публикации veröffentlichungen publikationen
"""


class Dated(NamedTuple):
    """When and where the entries under a heading were published, as far as the heading says so.

    `first` and `last` are years, both 0 where it names none; `month` 0 where it names none.
    """

    first: int = 0
    last: int = 0
    month: int = 0
    venue: Venue | None = None

    def fits(self, entry: Entry) -> int:
        """How well an entry belongs there: 0 for not at all; a venue weighs more than a year, a year more than years.

        What came out as no venue's paper, but as a preprint, belongs under the preprints.
        """
        fit = 0
        if self.venue is not None:
            if entry.venue == self.venue.short:
                fit += 8
            elif self.venue.is_preprint and entry.venue is None and self.venue.short.lower() in entry.ids:
                fit += 1
            else:
                return 0
        if self.first or self.last:
            years = {entry.year, entry.venue_year} if self.venue is not None else {entry.year}
            if not any(year is not None and self.first <= year <= self.last for year in years):
                return 0
            fit += 4 if self.first == self.last else 2
        if self.month:
            date = arxiv_date(entry)
            if date is None or date[:2] != (self.first, self.month):
                return 0
            fit += 1
        return fit


class Words(NamedTuple):
    """The words of a heading, run together: all that count, without general ones, and without those of the list's name.

    `about` has what kinds of entries it says follow: `dataset`, `survey`, `paper`, `resource`. `general`: it says
    nothing else. `twice` are the halves of a heading that says the same in two scripts (`Tools 工具`), `parts` these
    and what a heading joins (`Surveys & Tutorials`), each with its words run together.
    """

    all: str
    core: str
    bare: str
    about: frozenset[str]
    general: bool
    twice: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Headings:
    """Reads headings, with the knowledge base and one list's name."""

    def __init__(self, known: Knowledge, sections: set[tuple[str, ...]], name: str) -> None:
        self._labels = known.labels
        self._lexicon = Lexicon(known)
        self._sections = SectionReader(self._lexicon, sections)
        self._stop = known.labels.stop - _TELLING
        self._name = frozenset(self._split(name))
        words, self._survey_signs = survey_words(known)
        self._survey_words = frozenset(word for word in words if _singular(word) == word)
        self.words = lru_cache(maxsize=None)(self._words)

    def kind(self, section: tuple[str, ...]) -> str:
        """What kind of entries a path of titles announces; empty where it says nothing."""
        return self._sections.read(section).kind

    def is_about_list(self, title: str) -> bool:
        """Whether a heading is about the list itself, its contents too."""
        return self._lexicon.is_about_list(title) or self._lexicon.is_contents(title)

    def is_survey(self, title: str) -> bool:
        """Whether a paper's title, or what follows its colon, calls the paper a survey (`Faces: A Review of Methods`).

        It does so in the singular: `Opinions in Movie Reviews` is none. `Automating Code Review` is none either.
        """
        return any(self._names_survey(_PARTS.split(part)[0]) for part in _SUBTITLE.split(title))

    def _names_survey(self, phrase: str) -> bool:
        if self._survey_words.isdisjoint(fold_words(phrase)) and not any(sign in phrase for sign in self._survey_signs):
            return False
        return self._labels.section_meanings(phrase) == {"survey"}

    def _words(self, title: str) -> Words:
        words = self._split(title)
        core = [word for word in words if word not in _GENERAL]
        bare = [word for word in core if word not in self._name]
        about = self._labels.section_meanings(title)
        parts = [part.strip("()[]:. ") for part in _PARTS.split(" ".join(_clean(title).split()))]
        known = [any(part in self._labels.sections[kind] for kind in about) for part in parts if part]
        general = not core or (bool(known) and all(known))
        twice = tuple("".join(self._split(half)) for half in _halves(title))
        joined = tuple("".join(self._split(part)) for part in parts) if len(parts) > 1 else ()
        return Words("".join(words), "".join(core), "".join(bare), about, general, twice, (*twice, *joined))

    def _split(self, title: str) -> list[str]:
        text = _clean(title)
        words = _WORD.findall(_AND.sub(" and ", text))
        kept = [_singular(word) for word in words if word not in self._stop]
        return kept or [_singular(word) for word in words] or text.split()

    def dated(self, path: tuple[str, ...]) -> Dated | None:
        """When and where the last title of a path says that its entries were published, and nothing else."""
        title = _shown(path[-1])
        if (years := _years(title)) is not None:
            return years
        path = (*path[:-1], title)
        raw, venue, year = self._sections.published(title)
        if venue is not None:
            if self._sections.read(path).venue_raw != raw:
                return None  # a topic of the same name
            return Dated(year or 0, year or 0, 0, venue)
        if year is not None and year in possible_years():
            return Dated(year, year)
        return None

    def dates(self, title: str, entry: Entry) -> bool:
        """Whether a title above an entry of another list only says when and where it was published."""
        title = _shown(title)
        if _years(title) is not None:
            return True
        _, venue, year = self._sections.published(title)
        if venue is None:
            return year is not None
        return year is not None or venue.is_preprint or (entry.venue_source == "section" and entry.venue == venue.short)


def _halves(title: str) -> list[str]:
    """The two halves of a title that says the same in two scripts."""
    if title.isascii():
        return []
    words = [(has_unspaced(word), word) for word in _DIVIDED.split(_COUNT.sub(" ", title))]
    words = [item for item in words if any(map(str.isalpha, item[1]))]
    runs = [(wide, [word for _, word in run]) for wide, run in groupby(words, key=lambda item: item[0])]
    return [" ".join(run) for _, run in runs] if len(runs) == 2 else []


def _shown(title: str) -> str:
    """A title without numbering and symbols at its ends."""
    text = _SHORTCODE.sub(" ", title)
    if found := _NUMBERING.match(text):
        text = text[found.end() :]
    return _RIM.sub("", text) or title


def _clean(title: str) -> str:
    """A title without case, accents, numbering, symbols at its ends, and how many entries follow."""
    text = _SHORTCODE.sub(" ", plain(_COUNT.sub(" ", title)))
    if found := _NUMBERING.match(text):
        text = text[found.end() :]
    return _RIM.sub("", text)


def _years(title: str) -> Dated | None:
    """The year, years or month that a title is."""
    text = _COUNT.sub(" ", title)
    if not any(map(str.isdigit, text)):
        return None
    if found := _ONLY_YEAR.match(text):
        return Dated(int(found[1]), int(found[1]))
    if found := _MONTH.match(text):
        year = int(found[1] or found[4])
        return Dated(year, year, int(found[2] or found[3]))
    if found := _NAMED_MONTH.match(text):
        year = int(found[2] or found[3])
        return Dated(year, year, _MONTH_NAMES.index((found[1] or found[4])[:3].lower()) + 1)
    if found := _RANGE.match(text):
        one, other = int(found[1]), int(found[2] or _LAST_YEAR)
        return Dated(min(one, other), max(one, other))
    if found := _UNTIL.match(text):
        return Dated(1, int(found[1] or found[2]))
    if found := _BEFORE.match(text):
        return Dated(1, int(found[1] or found[2]) - 1)
    if found := _SINCE.match(text):
        return Dated(int(found[1] or found[2]), _LAST_YEAR)
    return None


def _singular(word: str) -> str:
    """An English word without the ending of the plural: all it is for is that both forms come out alike."""
    if not word.isascii() or len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes")) else word[:-1]


_GENERAL = frozenset(_singular(plain(word)) for word in _GENERAL_WORDS.split())
