"""Two ways of writing that as many entries of a list have: neither of them is the list's own."""

from __future__ import annotations

from collections import Counter, defaultdict

from awesome_lint.model import Entry
from awesome_lint.records import NamedTuple
from awesome_lint.style.style import Style
from awesome_lint.style.traits import Trait, trait_key, traits

_LEAST = 2  # entries of each form: where one stands against one, nothing prevails that could tie
_SHARE = 0.5  # of the entries that show the trait, and of the layout's, that both forms have together
_NAMES = {"title": "the title", "alias": "the alias", "authors": "the authors", "event": "the venue", "link": "links"}


class Tie(NamedTuple):
    """Two forms of one trait that as many entries have: `name` says what it is, `counts` how many have which."""

    name: str
    forms: tuple[str, str]
    counts: tuple[int, int]
    examples: tuple[Entry, Entry]


def ties(style: Style, layout: str) -> list[Tie]:
    """The traits of a layout's entries of which no form prevails, in the order in which entries show them.

    Both forms together are at least half of the entries that show the trait, and half of the layout's.
    """
    entries = [entry for entry in style.document.entries if entry.layout == layout]
    known: dict[tuple[object, ...], dict[Trait, str]] = {}
    counts: defaultdict[Trait, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[Trait, str], Entry] = {}
    for entry in entries:
        reading = style.readings[entry.span]
        key = trait_key(reading)
        if key not in known:
            known[key] = traits(reading)
        for trait, form in known[key].items():
            counts[trait][form] += 1
            examples.setdefault((trait, form), entry)
    found = []
    for trait, forms in counts.items():
        two = forms.most_common(2)
        if len(two) < 2 or two[0][1] != two[1][1] or two[0][1] < _LEAST:
            continue
        (one, times), (other, _) = two
        if 2 * times < _SHARE * max(forms.total(), len(entries)):
            continue
        if trait.what == "order":  # of three in a row, one pair tells it
            one, other = (f"{_NAMES[form]} first" for form in (one, other))
        else:
            one, other = (_form(trait, form) for form in (one, other))
        chosen = examples[trait, two[0][0]], examples[trait, two[1][0]]
        found.append(Tie(_name(trait), (one, other), (times, times), chosen))
    return found


def _name(trait: Trait) -> str:
    one, other = _NAMES.get(trait.one, trait.one), _NAMES.get(trait.other, trait.other)
    match trait.what:
        case "marker":
            return "the marker of items"
        case "marks":
            return f"the marks around {one}"
        case "join":
            return f"what stands between {one} and {other}" if other != "note" else f"what stands behind {one}"
        case "order":
            return f"the order of {one} and {other}"
        case "linked":
            return f"whether {one} is linked"
    return f"whether {one} stand on a line of their own"


def _form(trait: Trait, form: str) -> str:
    match trait.what:
        case "linked":
            return "linked" if form else "not linked"
        case "below":
            return "on a line of their own" if form else "on the same line"
    return f"`{form}`" if form else "nothing"
