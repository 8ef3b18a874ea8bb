"""S008: titles in capitals throughout."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.matching.titles import split_alias
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten

MANY_WORDS = 3
ORDINARY_LENGTH = 6  # acronyms are seldom so long

_ASIDE = pattern(r"\([^()]*\)|\[[^\[\]]*\]|\$[^$]*\$")
_WORD = pattern(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_SMALL_WORDS = """
A AN AND AS AT BY FOR FROM HOW IN INTO IS OF ON OR OVER THE TO TOWARD TOWARDS UNDER USING VIA WHAT WHEN WHY WITH WITHOUT
DAS DE DEL DELLA DER DES DIE DU EL EN ET FÜR IL LA LE LES MIT PARA PAR POUR SUR UND UNE VON Y ZUR В ДЛЯ И НА С
"""
_FUNCTION_WORDS = frozenset(_SMALL_WORDS.split())


class ShoutingTitle(Rule):
    """A title in capitals throughout.

    ## What it does
    Reports titles of at least two words whose every letter is a capital.

    ## Why is this bad
    They shout among their neighbours, and hide which of their words are acronyms.

    ## When it is silent
    For a short name before a colon or in brackets, for titles made of acronyms and proper names (`NVIDIA CUDA`), and
    for scripts without capitals.

    ## Fix safety
    There is no fix: only a person knows the right case of every word.
    """

    code = "S008"
    name = "shouting-title"
    severity = Severity.INFO
    valid = (
        Example(
            "# Papers\n\n"
            "- BERT: Deep Bidirectional Transformers [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- WGAN-GP AND SNGAN [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- 基于 BERT 的 NER [[paper]](https://arxiv.org/abs/2101.00003)\n"
            "- HEADTALK [[paper]](https://arxiv.org/abs/2101.00004)\n"
            "- A NeRF [[paper]](https://arxiv.org/abs/2101.00005)\n"
        ),
        Example(
            "# Tools\n\n"
            "- [GNU TAR](https://example.org/tar) - archives\n"
            "- [AWS S3 CLI](https://example.org/s3) - buckets\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- NICE: NON-LINEAR COMPONENTS OF FACES [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- FACE ANIMATION USING SOUND [[paper]](https://arxiv.org/abs/2101.00002)\n",
            findings=(
                Expected(3, "`NICE: NON-LINEAR COMPONENTS OF FACES` is in capitals throughout", column=3),
                Expected(4, "in capitals"),
            ),
        ),
        Example(
            "# Papers\n\n- RECONNAISSANCE FACIALE À L’ÉCOLE [[paper]](https://arxiv.org/abs/2101.00001)\n",
            findings=(Expected(3, "in capitals"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for entry in context.entries:
            title = entry.title
            if (title.isupper() or (":" in title and title.rpartition(":")[2].isupper())) and _shouts(entry):
                yield context.report(
                    entry.field_span("title"), f"`{shorten(title)}` is in capitals throughout", entry=entry
                )


def _shouts(entry: Entry) -> bool:
    title = _ASIDE.sub(" ", entry.title)
    alias, rest = split_alias(title)
    title = rest if alias and rest[0].isspace() else title
    words = _WORD.findall(title)
    if len(words) < 2 or not all(char.isupper() for char in title if char.isalpha()):
        return False
    long = sum(len(word) >= ORDINARY_LENGTH for word in words)
    function = sum(word in _FUNCTION_WORDS for word in words)
    many = len(title.split()) > MANY_WORDS
    if entry.kind == "resource":  # names of software are often written so
        return many and function > 0 and long > 0
    return long + bool(function) > 1 or (many and function > 0)
