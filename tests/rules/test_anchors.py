"""GitHub's fragments."""

from __future__ import annotations

import pytest

from awesome_lint.markdown import parse_markdown
from awesome_lint.rules.links.anchors import always_there, fold_fragment, page_anchors, slug
from awesome_lint.source import Source


@pytest.mark.parametrize(
    ("heading", "want"),
    [
        ("Papers & Surveys", "papers--surveys"),
        ("What's new?", "whats-new"),
        ("3D: NeRF (2020–2023)", "3d-nerf-20202023"),
        ("snake_case and-hyphens", "snake_case-and-hyphens"),
        ("論文・データ", "論文データ"),
        ("Résumé", "résumé"),
        ("हिन्दी", "हिन्दी"),
        ("🚀 Getting Started", "-getting-started"),
        ("C++ / C#", "c--c"),
        ("x² + y½", "x--y"),
    ],
)
def test_slugs(heading: str, want: str) -> None:
    assert slug(heading) == want


def anchors(text: str) -> frozenset[str]:
    return page_anchors(parse_markdown(Source(text)).root.walk())


def test_headings_of_all_kinds_make_anchors() -> None:
    text = "# One\n\nTwo\n===\n\n> ## *Three* `four` [five](x)\n\n<h2>Six</h2>\n\n- # Seven\n"
    assert {"one", "two", "three-four-five", "six", "seven"} <= anchors(text)


def test_repeated_headings_are_numbered() -> None:
    assert {"one", "one-1", "one-2"} <= anchors("# One\n# one\n# One!\n")


def test_html_ids_and_names_count() -> None:
    text = (
        'a <a name="first"></a> b <span id="Second">c</span>\n\n<div id="third">\n\nd\n\n</div>\n\n<p id=fourth>e</p>\n'
    )
    assert {"first", "second", "third", "fourth"} <= anchors(text)


def test_shortcodes_count_with_and_without_their_name() -> None:
    assert {"rocket-go", "-go", "go"} <= anchors("# :rocket: Go\n")


@pytest.mark.parametrize(
    "fragment", ["", "top", "readme", "readme-ov-file", "L12", "L3-L9", "fn1", ":~:text=a", "/route"]
)
def test_what_github_makes_by_itself(fragment: str) -> None:
    assert always_there(fragment)


def test_fragments_are_compared_without_what_browsers_treat_in_several_ways() -> None:
    assert fold_fragment("user-content-Foo") == fold_fragment("foo") == fold_fragment("%66oo") == "foo"
    assert fold_fragment("-\ufe0ftools") == fold_fragment("-tools")
    assert not always_there("papers")
