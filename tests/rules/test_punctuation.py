"""S006: what is one mark too many or too few, in the languages and layouts that lists are written in."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits

PLAIN = (
    "- Turning Heads {n} (CVPR 2021) [[paper](https://arxiv.org/abs/2101.{n:05})] [[code](https://github.com/a/{n})]\n"
)


def lint(text: str) -> list[Finding]:
    return lint_documents([parse_document(Source(text, "list.md"))], Settings(select=("S006",)))


def among(*lines: str, plain: str = PLAIN, count: int = 20) -> str:
    """A list of `lines`, from line 3 on, and `count` entries that are as they should be."""
    return "# Papers\n\n" + "".join(f"{line}\n" for line in lines) + "".join(plain.format(n=n) for n in range(count))


@pytest.mark.parametrize(
    "line",
    [
        "- Heads on $[0, 1)$ and \\[0, 1) [[paper](https://arxiv.org/abs/2102.00001)]",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)] - it is 1) fast, 2) small and (b) free",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)] - nice :-) and (very nice :))",
        "- Heads [[paper](https://en.wikipedia.org/wiki/Head_(anatomy))]",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)] - `f(x` and ``[``",
        '- Heads [[paper](https://arxiv.org/abs/2102.00001)] - a "(" in quotes',
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)] - see [this](https://example.org) and [that](https://example.org/2).",
        "- 头部的研究[[论文](https://arxiv.org/abs/2102.00001)]（非常好)",
        "- 頭の研究【CVPR】[論文](https://arxiv.org/abs/2102.00001)",
        "- رأس (بحث [[paper](https://arxiv.org/abs/2102.00001)]",
        "- Heads&nbsp;[[paper](https://arxiv.org/abs/2102.00001)]",
        "- Heads<br>[[paper](https://arxiv.org/abs/2102.00001)]",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)]&nbsp;",
        "- Heads et al... [[paper](https://arxiv.org/abs/2102.00001)]",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)] - one (of\n\n  two paragraphs)",
        "- C++[^1] [[paper](https://arxiv.org/abs/2102.00001)]",
        "- [Heads](https://example.org/heads):\n  - they turn",
        "- Heads [[paper](https://arxiv.org/abs/2102.00001)], 2021",
        "- Heads <sup>[code](https://github.com/a/heads)</sup> [[paper](https://arxiv.org/abs/2102.00001)]",
    ],
)
def test_what_may_well_be_meant_is_left_alone(line: str) -> None:
    assert [(finding.line, finding.message) for finding in lint(among(line))] == []


@pytest.mark.parametrize(
    ("line", "message", "fixed"),
    [
        (
            "- Heads [[paper](https://arxiv.org/abs/2102.00001)] ; ",
            "a semicolon left hanging",
            "- Heads [[paper](https://arxiv.org/abs/2102.00001)] ",
        ),
        (
            "- Heads, [[paper](https://arxiv.org/abs/2102.00001)], ,[[code](https://github.com/a/b)]",
            "a doubled comma",
            "- Heads, [[paper](https://arxiv.org/abs/2102.00001)],[[code](https://github.com/a/b)]",
        ),
        (
            "- Heads [[paper](https://arxiv.org/abs/2102.00001)]].",
            "a full stop left hanging",
            None,
        ),
        (
            "- **Heads**[[paper](https://arxiv.org/abs/2102.00001)]",
            "no space before `[paper]`",
            "- **Heads** [[paper](https://arxiv.org/abs/2102.00001)]",
        ),
        (
            "- Heads [[paper](https://arxiv.org/abs/2102.00001)] (see the code",
            "`(` is never closed",
            None,
        ),
        (
            "- Heads \\[CVPR 2021 [[paper](https://arxiv.org/abs/2102.00001)]",
            "`[` is never closed",
            None,
        ),
    ],
)
def test_slips_among_many_that_are_right_are_reported(line: str, message: str, fixed: str | None) -> None:
    text = among(line)
    found = [finding for finding in lint(text) if message in finding.message]
    assert [finding.line for finding in found] == [3]
    if fixed is not None:
        assert found[0].fix is not None
        assert found[0].fix.safety == "safe"
        assert apply_edits(text, found[0].fix.edits) == among(fixed)


@pytest.mark.parametrize("mark", [",", ";", " |", "."])
def test_what_many_siblings_do_is_the_lists_style(mark: str) -> None:
    plain = f"- Turning Heads {{n}} [[paper](https://arxiv.org/abs/2101.{{n:05}})]{mark}\n"
    assert lint(among(plain=plain)) == []


def test_glued_links_are_a_style_where_a_third_are() -> None:
    plain = "- Turning Heads {n}[[paper](https://arxiv.org/abs/2101.{n:05})]\n"
    assert lint(among(plain=plain)) == []
    few = among(*(f"- Heads[[paper](https://arxiv.org/abs/2102.{n:05})]" for n in range(3)))
    assert [finding.line for finding in lint(few)] == [3, 4, 5]


def test_cells_of_a_table_are_judged_one_by_one() -> None:
    rows = "".join(
        f"| Head {n} | [pdf](https://arxiv.org/abs/2101.{n:05}) / [code](https://github.com/a/{n}) | video, audio |\n"
        for n in range(20)
    )
    head = "| Title | Links | Keywords |\n| --- | --- | --- |\n"
    wrong = "| Still (life | [pdf](https://arxiv.org/abs/2102.00001), | video, |\n"
    wrong += "| Bust | - | [pdf](https://x.org/1.pdf)) |\n"
    found = [(finding.line, finding.message.partition(" ")[0]) for finding in lint(head + wrong + rows)]
    assert (3, "a") in found
    assert (4, "`)`") in found


def test_a_thousand_tools_give_nothing() -> None:
    forms = (
        "- [{n}](https://example.org/{n}) - A tool (fast), since 2015 :)\n",
        "- [{n}](https://github.com/a/{n}) - Does x. ([Source](https://github.com/a/b), [Demo](https://d.org)) `Go`\n",
        "- [{n}](https://example.org/{n}): see [docs](https://docs.example.org/{n}).\n",
        "- [{n}](https://example.org/{n}) – Alternative to [Foo](https://foo.example.org) :heart:\n",
        "- [{n}](https://example.org/{n})\n",
        "- [{n}](https://example.org/{n}) - Supports 1) a, 2) b (and [0, 1) ranges).\n",
        "- **[{n}](https://example.org/{n})** ![stars](https://img.example.org/{n}.svg) – 一个工具（很好用）。\n",
    )
    text = "# Tools\n\n" + "".join(forms[n % len(forms)].format(n=f"tool{n}") for n in range(1000))
    assert lint(text) == []
