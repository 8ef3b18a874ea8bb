"""The title: among the pieces of an entry's line the one that names it, and where in its text it ends."""

from __future__ import annotations

import re

from awesome_lint.parse.claims import Claim, claimed
from awesome_lint.parse.draft import Draft
from awesome_lint.parse.fields.authors import LONGEST_LIST, author_share, leading_names, looks_like_authors
from awesome_lint.parse.fields.beside import read_after, read_before, read_part
from awesome_lint.parse.flow import Flow, Part
from awesome_lint.parse.lexicon import Lexicon
from awesome_lint.parse.pieces import ADDRESSES, QUOTES, Piece
from awesome_lint.parse.text import DATED, SEE_ALSO, SOFT, clean_title, commas, is_wide, sentences, word_count
from awesome_lint.patterns import pattern
from awesome_lint.source import Span

_NAMING = 4  # words in a bracket, from which it may be a title
HONOUR = pattern(r"\b(?:prize|awards?|honou?rable|mention|winner|nominee|candidate)\b|[奖獎賞]", re.IGNORECASE)
_SHORT_TAIL = pattern(
    r"[\s(\[]([A-Z][\w&/'’+-]*(?:\s[A-Z][\w&/'’+-]*){0,2}[\s'’-]*(?:20|19)\d\d|[A-Z][A-Za-z]{2,9}['’]\d\d)\s*[)\]]?\s*$"
)
_TAIL_YEAR = pattern(r"[.,;\s(]*(?:19|20)\d\d[).\s]*$")
_LABEL_NUMBER = pattern(r"^\(?\d{1,3}[.)、]\s+")
_PREFIX = pattern(r"^([A-Z][\w&/'’ -]{2,24}?)\s*[:：]\s+")
_ET_AL_TAIL = pattern(r",\s*([^,]{2,40}(?:,\s*[^,]{2,40}){0,3}?,?\s+et\.?\s+al\.?)$", re.IGNORECASE)
_CITES = pattern(r"[\[(【（]|\d{4}|['’]\d\d\b")
_FOLLOWED = pattern(r"\s*[-–—]\s+\S")
_REMARKED = pattern(r"\s*[-–—:：,(]\s*\S|\s+[a-z]")
_DESCRIBED = pattern(r"\s*[-–—:]\s+\S+(?:\s+\S+){2}")


def find_title(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
    """Set the draft's title; the range of pieces it took."""
    flow = draft.flow
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if claim.kind == "link":
            link = flow.links[piece.link]
            if link.image:
                continue
            if piece.link in draft.roles and not _names_entry(lex, draft, pieces, claims, index):
                continue
            if link.node.data.get("form") in ADDRESSES:
                continue
            if lex.is_generic(link.label) and index + 1 < len(pieces):
                continue
            linked_title(lex, draft, piece)
            return index, index + 1
        if claim.kind == "group" and piece.opener in QUOTES:
            end = _quoted_title(lex, draft, pieces, claims, index)
            return index, end
        if claim.kind == "group" and index == 0 and _stands_alone(flow.text, pieces):
            draft.set_title(piece.inner_start, piece.inner_end, "text")
            return index, index + 1
        if claim.kind == "text":
            if _is_lead(lex, draft, pieces, claims, index):
                continue
            return index, _text_title(lex, draft, pieces, claims, index)
        if claim.kind == "malformed":
            label = flow.text[piece.inner_start : piece.inner_end]
            if lex.role_of(label.strip("[] ")) is None:
                draft.set_title(piece.inner_start, piece.inner_end, "malformed")
                return index, index + 1
    return _fallback_title(lex, draft, pieces, claims)


def _stands_alone(text: str, pieces: list[Piece]) -> bool:
    """Whether a title stands in brackets, as if it were a link's label, and ends the line: `[A Title of Things]`."""
    group = pieces[0]
    if group.opener != "[" or len(text[group.inner_start : group.inner_end].split()) < _NAMING:
        return False
    return len(pieces) == 1 or pieces[1].kind == "break" or is_wide(text[group.end : group.end + 1])


def _fallback_title(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
    """Nothing but claimed pieces: a text that reads as a venue beside role links, a bare address, or no title."""
    open_links = [
        index
        for index, claim in enumerate(claims)
        if claim.kind == "link"
        and pieces[index].link not in draft.roles
        and not draft.flow.links[pieces[index].link].image
    ]
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if claim.kind == "venue" and piece.kind == "text" and not open_links:
            draft.set_title(piece.start, piece.end, "text")
            return index, index + 1
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if claim.kind == "venue" and piece.kind == "link":
            linked_title(lex, draft, piece)  # `- [CVPR 2015](…)`: the conference itself
            return index, index + 1
    links = [piece for piece, claim in zip(pieces, claims, strict=True) if claim.kind == "link"]
    if len(links) == 1 and (not draft.of_papers or lex.labels.is_soft(draft.flow.links[links[0].link].label)):
        linked_title(lex, draft, links[0])
        index = pieces.index(links[0])
        return index, index + 1
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if claim.kind == "group" and len(draft.flow.text[piece.inner_start : piece.inner_end].split()) >= 3:
            draft.set_title(piece.inner_start, piece.inner_end, "text")  # a title in brackets
            return index, index + 1
    for index in open_links:
        link = draft.flow.links[pieces[index].link]
        if link.node.data.get("form") in ADDRESSES or not lex.is_generic(link.label):
            linked_title(lex, draft, pieces[index])
            return index, index + 1
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if claim.kind == "link" and draft.roles.get(piece.link) is not None:
            link = draft.flow.links[piece.link]
            if lex.role_of(link.label) is None and word_count(link.label) >= 3:
                role = draft.roles[piece.link]  # `**Paper:** [A Title](…)`
                linked_title(lex, draft, piece)
                draft.roles[piece.link] = role
                return index, index + 1
    return 0, 0


def _names_entry(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> bool:
    """Whether a link whose label is a role's word is the entry's name all the same: `- [Demo](…) - a tool that …`."""
    if draft.of_papers and any(claim.kind == "link" for claim in claims[index + 1 :]):
        return False
    if any(claim.kind in ("text", "group", "link") for claim in claims[:index]) or pieces[index].depth:
        return False
    label = draft.flow.links[pieces[index].link].label
    if lex.is_role_word(label):
        return _DESCRIBED.match(draft.flow.text, pieces[index].end) is not None
    return (_FOLLOWED if draft.of_papers else _REMARKED).match(draft.flow.text, pieces[index].end) is not None


def _is_lead(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> bool:
    """Whether a text stands before the title: authors, or a short name before a linked title."""
    flow, piece = draft.flow, pieces[index]
    text = flow.text[piece.start : piece.end]
    following = next((at for at in range(index + 1, len(pieces)) if claims[at].kind not in ("number", "empty")), None)
    if following is None:
        return False
    nxt = pieces[following]
    if claims[following].kind == "link":
        link = flow.links[nxt.link]
        titled = (
            nxt.link not in draft.roles
            and link.node.data.get("form") not in ADDRESSES
            and not link.image
            and not lex.is_generic(link.label)
            and nxt.depth == 0
        )
        if not titled:
            return False
        if looks_like_authors(_TAIL_YEAR.sub("", text)) or (word_count(text) <= 3 and word_count(link.label) >= 3):
            return True
        if text.casefold() in SEE_ALSO:
            return True
        if word_count(text) <= 3 and text.rsplit(" ", 1)[-1].casefold() in lex.labels.leading:
            return True
        return not any(char.isalnum() for char in text)
    if claims[following].kind == "when" and nxt.kind == "group" and following + 1 < len(claims):
        # `Lee, A. (2017). Title.`
        return claims[following + 1].kind in ("text", "link") and looks_like_authors(text, sure=False)
    if piece.style == "strong":
        return False
    if (claims[following].kind == "group" and nxt.opener in QUOTES) or (
        claims[following].kind == "text" and nxt.style == "strong" and piece.style != "strong"
    ):
        return looks_like_authors(text, sure=False)
    return not any(char.isalnum() for char in text)


def linked_title(lex: Lexicon, draft: Draft, piece: Piece) -> None:
    """The title is a link's label, which may hold a whole citation of its own."""
    flow = draft.flow
    link = flow.links[piece.link]
    draft.title_link = piece.link
    draft.roles.pop(piece.link, None)
    span = link.node.data.get("label_span") or Span(link.node.start, link.node.end)
    label = link.label
    if _CITES.search(label) and link.node.children:
        inner = Draft(Flow([Part("head", link.node.children)]), draft.of_papers)
        pieces, claims = claimed(lex, inner, 0, len(inner.flow.text))
        if any(claim.kind in ("venue", "when", "group") for claim in claims) or _citation_tail(lex, label):
            first, last = _label_title(lex, inner, pieces, claims)
            if inner.title:
                read_before(lex, inner, pieces[:first], claims[:first])
                read_after(lex, inner, pieces[last:], claims[last:])
                draft.adopt(inner)
                draft.title_kind = "link"
                return
    draft.title = clean_title(_LABEL_NUMBER.sub("", label))
    draft.title_kind = "link"
    draft.spans["title"] = [Span(*span)]


def _label_title(lex: Lexicon, inner: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
    for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
        if (
            claim.kind == "group"
            and piece.opener == "("
            and index + 1 < len(claims)
            and claims[index + 1].kind == "text"
        ):
            # `(Convolutional) Neural Networks for …`: the parenthesis is the title's first word.
            return index, _text_title(lex, inner, pieces, claims, index)
        if claim.kind == "text" and not (
            index + 1 < len(pieces)
            and claims[index + 1].kind == "text"
            and looks_like_authors(inner.flow.text[piece.start : piece.end])
        ):
            return index, _text_title(lex, inner, pieces, claims, index)
    return 0, 0


def _citation_tail(lex: Lexicon, label: str) -> bool:
    found = _SHORT_TAIL.search(label)
    reading = lex.read_venue(found[1], True) if found else None
    return reading is not None and reading.known


def _quoted_title(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
    piece = pieces[index]
    text = draft.flow.text
    inside = text[piece.inner_start : piece.inner_end]
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    goes_on = (
        following is not None
        and claims[index + 1].kind == "text"
        and not inside.rstrip().endswith((",", "."))
        and text[piece.end : following.start].strip() in ("", ":")
        and not looks_like_authors(text[following.start : following.end], sure=False)
    )
    if goes_on and following is not None:
        return _text_title(lex, draft, pieces, claims, index)
    draft.set_title(piece.inner_start, piece.inner_end, "quoted")
    return index + 1


def _text_title(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
    """A title in running text: it goes on over inner brackets and healed line breaks until something else begins."""
    text = draft.flow.text
    piece = pieces[index]
    end, last = piece.end, index + 1
    if piece.style == "strong" and not text[piece.start : piece.end].rstrip().endswith(":"):
        gap = text[end : pieces[last].start] if last < len(pieces) else ""
        if last < len(pieces) and claims[last].kind == "text" and len(text[piece.start : end].split()) <= 3:
            following = pieces[last]
            if ":" in gap or "：" in gap:
                if not draft.of_papers and text[following.start].islower():
                    draft.set_title(piece.start, end, "strong")  # `**Name**: what it is`
                    return last
                return _extend_title(lex, draft, pieces, claims, index)
            if following.style == "" and not gap.strip() and word_count(text[following.start : following.end]) >= 3:
                draft.set_alias(piece.start, end)
                return _extend_title(lex, draft, pieces, claims, last)
        if last < len(pieces) and claims[last].kind == "group" and pieces[last].opener in QUOTES:
            if len(text[piece.start : end].split()) <= 3:
                draft.set_alias(piece.start, end)
                return _quoted_title(lex, draft, pieces, claims, last)
        run = next((mark.end for mark in draft.flow.marks if mark.style == "strong" and mark.holds(piece.start)), end)
        while last < len(pieces) and pieces[last].end <= run and claims[last].kind in ("group", "text", "break"):
            end, last = pieces[last].end, last + 1
        draft.set_title(piece.start, end, "strong")
        return last
    return _extend_title(lex, draft, pieces, claims, index)


def _extend_title(lex: Lexicon, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
    text = draft.flow.text
    start, end, last = pieces[index].start, pieces[index].end, index + 1
    while last < len(pieces):
        piece, kind = pieces[last], claims[last].kind
        gap = text[end : piece.start]
        if kind == "break" and piece.style == SOFT and last + 1 < len(pieces):
            nxt = pieces[last + 1]
            closed = text[:end].endswith((".", "。")) or text[end : end + 1] in (".", "。")
            if (
                claims[last + 1].kind == "text"
                and not closed
                and nxt.style == ""
                and not _reads_as_field(lex, text[nxt.start : nxt.end])
            ):
                end, last = nxt.end, last + 2
                continue
            break
        if kind == "group" and not gap.strip(" ") and _joins(text[piece.start : piece.end], piece, claims, last):
            end, last = piece.end, last + 1
            continue
        if (
            kind == "text"
            and piece.style == ""
            and gap.strip() in ("", ":", ",")
            and (pieces[last - 1].kind == "group" or ":" in gap or "：" in gap or pieces[last - 1].style)
            and not (pieces[last - 1].style and "." in text[end - 1 : piece.start])
        ):
            end, last = piece.end, last + 1
            continue
        break
    _split_title(lex, draft, start, end)
    return last


def _reads_as_field(lex: Lexicon, text: str) -> bool:
    # Two capitalised phrases joined by `and` are the rest of a title as often as two names.
    return (looks_like_authors(text) and author_share(text)[0] > 2) or lex.key_of(text) is not None


def _split_title(lex: Lexicon, draft: Draft, start: int, end: int) -> None:
    """Take the title from the front of a text; what follows it in the same text are other fields."""
    text = draft.flow.text[start:end]
    if (number := _LABEL_NUMBER.match(text)) and word_count(text) > 3:
        start += number.end()  # `[ECCV 2024] 3. Title`
        text = draft.flow.text[start:end]
    if (prefix := _PREFIX.match(text)) and (reading := lex.read_venue(prefix[1], False)) is not None:
        if reading.known and reading.year is not None and not reading.rest:
            draft.set_venue(reading, start)
            start += prefix.end()
            text = draft.flow.text[start:end]
    parts = sentences(text)
    while len(parts) > 1 and (reading := lex.read_venue(text[slice(*parts[0])], False)) is not None:
        # `NeurIPS'20 - Title`, `2021 | Title`
        if not reading.bare and not (reading.known and reading.year is not None and not reading.rest):
            break
        draft.set_venue(reading, start + parts[0][0])
        parts = parts[1:]
    if len(parts) > 2 and text[slice(*parts[1])].isdigit() and looks_like_authors(text[slice(*parts[0])], sure=False):
        # `Ben Shneiderman. 1996. The Eyes Have It.`
        draft.set_authors(start + parts[0][0], start + parts[0][1])
        if (reading := lex.read_venue(text[slice(*parts[1])], False)) is not None:
            draft.set_venue(reading, start + parts[1][0])
        parts = parts[2:]
    if (names := leading_names(text[: parts[0][1]])) is not None and draft.authors is None:
        if names.sure:
            draft.set_authors(start, start + names.end)
            _split_title(lex, draft, start + names.rest, end)
            return
        draft.names = (start, start + names.end, start + names.rest)
    if (
        len(parts) > 1
        and looks_like_authors(text[parts[0][0] : parts[0][1]])
        and not looks_like_authors(text[parts[1][0] : parts[1][1]])
    ):
        draft.set_authors(start + parts[0][0], start + parts[0][1])
        parts = parts[1:]
    taken = 1
    while taken < len(parts):
        left, right = parts[taken]
        if _known_part(lex, text[left:right]):
            break
        # A dash may stand inside a title; a full stop does not, but a question may be followed by its answer.
        if text[parts[taken - 1][1] : left].strip() in (".", "|", "｜", ";"):
            break
        taken += 1
    title_start, title_end = parts[0][0], parts[taken - 1][1]
    for left, right in parts[taken:]:
        read_part(lex, draft, start + left, start + right)
    title_end = _comma_tail(lex, draft, start, title_start, title_end)
    if draft.authors is None and (tail := _ET_AL_TAIL.search(text, title_start, title_end)):
        if author_share(tail[1])[1] >= 0.6:
            draft.set_authors(start + tail.start(1), start + tail.end(1))
            title_end = tail.start()
    draft.set_title(start + title_start, start + title_end, "text")


def _known_part(lex: Lexicon, text: str) -> bool:
    reading = lex.read_venue(text, False) if word_count(text) <= 14 else None
    if reading is not None and (reading.known or (reading.bare and len(text) < 30)):
        return True
    return looks_like_authors(text)


def _comma_tail(lex: Lexicon, draft: Draft, base: int, start: int, end: int) -> int:
    """Cut `, ICCV 2021` (or ` ICCV 2021`) off the end of a title; the new end."""
    text = draft.flow.text
    for found in commas(text, base + start, base + end):
        tail = text[found.end() : base + end]
        words = word_count(tail)
        if words > 14 or (not DATED.search(tail) and (words > 6 or tail[:1].islower())):
            continue
        reading = lex.read_venue(tail, False)
        if reading is None or found.start() == base + start:
            continue
        if (reading.known and word_count(reading.rest) <= 2) or (reading.bare and (reading.year or reading.status)):
            draft.set_venue(reading, found.end())
            return _author_tail(lex, draft, base, start, found.start() - base)
    last = text[base + start : base + end].rstrip()[-1:]
    if not (last.isdecimal() or last in ")]"):
        return end
    if (short := _SHORT_TAIL.search(text, base + start, base + end)) is not None:
        reading = lex.read_venue(short[1], False)
        if reading is not None and reading.known:
            draft.set_venue(reading, short.start(1))
            return short.start() - base
    return end


def _author_tail(lex: Lexicon, draft: Draft, base: int, start: int, end: int) -> int:
    """Cut the names off `Title, First Author, Second Author`, once a venue behind them says it is a citation."""
    text = draft.flow.text
    for found in commas(text, base + start, base + end, LONGEST_LIST):
        tail = text[found.end() : base + end]
        if looks_like_authors(tail):
            draft.set_authors(found.end(), base + end)
            return found.start() - base
    return end


def _joins(text: str, piece: Piece, claims: list[Claim], index: int) -> bool:
    """Whether a bracket directly behind a title's text is part of the name; one that names an honour is none."""
    if HONOUR.search(text) or "reprint" in text:
        return False
    if piece.opener != "[" and piece.opener != "【":
        return True
    return index + 1 < len(claims) and claims[index + 1].kind == "text"
