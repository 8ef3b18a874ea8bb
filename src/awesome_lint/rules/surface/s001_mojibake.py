"""S001: text that was decoded with the wrong encoding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from awesome_lint.findings import Fix, Severity
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, safe, shorten, unsafe
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.characters.encodings import Garble

_REACH = 16  # so much of the word around is shown
_WORD_BEFORE = pattern(r"[\w-]*$")
_WORD_AFTER = pattern(r"[\w-]*")
_CODE = ("code", "code_block")
_ADDRESSED = ("link", "image", "definition")


class Mojibake(Rule):
    r"""Text that was decoded with the wrong encoding.

    ## What it does
    Finds UTF-8 that was once read as Mac Roman, Windows-1252, Latin-1, Windows-1251, Windows-1250, code page 437, GBK
    or Shift JIS, twice over too, and characters that were lost on the way (`\ufffd`, `锟斤拷`). What stands on one
    line is one finding, a link's destination another.

    ## Why is this bad
    Nobody can read it, search for it or click it; an editor somewhere has already damaged the file.

    ## When it is silent
    Where the characters may well be meant: letters with accents, punctuation and mathematics in any usual order, and
    all of what stands in code.

    ## Fix safety
    Safe in text: it restores what was written before and touches nothing beside it. Unsafe in a destination, for the
    file behind it may bear the damaged name. What was lost cannot be restored.
    """

    code = "S001"
    name = "mojibake"
    severity = Severity.ERROR
    fixable = "safe"
    valid = (
        Example(
            "# Lists\n\n"
            "- [Études d’été](https://example.org/etudes) - « À l’île… » déjà vu, élève\n"
            "- [Tiếng Việt](https://example.org/viet) - Đường phố ở Huế\n"
            "- [Ελληνικά](https://example.org/greek) - α ≤ β, √π, ∂Ω ± 3 µm, ∑∏\n"
            "- [机器学习](https://example.org/zh) - 深度学习论文列表，“值得一读”\n"
            "- [日本語](https://example.org/ja) - データセット、ツール\n"
            "- [Русский](https://example.org/ru) - «Ёлка», Серёга и СЁСТРЫ\n"
        ),
        Example("# Encodings\n\n- [ftfy](https://example.org/ftfy) - turns `Ã©` back into `é`\n"),
    )
    invalid = (
        Example(
            "# Papers\n\n- ‚≠ê The Fr√©chet Distance [[paper]](https://arxiv.org/abs/2101.00001)\n",
            findings=(Expected(3, "read as Mac Roman", column=3),),
            fixed="# Papers\n\n- ⭐ The Fréchet Distance [[paper]](https://arxiv.org/abs/2101.00001)\n",
        ),
        Example(
            "# Papers\n\n- Donâ€™t Blink [[paper]](https://example.org/caf%C3%A9/mÃ¼ller.pdf)\n",
            findings=(
                Expected(3, "`Donâ€™t` was `Don’t` before it was read as Windows-1252"),
                Expected(3, "in the address `mÃ¼ller`"),
            ),
            fixed="# Papers\n\n- Don’t Blink [[paper]](https://example.org/caf%C3%A9/müller.pdf)\n",
        ),
        Example(
            "# Notes\n\n锟斤拷 caf\ufffd\n",
            findings=(Expected(3, "lost"),),
            fixed="# Notes\n\n锟斤拷 caf\ufffd\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        if context.text.isascii():
            return
        from awesome_lint.characters.encodings import find_garbled

        garbles = find_garbled(context.text)
        if not garbles:
            return
        code = sorted(node.span for kind in _CODE for node in context.facts.nodes[kind])
        addresses = sorted(
            {span for kind in _ADDRESSED for node in context.facts.nodes[kind] if (span := node.data.get("url_span"))}
        )
        source = context.document.source
        placed = [
            (source.line(garble.span.start), _inside(garble.span, addresses), garble)
            for garble in garbles
            if not _inside(garble.span, code)
        ]
        placed.sort(key=lambda place: (place[0], place[1]))
        for (_, in_address), group in groupby(placed, key=lambda place: place[:2]):
            yield _report(context, [garble for *_, garble in group], in_address)


def _report(context: Context, garbles: list[Garble], in_address: bool) -> Report:
    span = Span(garbles[0].span.start, garbles[-1].span.end)
    text = context.text
    before = _WORD_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    after = _WORD_AFTER.match(text, span.end, span.end + _REACH)
    shown = Span(before.start() if before else span.start, after.end() if after else span.end)
    edits = [Edit(garble.span, garble.meant) for garble in garbles if garble.meant is not None]
    garbled = shorten(text[shown.start : shown.end])
    where = "in the address " if in_address else ""
    if not edits:
        message = f"{where}`{garbled}` has lost characters when it was read with another encoding"
        return context.report(span, message, entry=context.facts.entry_at(span.start))
    meant = shorten(_edited(text, shown, edits))
    readings = " and ".join(dict.fromkeys(garble.encoding for garble in garbles if garble.meant is not None))
    return context.report(
        span,
        f"{where}`{garbled}` was `{meant}` before it was read as {readings}",
        fix=_fix(meant, edits, in_address),
        entry=context.facts.entry_at(span.start),
    )


def _fix(meant: str, edits: list[Edit], in_address: bool) -> Fix:
    return (unsafe if in_address else safe)(f"Restore `{meant}`", *edits)


def _edited(text: str, span: Span, edits: list[Edit]) -> str:
    """The characters of `span` with `edits`, which lie in it in order, applied."""
    out: list[str] = []
    done = span.start
    for place, content in edits:
        out += (text[done : place.start], content)
        done = place.end
    return "".join([*out, text[done : span.end]])


def _inside(span: Span, places: list[Span]) -> bool:
    """Whether `span` begins in one of `places`, which are in order and do not overlap."""
    index = bisect_right(places, (span.start, float("inf"))) - 1
    return index >= 0 and span.start < places[index].end
