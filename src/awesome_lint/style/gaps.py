"""What stands between values: punctuation, markup and words of the list, or something that the entry says."""

from __future__ import annotations

from functools import lru_cache

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

WORD = pattern(r"[^\W_]")
_UNREAD = pattern(
    # Comments, footnotes' marks and anchors.
    r"(?P<comment><!--.*?-->|\[\^[^\]\s]+\]|<a\s+(?:id|name)\s*=[^<>]*></a>)"
    r"|(?P<image>!\[[^\]\n]*\]\([^)\n]*\)|<img\b[^>]*>"
    # Emoji, and their shortcodes, by themselves: not those within a sentence.
    r"|(?<!\S)(?:(?:[\u2600-\u27bf\u2b50\u2b55\U0001f000-\U0001faff][\ufe0e\ufe0f]?)+|(?::[a-z][a-z0-9_+-]{1,40}:)+)"
    r"(?=\s*$|\s+[-–—|:]\s))"
    r"|(?P<tag>`[^`\n]+`)"
    r"|</?[A-Za-z][^<>]*>|&[A-Za-z]+;|&#\w+;",
    16,  # re.DOTALL
)
_KEY = pattern(r"([^\W\d_][^\W_]*(?: [^\W_]+){0,2})(?:[*_]*[ ]?[:：][*_]*)(?=\s|$|[^/\s])\s*")
_LEAD = " \t\r\n,;:.|/-–—·•&+~>=#，。；：、"
_TRAIL = " \t\r\n,;|/-–—·•&+~，；、\\"
_CLOSERS = {
    "[": "]",
    "(": ")",
    "{": "}",
    "【": "】",
    "（": "）",
    "「": "」",
    "［": "］",
    "《": "》",
    "“": "”",
    '"': '"',
}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
_MARKS = "*_`~"
_DEPTH = 12  # brackets and marks around one another
_TOKEN = pattern(r"\\.|<(/?)([A-Za-z]\w*)[^<>]*>|[\[\](){}【】（）「」［］《》“”\"]|\*+|_+|~~+|`+|\s+")
_VOID = frozenset({"br", "img", "hr", "wbr"})


class Loose(NamedTuple):
    """Something said between two values, in offsets of the gap.

    A `note`, `tag` (code marks) or `image`, or what nobody sees, a `comment`: a footnote's mark and an anchor, too.
    """

    name: str
    start: int
    end: int


class Split(NamedTuple):
    """A gap in three: what closes the value before it, what stands between, what opens the value behind it."""

    close: str
    between: str
    open: str


def phrases(gap: str) -> list[Loose]:
    """What a gap says, words of the list among it: the places of images, comments and stretches of text."""
    found: list[Loose] = []
    at = 0
    for match in _UNREAD.finditer(gap):
        _phrase(gap, at, match.start(), found)
        if match.lastgroup:
            found.append(Loose(match.lastgroup, match.start(), match.end()))
        at = match.end()
    _phrase(gap, at, len(gap), found)
    return found


def _phrase(gap: str, start: int, end: int, found: list[Loose]) -> None:
    if not WORD.search(gap, start, end):
        return
    start, end = trim(gap, start, end)
    if start < end:
        found.append(Loose("note", start, end))


def trim(gap: str, start: int, end: int) -> tuple[int, int]:
    """The inside of `gap[start:end]`: without separators at its ends and brackets or marks around all of it."""
    for _ in range(_DEPTH):
        before = start, end
        while start < end and gap[start] in _LEAD:
            start += 1
        while end > start and gap[end - 1] in _TRAIL:
            end -= 1
        if start >= end:
            break
        first, last = gap[start], gap[end - 1]
        if first in _CLOSERS:
            partner = _partner(gap, start, end)
            if partner == end - 1:
                start, end = start + 1, end - 1
            elif partner < 0:
                start += 1
            elif last in _CLOSERS and last not in _OPENERS:
                end -= 1
        elif first in _OPENERS:
            start += 1
        elif first in _MARKS:
            inside = start
            while inside < end and gap[inside] == first:
                inside += 1
            run = gap[start:inside]
            if gap.endswith(run, inside, end):
                start, end = inside, end - len(run)
            elif gap.find(run, inside, end) < 0 or gap[inside : inside + 1].isspace():
                start = inside
        elif (
            (last in _OPENERS and gap.count(_OPENERS[last], start, end) < gap.count(last, start, end))
            or (last in _CLOSERS and last not in _OPENERS)
            or (last in _MARKS and gap.find(last, start, end - 1) < 0)
        ):
            end -= 1
        if (start, end) == before:
            break
    return start, max(start, end)


def _partner(text: str, start: int, end: int) -> int:
    """Where the bracket at `start` closes, or -1."""
    opener, closer = text[start], _CLOSERS[text[start]]
    if opener == closer:
        return text.find(closer, start + 1, end)
    depth = 0
    for at in range(start, end):
        if text[at] == opener:
            depth += 1
        elif text[at] == closer:
            depth -= 1
            if depth == 0:
                return at
    return -1


def key_of(text: str, start: int = 0) -> tuple[str, int] | None:
    """A word or three in front of a colon at `start`, and where what it introduces begins: `comment: …`."""
    match = _KEY.match(text, start)
    return (match[1].casefold(), match.end()) if match else None


@lru_cache(4096)
def split_gap(gap: str) -> Split:
    """Which part of a gap belongs to the value before it and which to the value behind it."""
    close = 0
    opened: list[int] = []
    spaced = False
    for match in _TOKEN.finditer(gap):
        token = match[0]
        place = match.start()
        if token.isspace():
            spaced = True
        elif token[0] == "\\":
            if (token[1] in "[(" and not opened) or token[1] in "[(":
                opened.append(place)
        elif match[2]:
            if match[2].lower() in _VOID:
                continue
            if not match[1]:
                opened.append(place)
            elif opened:
                opened.pop()
            else:
                close = match.end()
        elif token[0] in _MARKS:
            if not spaced and not opened:
                close = match.end()
            elif match.end() == len(gap) or not gap[match.end()].isspace():
                opened.append(place)
            elif opened:
                opened.pop()
        elif token == '"':
            if not spaced and not opened:
                close = match.end()
            elif opened:
                opened.pop()
            else:
                opened.append(place)
        elif token in _CLOSERS:
            opened.append(place)
        elif opened:
            opened.pop()
        else:
            close = match.end()
    start = opened[0] if opened else len(gap)
    return Split(gap[:close], gap[close:start], gap[start:])
