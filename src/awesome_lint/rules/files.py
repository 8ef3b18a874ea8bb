"""What rules ask of the files beside a list: one place that asks, answers, and remembers both.

Findings that rest on such an answer hold as long as the answer does: whoever keeps findings keeps `Files.questions`
with them, and asks `still_true` before using them again.

Names count exactly, case included, on every file system: on GitHub they do. They are therefore looked up in the
listings of folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Literal
from unicodedata import normalize

from awesome_lint.records import NamedTuple

Ask = Literal["root", "holds", "nearest", "text"]
Answer = str | bool | None

SITE_GENERATORS = frozenset(
    [
        *("_config.yml", "_config.toml", "_quarto.yml", "_toc.yml", "antora.yml", "book.json", "book.toml", "conf.py"),
        *("docusaurus.config.js", "docusaurus.config.ts", "hugo.toml", "mkdocs.yml", ".vitepress", ".vuepress"),
    ]
)
"""Files by which a folder shows that a site is made of it."""

_ALIKE = 0.75
_COMPARED = 400  # in a larger folder only names that differ in case, ending or marks are looked for
_TOO_LARGE = 10_000_000


class Question(NamedTuple):
    """What was asked of one path, relative to the current folder as the list's own is, and what the answer was.

    `root`: the root of the working tree that a folder lies in, or None; `holds`: whether a file or folder is there;
    `nearest`: the path that is there and most like the one asked for, or None; `text`: a digest of a file's bytes, None
    where it cannot be read.
    """

    ask: Ask
    path: str
    answer: Answer


class KnownFiles(NamedTuple):
    """What is there whatever the disk says: the lists of the same run, and the folders that they lie in."""

    paths: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()

    @classmethod
    def of(cls, paths: Iterable[str]) -> KnownFiles:
        known = frozenset(map(plain_path, paths))
        return cls(known, frozenset(folder for path in known for folder in _above(path)))


_NOTHING = KnownFiles()


class Files:
    """The files around one list. Paths have slashes, and are relative to the current folder or absolute.

    Nothing here fails: what cannot be read is not there.
    """

    def __init__(self, known: KnownFiles = _NOTHING) -> None:
        self._known = known
        self._roots: set[str] = set()
        self._answers: dict[tuple[Ask, str], Answer] = {}
        self._listings: dict[str, frozenset[str] | None] = {}

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that was asked so far, each question once, with its answer."""
        return tuple(Question(ask, path, answer) for (ask, path), answer in self._answers.items())

    def root(self, folder: str) -> str | None:
        """The root of the git working tree that holds `folder`, in the same form; None outside of one."""
        path = plain_path(folder)
        if ("root", path) in self._answers:
            return self._text("root", path)
        found = self._keep("root", path, _root(path))
        if found is not None:
            self._roots.add(found)  # no name above it matters
        return found

    def holds(self, path: str) -> bool:
        """Whether a file or folder of exactly this name is there."""
        path = plain_path(path)
        if ("holds", path) not in self._answers:
            self._answers["holds", path] = self._is_there(path)
        return bool(self._answers["holds", path])

    def nearest(self, path: str) -> str | None:
        """The path most like `path`, which is not there; None where nothing is like it."""
        path = plain_path(path)
        if ("nearest", path) in self._answers:
            return self._text("nearest", path)
        return self._keep("nearest", path, self._nearest(path))

    def read(self, path: str) -> str | None:
        """The text of a UTF-8 file, None where it cannot be read as such or is very large."""
        path = plain_path(path)
        data = _read(path)
        self._answers["text", path] = _digest(data)
        try:
            return None if data is None else data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    def _text(self, ask: Ask, path: str) -> str | None:
        answer = self._answers[ask, path]
        return answer if isinstance(answer, str) else None

    def _keep(self, ask: Ask, path: str, answer: str | None) -> str | None:
        self._answers[ask, path] = answer
        return answer

    def _is_there(self, path: str) -> bool:
        if path in self._known.paths or path in self._known.folders or path in self._roots:
            return True
        folder, name = os.path.split(path)
        if not name or name == "..":
            return os.path.isdir(path or ".")
        names = self._names(folder)
        if names is None:
            # A folder may be entered and yet not be listed.
            return os.path.isdir(folder) and os.path.lexists(path)
        return _composed(name) in names and self._is_there(folder)

    def _names(self, folder: str) -> frozenset[str] | None:
        """The names in a folder, accents composed; None where there is no such folder."""
        if folder not in self._listings:
            try:
                with os.scandir(folder or ".") as found:
                    self._listings[folder] = frozenset(_composed(entry.name) for entry in found)
            except (OSError, ValueError):
                self._listings[folder] = None
        return self._listings[folder]

    def _nearest(self, path: str) -> str | None:
        """The path itself with one name put right, the first that is not there."""
        missing, rest = path, ""
        while (folder := os.path.dirname(missing)) and folder != missing and not self._is_there(folder):
            rest = os.path.basename(missing) + ("/" + rest if rest else "")
            missing = folder
        name = os.path.basename(missing)
        known = {*self._known.paths, *self._known.folders}
        candidates = {os.path.basename(path) for path in known if os.path.dirname(path) == folder}
        candidates |= self._names(folder) or frozenset()
        for alike in _alike(name, candidates):
            found = "/".join(part for part in (folder, alike, rest) if part)
            if not rest or self._is_there(found):
                return found
        return self._further_up(path)

    def _further_up(self, path: str) -> str | None:
        """The file of this very name in a folder above, up to the root."""
        folder, name = os.path.split(path)
        while folder and folder not in self._roots and (parent := os.path.dirname(folder)) != folder:
            folder = parent
            if self._is_there(found := f"{folder}/{name}" if folder else name):
                return found
        return None


def still_true(questions: Iterable[Question], known: KnownFiles = _NOTHING) -> bool:
    """Whether the files still answer as they did."""
    files = Files(known)
    return all(_asked_again(files, question) == question.answer for question in questions)


def _asked_again(files: Files, question: Question) -> Answer:
    match question.ask:
        case "root":
            return files.root(question.path)
        case "holds":
            return files.holds(question.path)
        case "nearest":
            return files.nearest(question.path)
        case "text":
            return _digest(_read(question.path))


def plain_path(path: str) -> str:
    """A path in one form: slashes, no `.` and no `..` that it can do without."""
    path = os.path.normpath(path.replace("\\", "/")).replace(os.sep, "/") if path else ""
    return "" if path == "." else path


def _above(path: str) -> Iterable[str]:
    """The folders that a path lies in, the innermost first, the current one left out."""
    while path := os.path.dirname(path):
        yield path
        if path == os.path.dirname(path):
            return


def _composed(name: str) -> str:
    return name if name.isascii() else normalize("NFC", name)


def _root(folder: str) -> str | None:
    """The nearest folder that holds `.git`, written as `folder` is."""
    path = folder
    for _ in range(os.path.abspath(folder or ".").replace(os.sep, "/").count("/") + 1):
        if os.path.lexists(os.path.join(path, ".git")):
            return path
        path = plain_path(os.path.join(path, ".."))
    return None


def _read(path: str) -> bytes | None:
    try:
        if not os.path.isfile(path) or os.path.getsize(path) > _TOO_LARGE:
            return None
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return None


def _digest(data: bytes | None) -> str | None:
    if data is None:
        return None
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()


def _alike(name: str, candidates: Iterable[str]) -> list[str]:
    """The names most like `name`, the likest first."""
    names = sorted(candidates)
    folded = _folded(name)
    same = [other for other in names if _folded(other) == folded]
    if same or len(names) > _COMPARED:
        return same
    from difflib import get_close_matches

    stem, ending = _stem_and_ending(folded)
    by_stem: dict[str, list[str]] = {}
    for other in names:
        by_stem.setdefault(_stem_and_ending(_folded(other))[0], []).append(other)
    close = [other for found in get_close_matches(stem, list(by_stem), n=3, cutoff=_ALIKE) for other in by_stem[found]]
    return sorted(close, key=lambda other: _stem_and_ending(_folded(other))[1] != ending)


def _stem_and_ending(folded: str) -> tuple[str, str]:
    stem, dot, ending = folded.rpartition(".")
    return (stem, ending) if dot else (folded, "")


def _folded(name: str) -> str:
    """A name without what is most often got wrong: case, the marks between words."""
    stem, ending = _stem_and_ending(name)
    stem = "".join(char for char in stem if char.isalnum())
    return f"{stem}.{ending}".casefold() if ending else stem.casefold()
