"""L007: a fragment that nothing on the page makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.files import plain_path
from awesome_lint.rules.links.anchors import always_there, fold_fragment, page_anchors
from awesome_lint.rules.links.destinations import other_uses
from awesome_lint.rules.links.relative import is_relative, target_of
from awesome_lint.rules.nearest import Nearest

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node
    from awesome_lint.model import Document

_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")


class MissingFragment(Rule):
    """`#anchor` that nothing on the page makes.

    ## What it does
    Compares the fragments of links within the file, and of links to other Markdown files that are there, with what
    GitHub makes of the headings, and with `id` and `name` attributes.

    ## Why is this bad
    The table of contents leads nowhere: the page stays where it is.

    ## When it is silent
    For what GitHub makes by itself (`#`, `#top`, `#readme`, lines, footnotes), for differences of case and of
    invisible characters of emoji, for files that are not there (L006) and for other sites.

    ## Fix safety
    No fix: the message names the nearest fragment.
    """

    code = "L007"
    name = "missing-fragment"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Talking Heads\n\n- [Papers](#papers--surveys)\n- [論文](#論文)\n- [More](#papers--surveys-1)\n"
            "- [Data](#data)\n- [Up](#readme)\n\n"
            '## Papers & Surveys\n\n## 論文\n\n## Papers & Surveys\n\n<a id="data"></a>\n## Data Sets\n'
        ),
        Example("# Heads\n\n- [Papers](#-papers)\n- [Papers](#rocket-papers)\n\n## 🚀 Papers\n\n## :rocket: Papers\n"),
        Example("# Heads\n\n- [Papers](other.md#papers)\n", others={"other.md": "# Papers\n"}),
    )
    invalid = (
        Example(
            "# Talking Heads\n\n- [Papers](#papers-surveys)\n- [Code](#code)\n\n## Papers & Surveys\n",
            findings=(Expected(3, "`#papers-surveys`; the nearest is `#papers--surveys`"), Expected(4, "`#code`")),
        ),
        Example(
            "# Heads\n\n- [Papers](other.md#paper-list)\n",
            findings=(Expected(3, "nothing in other.md makes `#paper-list`"),),
            others={"other.md": "# Papers\n"},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        pages: dict[str, frozenset[str] | None] = {}
        nearest: dict[str, Nearest] = {}
        for destination in context.facts.destinations:
            path, mark, fragment = destination.url.partition("#")
            if not mark or always_there(fragment) or not _is_local(path):
                continue
            if path not in pages:
                pages[path] = _anchors(context, path)
            anchors = pages[path]
            if anchors is None or fold_fragment(fragment) in anchors:
                continue
            if path not in nearest:
                nearest[path] = Nearest(anchors)
            meant = nearest[path].to(fold_fragment(fragment))
            where = f"in {path}" if path else "on this page"
            yield context.report(
                destination.place,
                f"nothing {where} makes `#{shorten(fragment)}`"
                + (f"; the nearest is `#{shorten(meant)}`" if meant else ""),
                related=other_uses(context, destination),
                entry=context.facts.entry_at((destination.uses or (destination.span,))[0].start),
            )


def _is_local(path: str) -> bool:
    """Whether a link's path is empty or a relative Markdown file's."""
    return not path or (path.lower().endswith(_MARKDOWN) and is_relative(path) and "?" not in path)


def _anchors(context: Context, path: str) -> frozenset[str] | None:
    """The fragments of a page, None where it cannot be read. `path` is relative to the document, "" itself."""
    if not path:
        return page_anchors(_nodes(context.document))
    if (target := _target(context, path)) is None:
        return None
    if (document := context.across.by_path.get(target)) is not None:
        return page_anchors(_nodes(document))
    text = context.files.read(target)
    if text is None:
        return None
    from awesome_lint.markdown import parse_markdown
    from awesome_lint.source import Source

    return page_anchors(parse_markdown(Source(text, target)).root.walk())


def _target(context: Context, path: str) -> str | None:
    """The file that a link's path names: by GitHub's rules in a working tree, else from the list's folder."""
    source = context.document.source
    if source.path is None:
        return None
    folder = posixpath.dirname(source.path.replace("\\", "/"))
    if context.files.root(folder) is not None:
        target = target_of(context, path)
        return target.path if target else None
    return None if path.startswith("/") else plain_path(posixpath.join(folder, unquote(path)))


def _nodes(document: Document) -> Iterable[Node]:
    nodes: Iterable[Node] = document.tree.root.walk()
    return nodes
