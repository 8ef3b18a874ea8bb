"""`check --diff-base`: real repositories, by hand, in a hook, in a pull request, and all that can be missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ..repositories import CLEAN, SURROUNDINGS, Repo
from .conftest import Run

PAPERS = [
    ("Turning Heads with Implicit Motion", "2101.00001"),
    ("Speech Faces in the Wild", "2101.00002"),
    ("Statues that Sing and Dance", "2101.00003"),
    ("Portraits from a Single Sound", "2101.00004"),
]
LINES = [f"- {title} [CVPR 2021] [[paper]](https://arxiv.org/abs/{number})\n" for title, number in PAPERS]
OLD_FAULT = "- Learning to Blink by Listening [CVPR 20233] [[paper]](https://arxiv.org/abs/2101.00005)\n"
NEW_FAULT = "- A Gesture for Every Word [CVPR 20244] [[paper]](https://arxiv.org/abs/2101.00006)\n"
BASE = "# Papers\n\n" + "".join(LINES) + OLD_FAULT


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*SURROUNDINGS, *(name for name in os.environ if name.startswith("GIT_"))]:
        monkeypatch.delenv(name, raising=False)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(folder: Path) -> Repo:
    """The current folder as a repository with one commit of a list, which has one fault."""
    repo = Repo(folder)
    repo.commit(README=BASE)
    return repo


def places(out: str) -> list[str]:
    """Path, line and code of each finding."""
    return [":".join(line.split(":")[:2]) + " " + line.split()[1] for line in out.splitlines()]


def test_old_faults_are_silent_and_new_ones_fail(repo: Repo, run: Run) -> None:
    done = run("check", "--diff-base", "HEAD")
    assert (done.code, done.out) == (0, "")
    head = repo.git("rev-parse", "--short=7", "HEAD")
    assert done.err.endswith(f"awesome-lint: compared with {head} (HEAD): 0 new findings, 1 old one hidden\n")
    repo.write("README.md", "# Papers\n\n" + NEW_FAULT + BASE.partition("\n\n")[2])
    done = run("check", "--diff-base", "HEAD")
    assert (done.code, places(done.out)) == (1, ["README.md:3 V004"])
    assert done.err.endswith(f"awesome-lint: compared with {head} (HEAD): 1 new finding, 1 old one hidden\n")
    assert places(run("check").out) == ["README.md:3 V004", "README.md:8 V004"]


def test_moves_and_renames_report_nothing(repo: Repo, run: Run) -> None:
    repo.git("mv", "README.md", "papers.md")
    repo.write("papers.md", "# Papers\n\n" + OLD_FAULT + "".join(reversed(LINES)))
    assert run("check", "--diff-base", "HEAD").out == ""
    repo.git("add", "--all")
    assert run("check", "--diff-base", "HEAD").out == ""
    repo.git("reset", "--quiet")  # the new name is known to nobody but the folder
    assert run("check", "--diff-base", "HEAD").out == ""
    assert run("check", "--diff-base", "HEAD", "papers.md").out == ""


def test_an_entry_moved_into_another_file_reports_nothing(repo: Repo, run: Run) -> None:
    repo.write("README.md", "# Papers\n\n" + "".join(LINES))
    repo.write("archive.md", "# Archive\n\n" + OLD_FAULT)
    assert run("check", "--diff-base", "HEAD").out == ""
    assert run("check", "--diff-base", "HEAD", "archive.md").out == ""  # pre-commit may pass one of the two alone
    repo.write("README.md", BASE)
    assert places(run("check", "--diff-base", "HEAD", "archive.md").out) == ["archive.md:3 V004"]


def test_branches_are_compared_with_where_they_parted(repo: Repo, run: Run) -> None:
    repo.git("switch", "--quiet", "--create", "topic")
    repo.write("README.md", BASE + NEW_FAULT)
    repo.commit()
    repo.git("switch", "--quiet", "main")
    repo.commit(README="# Papers\n\n" + "".join(LINES))
    repo.git("switch", "--quiet", "topic")
    base = repo.git("rev-parse", "--short=7", "main~1")
    done = run("check", "--diff-base", "main")
    assert places(done.out) == ["README.md:8 V004"]
    assert f"compared with {base} (main): 1 new finding, 1 old one hidden" in done.err


def test_a_file_of_its_own_folder(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write("lists/deep/list.md", BASE)
    repo.commit()
    repo.write("lists/deep/list.md", BASE + NEW_FAULT)
    assert places(run("check", "--diff-base", "HEAD").out) == ["lists/deep/list.md:8 V004"]
    monkeypatch.chdir(repo.root / "lists")
    assert places(run("check", "--diff-base", "HEAD", "deep", "../README.md").out) == ["deep/list.md:8 V004"]


def test_line_endings_and_encodings_are_no_change(repo: Repo, run: Run) -> None:
    repo.git("config", "core.autocrlf", "true")
    (repo.root / "README.md").unlink()
    repo.git("checkout", "--quiet", "--", "README.md")
    assert b"\r\n" in (repo.root / "README.md").read_bytes()
    assert run("check", "--diff-base", "HEAD").out == ""
    (repo.root / "README.md").write_bytes(BASE.encode("utf-16"))
    assert run("check", "--diff-base", "HEAD").out == ""
    (repo.root / "README.md").write_bytes((BASE + NEW_FAULT).replace("\n", "\r").encode("utf-8-sig"))
    assert places(run("check", "--diff-base", "HEAD").out) == ["README.md:8 V004"]


def test_a_list_that_was_no_text_is_compared_all_the_same(repo: Repo, run: Run) -> None:
    accented = LINES[0].replace("Turning", "Tourné")
    (repo.root / "README.md").write_bytes((BASE + accented).encode("latin-1"))
    repo.commit()
    repo.write("README.md", BASE + accented + NEW_FAULT)
    assert places(run("check", "--diff-base", "HEAD").out) == ["README.md:9 V004"]


def test_standard_input_is_compared_with_the_file_it_stands_for(repo: Repo, process: Run) -> None:
    text = BASE + NEW_FAULT
    done = process("check", "--diff-base", "HEAD", "--stdin-filename", "README.md", "-", stdin=text)
    assert places(done.out) == ["README.md:8 V004"]
    done = process("check", "--diff-base", "HEAD", "--stdin-filename", "no/such/list.md", "-", stdin=text)
    assert len(places(done.out)) == 2
    done = process("check", "--diff-base", "HEAD", "-", stdin=text)
    assert done.code == 2
    assert "--diff-base has to know which file standard input is: --stdin-filename PATH" in done.err


def test_two_repositories_at_once(repo: Repo, run: Run) -> None:
    inner = Repo(repo.root / "inner")
    inner.commit(list=BASE)
    inner.write("list.md", BASE + NEW_FAULT)
    done = run("check", "--diff-base", "HEAD", "README.md", "inner")
    assert places(done.out) == ["inner/list.md:8 V004"]
    names = [each.git("rev-parse", "--short=7", "HEAD") for each in (repo, inner)]
    assert f"compared with {names[0]} (HEAD), {names[1]} (HEAD): 1 new finding, 2 old ones hidden" in done.err


# --- auto


def test_auto_in_a_pull_request(repo: Repo, process: Run) -> None:
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(README=BASE + NEW_FAULT)
    repo.git("switch", "--quiet", "main")
    repo.commit(other="# Other\n")
    base = repo.git("rev-parse", "--short=7", "HEAD")
    repo.git("switch", "--quiet", "--detach")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    repo.git("update-ref", "refs/pull/7/merge", "HEAD")
    repo.git("switch", "--quiet", "main")
    clone = Repo(repo.root / "clone")
    clone.git("remote", "add", "origin", repo.root.as_uri())
    merge = "refs/pull/7/merge:refs/remotes/pull/7/merge"
    clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", merge)
    clone.git("checkout", "--quiet", "refs/remotes/pull/7/merge")
    done = process("check", "--diff-base", "auto", "clone/README.md", GITHUB_BASE_REF="main")
    assert (done.code, places(done.out)) == (1, ["clone/README.md:8 V004"])
    assert f"compared with {base} (origin/main): 1 new finding, 1 old one hidden" in done.err
    shallow = Repo(repo.root / "shallow")
    shallow.git("fetch", "--quiet", "--depth=1", repo.root.as_uri(), merge)
    shallow.git("checkout", "--quiet", "refs/remotes/pull/7/merge")
    done = process("check", "--diff-base", "auto", "shallow/README.md", GITHUB_BASE_REF="main")
    assert (done.code, done.out) == (2, "")
    assert "origin/main, the base of the pull request, is not in this clone: `git fetch --unshallow`" in done.err
    assert "fetch-depth: 0" in done.err


def test_auto_in_a_push_and_by_hand(repo: Repo, process: Run) -> None:
    first = repo.git("rev-parse", "HEAD")
    repo.commit(README=BASE + NEW_FAULT)
    assert places(process("check", "--diff-base", "auto", PRE_COMMIT_FROM_REF=first).out) == ["README.md:8 V004"]
    assert process("check", "--diff-base", "auto").out == ""
    repo.write("README.md", NEW_FAULT.replace("Every", "No").replace("00006", "00007") + BASE + NEW_FAULT)
    assert places(process("check", "--diff-base", "auto").out) == ["README.md:1 V004"]


def test_auto_in_a_merge_is_what_neither_side_had(repo: Repo, run: Run) -> None:
    other_fault = "- Faces for Radio Plays [CVPR 20255] [[paper]](https://arxiv.org/abs/2101.00007)\n"
    third_fault = "- Voices without Faces [CVPR 20266] [[paper]](https://arxiv.org/abs/2101.00008)\n"
    both = "- Puppets that Listen [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00009)\n"
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(README=BASE + NEW_FAULT)
    repo.commit(README=BASE + NEW_FAULT + both)
    repo.git("switch", "--quiet", "main")
    repo.commit(README="# Papers\n\n" + both + other_fault + BASE.partition("\n\n")[2])
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "topic")
    text = (repo.root / "README.md").read_text(encoding="utf-8")
    assert NEW_FAULT in text
    assert other_fault in text
    repo.write("README.md", text + third_fault)
    done = run("check", "--diff-base", "auto")
    # Each side brought the same paper; that it stands there twice is what the merge brings.
    assert sorted(place.split()[1] for place in places(done.out)) == ["D001", "V004"]
    assert "CVPR 20266" not in text
    assert "`20266`" in done.out
    ours, theirs = repo.git("rev-parse", "--short=7", "HEAD"), repo.git("rev-parse", "--short=7", "topic")
    assert f"compared with {ours} (HEAD) and {theirs} (MERGE_HEAD): 2 new findings, 3 old ones hidden" in done.err
    assert sum("V004" in line for line in run("check", "--diff-base", "HEAD").lines) == 2
    repo.commit()
    assert run("check", "--diff-base", "auto").out == ""


def test_auto_at_the_first_push_of_all(repo: Repo, process: Run) -> None:
    done = process("check", "--diff-base", "auto", PRE_COMMIT_REMOTE_NAME="origin")
    assert places(done.out) == ["README.md:7 V004"]
    assert "compared with nothing, for no remote has any of it yet: 1 new finding, 0 old ones hidden" in done.err


def test_before_the_first_commit_everything_is_new_to_auto(folder: Path, run: Run) -> None:
    repo = Repo(folder)
    repo.write("README.md", BASE)
    done = run("check", "--diff-base", "auto")
    assert places(done.out) == ["README.md:7 V004"]
    assert "compared with nothing, for nothing is committed yet: 1 new finding, 0 old ones hidden" in done.err
    done = run("check", "--diff-base", "HEAD")
    assert done.code == 2
    assert "nothing is committed yet, so there is no HEAD to compare with" in done.err


def test_a_hook_of_git_itself(repo: Repo) -> None:
    hook = repo.write(
        ".git/hooks/pre-commit", f"#!/bin/sh\nexec '{sys.executable}' -m awesome_lint check --diff-base auto\n"
    )
    hook.chmod(0o755)
    repo.write("README.md", BASE + LINES[0].replace("Turning", "Shaking").replace("00001", "00009"))
    repo.git("commit", "--quiet", "--all", "--message", "harmless")
    repo.write("README.md", BASE + NEW_FAULT)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "commit", "--all", "--message", "faulty"],
        cwd=repo.root,
        env=kept | CLEAN,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "README.md:8:" in done.stdout + done.stderr
    assert "README.md:7:" not in done.stdout + done.stderr


# --- what can be missing


@pytest.mark.parametrize(
    ("revision", "said"),
    [("nowhere", "git knows no revision 'nowhere'"), ("", "git knows no revision ''"), ("HEAD..main", "a range")],
)
def test_a_revision_that_cannot_be_compared_with(repo: Repo, run: Run, revision: str, said: str) -> None:
    done = run("check", "--diff-base", revision)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "internal error" not in done.err
    assert (repo.root / "README.md").read_text() == BASE


def test_a_folder_without_repository(folder: Path, run: Run) -> None:
    (folder / "README.md").write_text(BASE)
    done = run("check", "--diff-base", "HEAD")
    assert done.code == 2
    assert "not in a git repository, so there is no revision to compare with" in done.err


def test_without_git(repo: Repo, process: Run) -> None:
    done = process("check", "--diff-base", "HEAD", PATH=str(repo.root))
    assert done.code == 2
    assert "git cannot be run" in done.err


def test_where_nothing_was_read_there_is_nothing_to_compare(folder: Path, run: Run) -> None:
    done = run("check", "--diff-base", "HEAD")
    assert done.code == 0
    assert "compared" not in done.err


def test_the_base_is_read_with_the_knowledge_of_the_configuration(run: Run) -> None:
    entries = [
        f"- A Study of Bird {number} in the Wild, CVPR 2021 [paper](https://arxiv.org/abs/2101.{number:05})"
        for number in range(15)
    ]
    linked = [f"{entry} [zzquelle](https://birds.example/{number})\n" for number, entry in enumerate(entries)]
    Path("awesome-lint.toml").write_text('[labels]\ncode = ["zzquelle"]\n')
    Path("a.md").write_text("# Papers\n\n" + "".join(linked[:14]))
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], check=True)
    Path("a.md").write_text("# Papers\n\n" + "".join(linked[:14]) + entries[14] + "\n")
    done = run("check", "a.md", "--diff-base", "HEAD", "--output-format", "json")
    assert [(row["code"], row["line"]) for row in json.loads(done.out)] == [("M002", 17)]
