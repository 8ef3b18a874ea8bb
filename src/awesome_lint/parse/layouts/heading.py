"""A heading for each entry, with its links and remarks in the blocks under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from awesome_lint.markdown import Node
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.parse.look import Facts, Look, lines_of
from awesome_lint.records import NamedTuple
from awesome_lint.source import Span


class Section(NamedTuple):
    """A heading, None before the first one, and the blocks up to the next; `leaf`: no deeper heading follows."""

    heading: Node | None
    blocks: list[Node]
    leaf: bool
    parent: int


class Headings:
    """Headings that are entries (`heading`)."""

    name = "heading"

    def chosen(self, sections: list[Section], look: Look) -> set[int]:
        """The indexes of the sections that are entries: what they hold says so, and their neighbours agree."""
        votes = {
            index: self._vote(section, look)
            for index, section in enumerate(sections)
            if section.heading is not None and section.leaf
        }
        leaves = Counter(sections[index].parent for index in votes)
        agreeing = Counter(_rank(sections[index]) for index, vote in votes.items() if vote)
        chosen = set()
        for index, vote in votes.items():
            section = sections[index]
            alike = agreeing[_rank(section)]
            if (
                vote == "links"
                or (vote == "linked" and alike >= 2 and alike >= 0.5 * leaves[section.parent])
                or (vote == "template" and agreeing.total() >= 2)
            ):
                chosen.add(index)
        return chosen

    def emit(self, section: Section, scope: Scope) -> None:
        heading = section.heading
        if heading is None:
            return
        group = scope.group((scope.section, self.name))
        end = section.blocks[-1].end if section.blocks else heading.end
        parts = [Part("head", heading.children)]
        if section.blocks:
            parts.append(Part("body", section.blocks))
        scope.emit(Carrier(self.name, Span(heading.start, end), scope.section, parts, scope.heading, group))

    def _vote(self, section: Section, look: Look) -> str:
        """`links`: role links under a title; `linked`: the heading itself links; `template`: unfilled; else empty."""
        heading = section.heading
        if heading is None or heading.data["level"] == 1:
            return ""
        title = look.facts([heading])
        if title.only_navigates or look.lex.is_about_list(title.text) or look.lex.is_contents(title.text):
            return ""
        reading = look.lex.read_venue(title.text, True)
        if reading is not None and not reading.rest and (reading.known or reading.bare):
            return ""  # `UIST 2023`
        if any(block.kind == "table" or _nests(block) for block in section.blocks):
            return ""
        lines = []
        for block in section.blocks:
            for fact in _line_facts(block, look):
                # Below a linked name, properties and remarks are that name's.
                remark = title.titled and (look.is_property(fact) or not fact.links)
                if not remark and _is_entry_line(fact, look):
                    return ""
                lines.append(fact)
        named = [link for fact in lines for link in fact.named if look.lex.role_of(link.plain())]
        named += [link for fact in lines if look.is_property(fact) for link in fact.addresses]
        names = sum(1 for fact in lines if not fact.links and fact.words >= 4 and not look.has_authors(fact.text))
        bare = sum(1 for fact in lines if not fact.links and look.lex.bare_roles(fact.text))
        bracketed = title.text.startswith(("[]", "[ ]")) or not title.text
        if bracketed and not named and not title.links:
            return "template" if bare or not section.blocks else ""
        roles = Counter(look.lex.role_of(link.plain()) for link in named)
        if roles["paper"] >= 2 and names >= 2:
            return ""  # names and links by turns: a section of several
        if (named or bare) and title.words >= 2 and (not roles or max(roles.values()) <= 4):
            generic = bool(look.lex.labels.section_meanings(title.text)) and title.words <= 3
            strong = title.words >= 4 or bool(look.lex.read_venue(title.text.split("]")[0].strip("[ "), True))
            return "" if generic else ("links" if strong and len(named) + bare >= 1 else "linked")
        linked = [fact for fact in lines if fact.links]
        if title.words and linked and not look.lex.labels.section_meanings(title.text):
            # A name with nothing but its links below: its neighbours decide.
            if all(not fact.titled and (fact.words <= 6 or fact.addresses) for fact in linked) and len(linked) <= 3:
                return "linked"
        if title.titled or title.named:
            return "linked" if title.words or title.titled else ""
        return ""


def _nests(block: Node) -> bool:
    """Whether a list has lists in it: it groups something."""
    return block.kind == "list" and any(child.kind == "list" for item in block.children for child in item.children)


def _rank(section: Section) -> tuple[int, int]:
    """Level and parent: headings of one rank are neighbours."""
    return (section.heading.data["level"] if section.heading is not None else 0, section.parent)


def _line_facts(block: Node, look: Look) -> Iterator[Facts]:
    """The facts of a block's lines: of each list item, each source line of a paragraph."""
    if block.kind == "list":
        yield from (look.facts(item.children) for item in block.children)
        return
    if block.kind != "paragraph":
        yield look.facts([block])
        return
    yield from (look.facts([Node("paragraph", line[0].start, line[-1].end, line)]) for line in lines_of(block))


def _is_entry_line(facts: Facts, look: Look) -> bool:
    """Whether a line under the heading recommends something of its own."""
    if facts.words > 60:
        return False
    if facts.titled and facts.lead in ("link", "strong") and not facts.before:
        return True
    if facts.lead == "strong" and facts.words >= 4 and look.lex.key_of(facts.text) is None:
        return not look.has_authors(facts.text)
    return bool(facts.named) and not look.supports(facts) and not look.is_prose(facts)
