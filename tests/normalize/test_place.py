"""Where a new entry goes in a list: its section, and its place in the order of that."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.place import Place, PlaceError, Places, Unplaced, insertions, numbered
from awesome_lint.parse import parse_document
from awesome_lint.source import Source, apply_edits
from awesome_lint.style import infer

ROOT = Path(__file__).resolve().parents[2]
LISTS = sorted([*(ROOT / "lists").glob("*.md"), *(ROOT / "tests" / "fixtures").glob("*.md")])


def read(text: str) -> Document:
    return parse_document(Source(text, "list.md"))


def places(text: str) -> Places:
    document = read(text)
    return Places(document, infer(document), knowledge())


def new(*sections: str, title: str = "Turning Heads", venue: str = "CVPR 2021", link: str = "2104.00001") -> Document:
    """A contributed list of one paper below the given headings."""
    heads = "".join(f"{'#' * level} {name}\n\n" for level, name in enumerate(("Contributed", *sections), 1))
    return read(f"{heads}- [{title} at Length](https://arxiv.org/abs/{link}) {venue}\n")


def untitled(title: str) -> Document:
    """A contributed list of one paper without any heading."""
    return read(f"- [{title}](https://arxiv.org/abs/2104.00001) CVPR 2021\n")


def found(text: str, document: Document, section: tuple[str, ...] = (), at: str | None = None) -> Place | Unplaced:
    return places(text).find(document.entries[0], section, at, of=document)


def section(text: str, document: Document, *named: str) -> tuple[str, ...] | str:
    """The section that the entry of `document` goes to, or why it goes to none."""
    place = found(text, document, named)
    return place.section[1:] if isinstance(place, Place) else place.reason


def put(text: str, *written: str, at: str | None = None, named: tuple[str, ...] = ()) -> str:
    """The list with entries, each the only one of a list of its own, at their places."""
    where = places(text)
    placed = []
    for one in written:
        document = read(f"# Contributed\n\n{one}\n")
        place = where.find(document.entries[0], named, at, of=document)
        assert isinstance(place, Place), place
        placed.append(place)
    return apply_edits(text, insertions(zip(numbered(placed), written, strict=True)))


def paper(title: str, year: int = 2020, number: int = 1) -> str:
    return f"- [{title} for Heads](https://arxiv.org/abs/{year % 100:02}01.{number:05}) CVPR {year}"


TOPICS = f"""\
# Awesome Talking Heads

Papers on heads. [A survey](https://example.org) is planned.

## Contents

- [Audio](#audio)

## 1. Audio-driven Methods 🎧

{paper("Loud")}
{paper("Louder")}

## Lip Reading & Speech

{paper("Lips")}
{paper("Speech")}

## Datasets

- [HeadSet](https://example.org/headset) - a data set of heads
- [FaceSet](https://example.org/faceset) - a data set of faces

## Surveys

{paper("A Survey of Surveys")}

## Editing

## License

MIT, see the [file](https://example.org/license).
"""


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (("Audio-driven methods",), "1. Audio-driven Methods 🎧"),
        (("Audio Driven",), "1. Audio-driven Methods 🎧"),
        (("2.3 Audio-Driven Papers (12)",), "1. Audio-driven Methods 🎧"),
        (("Audio driven talking head",), "1. Audio-driven Methods 🎧"),
        (("Papers", "Audio driven", "With Transformers"), "1. Audio-driven Methods 🎧"),
        (("lip-reading and speech",), "Lip Reading & Speech"),
        (("2021", "Lip reading / speech"), "Lip Reading & Speech"),
        (("Review papers",), "Surveys"),
        (("综述",), "Surveys"),
        (("Benchmarks",), "Datasets"),
        (("Editing",), "Editing"),
    ],
)
def test_a_section_is_found_by_the_words_of_headings(theirs: tuple[str, ...], mine: str) -> None:
    assert section(TOPICS, new(*theirs)) == (mine,)


@pytest.mark.parametrize("theirs", [("Audio",), ("Video driven",), ("Papers",), ("Methods",), ()])
def test_a_section_is_never_guessed(theirs: tuple[str, ...]) -> None:
    reason = section(TOPICS, new(*theirs))
    assert isinstance(reason, str)
    assert "`" in reason


def test_what_is_said_names_the_entrys_section_and_the_nearest_ones() -> None:
    reason = section(TOPICS, new("Papers", "Lip Syncing & Speech"))
    assert reason == "the list has no section `Papers / Lip Syncing & Speech`; nearest: `Lip Reading & Speech`"


def test_small_words_that_tell_headings_apart_count() -> None:
    text = f"# Voices\n\n## Text to Speech\n\n{paper('A')}\n\n## Speech to Text\n\n{paper('B')}\n"
    assert section(text, new("speech-to-text")) == ("Speech to Text",)
    assert isinstance(section(text, new("Text and Speech")), str)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        ("🛠 工具 Tools", "Tools"),
        ("🛠 工具 Tools", "工具"),
        ("Tools", "Tools (工具)"),
        ("Survey & Tutorials", "Tutorials"),
        ("Lips, Eyes and Ears", "Ears"),
        ("Artículos", "Papers"),
        ("论文列表", "Publications"),
        ("IV. Depth Estimation", "depth-estimation:"),
    ],
)
def test_headings_in_two_languages_and_of_several_parts(mine: str, theirs: str) -> None:
    text = f"# List\n\n## Noses\n\n{paper('A')}\n\n## {mine}\n\n{paper('B')}\n"
    assert section(text, new(theirs)) == (mine,)


def test_a_data_set_goes_to_the_one_section_of_data_sets() -> None:
    of_data = read("# Other\n\n## Voice Datasets\n\n- [VoxSet](https://example.org/vox) - voices\n")
    assert section(TOPICS, of_data) == ("Datasets",)
    two = TOPICS.replace(
        "## Editing", "## Benchmarks\n\n- [BenchSet](https://example.org/bench) - a bench\n\n## Editing"
    )
    assert isinstance(section(two, of_data), str)


@pytest.mark.parametrize(
    "title",
    [
        "A Survey on Gait Recognition",
        "Deep Gait Recognition: A Systematic Review",
        "Gait from Video - An Overview, Methods and Data",
        "步态识别综述",
    ],
)
def test_a_survey_without_a_section_goes_to_the_one_section_of_surveys(title: str) -> None:
    assert section(TOPICS, untitled(title)) == ("Surveys",)


@pytest.mark.parametrize(
    "title",
    [
        "Gait Recognition in the Wild",
        "Automating Code Review with Gait",
        "Opinions in Movie Reviews",
        "Surveying Gaits from New Perspectives",
        "A Survey Dataset for Gait",
    ],
)
def test_a_paper_that_is_no_survey_by_its_title_does_not(title: str) -> None:
    assert isinstance(section(TOPICS, untitled(title)), str)


@pytest.mark.parametrize(
    "more",
    [
        f"## Review Papers\n\n{paper('A Review of Reviews')}\n\n## Surveys",  # two of them
        f"## Lips\n\n{paper('More')}\n\n### Surveys",  # of one topic
        "## Surveys of Lips",
        "## Others",
    ],
)
def test_a_survey_is_not_placed_where_no_one_section_takes_all_surveys(more: str) -> None:
    assert isinstance(section(TOPICS.replace("## Surveys", more), untitled("A Survey on Gait Recognition")), str)


def test_a_survey_of_an_unknown_topic_stays_unplaced() -> None:
    assert isinstance(section(TOPICS, new("Gait", title="A Survey on Gait")), str)


def test_outer_headings_tell_sections_of_one_name_apart() -> None:
    text = f"""\
# Heads
## Generation
### Audio
{paper("A")}
### Video
{paper("B")}
## Detection
### Audio
{paper("C")}
"""
    assert section(text, new("Detection", "Audio")) == ("Detection", "Audio")
    assert section(text, new("Generation", "Audio")) == ("Generation", "Audio")
    assert section(text, new("Generation", "Video")) == ("Generation", "Video")
    assert "several sections could be meant: `Generation / Audio` on line 3" in section(text, new("Audio"))
    assert "`Generation` is divided" in section(text, new("Generation"))


YEARS = f"""\
# Heads
## Audio
### 2023
{paper("A", 2023)}
### 2022
{paper("B", 2022)}
### 2018-2021
{paper("C", 2019)}
### Before 2018
{paper("D", 2015)}
## Video
### 2023
{paper("E", 2023)}
"""


def test_years_inside_a_topic_go_by_the_entrys_year() -> None:
    assert section(YEARS, new("Audio", venue="CVPR 2022")) == ("Audio", "2022")
    assert section(YEARS, new("Audio", "2019", venue="CVPR")) == ("Audio", "2018-2021")
    assert section(YEARS, new("Audio", venue="CVPR 2016")) == ("Audio", "Before 2018")
    assert section(YEARS, new("Video", venue="CVPR 2023")) == ("Video", "2023")
    reason = section(YEARS, new("Audio", venue="CVPR 2024"))
    own = ", ".join(f"`Audio / {years}`" for years in ("2023", "2022", "2018-2021", "Before 2018"))
    assert reason == f"no section in `Audio` for CVPR 2024: {own}"


def test_topics_inside_years_go_by_both() -> None:
    text = f"""\
# Heads
## 2023
### Audio
{paper("A", 2023)}
### Video
{paper("B", 2023)}
## 2022
### Audio
{paper("C", 2022)}
"""
    assert section(text, new("Audio", venue="CVPR 2023")) == ("2023", "Audio")
    assert section(text, new("Audio", venue="CVPR 2022")) == ("2022", "Audio")
    assert section(text, new("Video", venue="CVPR 2022")) == "`2023 / Video` is not for CVPR 2022"


def test_a_list_by_year_or_venue_takes_papers_of_any_topic() -> None:
    years = "# Heads\n" + "".join(f"## {year}\n{paper(f'On {year}', year)}\n" for year in (2023, 2022, 2021))
    assert section(years, new("Lip reading", venue="CVPR 2022")) == ("2022",)
    assert isinstance(section(years, new("Lip reading", venue="")), str)
    venues = f"""\
# Heads
## CVPR 2021
{paper("A", 2021)}
## CVPR 2020
{paper("B", 2020)}
## ICCV 2021
- [Some Heads](https://arxiv.org/abs/2103.00009)
## arXiv papers
- [Other Heads](https://arxiv.org/abs/2103.00010)
"""
    assert section(venues, new("Lip reading", venue="CVPR 2021")) == ("CVPR 2021",)
    assert section(venues, new("Lip reading", venue="ICCV 2021")) == ("ICCV 2021",)
    assert section(venues, new("Lip reading", venue="arXiv 2021")) == ("arXiv papers",)
    assert section(venues, new("Lip reading", venue="")) == ("arXiv papers",)
    assert isinstance(section(venues, new("Lip reading", venue="ICCV 2019")), str)


def test_years_beside_symbols_and_counts() -> None:
    text = f"# Heads\n\n## 📚 Papers (2023)\n\n{paper('A', 2023)}\n\n## 2. 2022年 (1 papers)\n\n{paper('B', 2022)}\n"
    assert section(text, new("Papers", venue="CVPR 2023")) == ("📚 Papers (2023)",)
    assert section(text, new("Lips", venue="CVPR 2022")) == ("2. 2022年 (1 papers)",)
    reason = section(text, new("Lips", venue="CVPR 2019"))
    assert reason == "no section for CVPR 2019: `📚 Papers (2023)`, `2. 2022年 (1 papers)`"


def test_conference_papers_are_no_journal_papers() -> None:
    text = (
        f"# Heads\n\n## Conference Papers\n\n{paper('A')}\n\n## Datasets\n\n- [HeadSet](https://example.org) - heads\n"
    )
    assert isinstance(section(text, new("Journal papers")), str)
    assert section(text.replace("Conference Papers", "Publications"), new("Papers")) == ("Publications",)


def test_months_go_by_the_day_of_the_preprint() -> None:
    text = "# Heads\n## 2024.02\n" + paper("A", 2024) + "\n## January 2024\n" + paper("B", 2024) + "\n"
    assert section(text, new(venue="arXiv 2024", link="2402.00007")) == ("2024.02",)
    assert section(text, new(venue="arXiv 2024", link="2401.00007")) == ("January 2024",)


def test_labels_of_groups_are_sections() -> None:
    text = f"""\
# Heads
## Faces

**Audio based**

{paper("A")}
{paper("B")}

**Video based**

{paper("C")}

## Bodies

- Motion capture
  {paper("D")}
  {paper("E")}
- Dancing
  {paper("F")}
"""
    assert section(text, new("Video")) == ("Faces", "Video based")
    assert section(text, new("Motion Capture")) == ("Bodies", "Motion capture")
    written = put(text, paper("New"), named=("Motion capture",))
    assert f"  {paper('E')}\n  {paper('New')}\n- Dancing" in written


def test_a_list_of_one_section_takes_all_papers() -> None:
    assert section(f"# Heads\n\n{paper('A')}\n{paper('B')}\n", new("Lip reading")) == ()
    assert section(f"# Heads\n\n## Papers\n\n{paper('A')}\n{paper('B')}\n", new("Lip reading")) == ("Papers",)
    more = f"# Heads\n\n## Papers\n\n{paper('A')}\n\n## Datasets\n\n- [HeadSet](https://example.org) - heads\n"
    assert section(more, new("Lip reading")) == ("Papers",)


@pytest.mark.parametrize(
    ("named", "mine"),
    [
        (("datasets",), ("Datasets",)),
        (("LIP READING & SPEECH",), ("Lip Reading & Speech",)),
        (("audio driven methods",), ("1. Audio-driven Methods 🎧",)),
        (("Awesome Talking Heads/Surveys",), ("Surveys",)),
        (("Vids=Editing",), ("Editing",)),
        (("Papers/Vids=Surveys",), ("Surveys",)),
        (("Vids=Editing", "Other=Surveys", "Datasets"), ("Editing",)),
        (("Other=Surveys", "Datasets"), ("Datasets",)),
    ],
)
def test_a_maintainer_names_the_section(named: tuple[str, ...], mine: tuple[str, ...]) -> None:
    assert section(TOPICS, new("Papers", "Vids"), *named) == mine


def test_inside_a_named_section_years_and_topics_decide() -> None:
    assert section(YEARS, new("Lips", venue="CVPR 2022"), "Audio") == ("Audio", "2022")
    assert section(YEARS, new("Lips", venue="CVPR 2022"), "Lips=audio") == ("Audio", "2022")
    assert section(YEARS, new("Lips", venue="CVPR 2022"), "Video/2023") == ("Video", "2023")
    assert isinstance(section(YEARS, new("Lips", venue="CVPR 2030"), "Audio"), str)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("Survey list", "there is no section 'Survey list'; nearest: `Surveys`"),
        ("Vids=Edit", "there is no section 'Edit'; nearest: `Editing`"),
        ("", "there is no section ''"),
        ("Vids=", "there is no section ''"),
    ],
)
def test_a_section_that_there_is_not_is_an_error(named: str, message: str) -> None:
    with pytest.raises(PlaceError, match="no section") as caught:
        places(TOPICS).check([named])
    assert str(caught.value).startswith(message)


def test_a_name_that_several_sections_have_is_an_error() -> None:
    with pytest.raises(PlaceError, match=r"'2023': `Audio / 2023` on line 3, `Video / 2023` on line 12"):
        places(YEARS).check(["2023"])
    with pytest.raises(PlaceError, match=r"all entries go to `Audio` already"):
        places(YEARS).check(["Audio", "Video"])


# In the order of the section


def test_by_year_the_newest_first() -> None:
    rows = [paper(f"Number {year}", year) for year in (2023, 2022, 2022, 2021, 2020, 2019)]
    text = "# Heads\n\n" + "\n".join(rows) + "\n\nThe end.\n"
    written = put(text, paper("New", 2022), paper("Newer", 2024), paper("Newest", 2024), paper("Old", 2001))
    years = [entry.year for entry in read(written).entries]
    assert years == [2024, 2024, 2023, 2022, 2022, 2022, 2021, 2020, 2019, 2001]
    titles = [entry.title for entry in read(written).entries]
    assert titles[:2] == ["Newer for Heads", "Newest for Heads"]
    assert titles[5] == "New for Heads"
    assert written.endswith("CVPR 2001\n\nThe end.\n")


def test_by_title_without_articles() -> None:
    names = ["Ant", "The Bat", "Cat", "A Dog", "Elk", "The Fox"]
    text = "# Tools\n\n" + "".join(f"- [{name}](https://example.org/{name[-3:]}) - a tool\n" for name in names)
    written = put(text, "- [An Eel](https://example.org/eel) - a tool", "- [Bee](https://example.org/bee) - a tool")
    assert [entry.title for entry in read(written).entries] == [
        *("Ant", "The Bat", "Bee", "Cat", "A Dog", "An Eel", "Elk", "The Fox"),
    ]


def test_by_the_day_of_the_preprint_within_a_year() -> None:
    numbers = ["2312.00100", "2310.04000", "2309.00500", "2307.01234", "2303.09999", "2301.00001"]
    rows = "".join(
        f"- [Heads {place}](https://arxiv.org/abs/{number}) arXiv 2023\n" for place, number in enumerate(numbers)
    )
    written = put(f"# Heads\n\n{rows}", "- [New Heads](https://arxiv.org/abs/2308.00007) arXiv 2023")
    assert [entry.title for entry in read(written).entries].index("New Heads") == 3


def test_a_short_section_is_sorted_as_the_others_are() -> None:
    def part(name: str, *years: int) -> str:
        return f"## {name}\n\n" + "".join(f"{paper(f'{name} {year}', year)}\n" for year in years) + "\n"

    text = "# Heads\n\n" + part("Lips", 2023, 2021, 2020, 2019, 2018) + part("Eyes", 2022, 2020, 2019, 2017, 2016)
    written = put(text + part("Ears", 2022, 2019), paper("New", 2021), named=("Ears",))
    assert [entry.year for entry in read(written).entries if entry.section[-1] == "Ears"] == [2022, 2021, 2019]
    written = put(text + part("Ears", 2015, 2022), paper("New", 2019), named=("Ears",))
    assert [entry.year for entry in read(written).entries if entry.section[-1] == "Ears"] == [2015, 2022, 2019]
    written = put(text + part("Ears", 2015, 2022, 2014), paper("New", 2018), named=("Ears",), at="sorted")
    assert [entry.year for entry in read(written).entries if entry.section[-1] == "Ears"] == [2015, 2022, 2018, 2014]


def test_where_nothing_is_sorted_new_entries_go_to_the_end() -> None:
    text = "# Heads\n\n" + "".join(f"{paper(name, year)}\n" for name, year in (("B", 2020), ("A", 2023), ("C", 2021)))
    assert put(text, paper("X", 2022), paper("Y", 2024)) == f"{text}{paper('X', 2022)}\n{paper('Y', 2024)}\n"
    assert put(text, paper("X", 2022), at="top").startswith(f"# Heads\n\n{paper('X', 2022)}\n{paper('B', 2020)}\n")
    assert put(text, paper("X", 2022), paper("Y", 2022), at="top").startswith(
        f"# Heads\n\n{paper('X', 2022)}\n{paper('Y', 2022)}\n"
    )
    assert put(text, paper("X", 2022), at="bottom").endswith(f"{paper('X', 2022)}\n")


# In every layout


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\nThe end.\n", "\n<!-- the end -->\n"])
@pytest.mark.parametrize(
    "form",
    [
        "- [{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) CVPR {year}",
        "* [{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) CVPR {year}\n",
        "1. [{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) CVPR {year}",
        "- {name} Heads. CVPR {year}\n  - [paper](https://arxiv.org/abs/{short}01.0000{number})\n  - [code](https://github.com/a/b)",
        "> - [{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) CVPR {year}",
        "[{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) [[code](https://github.com/a/b)] CVPR {year}\n",
        "### {name} Heads Turning Around\n- [paper](https://arxiv.org/abs/{short}01.0000{number})\n- CVPR {year}\n",
        "| [{name} Heads](https://arxiv.org/abs/{short}01.0000{number}) | CVPR {year} |",
    ],
)
def test_only_the_lines_of_the_new_entry_are_new(form: str, end: str, newline: str) -> None:
    def one(name: str, number: int, year: int) -> str:
        return form.format(name=name, number=number, year=year, short=year % 100)

    head = "| Title | Venue |\n| --- | --- |\n" if form.startswith("|") else ""
    entries = [one(name, number, 2024 - number) for number, name in enumerate(("Ant", "Bat", "Cat", "Dog", "Elk"))]
    text = f"# Heads\n\n## Papers\n\n{head}{chr(10).join(entries)}{end}".replace("\n", newline)
    if form.startswith(">") and end.startswith("\n\nThe"):
        text = text.replace("The end.", "Fin.")
    before = read(text)
    assert len(before.entries) == 5
    for at in (None, "top", "bottom"):
        written = one("New", 0, 2022).strip("\n").replace("\n", newline)
        document = read(f"# X\n\n## Papers\n\n{head}{written}\n")
        place = places(text).find(document.entries[0], (), at, of=document)
        assert isinstance(place, Place)
        body = written.removeprefix("> ")
        after = apply_edits(text, insertions([(place, body)]))
        assert [entry.title for entry in read(after).entries].count(document.entries[0].title) == 1
        kept = [entry.meaning for entry in read(after).entries if entry.title != document.entries[0].title]
        assert kept == [entry.meaning for entry in before.entries]
        index = [entry.title for entry in read(after).entries].index(document.entries[0].title)
        assert index == {None: 3, "top": 0, "bottom": 5}[at]
        removed = Counter(text.splitlines()) - Counter(after.splitlines())
        assert not removed
        assert after.replace("\r\n", "\n").count("\r") == 0


def test_entries_of_one_paragraph_and_of_one_cell() -> None:
    lines = "  \n".join(f"[{name} Heads](https://arxiv.org/abs/2001.00001) CVPR 2020" for name in ("Ant", "Bat", "Cat"))
    new_line = "[New Heads](https://arxiv.org/abs/2001.00002) CVPR 2020"
    assert put(f"# Heads\n\n## Papers\n\n{lines}\n", new_line).endswith(f"{lines}  \n{new_line}\n")
    row = "| {} | 1. [{}](https://arxiv.org/abs/2001.00001)<br>2. [{}](https://arxiv.org/abs/2001.00002) |\n"
    rows = row.format("VAE", "Ant", "Bat") + row.format("GAN", "Cat", "Dog")
    text = f"# Heads\n\n| Model | Papers |\n| --- | --- |\n{rows}"
    document = read(paper("New"))
    place = places(text).find(document.entries[0], ("VAE",), of=document)
    assert isinstance(place, Place)
    assert place.number == 3
    written = apply_edits(text, insertions([(place, "3. [New](https://arxiv.org/abs/2001.00009)")]))
    assert "00002)<br>3. [New](https://arxiv.org/abs/2001.00009) |\n| GAN" in written


def test_numbers_go_on_at_the_end_of_a_list() -> None:
    text = "# Heads\n\n" + "".join(
        f"{number}. [Head {number} of It](https://arxiv.org/abs/2001.0000{number})\n" for number in (1, 2, 3)
    )
    documents = [read(paper(name)) for name in ("X", "Y")]
    where = places(text)
    got = [where.find(document.entries[0], of=document) for document in documents]
    assert [place.number for place in numbered([place for place in got if isinstance(place, Place)])] == [4, 5]
    same = text.replace("2.", "1.").replace("3.", "1.")
    got = [places(same).find(document.entries[0], of=document) for document in documents]
    assert [place.number for place in numbered([place for place in got if isinstance(place, Place)])] == [1, 1]


def test_new_entries_go_behind_what_is_nested_in_the_one_before() -> None:
    text = """\
# Tools

- [Node](https://n.example.org) - Runtime.
  - [Packages](https://p.example.org) - Things.
  - [More](https://m.example.org) - More things.
"""
    written = put(text, "- [New](https://new.example.org) - It.")
    assert written == text + "- [New](https://new.example.org) - It.\n"


def test_a_comment_about_the_first_entry_stays_with_it() -> None:
    text = f"# Heads\n\n<!-- awesome-lint: ignore D001 -- known -->\n{paper('A')}\n{paper('B')}\n"
    assert put(text, paper("X"), at="top").startswith(f"# Heads\n\n{paper('X')}\n<!-- awesome-lint: ignore")


def test_an_empty_section_takes_the_form_of_its_neighbours() -> None:
    document = new("Editing")
    written = paper("X")
    place = found(TOPICS, document)
    assert isinstance(place, Place)
    assert place.group[0] == "bullet"
    after = apply_edits(TOPICS, insertions([(place, written), (place, written)]))
    assert f"## Editing\n\n{written}\n{written}\n\n## License\n" in after

    table = "| Title | Venue |\n|:--|---|\n| [Ant Heads](https://arxiv.org/abs/2001.00001) | CVPR 2020 |\n"
    text = f"# Heads\n## Lips\n{table}\n## Eyes\n## Ears\n\nAbout ears.\n\n## Noses\n\n| Title | Venue |\n|:--|---|\n"
    row = "| [New Heads](https://arxiv.org/abs/2001.00002) | CVPR 2020 |"
    head = "| Title | Venue |\n|:--|---|\n"
    for name, expected in (
        ("Eyes", f"## Eyes\n\n{head}{row}\n\n## Ears"),
        ("Ears", f"## Ears\n\nAbout ears.\n\n{head}{row}\n\n## Noses"),
        ("Noses", f"## Noses\n\n{head}{row}\n"),
    ):
        place = found(text, document, (name,))
        assert isinstance(place, Place)
        after = apply_edits(text, insertions([(place, row)]))
        assert expected in after
        assert [entry.section for entry in read(after).entries if entry.title == "New Heads"] == [("Heads", name)]


def test_an_empty_section_takes_the_form_that_most_entries_have() -> None:
    head = "| Title | Venue |\n|---|---|\n"
    rows = "".join(f"| [Heads {at}](https://arxiv.org/abs/2001.0000{at}) | CVPR 2020 |\n" for at in range(5))
    data = "| Name | Samples |\n|---|---|\n" + "".join(
        f"| [Data {at}](https://data.example.org/{at}) | {at}00 |\n" for at in range(9)
    )
    text = (
        f"# Faces\n\n## Lips\n\n{head}{rows}\n## Data sets\n\n{data}\n## Eyes\n\n## More data sets\n\n"
        "## Ears\n\n## Reading\n\n- [On faces](https://faces.example.org)\n"
    )
    places = Places(document := read(text), infer(document), knowledge())
    for name, opening in (("Eyes", head), ("Ears", head), ("More data sets", "| Name | Samples |\n|---|---|\n")):
        place = places.find(new("Any").entries[0], (name,))
        assert isinstance(place, Place)
        assert place.opening.strip() + place.before == opening, name
    place = places.find(new("Any").entries[0], ("Reading",))
    assert isinstance(place, Place)
    assert place.group[0] == "bullet"


def test_sections_beside_an_empty_one_say_more_than_others() -> None:
    row = "| [Ant Heads {at}](https://arxiv.org/abs/2001.{at:05}) | CVPR 2020 |\n"
    table = "| Title | Venue |\n|---|---|\n" + "".join(row.format(at=at) for at in range(9))
    bullets = "\n".join(paper(f"Tool {at}", number=at) for at in range(3))
    text = f"# Heads\n\n## Papers\n\n{table}\n## Notes\n\n### Old\n\n{bullets}\n\n### New\n"
    place = found(text, new("Any"), ("New",))
    assert isinstance(place, Place)
    assert place.group[0] == "bullet"


def test_a_list_without_entries_has_no_place() -> None:
    for text in ("", "# Heads\n", "# Heads\n\nSome words on heads.\n\n## Lips\n"):
        assert isinstance(section(text, new("Lips")), str)


# All lists


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_entry_finds_its_own_section(path: Path) -> None:
    document = read(path.read_text(encoding="utf-8"))
    where = Places(document, infer(document), knowledge())
    placed = 0
    for entry in document.entries:
        place = where.find(entry, of=document)
        if isinstance(place, Unplaced):
            assert len(entry.section) < 2, place
        else:
            assert place.section == entry.section
            placed += 1
    assert placed >= 0.5 * len(document.entries)


_NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8), min_size=1, max_size=4
)


@given(
    st.lists(st.tuples(st.integers(1990, 2025), st.integers(1, 99)), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(1990, 2025), st.integers(100, 199)), min_size=1, max_size=4),
    st.sampled_from([None, "top", "bottom", "sorted"]),
    st.sampled_from([None, True, False]),
)
def test_nothing_is_lost_and_a_sorted_section_stays_sorted(
    own: list[tuple[int, int]], others: list[tuple[int, int]], at: str | None, newest_first: bool | None
) -> None:
    if newest_first is not None:
        own = sorted(own, key=lambda item: -item[0] if newest_first else item[0])
    text = "# Heads\n\n" + "".join(f"{paper(f'Own {number}', year, number)}\n" for year, number in own)
    written = put(text, *(paper(f"New {number}", year, number) for year, number in others), at=at)
    entries: tuple[Entry, ...] = read(written).entries
    assert Counter(entry.title for entry in entries) == Counter(
        [f"Own {number} for Heads" for _, number in own] + [f"New {number} for Heads" for _, number in others]
    )
    assert [entry.title for entry in entries if entry.title.startswith("Own")] == [
        f"Own {number} for Heads" for _, number in own
    ]
    years = [entry.year or 0 for entry in entries]
    if newest_first and at == "sorted":
        assert years == sorted(years, reverse=True)
