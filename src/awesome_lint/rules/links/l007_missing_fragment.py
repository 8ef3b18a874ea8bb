"""L007: a fragment that nothing on the page makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_lint.findings import Severity
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.links.anchors import always_there, fold_fragment, page_anchors
from awesome_lint.rules.links.destinations import other_uses

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node
    from awesome_lint.model import Document

_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_TOO_LARGE = 10_000_000


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
        for destination in context.facts.destinations:
            path, mark, fragment = destination.url.partition("#")
            if not mark or always_there(fragment) or not _is_local(path):
                continue
            if path not in pages:
                pages[path] = _anchors(context, path)
            anchors = pages[path]
            if anchors is None or fold_fragment(fragment) in anchors:
                continue
            where = f"in {path}" if path else "on this page"
            yield context.report(
                destination.place,
                f"nothing {where} makes `#{shorten(fragment)}`{_nearest(fold_fragment(fragment), anchors)}",
                related=other_uses(context, destination),
                entry=context.facts.entry_at((destination.uses or (destination.span,))[0].start),
            )


def _is_local(path: str) -> bool:
    """Whether a link's path is empty or a relative Markdown file's."""
    if not path:
        return True
    return path.lower().endswith(_MARKDOWN) and not path.startswith("/") and ":" not in path and "?" not in path


def _anchors(context: Context, path: str) -> frozenset[str] | None:
    """The fragments of a page, None where it cannot be read. `path` is relative to the document, "" itself."""
    if not path:
        return page_anchors(_nodes(context.document))
    if context.document.source.path is None:
        return None
    target = posixpath.normpath(
        posixpath.join(posixpath.dirname(context.document.path.replace("\\", "/")), unquote(path))
    )
    for document in context.across.collection.documents:
        if document.source.path is not None and posixpath.normpath(document.path.replace("\\", "/")) == target:
            return page_anchors(_nodes(document))
    return _file_anchors(target)


def _file_anchors(name: str) -> frozenset[str] | None:
    from pathlib import Path

    from awesome_lint.markdown import parse_markdown
    from awesome_lint.source import Source

    path = Path(name)
    try:
        if not path.is_file() or path.stat().st_size > _TOO_LARGE:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    return page_anchors(parse_markdown(Source(text, name)).root.walk())


def _nodes(document: Document) -> Iterable[Node]:
    nodes: Iterable[Node] = document.tree.root.walk()
    return nodes


def _nearest(fragment: str, anchors: frozenset[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(fragment, sorted(anchors), n=1, cutoff=0.7)
    return f"; the nearest is `#{found[0]}`" if found else ""
