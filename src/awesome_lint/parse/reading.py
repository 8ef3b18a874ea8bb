"""One entry's flow read into fields, whatever layout it came from.

First every piece is claimed by what it says itself (a known venue, a date, a role word, a link with a role's label);
then the title is found among the rest, and the rest is read by where it stands to the title. What one entry
alone cannot decide (is `[MMAC]` a venue or an alias?) is left `open`, for the list as a whole to settle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from awesome_lint.knowledge.venues import Venue
from awesome_lint.parse.evidence import ROLES, Words
from awesome_lint.parse.fields.authors import author_share, is_name, leading_names, looks_like_authors
from awesome_lint.parse.fields.keywords import split_keywords
from awesome_lint.parse.fields.venue import VenueReader, VenueReading
from awesome_lint.parse.fields.year import find_year
from awesome_lint.parse.flow import (
    HARD,
    LINK,
    SOFT,
    Flow,
    Part,
    Region,
    fold_spaces,
    is_shortcode,
    without_shortcodes,
    word_count,
)
from awesome_lint.parse.pieces import QUOTES, Piece, cut
from awesome_lint.source import Span

_SENTENCE = re.compile(
    r"(?<=[^\W\d_]{2})[.](?=\s)|(?<=[\d)\]”\"'])[.](?=\s)|(?<=[?!。])(?=\s+[^\W_])|(?<=\S)\s[-–—|·•/]{1,3}\s(?=\S)|;\s|\s\|\s|[｜]"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:vs|et|al|etc|e\.g|i\.e|no|vol|st|dr|mr|fig|eq|cf|inc|proc|int|conf|trans|j|ed|eds)|\b[A-Z])$", re.I
)
_COMMA = re.compile(r",\s*|，\s*|\s+@\s*")
_HONOUR = re.compile(r"\b(?:prize|awards?|honou?rable|mention|winner|nominee|candidate)\b|[奖獎賞]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"^[\s#№]*\d{1,4}[.)]?$")
_LEADING_NUMBER = re.compile(r"^(?:\(?\d{1,4}[.)、]|#\d{1,4}|№\s?\d{1,4})\s+")
_FINAL = ".,;:，；：、"
_SHORT_TAIL = re.compile(
    r"[\s(\[]([A-Z][\w&/'’+-]*(?:\s[A-Z][\w&/'’+-]*){0,2}[\s'’-]*(?:20|19)\d\d|[A-Z][A-Za-z]{2,9}['’]\d\d)\s*[)\]]?\s*$"
)


@dataclass(slots=True)
class Draft:
    """An entry in the making. Offsets in `spans` are the flow's until `settle` has run."""

    flow: Flow
    title: str = ""
    title_kind: str = ""
    alias: str | None = None
    authors: str | None = None
    venue_raw: str | None = None
    venue: Venue | None = None
    venue_year: int | None = None
    year: int | None = None
    track: str | None = None
    status: str | None = None
    keywords: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unlinked: list[str] = field(default_factory=list)
    unavailable: list[str] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    title_link: int = -1
    homepages: set[int] = field(default_factory=set)
    malformed: list[tuple[Piece, str]] = field(default_factory=list)
    names: tuple[int, int, int] | None = None
    person: tuple[int, int] | None = None
    open: list[Open] = field(default_factory=list)
    slots: list[tuple[str, str]] = field(default_factory=list)
    spans: dict[str, list[Span]] = field(default_factory=dict)
    spans_end: int = 0

    def mark(self, name: str, start: int, end: int) -> None:
        """Remember that `flow.text[start:end]` gave a field."""
        if end > start:
            self.spans.setdefault(name, []).append(self.flow.span(start, end))


class Open(NamedTuple):
    """A piece that the entry alone does not explain; `slot` names its place and form."""

    slot: str
    piece: Piece
    text: str
    before_title: bool
    known: bool = False


class Claim(NamedTuple):
    """What a piece says by itself. `kind`: `link`, `venue`, `when` (year, track or status alone), `role`, `gone`, `number`,
    `malformed`, `break`, `group`, `text`, `empty`, `key`."""

    kind: str
    reading: VenueReading | None = None
    roles: tuple[str, ...] = ()


class EntryReader:
    """Reads drafts with one knowledge base."""

    def __init__(self, words: Words, venues: VenueReader) -> None:
        self.words = words
        self.venues = venues

    def read(self, parts: list[Part]) -> Draft:
        draft = Draft(Flow(parts))
        for index, link in enumerate(draft.flow.links):
            if role := self.words.role_of(link.label):
                draft.roles[index] = role
        cells = [region for region in draft.flow.regions if region.place == "cell"]
        if cells:
            self._row(draft, cells)
        else:
            for region in draft.flow.regions:
                if region.place == "head":
                    self._head(draft, region.start, region.end)
                else:
                    self._body(draft, region.start, region.end)
        return draft

    # ------------------------------------------------------------------ the entry's own line

    def _head(self, draft: Draft, start: int, end: int, *, title: bool = True) -> None:
        flow = draft.flow
        start += len(found[0]) if (found := _LEADING_NUMBER.match(flow.text[start:end])) else 0
        pieces = cut(flow, start, end)
        claims = [self._claim(draft, piece, pieces, index) for index, piece in enumerate(pieces)]
        first, last = self._find_title(draft, pieces, claims) if title else (0, 0)
        self._before(draft, pieces[:first], claims[:first])
        self._after(draft, pieces[last:], claims[last:])

    def _claim(self, draft: Draft, piece: Piece, pieces: list[Piece], index: int) -> Claim:
        kind = piece.kind
        if kind in ("break", "link"):
            return Claim(kind)
        flow = draft.flow
        text = flow.text[piece.inner_start : piece.inner_end]
        if kind == "malformed":
            draft.malformed.append((piece, text.strip("[] ")))
            return Claim("malformed")
        if kind == "group":
            if not text:
                return Claim("empty")
            if self._leads_to_address(draft, piece, pieces, index):
                draft.malformed.append((piece, text.strip("[] ")))
                return Claim("empty")
            if piece.opener in QUOTES:
                return Claim("group")
            if text.isdigit() and len(text) < 4:
                return Claim("number")
            if self._gone_role(text):
                return Claim("gone", roles=(self._gone_role(text),))
            if self.words.is_unavailable(text):
                return Claim("gone")
            reading = self.venues.read(text, True)
            if reading is not None and (
                reading.known or reading.bare or (reading.year is not None and word_count(text) <= 12)
            ):
                if reading.known and not reading.bare and word_count(reading.rest) > 4:
                    return Claim("group")
                if reading.known or reading.bare or capitalised(reading.raw or ""):
                    return Claim("when" if reading.bare else "venue", reading)
            if roles := self.words.bare_roles(text):
                return Claim("role", roles=tuple(roles))
            return Claim("group", reading)
        if is_shortcode(flow.text[max(piece.start - 1, 0) : piece.end + 1]):
            return Claim("empty")
        if _NUMBER.match(text) and index == 0:
            return Claim("number")
        after = flow.text[piece.end : piece.end + 2]
        if (after.startswith((":", "：")) or text.endswith((":", "："))) and (
            key := self.words.key_of(text.rstrip(":：") + ": ")
        ):
            following = pieces[index + 1] if index + 1 < len(pieces) else None
            if following is not None and following.kind == "link":
                if key[0] in ROLES:
                    draft.roles.setdefault(following.link, key[0])
                return Claim("key")
            if key[0] in _NOTE_KEYS:
                return Claim("key")
        words = word_count(text)
        # A longer name without a year is met where it matters, behind the title; here it would cost a look-up a title.
        if words <= 6 or (words <= 14 and (piece.style or _DIGIT.search(text))):
            reading = self.venues.read(text, bool(piece.style))
            if reading is not None and (
                (reading.bare and not reading.date and len(text) < 30)
                or (reading.bare and reading.date)
                or (reading.known and word_count(reading.rest) <= 3)
            ):
                return Claim("when" if reading.bare else "venue", reading)
        if piece.depth == 0 and self.words.is_unavailable(text) and words <= 4:
            return Claim("gone")
        if roles := self.words.bare_roles(text):
            return Claim("role", roles=tuple(roles))
        return Claim("text")

    def _leads_to_address(self, draft: Draft, piece: Piece, pieces: list[Piece], index: int) -> bool:
        """Whether `[Paper]` was meant as the label of a bare address right behind it, in parentheses: `[Paper] (https://…)`."""
        if piece.opener != "[" or index + 1 >= len(pieces) or pieces[index + 1].kind != "link":
            return False
        link = draft.flow.links[pieces[index + 1].link]
        between = draft.flow.text[piece.end : pieces[index + 1].start]
        return between.strip() == "(" and len(between) <= 2 and link.node.data.get("form") == "bare"

    def _gone_role(self, text: str) -> str:
        """The role in `code: coming soon`, `Code (N/A)`; empty where the text is no such thing."""
        if len(text) > 40:
            return ""
        words = re.split(r"[\s:：(]+", text, maxsplit=1)
        if (
            len(words) == 2
            and words[1]
            and (role := self.words.role_of(words[0]))
            and self.words.is_unavailable(words[1])
        ):
            return role
        return ""

    # ------------------------------------------------------------------ the title

    def _find_title(self, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
        """Set the draft's title; the range of pieces it took."""
        flow = draft.flow
        for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
            if claim.kind == "link":
                link = flow.links[piece.link]
                if link.image:
                    continue
                if piece.link in draft.roles and not self._names_entry(draft, pieces, claims, index):
                    break
                if link.node.data.get("form") in ("bare", "autolink"):
                    continue
                if self.words.is_generic(link.label) and index + 1 < len(pieces):
                    continue
                self._linked_title(draft, piece)
                return index, index + 1
            if claim.kind == "group" and piece.opener in QUOTES:
                end = self._quoted_title(draft, pieces, claims, index)
                return index, end
            if claim.kind == "text":
                if self._is_lead(draft, pieces, claims, index):
                    continue
                return index, self._text_title(draft, pieces, claims, index)
            if claim.kind == "malformed":
                label = flow.text[piece.inner_start : piece.inner_end]
                if self.words.role_of(label.strip("[] ")) is None:
                    self._set_title(draft, piece.inner_start, piece.inner_end, "malformed")
                    return index, index + 1
        return self._fallback_title(draft, pieces, claims)

    def _fallback_title(self, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
        """Nothing but claimed pieces: a link that describes itself, a venue-like name, or no title at all."""
        flow = draft.flow
        links = [index for index, claim in enumerate(claims) if claim.kind == "link"]
        plain = [
            index
            for index, claim in enumerate(claims)
            if claim.kind in ("venue", "role") and pieces[index].kind == "text"
        ]
        if (
            plain
            and claims[plain[0]].kind == "venue"
            and not any(pieces[index].link not in draft.roles for index in links)
        ):
            index = plain[0]
            self._set_title(draft, pieces[index].start, pieces[index].end, "text")
            return index, index + 1
        for index in links:
            piece = pieces[index]
            if piece.link not in draft.roles and not flow.links[piece.link].image:
                if flow.links[piece.link].node.data.get("form") in (
                    "bare",
                    "autolink",
                ) or not self.words.is_generic(flow.links[piece.link].label):
                    self._linked_title(draft, piece)
                    return index, index + 1
        return 0, 0

    def _names_entry(self, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> bool:
        """Whether a link whose label is a role's word is the entry's name all the same: `- [Demo](…) - a tool that …`."""
        if any(claim.kind == "link" for position, claim in enumerate(claims) if position != index):
            return False
        if any(claim.kind in ("text", "group") for claim in claims[:index]) or pieces[index].depth:
            return False
        rest = draft.flow.text[pieces[index].end :].split(HARD)[0]
        return bool(re.match(r"\s*[-–—:]\s+\S+(?:\s+\S+){2}", rest))

    def _is_lead(self, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> bool:
        """Whether a text stands before the title: authors, or a short name before a linked title."""
        flow, piece = draft.flow, pieces[index]
        text = flow.text[piece.start : piece.end]
        following = next(
            (
                position
                for position in range(index + 1, len(pieces))
                if claims[position].kind not in ("number", "empty")
            ),
            None,
        )
        if following is None:
            return False
        nxt = pieces[following]
        if claims[following].kind == "link":
            link = flow.links[nxt.link]
            titled = (
                nxt.link not in draft.roles
                and link.node.data.get("form") not in ("bare", "autolink")
                and not link.image
                and not self.words.is_generic(link.label)
                and nxt.depth == 0
            )
            if not titled:
                return False
            if looks_like_authors(text) or (word_count(text) <= 3 and word_count(link.label) >= 3):
                return True
            return not any(char.isalnum() for char in text)
        if claims[following].kind == "group" and nxt.opener in QUOTES:
            return looks_like_authors(text, sure=False)
        return not any(char.isalnum() for char in text)

    def _linked_title(self, draft: Draft, piece: Piece) -> None:
        """The title is a link's label, which may hold a whole citation of its own."""
        flow = draft.flow
        link = flow.links[piece.link]
        draft.title_link = piece.link
        draft.roles.pop(piece.link, None)
        span = link.node.data.get("label_span") or Span(link.node.start, link.node.end)
        label = link.label
        if _needs_cut(label) and link.node.children:
            inner = Draft(Flow([Part("head", link.node.children)]))
            pieces = cut(inner.flow, 0, len(inner.flow.text))
            claims = [self._claim(inner, part, pieces, index) for index, part in enumerate(pieces)]
            if any(claim.kind in ("venue", "when", "group") for claim in claims) or self._citation_tail(label):
                first, last = self._label_title(inner, pieces, claims)
                if inner.title:
                    self._before(inner, pieces[:first], claims[:first])
                    self._after(inner, pieces[last:], claims[last:])
                    _adopt(draft, inner)
                    draft.title_kind = "link"
                    return
        draft.title = clean_title(label)
        draft.title_kind = "link"
        draft.spans["title"] = [Span(*span)]

    def _label_title(self, inner: Draft, pieces: list[Piece], claims: list[Claim]) -> tuple[int, int]:
        for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
            if claim.kind == "text" and not (
                index + 1 < len(pieces)
                and claims[index + 1].kind == "text"
                and looks_like_authors(inner.flow.text[piece.start : piece.end])
            ):
                return index, self._text_title(inner, pieces, claims, index)
        return 0, 0

    def _citation_tail(self, label: str) -> bool:
        found = _SHORT_TAIL.search(label)
        reading = self.venues.read(found[1], True) if found else None
        return reading is not None and reading.known

    def _quoted_title(self, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
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
            return self._text_title(draft, pieces, claims, index)
        self._set_title(draft, piece.inner_start, piece.inner_end, "quoted")
        return index + 1

    def _text_title(self, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
        """A title in running text: it goes on over inner brackets and healed line breaks until something else begins."""
        text = draft.flow.text
        piece = pieces[index]
        end, last = piece.end, index + 1
        if piece.style == "strong" and not text[piece.start : piece.end].rstrip().endswith(":"):
            gap = text[end : pieces[last].start] if last < len(pieces) else ""
            if last < len(pieces) and claims[last].kind == "text" and word_count(text[piece.start : end]) <= 3:
                following = pieces[last]
                if ":" in gap or "：" in gap:
                    return self._extend_title(draft, pieces, claims, index)
                if following.style == "" and not gap.strip() and word_count(text[following.start : following.end]) >= 3:
                    draft.alias = clean_title(text[piece.start : end])
                    draft.mark("alias", piece.start, end)
                    return self._extend_title(draft, pieces, claims, last)
            run = next((mark.end for mark in draft.flow.marks if mark.style == "strong" and mark.start <= piece.start < mark.end), end)
            while last < len(pieces) and pieces[last].end <= run and claims[last].kind in ("group", "text"):
                end, last = pieces[last].end, last + 1
            self._set_title(draft, piece.start, end, "strong")
            return last
        return self._extend_title(draft, pieces, claims, index)

    def _extend_title(self, draft: Draft, pieces: list[Piece], claims: list[Claim], index: int) -> int:
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
                    and not self._reads_as_field(text[nxt.start : nxt.end])
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
        self._split_title(draft, start, end)
        return last

    def _reads_as_field(self, text: str) -> bool:
        # Two capitalised phrases joined by `and` are the rest of a title as often as two names.
        return (looks_like_authors(text) and author_share(text)[0] > 2) or self.words.key_of(text) is not None

    def _split_title(self, draft: Draft, start: int, end: int) -> None:
        """Take the title from the front of a text; what follows it in the same text are other fields."""
        text = draft.flow.text[start:end]
        parts = _sentences(text)
        if (names := leading_names(text[: parts[0][1]])) is not None and draft.authors is None:
            if names.sure:
                self._set_authors(draft, start, start + names.end)
                self._split_title(draft, start + names.rest, end)
                return
            draft.names = (start, start + names.end, start + names.rest)
        if (
            len(parts) > 1
            and looks_like_authors(text[parts[0][0] : parts[0][1]])
            and not looks_like_authors(text[parts[1][0] : parts[1][1]])
        ):
            self._set_authors(draft, start + parts[0][0], start + parts[0][1])
            parts = parts[1:]
        taken = 1
        while taken < len(parts):
            left, right = parts[taken]
            if self._known_part(text[left:right]):
                break
            # A dash may stand inside a title; a full stop does not, but a question may be followed by its answer.
            if text[parts[taken - 1][1] : left].strip() in (".", "|", "｜", ";"):
                break
            taken += 1
        title_start, title_end = parts[0][0], parts[taken - 1][1]
        for left, right in parts[taken:]:
            self._part(draft, start + left, start + right)
        title_end = self._comma_tail(draft, start, title_start, title_end)
        self._set_title(draft, start + title_start, start + title_end, "text")

    def _known_part(self, text: str) -> bool:
        reading = self.venues.read(text, False) if word_count(text) <= 14 else None
        if reading is not None and (reading.known or (reading.bare and len(text) < 30)):
            return True
        return looks_like_authors(text)

    def _comma_tail(self, draft: Draft, base: int, start: int, end: int) -> int:
        """Cut `, ICCV 2021` (or ` ICCV 2021`) off the end of a title; the new end."""
        text = draft.flow.text
        for found in _COMMA.finditer(text, base + start, base + end):
            tail = text[found.end() : base + end]
            if word_count(tail) > 14:
                continue
            reading = self.venues.read(tail, False)
            if reading is None or found.start() == base + start:
                continue
            if (reading.known and word_count(reading.rest) <= 2) or (reading.bare and (reading.year or reading.status)):
                self._set_venue(draft, reading, found.end())
                return self._author_tail(draft, base, start, found.start() - base)
        if found := _SHORT_TAIL.search(text, base + start, base + end):
            reading = self.venues.read(found[1], False)
            if reading is not None and reading.known:
                self._set_venue(draft, reading, found.start(1))
                return found.start() - base
        return end

    def _author_tail(self, draft: Draft, base: int, start: int, end: int) -> int:
        """Cut the names off `Title, First Author, Second Author`, once a venue behind them says it is a citation."""
        text = draft.flow.text
        for found in _COMMA.finditer(text, base + start, base + end):
            tail = text[found.end() : base + end]
            if looks_like_authors(tail):
                self._set_authors(draft, found.end(), base + end)
                return found.start() - base
        return end

    def _set_title(self, draft: Draft, start: int, end: int, kind: str) -> None:
        text = draft.flow.text
        while end > start and text[end - 1] in _FINAL + " \t" + SOFT:
            end -= 1
        draft.title = clean_title(text[start:end])
        draft.title_kind = kind
        draft.spans_end = end
        draft.spans.pop("title", None)
        draft.mark("title", start, end)

    # ------------------------------------------------------------------ around the title

    def _before(self, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
        flow = draft.flow
        for piece, claim in zip(pieces, claims, strict=True):
            text = flow.text[piece.inner_start : piece.inner_end]
            if claim.kind in ("venue", "when") and claim.reading is not None:
                if claim.kind == "venue" and claim.reading.year is None and piece.kind == "group":
                    # `[PST]` may be the venue's short name, or the method's: the list decides.
                    draft.open.append(Open(_slot("before", piece), piece, text, True, True))
                else:
                    self._set_venue(draft, claim.reading, piece.inner_start)
                if claim.kind == "venue":
                    draft.slots.append((_slot("before", piece), "venue"))
            elif claim.kind == "role":
                draft.notes.append(text)
            elif claim.kind == "group":
                draft.open.append(Open(_slot("before", piece), piece, text, True))
            elif claim.kind == "text":
                if looks_like_authors(text, sure=False) and author_share(text)[0] > 1:
                    self._set_authors(draft, piece.start, piece.end)
                elif any(char.isalnum() for char in text):
                    draft.open.append(Open(_slot("before", piece), piece, text, True))
            elif claim.kind == "gone":
                draft.notes.append(text)

    def _after(self, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
        flow = draft.flow
        previous: Claim | None = None
        for index, (piece, claim) in enumerate(zip(pieces, claims, strict=True)):
            text = flow.text[piece.inner_start : piece.inner_end]
            if claim.kind == "break":
                continue
            if claim.kind in ("venue", "when") and claim.reading is not None:
                self._set_venue(draft, claim.reading, piece.inner_start)
                if claim.kind == "venue":
                    draft.slots.append((_slot("after", piece), "venue"))
            elif claim.kind == "role":
                gone = index + 1 < len(claims) and claims[index + 1].kind == "gone" and not claims[index + 1].roles
                for role in claim.roles:
                    (draft.unavailable if gone else draft.unlinked).append(role)
                    draft.mark("unavailable" if gone else "unlinked", piece.inner_start, piece.inner_end)
            elif claim.kind == "gone":
                if claim.roles:
                    draft.unavailable.extend(claim.roles)
                    draft.mark("unavailable", piece.inner_start, piece.inner_end)
                elif previous is None or previous.kind != "role":
                    draft.notes.append(text)
            elif claim.kind == "group":
                draft.open.append(Open(_slot("after", piece), piece, text, False))
            elif claim.kind == "text":
                self._text(draft, piece)
            previous = claim
        self._find_homepages(draft, pieces, claims)

    def _text(self, draft: Draft, piece: Piece) -> None:
        """Text behind the title: authors, venue, notes, sentence by sentence."""
        text = draft.flow.text[piece.start : piece.end]
        if key := self.words.key_of(text):
            if self._keyed(draft, key[0], piece.start + key[1], piece.end):
                return
        if piece.style == "em" and not draft.authors:
            draft.open.append(Open(_slot("after", piece), piece, text, False))
            return
        for left, right in _sentences(text):
            self._part(draft, piece.start + left, piece.start + right)

    def _part(self, draft: Draft, start: int, end: int) -> None:
        """One sentence behind the title: authors, a venue, the two joined by commas, or a note."""
        text = draft.flow.text[start:end]
        if not any(char.isalnum() for char in text):
            return
        if draft.authors is None:
            names = leading_names(text)
            if names is not None and names.count >= 2:
                self._set_authors(draft, start, start + names.end)
                self._part(draft, start + names.rest, end)
                return
            if looks_like_authors(text):
                self._take_authors(draft, start, end)
                return
            if is_name(text) and len(text.split()) >= 2:
                draft.person = (start, end)
        reading = self.venues.read(text, False) if word_count(text) <= 16 else None
        if reading is not None and ((reading.known and word_count(reading.rest) <= 4) or reading.bare):
            if draft.venue_raw is None or reading.bare:
                self._set_venue(draft, reading, start)
                return
        if draft.venue_raw is None:
            for found in _COMMA.finditer(draft.flow.text, start, end):
                tail = self.venues.read(draft.flow.text[found.end() : end], False)
                if tail is not None and tail.known and word_count(tail.rest) <= 4:
                    self._set_venue(draft, tail, found.end())
                    if draft.authors is None and looks_like_authors(text[: found.start() - start], sure=False):
                        self._set_authors(draft, start, found.start())
                    else:
                        draft.notes.append(fold_spaces(text[: found.start() - start]))
                    return
            if (
                reading is not None
                and reading.year is not None
                and not reading.rest
                and word_count(text) <= 14
                and capitalised(reading.raw or "")
            ):
                self._set_venue(draft, reading, start)
                return
        draft.notes.append(fold_spaces(text))

    def _take_authors(self, draft: Draft, start: int, end: int) -> None:
        """An author list that may end with the venue."""
        self._set_authors(draft, start, self._venue_tail(draft, start, end))

    def _venue_tail(self, draft: Draft, start: int, end: int) -> int:
        """Cut a known venue off the end of an author list; the new end."""
        text = draft.flow.text
        if not _DIGIT.search(text, start, end):
            return end
        for found in _COMMA.finditer(text, start, end):
            tail = text[found.end() : end]
            reading = self.venues.read(tail, False) if word_count(tail) <= 8 else None
            if reading is not None and (reading.known or (reading.bare and reading.year)) and not reading.rest:
                self._set_venue(draft, reading, found.end())
                return found.start()
        return end

    # ------------------------------------------------------------------ blocks and sub-items under it

    def _body(self, draft: Draft, start: int, end: int) -> None:
        text = draft.flow.text
        at = start
        for found in [*re.finditer(f"[{HARD}{SOFT}]", text[start:end]), None]:
            line_end = start + found.start() if found else end
            if text[at:line_end].strip():
                self._body_line(draft, at, line_end)
            at = line_end + 1

    def _body_line(self, draft: Draft, start: int, end: int) -> None:
        flow = draft.flow
        line = flow.text[start:end]
        if key := self.words.key_of(line):
            if self._keyed(draft, key[0], start + key[1], end):
                return
        pieces = cut(flow, start, end)
        claims = [self._claim(draft, piece, pieces, index) for index, piece in enumerate(pieces)]
        if (
            not draft.title
            and any(claim.kind == "text" for claim in claims)
            and not draft.unlinked
           
        ):
            first, last = self._find_title(draft, pieces, claims)
            self._before(draft, pieces[:first], claims[:first])
            pieces, claims = pieces[last:], claims[last:]
        texts = [claim.kind for claim in claims if claim.kind in ("text", "group")]
        if texts and word_count(line) > 25 and not looks_like_authors(line, sure=False):
            draft.notes.append(fold_spaces(line.replace(LINK, "")))
            return
        for piece, claim in zip(pieces, claims, strict=True):
            if claim.kind == "text" and draft.authors is None:
                text = flow.text[piece.start : piece.end]
                if piece.style == "em" or looks_like_authors(text):
                    draft.open.append(Open(_slot("body", piece), piece, text, False))
                    pieces = [other for other in pieces if other is not piece]
                    claims = [other for other in claims if other is not claim]
                    break
        self._after(draft, pieces, claims)

    def _keyed(self, draft: Draft, key: str, start: int, end: int) -> bool:
        """A line `key: value`; False where its value is left to be read as usual."""
        text = draft.flow.text
        value = text[start:end]
        if key == "keywords":
            draft.keywords.extend(split_keywords(value.replace(LINK, "")))
            draft.mark("keywords", start, end)
        elif key == "authors":
            self._set_authors(draft, start, end)
        elif key in ("venue", "year"):
            reading = self.venues.read(value.strip(), True)
            if reading is None:
                return False
            self._set_venue(draft, reading, start + len(value) - len(value.lstrip()))
        elif key in _NOTE_KEYS:
            draft.notes.append(fold_spaces(value.replace(LINK, "")))
        elif LINK in value:
            for link in range(len(draft.flow.links)):
                at = draft.flow.links[link].at
                if start <= at < end and link not in draft.roles and key in ROLES:
                    draft.roles[link] = key
            return False
        elif key in ROLES and (not value.strip() or self.words.is_unavailable(value)):
            (draft.unavailable if value.strip() else draft.unlinked).append(key)
        elif key == "title" and not draft.title and value.strip():
            self._set_title(draft, start, end, "text")
        else:
            return False
        return True

    # ------------------------------------------------------------------ table rows

    def _row(self, draft: Draft, cells: list[Region]) -> None:
        flow = draft.flow
        for cell in sorted(cells, key=lambda region: region.column != "title"):
            text = flow.text[cell.start : cell.end]
            if not text.strip():
                continue
            column = cell.column
            if column == "title":
                self._head(draft, cell.start, cell.end)
                if not draft.title:
                    self._title_cell(draft, cell)
            elif column in ("number", "image"):
                continue
            elif column in ("venue", "year"):
                self._when_cell(draft, column, cell, text)
            elif column == "authors":
                self._set_authors(draft, cell.start, cell.end)
            elif column == "keywords":
                draft.keywords.extend(split_keywords(text.replace(LINK, "")))
                draft.mark("keywords", cell.start, cell.end)
            elif column == "alias":
                if LINK not in text and draft.alias is None:
                    draft.alias = clean_title(text)
                    draft.mark("alias", cell.start, cell.end)
            elif column == "notes":
                if value := fold_spaces(text.replace(LINK, "")).strip(" -"):
                    draft.notes.append(value)
            elif column in ROLES:
                self._role_cell(draft, column, cell, text)
            else:
                self._head(draft, cell.start, cell.end, title=False)

    def _title_cell(self, draft: Draft, cell: Region) -> None:
        """In a title's cell a link's label is the title even where it sounds like a role (`A Better Model`)."""
        for piece in cut(draft.flow, cell.start, cell.end):
            if piece.kind == "link" and not draft.flow.links[piece.link].image:
                if not self.words.is_role_word(draft.flow.links[piece.link].label):
                    self._linked_title(draft, piece)
                    return

    def _when_cell(self, draft: Draft, column: str, cell: Region, text: str) -> None:
        if column == "year":
            found = find_year(text)
            if found is None:
                reading = self.venues.read(text.strip(), True)
                if reading is not None:
                    self._set_venue(draft, reading, cell.start)
                return
            draft.year = found.year
            draft.spans.pop("year", None)
            draft.mark("year", cell.start + found.start, cell.start + found.end)
            rest = (text[: found.start] + " " * (found.end - found.start) + text[found.end :]).strip()
            if (
                rest
                and not found.date
                and (reading := self.venues.read(text.strip(), True))
                and not reading.bare
                and reading.known
            ):
                self._set_venue(draft, reading, cell.start + len(text) - len(text.lstrip()))
            return
        start = cell.start + len(text) - len(text.lstrip())
        plain = text.strip()
        if LINK in plain:
            for piece in cut(draft.flow, cell.start, cell.end):
                if piece.kind == "link":
                    label = draft.flow.links[piece.link].label
                    reading = self.venues.read(label, True)
                    if reading is not None and not reading.bare and draft.venue_raw is None:
                        self._set_venue(draft, reading, piece.start)
                        draft.roles.setdefault(piece.link, "paper")
                elif piece.kind in ("text", "group"):
                    inner = draft.flow.text[piece.inner_start : piece.inner_end]
                    if (reading := self.venues.read(inner, True)) is not None:
                        self._set_venue(draft, reading, piece.inner_start)
            return
        for line in re.split(f"[{HARD}]", plain):
            if line.strip() and (reading := self.venues.read(line.strip(), True)) is not None:
                self._set_venue(draft, reading, start + plain.index(line.strip()))

    def _role_cell(self, draft: Draft, column: str, cell: Region, text: str) -> None:
        found = False
        for index, link in enumerate(draft.flow.links):
            if cell.start <= link.at < cell.end:
                found = True
                draft.roles.setdefault(index, column)
        plain = text.strip(" \t-–—/" + HARD + SOFT)
        if found:
            self._after(draft, *self._claimed(draft, cell))
        elif plain and self.words.is_unavailable(plain):
            draft.unavailable.append(column)
            draft.mark("unavailable", cell.start, cell.end)
        elif plain:
            self._after(draft, *self._claimed(draft, cell))

    def _claimed(self, draft: Draft, cell: Region) -> tuple[list[Piece], list[Claim]]:
        pieces = cut(draft.flow, cell.start, cell.end)
        return pieces, [self._claim(draft, piece, pieces, index) for index, piece in enumerate(pieces)]

    # ------------------------------------------------------------------ setting fields

    def _set_venue(self, draft: Draft, reading: VenueReading, base: int) -> None:
        """Take what a reading says and the draft does not know yet; `base` is where the text read begins."""
        if reading.raw is not None and (draft.venue_raw is None or (draft.venue is None and reading.known)):
            draft.venue_raw, draft.venue = reading.raw, reading.venue
            draft.venue_year = reading.year
            draft.spans.pop("venue", None)
            draft.mark("venue", base + reading.at[0], base + reading.at[1])
            if reading.year is not None:
                draft.mark("venue_year", base + reading.year_at[0], base + reading.year_at[1])
        elif reading.raw is not None and not reading.known:
            # Another venue stands already: what this says of a year is not the paper's (`7th in VOC2012`).
            return
        if reading.year is not None and draft.year is None:
            draft.year = reading.year
            draft.mark("year", base + reading.year_at[0], base + reading.year_at[1])
        if reading.track and draft.track is None:
            draft.track = reading.track
            draft.mark("track", base + reading.track_at[0], base + reading.track_at[1])
        if reading.status and draft.status is None:
            draft.status = reading.status
            draft.mark("status", base + reading.status_at[0], base + reading.status_at[1])

    def _set_authors(self, draft: Draft, start: int, end: int) -> None:
        """Authors in `flow.text[start:end]`; the links there are their home pages."""
        text = draft.flow.text
        while end > start and text[end - 1] in " ,;:" + HARD + SOFT:
            end -= 1
        names: list[str] = []
        for char in text[start:end]:
            names.append(char)
        plain = "".join(names)
        if LINK in plain:
            labels = iter([link.label for link in draft.flow.links if start <= link.at < end])
            plain = re.sub(LINK, lambda _: next(labels, ""), plain)
            draft.homepages.update(index for index, link in enumerate(draft.flow.links) if start <= link.at < end)
        plain = fold_spaces(plain).strip(" ,;:")
        if plain and draft.authors is None:
            draft.authors = plain
            draft.mark("authors", start, end)

    def _find_homepages(self, draft: Draft, pieces: list[Piece], claims: list[Claim]) -> None:
        """Linked names one after another are authors, and their links no links of the entry."""
        run: list[Piece] = []
        for piece, claim in [*zip(pieces, claims, strict=True), (None, None)]:
            if piece is not None and claim is not None and claim.kind == "link" and piece.link not in draft.roles:
                label = draft.flow.links[piece.link].label.strip(" ,.*†‡")
                if (
                    2 <= len(label.split()) <= 4
                    and looks_like_authors(label, sure=False)
                    and not draft.flow.links[piece.link].image
                ):
                    run.append(piece)
                    continue
            if piece is not None and claim is not None and run and claim.kind == "text":
                continue
            if len(run) >= 2 and draft.authors is None:
                self._set_authors(draft, run[0].start, run[-1].end)
            run = []

    # ------------------------------------------------------------------ what the list decides

    def take_names(self, draft: Draft) -> None:
        """Read the names at the front of a title as its authors: the list's other entries say that they are."""
        if draft.names is not None and draft.authors is None and draft.title_kind == "text":
            start, end, rest = draft.names
            last = draft.spans_end
            self._set_authors(draft, start, end)
            self._set_title(draft, rest, last, "text")

    def take_person(self, draft: Draft) -> None:
        """Read a lone name behind a title as its author: the list's other entries name theirs there."""
        if draft.person is not None and draft.authors is None:
            start, end = draft.person
            name = fold_spaces(draft.flow.text[start:end])
            if name in draft.notes:
                draft.notes.remove(name)
            self._set_authors(draft, start, end)

    def settle(
        self, draft: Draft, venue_slots: frozenset[str], alias_slots: frozenset[str], author_slots: frozenset[str]
    ) -> None:
        """Read the open pieces by what the list writes in their place elsewhere."""
        for item in draft.open:
            piece, text = item.piece, item.text
            if item.slot in author_slots and draft.authors is None and not item.before_title:
                self._take_authors(draft, piece.inner_start, piece.inner_end)
                continue
            if (
                piece.kind == "text"
                and piece.style == "em"
                and looks_like_authors(text, sure=False)
                and draft.authors is None
            ):
                self._take_authors(draft, piece.inner_start, piece.inner_end)
                continue
            if piece.kind == "text" and not item.before_title and draft.authors is None and looks_like_authors(text):
                self._take_authors(draft, piece.inner_start, piece.inner_end)
                continue
            if item.known and item.slot not in alias_slots and draft.venue_raw is None:
                if (reading := self.venues.read(text, True)) is not None:
                    self._set_venue(draft, reading, piece.inner_start)
                    continue
            if _HONOUR.search(text):
                draft.notes.append(fold_spaces(text))
                continue
            if item.slot in venue_slots and draft.venue_raw is None and word_count(text) <= 8:
                reading = self.venues.read(text, True)
                if reading is not None and not reading.bare:
                    self._set_venue(draft, reading, piece.inner_start)
                    continue
            short = word_count(text) <= 4 and len(text) <= 40
            if item.before_title and draft.alias is None and short and not self._is_tag(text):
                draft.alias = clean_title(text)
                draft.mark("alias", piece.inner_start, piece.inner_end)
            elif piece.kind == "text":
                for left, right in _sentences(text):
                    self._part(draft, piece.start + left, piece.start + right)
            else:
                if (
                    draft.venue_raw is None
                    and (reading := self.venues.read(text, True))
                    and (reading.known or reading.year)
                ):
                    self._set_venue(draft, reading, piece.inner_start)
                draft.notes.append(fold_spaces(text))
        draft.open.clear()

    def _is_tag(self, text: str) -> bool:
        """Whether a bracket before the title sorts it (`[English Blog]`) and does not name it."""
        words = text.split()
        return any(self.words.is_role_word(word) for word in words)


_NOTE_KEYS = frozenset({"notes", "comment", "abstract", "description", "tldr"})


def capitalised(text: str) -> bool:
    """Whether a phrase is written as a name: most of its longer words have a capital or a digit, or no case at all."""
    words = [word for word in re.findall(r"[^\W_]+", text) if len(word) > 3 or not word.islower()]
    named = sum(1 for word in words if not word[0].islower())
    return bool(words) and named >= 0.6 * len(words)


def clean_title(text: str) -> str:
    """A title as the model has it: no shortcodes, no line breaks, no final full stop or separator."""
    text = fold_spaces(without_shortcodes(text.replace(LINK, "")))
    stripped = text.rstrip(".,;:，；：、 ")
    if text.endswith("...") and not stripped.endswith("..."):
        return text
    return stripped.strip()


def _slot(where: str, piece: Piece) -> str:
    return f"{where} {piece.opener or 'text'} {piece.style}"


def _sentences(text: str) -> list[tuple[int, int]]:
    """The ranges of a text between sentence ends and spaced dashes; abbreviations do not end a sentence."""
    parts = []
    at = 0
    for found in _SENTENCE.finditer(text):
        if found[0].startswith(".") and _ABBREVIATED.search(text, max(0, found.start() - 8), found.start()):
            continue
        if found.start() > at:
            parts.append((at, found.start()))
        at = found.end()
    if at < len(text):
        parts.append((at, len(text)))
    trimmed = []
    for left, right in parts:
        while left < right and text[left] in " \t,.;:\u2028":
            left += 1
        while right > left and text[right - 1] in " \t,.;:\u2028":
            right -= 1
        if right > left:
            trimmed.append((left, right))
    return trimmed or [(0, len(text))]


def _joins(text: str, piece: Piece, claims: list[Claim], index: int) -> bool:
    """Whether a bracket directly behind a title's text is part of the name; one that names an honour is none."""
    if _HONOUR.search(text):
        return False
    if piece.opener in ("(", "（", "{", "“", "「", "《", '"', "『"):
        return True
    return index + 1 < len(claims) and claims[index + 1].kind == "text" and piece.opener == "["


def _needs_cut(label: str) -> bool:
    return any(char in label for char in "[(【（") or bool(re.search(r"\d{4}|['’]\d\d\b", label))


def _adopt(draft: Draft, inner: Draft) -> None:
    """Take over what the title link's own label said."""
    for name in ("title", "alias", "authors", "venue_raw", "venue", "venue_year", "year", "track", "status"):
        if getattr(draft, name) in (None, ""):
            setattr(draft, name, getattr(inner, name))
    draft.notes.extend(inner.notes)
    for name, spans in inner.spans.items():
        draft.spans.setdefault(name, []).extend(spans)
    for item in inner.open:
        if item.before_title and draft.alias is None and word_count(item.text) <= 4:
            draft.alias = clean_title(item.text)
            draft.spans["alias"] = [inner.flow.span(item.piece.inner_start, item.piece.inner_end)]
