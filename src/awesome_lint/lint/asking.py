"""What the network is asked about lists: the addresses that rules want evidence of, and what of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.engine import KnowledgeOf, SettingsOf
from awesome_lint.lint.settings import Settings
from awesome_lint.markdown import Tree
from awesome_lint.matching.standing import Standing
from awesome_lint.model import Changes, Document, Entry
from awesome_lint.net.wanted import Wanted
from awesome_lint.rules.facts import Facts
from awesome_lint.rules.links.answers import entry_of, is_asked, is_new, paper_links
from awesome_lint.rules.missing.elsewhere import lacking_roles

_PAGES = frozenset(("code", "project"))
_OF_ALL = frozenset(("L008", "L009", "L101", "L102", "L103", "L104", "L106"))
_OF_PAPERS = frozenset(("L105", "L107", "M006", "V010"))
"""The codes of the rules that judge what the network says of any address, and of an entry's own paper alone."""


def wanted(
    documents: Sequence[Document],
    settings: Settings | SettingsOf | None = None,
    known: Knowledge | KnowledgeOf | None = None,
    *,
    changes: Mapping[str, Changes] | None = None,
) -> Iterator[Wanted]:
    """What is to be asked for the rules that `settings` select, each once, in order of the documents.

    Every address of the web that a link leads to, images left out; only those of papers, or none, where no rule runs
    that would judge more. An entry's own paper comes with its title; one that
    is listed as a preprint with the question where it was published (V010), one without code or a project page, where
    its list gives such, with the question for these (M006). With `changes`, by path as for `judge_documents`, only what
    the change brought. `settings` and `known` as there; `SettingsError` too.
    """
    base = knowledge() if known is None or callable(known) else known
    seen: set[Wanted] = set()
    for document in documents:
        own = settings(document) if callable(settings) else settings or Settings()
        brought = None if changes is None else changes.get(document.path, Changes())
        facts = Facts(document, known(document) if callable(known) else base, brought)
        codes = frozenset(one.rule.code for one in own.selected(online=True))
        for one in _of_document(facts, codes):
            if one not in seen:
                seen.add(one)
                yield one


def addresses_of(tree: Tree, known: Knowledge) -> Iterator[Wanted]:
    """The addresses of a document of which only its Markdown is known: `wanted` has them all, and what is asked."""
    for node in tree.root.walk():
        if node.kind == "link" and is_asked(url := node.data["url"].strip(), known):
            yield Wanted(url)


def _of_document(facts: Facts, codes: frozenset[str]) -> Iterator[Wanted]:
    if codes.isdisjoint(_OF_ALL | _OF_PAPERS):
        return
    papers, all_links = _papers(facts, codes), not codes.isdisjoint(_OF_ALL)
    for destination in facts.destinations:
        url = destination.url.strip()
        if not is_asked(url, facts.knowledge):
            continue
        if facts.changes is None or is_new(facts, destination, entry_of(facts, destination)):
            yield from papers.get(url, (Wanted(url),) if all_links else ())


def _papers(facts: Facts, codes: frozenset[str]) -> Mapping[str, Sequence[Wanted]]:
    """What is asked about the entries' own papers, by address."""
    standing = Standing(facts.knowledge)
    found: defaultdict[str, list[Wanted]] = defaultdict(list)
    for entry in facts.document.entries:
        asks: frozenset[str] | None = None
        for link in paper_links(entry):
            asks = _asks(facts, entry, standing, codes) if asks is None else asks
            found[link.url].append(Wanted(link.url, entry.title, asks))
    return found


def _asks(facts: Facts, entry: Entry, standing: Standing, codes: frozenset[str]) -> frozenset[str]:
    asks = _PAGES.intersection(lacking_roles(facts, entry)) if "M006" in codes else frozenset[str]()
    return asks | {"published"} if "V010" in codes and standing.is_preprint(entry) else asks
