"""What git is asked, in real repositories and clones."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from awesome_lint.git import Base, Blob, ChangedFile, GitError, Repository, repositories

from .repositories import CLEAN, SURROUNDINGS, Repo


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*SURROUNDINGS, *(name for name in os.environ if name.startswith("GIT_"))]:
        monkeypatch.delenv(name, raising=False)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "repo")


def open_at(repo: Repo) -> Repository:
    return Repository(str(repo.root))


# --- the base


def test_the_base_is_where_the_branches_parted(repo: Repo) -> None:
    parted = repo.commit(a="one")
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(b="topic")
    repo.git("switch", "--quiet", "main")
    repo.commit(c="later")
    repo.git("switch", "--quiet", "topic")
    base = open_at(repo).base("main")
    assert base == Base(parted, "main")
    assert str(base) == f"{parted[:7]} (main)"
    assert str(open_at(repo).base(parted)) == parted[:7]


def test_a_detached_head_has_a_base_too(repo: Repo) -> None:
    first = repo.commit(a="one")
    second = repo.commit(a="two")
    repo.git("checkout", "--quiet", "--detach")
    assert open_at(repo).base("HEAD").commit == second
    assert open_at(repo).base("HEAD~1").commit == first
    assert open_at(repo).auto_base({}) == Base(second, "HEAD")


@pytest.mark.parametrize("name", ["nowhere", "", "-v", "--help", "HEAD:a.md", "HEAD^7"])
def test_a_revision_that_git_does_not_know(repo: Repo, name: str) -> None:
    repo.commit(a="one")
    with pytest.raises(GitError, match=f"git knows no revision '{name}'".replace("^", r"\^")):
        open_at(repo).base(name)


def test_a_range_is_no_revision(repo: Repo) -> None:
    repo.commit(a="one")
    with pytest.raises(GitError, match="a range of revisions"):
        open_at(repo).base("HEAD..HEAD")


def test_unrelated_histories_have_no_base(repo: Repo) -> None:
    repo.commit(a="one")
    repo.git("switch", "--quiet", "--orphan", "other")
    repo.commit(b="two")
    with pytest.raises(GitError, match="main and HEAD have no commit in common"):
        open_at(repo).base("main")


def test_before_the_first_commit(repo: Repo) -> None:
    assert open_at(repo).auto_base({}) is None
    with pytest.raises(GitError, match="nothing is committed yet"):
        open_at(repo).base("HEAD")
    with pytest.raises(GitError, match="nothing is committed yet"):
        open_at(repo).base("main")


def test_an_unborn_branch_beside_others(repo: Repo) -> None:
    repo.commit(a="one")
    repo.git("switch", "--quiet", "--orphan", "other")
    with pytest.raises(GitError, match="nothing is committed yet on this branch"):
        open_at(repo).base("main")


# --- auto


def test_auto_is_where_pre_commit_begins(repo: Repo) -> None:
    first = repo.commit(a="one")
    repo.commit(a="two")
    found = open_at(repo).auto_base({"PRE_COMMIT_FROM_REF": first, "GITHUB_BASE_REF": "main"})
    assert found == Base(first, first)


def test_auto_at_the_first_push_to_a_remote_is_what_other_remotes_have(repo: Repo, tmp_path: Path) -> None:
    pushing = {"PRE_COMMIT_REMOTE_NAME": "fork"}
    assert open_at(repo).auto_base(pushing) is None  # nothing is committed
    first = repo.commit(a="one")
    assert open_at(repo).auto_base(pushing) is None  # no remote has anything
    clone = repo.clone(tmp_path / "clone")
    assert open_at(clone).auto_base(pushing) == Base(first, "HEAD")  # origin has all
    clone.commit(a="two")
    last = clone.commit(a="three")
    assert open_at(clone).auto_base(pushing) == Base(first, first)
    assert open_at(clone).auto_base(pushing | {"PRE_COMMIT_FROM_REF": last}) == Base(last, last)


def test_auto_is_the_base_branch_of_a_pull_request_as_it_was_fetched(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit(a="one")
    clone = repo.clone(tmp_path / "clone")
    clone.git("switch", "--quiet", "--create", "topic")
    clone.commit(a="two")
    clone.git("branch", "--quiet", "--delete", "--force", "main")
    assert open_at(clone).auto_base({"GITHUB_BASE_REF": "main"}) == Base(first, "origin/main")


def pull_request(repo: Repo) -> tuple[str, str]:
    """The base branch's commit and the merge commit that GitHub makes of a pull request."""
    repo.commit(a="one\n")
    repo.git("switch", "--quiet", "--create", "topic")
    repo.commit(b="two\n")
    repo.git("switch", "--quiet", "main")
    base = repo.commit(c="three\n")
    repo.git("switch", "--quiet", "--detach")
    repo.git("merge", "--quiet", "--no-ff", "--no-edit", "topic")
    repo.git("update-ref", "refs/pull/1/merge", "HEAD")
    merge = repo.git("rev-parse", "HEAD")
    repo.git("switch", "--quiet", "main")
    return base, merge


def checkout_action(repo: Repo, folder: Path, *options: str) -> Repo:
    """What actions/checkout does in a pull request: the merge commit fetched by its name, and checked out."""
    clone = Repo(folder)
    clone.git("remote", "add", "origin", repo.root.as_uri())
    merge = repo.git("rev-parse", "refs/pull/1/merge")
    branches = ["+refs/heads/*:refs/remotes/origin/*"] if not options else []
    clone.git("fetch", "--quiet", "--no-tags", *options, "origin", *branches, f"+{merge}:refs/remotes/pull/1/merge")
    clone.git("checkout", "--quiet", "--force", "refs/remotes/pull/1/merge")
    return clone


def test_auto_in_a_checkout_of_a_pull_request(repo: Repo, tmp_path: Path) -> None:
    base, _ = pull_request(repo)
    clone = checkout_action(repo, tmp_path / "clone")
    assert open_at(clone).auto_base({"GITHUB_BASE_REF": "main"}) == Base(base, "origin/main")


def test_auto_in_a_checkout_of_depth_two_takes_the_merge_commits_first_parent(repo: Repo, tmp_path: Path) -> None:
    base, _ = pull_request(repo)
    clone = checkout_action(repo, tmp_path / "clone", "--depth=2")
    assert open_at(clone).auto_base({"GITHUB_BASE_REF": "main"}) == Base(base, "main")


def test_a_shallow_checkout_of_a_pull_request_says_what_to_do(repo: Repo, tmp_path: Path) -> None:
    pull_request(repo)
    clone = checkout_action(repo, tmp_path / "clone", "--depth=1")
    with pytest.raises(GitError, match=r"origin/main.*git fetch --unshallow.*fetch-depth: 0"):
        open_at(clone).auto_base({"GITHUB_BASE_REF": "main"})


def test_a_shallow_clone_that_lacks_the_base(repo: Repo, tmp_path: Path) -> None:
    repo.commit(a="one")
    repo.git("branch", "old")
    repo.commit(a="two")
    repo.git("switch", "--quiet", "old")
    repo.commit(b="three")
    clone = repo.clone(tmp_path / "clone", "--depth=1", "--no-single-branch", "--branch", "main")
    with pytest.raises(GitError, match=r"shallow clone, which lacks the commit.*fetch-depth: 0"):
        open_at(clone).base("origin/old")
    with pytest.raises(GitError, match=r"no revision 'HEAD~1' in this shallow clone.*git fetch --unshallow"):
        open_at(clone).base("HEAD~1")


def test_a_pull_request_whose_base_was_not_fetched(repo: Repo) -> None:
    repo.commit(a="one")
    with pytest.raises(GitError, match="`git fetch origin release` gets it"):
        open_at(repo).auto_base({"GITHUB_BASE_REF": "release"})


def test_empty_variables_name_nothing(repo: Repo) -> None:
    head = repo.commit(a="one")
    assert open_at(repo).auto_base({"PRE_COMMIT_FROM_REF": "", "GITHUB_BASE_REF": ""}) == Base(head, "HEAD")


# --- contents

NAMES = ("a b.md", "ümläut.md", "list\twith tab.md", "文献.md", 'quo"ted.md', "new\nline.md", "-dash.md", "a'b\\c.md")


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not allow")
def test_files_of_every_name_are_read_and_followed(repo: Repo) -> None:
    for name in NAMES:
        repo.write(name, f"text of {name}\n" * 20)
    commit = repo.commit()
    git = open_at(repo)
    files = git.files(commit)
    assert sorted(files) == sorted(NAMES)
    assert git.read([files[name] for name in NAMES]) == [(f"text of {name}\n" * 20).encode() for name in NAMES]
    assert git.changed(commit) == []
    for name in NAMES:
        os.rename(repo.root / name, repo.root / f"moved {name}")
    repo.git("add", "--all")
    assert set(git.changed(commit)) == {ChangedFile(name, f"moved {name}") for name in NAMES}


def test_changes_are_those_of_the_working_tree_staged_or_not(repo: Repo) -> None:
    repo.write("sub/same.md", "same")
    commit = repo.commit(staged="one", unstaged="one", gone="one", committed="one", renamed="many words\n" * 9)
    repo.commit(committed="two")
    repo.write("staged.md", "two")
    repo.git("add", "staged.md")
    repo.git("mv", "renamed.md", "sub/other.md")
    repo.write("unstaged.md", "two")
    repo.write("untracked.md", "two")
    (repo.root / "gone.md").unlink()
    assert set(open_at(repo).changed(commit)) == {
        ChangedFile("committed.md", "committed.md"),
        ChangedFile("gone.md", None),
        ChangedFile("renamed.md", "sub/other.md"),
        ChangedFile("staged.md", "staged.md"),
        ChangedFile("unstaged.md", "unstaged.md"),
    }


def test_links_and_submodules_are_no_files(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit(list="inner")
    repo.write("a.md", "one")
    (repo.root / "link.md").symlink_to("a.md")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub.md")
    commit = repo.commit()
    files = open_at(repo).files(commit)
    assert {name: blob.is_file for name, blob in files.items() if name != ".gitmodules"} == {
        "a.md": True,
        "link.md": False,
        "sub.md": False,
    }


def test_a_file_in_a_submodule_belongs_to_the_submodule(repo: Repo, tmp_path: Path) -> None:
    inner = Repo(tmp_path / "inner")
    inner.commit(list="inner")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.root), "sub")
    repo.commit(a="one")
    files = [str(repo.root / "a.md"), str(repo.root / "sub" / "list.md")]
    found = repositories(files)
    assert [(Path(root).name, inside) for root, (_, inside) in found.items()] == [
        ("repo", {files[0]: "a.md"}),
        ("sub", {files[1]: "list.md"}),
    ]


def test_what_git_lfs_keeps_is_looked_up_or_said_to_be_missing(repo: Repo) -> None:
    import hashlib

    content = b"# Papers\n"
    oid = hashlib.sha256(content).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(content)}\n"
    commit = repo.commit(a=pointer)
    git = open_at(repo)
    with pytest.raises(GitError, match="git lfs fetch --all"):
        git.read([git.files(commit)["a.md"]])
    kept = repo.root / ".git" / "lfs" / "objects" / oid[:2] / oid[2:4] / oid
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    assert git.read([git.files(commit)["a.md"]]) == [content]


def test_a_lost_object_is_said_to_be_lost(repo: Repo) -> None:
    commit = repo.commit(a="one")
    git = open_at(repo)
    blob = git.files(commit)["a.md"]
    (repo.root / ".git" / "objects" / blob.name[:2] / blob.name[2:]).unlink()
    with pytest.raises(GitError, match=f"lacks the object {blob.name[:7]}"):
        git.read([blob])


def test_a_name_may_be_spelled_otherwise(repo: Repo) -> None:
    commit = repo.commit(**{"Caf\u00e9": "one", "README": "two"})
    git = open_at(repo)
    files = git.files(commit)
    assert git.find("Caf\u00e9.md", files) == "Caf\u00e9.md"
    assert git.find("Cafe\u0301.md", files) == "Caf\u00e9.md"
    assert git.find("readme.md", files) is None
    repo.git("config", "core.ignorecase", "true")
    assert open_at(repo).find("readme.md", files) == "README.md"
    assert open_at(repo).find("other.md", files) is None


class CountedFiles(dict[str, Blob]):
    """Files that count how often somebody goes through them."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()


def test_the_files_of_a_commit_are_folded_once_for_all_paths(repo: Repo) -> None:
    commit = repo.commit(**{"Caf\u00e9": "one", "README": "two"})
    git = open_at(repo)
    files = CountedFiles(git.files(commit))
    assert [git.find(path, files) for path in ("new.md", "Cafe\u0301.md", "other.md")] == [None, "Caf\u00e9.md", None]
    assert files.walks == 1
    assert git.find("Cafe\u0301.md", {}) is None


# --- no repository


def test_a_folder_without_repository(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not in a git repository"):
        Repository(str(tmp_path))


def test_a_bare_repository(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "bare")], check=True)
    with pytest.raises(GitError, match="a bare git repository"):
        Repository(str(tmp_path / "bare"))


def test_without_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.root))
    with pytest.raises(GitError, match="install git, or put it on PATH"):
        open_at(repo)


def test_a_repository_of_somebody_else(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(GitError, match=r"git config --global --add safe\.directory .*repo`"):
        open_at(repo)


def test_a_broken_repository(repo: Repo) -> None:
    repo.write(".git/config", "[core\n")
    with pytest.raises(GitError, match=r"git cannot read the repository.*: bad config line"):
        open_at(repo)


def test_what_a_hook_sets_does_not_lead_astray(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit = repo.commit(a="one")
    other = Repo(tmp_path / "other")
    other.commit(b="two")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "no such index"))
    monkeypatch.setenv("GIT_PREFIX", "sub/")
    git = open_at(repo)
    assert git.root == str(repo.root)
    assert git.base("HEAD").commit == commit
    assert git.changed(commit) == []


def test_a_repository_that_only_the_environment_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Repo(tmp_path / "home")
    commit = home.commit(a="one")
    (home.root / ".git").rename(tmp_path / "dotfiles.git")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "dotfiles.git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(home.root))
    assert Repository(str(home.root)).base("HEAD").commit == commit


def test_a_path_outside_of_its_repository(repo: Repo, tmp_path: Path) -> None:
    with pytest.raises(GitError, match="outside the git repository"):
        open_at(repo).path_of(str(tmp_path / "a.md"))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_path_through_a_link_is_the_file_it_leads_to(repo: Repo, tmp_path: Path) -> None:
    repo.write("sub/a.md", "one")
    (tmp_path / "link").symlink_to(repo.root / "sub")
    assert open_at(repo).path_of(str(tmp_path / "link" / "a.md")) == "sub/a.md"
