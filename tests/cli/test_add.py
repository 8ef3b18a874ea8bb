"""`awesome-lint add` as a user has it, against real servers on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from awesome_lint import parse
from awesome_lint.cli.adding import address_of
from awesome_lint.knowledge import knowledge

from ..processes import unmeasured
from .conftest import Run
from .test_links import clean_surroundings
from .web import Answer, Web, in_json, moved, web

__all__ = ["clean_surroundings"]  # which holds for every test here, too

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")

HEADS, WALKS, DOI = "2305.00001", "2101.00002", "10.1145/3500.3600"
BULLETS = """# Faces

- **Walking Faces**, CVPR 2022 [[paper]](https://arxiv.org/pdf/2201.00001.pdf) [[code]](https://github.com/a/walk)
- **Talking Faces in Time**, ECCV 2022 [[paper]](https://arxiv.org/pdf/2202.00002.pdf)
- **Singing Faces of Rome**, arXiv 2021 [[paper]](https://arxiv.org/pdf/2103.00003.pdf) [[code]](https://github.com/c/sing)
"""
TABLE = """# Faces

| Title | Venue | Links |
| --- | --- | --- |
| Walking Faces | CVPR 2023 | [Paper](https://arxiv.org/abs/2301.00001) / [Code](https://github.com/a/walk) |
| Singing Faces of Rome | ICCV 2023 | [Paper](https://arxiv.org/abs/2303.00001) / [Code](https://github.com/c/sing) |
"""
HEADINGS = """# Faces

### Walking Faces
*Ann Able, Ben Baker* (CVPR 2022)

- [Paper](https://arxiv.org/abs/2201.00001)
- [Code](https://github.com/a/walk)

### Singing Faces of Rome
*Cyd Cole, Dan Dare* (ECCV 2022)

- [Paper](https://arxiv.org/abs/2203.00001)
- [Code](https://github.com/c/sing)
"""
TOOLS = """# Tools

- [Crank](https://github.com/ada/crank) - Turns things.
- [Mill](https://github.com/ada/mill) - Grinds things.
- [Press](https://github.com/ada/press) - Prints things.
"""


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    with web({}) as net:
        net.papers = {HEADS: "Turning Heads: Motion for Everyone", WALKS: "Slow Walks of Old Machines"}
        net.told = {
            HEADS: "<author><name>Ada Lovelace</name></author><author><name>Bob Brown</name></author>"
            "<arxiv:comment>Project page: https://heads.github.io/turning, code: https://github.com/heads/turning"
            "</arxiv:comment>"
        }
        net.answers = {
            "s2/": in_json({"error": "No valid paper ids given"}, 400),
            "huggingface/api/papers/": in_json({"error": "no such page"}, 404),
            f"crossref/works/{DOI.replace('/', '%2F')}": in_json({"message": WORK}),
            f"doi/doiRA/{DOI}": in_json([{"DOI": DOI, "RA": "Crossref"}]),
            "github/repos/heads/turning": in_json(REPOSITORY),
        }
        yield net


WORK = {
    "DOI": DOI,
    "title": ["Turning Heads: Motion for Everyone"],
    "container-title": ["SIGGRAPH Asia 2023 Conference Papers"],
    "issued": {"date-parts": [[2023, 12]]},
    "author": [{"given": "Ada", "family": "Lovelace"}, {"given": "Bob", "family": "Brown"}],
    "type": "proceedings-article",
}
REPOSITORY = {
    "full_name": "heads/turning",
    "archived": False,
    "disabled": False,
    "private": False,
    "description": "Turns heads in real time.",
    "homepage": "https://heads.github.io/turning",
}


def options(net: Web) -> tuple[str, ...]:
    return (*net.options, "--no-cache", "--retries=0")


def write(text: str, path: str = "README.md") -> None:
    Path(path).write_text(text, encoding="utf-8")


def read(path: str = "README.md") -> str:
    return Path(path).read_text(encoding="utf-8")


def added(before: str, after: str) -> list[str]:
    """The lines that came; none may have gone or changed."""
    old, new = ([line for line in text.splitlines() if line] for text in (before, after))
    came = list(new)
    for line in old:
        came.remove(line)
    assert [line for line in new if line in old] == old
    return came


# What is given


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("arXiv:2305.08293", "https://arxiv.org/abs/2305.08293"),
        ("arxiv: 2305.08293v2", "https://arxiv.org/abs/2305.08293v2"),
        ("2305.08293", "https://arxiv.org/abs/2305.08293"),
        ("hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
        ("math.GT/0309136", "https://arxiv.org/abs/math.GT/0309136"),
        ("10.1145/3394171.3413532", "https://doi.org/10.1145/3394171.3413532"),
        ("doi:10.1145/3394171.3413532", "https://doi.org/10.1145/3394171.3413532"),
        ("https://doi.org/10.1145/3394171.3413532", "https://doi.org/10.1145/3394171.3413532"),
        ("https://arxiv.org/pdf/2305.08293.pdf", "https://arxiv.org/pdf/2305.08293.pdf"),
        ("arxiv.org/abs/2305.08293", "https://arxiv.org/abs/2305.08293"),
        ("github.com/heads/turning", "https://github.com/heads/turning"),
        ("github:heads/turning", "https://github.com/heads/turning"),
        ("openreview:YfwMIDhPccD", "https://openreview.net/forum?id=YfwMIDhPccD"),
        ("https://www.google.com/url?q=https://arxiv.org/abs/2305.08293", "https://arxiv.org/abs/2305.08293"),
        ("heads/turning", None),
        ("Turning Heads", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("ftp://example.org/a", None),
        ("", None),
    ],
)
def test_numbers_dois_and_addresses_are_understood(given: str, address: str | None) -> None:
    assert address_of(given, knowledge().hosts) == address


def test_what_is_none_of_these_is_said_and_nothing_is_asked(run: Run, net: Web) -> None:
    done = run("add", "Turning Heads", "heads/turning", *options(net))
    assert (done.code, done.out, net.requests) == (2, "", [])
    assert done.err.count("neither an arXiv number, a DOI nor an address") == 2


# What is printed


def test_a_paper_is_printed_with_all_that_is_known_of_it(run: Run, net: Web) -> None:
    done = run("add", f"arXiv:{HEADS}", *options(net))
    assert (done.code, len(done.lines)) == (0, 1)
    (entry,) = parse(done.out).entries
    assert (entry.title, entry.authors) == ("Turning Heads: Motion for Everyone", "Ada Lovelace, Bob Brown")
    assert (entry.venue, entry.year, entry.kind) == ("arXiv", 2021, "paper")
    assert [(link.role, link.url) for link in entry.links] == [
        ("paper", f"https://arxiv.org/abs/{HEADS}"),
        ("project", "https://heads.github.io/turning"),
        ("code", "https://github.com/heads/turning"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            BULLETS,
            f"- **Turning Heads: Motion for Everyone**, arXiv 2021 [[paper]](https://arxiv.org/pdf/{HEADS}.pdf)"
            " [[project]](https://heads.github.io/turning) [[code]](https://github.com/heads/turning)\n",
        ),
        (
            TABLE,
            f"| Turning Heads: Motion for Everyone | 2021 | [Paper](https://arxiv.org/abs/{HEADS}) /"
            " [Project](https://heads.github.io/turning) / [Code](https://github.com/heads/turning) |\n",
        ),
        (
            HEADINGS,
            "### Turning Heads: Motion for Everyone\n*Ada Lovelace, Bob Brown* (2021)\n\n"
            f"- [Paper](https://arxiv.org/abs/{HEADS})\n- [Project](https://heads.github.io/turning)\n"
            "- [Code](https://github.com/heads/turning)\n",
        ),
    ],
    ids=["bullets", "table", "headings"],
)
def test_a_paper_is_printed_as_a_list_writes_its_own(run: Run, net: Web, text: str, line: str) -> None:
    write(text)
    done = run("add", HEADS, "--like=README.md", *options(net))
    assert (done.code, done.out) == (0, line)
    assert read() == text


def test_a_repository_is_a_resource_with_its_owners_words(run: Run, net: Web) -> None:
    write(TOOLS)
    done = run("add", "github.com/heads/turning", "--like=README.md", *options(net))
    assert done.out == "- [turning](https://github.com/heads/turning) - Turns heads in real time.\n"


def test_a_doi_is_described_by_its_registry(run: Run, net: Web) -> None:
    done = run("add", DOI, *options(net))
    assert done.code == 0
    for part in ("**Turning Heads: Motion for Everyone**", "SIGGRAPH Asia", "2023", f"https://doi.org/{DOI}"):
        assert part in done.out


def test_a_page_is_described_by_what_it_says_of_itself(run: Run, net: Web) -> None:
    paper = (
        '<meta name="citation_title" content="Slow Gears of Rome"><meta name="citation_author" content="Dent, Carol">'
    )
    net.pages["papers.example/gears"] = Answer(200, f"<html><head>{paper}</head></html>")
    net.pages["blog.example/post"] = Answer(200, "<html><head><title>On Gears &amp; Wheels</title></head></html>")
    done = run("add", "http://papers.example/gears", "http://blog.example/post", *options(net))
    first, second = done.lines
    (entry,) = parse(first + "\n").entries
    assert (entry.title, entry.authors, entry.kind) == ("Slow Gears of Rome", "Carol Dent", "paper")
    assert second == "- [On Gears & Wheels](http://blog.example/post)"


def test_a_file_takes_the_entries(run: Run, net: Web) -> None:
    done = run("add", HEADS, "-o", "new.md", *options(net))
    assert (done.code, done.out) == (0, "")
    assert read("new.md").startswith("- **Turning Heads")


# What is published


def test_a_preprint_that_is_published_has_its_venue_with_the_evidence(run: Run, net: Web) -> None:
    net.told[HEADS] += f"<arxiv:doi>{DOI}</arxiv:doi>"
    write(BULLETS)
    done = run("add", HEADS, "--like=README.md", *options(net))
    assert "**Turning Heads: Motion for Everyone**, SIGGRAPH Asia 2023 [[paper]]" in done.out
    assert DOI not in done.out, "the link stays the one that was given"
    assert f"{HEADS}: published: SIGGRAPH Asia 2023, says Crossref, arXiv" in done.err


def test_a_venue_is_named_as_the_list_names_it(run: Run, net: Web) -> None:
    net.told[HEADS] += "<arxiv:journal_ref>Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern"
    net.told[HEADS] += " Recognition (CVPR), 2022</arxiv:journal_ref>"
    write(BULLETS.replace("CVPR 2022", "IEEE CVPR 2022").replace("ECCV 2022", "IEEE CVPR 2021"))
    done = run("add", HEADS, "--like=README.md", *options(net))
    assert "**Turning Heads: Motion for Everyone**, IEEE CVPR 2022 [[paper]]" in done.out


def test_the_registry_counts_where_others_say_another_venue(run: Run, net: Web) -> None:
    net.told[HEADS] += f"<arxiv:doi>{DOI}</arxiv:doi>"
    row = {"title": "Turning Heads", "venue": "European Conference on Computer Vision", "year": 2024}
    net.answers["s2/"] = in_json([row | {"externalIds": {"ArXiv": HEADS}}])
    done = run("add", HEADS, *options(net))
    assert "[SIGGRAPH Asia 2023]" in done.out
    assert "Semantic Scholar says ECCV; Crossref counts" in done.err


def test_a_venue_without_a_year_has_none(run: Run, net: Web) -> None:
    row = {"title": "Turning Heads", "venue": "European Conference on Computer Vision", "year": 2023}
    net.answers["s2/"] = in_json([row | {"externalIds": {"ArXiv": HEADS}}])
    done = run("add", HEADS, *options(net))
    assert "[ECCV]" in done.out
    assert "the year of ECCV is not known, and is left out" in done.err


def test_code_that_a_program_found_is_only_told_of(run: Run, net: Web) -> None:
    page = {"id": WALKS, "title": "Slow Walks of Old Machines", "githubRepo": "https://github.com/w/walks"}
    net.answers[f"huggingface/api/papers/{WALKS}"] = in_json(page | {"githubRepoAddedBy": "auto"})
    net.answers = dict(sorted(net.answers.items(), key=lambda item: -len(item[0])))
    done = run("add", WALKS, *options(net))
    assert "github.com/w/walks" not in done.out
    assert "perhaps its code, found by a program of Hugging Face, not written: https://github.com/w/walks" in done.err
    net.answers[f"huggingface/api/papers/{WALKS}"] = in_json(page | {"githubRepoAddedBy": "user"})
    assert "[Code](https://github.com/w/walks)" in run("add", WALKS, *options(net)).out


# What is not


def test_a_withdrawn_paper_is_told_of(run: Run, net: Web) -> None:
    net.told[WALKS] = "<arxiv:comment>This paper has been withdrawn by the author due to an error</arxiv:comment>"
    done = run("add", WALKS, *options(net))
    assert done.code == 0
    assert f"{WALKS}: withdrawn, says its comment on arXiv: This paper has been withdrawn" in done.err


def test_what_nobody_knows_is_left_out_and_said(run: Run, net: Web) -> None:
    net.pages["gone.example/"] = Answer()
    net.pages["wall.example/a"] = Answer(403, "<title>Forbidden</title>")
    net.pages["mute.example/a"] = Answer(200, "<p>Words</p>")
    unknown = ("arXiv:2305.99999", "http://gone.example/a", "http://wall.example/a", "http://mute.example/a")
    done = run("add", *unknown, HEADS, *options(net))
    assert (done.code, len(done.lines)) == (1, 1)
    assert "arXiv:2305.99999: arXiv has no paper 2305.99999" in done.err
    assert "http://gone.example/a: 404" in done.err
    assert "http://wall.example/a: nobody says its title (wall.example: 403 Forbidden)" in done.err
    assert "http://mute.example/a: nobody says its title, though mute.example knows it" in done.err
    none = run("add", *unknown[1:], *options(net))
    assert (none.code, none.out) == (2, "")


@pytest.mark.parametrize("number", ["arXiv:9999.99999", "0000.0000"])
def test_a_number_that_cannot_be_is_not_asked_for(run: Run, net: Web, number: str) -> None:
    done = run("add", number, *options(net))
    assert (done.code, done.out, net.requests) == (2, "", [])
    assert "is no arXiv number" in done.err


def test_a_moved_repository_has_its_new_address(run: Run, net: Web) -> None:
    net.answers["github/repos/old/name"] = Answer(
        301, '{"url": "https://api.github.com/repos/heads/turning"}', (("Content-Type", "application/json"),)
    )
    done = run("add", "github.com/old/name", *options(net))
    assert done.out.startswith("- [turning](https://github.com/heads/turning)")
    assert "moved to https://github.com/heads/turning" in done.err


def test_a_page_that_moved_is_named_where_it_is_now(run: Run, net: Web) -> None:
    net.pages["blog.example/old"] = moved("http://blog.example/new")
    net.pages["blog.example/new"] = Answer(200, "<title>On Gears</title><p>Words</p>")
    done = run("add", "http://blog.example/old", *options(net))
    assert done.out == "- [On Gears](http://blog.example/new)\n"


# Into a list


@pytest.mark.parametrize("text", [BULLETS, TABLE, HEADINGS], ids=["bullets", "table", "headings"])
def test_a_paper_is_merged_into_a_list_in_its_own_style(run: Run, net: Web, text: str) -> None:
    write(text)
    printed = run("add", HEADS, "--like=README.md", *options(net)).out
    done = run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    assert (done.code, done.out) == (0, "")
    assert added(text, read()) == [line for line in printed.splitlines() if line]
    assert "README.md: 1 added, 0 united, 0 there already" in done.err


def test_what_is_in_the_list_already_changes_nothing(run: Run, net: Web) -> None:
    write(BULLETS)
    assert run("add", HEADS, "--into=README.md", "--in-place", *options(net)).code == 0
    once = read()
    done = run("add", f"https://arxiv.org/pdf/{HEADS}v1", HEADS, "--into=README.md", "--in-place", *options(net))
    assert (done.code, read()) == (0, once)
    assert "0 added" in done.err
    assert "there already" in done.err


def test_a_missing_code_link_is_put_into_the_entry_that_is_there(run: Run, net: Web) -> None:
    entry = f"- **Turning Heads: Motion for Everyone**, arXiv 2021 [[paper]](https://arxiv.org/pdf/{HEADS}.pdf)\n"
    write(BULLETS + entry)
    run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    text = read()
    assert text.startswith(BULLETS)
    assert text.removeprefix(BULLETS).startswith(entry.rstrip("\n"))
    assert "[[code]](https://github.com/heads/turning)" in text.removeprefix(BULLETS)


def test_what_both_sides_say_otherwise_is_left_to_the_maintainer(run: Run, net: Web) -> None:
    entry = f"- **Turning Heads: Motion for Everyone**, arXiv 2023 [[paper]](https://arxiv.org/pdf/{HEADS}.pdf)\n"
    net.told[HEADS] = f"<arxiv:doi>{DOI}</arxiv:doi>"
    write(BULLETS + entry)
    left = run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    assert (left.code, read()) == (1, BULLETS + entry)
    assert f"README.md:6: venue arXiv 2023, in {HEADS} SIGGRAPH Asia 2023" in left.err
    decided = run("add", HEADS, "--into=README.md", "--in-place", "--prefer=theirs", *options(net))
    assert (decided.code, read()) == (0, BULLETS + entry.replace("arXiv 2023", "SIGGRAPH Asia 2023"))


def test_a_paper_that_stands_there_under_another_title_is_not_added_twice(run: Run, net: Web) -> None:
    entry = f"- **Gears and Wheels of Rome**, arXiv 2021 [[paper]](https://arxiv.org/pdf/{HEADS}.pdf)\n"
    write(BULLETS + entry)
    done = run("add", HEADS, WALKS, "--into=README.md", "--in-place", *options(net))
    assert done.code == 1
    assert added(BULLETS + entry, read()) == [
        f"- **Slow Walks of Old Machines**, arXiv 2021 [[paper]](https://arxiv.org/pdf/{WALKS}.pdf)"
    ]
    assert f"{HEADS}: README.md:6 leads to it under another title, `Gears and Wheels of Rome`" in done.err


def test_a_paper_that_stands_there_under_the_title_it_had_is_found(run: Run, net: Web) -> None:
    net.older[HEADS] = ("Gears and Wheels of Rome",)
    entry = f"- **Gears and Wheels of Rome**, arXiv 2021 [[paper]](https://arxiv.org/pdf/{HEADS}.pdf)\n"
    write(BULLETS + entry)
    done = run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    assert done.code == 0
    assert read().startswith(BULLETS + entry.rstrip("\n") + " [[")
    assert "[[code]](https://github.com/heads/turning)" in read()


def test_a_look_before_anything_is_written(run: Run, net: Web) -> None:
    write(BULLETS)
    shown = run("add", HEADS, "--into=README.md", "--diff", *options(net))
    assert shown.code == 1
    assert "+- **Turning Heads: Motion for Everyone**" in shown.out
    checked = run("add", HEADS, "--into=README.md", "--check", *options(net))
    assert (checked.code, checked.out) == (1, "")
    whole = run("add", HEADS, "--into=README.md", *options(net))
    assert whole.code == 0
    assert whole.out.startswith(BULLETS)
    assert read() == BULLETS


def test_several_things_at_once_are_few_requests(run: Run, net: Web) -> None:
    numbers = [f"2305.{number:05}" for number in range(10, 40)]
    net.papers |= {number: f"The {number} Gears of Number {number}" for number in numbers}
    done = run("add", *numbers, "--facts=0", *options(net))
    assert (done.code, len(done.lines)) == (0, 30)
    hosts = [address.partition("/")[2].partition("/")[0] for address in net.asked]
    assert sorted(hosts) == ["arxiv", "s2"]


def test_the_same_thing_twice_is_one(run: Run, net: Web) -> None:
    done = run("add", HEADS, f"https://arxiv.org/abs/{HEADS}", f"https://doi.org/10.48550/arXiv.{HEADS}", *options(net))
    assert (done.code, len(done.lines)) == (0, 1)


def test_answers_are_kept_for_the_next_run(run: Run, net: Web) -> None:
    kept = (*net.options, "--cache=answers.sqlite")
    first = run("add", HEADS, *kept)
    asked = len(net.requests)
    assert asked
    second = run("add", HEADS, *kept)
    assert (second.out, len(net.requests)) == (first.out, asked)


def test_a_plan_asks_nobody(run: Run, net: Web) -> None:
    done = run("add", HEADS, "github.com/heads/turning", "--dry-run", *options(net))
    assert (done.code, net.requests) == (0, [])
    assert "arXiv API (127.0.0.1" in done.out
    assert "Wayback" not in done.out


# What goes wrong


def test_without_a_network_nothing_is_written(run: Run, net: Web) -> None:
    write(BULLETS)
    nobody = [
        f"--api={one.partition('=')[2].partition('=')[0]}=http://127.0.0.1:9" for one in net.options if "api" in one
    ]
    offline = (*nobody, "--dns=127.0.0.1:9", "--no-cache", "--retries=0", "--timeout=1")
    done = run("add", HEADS, "http://blog.example/post", "--into=README.md", "--in-place", *offline)
    assert (done.code, done.out, read()) == (2, "", BULLETS)
    assert "the network does not work, or went away: nothing is written" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--into=missing.md",), "missing.md"),
        (("--like=missing.md",), "missing.md"),
        (("--into=empty.md",), "empty.md: the file is empty"),
        (("--into=prose.md",), "prose.md: no entries"),
        (("--like=README.md", "--into=README.md"), "--into writes entries as README.md does"),
        (("--section=Faces",), "--section goes with --into"),
        (("--in-place",), "--in-place goes with --into"),
        (("--check",), "--check goes with --into"),
        (("--into=README.md", "--in-place", "--check"), "use one of them"),
        (("--into=-",), "--into needs a file"),
        (("--like=README.md", "-o", "README.md"), "one of the lists"),
        (("--cache=README.md", "--into=README.md"), "one of the lists"),
        (("--no-such",), "No such option"),
    ],
)
def test_wrong_use_is_said_before_anybody_is_asked(run: Run, net: Web, arguments: tuple[str, ...], says: str) -> None:
    write(BULLETS)
    write("", "empty.md")
    write("# A Talk\n\nWords and more words of prose.\n", "prose.md")
    cache = () if any("cache" in one for one in arguments) else ("--no-cache",)
    done = run("add", HEADS, *arguments, *net.options, *cache)
    assert (done.code, net.requests, read()) == (2, [], BULLETS)
    assert says in done.err


def test_a_section_that_is_not_there_is_said(run: Run, net: Web) -> None:
    write(BULLETS)
    done = run("add", HEADS, "--into=README.md", "--section=Wheels", "--in-place", *options(net))
    assert (done.code, read()) == (2, BULLETS)
    assert "Wheels" in done.err


def test_a_configuration_may_not_say_whom_to_ask(run: Run, net: Web) -> None:
    write(BULLETS)
    write('[links]\napi = { arxiv = "https://elsewhere.example" }\n', "awesome-lint.toml")
    done = run("add", HEADS, "--into=README.md", *options(net))
    assert (done.code, net.requests) == (2, [])
    assert "awesome-lint.toml" in done.err


@pytest.mark.parametrize(("text", "bar"), [(BULLETS, " | "), (HEADINGS, " ")], ids=["bullets", "headings"])
def test_odd_titles_come_out_as_they_are(run: Run, net: Web, text: str, bar: str) -> None:
    title = f"Faces [draft]{bar}of `x` *y* $\\ell_1$ \u05e9\u05dc\u05d5\u05dd \u9762\u5b54 \U0001f600"
    net.papers = {HEADS: title}
    write(text)
    done = run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    assert done.code == 0
    assert parse(read()).entries[-1].title == title


def test_a_title_that_would_be_read_otherwise_is_not_merged(run: Run, net: Web) -> None:
    net.papers[HEADS] = "1. Gears"
    write(BULLETS)
    done = run("add", HEADS, "--into=README.md", "--in-place", *options(net))
    assert (done.code, read()) == (2, BULLETS)
    assert f"{HEADS}: cannot be written so that it is read again: the title (it is read as `Gears`)" in done.err
    shown = run("add", HEADS, *options(net))
    assert f"{HEADS}: not written: the title (it is read as `Gears`)" in shown.err


def test_a_configuration_may_not_ask_for_more_than_it_should_and_quiet_says_only_what_fails(run: Run, net: Web) -> None:
    write(BULLETS)
    write("[links]\nconcurrency = 100000\n", "awesome-lint.toml")
    net.pages["gone.example/"] = Answer()
    asked = ("add", HEADS, WALKS, "http://gone.example/a", "--like=README.md", *options(net))
    loud = run(*asked)
    assert "links.concurrency = 100000 is more than a file may ask for" in loud.err
    quiet = run(*asked, "--quiet")
    assert (quiet.code, quiet.out) == (1, loud.out)
    assert quiet.err == "awesome-lint: error: http://gone.example/a: 404 Not Found\n"


def test_what_there_is_no_time_for_is_said(run: Run, net: Web) -> None:
    net.pages["slow.example/a"] = Answer()
    net.held = {"slow.example/a"}
    done = run("add", HEADS, "http://slow.example/a", "--max-time=2s", *options(net))
    assert (done.code, len(done.lines)) == (1, 1)
    assert "http://slow.example/a: nobody says its title (there was no time left to ask)" in done.err
    assert "--max-time was over before everything was asked" in done.err


@posix
def test_an_interrupted_run_writes_nothing(folder: Path, net: Web) -> None:
    write(BULLETS)
    net.pages["slow.example/a"] = Answer()
    net.held = {"slow.example/a"}
    asked = [
        sys.executable,
        "-m",
        "awesome_lint",
        "add",
        HEADS,
        "http://slow.example/a",
        "--into=README.md",
        "--in-place",
    ]
    process = subprocess.Popen([*asked, *options(net)], stderr=subprocess.PIPE, env=unmeasured())
    assert net.reached.wait(30)
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, read()) == (130, BULLETS)
    assert b"interrupted" in err
