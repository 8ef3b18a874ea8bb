"""What each canonical field changes in a list, and what it leaves."""

from __future__ import annotations

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.normalize.fields import (
    FIELDS,
    Choices,
    FieldError,
    canonical,
    canonical_form,
    chosen_fields,
)
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits


def after(text: str, *fields: str, choices: Choices | None = None) -> str:
    """A list with `fields` in canonical form, which does not change again."""
    choices = choices or Choices()
    edits = canonical(parse_document(Source(text)), fields, choices, knowledge())
    changed = apply_edits(text, edits)
    assert canonical(parse_document(Source(changed)), fields, choices, knowledge()) == []
    return changed


def papers(*lines: str) -> str:
    return "# Papers\n\n" + "".join(f"- {line}\n" for line in lines)


# Venues


def test_a_venue_is_written_as_several_entries_write_it() -> None:
    text = papers(
        "Turning Heads with Motion [ACMMM 2021] [[paper]](https://example.org/1.pdf)",
        "Speech Faces in the Wild [ACMMM 2022] [[paper]](https://example.org/2.pdf)",
        "Statues that Sing and Dance [ACM Multimedia 2021] [[paper]](https://example.org/3.pdf)",
    )
    assert after(text, "venue") == text.replace("ACM Multimedia", "ACMMM")
    assert after(text, "venue", choices=Choices(venues="known")) == text.replace("ACM Multimedia", "ACMMM").replace(
        "ACMMM", "ACM MM"
    )


def test_a_venue_that_no_two_entries_write_alike_gets_its_usual_short_name() -> None:
    text = papers(
        "Turning Heads with Motion [Arxiv 2021] [[paper]](https://arxiv.org/abs/2101.00001)",
        "Speech Faces in the Wild [IEEE Transactions on Image Processing 2022] [[paper]](https://example.org/2.pdf)",
        "Statues that Sing and Dance [CVPR 2021] [[paper]](https://example.org/3.pdf)",
    )
    changed = after(text, "venue")
    assert changed == text.replace("Arxiv", "arXiv").replace("IEEE Transactions on Image Processing", "TIP")


@pytest.mark.parametrize(
    "kept",
    [
        "[NIPS 2016]",  # its name then
        "[CVPR Workshops 2021]",
        "[Journal of Mural Studies 2021]",  # unknown
        "[ESEC/FSE 2021]",  # a joint event
        "[IEEE Transactions on Image Processing, 30(2) 2021]",
    ],
)
def test_a_venue_that_is_right_in_its_own_way_stays(kept: str) -> None:
    text = papers(
        f"Turning Heads with Motion {kept} [[paper]](https://example.org/1.pdf)",
        "Speech Faces in the Wild [NeurIPS 2021] [[paper]](https://example.org/2.pdf)",
        "Statues that Sing and Dance [NeurIPS 2022] [[paper]](https://example.org/3.pdf)",
        "Portraits from a Single Sound [TIP 2022] [[paper]](https://example.org/4.pdf)",
        "Walking Heads of Marble [CVPR 2022] [[paper]](https://example.org/5.pdf)",
    )
    assert after(text, "venue") == text


def test_a_former_name_out_of_its_time_gives_way() -> None:
    text = papers(
        "Turning Heads with Motion [NIPS 2021] [[paper]](https://example.org/1.pdf)",
        "Speech Faces in the Wild [NIPS 2016] [[paper]](https://example.org/2.pdf)",
    )
    assert after(text, "venue") == text.replace("NIPS 2021", "NeurIPS 2021")


def test_publishers_stay_in_a_list_that_names_them() -> None:
    text = papers(
        "Turning Heads with Motion [IEEE TIP 2021] [[paper]](https://example.org/1.pdf)",
        "Speech Faces in the Wild [ACM TOG 2022] [[paper]](https://example.org/2.pdf)",
        "Walking Heads of Marble [CVPR 2022] [[paper]](https://example.org/5.pdf)",
    )
    assert after(text, "venue") == text


# Links


@pytest.mark.parametrize(
    ("written", "usual"),
    [
        ("http://arxiv.org/pdf/2101.00001v2.pdf", "https://arxiv.org/abs/2101.00001"),
        ("https://export.arxiv.org/abs/2101.00001v3", "https://arxiv.org/abs/2101.00001"),
        ("https://www.alphaxiv.org/abs/2101.00001", "https://arxiv.org/abs/2101.00001"),
        ("https://ar5iv.labs.arxiv.org/html/2101.00001", "https://arxiv.org/abs/2101.00001"),
        ("https://arxiv.org/pdf/cs/0112017", "https://arxiv.org/abs/cs/0112017"),
        ("http://dx.doi.org/10.1145/1234567.1234568", "https://doi.org/10.1145/1234567.1234568"),
        ("https://link.zhihu.com/?target=https%3A//example.org/heads.pdf", "https://example.org/heads.pdf"),
        ("https://example.org/heads?utm_source=list&page=2#top", "https://example.org/heads?page=2#top"),
        ("http://github.com/heads/turning", "https://github.com/heads/turning"),
    ],
)
def test_an_address_is_written_in_its_usual_form(written: str, usual: str) -> None:
    text = papers(f"Turning Heads with Motion [[paper]]({written})")
    expected = papers(f"Turning Heads with Motion [[paper]]({usual})")
    assert after(text, "links", choices=Choices(arxiv="abs")) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "https://arxiv.org/pdf/2101.00001#page=3",  # the abstract has no page 3
        "https://arxiv.org/html/2101.00001v1",
        "https://huggingface.co/papers/2101.00001",
        "http://heads.example.org/?page=2",
        "https://git.io/abcde",
        "https://dl.acm.org/doi/10.1145/1234567.1234568",
        "./papers/heads.pdf",
    ],
)
def test_an_address_that_says_what_is_meant_stays(kept: str) -> None:
    text = papers(f"Turning Heads with Motion [[paper]]({kept})")
    assert after(text, "links") == text


def test_links_to_arxiv_take_the_form_that_prevails_or_is_chosen() -> None:
    text = papers(
        "Turning Heads with Motion [[paper]](https://arxiv.org/pdf/2101.00001)",
        "Speech Faces in the Wild [[paper]](https://arxiv.org/pdf/2101.00002)",
        "Statues that Sing and Dance [[paper]](https://arxiv.org/abs/2101.00003)",
    )
    assert after(text, "links") == text.replace("/abs/", "/pdf/")
    assert after(text, "links", choices=Choices(arxiv="abs")) == text.replace("/pdf/", "/abs/")


def test_a_label_that_names_a_form_stays_true() -> None:
    text = papers(
        "Turning Heads with Motion [[abs]](https://arxiv.org/abs/2101.00001) [[pdf]](https://arxiv.org/pdf/2101.00001)",
        "Speech Faces in the Wild [[paper]](https://arxiv.org/abs/2101.00002)",
        "Statues that Sing and Dance [[pdf]](https://arxiv.org/pdf/2101.00003)",
    )
    assert after(text, "links", choices=Choices(arxiv=None)) == text


def test_pages_of_publishers_give_way_where_the_list_writes_dois() -> None:
    page = "https://dl.acm.org/doi/10.1145/1234567.1234568"
    text = papers(
        f"Turning Heads with Motion [[paper]]({page})",
        "Speech Faces in the Wild [[paper]](https://dl.acm.org/doi/pdf/10.1145/1234567.1234569)",
        "Statues that Sing and Dance [[paper]](https://doi.org/10.1145/1234567.1234570)",
        "Walking Heads of Marble [[paper]](https://doi.org/10.1145/1234567.1234571)",
        "Portraits from a Single Sound [[paper]](https://doi.org/10.1145/1234567.1234572)",
    )
    assert after(text, "links") == text.replace(page, "https://doi.org/10.1145/1234567.1234568")
    assert after(text, "links", choices=Choices(doi="keep")) == text


def test_a_reference_is_changed_where_it_is_defined_once() -> None:
    text = (
        "# Papers\n\n- Turning Heads with Motion [[paper]][p1]\n- Speech Faces in the Wild [[paper]][p1]\n\n"
        "[p1]: http://arxiv.org/abs/2101.00001v2\n[free]: http://arxiv.org/abs/2101.00009v1\n"
    )
    assert after(text, "links") == text.replace("http://arxiv.org/abs/2101.00001v2", "https://arxiv.org/abs/2101.00001")


def test_links_outside_entries_stay() -> None:
    text = "See [arXiv](http://arxiv.org/abs/2101.00009v1), too.\n\n" + papers(
        "Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001)"
    )
    assert after(text, *FIELDS) == text


def test_an_address_that_is_shown_is_changed_with_the_link() -> None:
    old = "http://arxiv.org/abs/2101.00001"
    text = papers(f"Turning Heads with Motion: [{old}]({old})", f"Speech Faces in the Wild: {old[:-1]}2")
    assert after(text, "links") == text.replace("http:", "https:")


# Labels


def test_links_of_one_role_carry_one_label() -> None:
    text = papers(
        "Turning Heads with Motion [[Paper]](https://example.org/1.pdf) [[Code]](https://github.com/a/one)",
        "Speech Faces in the Wild [[paper]](https://example.org/2.pdf) [[github]](https://github.com/a/two)",
        "Statues that Sing and Dance [[PDF]](https://example.org/3.pdf) [[Code]](https://github.com/a/three)",
        "Walking Heads of Marble [[Paper]](https://example.org/4.pdf) [[Source Code]](https://github.com/a/four)",
    )
    expected = text.replace("[paper]", "[Paper]").replace("[PDF]", "[Paper]")
    assert after(text, "labels") == expected.replace("[github]", "[Code]").replace("[Source Code]", "[Code]")


@pytest.mark.parametrize(
    "kept",
    [
        "[[arXiv]](https://arxiv.org/abs/2101.00001) [[PDF]](https://example.org/1.pdf)",
        "[[PyTorch]](https://github.com/a/one)",
        "[[Preprint]](https://example.org/1.pdf)",
        "[![Code](https://img.shields.io/badge/code-blue.svg)](https://github.com/a/one)",
        "<https://github.com/a/one>",
        "Paper: [[arXiv]](https://arxiv.org/abs/2101.00001)",
    ],
)
def test_a_label_that_says_more_than_its_role_stays(kept: str) -> None:
    others = [
        f"Speech Faces in Wood, Part {n} [[Paper]](https://example.org/{n}.pdf) [[Code]](https://github.com/a/b{n})"
        for n in range(2, 6)
    ]
    text = papers(f"Turning Heads with Motion {kept}", *others)
    assert after(text, "labels") == text


def test_a_remark_behind_a_label_is_kept() -> None:
    others = [
        f"Speech Faces in Wood, Part {n} [[Project Page](https://a.github.io/{n}/)] [[Paper](https://a.org/{n}.pdf)]"
        for n in range(2, 6)
    ]
    text = papers("Turning Heads with Motion [[Project (plays music)](https://heads.github.io)]", *others)
    assert after(text, "labels") == text.replace("Project (plays", "Project Page (plays")


def test_a_list_that_calls_only_files_pdf_keeps_both_words() -> None:
    text = papers(
        *(f"Speech Faces in Wood, Part {n} [[Paper]](https://example.org/{n})" for n in range(5)),
        *(f"Speech Faces in Stone, Part {n} [[PDF]](https://example.org/stone{n}.pdf)" for n in range(4)),
    )
    assert after(text, "labels") == text


# Titles


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("[Turning Heads with Motion.](https://example.org/1)", "[Turning Heads with Motion](https://example.org/1)"),
        (
            "**Turning Heads with Motion.** [[paper]](https://example.org/1.pdf)",
            "**Turning Heads with Motion** [[paper]](https://example.org/1.pdf)",
        ),
        (
            "[Turning  Heads with\u00a0Motion](https://example.org/1)",
            "[Turning Heads with Motion](https://example.org/1)",
        ),
        ("[ Turning Heads with Motion ](https://example.org/1)", "[Turning Heads with Motion](https://example.org/1)"),
        (
            "[Turning\u200b Heads with Motion](https://example.org/1)",
            "[Turning Heads with Motion](https://example.org/1)",
        ),
        (
            "[The Fr√©chet Distance of Heads](https://example.org/1)",
            "[The Fréchet Distance of Heads](https://example.org/1)",
        ),
        ("[头部的运动生成。](https://example.org/1)", "[头部的运动生成](https://example.org/1)"),
    ],
)
def test_a_title_is_cleaned(written: str, clean: str) -> None:
    others = [f"[Speech Faces in Wood, Part {n}](https://example.org/b{n})" for n in range(3)]
    assert after(papers(written, *others), "titles") == papers(clean, *others)


@pytest.mark.parametrize(
    "title",
    [
        "Who Turns Heads?",
        "Heads Turn!",
        "Turning Heads...",
        "Turning Heads by Lee et al.",
        "Heads of Stone Inc.",
        "Heads in the U.S.",
    ],
)
def test_signs_that_belong_to_a_title_stay(title: str) -> None:
    text = papers(f"[{title}](https://example.org/1)", "[Speech Faces in Wood](https://example.org/2)")
    assert after(text, "titles") == text


def test_a_stop_that_parts_a_title_from_its_authors_stays() -> None:
    text = papers(
        "Turning Heads with Motion. Ann Lee, Bob Roe. CVPR 2021. [[paper]](https://example.org/1.pdf)",
        '"Walking Heads of Marble." ICCV 2021. [[paper]](https://example.org/2.pdf)',
        "**Speech Faces in the Wild.** *Ann Lee, Bob Roe.* CVPR 2022. [[paper]](https://example.org/3.pdf)",
    )
    assert after(text, "titles") == text


def test_a_title_that_goes_on_in_the_next_line_is_joined() -> None:
    text = papers(
        "[Turning Heads with\n  Motion](https://example.org/1)",
        *(f"[Speech Faces in Wood, Part {n}](https://example.org/b{n})" for n in range(9)),
    )
    assert after(text, "titles") == text.replace("with\n  Motion", "with Motion")


# Keywords


def keywords(*cells: str) -> str:
    rows = "".join(
        f"| [Heads of Stone, Part {n}](https://example.org/{n}) | {cell} |\n" for n, cell in enumerate(cells)
    )
    return "# Papers\n\n| Title | Keywords |\n| --- | --- |\n" + rows


def test_keywords_have_one_separator_and_one_spelling() -> None:
    text = keywords(
        "audio, diffusion", "audio, Diffusion", "lips，audio", "head pose,audio", "lips; head-pose", "audio, head pose"
    )
    assert after(text, "keywords") == keywords(
        "audio, diffusion", "audio, diffusion", "lips, audio", "head pose, audio", "lips, head pose", "audio, head pose"
    )


def test_full_width_commas_stay_where_they_prevail() -> None:
    text = keywords("音频，扩散", "嘴唇，音频", "音频，姿态")
    assert after(text, "keywords") == text


# Text


def test_damaged_text_is_repaired_in_entries_only() -> None:
    text = "caf√©\n\n" + papers(
        "[Turning Heads](https://example.org/1) - Fr√©chet, `√©`, m\u200botion [[code]](https://github.com/a/b)"
    )
    assert after(text, "text") == text.replace("Fr√©chet", "Fréchet").replace("\u200b", "")


# What is asked for


def test_only_the_fields_asked_for_change() -> None:
    text = papers(
        "[Turning  Heads with Motion.](http://arxiv.org/abs/2101.00001v2) [Arxiv 2021] [[code]](https://github.com/a/b)",
        "[Speech Faces in the Wild](https://arxiv.org/abs/2101.00002) [CVPR 2021] [[Code]](https://github.com/a/c)",
        "[Statues that Sing](https://arxiv.org/abs/2101.00003) [CVPR 2022] [[Code]](https://github.com/a/d)",
    )
    assert after(text) == text
    alone = [after(text, field) for field in ("venue", "links", "labels", "titles")]
    assert len({text, *alone}) == 5
    assert after(text, "venue", "links", "labels", "titles") == papers(
        "[Turning Heads with Motion](https://arxiv.org/abs/2101.00001) [arXiv 2021] [[Code]](https://github.com/a/b)",
        "[Speech Faces in the Wild](https://arxiv.org/abs/2101.00002) [CVPR 2021] [[Code]](https://github.com/a/c)",
        "[Statues that Sing](https://arxiv.org/abs/2101.00003) [CVPR 2022] [[Code]](https://github.com/a/d)",
    )


def test_a_field_that_there_is_not_is_named_with_the_nearest() -> None:
    assert chosen_fields(["titles", "venue", "titles"]) == ("venue", "titles")
    with pytest.raises(FieldError, match="unknown field 'venues'; did you mean 'venue'"):
        chosen_fields(["venues"])
    with pytest.raises(FieldError, match="unknown field 'qqq'; there are venue, links, labels"):
        chosen_fields(["qqq"])


def test_what_would_change_more_than_its_field_stays_and_is_named() -> None:
    text = papers(
        "Directing Heads ‚Äúin the Wild‚Äù (code) [CVPR 2022] [[Paper]](https://a.org/1.pdf)",
        *(f"Speech Faces in Wood, Part {n} [CVPR 2022] [[Paper]](https://a.org/b{n}.pdf)" for n in range(4)),
    )
    document = parse_document(Source(text))
    form = canonical_form(document, ["titles"], Choices(), knowledge())
    assert form.edits == ()
    assert [(field, entry.line) for field, entry in form.left] == [("titles", 3)]


@pytest.mark.parametrize(
    "citation",
    [
        "*IEEE Transactions on Image Processing, 26*(3), 12-24.",
        "In *Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition* (pp. 1-9).",
        "IEEE Trans. Image Process., vol. 30, pp. 1-12, 2021.",
    ],
)
def test_a_citation_keeps_its_full_names(citation: str) -> None:
    text = papers(f"Lee, A., & Roe, B. (2017). Turning heads with motion. {citation} [PDF](https://example.org/1.pdf)")
    assert after(text, "venue") == text


def rows(*cells: str) -> str:
    head = "# Papers\n\n| Title | Venue | Links | Keywords |\n| --- | --- | --- | --- |\n"
    return head + "".join(f"| {cell} |\n" for cell in cells)


def test_what_prevails_can_be_that_of_another_list() -> None:
    mine = rows(
        "Heads | ACMMM 2021 | [PDF](https://arxiv.org/pdf/2101.00001) [GitHub](https://github.com/a/b) | lips, Audio",
        "Faces | ACMMM 2022 | [PDF](https://arxiv.org/pdf/2201.00001) [GitHub](https://github.com/a/c) | Audio, pose",
    )
    theirs = rows(
        "Busts | ACM MM 2021 | [Paper](https://arxiv.org/abs/2101.00003) [code](https://github.com/a/d) | pose，audio",
        "Masks | ACM MM 2020 | [Paper](https://arxiv.org/abs/2001.00003) [code](https://github.com/a/e) | Pose，art",
    )
    document, like = parse_document(Source(theirs)), parse_document(Source(mine))
    edits = canonical(document, ["venue", "links", "labels", "keywords"], Choices(), knowledge(), like)
    assert apply_edits(theirs, edits) == rows(
        "Busts | ACMMM 2021 | [PDF](https://arxiv.org/pdf/2101.00003) [GitHub](https://github.com/a/d) | pose, Audio",
        "Masks | ACMMM 2020 | [PDF](https://arxiv.org/pdf/2001.00003) [GitHub](https://github.com/a/e) | Pose, art",
    )
