"""L011: one word for links in several spellings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, safe, shorten
from awesome_lint.style.wording import PREVAILS, UNIFORM, Worded, Wording, reworded


class InconsistentLabel(Rule):
    """The same words of labels in several spellings: case, spaces, hyphens, a slip of the pen.

    ## What it does
    Compares the labels of links that name a role (`Code`, `code`; `ProjectPage`, `Project Page`; `bibtext`). The
    spelling that is at least three times as frequent as any other is right, else the usual one. A misspelling is
    always wrong. Where both are ordinary words (`Code`, `code`), the case of the list's other labels decides first.

    ## Why is this bad
    Readers who search for `[code]` miss some, and scripts that read the list do too.

    ## When it is silent
    Between labels that name different things (`PDF` and `arXiv`, `Code` and `PyTorch`), for labels within sentences
    and in titles, for venues, for names as their owners write them (`GitHub`, `arXiv`), and in a table or section that
    keeps to one spelling of its own.

    ## Fix safety
    Safe: it respells these words, and leaves brackets, emoji and what else stands in the label as they are.
    """

    code = "L011"
    name = "inconsistent-label"
    fixable = "safe"
    options: ClassVar[Mapping[str, Option]] = {
        "prevails": Option(PREVAILS, "how many times as frequent as the next spelling the prevailing one has to be")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[PDF]](https://example.org/1.pdf) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[arXiv]](https://arxiv.org/abs/2101.00003) [[PyTorch]](https://github.com/life/still)\n"
            "- Walking Heads [[PDF]](https://example.org/2.pdf), see the [code](https://github.com/heads/walking) too\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[Project Page]](https://heads.github.io/1) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[ProjectPage]](https://life.github.io) [[📦 code]](https://github.com/life/still)\n"
            "- Walking Heads [[Project-Page]](https://heads.github.io/3) [[Code (PyTorch)]](https://github.com/heads/walking)\n"
            "- Talking Heads [[Project Page]](https://heads.github.io/4) [[Cpde]](https://github.com/heads/talking)\n",
            findings=(
                Expected(4, "`ProjectPage`: `Project Page` is the usual writing"),
                Expected(4, "`code`: `Code` is the usual writing"),
                Expected(5, "`Project-Page`: `Project Page` is the usual writing"),
                Expected(6, "`Cpde` is misspelt for `Code`"),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads [[Project Page]](https://heads.github.io/1) [[Code]](https://github.com/heads/turning)\n"
            "- Still Life [[Project Page]](https://life.github.io) [[📦 Code]](https://github.com/life/still)\n"
            "- Walking Heads [[Project Page]](https://heads.github.io/3) [[Code (PyTorch)]](https://github.com/heads/walking)\n"
            "- Talking Heads [[Project Page]](https://heads.github.io/4) [[Code]](https://github.com/heads/talking)\n",
        ),
        Example(
            "# Papers\n\n"
            + "".join(f"- Turning Heads, Part {n} [[code]](https://github.com/heads/part{n})\n" for n in range(1, 4))
            + "- Still Life [[Code]](https://github.com/life/still)\n",
            findings=(Expected(6, "`Code`: `code` is written 3 times, this 1"),),
            fixed="# Papers\n\n"
            + "".join(f"- Turning Heads, Part {n} [[code]](https://github.com/heads/part{n})\n" for n in range(1, 4))
            + "- Still Life [[code]](https://github.com/life/still)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        labels = _Labels(context)
        wording = labels.wording
        for entry in context.entries:
            for written in wording.of(entry):
                right = wording.right(written.key)
                if right is None or right == written.words or labels.is_right_too(entry, written):
                    continue
                edit = reworded(context.text, written, right)
                yield context.report(
                    written.span,
                    labels.message(written, right),
                    fix=safe(f"Write `{right}`", edit) if edit is not None else None,
                    entry=entry,
                )


class _Labels:
    """What is to be said of the labels of one list."""

    def __init__(self, context: Context) -> None:
        facts = context.facts
        self._context = context
        self._known = context.knowledge.labels
        self._prevails = context.number("prevails")
        self._of_kind = Counter(entry.kind for entry in facts.voters if not entry.placeholder)
        self.wording = Wording(context.text, context.entries, facts.voters, context.knowledge, self._prevails)
        self._uniform: dict[tuple[int, str], str | None] = {}

    def message(self, written: Worded, right: str) -> str:
        counts = self.wording.counts(written.key)
        if written.slip:
            return f"`{shorten(written.words)}` is misspelt for `{right}`"
        here, there = counts[written.words], counts[right]
        this = here or "nowhere else"  # it is no voter itself where it came with a change
        more = f"`{shorten(written.words)}`: `{right}` is written {there} times, this {this}"
        if there >= self._prevails * here:
            return more
        if right == self._known.usual_writing(written.key):
            return f"`{shorten(written.words)}`: `{right}` is the usual writing"
        if there > here:
            return more
        return f"`{shorten(written.words)}`: `{right}` is written as the list's other labels are"

    def is_right_too(self, entry: Entry, written: Worded) -> bool:
        """Whether a label is a name as its owner writes it, or written so by all siblings in a table or section."""
        if written.slip:
            return False
        if self.wording.is_owners_name(written):
            return True
        siblings = self._context.siblings(entry)
        if len(siblings) == self._of_kind[entry.kind]:
            return False
        at = (id(siblings), written.key)
        if at not in self._uniform:
            found = Counter(one.words for other in siblings for one in self.wording.of(other) if one.key == written.key)
            self._uniform[at] = next(iter(found)) if len(found) == 1 and found.total() >= UNIFORM else None
        return self._uniform[at] == written.words
