"""L006: a relative link to a file that is not there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from awesome_lint.findings import Severity
from awesome_lint.patterns import pattern
from awesome_lint.rules.base import Context, Example, Expected, Report, Rule, shorten
from awesome_lint.rules.files import SITE_GENERATORS
from awesome_lint.rules.links.destinations import Destination, collect, other_uses
from awesome_lint.rules.links.relative import Target, escaped, is_relative, relative_to, target_of

_SUBMODULE = pattern(r"^\s*path\s*=\s*(.+?)\s*$", re.MULTILINE)
_PAGE = pattern(r"(?:/|\.html?|/[^./]*|^[^./]*)$")
_MARKDOWN = (".md", ".markdown", "/README.md", "/index.md", "/_index.md")
_BARE_WORD = pattern(r"[\w-]+")
_MOST_NEAREST = 50


class MissingFile(Rule):
    """A relative link, or an image, whose file is not there.

    ## What it does
    Looks up the files that relative addresses of links and images name, by GitHub's rules: from the list's folder,
    from the repository's root where the address begins with `/`, with the case of letters. The message names the file
    that is there and has the most similar name.

    ## Why is this bad
    The link leads to GitHub's page for what does not exist.

    ## When it is silent
    For standard input without a file's name, outside of a git working tree, for addresses that leave the repository
    (`../../issues`) or lie in a submodule, in a sparse checkout, for pages that a site generator makes of Markdown
    files, for templates (`{{ base }}/x`), and for a bare word outside of entries, where it shows how to write a link
    (`[name](link)`). What can be no address at all is L002's, a missing fragment L007's, a path in a wrong encoding
    S001's.

    ## Fix safety
    No fix: the file may have to be added rather than the link changed.
    """

    code = "L006"
    name = "missing-file"
    severity = Severity.ERROR
    valid = (
        Example(
            "# Papers\n\n- [Turning Heads](papers/heads.md)\n- [Still Life](./papers/still%20life.md#top)\n"
            "- [Walking Heads](/papers/heads.md)\n\n[issues](../../issues), [wiki](../../wiki), [top](#papers)\n",
            others={"papers/heads.md": "# Heads\n", "papers/still life.md": "# Life\n"},
        ),
        Example("# Papers\n\n- [Heads](https://example.org/heads.md)\n\nWrite `- [name](link)`, or [name](link).\n"),
    )
    invalid = (
        Example(
            "# Papers\n\n- [Turning Heads](papers/head.md)\n- [Still Life](papers/Still-Life.md)\n- [Code](code.zip)\n",
            findings=(
                Expected(3, "no file `papers/head.md`; the nearest is `papers/heads.md`"),
                Expected(4, "the nearest is `papers/still-life.md`"),
                Expected(5, "no file `code.zip`"),
            ),
            others={"papers/heads.md": "# Heads\n", "papers/still-life.md": "# Life\n"},
        ),
        Example(
            "# Papers\n\n- [Turning Heads](../notes/head.md)\n- [Still Life](/note/life.md)\n",
            path="lists/papers.md",
            findings=(
                Expected(3, "the nearest is `../notes/heads.md`"),
                Expected(4, "the nearest is `/notes/life.md`"),
            ),
            others={"notes/heads.md": "# Heads\n", "notes/life.md": "# Life\n"},
        ),
    )

    def check(self, context: Context) -> Iterator[Report]:
        missing = 0
        for destination in _destinations(context):
            url = destination.url
            if not is_relative(url) or context.knowledge.hosts.malformed_reason(url) is not None:
                continue
            target = target_of(context, url)
            if target is None or _is_there(context, target, url):
                continue
            first = (destination.uses or (destination.span,))[0]
            entry = context.facts.entry_at(first.start)
            if (entry is None and _BARE_WORD.fullmatch(url)) or _is_elsewhere(context, target):
                continue
            if _is_garbled(url):
                continue  # S001 tells what the path was
            missing += 1
            file, near = url.partition("#")[0], _nearest(context, target) if missing <= _MOST_NEAREST else ""
            yield context.report(
                destination.place,
                f"no file `{shorten(file, 80)}`{near}",
                related=other_uses(context, destination),
                entry=entry,
            )


def _is_garbled(url: str) -> bool:
    """Whether a path was decoded with the wrong encoding."""
    if url.isascii():
        return False
    from awesome_lint.characters.encodings import find_garbled

    return bool(find_garbled(url))


def _destinations(context: Context) -> Iterator[Destination]:
    """What links and images lead to, a definition that serves both once."""
    seen = set()
    for destination in (*context.facts.destinations, *collect(context.document, context.facts.nodes["image"])):
        if destination.span not in seen:
            seen.add(destination.span)
            yield destination


def _is_there(context: Context, target: Target, url: str) -> bool:
    if context.files.holds(target.path):
        return True
    if "%" not in url:
        return False
    literal = target_of(context, url.replace("%", "%25"))  # a file may have the percent sign in its name
    return literal is not None and context.files.holds(literal.path)


def _is_elsewhere(context: Context, target: Target) -> bool:
    """Whether the path may be there although the disk does not show it."""
    files, root = context.files, target.root
    if files.holds(os.path.join(root, ".git/info/sparse-checkout")):
        return True
    if files.holds(os.path.join(root, ".gitmodules")):
        modules = _SUBMODULE.findall(files.read(os.path.join(root, ".gitmodules")) or "")
        if any(f"{target.path}/".startswith(os.path.join(root, module).rstrip("/") + "/") for module in modules):
            return True
    return _is_page_of_site(context, target)


def _is_page_of_site(context: Context, target: Target) -> bool:
    """Whether a site generator makes a page of this address."""
    files = context.files
    if not target.rooted and not _PAGE.search(target.path):
        return False
    folder = os.path.dirname(context.document.path.replace("\\", "/"))
    if not any(files.holds(os.path.join(place, name)) for place in {target.root, folder} for name in SITE_GENERATORS):
        return False
    stem = re.sub(r"\.html?$", "", target.path)
    return target.rooted or any(files.holds(stem + ending) for ending in _MARKDOWN)


def _nearest(context: Context, target: Target) -> str:
    found = context.files.nearest(target.path)
    if found is None:
        return ""
    folder = os.path.dirname(context.document.path.replace("\\", "/"))
    return f"; the nearest is `{escaped(relative_to(target, found, folder))}`"
