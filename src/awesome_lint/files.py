"""Finding Markdown files, reading them with clear errors, writing them whole or not at all.

Paths are strings as the user wrote them, with `/` between the parts that a walk adds, because reports, exports and
error messages name files that way. A path under the current folder has no leading `./`.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from awesome_lint.records import NamedTuple
from awesome_lint.source import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

DEFAULT_MAX_FILE_SIZE = 10_000_000
"""Bytes. Real lists stay under one megabyte; GitHub shows no more than half of one."""

EXCLUDED = "excluded"
NOT_LISTED = "not among `lists`"

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn")

_SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".github", ".gitlab", ".venv", "venv", "node_modules", "site-packages", "__pycache__"}
    | {".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".eggs"}
)

# Files about the repository; a translation carries its language behind the name: CONTRIBUTING-zh.md. The names that
# could as well be a topic (security.md) count only in the capitals that repositories write them in.
_LANGUAGE = r"(?:[-_.][a-z]{2}(?:[-_][a-z]{2,4})?)?"
_NO_LIST = (
    r"(?i:(?:contribut(?:e|ing|ion|ions|ors)|contribution[-_ ]guid(?:e|elines)"
    r"|change[-_ ]?log(?:[-_ ]v?[0-9.]+|[-_ ]archive)?|release[-_ ]notes"
    r"|code[-_ ]of[-_ ]conduct|licen[cs]e|copying|how[-_ ]?to|pull[-_ ]request[-_ ]template|issue[-_ ]template)"
    + _LANGUAGE
    + r")|(?:SECURITY|SUPPORT|GOVERNANCE|MAINTAINERS|AUTHORS|CHANGES|HISTORY|INSTALL|AGENTS|CLAUDE|GEMINI)(?i:"
    + _LANGUAGE
    + ")"
)


class FileError(Exception):
    """A file that cannot be used, in words for people: `path`, and `reason` with what to do about it."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnreadableError(FileError):
    """A file or folder that cannot be read, or does not hold text."""


class UnwritableError(FileError):
    """A file that cannot be written."""


class ChangedError(UnwritableError):
    """A file that somebody else wrote since it was read."""


class Skipped(NamedTuple):
    """A Markdown file that was found and not read, and why."""

    path: str
    reason: str


class Found(NamedTuple):
    """What a search for Markdown files came to. `named` holds those of `files` that the user named one by one."""

    files: tuple[str, ...]
    named: frozenset[str]
    skipped: tuple[Skipped, ...]
    errors: tuple[UnreadableError, ...]


class TextFile(NamedTuple):
    """A file's text and how it is encoded on disk: `utf-8`, `utf-16-le`, `utf-16-be`, `utf-32-le` or `utf-32-be`.

    A byte order mark is the first character of the text, so `encode` gives back the very bytes that were read.
    """

    source: Source
    encoding: str = "utf-8"

    def encode(self, text: str) -> bytes:
        """`text` as the bytes to write back into this file."""
        return text.encode(self.encoding)


# --- finding -------------------------------------------------------------------------------------------------------


class Choice(Protocol):
    """What a configuration says of the files that a walk finds."""

    def excludes(self, path: str, *, is_folder: bool) -> bool:
        """Whether a file or folder is left out."""
        ...

    def lists(self, path: str) -> bool | None:
        """Whether a Markdown file is a list; None: not said."""
        ...


def find_markdown(paths: Sequence[str], choice: Choice | None = None, *, force_exclude: bool = False) -> Found:
    """The Markdown files that `paths` name: files as they are, folders with all below that `.gitignore` leaves.

    Named files come in the order given, those of a folder in the order of their names; no file comes twice. What
    cannot be found or listed is an error of the result, never an exception. Symbolic links to folders are not followed.
    `choice` leaves out more: below folders, with `force_exclude` of the named ones too.
    """
    files: dict[str, None] = {}
    known: set[str] = set()
    named: set[str] = set()
    skipped: list[Skipped] = []
    errors: list[UnreadableError] = []
    for path in paths:
        if not os.path.lexists(path):
            errors.append(UnreadableError(path, _missing(path)))
        elif force_exclude and choice is not None and choice.excludes(path, is_folder=os.path.isdir(path)):
            skipped.append(Skipped(path, EXCLUDED))
        elif os.path.isdir(path):
            # Who names an excluded folder wants what is in it.
            outside = choice if choice is not None and not choice.excludes(path, is_folder=True) else None
            below = _walk(path, errors, outside, skipped)
            for file in _without_aliases(below):
                real = os.path.realpath(file)
                if real in known:
                    continue
                said = choice.lists(file) if choice is not None else None
                if reason := _no_list(file) if said is None else "" if said else NOT_LISTED:
                    skipped.append(Skipped(file, reason))
                    continue
                known.add(real)
                files[file] = None
        else:
            real = os.path.realpath(path)
            named.add(path)
            if real not in known:
                known.add(real)
                files[path] = None
    return Found(tuple(files), frozenset(named), tuple(dict.fromkeys(skipped)), tuple(errors))


def _no_list(path: str) -> str | None:
    """Why a Markdown file is no list by its name alone, or None."""
    stem = os.path.splitext(os.path.basename(path))[0]
    return "about the repository" if re.fullmatch(_NO_LIST, stem) else None


def _without_aliases(files: Sequence[str]) -> list[str]:
    """`files` without the symbolic links that lead to another one of them."""
    real = {os.path.realpath(file) for file in files if not os.path.islink(file)}
    return [file for file in files if not os.path.islink(file) or os.path.realpath(file) not in real]


def _walk(top: str, errors: list[UnreadableError], choice: Choice | None, skipped: list[Skipped]) -> list[str]:
    """All Markdown files below `top`, sorted.

    Folders that cannot be listed are added to `errors`, what `choice` excludes to `skipped`.
    """

    def note(problem: OSError) -> None:
        errors.append(UnreadableError(_shown(str(problem.filename)), f"the folder cannot be read: {_cause(problem)}"))

    found: list[str] = []
    ignored = _IgnoreFiles(top, errors)
    for folder, folders, names in os.walk(top, onerror=note):
        if ".gitignore" in names:
            ignored.read(folder)
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED_FOLDERS and not ignored.matches(os.path.join(folder, name), is_folder=True)
        )
        if choice is not None:
            left_out = {name for name in folders if choice.excludes(os.path.join(folder, name), is_folder=True)}
            skipped += [Skipped(_shown(os.path.join(folder, name)) + "/", EXCLUDED) for name in sorted(left_out)]
            folders[:] = [name for name in folders if name not in left_out]
        for name in names:
            path = os.path.join(folder, name)
            if name.lower().endswith(MARKDOWN_SUFFIXES) and _is_readable_kind(path) and not ignored.matches(path):
                if choice is not None and choice.excludes(path, is_folder=False):
                    skipped.append(Skipped(_shown(path), EXCLUDED))
                else:
                    found.append(_shown(path))
    return sorted(found, key=lambda path: path.split("/"))


def _is_readable_kind(path: str) -> bool:
    """Whether a walk should read `path`: a regular file, or a link that leads nowhere and must be reported."""
    return os.path.isfile(path) or (os.path.islink(path) and not os.path.exists(path))


def _shown(path: str) -> str:
    path = path.replace(os.sep, "/") if os.sep != "/" else path
    return path[2:] if path.startswith("./") and len(path) > 2 else path


class _IgnoreFiles:
    """The `.gitignore` files that hold for one walk, those above its top up to the repository's root included."""

    def __init__(self, top: str, errors: list[UnreadableError]) -> None:
        self._specs: dict[str, GitIgnoreSpec] = {}
        self._errors = errors
        folder = os.path.abspath(top)
        above: list[str] = []
        while not os.path.exists(os.path.join(folder, ".git")):
            parent = os.path.dirname(folder)
            if parent == folder:
                return
            folder = parent
            above.append(folder)
        for folder in above:
            if os.path.isfile(os.path.join(folder, ".gitignore")):
                self.read(folder)

    def read(self, folder: str) -> None:
        """Take `.gitignore` of `folder` into account."""
        from pathspec import GitIgnoreSpec

        path = os.path.join(folder, ".gitignore")
        try:
            with open(path, encoding="utf-8-sig", errors="replace") as lines:
                self._specs[os.path.abspath(folder)] = GitIgnoreSpec.from_lines(lines.read().splitlines())
        except OSError as problem:
            self._errors.append(UnreadableError(_shown(path), _cause(problem)))
        except ValueError as problem:
            self._errors.append(UnreadableError(_shown(path), f"not a valid pattern file: {problem}"))

    def matches(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether the deepest file that says something about `path` says that it is ignored."""
        if not self._specs:
            return False
        whole = os.path.abspath(path)
        folder = os.path.dirname(whole)
        while True:
            spec = self._specs.get(folder)
            if spec is not None:
                relative = os.path.relpath(whole, folder).replace(os.sep, "/") + ("/" if is_folder else "")
                answer = spec.check_file(relative).include
                if answer is not None:
                    return answer
            parent = os.path.dirname(folder)
            if parent == folder:
                return False
            folder = parent


# --- reading -------------------------------------------------------------------------------------------------------


def read_text(path: str, max_size: int = DEFAULT_MAX_FILE_SIZE) -> TextFile:
    """The text of the file at `path`, at most `max_size` bytes. `UnreadableError` says what is wrong otherwise."""
    try:
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size
            data = b"" if size > max_size else file.read(max_size + 1)
    except OSError as problem:
        raise UnreadableError(path, why_unreadable(path, problem)) from problem
    except ValueError as problem:
        raise UnreadableError(path, f"not a path: {problem}") from problem
    return decode(data, path, max_size, size=size)


def read_bytes(path: str) -> bytes:
    """The bytes of the regular file at `path`. `UnreadableError` says what is wrong otherwise."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise UnreadableError(path, _FOLDER if os.path.isdir(path) else "no regular file: name one")
        with open(path, "rb") as file:
            return file.read()
    except OSError as problem:
        raise UnreadableError(path, why_unreadable(path, problem)) from problem
    except ValueError as problem:
        raise UnreadableError(path, f"not a path: {problem}") from problem


def decode(data: bytes, path: str, max_size: int = DEFAULT_MAX_FILE_SIZE, *, size: int = 0) -> TextFile:
    """The text that the bytes of `path` hold. `size` is the whole file's where `data` may be only its beginning."""
    if max(size, len(data)) > max_size:
        total = f"{size:,}" if size > max_size else f"over {max_size:,}"
        hint = f"`--max-file-size {-(-max(size, len(data)) // 1_000_000)}MB` allows it"
        raise UnreadableError(path, f"the file is too large, {total} bytes (the limit is {max_size:,}): {hint}")
    encoding = _marked_encoding(data)
    if encoding == "utf-8" and b"\0" in data:
        from awesome_lint.charset import binary_kind

        if kind := binary_kind(data):
            raise UnreadableError(path, kind)
    try:
        return TextFile(Source(data.decode(encoding), path), encoding)
    except UnicodeDecodeError as problem:
        from awesome_lint.charset import undecodable

        raise UnreadableError(path, undecodable(data, encoding, problem)) from problem


def _marked_encoding(data: bytes) -> str:
    """The encoding that a byte order mark names, UTF-8 without one."""
    for mark, encoding in (
        (b"\xff\xfe\0\0", "utf-32-le"),
        (b"\0\0\xfe\xff", "utf-32-be"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return encoding
    return "utf-8"


def why_unreadable(path: str, problem: OSError) -> str:
    """Why the system does not give what is in `path`, and what to do about it."""
    return _missing(path) if problem.errno == errno.ENOENT else _cause(problem)


def _missing(path: str) -> str:
    """Why there is nothing at `path`, with the nearest name that is there."""
    if os.path.islink(path):
        return f"a symbolic link to {os.readlink(path)}, which does not exist: name the file itself"
    folder, name = os.path.split(path)
    try:
        beside = os.listdir(folder or ".")
    except NotADirectoryError:
        return f"no such file: {folder} is no folder; look at the path"
    except OSError:
        beside = []
    import difflib

    lowered = {other.lower(): other for other in beside}
    near = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    hint = f"is it {_shown(os.path.join(folder, lowered[near[0]]))}?" if near else "look at the path"
    return f"no such file or folder; {hint}"


_FOLDER = "a folder, not a file; name a file in it"
_DENIED = "permission denied; change its permissions"


def _cause(problem: OSError) -> str:
    known = {
        errno.EACCES: _DENIED,
        errno.EPERM: _DENIED,
        errno.EISDIR: _FOLDER,
        errno.ENOTDIR: "a part of the path is no folder; look at the path",
        errno.ELOOP: "symbolic links that lead in a circle: name the file itself",
        errno.ENOENT: "there is no such folder; make it first",
        errno.ENAMETOOLONG: "the name is too long: use a shorter one",
    }
    return known.get(problem.errno or 0, (problem.strerror or str(problem)).lower())


# --- writing -------------------------------------------------------------------------------------------------------


def write_atomic(path: str, data: bytes, expected: bytes | None = None) -> None:
    """Put `data` into the file at `path` at once: readers see the old bytes or the new, never a part.

    The file keeps its permissions and its owner; a symbolic link stays one, and the file it leads to is written. What
    is no regular file (a device, a pipe) is written to as it is. A file that is marked read-only stays as it is.
    `expected` are the bytes that must still stand there. `UnwritableError` where the system refuses, `ChangedError`
    where other bytes stand there; then nothing is left behind.
    """
    try:
        try:
            found: os.stat_result | None = os.stat(path)
        except FileNotFoundError:
            found = None
        if found is not None and not stat.S_ISREG(found.st_mode):
            with open(path, "wb") as file:
                file.write(data)
            return
        if found is not None and not (found.st_mode & _WRITABLE and os.access(path, os.W_OK)):
            raise UnwritableError(path, "cannot be written: the file is read-only; make it writable, or name another")
        _replace(path, data, found, expected)
    except OSError as problem:
        raise UnwritableError(path, f"cannot be written: {_cause(problem)}") from problem


def check_writable(path: str) -> None:
    """`UnwritableError` where `write_atomic` could not write `path`, so far as that shows before; touches nothing."""
    try:
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            folder = os.path.dirname(os.path.realpath(path))
            os.stat(folder)
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from None
            return
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if stat.S_ISREG(mode) and not (mode & _WRITABLE and os.access(path, os.W_OK)):
            raise UnwritableError(path, "cannot be written: the file is read-only; make it writable, or name another")
    except OSError as problem:
        raise UnwritableError(path, f"cannot be written: {_cause(problem)}") from problem


_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def _replace(path: str, data: bytes, found: os.stat_result | None, expected: bytes | None) -> None:
    """Write a draft beside the file that `path` leads to and move it there; `found` is what was there before."""
    target = os.path.realpath(path)
    folder, name = os.path.split(target)
    draft = os.path.join(folder, f".{name[:100]}.{os.urandom(6).hex()}.tmp")
    try:  # from before the draft is there: Ctrl-C may come at any time
        # Whoever may not read the list may not read its draft either.
        mode = 0o666 if found is None else 0o600
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if found is not None:
            _keep_owner(draft, found)
            os.chmod(draft, stat.S_IMODE(found.st_mode))
        if expected is not None and not _holds(target, expected):
            raise ChangedError(path, "the file changed since it was read, and is left as it is; run again")
        os.replace(draft, target)
    except FileExistsError:  # somebody else's
        raise
    except BaseException:
        with suppress(OSError):
            os.unlink(draft)
        raise


def _keep_owner(draft: str, found: os.stat_result) -> None:
    """Give a draft the owner and group of the file that it replaces, where the system lets us."""
    if hasattr(os, "chown"):
        made = os.stat(draft)
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            try:
                os.chown(draft, found.st_uid, found.st_gid)
            except PermissionError:  # a group one belongs to may be given, another owner may not
                with suppress(PermissionError):
                    os.chown(draft, -1, found.st_gid)


def _holds(path: str, expected: bytes) -> bool:
    """Whether a file has just these bytes; one that is gone has none."""
    try:
        with open(path, "rb") as file:
            return file.read(len(expected) + 1) == expected
    except FileNotFoundError:
        return False


# --- sizes ---------------------------------------------------------------------------------------------------------


def parse_size(text: str) -> int:
    """Bytes of `10MB`, `512 KiB`, `2000`. `ValueError` for anything else."""
    found = re.fullmatch(r"(?i)(\d+(?:\.\d+)?)\s*([kmg]?)(i?)b?", text.strip())
    if not found:
        raise ValueError(f"{text!r} is no size: write bytes, or a number with KB, MB or GB")
    number, unit, binary = found.groups()
    return int(float(number) * (1024 if binary else 1000) ** " kmg".index(unit.lower() or " "))
