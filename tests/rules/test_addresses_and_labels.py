"""What addresses are, what labels promise, and how they are written: L009 to L012, S011, S012, M007."""

from __future__ import annotations

import pytest

from awesome_lint.findings import Finding, Severity
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.model import Changes
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits

ARXIV = "https://arxiv.org/abs/2101.0000"


def findings(code: str, text: str, changes: Changes | None = None) -> list[Finding]:
    document = parse_document(Source(text, "list.md"))
    return lint_documents([document], Settings(select=(code,)), changes={"list.md": changes} if changes else {})


def messages(code: str, text: str) -> list[str]:
    return [finding.message for finding in findings(code, text)]


def fixed(code: str, text: str) -> str:
    return apply_edits(text, [edit for found in findings(code, text) if found.fix for edit in found.fix.edits])


def entry(links: str, title: str = "Turning Heads with Motion") -> str:
    return f"# Papers\n\n- {title}. CVPR 2021. {links}\n"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.arxiv.org/abs/2101.00001",
        "http://heads.example.org/",
        "http://www.heads.github.io/",
        "http://lab.heads.github.io/",
        "http://dl.acm.org.proxy.example.edu/doi/10.1145/1.2",
        "https://hf.space/x",
        "https://link.zhihu.com/?target=http%3A//arxiv.org/abs/2101.00001",
        "http://bit.ly/heads?utm_source=x",
        "https://example.org/?page=2#utm_source=x",
    ],
)
def test_addresses_that_are_usual_or_others_fault(url: str) -> None:
    assert messages("L009", entry(f"[[page]]({url})")) == []


@pytest.mark.parametrize(
    ("url", "usual"),
    [
        ("http://heads.github.io/x", "https://heads.github.io/x"),
        ("https://youtu.be/abcdefghijk?si=xyz&t=3", "https://youtu.be/abcdefghijk?t=3"),
        ("http://example.org/?utm_source=a&utm_medium=b", "http://example.org/"),
        ("http://export.arxiv.org/pdf/2101.00001v3.pdf", "https://arxiv.org/pdf/2101.00001.pdf"),
        ("https://dblp.uni-trier.de/rec/conf/cvpr/Roe21", "https://dblp.org/rec/conf/cvpr/Roe21"),
    ],
)
def test_the_usual_address_is_written_wherever_one_stands(url: str, usual: str) -> None:
    for form in ("[[page]]({})", "<{}>", '<a href="{}">page</a>'):
        assert fixed("L009", entry(form.format(url))) == entry(form.format(usual))
    assert fixed("L009", f"- [Turning Heads][1]\n\n[1]: {url}\n") == f"- [Turning Heads][1]\n\n[1]: {usual}\n"


def test_an_address_in_entities_is_reported_and_left_to_its_author() -> None:
    text = entry('<a href="http://arxiv.org/abs/2101.00001?a=1&amp;b=2">page</a>')
    (finding,) = findings("L009", text)
    assert finding.fix is None


@pytest.mark.parametrize(
    "links",
    [
        "[[code]](https://heads.github.io)",
        "[[code]](https://codeocean.com/capsule/1)",
        "[[code]](https://doi.org/10.24433/CO.1234567.v1)",
        "[[code]](https://paperswithcode.com/paper/heads)",
        "[[data]](https://github.com/a/heads)",
        "[[talk]](https://youtu.be/abcdefghijk) [[demo]](https://youtu.be/abcdefghijk)",
        "[[website]](https://dl.acm.org/doi/10.1145/1.2)",
        "[[paper]](https://drive.google.com/file/d/abcdefghijklmn/view)",
        "[[ACM]](https://doi.org/10.1145/1.2) [[CVPR]](https://github.com/a/heads)",
        "[[arXiv]](https://www.alphaxiv.org/abs/2101.00001)",
        "[[GitHub]](https://gist.github.com/a/0123456789abcdef01234567)",
        "[[wiki]](https://github.com/a/heads/wiki) [[docker]](https://github.com/a/heads)",
        "[[code & paper]](https://arxiv.org/abs/2101.00001)",
        "[[GitHub]](https://bit.ly/heads)",
    ],
)
def test_promises_that_may_be_kept(links: str) -> None:
    assert messages("L010", entry(f"[[pdf]](https://example.org/heads.pdf) {links}")) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("[[code]](https://openreview.net/forum?id=abcdefghi)", "`[code]` leads to OpenReview, which holds papers"),
        ("[[project page]](https://arxiv.org/abs/2101.00002)", "`[project page]` leads to arXiv, which holds papers"),
        ("[[slides]](https://arxiv.org/abs/2101.00002)", "`[slides]` leads to arXiv, which holds papers"),
        ("[[paper]](https://youtu.be/abcdefghijk)", "`[paper]` leads to YouTube, which holds videos"),
        ("[[arXiv]](https://github.com/a/heads)", "`[arXiv]` leads to GitHub, not to arXiv"),
        ("[[代码]](https://arxiv.org/abs/2101.00002)", "`[代码]` leads to arXiv, which holds papers"),
    ],
)
def test_promises_that_are_broken(link: str, message: str) -> None:
    found = messages("L010", entry(f"[[pdf]](https://example.org/heads.pdf) {link}"))
    assert found == [message]
    assert messages("S012", entry(f"[[pdf]](https://example.org/heads.pdf) {link}")) == []


def test_l010_and_s012_never_speak_of_one_link() -> None:
    text = entry(f"[[paper]]({ARXIV}1) [[code]]({ARXIV}1)")
    assert (len(messages("L010", text)), messages("S012", text)) == (1, [])


def test_a_name_is_not_respelt_as_most_write_it() -> None:
    text = "# Papers\n\n" + "".join(
        f"- Turning Heads {n} [[{'GitHub' if n == 3 else 'Github'}]](https://github.com/a/heads{n})\n"
        for n in range(1, 9)
    )
    assert messages("L011", text) == []


def test_the_case_of_the_other_labels_decides_between_ordinary_words() -> None:
    text = "# Papers\n\n" + "".join(
        f"- Turning Heads {n} [[paper]]({ARXIV}{n}) [[{'Code' if n % 2 else 'code'}]](https://github.com/a/heads{n})\n"
        for n in range(1, 9)
    )
    assert messages("L011", text) == ["`Code`: `code` is written as the list's other labels are"] * 4
    assert "[[Code]]" not in fixed("L011", text)


def test_a_label_that_names_its_reference_is_not_respelt_apart_from_it() -> None:
    text = (
        "# Papers\n\n- Turning Heads [Cpde]\n- Still Life [code](https://github.com/a/life)\n\n"
        "[Cpde]: https://github.com/a/heads\n"
    )
    (finding,) = findings("L011", text)
    assert finding.fix is None


def test_labels_in_sentences_are_not_compared() -> None:
    text = (
        "# Papers\n\n- Turning Heads [Code](https://github.com/a/heads)\n"
        "- Still Life. Based on the [code](https://github.com/a/life) of others\n"
    )
    assert messages("L011", text) == []


def test_added_entries_have_no_vote() -> None:
    old = "".join(f"- Turning Heads {n} [[code]](https://github.com/a/heads{n})\n" for n in range(1, 4))
    new = "".join(f"- Still Life {n} [[Code]](https://github.com/a/life{n})\n" for n in range(1, 9))
    text = f"# Papers\n\n{old}{new}"
    added = frozenset(e.span.start for e in parse_document(Source(text, "list.md")).entries if "Life" in e.title)
    assert {found.line for found in findings("L011", text, Changes(added))} == set(range(6, 14))


def test_an_author_in_the_address_and_in_the_entry_is_a_renamed_paper() -> None:
    url = (
        "https://openaccess.thecvf.com/content/CVPR2021/html/Roe_Still_Life_Arrangement_From_Words_CVPR_2021_paper.html"
    )
    assert messages("L012", entry(f"Jane Roe, John Doe. [[paper]]({url})")) == []
    assert messages("L012", entry(f"[[paper]]({url})")) == ["the address spells `Still Life Arrangement From Words`"]


def test_definitions_above_text_are_an_info_and_above_a_table_in_a_quote_a_warning() -> None:
    quote = "> [1]: https://example.org\n> | Title |\n> | --- |\n> | [Heads][1] |\n"
    text = quote + "\n[2]: https://example.org\nSee [Life][2].\n"
    assert [(found.line, found.severity) for found in findings("S011", text)] == [
        (1, Severity.WARNING),
        (6, Severity.INFO),
    ]
    assert fixed("S011", text).startswith("> [1]: https://example.org\n>\n> | Title |")


def test_a_repeated_link_is_removed_with_its_separator_only() -> None:
    text = entry("[pdf](https://example.org/a.pdf), [paper](https://example.org/a.pdf), [code](https://github.com/a/b)")
    assert fixed("S012", text) == entry("[pdf](https://example.org/a.pdf), [code](https://github.com/a/b)")
    link = "[code](https://github.com/a/b)"
    table = f"| Title | A | B |\n| --- | --- | --- |\n| Turning Heads | {link} | {link} |\n"
    assert fixed("S012", table) == table


def test_roles_of_other_rules_are_missing_only_where_they_are_required() -> None:
    text = (
        "# Papers\n\n"
        + "".join(
            f"- Turning Heads {n} [[paper]]({ARXIV}{n})" + (f" [[code]](https://github.com/a/h{n})" if n else "") + "\n"
            for n in range(10)
        )
        + "".join(f"- Still Life {n} [[paper]]({ARXIV}{n}1) [[code]](https://github.com/a/l{n})\n" for n in range(10))
    )
    assert messages("M007", text) == []
