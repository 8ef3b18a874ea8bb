"""The comments by which a list says what not to report: `<!-- awesome-lint: ignore D001, V003 -- reason -->`.

`ignore` alone on its line is about the next entry, beside other text about that entry, or that line where there is
none; `disable` … `enable` about what stands between them; `disable-file` about the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.source import Source, Span

if TYPE_CHECKING:
    from awesome_lint.markdown.node import Node

NAME = "awesome-lint"
VERBS = ("ignore", "disable", "enable", "disable-file")

_DIRECTIVE = pattern(r"<!--\s*awesome-lint(?P<colon>\s*:)?\s*(?P<body>.*?)\s*(?:-->|\Z)", re.DOTALL)
_REASON = pattern(r"(?:^|\s)--(?=\s|$)")
_WORD = pattern(r"[^\s,]+")
COMMENTS = pattern(r"<!--.*?-->", re.DOTALL)


class Code(NamedTuple):
    """A rule that a directive names: as written, its code (None: there is no such rule), and its place."""

    written: str
    code: str | None
    span: Span


class Directive(NamedTuple):
    """One comment. `span` is the whole of it, `alone` whether its line holds nothing else.

    `fault` says what is wrong with it as a whole, empty where nothing is; `reason` is what stands behind ` -- `.
    """

    verb: str
    codes: tuple[Code, ...]
    span: Span
    alone: bool
    reason: str = ""
    fault: str = ""


def directives(source: Source, comments: Iterable[Node]) -> tuple[Directive, ...]:
    """The directives among the comments of a document, in order."""
    if NAME not in source.text:
        return ()
    found = (_directive(source, comment.span) for comment in comments)
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.span))


def _directive(source: Source, span: Span) -> Directive | None:
    raw = source.slice(span)
    found = _DIRECTIVE.match(raw)
    if found is None:
        return None
    body, start = found["body"], span.start + found.start("body")
    reason = ""
    if cut := _REASON.search(body):
        body, reason = body[: cut.start()], body[cut.end() :].strip()
    words = [(word[0], start + word.start()) for word in _WORD.finditer(body)]
    verb = words[0][0] if words else ""
    if not found["colon"]:
        if verb not in VERBS:
            return None  # a remark about the program
        return Directive(verb, (), span, False, reason, f"a colon is missing: `{NAME}: {verb} …`")
    codes = tuple(Code(word, _known().get(word.lower()), Span(at, at + len(word))) for word, at in words[1:])
    fault = ""
    if verb not in VERBS:
        fault = f"`{verb}` is no word for a suppression{_nearest(verb, VERBS)}" if verb else "it says nothing"
        if not _nearest(verb, VERBS):
            fault += f": there are {', '.join(VERBS)}"
    elif not codes and verb != "enable":
        fault = f"`{verb}` names no rule"
    return Directive(verb, codes, span, _stands_alone(source, span), reason, fault)


def fault_of(code: Code) -> str:
    """What is wrong with the name of a rule."""
    return f"there is no rule `{code.written}`{_nearest(code.written, _known())}"


def _stands_alone(source: Source, span: Span) -> bool:
    first, last = source.line(span.start), source.line(max(span.end - 1, span.start))
    before = source.text[source.line_span(first).start : span.start]
    after = source.text[span.end : source.line_span(last).end]
    return not COMMENTS.sub("", before).strip(" \t>\ufeff") and not COMMENTS.sub("", after).strip()


@cache
def _known() -> Mapping[str, str]:
    """Codes and names of all rules in lower case, to the code."""
    from awesome_lint.rules import OFFLINE_RULES
    from awesome_lint.rules.online import ONLINE

    known = {rule.code.lower(): rule.code for rule in OFFLINE_RULES}
    known |= {rule.name: rule.code for rule in OFFLINE_RULES}
    return known | {code.lower(): code for code in ONLINE} | {name: code for code, name in ONLINE.items()}


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = {name.lower(): name for name in known}
    found = get_close_matches(word.lower(), names, n=1, cutoff=0.5)
    if not found:
        return ""
    code = _known().get(found[0])
    near = code if code is not None and code.lower() == found[0] else names[found[0]]
    return f"; did you mean `{near}`?"
