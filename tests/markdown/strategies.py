"""Texts made of the pieces that Markdown is sensitive to."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    *("", "a", "b c", "- a", "* b", "+ c", "1. x", "2) y", "10. z", "> q", ">", "> - a", "    code", "```", "~~~"),
    *("``` py", "# h", "###", "## h ##", "===", "---", "- ", "1.", "***", "_ _ _", "| a | b |", "|-|-|", "|:-|"),
    *("| x |", "a|b", "-|-", "|a|b|c|", "[x]: /u", "[x]: /u 'ti'", "[y]:", "/u2", "[^n]: note", "<div>", "</div>"),
    *("<!-- c", "-->", "<b>x</b>", "<details>", "</details>", "<span>", "  - n", "    - m", "   > d", "- [ ] t"),
    *("- [x] u", "  x", "   y", "- - - a", "> > e", "- > f", "1. - g", "     ", "[x]", "text [x][y]", "- # hh"),
    *("- ```", "  ```", "<pre>", "</pre>", "  |a|b|", "> |a|b|", "> |-|-|", "- |a|b|", "  |-|-|"),
)
TABBED = ("\tcode", "-\tg", "\t- t2", "> \tcode", "-   \tz", "1.\t- h", ">\t\tc")
INLINE = (
    *(
        "*",
        "**",
        "_",
        "__",
        "***",
        "~",
        "~~",
        "`",
        "``",
        "[",
        "]",
        "(",
        "(/u)",
        "](/u)",
        "](<a b>)",
        "](a b)",
        "![",
        "!",
    ),
    *("\\", "\\*", "&amp;", "&copy", "&#35;", "<a id=x>", "</a>", "<http://e.org>", "http://x.org", "www.y.org"),
    *("https://z.org/a_b).", "m@n.op", " ", "  ", "a", "b", "foo", "é", "，", "“", "”", "\n", "  \n", "\\\n", "<b>"),
    *("</b>", "<", "<!-- x -->", "_y_", "http://", "(http://k.io)", "[x]", "[x][y]", "[^n]", ":", "'", '"', ".", "-"),
    *("#", ">", "|", "\\|", "a_b", "*c*", "](u 'v')", "](", "](  )", "$", "ftp://q.r/s", "http://a.b;", "&quot;"),
)
HTML = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<th>",
        "</td>",
        "<ul>",
        "</ul>",
        "<ol start=3>",
        "<li>",
        "</li>",
    ),
    *("<p>", "</p>", "<h2>", "</h2>", "<a href='x y'>", "<a href=x&amp;y>", "</a>", "<br>", "<img src=a alt='b &lt;'>"),
    *("text", "  ", "\n", "\n\n", "&amp;", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<!-- c -->", "<sup>"),
    *(
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "> ",
        "- ",
        "</sup>",
        "<hr>",
        "**",
        "[a](b)",
        "|",
        "<tbody>",
    ),
    *("</tbody>", "<dl><dt>", "<dd>", "<?x?>", "<!X>", "<![CDATA[x]]>", "<a", "=", "'", '"'),
)
DEFINITIONS = "\n\n[x]: /u1\n[y]: </u 2> 'z'\n\n[^n]: note\n"


def _joined(pieces: tuple[str, ...], most: int, between: str = "") -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map(between.join)


lines = _joined(LINES, 7, "\n")
tabbed_lines = _joined((*LINES, *TABBED), 7, "\n")
inline = _joined(INLINE, 12)
referring = inline.map(lambda text: text + DEFINITIONS)
html = _joined(HTML, 14)
mixed = st.lists(
    st.one_of(
        st.sampled_from(LINES),
        st.builds(str.__add__, st.sampled_from(["", "- ", "> ", "1. ", "# ", "| ", "  ", "    "]), inline),
    ),
    min_size=1,
    max_size=5,
).map("\n".join)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table of one to three columns, its rows ragged."""
    cell = inline.map(lambda text: text.replace("\n", " "))
    header = draw(st.lists(cell, min_size=1, max_size=3))
    rows = draw(st.lists(st.lists(cell, min_size=1, max_size=4), max_size=3))
    delimiters = "|".join(["-"] * len(header)) + "|"
    return "\n".join(["|" + "|".join(header) + "|", delimiters, *("|" + "|".join(row) for row in rows)])


texts = st.one_of(lines, inline, referring, mixed, tables(), html)
