"""M007: a role that the list requires, or that nearly all siblings have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar

from awesome_lint.model import Entry
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule, shorten
from awesome_lint.rules.facts import gives

_OTHER_RULES = frozenset({"paper", "code", "project"})  # M001, M002 and M003 speak of these
_ROLES = ("paper", "code", "project", "data", "demo", "video", "slides", "poster", "supplement", "bibtex", "blog")


class MissingRequired(Rule):
    """A link that the list requires of every entry, or that nearly all siblings have.

    ## What it does
    Reports entries without a link of a role that the option `require` names, and entries without one of a role that at
    least 90 % of the siblings have (`bibtex`, `slides`, of a data set the download). Of paper, code and project links
    M001, M002 and M003 speak, unless `require` names them.

    ## Why is this bad
    The entry is the only one without it: most often it was forgotten.

    ## When it is silent
    For other entries than papers and data sets (option `kinds`), among fewer than eight siblings, where the author says
    that there is none, and where another finding speaks of the link already: it is empty (L001), malformed (L002), a
    placeholder (M004) or named without a link (M005).

    ## Fix safety
    No fix: the address has to be found first.
    """

    code = "M007"
    name = "missing-required"
    options: ClassVar[Mapping[str, Option]] = {
        "require": Option((), "roles that every entry must link, such as `paper`, `code` or `bibtex`", _ROLES),
        "siblings": Option(0.9, "the share of siblings with a role from which a missing one is reported"),
        "least": Option(8, "how many siblings there must be for that"),
        "kinds": Option(
            ("paper", "dataset"),
            "the kinds of entries that are looked at: `paper`, `dataset`, `resource`",
            ("paper", "dataset", "resource"),
        ),
    }
    valid = (
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Turning Heads, Part {n} [[paper]](https://arxiv.org/abs/2101.0000{n}) [[bib]](https://example.org/{n}.bib)\n"
                for n in range(1, 7)
            )
            + "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00009)\n",
            note="Six of seven are no habit yet.",
        ),
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Turning Heads, Part {n} [[paper]](https://arxiv.org/abs/2101.000{n}) [[bib]](https://example.org/{n}.bib)\n"
                for n in range(10, 30)
            )
            + "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00009) [[bib]]()\n",
            note="The empty link is L001's.",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            + "".join(
                f"- Turning Heads, Part {n} [[paper]](https://arxiv.org/abs/2101.000{n}) [[bib]](https://example.org/{n}.bib)\n"
                for n in range(10, 30)
            )
            + "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00009)\n",
            findings=(Expected(23, "no bibtex link for `A Paper about Still Life`; 95% of 21 siblings have one"),),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/heads/turning)\n"
            "- Still Life [[paper]](https://arxiv.org/abs/2101.00003)\n",
            options={"require": ("code",)},
            findings=(Expected(4, "no code link for `Still Life`, which every entry must have"),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        facts = context.facts
        kinds, required = context.options["kinds"], context.options["require"]
        assert isinstance(kinds, tuple)
        assert isinstance(required, tuple)
        usual: dict[int, tuple[str, ...]] = {}
        for entry in context.entries:
            if entry.placeholder or entry.kind not in kinds:
                continue
            siblings = context.siblings(entry)
            if id(siblings) not in usual:
                usual[id(siblings)] = tuple(_usual(context, entry, siblings))
            for role in dict.fromkeys((*required, *usual[id(siblings)])):
                if gives(entry, role) or facts.spoken_for(entry, role):
                    continue
                share = facts.share(siblings, f"named {role} link", partial(_names, role))
                shared = f"; {share:.0%} of {len(siblings)} siblings have one"
                why = ", which every entry must have" if role in required else shared
                yield context.report(
                    entry.field_span("title"), f"no {role} link for `{shorten(entry.title)}`{why}", entry=entry
                )


def _usual(context: Context, entry: Entry, siblings: tuple[Entry, ...]) -> Iterator[str]:
    """The roles that nearly all of an entry's siblings have, without those that other rules speak of."""
    if len(siblings) < context.number("least"):
        return
    for role in _ROLES:
        if role in _OTHER_RULES and (entry.kind == "paper" or role != "paper"):
            continue
        share = context.facts.share(siblings, f"named {role} link", partial(_names, role))
        if share >= context.number("siblings"):
            yield role


def _names(role: str, entry: Entry) -> bool:
    """Whether an entry has a link whose label says that it is of this role; what a title leads to shows no habit."""
    for link in entry.links:  # noqa: SIM110 - asked for every entry and role, and twice as fast as `any`
        if link.role == role and link.url and link.named:
            return True
    return False
