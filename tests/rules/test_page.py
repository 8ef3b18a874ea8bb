"""S004, S010, S013, S015: keywords, invisible characters, empty sections, and lists that are too long."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits


def lint(text: str, code: str, *added: str) -> list[Finding]:
    document = parse_document(Source(text, "list.md"))
    new = frozenset(entry.span.start for entry in document.entries if entry.title in added)
    changes = {"list.md": Changes(new)} if added else {}
    return lint_documents([document], Settings(select=(code,)), changes=changes)


# S004


def keywords(*cells: str) -> str:
    rows = "".join(f"| [Head {n}](https://arxiv.org/abs/2101.{n:05}) | {cell} |\n" for n, cell in enumerate(cells))
    return f"| Title | Keywords |\n| --- | --- |\n{rows}"


def test_the_most_frequent_spelling_is_right() -> None:
    text = keywords("GAN, video", "Gan, video", "GAN, Video", "GAN")
    findings = lint(text, "S004")
    assert [(finding.line, finding.entry) for finding in findings] == [(4, "Head 1"), (5, "Head 2")]
    assert {finding.fix.safety for finding in findings if finding.fix} == {"safe"}


def test_short_words_and_version_numbers_are_different_keywords() -> None:
    assert lint(keywords("US, audio", "us, audio", "v1-2, audio", "v12, audio"), "S004") == []


def test_chinese_lists_may_use_full_width_commas() -> None:
    assert lint(keywords("扩散模型，音频", "音频，视频", "扩散模型, 视频"), "S004") == []


def test_an_added_entry_does_not_decide_how_a_keyword_is_written() -> None:
    text = keywords("gan", "GAN, video", "GAN, audio")
    assert [finding.line for finding in lint(text, "S004")] == [3]
    assert [finding.line for finding in lint(text, "S004", "Head 1", "Head 2")] == [4, 5]


# S010


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# Heads",
        "کتاب\u200cها می\u200cروند",
        "क्\u200dष র\u200d্য ശ്രീ\u200c",
        "ស្វាគមន៍\u200bកម្ពុជា ยินดี\u200bต้อนรับ",
        "👨\u200d👩\u200d👧\u200d👦 🏴\u200d☠\ufe0f 🏳\ufe0f\u200d🌈 👩🏽\u200d🚀 🧑\u200d⚕\ufe0f 1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u2067עברית\u2069 \u200fעברית\u200e",
        "**「頭」**\u200bの研究",
        "@\u200bsomebody",
        "`zero\u200bwidth`",
        "| a | b |\n| - | - |\n| \u200b | c |",
    ],
)
def test_characters_that_something_needs_are_left_alone(text: str) -> None:
    assert lint(f"{text}\n", "S010") == []


@pytest.mark.parametrize(
    ("text", "name", "fixed"),
    [
        (
            "- Tur\u200bning\u2060 [x](https://x.org)",
            "zero width space (U+200B) and word joiner",
            "- Turning [x](https://x.org)",
        ),
        ("- Semi-\u00adSupervised", "soft hyphen (U+00AD)", "- Semi-Supervised"),
        ("- Heads\ufeff", "byte order mark (U+FEFF)", "- Heads"),
        ("- a\u202dHeads", "left-to-right override (U+202D)", "- aHeads"),
        ("- Heads\u2069 \u2066a", "pop directional isolate", "- Heads a"),
        ("- 👍\u200d Heads", "zero width joiner", "- 👍 Heads"),
        ("- He\U000e0041ads", "tag latin capital letter a", "- Heads"),
        ("- [x](https://x.org/\u200b)", "zero width space", "- [x](https://x.org/)"),
    ],
)
def test_characters_that_nobody_sees_are_taken_out(text: str, name: str, fixed: str) -> None:
    (finding,) = lint(f"{text}\n", "S010")
    assert name in finding.message
    assert "\u200b" not in finding.message
    assert finding.fix is not None
    assert finding.fix.safety == "safe"
    assert apply_edits(f"{text}\n", finding.fix.edits) == f"{fixed}\n"


def test_a_fix_that_makes_a_list_item_is_unsafe() -> None:
    (finding,) = lint("Heads\n\n\u200b- Turning\n", "S010")
    assert finding.fix is not None
    assert finding.fix.safety == "unsafe"


def test_garbled_text_is_mojibakes() -> None:
    assert lint("- The family Garc\u00c3\u00ada\n", "S010") == []
    assert len(lint("- The family Garc\u00c3\u00ada\n", "S001")) == 1


# S013


@pytest.mark.parametrize(
    "text",
    [
        "# Heads\n\n## Papers\n\n### 2021\n\n- [a](https://a.org)\n",
        "# Heads\n\n#### a list of heads\n\n## Papers\n\n- [a](https://a.org)\n",
        "# Heads\n# Papers\n\n- [a](https://a.org)\n\n# [Tools](tools.md)\n",
        "# Heads\n\n## 3. Papers\n\n## 3.1. Faces\n\n- [a](https://a.org)\n",
        "# Heads\n\n## Papers\n\n<!-- soon -->\n\n## Tools\n\n```\ntext\n```\n",
        "# Heads\n\n## Papers\n\n<details>\n<summary>All</summary>\n\n- [a](https://a.org)\n\n</details>\n",
        "# Heads\n\n## Papers\n\n![chart](chart.svg)\n\n## Thank you for reading!\n",
    ],
)
def test_headings_with_something_under_them_are_left_alone(text: str) -> None:
    assert lint(text, "S013") == []


def test_anchors_and_definitions_fill_no_section() -> None:
    text = '# Heads\n\n## Papers\n\n<a name="tools"></a>\n\n[x]: https://x.org\n\n## Tools\n\n- [a][x]\n\n## Talks\n'
    assert [finding.line for finding in lint(text, "S013")] == [3, 13]


# S015


def test_a_list_that_github_cuts_says_where() -> None:
    line = "- [头](https://example.org/head) - 一个工具\n"
    many = 520_000 // len(line.encode())
    (finding,) = lint("# Heads\n\n" + line * many, "S015")
    assert finding.line == 1
    assert finding.message.startswith("the list has 520 KB: GitHub shows the first 512, to line 10,")
    assert lint("# Heads\n\n" + line * (many * 9 // 10), "S015") == []
