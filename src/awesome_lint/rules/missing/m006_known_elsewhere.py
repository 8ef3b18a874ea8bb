"""M006: links that another list, or the network, knows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from awesome_lint.findings import Fix
from awesome_lint.model import Entry, Evidence, Resource
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten, unsafe
from awesome_lint.source import Edit, Span

if TYPE_CHECKING:
    from awesome_lint.rules.missing.elsewhere import Known

_MOSTLY = 0.5  # the share of siblings with linked titles from which a title is linked
_NAMES = {"paper": "the paper", "code": "code", "project": "a project page"}


def _known(url: str, *, weak: bool) -> dict[str, Evidence]:
    resource = Resource("code", url, "Hugging Face", weak)
    return {"https://arxiv.org/abs/2101.00001": Evidence("ok", resources=(resource,))}


class KnownElsewhere(Rule):
    """A code, project or paper page that is missing here, and that is known elsewhere.

    ## What it does
    Where several lists are given, looks at papers that another list has, too, and that lack a link which this list
    gives elsewhere (at least 5 % of its papers have one). The message names the list and line that know it; where
    several lists know different ones, the one that most of them have. The link checker also asks Hugging Face and
    arXiv for code and project pages of papers that lack them.

    ## Why is this bad
    Readers take a missing code link for: there is none.

    ## When it is silent
    For roles that this list does not give; in a section or table of at least eight papers that are mere titles; for
    code of surveys; where the entry has the very address under another label; where another finding speaks of the
    link already (it is empty, malformed, or named without a link); and where the address is no proof: it stands at
    several papers, it is a person's own page, its host is known not to serve what the label promises, or its label
    says that it is not the authors'. Only papers with equal titles, or with nearly equal ones and one paper link,
    are taken for one. A repository that a machine found has to share words with the paper's title.

    ## Fix safety
    Unsafe: it adds the link as this list writes such links, where it puts them (a paper's at the title, where those of
    most siblings are linked), and nothing beside a link that is malformed. Someone should look at the page first.
    """

    code = "M006"
    name = "known-elsewhere"
    fixable = "unsafe"
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
            evidence=_known("https://github.com/lab/experiments", weak=True),
        ),
        Example(
            "# Papers\n\n- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n",
            others={
                "other.md": "# Papers\n\n- Turning Heads with Implicit Motion "
                "[[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/heads/turning)\n"
            },
            note="A list that gives no code.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[project]](https://github.com/heads/turning)\n"
            "- A Survey of Talking Heads in Art [[paper]](https://arxiv.org/abs/2102.00002)\n"
            "- Still Life with Fruit and Wine [[code]]()\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
            others={
                "other.md": "# Papers\n\n"
                "- Turning Heads with Implicit Motion [[code]](https://github.com/heads/turning)\n"
                "- A Survey of Talking Heads in Art [[code]](https://github.com/heads/awesome-heads)\n"
                "- Still Life with Fruit and Wine [[code]](https://github.com/fruit/wine)\n"
            },
        ),
        Example(
            "# Papers\n\n"
            "## Classics\n\n"
            + "".join(
                f"- [Heads in Motion, Part {number}](https://arxiv.org/abs/1701.000{number})\n"
                for number in range(10, 18)
            )
            + "\n## New\n\n"
            "- Still Life with Wine [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
            others={
                "other.md": "# Papers\n\n- Heads in Motion, Part 10 "
                "[[paper]](https://arxiv.org/abs/1701.00010) [[code]](https://github.com/heads/motion)\n"
            },
            note="A section of mere titles.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
            evidence=_known("https://github.com/lab/turning-heads", weak=True),
            findings=(Expected(3, "has code: https://github.com/lab/turning-heads (Hugging Face)"),),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/lab/turning-heads)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
            others={
                "other.md": "# Papers\n\n- Turning heads with implicit motion "
                "[[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/heads/turning)\n"
            },
            findings=(
                Expected(
                    3,
                    "has code: https://github.com/heads/turning (other.md:3; same title, same arXiv 2101.00001)",
                ),
            ),
            fixed="# Papers\n\n"
            "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/heads/turning)\n"
            "- Another Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n",
        ),
        Example(
            "# Papers\n\n"
            "- Still Life with Fruit and Wine. [[code]](https://github.com/still/life)\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001). [[code]](https://github.com/heads/turning)\n"
            "- [Another Paper about Heads](https://arxiv.org/abs/2101.00002). [[code]](https://github.com/other/heads)\n",
            others={"other.md": "# Papers\n\n- [Still life with fruit and wine](https://arxiv.org/abs/2101.00003)\n"},
            findings=(Expected(3, "has the paper: https://arxiv.org/abs/2101.00003 (other.md:3; same title)"),),
            fixed="# Papers\n\n"
            "- [Still Life with Fruit and Wine](https://arxiv.org/abs/2101.00003). [[code]](https://github.com/still/life)\n"
            "- [Turning Heads with Motion](https://arxiv.org/abs/2101.00001). [[code]](https://github.com/heads/turning)\n"
            "- [Another Paper about Heads](https://arxiv.org/abs/2101.00002). [[code]](https://github.com/other/heads)\n",
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for place, known in context.across.known_elsewhere(context.facts).items():
            for one in known:
                yield _report(context, context.entries[place], one)


def _report(context: Context, entry: Entry, known: Known) -> Report:
    return context.report(
        entry.field_span("title"),
        f"`{shorten(entry.title)}` has {_NAMES[known.role]}: {known.url} ({known.said})",
        related=known.related,
        fix=_insertion(context, entry, known),
        entry=entry,
    )


def _insertion(context: Context, entry: Entry, known: Known) -> Fix | None:
    """The edits that write the link where this list would put it; None where that cannot be told.

    It cannot beside a link that is malformed: where that ends is L002's to say.
    """
    from awesome_lint.style.insert import insert_link

    if context.facts.malformed_in(entry):
        return None
    if known.role == "paper" and (edits := _linked_title(context, entry, known.url)):
        return unsafe("Link the title", *edits)
    edits = insert_link(context.facts.style, entry, known.role, known.url)
    return unsafe(f"Add {_NAMES[known.role]}", *edits) if edits else None


def _linked_title(context: Context, entry: Entry, url: str) -> tuple[Edit, ...]:
    """The edits that link a title to its paper, where most of the siblings' titles are linked so; else none."""
    from awesome_lint.style.markup import safe_url

    spans = entry.spans.get("title", ())
    if len(spans) != 1 or any(link.in_title or link.role == "paper" for link in entry.links):
        return ()
    if context.facts.share(context.siblings(entry), "paper at its title", _links_title) <= _MOSTLY:
        return ()
    title = context.text[spans[0].start : spans[0].end]
    if any(char in title for char in "[]\n"):
        return ()
    place = spans[0]
    return Edit(Span(place.start, place.start), "["), Edit(Span(place.end, place.end), f"]({safe_url(url)})")


def _links_title(entry: Entry) -> bool:
    return any(link.in_title and link.role == "paper" and link.form == "inline" for link in entry.links)
