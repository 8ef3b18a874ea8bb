"""What git knows of a list: the repository, the merge base, what a file held at a revision, which files changed.

Everything is asked of the real `git`, a handful of processes for all files of a repository together. Nothing is
written and nothing fetched, but for what git itself fetches in a partial clone.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from awesome_lint.records import NamedTuple

SHORT_NAME = 7
"""Characters of a commit's name that people see."""

# What a hook sets for the git commands that it runs itself. They name the repository of the commit in progress, which
# is not always that of a list, and an index that may be a draft.
_HOOK_VARIABLES = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}
    | {
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_NAMESPACE",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE",
    }
)
_LINK, _SUBMODULE = "120000", "160000"
_LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\n"
_DEEPER = "`git fetch --unshallow` gets the rest (in a workflow: `fetch-depth: 0` of actions/checkout)"


class GitError(Exception):
    """What keeps a revision from being compared with, in words for people: what, where, what to do."""


class ChangedFile(NamedTuple):
    """One file that differs between a commit and the working tree: its path in each, None where it is not there."""

    old: str | None
    new: str | None


class Blob(NamedTuple):
    """A file of a commit: the name of its content, and its mode as git writes it (`100644`)."""

    name: str
    mode: str

    @property
    def is_file(self) -> bool:
        return self.mode not in (_LINK, _SUBMODULE)


class Base(NamedTuple):
    """The commit to compare with: its full name, and the revision as people call it (`main`, `HEAD`)."""

    commit: str
    revision: str

    def __str__(self) -> str:
        short = self.commit[:SHORT_NAME]
        return short if self.commit.startswith(self.revision) else f"{short} ({self.revision})"


class Repository:
    """A git repository with a working tree. Paths in it are relative to its root, with `/` between their parts."""

    def __init__(self, folder: str) -> None:
        """The repository that holds `folder`. `GitError` where there is none that can be used."""
        self._folded: tuple[Mapping[str, Blob], dict[str, str]] | None = None
        self._environment = _environment(folder)
        done = self._run(
            folder,
            "rev-parse",
            "--is-bare-repository",
            "--is-shallow-repository",
            "--git-common-dir",
            "--git-dir",
            "--show-toplevel",
        )
        if done.code:
            raise GitError(_no_repository(folder, done))
        lines = os.fsdecode(done.out).split("\n", 4)
        self.is_shallow = lines[1] == "true"
        self.common_dir = os.path.join(folder, lines[2])
        self._own_dir = os.path.join(folder, lines[3])  # of this working tree alone
        self.root = os.path.realpath(lines[4].removesuffix("\n"))

    def path_of(self, file: str) -> str:
        """The path in the repository of a file as the user named it. `GitError` where it lies outside."""
        relative = os.path.relpath(os.path.realpath(file), self.root)
        if relative.split(os.sep, 1)[0] == os.pardir or os.path.isabs(relative):
            raise GitError(f"{file}: outside the git repository {self.root}: leave it out, or leave out --diff-base")
        return relative.replace(os.sep, "/")

    # Branches and remotes

    @property
    def remotes(self) -> tuple[str, ...]:
        """The addresses of the remotes."""
        done = self._git("config", "--get-regexp", r"^remote\..*\.url$")
        lines = done.out.decode("utf-8", "replace").splitlines()
        return tuple(line.partition(" ")[2] for line in lines)

    @property
    def main_branch(self) -> str:
        """The branch that changes go into: what `origin` calls so, else the usual name that is there, else this one."""
        done = self._git("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
        if not done.code:
            return done.out.decode("utf-8", "replace").strip().removeprefix("origin/")
        for name in ("main", "master"):
            if self.commit(f"refs/heads/{name}") is not None:
                return name
        return self._git("symbolic-ref", "--quiet", "--short", "HEAD").out.decode("utf-8", "replace").strip() or "main"

    # Revisions

    def commit(self, revision: str) -> str | None:
        """The full name of the commit that `revision` names, None where it names none."""
        if not revision or revision.startswith("-"):
            return None
        done = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return done.out.decode().strip() if not done.code else None

    def base(self, revision: str) -> Base:
        """Where the working tree and `revision` parted: their merge base. `GitError` where there is none."""
        if ".." in revision:
            raise GitError(f"{revision}: a range of revisions; name the one to compare with")
        commit = self.commit(revision)
        if commit is None:
            raise GitError(self._unknown(revision))
        if revision in ("HEAD", "@"):
            return Base(commit, revision)
        done = self._git("merge-base", commit, "HEAD")
        if not done.code:
            return Base(done.out.decode().split()[0], revision)
        if self.commit("HEAD") is None:
            raise GitError(
                f"{self.root}: nothing is committed yet on this branch that {revision} could be compared with:"
                " commit first, or leave out --diff-base"
            )
        if self.is_shallow:
            raise GitError(
                f"{self.root}: a shallow clone, which lacks the commit that HEAD and {revision} share: {_DEEPER}"
            )
        raise GitError(f"{revision} and HEAD have no commit in common in {self.root}: name a revision of one history")

    def auto_base(self, environment: Mapping[str, str] = os.environ) -> Base | None:
        """The base that the surroundings name; None where everything is new, as before the first commit.

        In turn: `PRE_COMMIT_FROM_REF`, which pre-commit sets to where a push or `--from-ref` begins; what other remotes
        have, where it pushes to one that has nothing yet; the base branch of a GitHub pull request, `GITHUB_BASE_REF`,
        as it was fetched, else the local branch, else the first parent of the merge commit that is checked out there;
        `HEAD`.
        """
        revision = environment.get("PRE_COMMIT_FROM_REF", "")
        if revision.strip("0"):  # all zeros stand for no commit
            return self.base(revision)
        if environment.get("PRE_COMMIT_REMOTE_NAME"):
            return self._first_push_base()
        if branch := environment.get("GITHUB_BASE_REF"):
            return self._pull_request_base(branch)
        if self.commit("HEAD") is None:
            return None
        return self.base("HEAD")

    def merging(self) -> list[Base]:
        """The commits that the next one will merge into HEAD, while a merge waits to be committed."""
        try:
            with open(os.path.join(self._own_dir, "MERGE_HEAD"), encoding="ascii") as file:
                return [Base(commit, "MERGE_HEAD") for commit in file.read().split()]
        except (OSError, UnicodeDecodeError):
            return []

    def _first_push_base(self) -> Base | None:
        """The newest commit before those of HEAD that no remote is known to have; None where none of them has any."""
        done = self._git("rev-list", "--boundary", "HEAD", "--not", "--remotes")
        commits = done.out.decode().split()
        if done.code or not commits:
            return self.base("HEAD") if self.commit("HEAD") else None
        known = [commit[1:] for commit in commits if commit.startswith("-")]
        return Base(known[0], known[0]) if known else None

    def _pull_request_base(self, branch: str) -> Base:
        wrong: GitError | None = None
        for revision, name in ((f"refs/remotes/origin/{branch}", f"origin/{branch}"), (f"refs/heads/{branch}", branch)):
            if self.commit(revision):
                try:
                    return Base(self.base(revision).commit, name)
                except GitError as problem:
                    wrong = wrong or problem
        parents = self._parents()
        if len(parents) > 1 and self.commit(parents[0]):
            return Base(parents[0], branch)
        hint = _DEEPER if self.is_shallow else f"`git fetch origin {branch}` gets it"
        if branch.startswith("-"):
            hint = "that is no name of a branch"
        raise wrong or GitError(
            f"{self.root}: origin/{branch}, the base of the pull request, is not in this clone: {hint}"
        )

    def _parents(self) -> list[str]:
        """The parents of HEAD as its commit names them, whether the clone has them or not."""
        head = self._git("cat-file", "commit", "HEAD").out.decode("utf-8", "replace").partition("\n\n")[0]
        return [line[7:] for line in head.splitlines() if line.startswith("parent ")]

    def _unknown(self, revision: str) -> str:
        if revision in ("HEAD", "@") or self.commit("HEAD") is None:
            return (
                f"{self.root}: nothing is committed yet, so there is no {revision} to compare with:"
                " commit first, or leave out --diff-base"
            )
        if self.is_shallow:
            return f"{self.root}: no revision {revision!r} in this shallow clone: {_DEEPER}"
        return f"{self.root}: git knows no revision {revision!r}; `git fetch` gets what only the server has"

    # Contents

    def find(self, path: str, files: Mapping[str, Blob]) -> str | None:
        """What `files` call the file that is at `path` here, None where it is not among them.

        File systems may spell a name's accents otherwise than git does, or take capitals and small letters as one.
        `files` is folded once for all paths that are looked for in it; it must not change in between.
        """
        if path in files:
            return path
        if self._folded is None or self._folded[0] is not files:
            names: dict[str, str] = {}
            for name in files:
                names.setdefault(self._fold(name), name)
            self._folded = files, names
        return self._folded[1].get(self._fold(path))

    def _fold(self, path: str) -> str:
        """A path without what file systems do not tell apart."""
        import unicodedata

        path = unicodedata.normalize("NFC", path)
        return path.casefold() if self._folds_case else path

    @cached_property
    def _folds_case(self) -> bool:
        return self._git("config", "--type=bool", "core.ignorecase").out.strip() == b"true"

    def files(self, commit: str) -> dict[str, Blob]:
        """All files of a commit by path."""
        done = self._good("ls-tree", "-r", "-z", "--full-tree", commit)
        found = {}
        for record in done.split(b"\0"):
            about, _, path = record.partition(b"\t")
            if path:
                mode, _, name = about.decode().split()[:3]
                found[os.fsdecode(path)] = Blob(name, mode)
        return found

    def changed(self, commit: str) -> list[ChangedFile]:
        """The files that differ between a commit and the working tree, staged or not, renames followed.

        Files that git does not track are not among them.
        """
        options = (
            "--name-status",
            "-z",
            "-M",
            "--no-ext-diff",
            "--no-textconv",
            "--no-relative",
            "--ignore-submodules",
        )
        fields = [os.fsdecode(field) for field in self._good("diff", *options, commit, "--").split(b"\0")]
        found = []
        at = 0
        while at + 1 < len(fields):
            status = fields[at][:1]
            if status in "RC":
                found.append(ChangedFile(fields[at + 1] if status == "R" else None, fields[at + 2]))
                at += 3
            else:
                path = fields[at + 1]
                found.append(ChangedFile(None if status == "A" else path, None if status == "D" else path))
                at += 2
        return found

    def read(self, blobs: Sequence[Blob]) -> list[bytes]:
        """The contents of blobs, in their order; what git LFS keeps elsewhere is looked up there."""
        if not blobs:
            return []
        answer = self._good("cat-file", "--batch", stdin="".join(f"{blob.name}\n" for blob in blobs).encode())
        found: list[bytes] = []
        at = 0
        for blob in blobs:
            line_end = answer.index(b"\n", at)
            head = answer[at:line_end].split()
            if len(head) != 3:
                raise GitError(
                    f"{self.root}: this clone lacks the object {blob.name[:SHORT_NAME]}: `git fetch` gets it"
                )
            start, size = line_end + 1, int(head[2])
            found.append(self._unpointed(answer[start : start + size]))
            at = start + size + 1
        return found

    def _unpointed(self, data: bytes) -> bytes:
        """`data`, or the content that it points to where it is a pointer of git LFS."""
        if not data.startswith(_LFS_POINTER):
            return data
        oid = data.partition(b"oid sha256:")[2][:64].decode("ascii", "replace")
        try:
            with open(os.path.join(self.common_dir, "lfs", "objects", oid[:2], oid[2:4], oid), "rb") as file:
                return file.read()
        except OSError:
            raise GitError(
                f"{self.root}: a list is kept with git LFS, and what it held is not here: `git lfs fetch --all` gets it"
            ) from None

    # Processes

    def _good(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self._git(*arguments, stdin=stdin)
        if done.code:
            raise GitError(f"{self.root}: `git {arguments[0]}` failed: {done.first_error}")
        return done.out

    def _git(self, *arguments: str, stdin: bytes = b"") -> _Done:
        return self._run(self.root, *arguments, stdin=stdin)

    def _run(self, folder: str, *arguments: str, stdin: bytes = b"") -> _Done:
        import subprocess

        try:
            done = subprocess.run(
                ["git", *arguments], cwd=folder, env=self._environment, input=stdin, capture_output=True, check=False
            )
        except OSError as problem:
            if not os.path.isdir(folder):
                raise GitError(f"{folder}: no such folder; look at the path") from problem
            raise GitError(
                "git cannot be run, and without it there is no revision to compare with: install git, or put it on PATH"
            ) from problem
        return _Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


class _Done(NamedTuple):
    code: int
    out: bytes
    err: str

    @property
    def first_error(self) -> str:
        lines = [line.removeprefix("fatal: ").removeprefix("error: ") for line in self.err.splitlines()]
        return next((line for line in lines if line.strip()), f"exit code {self.code}")


def repositories(files: Iterable[str]) -> dict[str, tuple[Repository, dict[str, str]]]:
    """The repositories that hold `files`, by root, each with its files: path as the user named it, path in it."""
    by_folder: dict[str, Repository] = {}
    found: dict[str, tuple[Repository, dict[str, str]]] = {}
    for file in files:
        folder = os.path.dirname(os.path.realpath(file))
        while not os.path.isdir(folder):  # a name given to standard input need not be there
            folder = os.path.dirname(folder)
        top = top_of(folder) or folder
        if top not in by_folder:
            by_folder[top] = Repository(top)
        repository = by_folder[top]
        found.setdefault(repository.root, (repository, {}))[1][file] = repository.path_of(file)
    return found


def top_of(folder: str) -> str | None:
    """The nearest folder from `folder` up that is the top of a working tree, None where none is."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _environment(folder: str) -> dict[str, str]:
    """The process's environment, without what leads git away from the repository around `folder`, in plain English.

    Where no working tree is above `folder`, GIT_DIR and its like are all that can say where the repository is.
    """
    drop = _HOOK_VARIABLES if top_of(folder) is not None else frozenset()
    kept = {name: value for name, value in os.environ.items() if name not in drop}
    return kept | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _no_repository(folder: str, done: _Done) -> str:
    if "dubious ownership" in done.err or "unsafe repository" in done.err:
        return (
            f"{folder}: git does not read a repository that belongs to someone else:"
            f" `git config --global --add safe.directory {folder}` allows it"
        )
    if done.out.startswith(b"true"):
        return f"{folder}: a bare git repository, without the files to compare: run it in a clone"
    if "not a git repository" in done.err:
        return f"{folder}: not in a git repository, so there is no revision to compare with: leave out --diff-base"
    return f"{folder}: git cannot read the repository, and `git status` shows why: {done.first_error}"
