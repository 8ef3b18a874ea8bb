"""Results of earlier runs: used where they still hold, and never in the way."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .conftest import Run

LIST = "# Papers\n\n- A Study of Lists [paper]()\n- More about Lists [paper](https://arxiv.org/abs/2303.00002)\n"
LOADED = (
    "import sys\nfrom awesome_lint.cli.app import main\ncode = main(sys.argv[1:])\n"
    "print(code, *sorted(name for name in ('mistune', 'awesome_lint.rules.catalogue', 'awesome_lint.parse')"
    " if name in sys.modules), file=sys.stderr)\n"
)


def results() -> list[Path]:
    return sorted(Path(os.environ["AWESOME_LINT_CACHE_DIR"], "results").glob("*.json"))


def loaded(*arguments: str) -> tuple[str, str]:
    """What a run in a process of its own prints, and its exit code with what it loaded of parser and rules."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout, done.stderr.splitlines()[-1]


def test_the_second_run_loads_neither_parser_nor_rules_and_says_the_same(folder: Path) -> None:
    Path("a.md").write_text(LIST)
    Path("awesome-lint.toml").write_text('select = ["L", "M"]\n')
    for form in ("full", "concise", "json", "sarif", "markdown"):
        first, heavy = loaded("check", "a.md", "--output-format", form)
        again, light = loaded("check", "a.md", "--output-format", form)
        assert again == first
        assert light == "1"
    assert "L001" in first
    assert heavy == "1"  # another format of the same findings
    assert loaded("check", "a.md", "--no-cache")[1] == "1 awesome_lint.parse awesome_lint.rules.catalogue mistune"
    assert len(results()) == 1


def test_a_report_of_entries_has_them_whatever_is_kept(run: Run) -> None:
    Path("a.md").write_text(LIST)
    first = run("check", "a.md", "--output-format", "html")
    assert run("check", "a.md").out.count("L001") == 1
    assert len(results()) == 1
    assert run("check", "a.md", "--output-format", "html") == first
    (data,) = re.findall(r'id="data">(.*)</script>', first.out)
    assert len(json.loads(data)["entries"]) == LIST.count("\n- ")


def test_what_changes_the_result_is_judged_anew(run: Run) -> None:
    Path("a.md").write_text(LIST)
    assert run("check", "a.md").out.count("L001") == 1
    assert run("check", "a.md", "--ignore", "L001").out == ""
    Path("awesome-lint.toml").write_text('ignore = ["L001"]\n')
    assert run("check", "a.md").out == ""
    Path("awesome-lint.toml").write_text('severity = {L001 = "warning"}\n')
    assert "L001 warning" in run("check", "a.md").out
    Path("awesome-lint.toml").unlink()
    Path("a.md").write_text(LIST.replace("[paper]()", "[paper](https://arxiv.org/abs/2303.00003)"))
    assert run("check", "a.md").out == ""
    assert len(results()) == 5


def test_a_file_that_rules_looked_for_is_looked_for_again(run: Run) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    Path("a.md").write_text("# Papers\n\n- [A Study of Lists](papers/study.pdf), CVPR 2021\n")
    assert "L006" in run("check", "a.md").out
    assert "L006" in run("check", "a.md").out
    Path("papers").mkdir()
    Path("papers/study.pdf").write_bytes(b"%PDF")
    assert run("check", "a.md").out == ""
    Path("papers/study.pdf").unlink()
    assert "L006" in run("check", "a.md").out


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"key": 1}', b"\xff\xfe", b'{"findings": [[1]]}'])
def test_a_broken_result_is_no_result(run: Run, broken: bytes) -> None:
    Path("a.md").write_text(LIST)
    before = run("check", "a.md")
    (result,) = results()
    result.write_bytes(broken)
    assert run("check", "a.md") == before
    assert json.loads(result.read_text())["findings"]


def test_a_result_of_another_shape_is_no_result(run: Run) -> None:
    Path("a.md").write_text(LIST)
    before = run("check", "a.md")
    (result,) = results()
    row = json.loads(result.read_text())
    for key in row["data"]:
        result.write_text(json.dumps({**row, "data": {**row["data"], key: 7}}))
        assert run("check", "a.md") == before
    for key in row["data"]["understood"]:
        understood = {**row["data"]["understood"], key: None}
        result.write_text(json.dumps({**row, "data": {**row["data"], "understood": understood}}))
        assert run("check", "a.md") == before


def test_no_cache_folder_is_no_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(LIST)
    Path("taken").write_text("a file")
    monkeypatch.setenv("AWESOME_LINT_CACHE_DIR", "taken/below")
    done = run("check", "a.md")
    assert done.code == 1
    assert "L001" in done.out
    assert Path("taken").read_text() == "a file"


def test_runs_at_the_same_time_agree(folder: Path) -> None:
    Path("a.md").write_text(LIST * 40)
    command = [sys.executable, "-m", "awesome_lint", "check", "a.md"]

    def one(_: int) -> bytes:
        return subprocess.run(command, capture_output=True, check=False, timeout=120).stdout

    with ThreadPoolExecutor(4) as pool:
        said = set(pool.map(one, range(8)))
    assert len(said) == 1
    assert len(results()) == 1
    assert not list(results()[0].parent.glob("*.tmp"))


def test_old_results_are_removed(run: Run) -> None:
    Path("a.md").write_text(LIST)
    run("check", "a.md")
    (old,) = results()
    os.utime(old, (1_000_000_000, 1_000_000_000))
    Path(os.environ["AWESOME_LINT_CACHE_DIR"], "pruned").unlink()
    run("check", "a.md", "--ignore", "S")
    assert old not in results()
    assert len(results()) == 1


def test_several_processes_say_what_one_says(run: Run) -> None:
    for number in range(6):
        Path(f"{number}.md").write_text(LIST.replace("Study", f"Study {number} of Faces"))
    one = run("check", "--no-cache", "--jobs", "1", "--output-format", "json")
    assert run("check", "--no-cache", "--jobs", "3", "--output-format", "json") == one
    assert one.out.count('"L001"') == 6
