"""What a piece says by itself, wherever it stands: a known venue, a date, a role's word, that something is missing."""

from __future__ import annotations

from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.authors import looks_like_authors
from awesome_lint.parse.fields.venue import VenueReading
from awesome_lint.parse.lexicon import ROLES, Lexicon
from awesome_lint.parse.pieces import QUOTES, Piece, cut
from awesome_lint.parse.text import DATED, capitalised, commas, is_shortcode, word_count
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

NOTE_KEYS = frozenset({"notes", "comment", "abstract", "description", "tldr"})
_YEAR = pattern(r"\((?:19|20)\d\d\)")
_QUOTED = 3  # words in quotes that are no title
_NUMBER = pattern(r"^[\s#№]*\d{1,4}[.)]?$")


class Claim(NamedTuple):
    """What a piece is.

    `kind`: `link`; `venue`; `cited`, authors with a venue or year (`at` is the comma between); `when`, a year, track or
    status alone; `role`, words for roles without a link; `gone`, a word
    for what does not exist; `key`, the word before a colon; `number`, `malformed`, `break`, `empty`; else `group` (in
    brackets) or `text`.
    """

    kind: str
    reading: VenueReading | None = None
    roles: tuple[str, ...] = ()
    at: tuple[int, int] = (0, 0)


def claimed(lex: Lexicon, draft: Draft, start: int, end: int) -> tuple[list[Piece], list[Claim]]:
    """The pieces of `draft.flow.text[start:end]` and what each of them says."""
    pieces = cut(draft.flow, start, end)
    return pieces, [_claim(lex, draft, pieces, index) for index in range(len(pieces))]


def _claim(lex: Lexicon, draft: Draft, pieces: list[Piece], index: int) -> Claim:
    piece = pieces[index]
    if piece.kind == "break":
        return _PLAIN["break"]
    if piece.kind == "link":
        return _of_link(lex, draft, piece, index, len(pieces) == 1 and not draft.title)
    if piece.kind == "malformed":
        inner = draft.flow.text[piece.inner_start : piece.inner_end]
        label = inner.strip("[] ")
        reading = lex.read_venue(label, True)
        if reading is not None and (reading.known or reading.bare):
            reading = _moved(reading, len(inner) - len(inner.lstrip("[] ")))
            return Claim("when" if reading.bare else "venue", reading)  # `[CVPR 2021](Oral, best paper)`
        draft.malformed.append((piece, label))
        return _PLAIN["malformed"]
    return _of_group(lex, draft, pieces, index) if piece.kind == "group" else _of_text(lex, draft, pieces, index)


def _moved(reading: VenueReading, by: int) -> VenueReading:
    """A reading of a text that begins so much later."""
    if not by:
        return reading
    return reading._replace(
        at=(reading.at[0] + by, reading.at[1] + by),
        year_at=(reading.year_at[0] + by, reading.year_at[1] + by),
        track_at=(reading.track_at[0] + by, reading.track_at[1] + by),
        status_at=(reading.status_at[0] + by, reading.status_at[1] + by),
    )


_PLAIN = {
    kind: Claim(kind) for kind in ("break", "link", "malformed", "empty", "number", "gone", "key", "text", "group")
}


def _of_link(lex: Lexicon, draft: Draft, piece: Piece, index: int, alone: bool) -> Claim:
    """A link whose label is no name but a venue: `[[CVPR 2021](https://…)] Title`."""
    link = draft.flow.links[piece.link]
    role = draft.roles.get(piece.link)
    # `[arXiv]` behind a title is a link to the paper; in front of one it says where the paper stands.
    if link.image or len(link.label) > 40 or alone or role not in (None, "paper"):
        return _PLAIN["link"]
    reading = lex.read_venue(link.label, True)
    if reading is not None and index > 0 and draft.of_papers and link.label.isdigit() and len(link.label) == 4:
        return Claim("when", reading) if reading.bare else _PLAIN["link"]  # `Title [2015](…)`
    if reading is None or reading.bare or reading.rest or (role is not None and index > 0 and reading.year is None):
        return _PLAIN["link"]
    if reading.known and (reading.year is not None or piece.depth):
        if index == 0 and not piece.depth and not draft.of_papers and not lex.leads_to_paper(link.node.data["url"]):
            return _PLAIN["link"]  # `- [NeurIPS 2021](https://neurips.cc/2021) - its site`
        return Claim("venue", reading)
    raw = reading.raw or ""
    named = index > 0 and draft.of_papers and reading.year is not None and capitalised(raw) and "et al" not in raw
    return Claim("venue", reading) if named and word_count(link.label) <= 5 else _PLAIN["link"]


def _cited(lex: Lexicon, text: str) -> Claim | None:
    """`(Ann Lee et al., ICML 2022)`: authors and where they published, in one bracket."""
    for comma in commas(text, 0, len(text)):
        tail = lex.read_venue(text[comma.end() :], True)
        if tail is not None and (tail.known or (tail.bare and tail.year)) and not tail.rest:
            if looks_like_authors(text[: comma.start()], sure=False):
                return Claim("cited", tail, at=comma.span())
            return None
    return None


def _of_group(lex: Lexicon, draft: Draft, pieces: list[Piece], index: int) -> Claim:
    """What a bracket says."""
    piece = pieces[index]
    text = draft.flow.text[piece.inner_start : piece.inner_end]
    if not text:
        return _PLAIN["empty"]
    if _leads_to_address(draft, pieces, index):
        draft.malformed.append((piece, text.strip("[] ")))
        return _PLAIN["malformed" if lex.role_of(text.strip("[] ")) is None else "empty"]
    if piece.opener in QUOTES:
        return _PLAIN["group"]
    if text.isdigit() and len(text) < 4:
        return _PLAIN["number"]
    if role := lex.gone_role(text):
        return Claim("gone", roles=(role,))
    if lex.is_unavailable(text):
        return _PLAIN["gone"]
    reading = lex.read_venue(text, True)
    if reading is not None and not reading.known and not reading.bare and (cited := _cited(lex, text)):
        return cited
    if reading is not None:
        if reading.bare:
            return Claim("when", reading)
        if reading.known and word_count(reading.rest) <= 4:
            return Claim("venue", reading)
        if draft.of_papers and not reading.known and reading.year is not None and word_count(text) <= 12:
            if capitalised(reading.raw or ""):
                return Claim("venue", reading)
    if roles := lex.bare_roles(text):
        return Claim("role", roles=tuple(roles))
    return _PLAIN["group"]


def _of_text(lex: Lexicon, draft: Draft, pieces: list[Piece], index: int) -> Claim:
    """What running text says, where all of it says one thing."""
    piece, flow = pieces[index], draft.flow
    text = flow.text[piece.start : piece.end]
    if flow.text[piece.end : piece.end + 1] == ":" and is_shortcode(flow.text[max(piece.start - 1, 0) : piece.end + 1]):
        return _PLAIN["empty"]
    if index == 0 and _NUMBER.match(text):
        return _PLAIN["number"]
    if flow.text[piece.end : piece.end + 1] in (":", "：") or text.endswith((":", "：")):
        key = lex.key_of(text.rstrip(":：") + ": ")
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if key is not None and following is not None and following.kind == "link":
            if key[0] in ROLES:
                draft.roles.setdefault(following.link, key[0])
            return _PLAIN["key"]
        if key is not None and key[0] in NOTE_KEYS:
            return _PLAIN["key"]
    words = word_count(text)
    # A longer name without a year is met where it matters, behind the title; here it would cost a look-up a title.
    if words <= 6 or (words <= 14 and (piece.style or DATED.search(text))):
        # `Nature 521.7553 (2015)`: a year in brackets behind it makes a word a venue's name.
        dated = index + 1 < len(pieces) and _YEAR.match(flow.text, pieces[index + 1].start) is not None
        reading = lex.read_venue(text, bool(piece.style) or dated)
        if reading is not None:
            if reading.bare and (reading.date or len(text) < 30):
                return Claim("when", reading)
            if reading.known and word_count(reading.rest) <= 3:
                return Claim("venue", reading)
    if _goes_on_behind_quotes(flow.text, pieces, index):
        return _PLAIN["text"]
    if words <= 5 and piece.depth == 0:
        if role := lex.gone_role(text):
            return Claim("gone", roles=(role,))
        if lex.is_unavailable(text):
            return _PLAIN["gone"]
    if words <= 8 and (roles := lex.bare_roles(text)):
        return Claim("role", roles=tuple(roles))
    return _PLAIN["text"]


def _goes_on_behind_quotes(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether a text is the rest of a sentence with a word or two in quotes: `Learning from "noisy" data`."""
    if index < 2:
        return False
    before, quoted, piece = pieces[index - 2 : index + 1]
    return (
        (before.kind, quoted.kind) == ("text", "group")
        and quoted.opener in QUOTES
        and word_count(text[quoted.inner_start : quoted.inner_end]) <= _QUOTED
        and text[before.end : quoted.start] == text[quoted.end : piece.start] == " "
        and text[before.end - 1].isalnum()
    )


def _leads_to_address(draft: Draft, pieces: list[Piece], index: int) -> bool:
    """Whether `[Paper]` was meant as the label of a bare address right behind it: `[Paper] (https://…)`."""
    if pieces[index].opener != "[" or index + 1 >= len(pieces) or pieces[index + 1].kind != "link":
        return False
    link = draft.flow.links[pieces[index + 1].link]
    between = draft.flow.text[pieces[index].end : pieces[index + 1].start]
    return between.strip() == "(" and len(between) <= 2 and link.node.data.get("form") == "bare"
