"""GitHub's renderer (cmark-gfm) reads the same: the same links, the same blocks, the same structure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from tests.markdown import strategies
from tests.markdown.github import github_links, github_starts, our_links, our_starts, ours, theirs

ROOT = Path(__file__).parents[2]
LISTS = sorted(path for path in (ROOT / "lists").glob("*.md") if path.name != "README.md")

SAME = [
    "- [a](b)\n  - [ ] c\n\n    d\n1. e\n",
    "|a|b|\n|-|-|\n|`c\\|d`|e|f|\n|g|\n\n<details><summary>h</summary>\n\n- i\n\n</details>\n",
    "> a\nb\n> - c\nd\n\n    e\n\n[f]: g 'h'\n\n[f] [i][f] [f][] ![j][f]\n",
    "**a（b）** **c，**d _e_f_ ~~g~~ ~h~ ***i** j* *k**l*\n",
    "http://x.org/a_(b)). www.y.org, m@n.org; <http://z.org> ftp://q.r\n",
    "a  \nb\\\nc\n<b>d</b> <!-- e --> &amp; &copy &nbsp; \\*f\\*\n",
    "T\n===\n\nU\n---\n## V ##\n***\n\ta\n\n```b\nc\n```\n",
    "[a](<b c> 'd') [a](b(c)) [a](b c) [a]( b ) [a]() [[a](b)] [a [b](c)](d)\n",
    "-\n\n- a\n-\n  b\n* c\n\n\n  d\n     - e\n",
    "<table>\n<tr><td>\n\n[a](b)\n\n</td></tr></table>\n<p>c\n",
    "text\n| a |\n| - |\n| b |\n# c\n",
    "[^1] [^2]\n\n[^1]: a\n    b\n",
]

#: What is read otherwise, on purpose: the text, why, and the links we see.
DIFFERENT = [
    (
        "[1]: http://x.org\n|a|\n|-|\n|[b][1]|\n",
        "definitions glued above a table are no definitions on GitHub, and their uses dead; rule S011 reports them",
        [("http://x.org", "b")],
    ),
    (
        "[a <http://x.org>](b)\n",
        "a link in a link's text: browsers end the outer link there; we keep the outer link, the inner is text",
        [("b", "a <http://x.org>")],
    ),
    (
        "<a href='u'>http://x.org</a>\n",
        "the same with an HTML link around an address",
        [("u", "http://x.org")],
    ),
    (
        "[[a](b)[c]](d)\n",
        "CommonMark lets no link hold another; cmark-gfm forgets it when a bracket opens in between",
        [("b", "a")],
    ),
    ("- [ ]", "a task box that ends the text is one with and without a last newline", []),
    ("``:`\\`]`g`\n", "cmark-gfm forgets a closing backtick that it has seen before", []),
]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_project_s_lists_are_read_as_on_github(path: Path) -> None:
    # A blank line gives glued definitions, the one known difference that lists show, the reading that both share.
    text = re.sub(r"^(\[[^\]]+\]:.*\n)(?=\|)", r"\1\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert our_links(text) == github_links(text)
    assert our_starts(text) == github_starts(text)
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", SAME)
def test_the_same_structure(text: str) -> None:
    assert ours(text) == theirs(text)
    assert our_links(text) == github_links(text)


@pytest.mark.parametrize(
    ("text", "reason", "links"), DIFFERENT, ids=[reason.split(":")[0] for _, reason, _ in DIFFERENT]
)
def test_known_differences(text: str, reason: str, links: list[tuple[str, str]]) -> None:
    assert our_links(text) == links, reason
    assert ours(text) != theirs(text), f"no longer different: {reason}"


#: Texts in which one of the known differences may show.
KNOWN = re.compile(
    r"\[[^\]]*<\S*[@:]"  # an autolink in brackets
    r"|\[[^\]]*\[.*\][^(]*\[.*\].*\]"  # brackets after a link in brackets
    r"|\[[ xX]\]$"  # a task box at the end
    r"|`.*`.*`.*`"  # many backtick runs
    r"|\]:.*\n.*\n[ >]*[-:|]"  # definitions above a table
    r"|\[\^[^\]]*[&\\\n]"  # the text of a dead footnote reference is written back unescaped
    r"|^[ >]*\|[ \t]*$"  # a lone pipe as a table's header
    r"|\\\|(?:.*\n)+.*-"  # an escaped pipe in the paragraph above a table
    r"|\[\^n\]:.*\n[ >]+\n",  # a line of spaces ends a footnote on GitHub
    re.DOTALL | re.MULTILINE,
)
many = settings(max_examples=400)


@many
@given(strategies.lines)
def test_random_blocks_have_the_same_structure(text: str) -> None:
    assume(not KNOWN.search(text))
    assert ours(text) == theirs(text)


@many
@given(strategies.inline)
def test_random_inlines_have_the_same_structure(text: str) -> None:
    assume(not KNOWN.search(text))
    assert ours(text) == theirs(text)


@many
@given(strategies.mixed)
def test_random_texts_have_the_same_structure(text: str) -> None:
    assume(not KNOWN.search(text))
    assert ours(text) == theirs(text)


@many
@given(strategies.tables())
def test_random_tables_have_the_same_structure(text: str) -> None:
    assume(not KNOWN.search(text))
    assert ours(text) == theirs(text)


@many
@given(strategies.inline)
def test_random_references_have_the_same_structure(text: str) -> None:
    assume(not KNOWN.search(text))
    text += strategies.DEFINITIONS
    assert ours(text) == theirs(text)
