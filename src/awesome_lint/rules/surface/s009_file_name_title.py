"""S009: titles that are file names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.model import Entry
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten

SHORT = 2  # subscripts and the like
FEW_WORDS = 3
MANY_WORDS = 5  # packages are named in small letters, too

_ASIDE = pattern(r"\s*\([^()]*\)")
_JOINED = pattern(r"[^\W_]+(?:_+[^\W_]+(?:[-.][^\W_]+)*){2,}")
_ENDING = pattern(r"[\w)\]]\.(?:pdf|ps|djvu|docx?|pptx?|odt|odp|tex|epub)$", re.IGNORECASE)


class FileNameTitle(Rule):
    """A title that is a file's name.

    ## What it does
    Reports titles of papers made of three or more words joined by `_`, and titles that end with a document's ending
    (`.pdf`).

    ## Why is this bad
    The name of a download was pasted instead of the title: nobody finds the paper by it, and it is seldom the whole
    title.

    ## When it is silent
    For software and data sets, whose names may well be written so, for a few words in small letters, which may name
    a package, and for formulas.

    ## Fix safety
    There is no fix: the file's name does not hold the title's punctuation, and often not all of its words.
    """

    code = "S009"
    name = "file-name-title"
    severity = Severity.WARNING
    valid = (
        Example(
            "# Papers\n\n"
            "- Snake_case Considered Harmful [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Bounds for x_i_j in Graphs [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- [face_swap_live](https://arxiv.org/abs/2101.00003)\n"
        ),
        Example(
            "# Tools\n\n"
            "- [face_swap_live](https://github.com/someone/face_swap_live) - swaps faces\n"
            "- [pdf.js](https://example.org) - shows PDF\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- [Miller_Moving_Faces_by_Sound.](https://arxiv.org/abs/2001.00001) "
            "CVPR, 2020.\n"
            "- [Talking to Walls.pdf](https://arxiv.org/abs/2101.00001) CVPR, 2021.\n",
            findings=(Expected(3, "`Miller_Moving_Faces_by_Sound` is a file's name"), Expected(4, "file's name")),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for entry in context.entries:
            if ("_" in entry.title or "." in entry.title) and _is_file_name(entry):
                yield context.report(
                    entry.field_span("title"), f"`{shorten(entry.title)}` is a file's name, no title", entry=entry
                )


def _is_file_name(entry: Entry) -> bool:
    title = entry.title
    if "$" in title or "\\" in title or entry.kind != "paper":
        return False
    if _ENDING.search(title):
        return True
    joined = _JOINED.fullmatch(_ASIDE.sub("", title).strip())
    words = sum(len(word) > SHORT for word in title.split("_"))
    return joined is not None and words >= (FEW_WORDS if title != title.lower() else MANY_WORDS)
