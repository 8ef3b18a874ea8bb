r"""S010: characters that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from awesome_lint.characters.invisible import SUSPECT, ZERO_WIDTH, find_invisible
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import Edit, Span

_NAMES = {"\ufeff": "byte order mark", "\u00ad": "soft hyphen"}
_REACH = 20  # so much of the text around is shown
_CODE = ("code", "code_block")
_MANY = 3
_MARKUP = pattern(r"[-*+|>]|#{1,6}\s|\d+[.)]\s")


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
        if context.text.isascii():
            return
        code = [node.span for kind in _CODE for node in context.facts.nodes[kind]]
        line_of = context.document.source.line
        wrong = find_invisible(context.text, code, line_of)
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
    shown = shorten("".join(seen.get(at) or ("" if SUSPECT.match(text[at]) else text[at]) for at in around))
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
    after = text[offsets[0] : line.end].lstrip(ZERO_WIDTH + " \t")
    return _MARKUP.match(after) is not None
