"""One entry's parts read into a draft, whatever layout they came from.

Every piece of the entry's text is first claimed by what it says itself (`claims.py`); then the title is found among the
rest (`fields/title.py`), and what is left is read by where it stands to the title (`fields/beside.py`). What one entry
alone cannot decide stays open for the list to settle (`conventions.py`).
"""

from __future__ import annotations

from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.below import read_below
from awesome_lint.parse.fields.cells import read_row
from awesome_lint.parse.fields.line import read_line
from awesome_lint.parse.flow import Flow, Part
from awesome_lint.parse.lexicon import Lexicon


def read_entry(lex: Lexicon, parts: list[Part], of_papers: bool) -> Draft:
    """The draft of one entry; `of_papers`: the file lists papers."""
    draft = Draft(Flow(parts), of_papers)
    for index, link in enumerate(draft.flow.links):
        role = lex.role_of(link.label)
        if role and not (link.image and role == "other"):
            draft.roles[index] = role
    regions = draft.flow.regions
    if regions and regions[0].place == "cell":
        read_row(lex, draft, regions)
    else:
        for region in regions:
            if region.place == "head":
                read_line(lex, draft, region.start, region.end)
            else:
                read_below(lex, draft, region.start, region.end)
    draft.flow.cutter = None  # holds a third of what a draft does, and few drafts are asked again
    return draft
