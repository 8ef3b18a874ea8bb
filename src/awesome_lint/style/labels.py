"""What a list writes on its links."""

from __future__ import annotations

from collections import Counter

from awesome_lint.style.record import Reading, Value
from awesome_lint.style.style import Style
from awesome_lint.style.template import reword

_SHARE = 0.2  # of the links of a role, from which a label is usual
_OFTEN = 3  # entries from which a label that names no role is one all the same
WORDS = {
    "paper": "paper",
    "code": "code",
    "project": "project",
    "data": "data",
    "demo": "demo",
    "video": "video",
    "slides": "slides",
    "poster": "poster",
    "supplement": "supplement",
    "bibtex": "bibtex",
    "blog": "blog",
    "page": "website",
    "other": "link",
}
HOLE = "\0"


def usual_label(style: Style, role: str, name: str = "link") -> str | None:
    """The text that links of a role mostly have in this list, as Markdown; None where each has its own.

    `name` is `link`, or `boxed` for labels in brackets: `[[code]](…)`.
    """
    counts = style.labels.get((name, role))
    if not counts:
        return None
    label, times = max(counts.items(), key=lambda item: item[1])
    words = style.knowledge.labels
    says = words.role_of(label) == role or label.strip("[] ").casefold() in words.neutral or "](" in label
    return label if (says or times >= _OFTEN) and times >= _SHARE * counts.total() else None


def usual_link(style: Style, reading: Reading, role: str, url: str, label: str | None = None) -> Value:
    """A link of `role` as this entry's list writes them; `label` is its text where that is given."""
    name = _name(style, reading, role)
    form = "bare" if name == "bare" else _form(style, reading)
    if name == "bare":
        return Value("link", "", role, url, form)
    if label is None:
        label = usual_label(style, role, name)
        if label is None and (other := usual_label(style, role, "boxed" if name == "link" else "link")) is not None:
            label = f"[{other}]" if name == "boxed" else other.strip("[] ")
        if label is not None and HOLE in label:
            identity = style.knowledge.hosts.identify(url)
            label = label.replace(HOLE, identity.value) if identity.kind in ("github", "gitlab") else None
        if label is None or "\n" in label:
            label = WORDS.get(role, role)
            label = label if style.small_labels else label[:1].upper() + label[1:]
            label = f"[{label}]" if name == "boxed" else label
    return Value("link", label, role, url, form)


def _name(style: Style, reading: Reading, role: str) -> str:
    """Whether such a link has brackets in its label, none, or is a mere address."""
    own = Counter(
        value.kind.partition(":")[0]
        for cell in reading.cells
        for value in cell.values
        if value.name == "link" and not value.text.startswith("!")
    )
    if own.pop("bare", 0) and not own:
        return "bare" if ("bare", role) in style.labels or _names_roles(reading) else "link"
    if own:
        return own.most_common(1)[0][0]
    for wanted in (role, None):
        counts: Counter[str] = Counter()
        for (name, other), labels in style.labels.items():
            if wanted is None or other == wanted:
                counts[name] += labels.total()
        if counts:
            name = counts.most_common(1)[0][0]
            return "link" if name == "bare" and wanted is None else name
    return "link"


def _names_roles(reading: Reading) -> bool:
    """Whether words in front of an entry's addresses say what they are: `Code: https://…`."""
    return any(
        value.kind.startswith("bare") and reword(gap, ":x") != gap
        for cell in reading.cells
        for value, gap in zip(cell.values, cell.gaps, strict=False)
    )


def _form(style: Style, reading: Reading) -> str:
    """`html` where the list's links are, else `inline`; a reference would need a definition."""
    counts = Counter(value.form for cell in reading.cells for value in cell.values if value.form)
    if not counts:
        counts = style.link_forms
    return "html" if counts and counts.most_common(1)[0][0] == "html" else "inline"


def count_labels(readings: list[Reading], identities: dict[str, str]) -> dict[tuple[str, str], Counter[str]]:
    """How often links of each role have each text, by `link`, `boxed` or `bare` and role.

    `identities` are what addresses lead to: where a text names that (a badge), it is left open.
    """
    found: dict[tuple[str, str], Counter[str]] = {}
    for reading in readings:
        for cell in reading.cells:
            for value in cell.values:
                if value.name == "link":
                    name = value.kind.partition(":")[0]
                    text = value.text
                    if (name != "bare" and "](" in text) or "<img" in text:
                        own = identities.get(value.url, "")
                        text = text.replace(own, HOLE) if own else text
                    found.setdefault((name, value.role), Counter())[text] += 1
    return found
