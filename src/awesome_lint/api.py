"""The library's functions: what the commands call, typed and stable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, SettingsError, lint_documents
from awesome_lint.model import Document, Entry
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.net.plan import Plan
    from awesome_lint.net.run import Result
    from awesome_lint.net.settings import NetSettings
    from awesome_lint.style import Style

__all__ = [
    "Document",
    "Entry",
    "Finding",
    "Settings",
    "SettingsError",
    "check_links",
    "fix",
    "lint",
    "normalize",
    "parse",
    "render",
]


def parse(text: str, path: str | None = None) -> Document:
    """The list that `text` holds, entries in document order, every place an offset into `text` in characters.

    `text` is taken as it stands: a byte order mark and any line endings stay, and count. `path` names the file in
    findings and exports (`-` without one); nothing is read from it. Any text is a list, if only one without entries.
    """
    return parse_document(Source(text, path))


def lint(documents: Sequence[Document], config: Settings | None = None) -> list[Finding]:
    """All findings in `documents`, in order of path and position; several documents are also compared with each other.

    `config` selects rules and sets their options; None is the default selection. `SettingsError` for an unknown code.
    Offline: nothing is asked of the network. Rules about relative links look whether files beside a document exist.
    """
    return lint_documents(documents, config or Settings())


def check_links(
    documents: Sequence[Document],
    config: Settings | None = None,
    network: NetSettings | None = None,
    *,
    cache: str | None = None,
) -> list[Finding]:
    """All findings about where the links of `documents` lead, in order of path and position: every link is asked for.

    `config` selects among the rules that the command `links` runs. `network` says how is asked: limits, tokens, whether
    private addresses may be; neither the environment nor a configuration file is read. `cache` is the file that answers
    are kept in; None: none are kept. What the network does raises nothing: what it does not decide is L103.
    `SettingsError` for an unknown code, and for L101's `dead-for` without a cache to count its days in.
    """
    from awesome_lint.knowledge import knowledge
    from awesome_lint.lint.asking import wanted
    from awesome_lint.net.plan import plan
    from awesome_lint.net.settings import NetSettings
    from awesome_lint.rules.links.l101_dead_link import DeadLink
    from awesome_lint.rules.online import LINK_CHECKS

    settings = config or Settings()
    settings = settings._replace(among=LINK_CHECKS if settings.among is None else settings.among & LINK_CHECKS)
    if cache is None and settings.options_of(DeadLink)["dead-for"]:
        raise SettingsError("L101: dead-for counts days in the cache: name a file for it")
    network = network or NetSettings()
    result = _asked(plan(wanted(documents, settings), knowledge().hosts, network), network, cache)
    if result.interrupted:
        raise KeyboardInterrupt
    return lint_documents(documents, settings, evidence=result.evidence)


def _asked(made: Plan, network: NetSettings, path: str | None) -> Result:
    """What came of a plan. Where events are handled already, as in notebooks, it is asked beside them."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor
    from contextlib import ExitStack

    from awesome_lint.net.cache import Cache
    from awesome_lint.net.run import check

    with ExitStack() as stack:
        cache = stack.enter_context(Cache(path)) if path is not None else None
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return check(made, network, cache)
        aside = stack.enter_context(ThreadPoolExecutor(1))
        return aside.submit(check, made, network, cache).result()


def fix(document: Document, findings: Iterable[Finding]) -> str:
    """The text of `document` with the fixes of `findings` applied, in the order of their places.

    All fixes that are given are meant, unsafe ones too: leave out the findings whose `fix.safety` is not wanted. Those
    of other documents and those without a fix change nothing. A fix that touches an earlier one is not applied, nor is
    one that would change entries it is not about. So parse the text, lint it and fix it again until nothing changes.
    """
    from awesome_lint.lint.fixing import apply_fixes

    return apply_fixes(document, findings)


def render(
    entries: Iterable[Entry],
    style: Style | Document,
    lost: Callable[[Entry, tuple[str, ...]], object] | None = None,
) -> str:
    """`entries`, of any list, as the list of `style` writes its own, one after the other; ends with a line end.

    A document stands for its own style: that of its largest table or list. Empty for no entries. What that style has no
    place for is left out: `lost` is called with each entry of which something is, and the names of that: fields
    (`notes`), or the roles of links (`link:code`).
    """
    from awesome_lint.knowledge import knowledge
    from awesome_lint.style import infer, write_entries

    if isinstance(style, Document):
        style = infer(style, style.entries, knowledge())
    return write_entries(entries, style, lost=lost)


def normalize(
    document: Document, *, like: Document | None = None, layout: str | None = None, fields: Collection[str] = ()
) -> str:
    """The text of `document` with its entries in one style: each as prevails in its own table or list.

    With `like` they are written as that list writes its own, with `layout` (`bullet`, `numbered`, `table`, `heading` or
    `paragraph`) in that layout. `fields` get one form, too: `venue`, `links`, `labels`, `titles`, `keywords`, `text`;
    that which prevails in `like`, else in the document. Everything that is no entry stays as it is, and so do the
    entries that would say something else, or that say more than the style has a place for. Doing it again changes
    nothing. `ValueError` for a layout or field that there is not, for `like` without entries, and for both at once.
    """
    from awesome_lint.knowledge import knowledge
    from awesome_lint.normalize.fields import Choices, canonical
    from awesome_lint.normalize.rewrite import rewrite
    from awesome_lint.source import apply_edits
    from awesome_lint.style import infer, named_target, target_like

    if like is not None and layout is not None:
        raise ValueError("like and layout each say how entries are written: use one of them")
    if like is not None and not like.entries:
        raise ValueError(f"{like.path}: a list without entries shows no style")
    known = knowledge()
    edits = canonical(document, fields, Choices(), known, like)
    now = parse(apply_edits(document.source.text, edits), document.path) if edits else document
    target = target_like(infer(like, known=known)) if like else named_target(layout, now.entries) if layout else None
    return rewrite(now, target, keep=layout is not None, parse=parse_document, known=known).document.source.text
