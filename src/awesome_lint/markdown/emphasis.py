"""Which runs of `*`, `_` and `~` open and close what (CommonMark 0.31, section 6.2; `~` as GitHub has it)."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from awesome_lint.records import NamedTuple

_SPACE, _MARK, _WORD = 0, 1, 2


class Pair(NamedTuple):
    """One emphasis: the whole from `start` to `end`, its content from `inner_start` to `inner_end`."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    kind: str


class Run:
    """A run of one delimiter character that may open or close emphasis. `start` and `end` shrink as it is used up."""

    __slots__ = ("char", "closes", "end", "opens", "order", "size", "start")

    def __init__(self, char: str, start: int, end: int, opens: bool, closes: bool) -> None:
        self.char = char
        self.start = start
        self.end = end
        self.size = end - start
        self.opens = opens
        self.closes = closes
        self.order = 0


@lru_cache(maxsize=4096)
def _sort(char: str) -> int:
    if char.isspace():
        return _SPACE
    if char.isascii():
        return _WORD if char.isalnum() or not char.isprintable() else _MARK
    return _MARK if unicodedata.category(char)[0] == "P" else _WORD


def run_at(text: str, start: int, end: int) -> Run | None:
    """The run `text[start:end]`, None where its neighbours allow it neither to open nor to close."""
    char = text[start]
    left_end, right_start, size = start - 1, end, len(text)
    if char != "~":
        # GitHub looks past `~` for the neighbours of `*` and `_`.
        while left_end >= 0 and text[left_end] == "~":
            left_end -= 1
        while right_start < size and text[right_start] == "~":
            right_start += 1
    before = _sort(text[left_end]) if left_end >= 0 else _SPACE
    after = _sort(text[right_start]) if right_start < size else _SPACE
    left = after == _WORD or (after == _MARK and before != _WORD)
    right = before == _WORD or (before == _MARK and after != _WORD)
    if char == "_":
        left, right = left and (not right or before == _MARK), right and (not left or after == _MARK)
    elif char == "~" and end - start > 2:
        return None
    return Run(char, start, end, left, right) if left or right else None


def _matches(opener: Run, closer: Run) -> bool:
    if opener.char != closer.char or not opener.opens:
        return False
    if not (closer.opens or opener.closes):
        return True
    return closer.size % 3 == 0 or (opener.size + closer.size) % 3 != 0


def pairs_of(runs: list[Run]) -> list[Pair]:
    """The emphasis that `runs`, in the order of the text, make. Pairs nest and never cross."""
    pairs: list[Pair] = []
    openers: list[Run] = []
    # How far down the stack an opener for a closer of this sort was already sought in vain. GitHub's renderer does not
    # tell closers that may also open from those that may not.
    bottoms: dict[tuple[str, int], int] = {}
    for order, run in enumerate(runs):
        run.order = order
        while run.closes and run.end > run.start:
            key = (run.char, run.size % 3)
            bottom = bottoms.get(key, -1)
            at = len(openers) - 1
            while at >= 0 and openers[at].order > bottom and not _matches(openers[at], run):
                at -= 1
            if at < 0 or openers[at].order <= bottom:
                bottoms[key] = openers[-1].order if openers else -1
                break
            opener = openers[at]
            del openers[at + 1 :]
            if run.char == "~":
                openers.pop()
                if opener.size == run.size:
                    pairs.append(Pair(opener.start, run.end, opener.end, run.start, "strike"))
                run.start = run.end
                break
            used = 2 if opener.end - opener.start > 1 and run.end - run.start > 1 else 1
            kind = "strong" if used == 2 else "emphasis"
            pairs.append(Pair(opener.end - used, run.start + used, opener.end, run.start, kind))
            opener.end -= used
            run.start += used
            if opener.end == opener.start:
                openers.pop()
        if run.opens and run.end > run.start:
            openers.append(run)
    return pairs
