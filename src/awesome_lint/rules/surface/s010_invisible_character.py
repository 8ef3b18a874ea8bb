r"""S010: characters that nobody sees."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import groupby

from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import BOM, Edit, Span

_JOINERS = "\u200c\u200d"
_ZERO_WIDTH = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad" + _JOINERS
_CLOSED_BY = {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
_BIDI = "".join(_CLOSED_BY) + "\u202c\u2069"
_TAGS = "\U000e0001\U000e0020-\U000e007f"
_SUSPECT = pattern(f"[{_ZERO_WIDTH}{_BIDI}{_TAGS}]")
_FLAG = pattern("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_NAMES = {"\ufeff": "byte order mark", "\u00ad": "soft hyphen"}
_REACH = 20  # so much of the text around is shown
_CODE = ("code", "code_block")
_MANY = 3
_MARKUP = pattern(r"[-*+|>]|#{1,6}\s|\d+[.)]\s")
_DELIMITERS = frozenset("*_~`")
# Scripts whose words need joiners, or break at invisible spaces, by the first word of their characters' names.
_SCRIPT_NAMES = """
ADLAM ARABIC BALINESE BENGALI BUGINESE CHAM CHAKMA DEVANAGARI GRANTHA GUJARATI GURMUKHI JAVANESE KANNADA KHMER
LAO LIMBU MALAYALAM MEETEI MONGOLIAN MYANMAR NEWA ORIYA SHARADA SINHALA SUNDANESE SYRIAC TAI TAMIL TELUGU
THAANA THAI TIBETAN TIRHUTA
"""
_JOINING_SCRIPTS = frozenset(_SCRIPT_NAMES.split())


class InvisibleCharacter(Rule):
    r"""Characters that nobody sees: zero-width ones, soft hyphens, unbalanced bidirectional controls.

    ## What it does
    Finds zero-width spaces, joiners and byte order marks inside a text, soft hyphens, invisible tags, and controls of
    the writing direction that are not closed, or that close nothing, on their line. What stands on one line is one
    finding.

    ## Why is this bad
    They come along when text is copied from a page. Searching for the word fails, links break, and an open
    bidirectional control shows the rest of the line in another order than it has.

    ## When it is silent
    For joiners in emoji and in words of scripts that need them (Persian, Indic and others), for invisible spaces in
    Thai, Khmer and their like, for variation selectors and flags, in code, alone on a line or in a cell, and where one
    keeps emphasis or a mention (`@name`) apart from its neighbour.

    ## Fix safety
    Safe: it removes characters that say nothing. Unsafe where the line would become a list item, a heading or a row.
    """

    code = "S010"
    name = "invisible-character"
    fixable = "safe"
    valid = (
        Example(
            "# Lists\n\n"
            "- [Family](https://example.org/emoji) - 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 ❤\ufe0f\u200d🔥 👩🏽\u200d💻\n"
            "- [کتاب\u200cها](https://example.org/fa) - می\u200cخواهم\n"
            "- [क\u094d\u200dष](https://example.org/hi) - ক\u09cd\u200c\n"
            "- [ภาษา\u200bไทย](https://example.org/th) - \u2067שלום\u2069 and \u202bשלום\u202c\n"
        ),
        Example(
            "# Lists\n\n- **「音声」**\u200bの研究 `a\u200bb` thanks to @\u200bsomebody\n\n\u200b\n\n- ✔\ufe0f done\n",
            note="Without them the emphasis would not close, and somebody would be called.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning\u200b Heads with Im\u00adplicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- \ufeffSpeech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002\u200b)\n"
            "- Statues \u202ethat Sing [[paper]](https://arxiv.org/abs/2101.00003)\n",
            findings=(
                Expected(3, "zero width space (U+200B) and soft hyphen (U+00AD) in `- Turning· Heads", column=10),
                Expected(4, "byte order mark (U+FEFF) and zero width space (U+200B)"),
                Expected(5, "right-to-left override (U+202E)"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)\n"
            "- Statues that Sing [[paper]](https://arxiv.org/abs/2101.00003)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        text = context.text
        if text.isascii():
            return
        suspects = [found.start() for found in _SUSPECT.finditer(text) if found.start() or text[0] != BOM]
        if not suspects:
            return
        from awesome_lint.rules.surface.encodings import find_garbled

        apart = [node.span for kind in _CODE for node in context.facts.nodes[kind]]
        apart += [Span(*flag.span()) for flag in _FLAG.finditer(text)]
        apart += [garble.span for garble in find_garbled(text)]  # which S001 reports
        apart.sort()
        line_of = context.document.source.line
        unbalanced = _unbalanced(text, suspects, line_of)
        wrong = [
            offset
            for offset in suspects
            if not _inside(offset, apart)
            and (offset in unbalanced if text[offset] in _BIDI else not _is_meant(text, offset))
        ]
        for _, group in groupby(wrong, key=line_of):
            yield _report(context, list(group))


def _report(context: Context, offsets: list[int]) -> Report:
    text = context.text
    span = Span(offsets[0], offsets[-1] + 1)
    kinds = list(dict.fromkeys(text[offset] for offset in offsets))
    names = [f"{_name(char)} (U+{ord(char):04X})" for char in kinds[:_MANY]]
    if len(kinds) > _MANY:
        names.append(f"{len(kinds) - _MANY} more kinds")
    line = context.document.source.line_span(context.line(span))
    around = range(max(line.start, span.start - _REACH), min(line.end, offsets[0] + _REACH))
    seen = dict.fromkeys(offsets, "·")
    shown = shorten("".join(seen.get(at) or ("" if _SUSPECT.match(text[at]) else text[at]) for at in around))
    said = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    edits = [Edit(Span(offset, offset + 1), "") for offset in offsets]
    fix = (unsafe if _makes_markup(text, line, offsets) else safe)(f"Remove the {said}", *edits)
    return context.report(span, f"{said} in `{shown}`", fix=fix, entry=context.facts.entry_at(span.start))


def _name(char: str) -> str:
    return _NAMES.get(char) or unicodedata.name(char, "invisible character").lower()


def _makes_markup(text: str, line: Span, offsets: list[int]) -> bool:
    """Whether what begins the line becomes a list item, a heading or a table row without the characters before it."""
    before = text[line.start : offsets[0]]
    if before.strip(" \t>*+-.)0123456789"):
        return False
    after = text[offsets[0] : line.end].lstrip(_ZERO_WIDTH + " \t")
    return _MARKUP.match(after) is not None


def _inside(offset: int, places: list[Span]) -> bool:
    """Whether one of `places`, which are in order and do not overlap, holds `offset`."""
    index = bisect_right(places, (offset, float("inf"))) - 1
    return index >= 0 and offset < places[index].end


def _unbalanced(text: str, suspects: list[int], line_of: Callable[[int], int]) -> set[int]:
    """The bidirectional controls that nothing on their line closes, or that close nothing there."""
    wrong: set[int] = set()
    for _, group in groupby((offset for offset in suspects if text[offset] in _BIDI), key=line_of):
        open_: list[int] = []
        for offset in group:
            char = text[offset]
            if char in _CLOSED_BY:
                open_.append(offset)
            elif open_ and _CLOSED_BY[text[open_[-1]]] == char:
                open_.pop()
            else:
                wrong.add(offset)
        wrong.update(open_)
    return wrong


def _is_meant(text: str, offset: int) -> bool:
    """Whether something needs the zero-width character or joiner at `offset`."""
    char = text[offset]
    before, after = text[max(0, offset - 1) : offset], text[offset + 1 : offset + 2]
    if char in "\ufeff\u00ad" or char > "\uffff":
        return _is_alone(text, offset)
    if _needs_joiners(before) or _needs_joiners(after):
        return True
    if char == _JOINERS[1] and after and unicodedata.category(after) == "So":
        return bool(before) and (unicodedata.category(before) in ("So", "Sk") or before == "\ufe0f")
    return before in ("@", "#", ":") or _keeps_emphasis(text, offset) or _is_alone(text, offset)


def _needs_joiners(char: str) -> bool:
    if char < "\u0600":
        return False
    return unicodedata.name(char, "").partition(" ")[0] in _JOINING_SCRIPTS


def _keeps_emphasis(text: str, offset: int) -> bool:
    """Whether emphasis beside a punctuation mark or a word begins or ends here only thanks to the character."""
    for step in (-1, 1):
        end = offset + step
        while 0 <= end < len(text) and text[end] in _DELIMITERS:
            end += step
        other = text[offset - step : offset - step + 1]
        if end == offset + step or not other.isalnum():
            continue
        beyond = text[end : end + 1]
        if text[offset + step] == "_" or (beyond and not beyond.isalnum() and not beyond.isspace()):
            return True
    return False


def _is_alone(text: str, offset: int) -> bool:
    """Whether nothing else stands on the line or in the cell: it holds the place open."""
    start = max(text.rfind("\n", 0, offset), text.rfind("|", max(0, offset - _REACH), offset)) + 1
    ends = [end for mark in "\r\n|" if (end := text.find(mark, offset, offset + _REACH)) >= 0]
    end = min(ends, default=min(len(text), offset + _REACH))
    return offset - start < _REACH and not text[start:end].strip(_ZERO_WIDTH + " \t>*+-#")
