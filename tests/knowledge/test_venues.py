"""Venues: their names in all writings, their years, and what addresses say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_lint.knowledge import KnowledgeError, Venue, knowledge

WRITINGS = {
    "CVPR": [
        "CVPR",
        "cvpr",
        "CVPR 2021",
        "CVPR'21",
        "CVPR21",
        "CVPR-2021",
        "2021 CVPR",
        "IEEE CVPR",
        "In CVPR",
        "Proc. CVPR",
        "Conference on Computer Vision and Pattern Recognition",
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition, 2018",
    ],
    "NeurIPS": [
        "NeurIPS",
        "Neurips",
        "NIPS",
        "NIPS'17",
        "Advances in Neural Information Processing Systems 34",
        "35th Conference on Neural Information Processing Systems",
        "Thirty-fifth Conference on Neural Information Processing Systems",
    ],
    "ACM MM": [
        "ACM MM",
        "ACMMM",
        "MM",
        "ACM Multimedia",
        "ACM Multimedia, 2020",
        "ACM International Conference on Multimedia",
    ],
    "SIGGRAPH Asia": ["SIGGRAPH Asia", "SIGGRAPH-Asia", "ACM SIGGRAPH Asia 2021"],
    "SIGGRAPH": ["Siggraph", "ACM SIGGRAPH 2022 Conference Proceedings"],
    "TOG": ["TOG", "ACM TOG", "ACM Trans. Graph.", "Transactions on Graphics", "ACM Transactions on Graphics (TOG)"],
    "TPAMI": ["TPAMI", "T-PAMI", "IEEE TPAMI", "PAMI", "IEEE Transactions on Pattern Analysis & Machine Intelligence"],
    "arXiv": ["arXiv", "Arxiv", "ArXiv", "arxiv 2021", "CoRR", "arXiv preprint", "arXiv.org"],
    "FG": ["FG", "Automatic Face and Gesture Recognition", "Meeting on Faces and Gestures (FG)"],
    "JCIM": ["J.Chem.Inf.Model", "J. Chem. Inf. Model.", "Journal of Chemical Information and Modeling"],
    "CGF": ["CGF", "Computer Graphics Forum", "Comput. Graph. Forum"],
    "CVPRW": ["CVPRW"],
    "ECML PKDD": ["ECML-PKDD", "ECML/PKDD"],
    "Proc. IEEE": ["Proceedings of the IEEE", "Proc. IEEE"],
    "Interspeech": ["InterSpeech", "INTERSPEECH 2021"],
    "Multimedia Tools and Applications": ["Multimedia Tools Appl", "Multimedia Tools & Applications"],
    "WACV": ["WACV 22", "WACV"],
}


@pytest.mark.parametrize(("short", "text"), [(short, text) for short, texts in WRITINGS.items() for text in texts])
def test_a_venue_in_all_writings(short: str, text: str) -> None:
    venue = knowledge().venues.lookup(text)
    assert venue is not None
    assert venue.short == short


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021",
        "Bread and Butter (CVPR)",
        "(unknown)",
        "Oral",
        "Workshop",
        "Google",
        "PhD thesis",
        "Video",
        "A Survey",
        "the",
        "Proceedings",
        "x" * 10_000,
        "(CVPR"[:1],
    ],
)
def test_what_is_no_venue(text: str) -> None:
    assert knowledge().venues.lookup(text) is None


def test_short_names_are_those_of_the_field() -> None:
    known = knowledge().venues.known
    for short in ("TPAMI", "TIP", "RA-L", "CSUR", "KDD", "ACM MM", "CoRL", "NeurIPS", "arXiv", "Interspeech", "3DV"):
        venue = known(short)
        assert venue is not None
        assert venue.short == short
    assert known("nips") is None
    preprint, workshop, journal = known("arXiv"), known("CVPRW"), known("TOG")
    assert preprint is not None
    assert workshop is not None
    assert journal is not None
    assert (preprint.is_preprint, workshop.is_preprint) == (True, False)
    assert (workshop.is_workshop, workshop.workshop_of) == (True, "CVPR")
    assert "SIGGRAPH" in journal.carries
    assert {venue.kind for venue in knowledge().venues} >= {"conference", "journal", "preprint", "workshop"}


def test_the_match_says_which_writing_it_was() -> None:
    match = knowledge().venues.match("nips 2016")
    assert match is not None
    assert (match.venue.short, match.writing) == ("NeurIPS", "NIPS")
    assert knowledge().venues.match("no such venue") is None


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("SIGRAPH Asia", "SIGGRAPH Asia"),
        ("SIGRAPH", "SIGGRAPH"),
        ("NeurlPS", "NeurIPS"),
        ("Interspeach", "Interspeech"),
        ("Transaction on Graphics", "TOG"),
        ("Conference on Computer Vison and Pattern Recognition", "CVPR"),
    ],
)
def test_misspelt_names_have_a_neighbour(text: str, short: str) -> None:
    near = knowledge().venues.nearest(text)
    assert near is not None
    assert near[0].short == short
    assert 0.8 < near[1] < 1


@pytest.mark.parametrize(
    "text", ["CVRP", "ICVC", "ICML", "MMAC", "Journal of Nothing in Particular", "Transactions on Cakes", "GitHub"]
)
def test_short_or_other_names_have_none(text: str) -> None:
    assert knowledge().venues.nearest(text) is None


def held(short: str, year: int) -> bool | None:
    venue = knowledge().venues.known(short)
    assert venue is not None
    return venue.held(year)


@pytest.mark.parametrize(
    ("short", "year", "answer"),
    [
        ("ICCV", 2019, True),
        ("ICCV", 2020, False),
        ("ICCV", 1998, True),
        ("ICCV", 1997, False),
        ("ECCV", 2020, True),
        ("ECCV", 2021, False),
        ("EMNLP", 2020, True),
        ("FG", 2022, False),
        ("FG", 2023, True),
        ("NAACL", 2020, False),
        ("NAACL", 2022, True),
        ("NeurIPS", 1986, False),
        ("CVPR", 2021, True),
        ("TPAMI", 2021, None),
        ("arXiv", 2021, None),
        ("arXiv", 1985, False),
    ],
)
def test_editions(short: str, year: int, answer: bool | None) -> None:
    assert held(short, year) is answer


def test_years_of_a_venue() -> None:
    def venue(**keys: object) -> Venue:
        return Venue("X", "The X Conference", "conference", **keys)  # type: ignore[arg-type]

    assert venue().held(2020) is None
    assert venue(years="odd").held(2020) is None
    assert venue(years="odd").held(2021) is True
    assert venue(years="odd", first=2001).held(2020) is False
    assert venue(years="yearly", first=2001, last=2010).held(2011) is False
    assert venue(years="yearly", certain_from=2012).held(2011) is None
    assert venue(years="yearly", first=1990, certain_from=2012).held(1989) is False
    assert venue(years="yearly", first=2001, skipped=(2005,)).held(2005) is False
    assert venue(years="even", first=2000, added=(2001,)).held(2001) is True
    assert venue(years=(2000, 2003), first=2000).held(2001) is False
    assert venue(years=(2000, 2003), first=2000).held(2004) is None


def test_former_names_are_right_for_their_years() -> None:
    venue = knowledge().venues.known("NeurIPS")
    assert venue is not None
    assert venue.alias_current("NIPS", 2016)
    assert not venue.alias_current("NIPS", 2020)
    assert venue.alias_current("NeurIPS", 2020)
    assert venue.is_former("nips")
    assert not venue.is_former("NeurIPS")


@pytest.mark.parametrize(
    ("url", "evidence"),
    [
        ("http://openaccess.thecvf.com/content_ICCV_2017/papers/Qi_X_ICCV_2017_paper.pdf", [("ICCV", 2017, False)]),
        ("https://openaccess.thecvf.com/content/ICCV2021W/AIM/papers/Z_ICCVW_2021_paper.pdf", [("ICCVW", 2021, True)]),
        (
            "http://www.cv-foundation.org/openaccess/content_cvpr_2016/papers/T_CVPR_2016_paper.pdf",
            [("CVPR", 2016, False)],
        ),
        ("https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123670001.pdf", [("ECCV", 2020, False)]),
        ("https://proceedings.mlr.press/v97/ma19a.html", [("ICML", 2019, False)]),
        ("https://proceedings.mlr.press/v9999/ma19a.html", []),
        ("https://www.aclweb.org/anthology/P19-1085", [("ACL", 2019, False)]),
        ("https://doi.org/10.18653/v1/D18-1032", [("EMNLP", 2018, False)]),
        ("https://dl.acm.org/doi/10.1145/3394171.3413532", [("ACM MM", 2020, False)]),
        ("https://dl.acm.org/doi/10.1145/3343031.3351066", [("ACM MM", 2019, False)]),
        ("https://link.springer.com/article/10.1007/s11263-019-01251-8", [("IJCV", None, False)]),
        ("https://www.ijcai.org/proceedings/2019/0123.pdf", [("IJCAI", 2019, False)]),
        ("https://ojs.aaai.org//index.php/AAAI/article/view/5492", [("AAAI", None, False)]),
        ("https://www.isca-speech.org/archive/interspeech_2021/x21_interspeech.html", [("Interspeech", 2021, False)]),
        ("https://www.usenix.org/conference/usenixsecurity21/presentation/smith", [("USENIX Security", 2021, False)]),
        ("https://arxiv.org/abs/2301.00001", [("arXiv", None, False)]),
        (
            "https://www.google.com/url?q=http%3A%2F%2Fopenaccess.thecvf.com%2Fcontent_ECCV_2018%2Fpapers%2FX_paper.pdf",
            [("ECCV", 2018, False)],
        ),
        ("https://github.com/a/b/blob/main/CVPR2021.pdf", []),
        ("./content_ICCV_2017/x.pdf", []),
    ],
)
def test_what_an_address_says(url: str, evidence: list[tuple[str, int | None, bool]]) -> None:
    found = [(say.venue.short, say.year, say.workshop) for say in knowledge().venues.by_url(url)]
    assert found == evidence


def test_additions() -> None:
    venues = knowledge().venues.with_additions(
        {
            "CakeConf": {
                "name": "International Conference on Cakes",
                "years": "odd",
                "first": 2001,
                "urls": [r"cake\.org/(?P<year>\d{4})/"],
            },
            "CVPR": {"aliases": ["Vision Fest"]},
        }
    )
    cake = venues.lookup("Proceedings of the 3rd International Conference on Cakes")
    assert cake is not None
    assert (cake.short, cake.held(2002)) == ("CakeConf", False)
    assert [(say.venue.short, say.year) for say in venues.by_url("https://cake.org/2003/x.pdf")] == [("CakeConf", 2003)]
    fest = venues.lookup("vision fest")
    assert fest is not None
    assert fest.short == "CVPR"
    assert len(fest.urls) > 0
    assert len(venues) == len(knowledge().venues) + 1


@pytest.mark.parametrize(
    ("additions", "words"),
    [
        ({"X": ["alias"]}, "a table of keys is needed"),
        ({"X": {"alias": ["Y"]}}, "unknown key alias"),
        ({"X": {"aliases": "Y"}}, "aliases has the wrong type"),
        ({"X": {"aliases": [1]}}, "lists of names"),
        ({"X": {"kind": "party"}}, "kind is one of"),
        ({"X": {"name": ""}}, "name is missing"),
        ({"X": {"years": "always"}}, "years is yearly, odd, even"),
        ({"X": {"urls": ["("]}}, "pattern"),
        ({"X": {"urls": [1]}}, "list of patterns"),
        ({"X": {"historic": ["Y"]}}, "list of tables"),
    ],
)
def test_additions_that_cannot_be(additions: dict[str, object], words: str) -> None:
    with pytest.raises(KnowledgeError, match=words):
        knowledge().venues.with_additions(additions)


@given(st.text(max_size=60))
def test_any_text_can_be_looked_up(text: str) -> None:
    venues = knowledge().venues
    found = venues.lookup(text)
    assert found == venues.lookup(text)
    if found is not None:
        assert venues.lookup(f"  {text.swapcase().swapcase()}  ") is not None
