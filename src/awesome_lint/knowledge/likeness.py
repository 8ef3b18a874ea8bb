"""How alike two texts are.

What rapidfuzz calls `ratio` (divided by 100) and `OSA.distance`, and tests hold both to that. Importing rapidfuzz takes
9 ms, and 36 where its files are not in memory yet: as long as some two thousand comparisons here (17 µs each), of which
blocking leaves one for six entries.
"""

from __future__ import annotations

from collections import Counter


def ratio(one: str, other: str) -> float:
    """From 0 to 1: the longest common subsequence of two texts, twice, over the sum of their lengths.

    The bit-parallel algorithm is Hyyrö's of 2004.
    """
    if not one or not other:
        return 0.0
    places: dict[str, int] = {}
    for index, char in enumerate(one):
        places[char] = places.get(char, 0) | 1 << index
    everything = state = (1 << len(one)) - 1
    for char in other:
        match = state & places.get(char, 0)
        state = ((state + match) | (state - match)) & everything
    common = len(one) - state.bit_count()
    return 2 * common / (len(one) + len(other))


def may_be_alike(letters: Counter[str], other: str, least: float) -> bool:
    """Whether the ratio of a text of these `letters` to another can be `least`: what both have, in whatever order."""
    size = letters.total()
    common = size - len(letters.keys() - other)  # most texts lack some letter wholly, which is sooner found
    if 2 * common / (size + len(other)) < least:
        return False
    common = sum([min(times, other.count(char)) for char, times in letters.items()])
    return 2 * common / (size + len(other)) >= least


def slips(one: str, other: str) -> int:
    """How many letters are left out, too many, wrong or swapped with their neighbour; none is counted twice.

    The distance of optimal string alignment; quadratic, for words.
    """
    above: list[int] = []
    last = list(range(len(other) + 1))
    for here, char in enumerate(one, 1):
        row = [here]
        for there, twin in enumerate(other, 1):
            least = min(last[there] + 1, row[-1] + 1, last[there - 1] + (char != twin))
            if above and there > 1 and char == other[there - 2] and one[here - 2] == twin:
                least = min(least, above[there - 2] + 1)
            row.append(least)
        above, last = last, row
    return last[-1]
