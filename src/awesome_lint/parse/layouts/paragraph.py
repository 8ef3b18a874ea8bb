"""Paragraphs: one entry each, one a line, or a name with its links in the blocks below it."""

from __future__ import annotations

from awesome_lint.markdown import Node
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.parse.layouts.items import is_anchor
from awesome_lint.parse.look import Facts, lines_of
from awesome_lint.parse.text import words_of
from awesome_lint.source import Span

_FARTHEST = 8  # blocks below a name that may carry its links
_LEADING = 6  # words before a colon, from which they lead to what follows and name nothing
_LONGEST = 90  # words; a longer paragraph is prose
_SENTENCE = 12  # words behind a link, from which they are one


class Paragraphs:
    """Paragraphs (`paragraph`)."""

    name = "paragraph"

    def take(self, blocks: list[Node], index: int, scope: Scope) -> int:
        block = blocks[index]
        if block.kind != "paragraph" or is_anchor(block):
            return 0
        look = scope.look
        facts = look.facts([block])
        if facts.words > 3000:
            return 0
        supported = self._supported(blocks, index, scope) if _may_name(facts) else 0
        if supported:
            parts = [Part("head", block.children), Part("body", blocks[index + 1 : index + 1 + supported])]
            self._emit(scope, Span(block.start, blocks[index + supported].end), parts)
            return 1 + supported
        lines = lines_of(block)
        if len(lines) > 1 and (starts := self._starts(lines, scope)):
            for first, last in zip(starts, [*starts[1:], len(lines)], strict=True):
                nodes = [node for line in lines[first:last] for node in line]
                self._emit(scope, Span(nodes[0].start, nodes[-1].end), [Part("head", nodes)])
            return 1
        if scope.preamble and _linked_paragraphs(scope) < 2:
            return 0  # a word on the list itself
        if self._is_entry(facts, scope):
            self._emit(scope, block.span, [Part("head", block.children)])
            return 1
        return 0

    def _emit(self, scope: Scope, span: Span, parts: list[Part]) -> None:
        group = scope.group((scope.section, self.name))
        scope.emit(Carrier(self.name, span, scope.section, parts, scope.heading, group))

    def _supported(self, blocks: list[Node], index: int, scope: Scope) -> int:
        """How many blocks below a name only carry its links: a list of role links, paragraphs of them."""
        look = scope.look
        taken, links = index + 1, 0
        while taken < min(len(blocks), index + 1 + _FARTHEST):
            block = blocks[taken]
            if block.kind == "list":
                facts = [look.facts(item.children) for item in block.children]
                if not all(look.supports(fact) for fact in facts):
                    break
                links += sum(fact.has_links for fact in facts)
                taken += 1
                break
            if block.kind != "paragraph":
                break
            fact = look.facts([block])
            if not (look.supports(fact) or (not fact.links and look.has_authors(fact.text))):
                break
            links += len(fact.links) > fact.badges
            taken += 1
        return taken - index - 1 if links else 0

    def _starts(self, lines: list[list[Node]], scope: Scope) -> list[int]:
        """The lines at which entries begin, where a paragraph holds one entry a line; else nothing."""
        look = scope.look
        facts = [look.facts([Node("paragraph", line[0].start, line[-1].end, line)]) for line in lines]
        starts = [
            place
            for place, fact in enumerate(facts)
            if fact.has_links and (fact.titled or (fact.named and words_of(fact.before))) and not look.is_prose(fact)
        ]
        opening = [place for place in starts if facts[place].lead in ("link", "strong") or facts[place].named]
        if len(opening) < 2 or len(opening) < 0.5 * len(lines) or opening[0] != 0:
            return []
        if any(fact.words > _LONGEST for fact in facts):
            return []
        # A line that only goes on with links of the line above belongs to it.
        return [place for place in opening if not look.supports(facts[place])]

    def _is_entry(self, facts: Facts, scope: Scope) -> bool:
        look = scope.look
        if not facts.links or facts.only_navigates or facts.words > _LONGEST or look.is_prose(facts):
            return False
        if facts.badges == len(facts.links):
            return False
        if facts.named and words_of(facts.before) and facts.lead != "":
            if facts.text.endswith(("。", "！")) and not look.names_publication(facts.text):
                return False
            roles = [
                link
                for link in facts.named
                if look.lex.role_of(link.plain()) or look.lex.leads_to_paper(link.data["url"])
            ]
            return bool(roles) and (facts.titled == [] or facts.words <= 45 or facts.lead in ("link", "strong"))
        if len(facts.links) == len(facts.titled) == 1 and not facts.words and not facts.before and scope.heading >= 0:
            return not facts.images and not facts.navigation
        if (
            facts.titled
            and not facts.text.endswith(("。", "！"))
            and (facts.lead in ("link", "strong") or look.names_publication(facts.text))
        ):
            first = facts.titled[0]
            opens = not words_of(facts.before) or facts.lead == "strong" or look.names_publication(facts.text)
            paper = look.lex.leads_to_paper(first.data["url"]) or any(
                look.lex.role_of(link.plain()) for link in facts.named
            )
            if not _linked_paragraphs(scope) > 1 and _goes_on(facts):
                return False
            return opens and (paper or _linked_paragraphs(scope) >= 2)
        return False


def _linked_paragraphs(scope: Scope) -> int:
    """How many paragraphs of the section begin with a link."""
    return scope.groups.get((scope.section, "linked paragraphs"), 0)


def _goes_on(facts: Facts) -> bool:
    """Whether a sentence begins with the link: `[Recent work](…) shows that …`."""
    return facts.lead == "link" and facts.words >= _SENTENCE and facts.text[0].islower() and facts.text.endswith(".")


def _may_name(facts: Facts) -> bool:
    """Whether a paragraph may be nothing but an entry's name."""
    return (
        1 <= facts.words <= 45
        and len(facts.titled) <= 1
        and not facts.addresses
        and not facts.text.endswith("：")
        and not (facts.text.endswith(":") and facts.lead == "text" and facts.words > _LEADING)
    )
