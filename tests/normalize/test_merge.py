"""Contributed lists merged into a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_lint.normalize.merged import summary, told
from awesome_lint.normalize.unite import moved_url

from .merging import changed_lines, merged, merged_documents, read

TABLE = """\
# Talking faces

Prose stays.

## Papers

| Title | Venue | Year | Paper | Code |
| --- | --- | --- | --- | --- |
| Turning Heads with Motion | CVPR | 2021 | [pdf](https://arxiv.org/abs/2101.00001) | [code](https://github.com/a/h) |
| Faces That Speak Two Languages | ICCV | 2021 | [pdf](https://arxiv.org/abs/2102.00002) | - |
| Moving Faces Without Camera | ECCV | 2022 | [pdf](https://arxiv.org/abs/2203.00003) | [code](https://github.com/c/p) |

## Surveys

| Title | Venue | Year | Paper | Code |
| --- | --- | --- | --- | --- |
| A Survey of Talking Faces | TPAMI | 2020 | [pdf](https://arxiv.org/abs/2001.00009) | - |
| Ten Years of Face Animation | CSUR | 2021 | [pdf](https://arxiv.org/abs/2101.00019) | - |
"""
BULLETS = """\
# More

## Papers

- Faces that speak two languages. ICCV 2021. [[Code](https://github.com/b/faces)] [[Project](https://faces.example.org)]
- A New Way to Paint Lips. NeurIPS 2023. [[Paper](https://arxiv.org/abs/2301.00031)] <!---lips-->
- Moving Faces Without Camera. ECCV 2021. [[Paper](https://arxiv.org/abs/2203.00003)]
- Whisper Faces: Quiet Speech Animation. SIGGRAPH 2022. [[Paper](https://doi.org/10.1145/1234567.1234568)] [[Code](https://github.com/d/whisper)]
"""


def papers(*lines: str) -> str:
    return "# Faces\n\n## Papers\n\n" + "".join(f"- {line}\n" for line in lines)


FACES = papers(
    "Turning Heads with Motion [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001) [Code](https://github.com/a/h)",
    "Faces That Speak Two Languages [ICCV 2021] [Paper](https://arxiv.org/abs/2102.00002)",
    "Moving Faces Without Camera [ECCV 2022] [Paper](https://arxiv.org/abs/2203.00003) [Code](https://github.com/c/p)",
)


def test_bullets_go_into_a_table() -> None:
    done = merged(TABLE, BULLETS)
    assert changed_lines(TABLE, done.text) == [
        "| Faces That Speak Two Languages | ICCV | 2021 | [pdf](https://arxiv.org/abs/2102.00002)"
        " [project](https://faces.example.org) | [code](https://github.com/b/faces) |",
        "| A New Way to Paint Lips | NeurIPS | 2023 | [pdf](https://arxiv.org/abs/2301.00031) | <!---lips--> |",
        "| Whisper Faces: Quiet Speech Animation | SIGGRAPH | 2022 | [pdf](https://doi.org/10.1145/1234567.1234568)"
        " | [code](https://github.com/d/whisper) |",
    ]


def test_it_is_told_what_became_of_every_entry() -> None:
    done = merged(TABLE, BULLETS)
    assert told(done) == [
        "README.md:10: united with contrib.md:5: code link https://github.com/b/faces; project link"
        " https://faces.example.org",
        "README.md:11: year ECCV 2022, in contrib.md:7 ECCV 2021: left as it is",
        "README.md:12: added from contrib.md:6: `A New Way to Paint Lips`",
        "README.md:13: added from contrib.md:8: `Whisper Faces: Quiet Speech Animation`",
    ]
    assert summary(done) == "2 added, 1 united, 1 there already, 1 conflict left"


def test_a_table_goes_into_bullets() -> None:
    done = merged(BULLETS, TABLE)
    assert changed_lines(BULLETS, done.text) == [
        "- Faces that speak two languages. ICCV 2021. [[Paper](https://arxiv.org/abs/2102.00002)]"
        " [[Code](https://github.com/b/faces)] [[Project](https://faces.example.org)]",
        "- Moving Faces Without Camera. ECCV 2021. [[Paper](https://arxiv.org/abs/2203.00003)]"
        " [[Code](https://github.com/c/p)]",
        "- Turning Heads with Motion. CVPR 2021. [[Paper](https://arxiv.org/abs/2101.00001)]"
        " [[Code](https://github.com/a/h)]",
        "- A Survey of Talking Faces. TPAMI 2020. [[Paper](https://arxiv.org/abs/2001.00009)]",
        "- Ten Years of Face Animation. CSUR 2021. [[Paper](https://arxiv.org/abs/2101.00019)]",
    ]


CHINESE = """\
# 论文列表

## 语音驱动

1. **说话人脸生成综述** (计算机学报 2022) [[论文](https://arxiv.org/abs/2201.00011)]
2. **基于扩散模型的语音驱动人脸动画** (CVPR 2023) [[论文](https://arxiv.org/abs/2301.00012)] [[代码](https://github.com/x/kuosan)]
3. **轻量化唇形同步网络** (AAAI 2023) [[论文](https://arxiv.org/abs/2302.00013)]

## 数据集

- [面孔库](https://mianku.example.cn) - 一万个视频
"""


def test_headings_go_into_a_numbered_list_of_another_script() -> None:
    theirs = (
        "# Papers\n\n## 语音驱动\n\n### [ICCV 2023] 三维人脸重建与动画\n- [paper](https://arxiv.org/abs/2305.00014)\n"
        "- [code](https://github.com/y/sanwei)\n\n### [CVPR 2023] 基于扩散模型的语音驱动人脸动画\n"
        "- [paper](https://arxiv.org/abs/2301.00012)\n- [project page](https://kuosan.example.cn)\n"
    )
    assert changed_lines(CHINESE, merged(CHINESE, theirs).text) == [
        "2. **基于扩散模型的语音驱动人脸动画** (CVPR 2023) [[论文](https://arxiv.org/abs/2301.00012)]"
        " [[代码](https://github.com/x/kuosan)] [[Project](https://kuosan.example.cn)]",
        "4. **三维人脸重建与动画** (ICCV 2023) [[论文](https://arxiv.org/abs/2305.00014)]"
        " [[代码](https://github.com/y/sanwei)]",
    ]


def test_references_become_links_with_an_address() -> None:
    mine = (
        "# Inline\n\n## Papers\n\n1. [Large Faces Seen from Afar](https://arxiv.org/abs/1901.00001), CVPR 2019.\n"
        "2. [Deep Faces in Motion](https://arxiv.org/abs/2001.11111), CVPR 2020."
    )
    theirs = (
        "# Refs\n\n## Papers\n\n- [Deep Faces in Motion][p1] CVPR 2020\n- [Small Faces in Large Crowds][p2] ICCV 2021\n"
        "\n[p1]: https://arxiv.org/abs/2001.11111\n[p2]: https://arxiv.org/abs/2002.22222\n"
    )
    done = merged(mine, theirs)
    assert done.text == mine + "\n3. [Small Faces in Large Crowds](https://arxiv.org/abs/2002.22222), ICCV 2021."


def test_line_ends_stay_those_of_the_list() -> None:
    windows = TABLE.replace("\n", "\r\n")
    assert merged(windows, BULLETS).text == merged(TABLE, BULLETS).text.replace("\n", "\r\n")
    assert merged(TABLE, BULLETS.replace("\n", "\r\n")).text == merged(TABLE, BULLETS).text


@pytest.mark.parametrize(("mine", "theirs"), [(TABLE, BULLETS), (BULLETS, TABLE), (FACES, TABLE), (TABLE, FACES)])
def test_merging_again_changes_nothing(mine: str, theirs: str) -> None:
    once = merged(mine, theirs)
    again = merged(once.text, theirs)
    assert again.text == once.text
    assert (again.added, again.united, again.edits) == ((), (), ())


def test_a_list_merged_into_itself_stays_as_it_is() -> None:
    assert merged(TABLE, TABLE).text == TABLE


def test_entries_said_twice_by_the_contribution_are_written_once() -> None:
    paper = "- A New Way to Paint Lips [NeurIPS 2023] [Paper](https://arxiv.org/abs/2301.00031)"
    more = "- A new way to paint lips [NeurIPS 2023] [Code](https://github.com/e/lips)"
    done = merged(FACES, f"# More\n\n## Papers\n\n{paper}\n", f"# More\n\n## Papers\n\n{more}\n")
    assert changed_lines(FACES, done.text) == [f"{paper} [Code](https://github.com/e/lips)"]
    assert summary(done) == "1 added, 1 united, 0 there already"


def test_several_new_entries_keep_their_order() -> None:
    new = [
        f"Paper Number {word} about Faces [CVPR 2024] [Paper](https://arxiv.org/abs/2401.0000{at})"
        for at, word in enumerate(("One", "Two", "Three"))
    ]
    assert changed_lines(FACES, merged(FACES, papers(*new)).text) == [f"- {line}" for line in new]


# Which entries are one


def test_spellings_of_one_address_are_no_second_link() -> None:
    theirs = papers(
        "Faces that speak two languages [ICCV 2021] [PDF](http://arxiv.org/pdf/2102.00002v3.pdf)",
        "Moving Faces without Camera [ECCV 2022] [GitHub](https://github.com/C/P.git)",
    )
    done = merged(FACES, theirs)
    assert (done.text, len(done.kept), told(done)) == (FACES, 2, [])


def test_a_paper_is_not_one_with_another_version_of_it() -> None:
    mine = papers(
        "Painted Faces in the Wild V1 [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001)",
        "Other Faces Seen from Behind [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00007)",
    )
    done = merged(mine, papers("Painted Faces in the Wild V2 [CVPR 2022] [Paper](https://arxiv.org/abs/2201.00001)"))
    assert len(done.added) == 1


def test_another_arxiv_number_is_another_paper() -> None:
    done = merged(FACES, papers("Moving Faces Without Camera [Paper](https://arxiv.org/abs/2309.00003)"))
    assert len(done.added) == 1


def test_one_address_under_two_titles_joins_nothing() -> None:
    """A wrong address must not bring one paper's code to another one."""
    done = merged(
        FACES,
        papers(
            "Contrastive Memory for Loud Speech [Paper](https://arxiv.org/abs/2203.00003) [Code](https://github.com/z/loud)"
        ),
    )
    assert len(done.added) == 1
    assert told(done)[0] == (
        "README.md:7: arXiv 2203.00003 `Moving Faces Without Camera`, in contrib.md:5"
        " `Contrastive Memory for Loud Speech` (one address under two titles): both are kept"
    )


def test_a_renamed_paper_is_found_by_its_identifier() -> None:
    mine = papers(
        "PortNet: Moving Faces Without Camera [Paper](https://arxiv.org/abs/2203.00003)",
        "Other Faces Seen from Behind [Paper](https://arxiv.org/abs/2101.00007)",
    )
    theirs = papers("PortNet: Camera-free Animation [Paper](https://arxiv.org/abs/2203.00003)")
    done = merged(mine, theirs)
    assert done.text == mine
    assert [(said.what, said.taken) for said in done.conflicts] == [("title", "mine")]
    assert "PortNet: Camera-free Animation" in merged(mine, theirs, prefer="theirs").text


TOOLS = """\
# Parsers

## Python

- [lark](https://github.com/lark-parser/lark) - A parsing toolkit.
- [pyparsing](https://github.com/pyparsing/pyparsing) - Grammars in Python code.
- [parso](https://parso.readthedocs.io) - Parses Python itself.

## Rust

- [nom](https://github.com/rust-bakery/nom) - Parser combinators.
- [pest](https://pest.rs) - A PEG parser.
"""


def test_tools_are_found_by_repository_page_or_name() -> None:
    theirs = """\
# Mine

## Python

* **[Lark](https://github.com/lark-parser/lark/)**: A parsing toolkit.
* **[parso](https://github.com/davidhalter/parso)**: Parses Python itself.
* **[textX](https://github.com/textX/textX)**: Meta-language for DSLs.

## Rust

* **[The pest](https://www.pest.rs/)**: A PEG parser.
* **[chumsky](https://github.com/zesterer/chumsky)**: Expressive parser combinators.
"""
    done = merged(TOOLS, theirs)
    assert changed_lines(TOOLS, done.text) == [
        "- [parso](https://parso.readthedocs.io) - Parses Python itself. [Code](https://github.com/davidhalter/parso)",
        "- [textX](https://github.com/textX/textX) - Meta-language for DSLs.",
        "- [chumsky](https://github.com/zesterer/chumsky) - Expressive parser combinators.",
    ]


def test_two_tools_of_one_name_are_two() -> None:
    theirs = "# Mine\n\n## Rust\n\n- [nom](https://github.com/someone/nom) - Eats bytes.\n"
    done = merged(TOOLS, theirs)
    assert [one.title for one in done.added] == ["nom"]


# Conflicts


LINK = "[Paper](https://arxiv.org/abs/2203.00003)"


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        ("[ECCV 2022]", "[CVPR 2022]", [("venue", "ECCV 2022", "CVPR 2022", "")]),
        ("[ECCV 2022]", "[ECCV 2020]", [("year", "ECCV 2022", "ECCV 2020", "")]),
        ("[ACM MM 2022]", "[ACM Multimedia 2022]", []),
        ("[TPAMI 2022]", "[TPAMI 2023]", []),
        ("[arXiv 2021]", "[ECCV 2022]", [("venue", "arXiv 2021", "ECCV 2022", "mine is the preprint's")]),
        ("[ECCV 2022]", "[arXiv 2021]", [("venue", "ECCV 2022", "arXiv 2021", "theirs is the preprint's")]),
    ],
)
def test_venues_and_years_that_cannot_both_be_right(
    mine: str, theirs: str, said: list[tuple[str, str, str, str]]
) -> None:
    other = "Other Faces Seen from Behind [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00007)"
    lists = [papers(f"Moving Faces Without Camera {venue} {LINK}", other) for venue in (mine, theirs)]
    assert [(one.what, one.mine, one.theirs, one.note) for one in merged(*lists).conflicts] == said


@pytest.mark.parametrize(
    ("prefer", "venue", "decided"),
    [(None, "ECCV 2022", False), ("mine", "ECCV 2022", True), ("theirs", "CVPR 2023", True)],
)
def test_a_preference_decides(prefer: None, venue: str, decided: bool) -> None:
    theirs = papers(f"Moving Faces Without Camera [CVPR 2023] {LINK}")
    done = merged(FACES, theirs, prefer=prefer)
    assert done.text == FACES.replace("ECCV 2022", venue)
    assert [said.decided for said in done.conflicts] == [decided]


def test_what_a_venue_says_is_not_given_up_for_a_preprint_server() -> None:
    theirs = papers(f"Moving Faces Without Camera [arXiv 2022] {LINK}")
    done = merged(FACES, theirs, prefer="theirs")
    assert done.text == FACES
    assert told(done) == [
        "README.md:7: venue ECCV 2022, in contrib.md:5 arXiv 2022 (theirs is the preprint's): left as it is"
    ]


def test_other_authors_of_one_identifier_are_a_conflict_and_no_other_paper() -> None:
    mine = papers(
        f"Moving Faces Without Camera. Ann Lee, Bo Chen. ECCV 2022. {LINK}",
        "Other Faces Seen from Behind. Cy Dee, Ed Fay. CVPR 2021. [Paper](https://arxiv.org/abs/2101.00007)",
    )
    done = merged(mine, mine.replace("Ann Lee, Bo Chen", "Gil Hay, Ida Jay"))
    assert done.text == mine
    assert [(said.what, said.mine, said.theirs) for said in done.conflicts] == [
        ("authors", "`Ann Lee, Bo Chen`", "`Gil Hay, Ida Jay`")
    ]


def test_two_repositories_are_both_kept_and_told() -> None:
    done = merged(FACES, papers("Moving Faces Without Camera [ECCV 2022] [Code](https://github.com/other/port)"))
    assert "[Code](https://github.com/c/p) [Code](https://github.com/other/port)" in done.text
    assert [(said.what, said.taken) for said in done.conflicts] == [("code link", "both")]


# What is given


def test_a_preprint_and_the_publisher_are_both_kept() -> None:
    done = merged(FACES, papers("Moving Faces Without Camera [PDF](https://doi.org/10.1145/1234567.1234568)"))
    assert (
        "[Paper](https://arxiv.org/abs/2203.00003) [Paper](https://doi.org/10.1145/1234567.1234568)"
        " [Code](https://github.com/c/p)" in done.text
    )
    assert not done.conflicts


def test_fields_that_the_list_writes_are_filled_in() -> None:
    mine = FACES + "- Quiet Faces at Night Time [Paper](https://arxiv.org/abs/2204.00004)\n"
    theirs = papers(
        "**Quiet Faces at Night Time** (Ann Lee, Bo Chen), NeurIPS 2022 [pdf](https://arxiv.org/abs/2204.00004)"
    )
    done = merged(mine, theirs)
    assert changed_lines(mine, done.text) == [
        "- Quiet Faces at Night Time [NeurIPS 2022] [Paper](https://arxiv.org/abs/2204.00004)"
    ]


def test_a_venue_by_the_contributed_heading_is_written_into_the_entry() -> None:
    theirs = (
        "# More\n\n## Papers\n\n### NeurIPS 2023\n\n- A New Way to Paint Lips [pdf](https://arxiv.org/abs/2301.00031)\n"
    )
    done = merged(FACES, theirs, section=("Papers",))
    assert changed_lines(FACES, done.text) == [
        "- A New Way to Paint Lips [NeurIPS 2023] [Paper](https://arxiv.org/abs/2301.00031)"
    ]


YEARS = """\
# Faces

## 2022

- [ECCV] Moving Faces Without Camera [[paper]](https://arxiv.org/abs/2203.00003)
- [CVPR] Heads in the Clouds Above [[paper]](https://arxiv.org/abs/2203.00004)

## 2021

- [ICCV] Faces That Speak Two Languages [[paper]](https://arxiv.org/abs/2102.00002)
- [CVPR] Turning Heads with Motion [[paper]](https://arxiv.org/abs/2101.00001)
"""


def test_a_year_that_the_heading_says_is_not_written_again() -> None:
    theirs = papers("Quiet Faces at Night Time [NeurIPS 2022] [Paper](https://arxiv.org/abs/2204.00004)")
    done = merged(YEARS, theirs)
    assert changed_lines(YEARS, done.text) == [
        "- [NeurIPS] Quiet Faces at Night Time [[paper]](https://arxiv.org/abs/2204.00004)"
    ]


def test_what_the_list_never_writes_is_told() -> None:
    mine = papers(*[f"[Face Paper Number {at} of Ten](https://arxiv.org/abs/2101.0000{at})" for at in range(4)])
    done = merged(mine, papers("A New Way to Paint Lips [NeurIPS 2023] [Paper](https://arxiv.org/abs/2301.00031)"))
    assert changed_lines(mine, done.text) == ["- [A New Way to Paint Lips](https://arxiv.org/abs/2301.00031)"]
    assert [(lost.what, lost.value) for lost in done.lost] == [("venue", "NeurIPS"), ("year", "2023")]


def test_what_many_entries_lose_is_told_in_one_line_and_many_new_ones_are_counted() -> None:
    mine = papers(*[f"[Face Paper Number {at} of Ten](https://arxiv.org/abs/2101.0000{at})" for at in range(4)])
    words = "Amber Birch Cedar Dahlia Elder Fern Ginkgo Hazel Iris Juniper Kelp Laurel Maple Nettle Oak".split()
    theirs = papers(
        *[
            f"{word} Lips in Motion [2023] [Paper](https://arxiv.org/abs/2301.001{at:02})"
            for at, word in enumerate(words)
        ],
        "Zinnia Heads at Rest [CVPR 2022] [Paper](https://arxiv.org/abs/2203.00099)",
    )
    done = merged(mine, theirs)
    lines = told(done)
    assert len(done.lost) == 17
    assert sum(": added from contrib.md:" in line for line in lines) == 10
    assert "README.md: and 6 more added (-v shows them)" in lines
    assert "README.md: year of 16 entries not kept: this list writes no such thing (-v shows them)" in lines
    (venue,) = [line for line in lines if "not kept of" in line]
    assert venue.endswith(": venue `CVPR`: this list writes no such thing")
    every = told(done, every=True)
    assert sum(": added from" in line for line in every) == 16
    assert sum(": not kept of" in line for line in every) == 17
    assert not any("-v" in line for line in every)


def test_conflicts_are_all_told_however_many() -> None:
    own = [f"Part {word} of Faces" for word in "Amber Birch Cedar Dahlia Elder Fern Ginkgo Hazel Iris Juniper".split()]
    own += [f"Side {word} of Heads" for word in "Kelp Laurel Maple Nettle".split()]
    mine = papers(*[f"{one} [CVPR 2021] [Paper](https://arxiv.org/abs/2101.001{at:02})" for at, one in enumerate(own)])
    lines = told(merged(mine, mine.replace("CVPR", "ICCV")))
    assert len(lines) == len(own)
    assert all(": venue CVPR 2021, in contrib.md:" in line for line in lines)


def test_a_bare_word_and_an_empty_link_are_filled() -> None:
    mine = papers(
        "Moving Faces Without Camera [Paper]() [Code](https://github.com/c/p)",
        "Quiet Faces at Night Time [Paper](https://arxiv.org/abs/2204.00004) Code (coming soon)",
        "Turning Heads with Motion [Paper](https://arxiv.org/abs/2101.00001) [Code](https://github.com/a/h)",
    )
    theirs = papers(
        f"Moving Faces Without Camera {LINK}",
        "Quiet Faces at Night Time [PDF](https://arxiv.org/abs/2204.00004) [GitHub](https://github.com/q/night)",
    )
    assert changed_lines(mine, merged(mine, theirs).text) == [
        f"- Moving Faces Without Camera {LINK} [Code](https://github.com/c/p)",
        "- Quiet Faces at Night Time [Paper](https://arxiv.org/abs/2204.00004) [Code](https://github.com/q/night)",
    ]


def test_keywords_are_added_to_those_there() -> None:
    mine = (
        "# Faces\n\n### Moving Faces Without Camera\nkeywords: video, flow\n- [paper](https://arxiv.org/abs/2203.00003)\n\n"
        "### Quiet Faces at Night Time\nkeywords: audio\n- [paper](https://arxiv.org/abs/2204.00004)\n"
    )
    theirs = mine.replace("video, flow", "Flow, 3DMM")
    assert changed_lines(mine, merged(mine, theirs).text) == ["keywords: video, flow, 3DMM"]


def test_comments_travel_with_new_entries_and_are_told_of_known_ones() -> None:
    theirs = (
        "# More\n\n## Papers\n\n| Title | Venue | Year | Paper |\n|---|---|---|---|\n"
        "| A New Way to Paint Lips | CVPR | 2022 | [pdf](https://arxiv.org/abs/2301.00031) | <!--lips-->\n"
        "| Faces That Speak Two Languages | ICCV | 2021 | [pdf](https://arxiv.org/abs/2102.00002) <!--two--> |\n"
    )
    done = merged(FACES, theirs)
    assert changed_lines(FACES, done.text) == [
        "- A New Way to Paint Lips [CVPR 2022] [Paper](https://arxiv.org/abs/2301.00031) <!--lips-->"
    ]
    assert [(lost.what, lost.value) for lost in done.lost] == [("comment", "<!--two-->")]


# Places


def test_an_unknown_section_is_told_and_nothing_guessed() -> None:
    theirs = "# Mine\n\n## Go\n\n- [participle](https://github.com/alecthomas/participle) - Parsers out of structs.\n"
    done = merged(TOOLS, theirs)
    assert done.text == TOOLS
    assert [(one.title, one.section[-1]) for one in done.unplaced] == [("participle", "Go")]
    assert told(done)[0].startswith("contrib.md:5: not written: `participle`: the list has no section `Go`")


def test_entries_of_an_unknown_section_are_told_in_one_line() -> None:
    theirs = "# Mine\n\n## Go\n\n" + "".join(
        f"- [parser{at}](https://github.com/a/parser{at}) - Parsers out of structs.\n" for at in range(5)
    )
    done = merged(TOOLS, theirs)
    (line,) = told(done)
    assert line.startswith(
        "contrib.md:5: not written: 5 entries, `parser0`, `parser1` and 3 more (-v names them): the list has no section"
    )
    assert line.endswith("; --section Go=… says where") or line.endswith("; --section 'Go=…' says where")
    assert len(told(done, every=True)) == 5
    assert not merged(TOOLS, theirs, section=("Go=Rust",)).unplaced


def test_an_empty_contribution_changes_nothing() -> None:
    for theirs in ("", "# Nothing\n\nProse.\n"):
        assert summary(merged(FACES, theirs)) == "0 added, 0 united, 0 there already"


def test_an_unfilled_template_is_no_entry_to_merge() -> None:
    theirs = (
        "# Faces\n\n## Papers\n\n### \\[]\nproject page, paper, code\n\n"
        "### \\[CVPR] A New Way to Paint Lips\n- [paper](https://arxiv.org/abs/2301.00031)\n"
    )
    done = merged(FACES, theirs)
    assert [one.title for one in done.added] == ["A New Way to Paint Lips"]


@pytest.mark.parametrize(
    ("here", "there", "url"),
    [
        ("README.md", "contrib.md", "./paper/a%20b.pdf#page=2"),
        ("README.md", "sub/contrib.md", "sub/paper/a%20b.pdf#page=2"),
        ("docs/README.md", "sub/contrib.md", "../sub/paper/a%20b.pdf#page=2"),
        ("docs/README.md", "my (own) lists/contrib.md", "../my%20%28own%29%20lists/paper/a%20b.pdf#page=2"),
        ("-", "sub/contrib.md", "./paper/a%20b.pdf#page=2"),
    ],
)
def test_relative_addresses_lead_where_they_led(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, there: str, url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    beside = Path(there).parent / "paper" / "a b.pdf"
    beside.parent.mkdir(parents=True)
    beside.touch()
    assert moved_url("./paper/a%20b.pdf#page=2", here, there) == url
    absolute = str(tmp_path / there)
    assert moved_url("./paper/a%20b.pdf#page=2", here, absolute if there != "-" else there) == url
    assert moved_url("./paper/gone.pdf", here, there) == "./paper/gone.pdf"


def test_relative_addresses_of_new_entries_and_their_images_are_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("theirs").mkdir()
    for name in ("lips.pdf", "lips.png"):
        (Path("theirs") / name).touch()
    mine = papers(
        f"![heads](heads.png) Turning Heads with Motion {LINK}",
        "![eyes](eyes.png) Open Eyes [Paper](https://arxiv.org/abs/2203.00007)",
    )
    theirs = papers(
        "![lips](lips.png) A New Way to Paint Lips [Paper](lips.pdf) [Code](code/lips.zip)",
        "Whisper Faces: Quiet Speech Animation [Paper](https://doi.org/10.1145/1234567.1234568)",
    )
    done = merged_documents(read(mine), read(theirs, "theirs/list.md"))
    assert changed_lines(mine, done.text)[0] == (
        "- ![lips](theirs/lips.png) A New Way to Paint Lips [Paper](theirs/lips.pdf) [Code](code/lips.zip)"
    )
    assert (
        "README.md:7: from theirs/list.md:5: `code/lips.zip`: as it was, for no such file is beside that list"
        in told(done)
    )


def test_one_odd_row_is_no_example_for_others() -> None:
    rows = "".join(
        f"| 2021 | [{title}](https://arxiv.org/abs/2101.0000{at}) | CVPR 2021 | [Code](https://github.com/a/{at}) |\n"
        for at, title in enumerate(("Turning Heads with Motion", "Faces That Speak", "Eyes Wide Open at Night"))
    )
    odd = "| 2022 | [Lips] [Moving Lips](https://arxiv.org/abs/2201.00009), [[Code](https://github.com/l/l)] | | |\n"
    mine = f"# Faces\n\n## Papers\n\n| Year | Paper | Venue | Links |\n|---|---|---|---|\n{rows}{odd}"
    theirs = papers(
        "[Heads] Turning Heads with Motion [Paper](https://arxiv.org/abs/2101.00000)"
        " [PDF](https://openaccess.thecvf.com/content/CVPR2021/papers/A_Turning_CVPR_2021_paper.pdf)"
    )
    (line,) = changed_lines(mine, merged(mine, theirs).text)
    assert line.startswith("| 2021 | [Turning Heads with Motion](https://arxiv.org/abs/2101.00000) | CVPR 2021 | ")
    assert "[Paper](https://openaccess" in line


def test_links_that_lead_nowhere_are_not_written() -> None:
    theirs = papers(
        "A New Way to Paint Lips [CVPR 2022] [PDF]() [Paper](https://arxiv.org/abs/2301.00031)",
        "Whisper Faces: Quiet Speech [PDF](a file.pdf) [Code](https://github.com/d/whisper)",
    )
    done = merged(FACES, theirs)
    assert changed_lines(FACES, done.text) == [
        "- A New Way to Paint Lips [CVPR 2022] [Paper](https://arxiv.org/abs/2301.00031)",
        "- Whisper Faces: Quiet Speech [Code](https://github.com/d/whisper)",
    ]
    assert [(lost.what, lost.value) for lost in done.lost] == [
        ("link without an address", "[Paper]()"),
        ("broken link", "[PDF](a file.pdf)"),
    ]


def test_an_entry_with_nothing_but_a_link_that_leads_nowhere_is_written_with_it() -> None:
    mine = papers(f"[Turning Heads with Motion]({'https://arxiv.org/abs/2101.00001'})")
    done = merged(mine, papers("[A New Way to Paint Lips]()"))
    assert changed_lines(mine, done.text) == ["- [A New Way to Paint Lips]()"]


def test_images_of_known_entries_are_told() -> None:
    theirs = papers(
        f"![moving](moving.png) Moving Faces Without Camera {LINK} [![stars](stars.svg)](https://github.com/a)"
    )
    mine = papers(f"Moving Faces Without Camera {LINK}")
    done = merged(mine, theirs)
    assert ("image", "![moving](moving.png)") in [(lost.what, lost.value) for lost in done.lost]
    assert "stars.svg)`" not in "".join(told(done))


@pytest.mark.parametrize(("mine", "section"), [(TABLE, ()), (FACES, ()), (CHINESE, ("语音驱动",)), (TOOLS, ("Rust",))])
def test_titles_with_signs_of_markdown_survive(mine: str, section: tuple[str, ...]) -> None:
    title = r"Why \| and \] and \`x\` and \$y\_1\$ matter to Faces 😀 אבג"
    theirs = papers(f"[{title}](https://arxiv.org/abs/2404.00001). CVPR 2024")
    done = merged(mine, theirs, section=section)
    assert [one.title for one in done.added] == ["Why | and ] and `x` and $y_1$ matter to Faces 😀 אבג"]
    assert done.added[0].title in [entry.title for entry in read(done.text).entries]


def test_addresses_that_markdown_would_end_early_survive() -> None:
    theirs = "# More\n\n- A New Way to Paint Lips [Paper](<https://example.org/a (1)|b.pdf>) [Code](https://example.org/(a)/b)\n"
    for mine in (TABLE, FACES):
        done = merged(mine, theirs, section=("Papers",))
        assert [one.title for one in done.added] == ["A New Way to Paint Lips"]
