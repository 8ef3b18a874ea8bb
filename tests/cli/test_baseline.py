"""`check --baseline` and `--write-baseline`: known findings, whatever moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

HEADS = "- Turning Heads with Implicit Motion [CVPR 20233] [[paper]](https://arxiv.org/abs/2101.00001)\n"
FACES = "- Speech Faces in the Wild [CVPR 2021] [[paper]]()\n"
STATUES = "- Statues that Sing and Dance [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00003)\n"
SHARED = "- Portraits from a Single Sound [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00003)\n"
GOOD = "- Learning to Blink by Listening [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00005)\n"
TAIL = "\n[unused]: https://example.org/unused\n"
LIST = "# Papers\n\n" + HEADS + FACES + STATUES + SHARED + GOOD + TAIL


@pytest.fixture
def known(folder: Path, run: Run) -> Path:
    """A baseline of a list with four faults."""
    (folder / "README.md").write_text(LIST)
    done = run("check", "--baseline", "known.json", "--write-baseline")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("awesome-lint: known.json: 4 findings written\n")
    return folder / "known.json"


def write(known: Path, text: str) -> None:
    (known.parent / "README.md").write_text(text)


def places(out: str) -> list[str]:
    return [line.split(":")[1] + " " + line.split()[1] for line in out.splitlines()]


def test_it_is_json_with_one_sorted_line_a_finding(known: Path) -> None:
    text = known.read_text(encoding="utf-8")
    assert json.loads(text)["awesome-lint-baseline"] == 1
    assert text.splitlines()[3:-2] == [
        '    {"code": "D002", "path": "README.md", "entry": "Portraits from a Single Sound",'
        ' "with": "Statues that Sing and Dance", "count": 1},',
        '    {"code": "L001", "path": "README.md", "entry": "Speech Faces in the Wild", "count": 1},',
        '    {"code": "L004", "path": "README.md", "text": "[unused]: https://example.org/unused", "count": 1},',
        '    {"code": "V004", "path": "README.md", "entry": "Turning Heads with Implicit Motion",'
        ' "id": "arxiv:2101.00001", "count": 1}',
    ]


def test_what_it_knows_is_silent(known: Path, run: Run) -> None:
    done = run("check", "--baseline", "known.json")
    assert (done.code, done.out) == (0, "")
    assert done.err.endswith("awesome-lint: known.json: 4 known findings hidden\n")
    assert run("check").code == 1


def test_it_stays_the_same_whatever_is_moved(known: Path, run: Run) -> None:
    before = known.read_bytes()
    write(known, "# Papers\n" + TAIL + "\n## A\n\n" + SHARED + GOOD + "\n## B\n\n" + FACES + STATUES + HEADS)
    done = run("check", "--baseline", "known.json")
    assert (done.code, done.out) == (0, "")
    run("check", "--baseline", "known.json", "--write-baseline")
    assert known.read_bytes() == before


def test_what_it_does_not_know_is_reported(known: Path, run: Run) -> None:
    write(known, LIST.replace(GOOD, GOOD.replace("2021]", "20244]") + FACES.replace("Speech", "Singing")))
    done = run("check", "--baseline", "known.json")
    assert (done.code, places(done.out)) == (1, ["7 V004", "8 L001"])


def test_a_second_finding_of_one_entry_is_new(known: Path, run: Run) -> None:
    write(known, LIST.replace("[[paper]]()", "[[paper]]() [[code]]()"))
    assert places(run("check", "--baseline", "known.json").out) == ["4 L001"]


def test_an_entry_is_known_by_its_title_or_its_identifier(known: Path, run: Run) -> None:
    write(known, LIST.replace("Turning Heads", "Shaking Heads"))
    assert run("check", "--baseline", "known.json").out == ""
    write(known, LIST.replace("2101.00001", "2101.00009"))
    assert run("check", "--baseline", "known.json").out == ""
    write(known, LIST.replace("2101.00001", "2101.00009").replace("Turning Heads", "Shaking Heads"))
    assert places(run("check", "--baseline", "known.json").out) == ["3 V004"]


def test_an_entry_takes_its_lines_along_into_another_file(known: Path, run: Run) -> None:
    write(known, LIST.replace(HEADS, ""))
    (known.parent / "archive.md").write_text("# Archive\n\n" + HEADS + GOOD)
    assert run("check", "--baseline", "known.json").out == ""
    write(known, LIST)
    assert places(run("check", "--baseline", "known.json").out) == ["3 V004"]


def test_stale_lines_are_counted_and_removed(known: Path, run: Run) -> None:
    write(known, LIST.replace(HEADS, "").replace(TAIL, ""))
    done = run("check", "--baseline", "known.json")
    assert done.code == 0
    assert done.err.endswith("2 known findings hidden, 2 stale ones: `--write-baseline` removes them\n")
    done = run("check", "--baseline", "known.json", "--write-baseline")
    assert done.err.endswith("2 findings written, 2 stale ones removed\n")
    assert run("check", "--baseline", "known.json").err.endswith("2 known findings hidden\n")
    assert len(json.loads(known.read_text())["findings"]) == 2


def test_what_was_not_looked_at_is_not_stale(known: Path, run: Run) -> None:
    (known.parent / "other.md").write_text("# Other\n\n" + HEADS + GOOD)
    run("check", "--baseline", "known.json", "--write-baseline")
    assert len(json.loads(known.read_text())["findings"]) == 5
    done = run("check", "--baseline", "known.json", "other.md", "--select", "L")
    assert done.err.endswith("known.json: 0 known findings hidden\n")
    run("check", "--baseline", "known.json", "--write-baseline", "other.md", "--select", "L")
    assert len(json.loads(known.read_text())["findings"]) == 5
    (known.parent / "other.md").unlink()
    assert "1 stale one: `--write-baseline` removes it" in run("check", "--baseline", "known.json").err


def test_paths_are_those_from_the_baseline(known: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (known.parent / "deep").mkdir()
    monkeypatch.chdir(known.parent / "deep")
    done = run("check", "--baseline", "../known.json", "../README.md")
    assert (done.code, done.out) == (0, "")
    run("check", "--baseline", "here.json", "--write-baseline", "../README.md")
    found = json.loads(Path("here.json").read_text())["findings"]
    assert {finding["path"] for finding in found} == {"../README.md"}


def test_lines_of_two_branches_add_up(known: Path, run: Run) -> None:
    lines = known.read_text().splitlines()
    known.write_text("\n".join([*lines[:5], lines[4], *lines[5:]]))
    write(known, LIST.replace("[[paper]]()", "[[paper]]() [[code]]()"))
    assert run("check", "--baseline", "known.json").out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no baseline: Expecting value"),
        ("{", "no baseline: "),
        ("[" * 100_000, "no baseline: "),
        ('{\n<<<<<<< ours\n"a": 1\n>>>>>>> theirs\n}', "a merge left its conflict marks"),
        ("[]", "no baseline: 'awesome-lint-baseline' is missing"),
        ('{"version": 1}', "no baseline: 'awesome-lint-baseline' is missing"),
        ('{"awesome-lint-baseline": "1", "findings": []}', "is '1', not a number"),
        ('{"awesome-lint-baseline": true, "findings": []}', "is True, not a number"),
        (
            '{"awesome-lint-baseline": 2, "findings": []}',
            "written by a newer awesome-lint (format 2, this",
        ),
        ('{"awesome-lint-baseline": 1}', "`findings` is no list"),
        ('{"awesome-lint-baseline": 1, "findings": [1]}', "finding 1 is not one: 1"),
        ('{"awesome-lint-baseline": 1, "findings": [{"code": "D001", "path": 3}]}', "finding 1 is not one"),
        ('{"awesome-lint-baseline": 1, "findings": [{"code": "D001", "path": "a"}]}', "finding 1 lacks"),
        (
            '{"awesome-lint-baseline": 1, "findings": [{"code": "D001", "path": "a", "entry": "b", "count": 0}]}',
            "finding 1 lacks",
        ),
    ],
)
@pytest.mark.parametrize("option", [(), ("--write-baseline",)])
def test_a_file_that_is_no_baseline(folder: Path, run: Run, content: str, said: str, option: tuple[str, ...]) -> None:
    (folder / "README.md").write_text(LIST)
    (folder / "known.json").write_text(content)
    done = run("check", "--baseline", "known.json", *option)
    assert (done.code, done.out) == (2, "")
    assert f"known.json: {said}" in done.err or said in done.err
    assert "internal error" not in done.err
    assert (folder / "known.json").read_text() == content


def test_a_baseline_that_is_not_there(folder: Path, run: Run) -> None:
    (folder / "README.md").write_text(LIST)
    (folder / "sub").mkdir()
    done = run("check", "--baseline", "known.json")
    assert done.code == 2
    assert "known.json: no such baseline; `--write-baseline` makes it" in done.err
    assert run("check", "--baseline", "sub").code == 2
    assert run("check", "--baseline", "nowhere/known.json", "--write-baseline").code == 2
    (folder / "known.json").write_bytes(b"\xff\x00\xfe")
    assert run("check", "--baseline", "known.json").code == 2


def test_options_that_do_not_go_together(folder: Path, run: Run) -> None:
    (folder / "README.md").write_text(LIST)
    for options, said in (
        (("--write-baseline",), "--write-baseline needs to know where: --baseline FILE"),
        (("--baseline", "a.json", "--write-baseline", "--diff-base", "HEAD"), "cannot be used with --diff-base"),
        (("--baseline", "README.md", "--write-baseline"), "--baseline README.md is one of the lists"),
    ):
        done = run("check", *options)
        assert done.code == 2
        assert said in done.err
    assert (folder / "README.md").read_text() == LIST


def test_nothing_is_written_where_a_list_could_not_be_read(known: Path, run: Run) -> None:
    before = known.read_bytes()
    (known.parent / "broken.md").write_bytes(b"# \xff\xfe\xfd")
    done = run("check", "--baseline", "known.json", "--write-baseline")
    assert done.code == 2
    assert "not written, for not every list could be read" in done.err
    assert known.read_bytes() == before


def configure(folder: Path, text: str = 'baseline = "known.json"\n') -> None:
    (folder / ".awesome-lint.toml").write_text(text, encoding="utf-8")


def test_a_configuration_names_it(known: Path, run: Run) -> None:
    configure(known.parent)
    for _ in range(2):  # the second time from the cache
        done = run("check")
        assert (done.code, done.out) == (0, "")
        assert done.err.endswith("awesome-lint: known.json: 4 known findings hidden\n")
    assert run("check", "--no-baseline").out.count("\n") == run("check", "--isolated").out.count("\n") == 4
    known.write_text(known.read_text(encoding="utf-8").replace("V004", "V005"), encoding="utf-8")
    assert places(run("check").out) == ["3 V004"]
    write(known, LIST + FACES.replace("Speech", "Other"))
    assert places(run("check").out) == ["3 V004", "10 L001"]
    assert run("check", "--write-baseline").code == 0
    assert run("check").code == 0


def test_the_baseline_of_a_configuration_is_relative_to_it_and_holds_for_its_lists(known: Path, run: Run) -> None:
    other = known.parent / "other"
    other.mkdir()
    (other / "list.md").write_text(LIST.replace("2101.", "2201.").replace("20233", "20244"), encoding="utf-8")
    configure(known.parent)
    configure(other)
    done = run("check", "other")
    assert (done.code, done.err) == (
        2,
        "awesome-lint: error: other/known.json: no such baseline; `--write-baseline` makes it\n",
    )
    assert run("check", "--write-baseline").code == 0
    assert json.loads((other / "known.json").read_text(encoding="utf-8"))["findings"][0]["path"] == "list.md"
    done = run("check")
    assert (done.code, done.out) == (0, "")
    assert "known.json: 4 known findings hidden" in done.err
    assert "other/known.json: 4 known findings hidden" in done.err
    assert run("check", "--baseline", "known.json", "other").code == 0


def test_the_baseline_of_a_configuration_lies_in_the_repository(known: Path, run: Run) -> None:
    outside = known.parent.parent / "outside.json"
    outside.write_text(known.read_text(encoding="utf-8"), encoding="utf-8")
    (known.parent / ".git").mkdir()
    for name in ("../outside.json", outside.as_posix()):
        configure(known.parent, f'ignore = []\nbaseline = "{name}"\n')
        done = run("check", "--write-baseline")
        assert done.code == 2
        assert ".awesome-lint.toml:2: baseline: " in done.err
        assert "is outside the repository" in done.err


def test_a_baseline_is_never_a_list(known: Path, run: Run) -> None:
    configure(known.parent, 'baseline = "README.md"\n')
    done = run("check", "--write-baseline")
    assert done.code == 2
    assert "README.md is one of the lists" in done.err


def test_all_findings_or_those_that_no_baseline_knows(known: Path, run: Run) -> None:
    done = run("check", "--no-baseline", "--baseline", "known.json")
    assert done.code == 2
    assert "--no-baseline goes with neither" in done.err
