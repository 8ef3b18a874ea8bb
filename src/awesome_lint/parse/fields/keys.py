"""`key: value` lines: `Keywords: …`, `Authors: …`, `Code: coming soon`."""

from __future__ import annotations

from awesome_lint.parse.claims import NOTE_KEYS
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.keywords import split_keywords
from awesome_lint.parse.lexicon import ROLES, Lexicon
from awesome_lint.parse.text import LINK


def read_key(lex: Lexicon, draft: Draft, key: str, start: int, end: int) -> bool:
    """A line `key: value`; False where its value is left to be read as usual."""
    text = draft.flow.text
    value = text[start:end]
    if key == "keywords":
        draft.keywords.extend(split_keywords(value.replace(LINK, "")))
        draft.mark("keywords", start, end)
    elif key == "authors":
        draft.set_authors(start, end)
    elif key == "alias" and draft.alias is None and LINK not in value and value.strip():
        draft.set_alias(start, end)
    elif key in ("venue", "year", "status"):
        reading = lex.read_venue(value.strip(), True)
        if reading is None:
            return False
        draft.set_venue(reading, start + len(value) - len(value.lstrip()))
    elif key in NOTE_KEYS:
        draft.note_text(value)
    elif LINK in value:
        if key in ROLES:
            for link in draft.flow.links_in(start, end):
                draft.roles.setdefault(link, key)
        return False
    elif key in ROLES and (not value.strip() or lex.is_unavailable(value)):
        (draft.unavailable if value.strip() else draft.unlinked).append(key)
    elif key == "title" and not draft.title and value.strip():
        draft.set_title(start, end, "text")
    else:
        return False
    return True
