"""A `<details>` block for each entry: its name in the summary, its links and remarks folded away."""

from __future__ import annotations

from awesome_lint.markdown import Node
from awesome_lint.parse.flow import Part
from awesome_lint.parse.layouts.base import Carrier, Scope
from awesome_lint.source import Span

_LEAST_WORDS = 3


class Details:
    """Folded blocks that are entries (`details`)."""

    name = "details"

    def take(self, blocks: list[Node], index: int, scope: Scope) -> int:
        """Emit the entry whose summary is `blocks[index]`; how many blocks that took, 0 for a topic's summary."""
        look = scope.look
        summary = blocks[index]
        if len(summary.plain().split()) < _LEAST_WORDS:
            return 0
        body: list[Node] = []
        linked = False
        for block in blocks[index + 1 :]:
            if block.kind == "tag" and block.data.get("name") == "details":
                if not block.data.get("closing"):
                    return 0
                break
            if block.kind not in ("paragraph", "code_block"):
                return 0
            facts = look.facts([block])
            if facts.titled:
                return 0
            linked = linked or any(look.lex.role_of(link.plain()) for link in facts.named)
            body.append(block)
        if not linked:
            return 0
        group = scope.group((scope.section, self.name))
        parts = [Part("head", list(summary.children)), Part("body", body)]
        span = Span(summary.start, body[-1].end)
        scope.emit(Carrier(self.name, span, scope.section, parts, scope.heading, group))
        return 1 + len(body)
