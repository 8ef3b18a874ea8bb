"""The hooks under the real pre-commit, which installs them from this checkout as it does from any repository.

`newcomer` follows the README in an empty folder, and so installs the environment of the hooks; the other tests use it
again, as pre-commit does. Where the README's commands fail, the first of them installs it instead.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from awesome_lint import __version__

from .checkout import ADDRESS, ROOT, TAG, published, redirected, surroundings
from .docs.commands import Shown, differences, shown
from .docs.pages import blocks_of
from .repositories import Repo

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the README's commands are written for the shells of others")

PAPERS = [
    ("Turning Heads with Implicit Motion", "2101.00001"),
    ("Speech Faces in the Wild", "2101.00002"),
    ("Statues that Sing and Dance", "2101.00003"),
    ("Portraits from a Single Sound", "2101.00004"),
]
LINES = [f"- {title} [CVPR 2021] [[paper]](https://arxiv.org/abs/{number})\n" for title, number in PAPERS]
LIST = "# Papers\n\n" + "".join(LINES)
GOOD = "- Puppets that Listen [CVPR 2021] [[paper]](https://arxiv.org/abs/2101.00005)\n"
OLD_FAULT = "- Learning to Blink by Listening [CVPR 20233] [[paper]](https://arxiv.org/abs/2101.00006)\n"
NEW_FAULT = "- A Gesture for Every Word [CVPR 20244] [[paper]](https://arxiv.org/abs/2101.00007)\n"
FIXABLE = "- Faces for Radio Plays [CVPR 2021] [[paper]](http//arxiv.org/abs/2101.00008)\n"
FIXED = FIXABLE.replace("http//", "https://")
SAYS_NEW, SAYS_OLD = "V004 error `20244`", "V004 error `20233`"
LONGEST = 300.0
"""Seconds that a newcomer has."""


ON_A_TERMINAL = {"PRE_COMMIT_COLOR": "always"}
"""What makes pre-commit, and with it the hook, say what it says on a terminal."""
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


class Done(NamedTuple):
    """What a command came to; `said` is both streams, as a terminal shows them."""

    code: int
    said: str
    seconds: float = 0.0

    @property
    def plain(self) -> str:
        """`said` without colours."""
        return _ESCAPES.sub("", self.said)


def run(command: Sequence[str] | str, folder: Path, environment: Mapping[str, str]) -> Done:
    began = time.monotonic()
    done = subprocess.run(
        ["bash", "-c", command] if isinstance(command, str) else command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=2 * LONGEST,
    )
    return Done(done.returncode, done.stdout, time.monotonic() - began)


# --- from an empty folder and the README


class Newcomer(NamedTuple):
    """Someone who did what the README says, in an environment where its address leads to this checkout."""

    folder: Path
    environment: Mapping[str, str]
    commands: tuple[Shown, ...]
    done: tuple[Done, ...]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    checkout = published(tmp_path_factory.mktemp("published"))
    home = tmp_path_factory.mktemp("home")
    python = tmp_path_factory.mktemp("python")
    venv.create(python, with_pip=True, symlinks=True)
    environment = surroundings(
        PRE_COMMIT_HOME=str(home),
        PATH=f"{python / 'bin'}{os.pathsep}{os.environ['PATH']}",
        VIRTUAL_ENV=str(python),
        **redirected(checkout.root),
    )
    folder = tmp_path_factory.mktemp("empty")
    blocks = blocks_of(ROOT / "README.md")
    for block in blocks:
        if path := block.told("file"):
            (folder / path).write_text(block.text, encoding="utf-8")
    commands = tuple(one for block in blocks if "six-commands" in block.marks for one in shown(block))
    done = tuple(run(one.command, folder, environment | ON_A_TERMINAL) for one in commands)
    return Newcomer(folder, environment, commands, done)


def test_the_readme_alone_installs_the_hook_and_it_refuses_a_bad_entry(newcomer: Newcomer) -> None:
    said = "\n".join(
        f"$ {one.command}\n{done.said}" for one, done in zip(newcomer.commands, newcomer.done, strict=True)
    )
    assert 0 < len(newcomer.commands) <= 6
    assert [done.code for done in newcomer.done] == [0] * (len(newcomer.done) - 1) + [1], said
    seconds = sum(done.seconds for done in newcomer.done)
    print(f"{len(newcomer.commands)} commands, {seconds:.1f} s; {[round(done.seconds, 1) for done in newcomer.done]}")
    assert seconds < LONGEST
    assert newcomer.commands[-1].command.startswith("git commit")
    plain = newcomer.done[-1].plain
    assert differences(newcomer.commands[-1].output or "", plain) == [], plain
    assert run("git rev-parse --verify HEAD", newcomer.folder, newcomer.environment).code != 0, "it was committed"


def test_the_readme_names_this_repository_and_version(newcomer: Newcomer) -> None:
    config = (newcomer.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert f"repo: {ADDRESS}\n" in config
    assert f"rev: v{__version__}\n" in config


# --- a list with the hook


class Hooked(Repo):
    """A repository of lists that has the hook. `git` and `commit` run no hooks, `run` and `try_commit` do."""

    environment: Mapping[str, str]

    def git(self, *arguments: str, **environment: str) -> str:
        return super().git("-c", f"core.hooksPath={os.devnull}", *arguments, **environment)

    def stage(self, **files: str) -> None:
        """Write files, by name without their `.md`, and stage all there is."""
        for name, text in files.items():
            self.write(f"{name}.md", text)
        self.git("add", "--all")

    def run(self, *command: str) -> Done:
        return run(command, self.root, self.environment)

    def try_commit(self, *arguments: str) -> Done:
        return self.run("git", "commit", "--message", "a change", *arguments)

    def text(self, path: str = "README.md") -> str:
        return (self.root / path).read_bytes().decode()

    def staged(self, path: str = "README.md") -> str:
        return self.git("show", f":{path}") + "\n"

    def is_clean(self) -> bool:
        return self.git("status", "--porcelain") == ""


Hook = Callable[..., Hooked]


@pytest.fixture
def hook(newcomer: Newcomer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hook:
    """Make a repository with a commit of `LIST` and `others` by name, in which a hook is installed."""
    program = Path(sys.executable).with_name("pre-commit")
    if not program.exists():
        found = shutil.which("pre-commit")
        if found is None:
            pytest.skip("needs pre-commit: `pip install pre-commit`, or the extra `dev`")
        program = Path(found)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    def hook(id: str = "awesome-lint", more: str = "", kind: str = "pre-commit", **others: str) -> Hooked:
        repo = Hooked(tmp_path / "a list")
        repo.environment = {
            **newcomer.environment,
            "PATH": os.environ["PATH"],
            "AWESOME_LINT_CACHE_DIR": os.environ["AWESOME_LINT_CACHE_DIR"],
        }
        repo.write(".pre-commit-config.yaml", config(id, more))
        repo.commit(**({"README": LIST} | others))
        done = repo.run("pre-commit", "install", "--hook-type", kind)
        assert done.code == 0, done.said
        return repo

    return hook


def config(id: str = "awesome-lint", more: str = "") -> str:
    return f"repos:\n- repo: {ADDRESS}\n  rev: {TAG}\n  hooks:\n  - id: {id}\n" + more


def test_the_hooks_are_described_as_pre_commit_wants_it(newcomer: Newcomer) -> None:
    done = run(["pre-commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], ROOT, newcomer.environment)
    assert (done.code, done.said) == (0, "")


def test_a_new_fault_is_refused_with_the_finding_and_old_ones_are_silent(hook: Hook) -> None:
    repo = hook(README=LIST + OLD_FAULT)
    head = repo.git("rev-parse", "HEAD")
    repo.stage(README=LIST + OLD_FAULT + NEW_FAULT)
    done = repo.try_commit()
    assert done.code == 1
    assert "README.md:8:" in done.said
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said
    assert "(HEAD): 1 new finding, 1 old one hidden" in done.said
    assert repo.git("rev-parse", "HEAD") == head
    repo.stage(README=LIST + OLD_FAULT + GOOD)
    done = repo.try_commit()
    assert done.code == 0, done.said
    assert "awesome-lint.............................................................Passed\n" in done.said
    assert repo.git("rev-parse", "HEAD~1") == head


def test_the_fixing_hook_fixes_and_fails_once(hook: Hook) -> None:
    repo = hook("awesome-lint-fix", README=LIST + OLD_FAULT)
    repo.stage(README=LIST + OLD_FAULT + FIXABLE)
    done = repo.try_commit()
    assert done.code == 1
    assert "awesome-lint (fix)" in done.said
    assert "- files were modified by this hook" in done.said
    assert repo.text() == LIST + OLD_FAULT + FIXED
    assert repo.staged() == LIST + OLD_FAULT + FIXABLE, "what a commit is to hold, its author decides"
    repo.stage()
    assert repo.try_commit().code == 0
    assert repo.is_clean()


def test_the_fixing_hook_refuses_what_it_cannot_fix(hook: Hook) -> None:
    repo = hook("awesome-lint-fix")
    repo.stage(README=LIST + FIXABLE + NEW_FAULT)
    assert repo.try_commit().code == 1
    assert repo.text() == LIST + FIXED + NEW_FAULT
    repo.stage()
    done = repo.try_commit()
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert repo.text() == LIST + FIXED + NEW_FAULT


def test_what_is_fixed_is_what_the_commit_brings(hook: Hook) -> None:
    old = FIXABLE.replace("Radio Plays", "Silent Films").replace("00008", "00009")
    repo = hook("awesome-lint-fix", README=LIST + old)
    repo.stage(README=LIST + old + FIXABLE)
    assert repo.try_commit().code == 1
    assert repo.text() == LIST + old + FIXED


# --- what git and pre-commit make of a commit


def test_what_is_not_staged_is_not_judged_and_not_lost(hook: Hook) -> None:
    repo = hook(other=LIST.replace("2101", "2102").replace("Papers", "Others"))
    repo.stage(README=LIST + GOOD)
    repo.write("README.md", NEW_FAULT + LIST + GOOD)
    other = NEW_FAULT + repo.text("other.md")
    repo.write("other.md", other)
    done = repo.try_commit()
    assert done.code == 0, done.said
    assert "Unstaged files detected" in done.said
    assert repo.git("show", "HEAD:README.md") + "\n" == LIST + GOOD
    assert (repo.text(), repo.text("other.md")) == (NEW_FAULT + LIST + GOOD, other)


def test_a_fault_that_is_staged_is_refused_though_it_is_gone_from_the_file(hook: Hook) -> None:
    repo = hook()
    repo.stage(README=LIST + NEW_FAULT)
    repo.write("README.md", LIST)
    done = repo.try_commit()
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert repo.text() == LIST


def test_a_fix_beside_changes_that_are_not_staged(hook: Hook) -> None:
    repo = hook("awesome-lint-fix")
    repo.stage(README=LIST + FIXABLE)
    repo.write("README.md", LIST.replace("# Papers", "# All papers") + FIXABLE)
    assert repo.try_commit().code == 1
    assert repo.text() == LIST.replace("# Papers", "# All papers") + FIXED
    # On the same line they cannot both stand: pre-commit takes the fix back, and what was written by hand stays.
    repo.git("checkout", "--force", "HEAD", "--", "README.md")
    repo.stage(README=LIST + FIXABLE)
    by_hand = LIST + FIXABLE.replace("Faces", "Ears")
    repo.write("README.md", by_hand)
    done = repo.try_commit()
    assert done.code == 1
    assert "Rolling back fixes" in done.said
    assert (repo.text(), repo.staged()) == (by_hand, LIST + FIXABLE)


def test_names_of_files_that_are_hard_to_write(hook: Hook) -> None:
    repo = hook()
    names = ["my list", "it's a $LIST (old) & more", "Überblick 目录", 'say "this"']
    for index, name in enumerate(names):
        fault = NEW_FAULT.replace("20244", f"2024{index}").replace("00007", f"0001{index}")
        repo.write(f"{name}/{name}.md", LIST.replace("2101", f"210{index + 3}") + fault)
    repo.stage()
    done = repo.try_commit()
    assert done.code == 1
    for index, name in enumerate(names):
        line = next(line for line in done.said.splitlines() if f"`2024{index}`" in line)
        assert line.startswith(f"{name}/{name}.md:7:")


def test_a_list_that_is_renamed_or_moved_is_no_new_list(hook: Hook) -> None:
    repo = hook(README=LIST + OLD_FAULT)
    (repo.root / "lists").mkdir()
    repo.git("mv", "README.md", "lists/papers of all.md")
    repo.stage()
    done = repo.try_commit()
    assert done.code == 0, done.said
    repo.git("mv", "lists/papers of all.md", "papers.md")
    repo.stage(papers=LIST + OLD_FAULT + NEW_FAULT)
    done = repo.try_commit()
    assert done.code == 1
    assert "papers.md:8:" in done.said
    assert SAYS_OLD not in done.said


def test_a_list_that_is_deleted_is_nothing_to_lint(hook: Hook) -> None:
    repo = hook(other=LIST + OLD_FAULT)
    repo.git("rm", "--quiet", "other.md")
    done = repo.try_commit()
    assert done.code == 0, done.said
    assert "(no files to check)" in done.said


def test_commits_of_single_files_and_of_all(hook: Hook) -> None:
    """`git commit FILE` and `git commit --all` make an index of their own, and name it to hooks."""
    repo = hook()
    repo.write("README.md", LIST + NEW_FAULT)
    assert SAYS_NEW in repo.try_commit("README.md").said
    assert SAYS_NEW in repo.try_commit("--all").said
    repo.write("README.md", LIST + GOOD)
    assert repo.try_commit("README.md").code == 0
    repo.write("README.md", LIST + GOOD + NEW_FAULT)
    assert SAYS_NEW in repo.try_commit("--all", "--amend").said


def test_a_linked_working_tree(hook: Hook) -> None:
    repo = hook(README=LIST + OLD_FAULT)
    repo.git("worktree", "add", "--quiet", "-b", "topic", "../another tree")
    (repo.root / "../another tree/README.md").write_text(LIST + OLD_FAULT + NEW_FAULT, encoding="utf-8")
    done = run("git commit --all --message x", repo.root / "../another tree", repo.environment)
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said


def test_a_merge_answers_for_what_neither_side_had(hook: Hook) -> None:
    repo = hook()
    other_fault = NEW_FAULT.replace("20244", "20255").replace("Gesture", "Whisper").replace("00007", "00010")
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(README=LIST + OLD_FAULT)
    repo.git("switch", "--quiet", "main")
    repo.commit(README=LIST + other_fault)
    assert repo.run("git", "merge", "topic").code == 1
    assert "<<<<<<<" in repo.text()
    repo.stage(README=LIST + other_fault + OLD_FAULT + NEW_FAULT)
    done = repo.try_commit()
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said
    assert "20255" not in done.said
    repo.stage(README=LIST + other_fault + OLD_FAULT)
    done = repo.try_commit()
    assert done.code == 0, done.said
    assert len(repo.git("log", "-1", "--format=%P").split()) == 2


def test_a_merge_without_conflict_answers_for_what_comes_in(hook: Hook) -> None:
    repo = hook(kind="pre-merge-commit", README=LIST + OLD_FAULT)
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(README=LIST + OLD_FAULT + NEW_FAULT)
    repo.git("switch", "--quiet", "main")
    repo.commit(other="# Others\n\n" + GOOD)
    done = repo.run("git", "merge", "--no-edit", "topic")
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said


def test_a_push_answers_for_what_it_brings(hook: Hook, tmp_path: Path) -> None:
    repo = hook(kind="pre-push", README=LIST + OLD_FAULT)
    for remote in ("origin", "fork"):
        repo.git("init", "--quiet", "--bare", str(tmp_path / remote))
        repo.git("remote", "add", remote, str(tmp_path / remote))
    done = repo.run("git", "push", "origin", "main")
    assert done.code == 1
    assert SAYS_OLD in done.said  # the first push brings everything
    assert repo.run("git", "push", "--no-verify", "origin", "main").code == 0
    repo.commit(README=LIST + OLD_FAULT + NEW_FAULT)  # hooks of commits are not installed
    repo.commit(README=LIST + OLD_FAULT + NEW_FAULT + GOOD)
    for remote, branch in (("origin", "main"), ("origin", "main:topic"), ("fork", "main:topic")):
        done = repo.run("git", "push", remote, branch)
        assert done.code == 1
        assert SAYS_NEW in done.said
        assert SAYS_OLD not in done.said
    repo.commit(README=LIST + OLD_FAULT + GOOD)
    assert repo.run("git", "push", "origin", "main:topic").code == 0
    assert repo.run("git", "push", "fork", "main:topic").code == 0


# --- which files, how many at a time, and the whole list


def test_lists_are_read_together(hook: Hook) -> None:
    """One process sees all files of a commit, and with the key `lists` those that are not of the commit."""
    repo = hook()
    repo.write(".awesome-lint.toml", 'extend-select = ["D005"]\nfail-on = "warning"\nlists = ["**/*.md"]\n')
    for index in range(30):  # pre-commit would start several processes if it might
        repo.write(f"lists/{index:02}.md", f"# Papers {index}\n\n" + GOOD.replace("00005", f"1{index:04}"))
    repo.write("lists/30.md", "# Papers 30\n\n" + LINES[0])
    repo.write("lists/31.md", "# Papers 31\n\n" + GOOD.replace("00005", "10007"))
    repo.stage()
    done = repo.try_commit()
    assert "awesome-lint: 32 files, 32 entries, " in done.said
    assert done.said.count("files, ") == 1
    found = [line for line in done.said.splitlines() if " D005 " in line]
    assert [line.split(":")[0] for line in found] == ["lists/30.md", "lists/31.md"], done.said
    assert "README.md:3" in found[0]
    assert "lists/07.md:3" in found[1]


def test_excluded_files_and_files_that_are_no_lists(hook: Hook) -> None:
    repo = hook()
    repo.write(".awesome-lint.toml", 'exclude = ["drafts/"]\n')
    repo.write("drafts/next.md", LIST + NEW_FAULT)
    repo.write("notes.txt", NEW_FAULT)
    repo.stage(CONTRIBUTING="# Contributing\n\nEntries look like this: title, venue, links.\n")
    done = repo.try_commit()
    assert done.code == 0, done.said


def test_all_files_are_compared_too_and_whole_lists_are_for_those_who_ask(hook: Hook) -> None:
    whole = "    alias: whole\n    args: []\n    stages: [manual]\n"
    repo = hook(more=f"  - id: awesome-lint\n{whole}", README=LIST + OLD_FAULT)
    assert repo.run("pre-commit", "run", "--all-files").code == 0
    repo.stage(README=LIST + OLD_FAULT + NEW_FAULT)
    done = repo.run("pre-commit", "run", "--all-files")
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said
    done = repo.run("pre-commit", "run", "whole", "--hook-stage", "manual", "--all-files")
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD in done.said
    done = repo.run("pre-commit", "run", "--from-ref", "HEAD", "--to-ref", "HEAD")
    assert done.code == 0, done.said


def test_a_baseline_in_place_of_a_base(hook: Hook) -> None:
    repo = hook(more="    args: [--baseline, known.json]\n", README=LIST + OLD_FAULT)
    known = ["check", "--baseline", "known.json", "--write-baseline"]
    assert run([sys.executable, "-m", "awesome_lint", *known], repo.root, os.environ).code == 0
    repo.commit()
    assert repo.run("pre-commit", "run", "--all-files").code == 0
    repo.commit(README=LIST + OLD_FAULT + NEW_FAULT)
    done = repo.run("pre-commit", "run", "--all-files")
    assert done.code == 1
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said


def test_a_workflow_of_a_pull_request(hook: Hook, tmp_path: Path) -> None:
    """What is checked out there is the merge of the branch into its base."""
    repo = hook(README=LIST + OLD_FAULT)
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(README=LIST + OLD_FAULT + NEW_FAULT)
    clone = Hooked(tmp_path / "checkout")
    clone.git("fetch", "--quiet", repo.root.as_uri(), "topic", "main:refs/remotes/origin/main")
    clone.git("checkout", "--quiet", "--detach", "FETCH_HEAD")
    clone.environment = {**repo.environment, "GITHUB_BASE_REF": "main"}
    done = clone.run("pre-commit", "run", "--all-files")
    assert done.code == 1, done.said
    assert SAYS_NEW in done.said
    assert SAYS_OLD not in done.said
    assert "(origin/main): 1 new finding, 1 old one hidden" in done.said


def test_before_the_first_commit_everything_is_new(hook: Hook) -> None:
    repo = hook()
    repo.git("switch", "--quiet", "--orphan", "fresh")
    repo.write(".pre-commit-config.yaml", config())
    repo.stage(README=LIST + OLD_FAULT)
    done = repo.try_commit()
    assert done.code == 1
    assert SAYS_OLD in done.said
    repo.stage(README=LIST)
    assert repo.try_commit().code == 0


def test_colours(hook: Hook) -> None:
    """Where pre-commit shows colours, it gives hooks a terminal, whose size is nothing at all."""
    repo = hook()
    repo.stage(README=LIST + NEW_FAULT)
    repo.environment = {name: value for name, value in repo.environment.items() if name != "NO_COLOR"}
    done = repo.run("pre-commit", "run", "--color", "always")
    assert done.code == 1
    assert "\x1b[1;31merror\x1b[0m invalid-year: `20244` is no year" in done.said
    assert "- A Gesture for Every Word [CVPR 20244]" in done.said


# --- the page about it


SHOWN = """\
# Papers

- A Survey of Still Life [ECCV 2020] [[paper]](https://arxiv.org/abs/2004.00001)
- Fruit That Turns Its Head [CVPR 2021] [[paper]](https://arxiv.org/abs/2104.00002)
- Vases in Conversation [CVPR 2021] [[paper]](https://arxiv.org/abs/2104.00003)
- A Table Set for Nobody [CVPR 2022] [[paper]](https://arxiv.org/abs/2204.00004)
- Portraits of Clouds and Portraits [CVPR 20211] [[paper]](https://arxiv.org/abs/2104.00007)
"""
SHOWN_NEW = """\
- Singing Heads at Night [CVPR 20222] [[paper]](https://arxiv.org/abs/2204.00005)
- Rain [CVPR 2022] [[paper]](http//arxiv.org/abs/2204.00006)
"""


def test_the_page_about_the_hook_shows_what_happens(hook: Hook) -> None:
    """Commands run with the configuration above them and two new entries staged, or go on with nothing new."""
    repo = hook(README=SHOWN)
    head = repo.git("rev-parse", "HEAD")
    ran = 0
    for block in blocks_of(ROOT / "docs" / "pre-commit.md"):
        if path := block.told("file"):
            repo.git("reset", "--quiet", "--hard", head)
            repo.write(path, block.text)
            repo.commit()
        if "hook" in block.marks:
            repo.git("reset", "--quiet", "--hard", "HEAD")
            if "goes" not in block.marks:
                repo.stage(README=SHOWN + SHOWN_NEW)
            for command, said in shown(block):
                done = run(command, repo.root, {**repo.environment, **ON_A_TERMINAL})
                assert said is not None
                assert differences(said, done.plain) == [], f"{block.place}: {command}\n{done.plain}"
                ran += 1
    assert ran == 6, "a command of the page is not run"
