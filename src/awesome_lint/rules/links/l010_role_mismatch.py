"""L010: a label that promises one thing, and an address that is known to hold another."""

from __future__ import annotations

from collections.abc import Iterator

from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.promises import broken_promise


class RoleMismatch(Rule):
    """A label that promises one role, on a host that is known to serve only another.

    ## What it does
    Compares what labels say (`code`, `project page`, `GitHub`) with what the address's host is known to hold: `code`
    on arxiv.org, at a DOI resolver or on YouTube. A label that names a host (`GitHub`, `arXiv`) promises that host. A
    code link that is the entry's own paper link is wrong too, and so is a paper link to the entry's own code.

    ## Why is this bad
    The link was pasted from another place: whoever wants the code gets the paper again.

    ## When it is silent
    For unknown hosts and hosted pages (`*.github.io`), for demos and talks on video hosts, projects and data on code
    hosts, PDF files anywhere, for labels that name a venue or several roles (`Paper & Code`), for words that fit any
    page (`website`, `download`), and for links of titles.

    ## Fix safety
    No fix: the right address has to be found first.
    """

    code = "L010"
    name = "role-mismatch"
    valid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://heads.github.io/turning)\n"
            "- Still Life [[paper]](https://github.com/life/still/blob/main/paper.pdf) [[project]](https://github.com/life/still)\n"
            "- Walking Heads [[page]](https://doi.org/10.1145/1234567.1234568) [[demo]](https://youtu.be/abcdefghijk)\n"
            "- Talking Heads [[data]](https://doi.org/10.5281/zenodo.1234567) [[code]](https://paperswithcode.com/paper/talking-heads)\n"
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads [[CVPR 2021]](https://arxiv.org/abs/2101.00001) [[arXiv]](https://huggingface.co/papers/2101.00001)\n"
            "- Still Life [[paper & code]](https://arxiv.org/abs/2101.00003)\n"
        ),
    )
    invalid = (
        Example(
            "# Papers\n\n"
            "- Turning Heads [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://arxiv.org/abs/2101.00001)\n"
            "- Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://doi.org/10.1145/1234567.1234568)\n"
            "- Walking Heads [[paper]](https://arxiv.org/abs/2101.00005) [[GitHub]](https://youtu.be/abcdefghijk)\n",
            findings=(
                Expected(3, "`[code]` leads to arXiv, which holds papers"),
                Expected(4, "`[code]` leads to DOI, which holds papers"),
                Expected(5, "`[GitHub]` leads to YouTube, not to GitHub"),
            ),
        ),
        Example(
            "# Papers\n\n"
            "- Turning Heads [[pdf]](https://heads.example.org/heads.pdf) [[code]](https://heads.example.org/heads.pdf)\n"
            "- Still Life [[paper]](https://github.com/life/still) [[code]](https://github.com/life/still)\n",
            findings=(
                Expected(3, "`[code]` leads to the entry's own paper"),
                Expected(4, "`[paper]` leads to the entry's own code"),
            ),
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        for entry in context.entries:
            for link in entry.links:
                if why := broken_promise(link, entry, context.knowledge):
                    yield context.report(link.span, f"`{shorten(link.label)}` {why}", entry=entry)
