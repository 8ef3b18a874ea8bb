"""What of a list is new: parts matched by what they say, findings that a change brought."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_lint.findings import Finding
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.compare import Comparison, Former, FormerFile
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.source import Source

LISTS = sorted((Path(__file__).parents[2] / "lists").glob("*-*.md"))
EVERYTHING = Settings(select=("ALL",), ignore=("D005",))


def compare(
    was: str | None, now: str, beside: Sequence[FormerFile] = (), chosen: Settings = EVERYTHING
) -> tuple[Comparison, list[Finding]]:
    """A list beside what it was, and the findings that are new in it."""
    return compare_all({"a.md": was}, {"a.md": now}, beside, chosen)


def compare_all(
    was: dict[str, str | None], now: dict[str, str], beside: Sequence[FormerFile] = (), chosen: Settings = EVERYTHING
) -> tuple[Comparison, list[Finding]]:
    documents: list[Document] = [parse_document(Source(text, path)) for path, text in now.items()]
    comparison = Comparison(Former(("base",), was, tuple(beside)), documents)
    findings = lint_documents(documents, chosen, changes=comparison.changes)
    return comparison, comparison.new(findings, chosen)


def touched(comparison: Comparison, now: str) -> list[int]:
    """The lines that were added or changed, those on which such entries begin included."""
    changes = comparison.changes["a.md"]
    return sorted({now.count("\n", 0, offset) + 1 for offset in changes.entries} | changes.lines)


def brief(findings: Sequence[Finding]) -> list[tuple[int, str]]:
    return [(finding.line, finding.code) for finding in findings]


def entry(number: int, *, venue: str = "CVPR 2021", code: bool = True, url: str | None = None) -> str:
    words = "Heads Faces Motion Speech Light Hands Bodies Voices Gestures Portraits Statues Gardens".split()
    title = f"Learning {words[number % 12]} from {words[number * 5 % 12]} by {words[number // 12 % 12]} {number}"
    paper = f"https://arxiv.org/abs/2101.{number:05d}" if url is None else url
    code_link = f" [[code]](https://github.com/lab/repository-{number})" if code else ""
    return f"- {title} [{venue}] [[paper]]({paper}){code_link}\n"


def section(title: str, *entries: str) -> str:
    return f"## {title}\n\n{''.join(entries)}\n"


# --- what is no change


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (
            "- one [a](https://e.org/1)\n- two [b](https://e.org/2)\n",
            "* two [b](https://e.org/2)\n* one [a](https://e.org/1)\n",
        ),
        (
            "1. one [a](https://e.org/1)\n2. two [b](https://e.org/2)\n",
            "1. two [b](https://e.org/2)\n2. one [a](https://e.org/1)\n",
        ),
        ("- one [a](https://e.org/1)\n", "- one [a](https://e.org/1)\r\n"),
        (
            "- one [a](https://e.org/1)\n- two [b](https://e.org/2)\n",
            "-   one  [a](https://e.org/1)\n\n-   two [b](https://e.org/2)  \n",
        ),
        (
            "|Title|Link|\n|-|-|\n|One|[a](https://e.org/1)|\n|Two|[b](https://e.org/2)|\n",
            "| Title | Link |\n| ----- | ---- |\n| Two | [b](https://e.org/2) |\n| One | [a](https://e.org/1) |\n",
        ),
        (
            "- One [paper][1]\n- Two [paper][2]\n\n[1]: https://e.org/1\n[2]: https://e.org/2\n",
            "- Two [paper][2]\n- One [paper][1]\n\n[2]: https://e.org/2\n[1]: https://e.org/1\n",
        ),
        (
            "### One\n- [paper](https://e.org/1)\n\n### Two\n- [paper](https://e.org/2)\n",
            "#### Two\n- [paper](https://e.org/2)\n\n#### One\n- [paper](https://e.org/1)\n",
        ),
    ],
    ids=["markers", "numbers", "line-endings", "blanks", "padding", "references", "levels"],
)
def test_what_is_no_change(was: str, now: str) -> None:
    comparison, _ = compare(f"# Papers\n\n{was}", f"# Papers\n\n{now}")
    assert touched(comparison, now) == []


def test_numbers_of_rows_are_no_change() -> None:
    rows = [f"Paper about {word} | 2021 | [paper](https://e.org/{word}) |\n" for word in ("heads", "faces", "hands")]
    head = "# Papers\n\n| No | Title | Year | Link |\n|--|--|--|--|\n"
    was = head + "".join(f"| {number} | {row}" for number, row in enumerate(rows, 1))
    now = head + "".join(f"| {number} | {row}" for number, row in enumerate(reversed(rows), 1))
    assert touched(compare(was, now)[0], now) == []
    later = now.replace("| 2021 |", "| 2022 |", 1)
    assert touched(compare(was, later)[0], later) == [5]


def test_references_may_be_renumbered_but_not_lead_elsewhere() -> None:
    was = "# Papers\n\n- One about Heads [paper][1]\n- Two about Faces [paper][2]\n\n[1]: https://e.org/1\n[2]: https://e.org/2\n"
    now = (
        "# Papers\n\n- New about Hands [paper][1]\n- One about Heads [paper][2]\n- Two about Faces [paper][3]\n\n"
        "[1]: https://e.org/0\n[2]: https://e.org/1\n[3]: https://e.org/2\n"
    )
    comparison, _ = compare(was, now)
    assert comparison.changes["a.md"].entries == {now.index("- New")}
    later = was.replace("[2]: https://e.org/2", "[2]: https://e.org/3")
    comparison, _ = compare(was, later)
    assert touched(comparison, later) == [4, 7]


def test_a_second_copy_is_added() -> None:
    was = "# Papers\n\n" + section("A", entry(1), entry(2)) + section("B", entry(3), entry(4))
    for copied, at in ((3, 5), (4, 5), (1, 8), (2, 11), (3, 12)):
        lines = was.splitlines(keepends=True)
        lines.insert(at - 1, entry(copied))
        now = "".join(lines)
        assert touched(compare(was, now)[0], now) == [at], (copied, at)


def test_of_equal_neighbours_at_the_top_the_first_is_added_elsewhere_the_last() -> None:
    was = "# Papers\n\n" + entry(1) + entry(2) + entry(3)
    now = "# Papers\n\n" + entry(1) + was.partition("\n\n")[2]
    assert touched(compare(was, now)[0], now) == [3]
    now = was + entry(3)
    assert touched(compare(was, now)[0], now) == [6]


def test_lines_outside_entries_and_definitions_count_too() -> None:
    was = "# Papers\n\nAll about [heads]().\n\n" + entry(1) + "\n[unused]: https://e.org/1\n"
    now = (
        "# Papers\n\nSee [here]().\n\nAll about [heads]().\n\n"
        + entry(1)
        + "\n[unused]: https://e.org/1\n[other]: https://e.org/2\n"
    )
    comparison, new = compare(was, now)
    assert touched(comparison, now) == [3, 10]
    assert brief(new) == [(3, "L001"), (10, "L004")]


def test_an_edited_line_keeps_its_findings() -> None:
    was = "# Papers\n\nAll about [heads]().\n\n" + entry(1)
    assert compare(was, was.replace("All about", "Everything about"))[1] == []
    assert brief(compare(was, was.replace("All about", "See [faces](), all about"))[1]) == [(3, "L001")]


# --- what a change brought


def test_findings_on_untouched_entries_are_old() -> None:
    was = "# Papers\n\n" + entry(1, url="") + entry(2, venue="CVPR 20233") + entry(3)
    now = was + entry(4, url="")
    assert brief(compare(was, now)[1]) == [(6, "L001")]


def test_a_new_list_is_new_and_has_its_own_entries_to_go_by() -> None:
    now = "# Papers\n\n" + "".join(entry(number) for number in range(9)) + entry(9, code=False) + entry(10, url="")
    assert brief(compare(None, now)[1]) == [(12, "M002"), (13, "L001")]


def test_what_an_edit_did_not_bring_is_old() -> None:
    was = "# Papers\n\n" + "".join(entry(number) for number in range(8)) + entry(8, url="", venue="CVPR 20233")
    line = was.splitlines()[-1]
    for before, after in (
        ("Learning", "Lerning"),  # the title
        ("github.com/lab/", "github.com/group/"),
        ("\n", " with a word of praise\n"),
        ("[[code]]", "[[video]](https://e.org/a.mp4) [[code]]"),
        ("[[paper]]", "[[PDF]]"),
    ):
        now = was.replace(line + "\n", (line + "\n").replace(before, after))
        comparison, new = compare(was, now)
        assert touched(comparison, now) == [11]
        assert brief(new) == [], after


def test_what_an_edit_brought_is_new_beside_what_it_did_not_bring() -> None:
    was = "# Papers\n\n" + entry(1) + entry(2, url="")
    now = was.replace("CVPR 2021", "CVPR 20233")
    assert brief(compare(was, now)[1]) == [(3, "V004"), (4, "V004")]
    assert brief(compare(now, now.replace("20233", "20234"))[1]) == [(3, "V004"), (4, "V004")]
    later = now.replace("[[code]](https://github.com/lab/repository-2)", "[[code]]()")
    assert brief(compare(now, later)[1]) == [(4, "L001")]


def test_an_entry_that_was_moved_and_edited_keeps_its_findings() -> None:
    was = "# Papers\n\n" + section("A", entry(1, url=""), entry(2)) + section("B", entry(3), entry(4))
    now = (
        "# Papers\n\n" + section("B", entry(3), entry(1, url="", venue="ICCV 2021"), entry(4)) + section("A", entry(2))
    )
    assert compare(was, now)[1] == []


def test_a_moved_entry_of_another_file_is_no_addition() -> None:
    bad, good = entry(1, url=""), entry(2)
    was = {"a.md": "# Papers\n\n" + good, "b.md": "# Papers\n\n" + entry(3) + bad}
    now = {"a.md": "# Papers\n\n" + good + bad, "b.md": "# Papers\n\n" + entry(3)}
    assert compare_all(dict(was), now)[1] == []
    copied = {"a.md": now["a.md"], "b.md": was["b.md"] + entry(4)}
    new = compare_all(dict(was), copied)[1]
    assert [(f.path, f.line, f.code) for f in new] == [("a.md", 4, "L001")]


def test_a_moved_entry_of_a_file_that_is_not_linted(tmp_path: Path) -> None:
    bad, good = entry(1, url=""), entry(2)
    was, now = "# Papers\n\n" + good, "# Papers\n\n" + good + bad
    archive = "# Archive\n\n" + bad
    gone = FormerFile("archive.md", archive, None)
    assert compare(was, now, [gone])[1] == []
    still = tmp_path / "archive.md"
    still.write_text(archive + entry(5), encoding="utf-8")
    assert brief(compare(was, now, [FormerFile("archive.md", archive, str(still))])[1]) == [(4, "L001")]
    still.write_bytes(b"\xff\xfe\xfd broken")
    assert compare(was, now, [FormerFile("archive.md", archive, str(still))])[1] == []


def test_a_split_list_is_a_move() -> None:
    entries = [entry(number, url="" if number % 3 == 0 else None) for number in range(12)]
    was: dict[str, str | None] = {"a.md": "# Papers\n\n" + "".join(entries), "b.md": None}
    now = {"a.md": "# Papers\n\n" + "".join(entries[:6]), "b.md": "# More\n\n" + "".join(entries[6:])}
    assert compare_all(was, now)[1] == []


# --- what prevails


def test_what_prevails_is_taken_from_the_base() -> None:
    was = "# Papers\n\n" + "".join(entry(number, venue="arXiv 2021") for number in range(3))
    many = "".join(entry(number, venue="Arxiv 2021") for number in range(3, 9))
    new = compare(was, was + many)[1]
    assert brief(new) == [(line, "V003") for line in range(6, 12)]
    assert "`arXiv` is written 3 times" in new[0].message


def test_one_entry_that_flips_what_prevails_reports_nothing_old() -> None:
    # with one more code link than now, most papers have one, and the others lack it
    entries = [entry(number, code=number % 5 < 3) for number in range(10)]
    was = "# Papers\n\n" + "".join(entries)
    assert compare(was, was + entry(11))[1] == []
    missing = compare(was, was + entry(11, code=False))[1]
    assert brief(missing) == [(13, "M002")]
    # of two writings that tie the one that is nearest to the usual name prevails
    was = "# Papers\n\n" + entry(1, venue="ACM Multimedia 2021") + entry(2, venue="ACMMM 2021")
    assert brief(compare(was, was + entry(3, venue="ACM Multimedia 2020"))[1]) == [(5, "V003")]


def test_changed_entries_vote_as_they_were() -> None:
    # `ACMMM` prevails by one
    was = "# Papers\n\n" + "".join(
        entry(n, venue="ACMMM 2021" if n < 3 else "ACM MM 2021", code=False) for n in range(5)
    )
    for before, after in (
        ("2101.00000)", "2101.00000) [[code]](https://github.com/lab/repository-0)"),
        ("Heads from Heads", "Heads from Hands"),
        ("arxiv.org/abs", "arxiv.org/pdf"),
    ):
        assert compare(was, was.replace(before, after), chosen=Settings(select=("V",)))[1] == []
    assert brief(compare(was, was.replace("ACMMM", "ACM Multimedia", 2))[1]) == [(3, "V003"), (4, "V003")]
    was = "# Papers\n\n" + "".join(entry(n, venue="arXiv 2021") for n in range(9))
    assert len(compare(was, was.replace("arXiv", "Arxiv", 6))[1]) == 6


def test_links_that_are_gone_still_count_for_what_was_usual() -> None:
    was = "# Papers\n\n" + "".join(entry(number) for number in range(8))
    now = was
    for number in range(4):
        now = now.replace(f" [[code]](https://github.com/lab/repository-{number})", "")
    missing = compare(was, now)[1]
    assert [(finding.line, finding.code, str(finding.severity)) for finding in missing] == [
        (line, "M002", "warning") for line in range(3, 7)
    ]
    assert "100% of 8 siblings" in missing[0].message


def test_a_share_counts_the_base_alone() -> None:
    was = "# Papers\n\n" + entry(1) + "".join(entry(number, code=False) for number in range(2, 30))  # 3 % have code
    now = was + "".join(entry(number) for number in range(30, 60)) + entry(60, code=False)
    assert compare(was, now)[1] == []


def test_a_habit_of_added_entries_is_none_yet() -> None:
    was = "# Papers\n\n" + "".join(entry(number) for number in range(3))
    now = was + "".join(
        entry(number).replace(f"https://github.com/lab/repository-{number}", "") for number in range(3, 9)
    )
    assert {str(finding.severity) for finding in compare(was, now)[1]} == {"error"}
    wrapped = "".join(entry(number).replace(" from ", "\n  from ") for number in range(3, 9))
    assert brief(compare(was, was + wrapped)[1]) == [(line, "S003") for line in range(6, 18, 2)]


def test_a_new_table_has_its_own_rows_to_go_by() -> None:
    rows = "".join(f"| A Paper about Subject {n} | [paper](https://e.org/{n}.pdf) |\n" for n in range(9))
    table = "## Table\n\n| Title | Paper |\n|--|--|\n" + rows + "| A Paper about Nothing | |\n"
    was = "# Papers\n\n" + section("A", *(entry(number) for number in range(9)))
    assert brief(compare(was, was + table, chosen=Settings(select=("M001",)))[1]) == [(28, "M001")]


# --- pairs


def pairs(findings: Sequence[Finding]) -> list[tuple[str, set[int]]]:
    """The code and both lines of findings about two entries, whichever of the two they stand on."""
    return [
        (finding.code, {finding.line, *(place.line for place in finding.related)})
        for finding in findings
        if finding.code in ("D001", "D002", "D003", "V010")
    ]


def test_a_duplicate_is_reported_wherever_it_was_added() -> None:
    was = "# Papers\n\n" + "".join(entry(number) for number in range(6))
    for at, twin in ((3, 9), (6, 9), (9, 3)):
        lines = was.splitlines(keepends=True)
        copied = 5 if twin == 9 else 0
        lines.insert(at - 1, entry(copied).replace("CVPR", "ICCV"))
        comparison, new = compare(was, "".join(lines))
        assert touched(comparison, "".join(lines)) == [at]
        assert pairs(new) == [("D001", {at, twin})]


def test_a_finding_about_two_entries_stands_on_the_added_one() -> None:
    was = "# Papers\n\n" + "".join(entry(number) for number in range(6))
    copy, sharing = entry(5).replace("CVPR", "ICCV"), entry(9, url="https://arxiv.org/abs/2101.00004")
    now = was.replace("# Papers\n\n", f"# Papers\n\n{copy}{sharing}")
    assert brief(compare(was, now)[1]) == [(3, "D001"), (4, "D002")]


def test_old_pairs_stay_old_whichever_twin_comes_first() -> None:
    one, other = entry(1), entry(1).replace("CVPR", "ICCV")
    wrong, shared = entry(3), entry(4, url="https://arxiv.org/abs/2101.00003")
    was = "# Papers\n\n" + one + other + wrong + shared
    assert {code for code, _ in pairs(lint_documents([parse_document(Source(was, "a.md"))]))} == {"D001", "D002"}
    now = "# Papers\n\n" + shared + other + wrong + one
    assert compare(was, now)[1] == []
    edited = "# Papers\n\n" + shared.replace("CVPR", "ICML") + other + wrong + one.replace("CVPR", "WACV")
    assert compare(was, edited)[1] == []


def test_a_third_copy_is_one_finding() -> None:
    was = "# Papers\n\n" + entry(1) + entry(1).replace("CVPR", "ICCV") + entry(2)
    now = was + entry(1).replace("CVPR", "WACV")
    assert [code for code, _ in pairs(compare(was, now)[1])] == ["D001"]


def test_a_published_copy_is_reported_at_the_preprint() -> None:
    was = "# Papers\n\n" + entry(1, venue="arXiv 2021") + entry(2) + entry(3)
    now = was + entry(1)
    assert brief(compare(was, now)[1]) == [(3, "V010")]
    assert compare(now, now + entry(4))[1] == []


def test_an_edit_that_makes_two_entries_share_a_link_is_new() -> None:
    was = "# Papers\n\n" + entry(1) + entry(2) + entry(3)
    now = was.replace("2101.00001", "2101.00003")
    assert pairs(compare(was, now)[1]) == [("D002", {3, 5})]
    assert compare(now, was)[1] == []


# --- any list


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_single_removal_reports_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = parse_document(Source(text, "a.md"))
    lines = text.splitlines(keepends=True)
    chosen = random.Random(1).sample(document.entries, 8)
    for gone in chosen:
        now = "".join(lines[: gone.line - 1] + lines[gone.end_line :])
        assert compare(text, now)[1] == [], gone.title


def shuffled(text: str, chance: random.Random) -> str:
    """A list with the entries that stand together, and the sections of the second level, in another order."""
    document = parse_document(Source(text, "a.md"))
    lines = [line if line.endswith("\n") else line + "\n" for line in text.splitlines(keepends=True)]
    runs: list[list[tuple[int, int]]] = []
    group = None
    for item in document.entries:
        if item.layout == "cell":
            continue
        apart = runs and "".join(lines[runs[-1][-1][1] : item.line - 1]).strip()
        if item.group != group or apart:
            runs.append([])
        runs[-1].append((item.line, item.end_line))
        group = item.group
    for run in runs:
        chunks = ["".join(lines[first - 1 : last]) for first, last in run]
        chance.shuffle(chunks)
        for (first, last), chunk in zip(run, chunks, strict=True):
            lines[first - 1 : last] = [chunk] + [""] * (last - first)
    parts = "".join(lines).split("\n## ")
    tail = parts[1:]
    chance.shuffle(tail)
    return "\n\n## ".join([parts[0], *tail])


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
@settings(max_examples=5)
@given(chance=st.randoms(use_true_random=False))
def test_a_list_in_another_order_is_no_change(path: Path, chance: random.Random) -> None:
    text = path.read_text(encoding="utf-8")
    now = shuffled(text, chance)
    comparison, new = compare(text, now)
    assert touched(comparison, now) == []
    assert new == []


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """The entries of sections, some of them faulty."""
    numbers = draw(st.lists(st.integers(0, 11), min_size=2, max_size=14))
    venues = st.sampled_from(["CVPR 2021", "Cvpr 2021", "arXiv 2021", "Arxiv 2021", "CVPR 20233"])
    made = [
        entry(number, venue=draw(venues), code=draw(st.booleans()), url=draw(st.sampled_from([None, None, ""])))
        for number in numbers
    ]
    cut = draw(st.integers(1, len(made)))
    return [part for part in (made[:cut], made[cut:]) if part]


def written(sections: list[list[str]]) -> str:
    return "# Papers\n\n" + "".join(section(f"Part {len(part)}", *part) for part in sections)


@settings(max_examples=60)
@given(sections=lists(), chance=st.randoms(use_true_random=False))
def test_any_order_of_any_list_brings_nothing(sections: list[list[str]], chance: random.Random) -> None:
    moved = [list(part) for part in sections]
    for part in moved:
        chance.shuffle(part)
    chance.shuffle(moved)
    assert compare(written(sections), written(moved))[1] == []


@settings(max_examples=60)
@given(sections=lists(), pick=st.integers(0, 100))
def test_only_what_is_put_at_the_top_is_added(sections: list[list[str]], pick: int) -> None:
    everything = [item for part in sections for item in part]
    copied = everything[pick % len(everything)]
    now = "# Papers\n\n" + section("Part", copied, *sections[0]) + written(sections[1:]).removeprefix("# Papers\n\n")
    was = "# Papers\n\n" + section("Part", *sections[0]) + written(sections[1:]).removeprefix("# Papers\n\n")
    comparison, new = compare(was, now)
    alone = sections[0] == [copied] * len(sections[0])  # nothing but copies: no telling which is the new one
    assert alone or touched(comparison, now) == [5]
    added = touched(comparison, now)[0]
    assert all(added in (finding.line, *(place.line for place in finding.related)) for finding in new)


def test_an_edited_entry_out_of_order_was_so_before() -> None:
    rows = [entry(number, venue=f"CVPR {2023 - number // 2}") for number in range(20)]
    rows[12] = entry(12, venue="CVPR 2023")
    was = "# Papers\n\n" + section("Part", *rows)
    for edited in (was.replace("abs/2101.00012", "pdf/2101.00012"), was.replace("Learning", "Teaching", 15)):
        assert compare(was, edited)[1] == []
    sorted_before = was.replace(rows[12], rows[12].replace("2023", "2017"))
    assert (15 + 2, "S005") in brief(compare(sorted_before, was)[1])


def test_an_edited_entry_among_many_of_one_layout_is_judged_by_them() -> None:
    rows = [entry(number) for number in range(14)]
    was = "# Papers\n\n" + section("Part", *rows)
    assert compare(was, was.replace("abs/2101.00003", "pdf/2101.00003"))[1] == []
    odd = was.replace(f"{rows[3]}", rows[3].replace(" [CVPR 2021]", ", CVPR 2021"))
    assert (8, "S007") in brief(compare(was, odd)[1])
