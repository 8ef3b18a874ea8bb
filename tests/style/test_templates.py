"""Templates that people spell out."""

from __future__ import annotations

import pytest

from awesome_lint.style import Target, TemplateError, target_from_template
from awesome_lint.style.translate import translate, write
from tests.style.support import read

TEXT = (
    "# Papers\n\n"
    "- **Deep Nets of Things** [CVPR 2021] *Ann Lee, Bo Kim* [[PDF]](https://arxiv.org/abs/2101.00001) "
    "[[PyTorch]](https://github.com/a/b) [[TF]](https://github.com/a/c) - fast\n"
    "- **Plain Nets of Things** [[PDF]](https://arxiv.org/abs/2101.00002)\n"
)


def lines(template: str) -> list[str]:
    """Both entries as a template writes them."""
    document, style = read(TEXT)
    target = target_from_template(template)
    return [
        write(translate(style.record(entry), entry, target).record, target, number)
        for number, entry in enumerate(document.entries, 1)
    ]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (
            "- **{title}** ({venue} {year}). {authors}. [[paper]({paper})] [[code]({code})] {links} - {notes}",
            [
                "- **Deep Nets of Things** (CVPR 2021). Ann Lee, Bo Kim. [[paper](https://arxiv.org/abs/2101.00001)] "
                "[[code](https://github.com/a/b)] [[TF]](https://github.com/a/c) - fast",
                "- **Plain Nets of Things**. [[paper](https://arxiv.org/abs/2101.00002)]",
            ],
        ),
        (
            "- [{title}]({paper}), {venue} {year} [[{label}]({links})] ({notes})",
            [
                "- [Deep Nets of Things](https://arxiv.org/abs/2101.00001), CVPR 2021 "
                "[[PyTorch](https://github.com/a/b)] [[TF](https://github.com/a/c)] (fast)",
                "- [Plain Nets of Things](https://arxiv.org/abs/2101.00002)",
            ],
        ),
        (
            "| {title} | {venue} {year} | {paper} | {links} |",
            [
                "| Deep Nets of Things | CVPR 2021 | [[PDF]](https://arxiv.org/abs/2101.00001) | "
                "[[PyTorch]](https://github.com/a/b) [[TF]](https://github.com/a/c) |",
                "| Plain Nets of Things | | [[PDF]](https://arxiv.org/abs/2101.00002) | |",
            ],
        ),
        (
            "### [{venue} {year}] {title}\\n- [paper]({paper})\\n- [code]({code})\\n- {links}\\n\\n{notes}",
            [
                "### [CVPR 2021] Deep Nets of Things\n- [paper](https://arxiv.org/abs/2101.00001)\n"
                "- [code](https://github.com/a/b)\n- [[TF]](https://github.com/a/c)\n\nfast",
                "### Plain Nets of Things\n- [paper](https://arxiv.org/abs/2101.00002)",
            ],
        ),
        (
            '1. {title}. *{venue}*, {year}. <a href="{paper}">pdf</a> <{code}>',
            [
                '1. Deep Nets of Things. *CVPR*, 2021. <a href="https://arxiv.org/abs/2101.00001">pdf</a> '
                "<https://github.com/a/b> [[TF]](https://github.com/a/c)",
                '2. Plain Nets of Things. <a href="https://arxiv.org/abs/2101.00002">pdf</a>',
            ],
        ),
        (
            '{authors}. "{title}." In {venue}, {year}. {{{paper}}}',
            [
                'Ann Lee, Bo Kim. "Deep Nets of Things." In CVPR, 2021. {[[PDF]](https://arxiv.org/abs/2101.00001)}',
                '"Plain Nets of Things." {[[PDF]](https://arxiv.org/abs/2101.00002)}',
            ],
        ),
    ],
    ids=["bullets", "linked", "table", "headings", "numbered", "citations"],
)
def test_templates(template: str, expected: list[str]) -> None:
    assert lines(template) == expected


@pytest.mark.parametrize(
    ("template", "layout", "head"),
    [
        ("- {title}", "bullet", ""),
        ("* {title}", "bullet", ""),
        ("3. {title}", "numbered", ""),
        ("{number}) {title}", "numbered", ""),
        ("## {title}", "heading", ""),
        ("{title} {links}", "paragraph", ""),
        (
            "| {title} | {venue} {year} | {paper} / {code} |",
            "table",
            "| Title | Venue | Links |\n| --- | --- | --- |\n",
        ),
    ],
)
def test_a_template_says_its_layout(template: str, layout: str, head: str) -> None:
    target = target_from_template(template)
    assert (target.layout, target.head) == (layout, head)


def test_what_a_template_has_no_place_for_is_said() -> None:
    document, style = read(TEXT)
    target: Target = target_from_template("- {title} {paper}")
    told = [translate(style.record(entry), entry, target).lost for entry in document.entries]
    assert told == [("venue", "authors", "link:code", "year", "notes"), ()]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("- {venue} {year}", "no {title}"),
        ("| {venue} | {year} |", "no {title}"),
        ("- {titel}", "did you mean {title}"),
        ("- {title} {stars of it}", "unknown field"),
        ("- {title} [paper]({papr})", "did you mean {paper}"),
        ("- {title", "no partner"),
        ("- {title} }", "no partner"),
        ("- {title} {title}", "twice"),
        ("| {title} | {paper} | [pdf]({paper}) |", "twice"),
        ("- {title} [{notes}]({paper})", "only {title} and {label} can be linked"),
    ],
)
def test_templates_that_are_none(template: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message.replace("{", r"\{")):
        target_from_template(template)
