"""Entries made of what APIs say."""

from __future__ import annotations

import pytest

from awesome_lint.knowledge import knowledge
from awesome_lint.model import Evidence, Published
from awesome_lint.model.evidence import Described, Resource
from awesome_lint.normalize.described import Habits, Made, habits_of, made
from awesome_lint.normalize.written import written_apart, written_in
from awesome_lint.parse import parse_document

from .support import read

NUMBER = "2101.00001"
ARXIV = f"https://arxiv.org/abs/{NUMBER}"
PREPRINT = Described("arXiv", "Turning Gears", ("Ada Lovelace", "Bob Brown"), 2021, arxiv=NUMBER, kind="paper")
S2 = "Semantic Scholar"
REGISTRY = "2022 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)"


def entry_of(*published: Published, url: str = ARXIV, habits: Habits | None = None, **more: object) -> Made:
    evidence = Evidence("ok", source="arXiv", described=(PREPRINT,), published=published)._replace(**more)  # type: ignore[arg-type]
    found = made(url, evidence, habits or Habits(), knowledge())
    assert found is not None
    return found


def place(found: Made) -> tuple[str | None, int | None]:
    return found.entry.venue, found.entry.year


# Where a paper was published


@pytest.mark.parametrize(
    ("published", "venue", "said"),
    [
        ([], ("arXiv", 2021), []),
        ([Published(REGISTRY, 2022, "Crossref", "10.1/a")], ("CVPR", 2022), ["published: CVPR 2022, says Crossref"]),
        (
            [Published("In CVPR 2022", 2022, "arXiv"), Published(REGISTRY, 2022, "Crossref", "10.1/a")],
            ("CVPR", 2022),
            None,
        ),
        (
            [Published("Computer Vision and Pattern Recognition", None, S2)],
            ("CVPR", None),
            ["published: CVPR, says Semantic Scholar", "the year of CVPR is not known, and is left out"],
        ),
        (
            [Published("European Conference on Computer Vision", 2022, S2), Published("CVPR", 2022, "arXiv")],
            ("CVPR", 2022),
            ["published: CVPR 2022, says arXiv", "Semantic Scholar says ECCV; arXiv counts"],
        ),
        (
            [Published("Computer Vision and Pattern Recognition", 2015, S2)],
            ("arXiv", 2021),
            [],
        ),
        (
            [
                Published("Lecture Notes in Computer Science", 2022, "Crossref", "10.1/a"),
                Published("ECCV", 2022, "Crossref", "10.1/a"),
            ],
            ("ECCV", 2022),
            ["published: ECCV 2022, says Crossref"],
        ),
        (
            [Published("Journal of Unheard Gears", 2022, "Crossref", "10.1/a")],
            ("Journal of Unheard Gears", 2022),
            ["published: Journal of Unheard Gears 2022, says Crossref"],
        ),
        (
            [Published("Journal of Unheard Gears", 2022, "Crossref", "10.1/a"), Published("ECCV", 2022, S2, "10.1/a")],
            ("ECCV", 2022),
            ["published: ECCV 2022, says Crossref, Semantic Scholar"],
        ),
        ([Published("ICLR 2022 Poster", 2022, "OpenReview")], ("ICLR", 2022), None),
    ],
)
def test_whoever_knows_best_says_where(
    published: list[Published], venue: tuple[str, int], said: list[str] | None
) -> None:
    found = entry_of(*published)
    assert place(found) == venue
    assert said is None or list(found.said) == said


def test_a_list_without_preprints_venues_gets_none() -> None:
    found = entry_of(habits=Habits(preprint=None))
    assert place(found) == (None, 2021)
    assert found.entry.year_source == "entry"


def test_a_registrys_paper_has_no_evidence_to_tell_of() -> None:
    described = Described("Crossref", "Turning Gears", ("Ada Lovelace",), 2022, "10.1145/1.2")
    published = Published(REGISTRY, 2022, "Crossref", "10.1145/1.2")
    found = entry_of(published, url="https://doi.org/10.1145/1.2", described=(described,))
    assert (place(found), found.said, found.entry.kind) == (("CVPR", 2022), (), "paper")


# Links


def test_pages_that_people_name_are_links_and_those_of_programs_are_not() -> None:
    resources = (
        Resource("code", "https://github.com/found/it", "Hugging Face", weak=True),
        Resource("code", "https://github.com/ada/gears", "arXiv"),
        Resource("project", "https://gears.github.io", "arXiv"),
        Resource("code", "https://github.com/Ada/Gears", "Hugging Face"),
        Resource("code", "https://github.com/other/gears", "Hugging Face"),
    )
    found = entry_of(resources=resources)
    assert [(link.role, link.url) for link in found.entry.links] == [
        ("paper", ARXIV),
        ("code", "https://github.com/ada/gears"),
        ("project", "https://gears.github.io"),
    ]
    assert found.said == ("another code page, says Hugging Face, not written: https://github.com/other/gears",)


@pytest.mark.parametrize(
    ("links", "url"),
    [
        (("https://arxiv.org/abs/2001.00001", "https://arxiv.org/abs/2001.00002v2"), ARXIV),
        (("https://arxiv.org/pdf/2001.00001", "https://arxiv.org/pdf/2001.00002"), f"https://arxiv.org/pdf/{NUMBER}"),
        (("http://arxiv.org/pdf/2001.00001.pdf", "https://arxiv.org/abs/2001.00002", "https://arxiv.org/pdf/2001.00003.pdf"),
         f"https://arxiv.org/pdf/{NUMBER}.pdf"),
        ((), ARXIV),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "given", [ARXIV, f"https://arxiv.org/pdf/{NUMBER}.pdf", f"https://huggingface.co/papers/{NUMBER}"]
)
def test_a_paper_link_has_the_form_of_the_list(links: tuple[str, ...], url: str, given: str) -> None:
    lines = [f"- Gears of Number {number}, CVPR 2020 [[paper]]({one})\n" for number, one in enumerate(links)]
    list_ = read("# Gears\n\n" + "".join(lines))
    habits = habits_of(list_, knowledge())
    assert entry_of(url=given, habits=habits).entry.links[0].url == url


def test_a_version_that_was_given_stays() -> None:
    assert entry_of(url=f"{ARXIV}v2").entry.links[0].url == f"{ARXIV}v2"


# Titles, kinds, remarks


def test_sources_that_call_it_otherwise_are_told_of() -> None:
    other = Described("Semantic Scholar", "Grinding Mills")
    same = Described("Hugging Face", "Turning gears: a study")
    found = entry_of(described=(PREPRINT, other, same))
    assert found.entry.title == "Turning Gears"
    assert found.said == ("arXiv calls it `Turning Gears`, Semantic Scholar `Grinding Mills`: the first is taken",)


def test_what_others_say_serves_where_the_thing_itself_could_not_be_asked() -> None:
    scholar = Described("Semantic Scholar", "Turning Gears", ("Ada Lovelace",), arxiv=NUMBER)
    found = entry_of(
        described=(scholar,), verdict="unreachable", kind="rate-limit", reason="arXiv wants fewer requests"
    )
    assert (found.entry.title, found.entry.authors) == ("Turning Gears", "Ada Lovelace")
    assert found.said == ("arXiv: arXiv wants fewer requests; what it is, Semantic Scholar says",)


def test_nothing_is_made_of_what_nobody_names() -> None:
    nameless = Evidence("ok", source="arXiv", described=(Described("arXiv"),))
    assert made(ARXIV, nameless, Habits(), knowledge()) is None


@pytest.mark.parametrize(
    ("url", "described", "kind", "role"),
    [
        ("https://doi.org/10.5061/a", Described("DataCite", "Gears", kind="dataset"), "dataset", "data"),
        ("https://huggingface.co/datasets/a/b", Described("Hugging Face", "b", kind="dataset"), "dataset", "data"),
        ("https://github.com/a/b", Described("GitHub", "b", kind="resource"), "resource", "page"),
        ("https://blog.example/a", Described("blog.example", "On Gears"), "resource", "page"),
        ("https://press.example/a", Described("press.example", "Gears", ("Ada",), kind="paper"), "paper", "paper"),
        ("https://aclanthology.org/2020.acl-main.1", Described("aclanthology.org", "Gears"), "paper", "paper"),
    ],
)  # fmt: skip
def test_kinds(url: str, described: Described, kind: str, role: str) -> None:
    found = entry_of(url=url, described=(described,))
    assert (found.entry.kind, found.entry.links[0].role) == (kind, role)


def test_a_full_stop_at_a_titles_end_goes_but_dots_stay() -> None:
    titles = {"Turning Gears.": "Turning Gears", "And so on...": "And so on...", "Gears?": "Gears?"}
    for given, kept in titles.items():
        assert entry_of(described=(PREPRINT._replace(title=given),)).entry.title == kept


def test_withdrawn_archived_and_moved_are_remarked() -> None:
    found = entry_of(withdrawn="withdrawn, says its comment on arXiv: an error", archived=True)
    assert found.said == ("withdrawn, says its comment on arXiv: an error", "archived by its owner, says arXiv")
    repository = Evidence(
        "moved",
        source="GitHub",
        leads_to="https://github.com/new/name",
        described=(Described("GitHub", "name", kind="resource"),),
    )
    moved = made("https://github.com/old/name", repository, Habits(), knowledge())
    assert moved is not None
    assert moved.entry.links[0].url == "https://github.com/new/name"
    assert moved.said == ("moved to https://github.com/new/name",)


# What prevails in a list


def test_a_lists_habits() -> None:
    list_ = read(
        "# Gears\n\n"
        "- **Walking Gears.** _Ann Able, Ben Baker._ IEEE CVPR 2022. [[paper]](https://arxiv.org/pdf/2201.00001)\n"
        "- **Talking Gears.** _Ann Able, Ben Baker._ IEEE CVPR 2021. [[paper]](https://arxiv.org/pdf/2201.00002)\n"
        "- **Singing Gears.** _Cyd Cole, Dan Dare._ Arxiv 2021. [[code]](https://github.com/c/sing)\n"
    )
    habits = habits_of(list_, knowledge())
    assert (habits.writings["CVPR"], habits.preprint, habits.arxiv) == ("IEEE CVPR", "Arxiv", "pdf")
    assert habits.full_stop
    assert habits.writes("authors")
    assert not habits.writes("notes")
    assert (habits.links("code"), habits.links("project")) == (True, False)
    found = entry_of(Published(REGISTRY, 2022, "Crossref", "10.1/a"), habits=habits).entry
    assert (found.venue_raw, found.venue, found.authors) == ("IEEE CVPR", "CVPR", "Ada Lovelace, Bob Brown.")


# Written


@pytest.mark.parametrize(
    "title",
    [
        "Turning Gears",
        "Gears | Wheels",
        "Faces [draft] of `x` *y* _z_",
        "On $\\ell_1$ and <b>",
        "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
        "\u9762\u90e8\u751f\u6210\uff1a\u4e00\u79cd\u65b9\u6cd5",
        "Gears \U0001f600",
        "# Gears",
    ],
)
def test_an_entry_alone_is_read_as_it_was_meant(title: str) -> None:
    found = entry_of(described=(PREPRINT._replace(title=title),)).entry
    text, lost, sound = written_apart(found, parse_document)
    assert (lost, sound) == ((), True)
    (again,) = read(text).entries
    assert (again.title, again.authors, again.venue, again.year) == (title, found.authors, "arXiv", 2021)


def test_a_title_that_no_form_shows_is_told_of() -> None:
    apart = written_apart(entry_of(described=(PREPRINT._replace(title="1. Gears"),)).entry, parse_document)
    assert (apart.sound, apart.lost) == (False, ("the title (it is read as `Gears`)",))


@pytest.mark.parametrize("authors", ["CVPR 2022", "x", "2021", "Code: yes", "A | B", "\u674e\u660e, \u738b\u4f1f"])
def test_odd_authors_are_read_as_authors(authors: str) -> None:
    found = entry_of(described=(PREPRINT._replace(authors=(authors,)),)).entry
    text, lost, sound = written_apart(found, parse_document)
    assert (lost, sound) == ((), True)
    (again,) = read(text).entries
    assert (again.title, again.authors, again.notes) == ("Turning Gears", authors, None)


def test_what_a_list_leaves_to_its_headings_is_said() -> None:
    list_ = read(
        "# Gears\n\n## CVPR 2022\n\n- Walking Gears [[paper]](https://arxiv.org/abs/2201.00001)\n"
        "- Talking Gears [[paper]](https://arxiv.org/abs/2201.00002)\n"
        "- Singing Gears [[paper]](https://arxiv.org/abs/2201.00003)\n"
    )
    found = entry_of(Published(REGISTRY, 2022, "Crossref", "10.1/a"), habits=habits_of(list_, knowledge())).entry
    text, misread = written_in(list_, [found], parse_document, knowledge())
    assert text == f"- Turning Gears [[paper]]({ARXIV})\n"
    assert [(one.entry, one.lost) for one in misread] == [
        (0, ("venue CVPR, year 2022 (entries there leave that to their headings)",))
    ]
