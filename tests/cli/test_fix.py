"""`check --fix`, `--unsafe-fixes` and `--diff`: what is written, printed and left alone."""

from __future__ import annotations

import os
import random
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from awesome_lint.cli.fixing import fix_lists
from awesome_lint.cli.reading import read_lists
from awesome_lint.files import DEFAULT_MAX_FILE_SIZE
from awesome_lint.lint import Settings, lint_documents
from awesome_lint.lint.configuration import Configurations
from tests.processes import unmeasured

from .conftest import Run

ROWS = (
    "| Name | Link | Notes |\n| --- | --- | --- |\n"
    "| one | https://example.org/1 | said |\n| two | https://example.org/2 |\n"
)
ROWS_FIXED = ROWS[:-1] + " |\n"
UNUSED = ROWS + "\n[three]: https://example.org/three\n"
SAFE = UNUSED.replace(ROWS, ROWS_FIXED)
HEADINGS = "# Papers\n\n" + "".join(
    f"### \\[CVPR] Paper {number}\n- [paper](https://arxiv.org/abs/2101.0000{number})\n- [code](https://github.com/a/{number})\n\n"
    for number in range(9)
)
EMPTY_LINK = "- [one]()\n- [two](https://example.org/two) - what it does\n"


def write(path: str, text: str, encoding: str = "utf-8") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode(encoding))


def read(path: str) -> str:
    return Path(path).read_bytes().decode()


def test_safe_fixes_are_written_and_the_rest_is_reported(run: Run) -> None:
    write("list.md", UNUSED)
    done = run("check", "--fix", "list.md")
    assert done.code == 0
    assert read("list.md") == SAFE
    assert [line.split()[1] for line in done.lines] == ["L004"]
    assert "awesome-lint: 1 finding fixed (1 S002)\n" in done.err
    assert "1 can be fixed with --unsafe-fixes" in done.err


def test_unsafe_fixes_are_written_on_demand(run: Run) -> None:
    write("list.md", UNUSED)
    done = run("check", "--fix", "--unsafe-fixes", "list.md")
    assert (done.code, done.out) == (0, "")
    assert read("list.md") == ROWS_FIXED
    assert "2 findings fixed (1 L004, 1 S002)" in done.err
    again = run("check", "--fix", "--unsafe-fixes", "list.md")
    assert "0 findings fixed\n" in again.err
    assert read("list.md") == ROWS_FIXED


def test_only_selected_rules_fix(run: Run) -> None:
    write("list.md", UNUSED)
    run("check", "--fix", "--unsafe-fixes", "--select", "L004", "list.md")
    assert read("list.md") == ROWS


def test_what_is_left_decides_the_exit_code(run: Run) -> None:
    write("list.md", EMPTY_LINK)
    assert run("check", "--fix", "list.md").code == 1
    write("list.md", UNUSED)
    assert run("check", "--fix", "--fail-on", "warning", "list.md").code == 1
    assert run("check", "--fix", "--unsafe-fixes", "--fail-on", "warning", "list.md").code == 0


def test_unsafe_fixes_alone_are_wrong_use(run: Run) -> None:
    write("list.md", UNUSED)
    done = run("check", "--unsafe-fixes", "list.md")
    assert done.code == 2
    assert "--unsafe-fixes goes with --fix" in done.err
    assert run("check", "--diff", "--add-ignores", "list.md").code == 2
    assert read("list.md") == UNUSED


def test_a_diff_changes_nothing_and_patch_applies_it(run: Run) -> None:
    write("docs/list.md", UNUSED)
    write("other.md", ROWS.replace("two", "four"))
    done = run("check", "--diff", "--unsafe-fixes")
    assert done.code == 1
    assert read("docs/list.md") == UNUSED
    assert done.out.count("\n--- ") + done.out.startswith("--- ") == 2
    assert "awesome-lint: 3 findings would be fixed (1 L004, 2 S002)\n" in done.err
    subprocess.run(["git", "apply", "-p0", "--unidiff-zero", "-"], input=done.out.encode(), check=True)
    assert read("docs/list.md") == ROWS_FIXED
    done = run("check", "--diff", "--unsafe-fixes")
    assert (done.code, done.out) == (0, "")


def test_a_diff_goes_to_a_file_on_demand(run: Run) -> None:
    write("list.md", UNUSED)
    assert run("check", "--diff", "--output-file", "fix.patch", "list.md").out == ""
    subprocess.run(["git", "apply", "-p0", "fix.patch"], check=True)
    assert read("list.md") == SAFE


def test_standard_input_comes_out_fixed(process: Run) -> None:
    text = "\ufeff" + UNUSED.replace("\n", "\r\n")
    done = subprocess.run(
        [sys.executable, "-m", "awesome_lint", "check", "--fix", "-"],
        input=text.encode("utf-16-le"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.decode("utf-16-le") == "\ufeff" + SAFE.replace("\n", "\r\n")
    assert done.stderr.decode().startswith("-:6:1: L004 warning ")
    diff = process("check", "--diff", "-", stdin=UNUSED)
    assert diff.code == 1
    assert diff.out.startswith("--- -\n+++ -\n@@ -1,6 +1,6 @@\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_encoding_line_endings_and_the_last_line_stay(run: Run, encoding: str, newline: str, end: str) -> None:
    mark = "\ufeff" if "16" in encoding or "32" in encoding else ""
    before, after = ((mark + text.rstrip("\n") + end).replace("\n", newline) for text in (ROWS, ROWS_FIXED))
    write("list.md", before, encoding)
    assert run("check", "--fix", "list.md").code == 0
    assert Path("list.md").read_bytes() == after.encode(encoding)


def test_permissions_and_links_stay(run: Run) -> None:
    write("real/list.md", ROWS)
    os.chmod("real/list.md", 0o640)
    os.symlink("real/list.md", "list.md")
    assert run("check", "--fix", "list.md").code == 0
    assert os.path.islink("list.md")
    assert read("real/list.md") == ROWS_FIXED
    assert stat.S_IMODE(os.stat("real/list.md").st_mode) == 0o640
    assert os.listdir("real") == ["list.md"]


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in "abc":
        write(f"{name}.md", ROWS)
    lists = read_lists(["."], DEFAULT_MAX_FILE_SIZE, None, Configurations())
    write("a.md", ROWS + "| three | https://example.org/3 | new |\n")
    Path("b.md").unlink()
    done = fix_lists(
        lists,
        lambda documents, others: lint_documents(documents, Settings(), beside=others),
        unsafe=False,
        diff=False,
    )
    assert done.lists.failed
    assert read("a.md") == ROWS + "| three | https://example.org/3 | new |\n"
    assert read("c.md") == ROWS_FIXED
    assert sorted(os.listdir()) == ["a.md", "c.md"]
    said = capfd.readouterr().err
    assert said.count("the file changed since it was read, and is left as it is; run again") == 2
    assert done.fixed == {"S002": 1}


def test_a_read_only_file_is_left_alone_and_the_others_are_fixed(run: Run) -> None:
    write("a.md", ROWS)
    write("b.md", ROWS)
    os.chmod("a.md", 0o444)
    done = run("check", "--fix")
    assert done.code == 2
    assert "error: a.md: cannot be written: the file is read-only; " in done.err
    assert read("a.md") == ROWS
    assert read("b.md") == ROWS_FIXED


def test_a_read_only_folder(run: Run, powerless: Path) -> None:
    nobody = os.geteuid()
    os.seteuid(os.getuid())
    write("a/a.md", ROWS)
    write("b.md", ROWS)
    assert run("check", "--fix", "b.md").code == 0  # all is imported that needs permissions
    os.chmod("a", 0o555)
    os.seteuid(nobody)
    done = run("check", "--fix", "a/a.md")
    os.seteuid(os.getuid())
    os.chmod("a", 0o755)
    assert done.code == 2
    assert "a/a.md: cannot be written: " in done.err
    assert (read("a/a.md"), os.listdir("a")) == (ROWS, ["a.md"])


def test_a_full_disk(folder: Path) -> None:
    import resource

    write("a.md", ROWS * 50)
    write("b.md", ROWS)
    done = subprocess.run(
        [sys.executable, "-B", "-m", "awesome_lint", "check", "--fix", "a.md", "b.md"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )
    assert done.returncode == 2
    assert "error: a.md: cannot be written: " in done.stderr
    assert (read("a.md"), read("b.md")) == (ROWS * 50, ROWS_FIXED)
    assert sorted(os.listdir()) == ["a.md", "b.md"]


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_every_file_whole(folder: Path, by: signal.Signals) -> None:
    for number in range(60):
        write(f"{number}.md", ROWS.replace("one", f"tool {number}"))
    chance = random.Random(7)
    states = set()
    for _ in range(6):
        for number in range(60):
            write(f"{number}.md", ROWS.replace("one", f"tool {number}"))
        process = subprocess.Popen(
            [sys.executable, "-m", "awesome_lint", "check", "--fix", "-q", "."],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=unmeasured(),
        )
        while "| |\n" not in read("0.md") and read("0.md").endswith("/2 |\n") and process.poll() is None:
            time.sleep(0.001)
        time.sleep(chance.random() * 0.02)
        process.send_signal(by)
        _, said = process.communicate(timeout=60)
        assert b"Traceback" not in said
        for number in range(60):
            old = ROWS.replace("one", f"tool {number}")
            text = read(f"{number}.md")
            assert text in (old, old[:-1] + " |\n")
            states.add(text == old)
        drafts = [name for name in os.listdir() if name.endswith(".tmp")]
        assert len(drafts) <= (by == signal.SIGKILL)
        for name in drafts:
            os.unlink(name)
    assert False in states


def test_several_files_are_fixed_with_each_other_as_context(run: Run) -> None:
    still = "- A Paper about Still Life [[paper]](https://arxiv.org/abs/2101.00003) [[code]](https://github.com/still/life)\n"
    bare = "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)"
    write("a.md", f"# Papers\n\n{bare}\n{still}")
    write("b.md", f"# Papers\n\n{bare} [[code]](https://github.com/heads/turning)\n")
    done = run("check", "--fix", "--unsafe-fixes", "--select", "M006", ".")
    assert "1 finding fixed (1 M006)" in done.err
    assert read("a.md") == f"# Papers\n\n{bare} [[code]](https://github.com/heads/turning)\n{still}"


def test_only_new_findings_are_fixed_beside_a_revision(run: Run) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], check=True)

    git("init", "-q")
    write("list.md", ROWS)
    git("add", ".")
    git("commit", "-q", "-m", "one")
    write("list.md", ROWS + "| three | https://example.org/3 |\n")
    done = run("check", "--fix", "--diff-base", "HEAD", "list.md")
    assert "1 finding fixed (1 S002)" in done.err
    assert read("list.md") == ROWS + "| three | https://example.org/3 | |\n"


def test_known_findings_are_not_fixed(run: Run) -> None:
    write("list.md", UNUSED)
    run("check", "--baseline", "known.json", "--write-baseline", "list.md")
    done = run("check", "--baseline", "known.json", "--fix", "--unsafe-fixes", "list.md")
    assert "0 findings fixed" in done.err
    assert read("list.md") == UNUSED


def test_suppressed_findings_are_not_fixed(run: Run) -> None:
    text = "<!-- awesome-lint: disable-file L004 -->\n\n" + UNUSED
    write("list.md", text)
    run("check", "--fix", "--unsafe-fixes", "list.md")
    assert read("list.md") == text.replace(ROWS, ROWS_FIXED)


def test_a_refused_fix_is_named(run: Run) -> None:
    text = "# Person\n#### [Ada Ray](https://ada.example.org)\n#### []\n\n" + HEADINGS
    write("list.md", text)
    done = run("check", "--fix", "--unsafe-fixes", "--select", "M004", "list.md")
    assert "list.md:3: M004 is not fixed: it would change how `Ada Ray` is read" in done.err
    assert read("list.md") == text
    assert [line.split()[1] for line in done.lines] == ["M004"]
    assert "can be fixed" not in done.err
