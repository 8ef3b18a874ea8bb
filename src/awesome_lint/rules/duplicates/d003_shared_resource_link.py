"""D003: one code, project, video … link for two papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from awesome_lint.findings import Severity
from awesome_lint.matching.thresholds import DEFAULTS
from awesome_lint.rules.base import Context, Example, Expected, Option, Report, Rule
from awesome_lint.rules.duplicates.d002_shared_paper_link import shared_link
from awesome_lint.rules.duplicates.pairs import Pair


class SharedResourceLink(Rule):
    """Two papers with different titles that share a code, project, video, demo, slides, poster or bibtex link.

    ## What it does
    Finds a link of these roles that two papers of the file share, and no third. One of the two was pasted with the
    template; the message says which title the address fits, where it tells. A repository that fits neither is an
    info: it may be a framework that has both. Of several shared links of two papers the
    first one is reported.

    ## Why is this bad
    The code or video behind one of the two entries is another paper's.

    ## When it is silent
    Where three or more papers share the address (a framework's repository), where its path names both papers by
    alias, initials or two words of the title, where the two have an author in common, for data links, and where the
    two are one paper (D001, V010). Two places of one page (`#one`, `#two`) are two addresses.

    ## Fix safety
    No fix: only someone who knows the paper can tell the right address.
    """

    code = "D003"
    name = "shared-resource-link"
    options: ClassVar[Mapping[str, Option]] = {
        "shared": Option(DEFAULTS.shared, "the number of papers from which on a link is taken for everybody's")
    }
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/lab/heads)\n"
            "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/lab/heads)\n"
            "- Third Time is a Charm [[paper]](https://arxiv.org/abs/2101.00005) [[code]](https://github.com/lab/heads)\n",
            note="Three papers: a framework.",
        ),
        Example(
            "# Papers\n\n"
            "- PixNet: Turning Heads [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/lab/pixnet-and-cyclopix)\n"
            "- CycloPix: Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/lab/pixnet-and-cyclopix)\n",
            note="The path names both.",
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001) [[project]](https://lab.example.org/faces#heads)\n"
            "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[project]](https://lab.example.org/faces#life)\n",
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/lab/turning-heads)\n"
            "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/lab/turning-heads.git)\n",
            findings=(Expected(4, "code link github:lab/turning-heads is also that of `Turning Heads with Motion`"),),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/lab/vision)\n"
            "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/lab/vision)\n",
            findings=(Expected(4, "code link github:lab/vision is also that of", Severity.INFO),),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for pair in context.facts.pairs:
            if pair.kind == self.code:
                yield shared_link(context, pair, "resource", Severity.INFO if _may_hold_both(pair) else None)


def _may_hold_both(pair: Pair) -> bool:
    """Whether the shared link is a repository whose path fits neither title, as a framework's does."""
    return pair.link is not None and pair.link.role == "code" and pair.owner is None
