"""An entry's flow cut into pieces: links, bracketed groups, styled phrases, plain text.

Nothing is judged here. A piece only says what stands together: `[CVPR 2021]` is a group, `**Title.**` a strong text,
`[[PDF]](a file.pdf)` a link that Markdown does not see (`malformed`).
"""

from __future__ import annotations

import re

from awesome_lint.parse.flow import Flow, Mark
from awesome_lint.parse.text import HARD, LINK, SOFT
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_SPECIAL = pattern(f'[\\[\\]()【】（）「」『』〔〕［］《》«»„“”"{HARD}{SOFT}{LINK}]')
_MANY, _BLOCK = 32, 256  # marks from which they are kept by blocks of so many characters
_CLOSERS = {
    "[": "]",
    "(": ")",
    "【": "】",
    "（": "）",
    "「": "」",
    "『": "』",
    "〔": "〕",
    "［": "］",
    "《": "》",
    "“": "”",
    "«": "»",
}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()} | {")": "(（", "）": "（(", "”": "“„"}
ADDRESSES = ("bare", "autolink")  # forms of links that show nothing but their address
QUOTES = frozenset('"“《「『«„')
_EDGE = " \t\u00a0\u3000" + HARD + SOFT
# A bracket without its partner is a slip of the pen at a text's edge, and part of it elsewhere.
_LEADING = " \t\u00a0\u3000,.;:|/-–—·•&+~*，。；：、｜])】）" + HARD + SOFT
_TRAILING = " \t\u00a0\u3000,.;:|/-–—·•&，。；：、｜[(【（]】" + HARD + SOFT
_PATH = pattern(r"://|^[a-z]+:/|^\.{0,2}/|^www\.|\.(?:pdf|html?|md|ipynb|zip|pptx?|docx?|mp4)$", re.I)


class Piece(NamedTuple):
    """A piece of a flow, in flow offsets. `kind`: `text`, `group`, `link`, `malformed` or `break`.

    `start`, `end` hold the whole piece, trimmed; `inner_start`, `inner_end` what is inside its brackets (the same
    for a text). `style` is the style that covers all of it, for a break its character. `link` is an index into
    `Flow.links`, -1 for none. `depth` counts the brackets around it.
    """

    kind: str
    start: int
    end: int
    inner_start: int
    inner_end: int
    style: str = ""
    opener: str = ""
    link: int = -1
    depth: int = 0


def cut(flow: Flow, start: int, end: int) -> list[Piece]:
    """The pieces of `flow.text[start:end]`, in order."""
    if not isinstance(flow.cutter, _Cutter):
        flow.cutter = _Cutter(flow)
    return flow.cutter.cut(start, end, 0)


class _Cutter:
    __slots__ = ("blocks", "flow", "link_at", "marks", "partner", "text")

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.text = flow.text
        self.marks = [mark for mark in flow.marks if mark.end > mark.start]
        self.link_at = {link.at: index for index, link in enumerate(flow.links)}
        self.partner = _partners(self.text)
        self.blocks: dict[int, list[int]] = {}  # of many marks, those that reach into each block of the text
        if len(self.marks) > _MANY:
            for index, mark in enumerate(self.marks):
                for block in range(mark.start // _BLOCK, mark.end // _BLOCK + 1):
                    self.blocks.setdefault(block, []).append(index)

    def _near(self, start: int, end: int) -> list[Mark]:
        """The marks that may touch `text[start:end]`, in their order."""
        if not self.blocks:
            return self.marks
        near = {index for block in range(start // _BLOCK, end // _BLOCK + 1) for index in self.blocks.get(block, ())}
        return [self.marks[index] for index in sorted(near)]

    def cut(self, start: int, end: int, depth: int) -> list[Piece]:
        pieces: list[Piece] = []
        text_from = at = start
        text, partner = self.text, self.partner
        while True:
            found = _SPECIAL.search(text, at, end)
            if found is None:
                break
            at = found.start()
            char = text[at]
            if char != LINK and (run := self._phrase(at, text_from, end)) is not None:
                # Brackets inside one italic phrase (`*Ann (Annie) Lee, Bo Kim*`) do not cut it.
                self._text(pieces, text_from, run.start, depth)
                self._plain(pieces, run.start, run.end, run.style, depth)
                at = text_from = run.end
                continue
            if char == LINK:
                self._text(pieces, text_from, at, depth)
                pieces.append(
                    Piece("link", at, at + 1, at, at + 1, self._style(at, at + 1), "", self.link_at[at], depth)
                )
            elif char in (HARD, SOFT):
                self._text(pieces, text_from, at, depth)
                pieces.append(Piece("break", at, at + 1, at, at + 1, char))
            elif (close := partner.get(at)) is not None and close < end:
                self._text(pieces, text_from, at, depth)
                self._group(pieces, at, close, depth)
                at = close
            else:
                at += 1
                continue
            at += 1
            text_from = at
        self._text(pieces, text_from, end, depth)
        return pieces

    def _phrase(self, at: int, start: int, end: int) -> Mark | None:
        """The italic phrase around `at` that stands on its own, holds no link, and is more than its bracket."""
        for mark in self._near(at, at):
            if mark.style == "em" and start <= mark.start < at < mark.end <= end:
                if LINK not in self.text[mark.start : mark.end] and self._alone(mark, start, end):
                    return mark
        return None

    def _group(self, pieces: list[Piece], at: int, close: int, depth: int) -> None:
        """A bracket and what is in it: links come out as pieces of their own, other text as a group."""
        text, opener = self.text, self.text[at]
        before = pieces[-1] if pieces else None
        if (
            opener == "("
            and before is not None
            and before.opener in ("[", "text[")
            and before.kind in ("group", "malformed")
            and 0 <= at - before.end <= 1
            and (at == before.end or _PATH.search(text[at + 1 : close].strip()))
            and " " in text[at + 1 : close].strip() + (" " if _PATH.search(text[at + 1 : close]) else "")
        ):
            pieces[-1] = before._replace(kind="malformed", end=close + 1, opener="[")
            return
        if LINK in text[at:close] and depth < 20:
            inside = self.cut(at + 1, close, depth + 1)
            if opener == "[" and len(inside) == 1 and inside[0].kind == "malformed":
                inside[0] = inside[0]._replace(start=at, end=close + 1)
            pieces.extend(inside)
            return
        if opener == "[" and self._wraps_link(at, close) and depth < 20:
            inside = self.cut(at + 1, close, depth + 1)
            if len(inside) == 1 and inside[0].kind == "malformed":
                pieces.append(inside[0]._replace(start=at, end=close + 1))
                return
        inner_start, inner_end = self._trim(at + 1, close)
        if (
            opener == "["
            and text[inner_start : inner_start + 1] == "["
            and self.partner.get(inner_start) == inner_end - 1
        ):
            inner_start, inner_end = self._trim(inner_start + 1, inner_end - 1)
        pieces.append(
            Piece("group", at, close + 1, inner_start, inner_end, self._style(at, close + 1), opener, -1, depth)
        )

    def _wraps_link(self, at: int, close: int) -> bool:
        """Whether a bracket is around what looks like a link and nothing else: `[[PDF](a file.pdf)]`."""
        middle = self.partner.get(at + 1, -1) if self.text[at + 1] == "[" else -1
        return middle > 0 and self.text[middle + 1] == "(" and self.partner.get(middle + 1) == close - 1

    def _text(self, pieces: list[Piece], start: int, end: int, depth: int) -> None:
        """Plain text, cut where a styled phrase stands on its own."""
        at = start
        for mark in self._near(start, end):
            if mark.start < at or mark.end > end or mark.end <= start:
                if mark.start < start < mark.end < end and at == start:
                    # A bracket inside the phrase has been cut out; the phrase ends here all the same.
                    self._plain(pieces, start, mark.end, mark.style, depth)
                    at = mark.end
                continue
            if not self._alone(mark, start, end):
                continue
            self._plain(pieces, at, mark.start, "", depth)
            self._plain(pieces, mark.start, mark.end, mark.style, depth)
            at = mark.end
        self._plain(pieces, at, end, self._style(at, end) if at == start else "", depth)

    def _alone(self, mark: Mark, start: int, end: int) -> bool:
        """Whether a styled phrase begins and ends between separators, and is no emphasis inside a sentence."""
        left, right = mark.start, mark.end
        while left > start and self.text[left - 1] == " ":
            left -= 1
        while right < end and self.text[right] == " ":
            right += 1
        opens = left == start or self.text[left - 1] in ",.;:|-–—·•!?，。；：、" + HARD + SOFT
        closes = right >= end or self.text[right] in ",.;:|-–—·•，。；：、" + HARD + SOFT
        ends_itself = self.text[mark.end - 1] in ".:,"
        return (opens and (closes or ends_itself or mark.style in ("strong", "code"))) or (
            closes and mark.style == "code"
        )

    def _plain(self, pieces: list[Piece], start: int, end: int, style: str, depth: int) -> None:
        start, end = self._trim(start, end, *((_EDGE, _EDGE) if style else (_LEADING, _TRAILING)))
        if end > start:
            # A closing bracket or full stop at the end belongs to the text: `trim` has left `!`, `?` and brackets.
            pieces.append(Piece("text", start, end, start, end, style or self._style(start, end), "", -1, depth))

    def _trim(self, start: int, end: int, leading: str = _EDGE, trailing: str = _EDGE) -> tuple[int, int]:
        text = self.text
        while start < end and text[start] in leading:
            start += 1
        while end > start and text[end - 1] in trailing:
            end -= 1
        return start, end

    def _style(self, start: int, end: int) -> str:
        for mark in self._near(start, start):
            if mark.start <= start and end <= mark.end:
                return mark.style
        return ""


def _partners(text: str) -> dict[int, int]:
    """Opening bracket → closing bracket, each pair within one line, properly nested."""
    partner: dict[int, int] = {}
    stack: list[int] = []
    quote = -1
    for found in _SPECIAL.finditer(text):
        at, char = found.start(), found[0]
        if char in _CLOSERS:
            stack.append(at)
        elif char in _OPENERS:
            # An opener without its closer does not hide the pairs around it.
            for index in range(len(stack) - 1, -1, -1):
                if text[stack[index]] in _OPENERS[char]:
                    partner[stack[index]] = at
                    del stack[index:]
                    break
        elif char == '"':
            if quote >= 0:
                partner[quote] = at
                quote = -1
            else:
                quote = at
        elif char == HARD:
            stack.clear()
            quote = -1
    return partner
