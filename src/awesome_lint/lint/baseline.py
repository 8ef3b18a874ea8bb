"""A file of known findings, and the findings that it does not know.

The file is JSON, one line a kind of finding, sorted by code and name, so that a merge of two branches is a merge of
lines and nothing in it moves when a list is re-sorted:

    {"code": "M002", "path": "README.md", "entry": "Turning Heads with Motion", "id": "arxiv:2101.00001", "count": 1}

`path` is relative to the file's folder. `entry` is the title, or for what stands outside entries `text` the line. `id`
is there where the entry's paper has an identifier: an entry is the known one where either of the two is. A finding
about two entries has the other one as `with`, whichever of them the finding stands on. Where a file holds more findings
of one line than its count, the last ones are new. An entry that was moved to another file takes its lines along.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from awesome_lint.files import FileError, UnreadableError, read_text, write_atomic
from awesome_lint.findings import Finding
from awesome_lint.lint.contents import Contents, entry_id, fold_name
from awesome_lint.model import Document
from awesome_lint.records import NamedTuple

VERSION = 1
_MARK = "awesome-lint-baseline"
_Key = tuple[str, ...]


class Known(NamedTuple):
    """A line of the file but for its count: what it says of a finding. Empty text: the key is not there."""

    code: str
    path: str
    entry: str = ""
    id: str = ""
    other: str = ""
    text: str = ""

    @property
    def keys(self) -> tuple[_Key, ...]:
        """What findings are compared by, the name first, then the identifier."""
        if self.text:
            return ((self.code, "text", self.text),)
        other = fold_name(self.other) if self.other else ""
        named = (self.code, "name", *sorted((fold_name(self.entry), other)))
        return (named, (self.code, "id", self.id)) if self.id and not other else (named,)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.code, fold_name(self.entry), fold_name(self.other), self.text, self.entry, self.id, self.path)

    def line(self, count: int) -> str:
        """The line of the file."""
        import json

        row: dict[str, Any] = {"code": self.code, "path": self.path}
        given = {"entry": self.entry, "id": self.id, "with": self.other, "text": self.text}
        row |= {key: value for key, value in given.items() if value}
        return json.dumps(row | {"count": count}, ensure_ascii=False)


_ANEW = "; `--write-baseline` writes it anew"


class BaselineError(FileError):
    """A file that is no baseline, or not one that this version can read."""


class Judged(NamedTuple):
    """What a baseline says of findings: those it does not know, and how many of its own are no more."""

    new: tuple[Finding, ...]
    stale: int


class Baseline:
    """The known findings of a file, by line."""

    def __init__(self, path: str, known: Mapping[Known, int]) -> None:
        """`path` is where the file stands or will stand."""
        self.path = path
        self.known = dict(known)

    def judge(self, findings: Sequence[Finding], documents: Sequence[Document], codes: Collection[str]) -> Judged:
        """Which `findings` in `documents` are not known, and how many known ones of the rules `codes` are no more.

        Of files that were not read, and rules that did not run, nothing is no more; but of files that are gone.
        """
        names = self._names(findings, documents)
        ledger = _Ledger(self.known)
        left = [index for index, name in enumerate(names) if not ledger.take(name, anywhere=False)]
        new = [index for index in left if not ledger.take(names[index], anywhere=True)]
        judged = {self._relative(document.path) for document in documents}
        stale = sum(count for known, count in ledger.left.items() if self._is_judged(known, judged, codes))
        return Judged(tuple(findings[index] for index in new), stale)

    def renewed(self, findings: Sequence[Finding], documents: Sequence[Document], codes: Collection[str]) -> Baseline:
        """The baseline that knows all of `findings`; what it knew of other files and rules stays."""
        judged = {self._relative(document.path) for document in documents}
        kept = {known: count for known, count in self.known.items() if not self._is_judged(known, judged, codes)}
        counts = Counter(self._names(findings, documents))
        return Baseline(self.path, {**kept, **counts})

    def write(self) -> None:
        """Write the file, at once. `UnwritableError` where the system refuses."""
        write_atomic(self.path, self.text().encode("utf-8", "backslashreplace"))

    def text(self) -> str:
        """What the file holds."""
        lines = [known.line(self.known[known]) for known in sorted(self.known, key=lambda known: known.order)]
        body = ",\n".join(f"    {line}" for line in lines)
        return f'{{\n  "{_MARK}": {VERSION},\n  "findings": [\n{body}\n  ]\n}}\n'

    def _is_judged(self, known: Known, judged: Collection[str], codes: Collection[str]) -> bool:
        """Whether a line would have a finding in this run if it were not stale."""
        if known.code not in codes:
            return False
        folder = os.path.dirname(os.path.abspath(self.path))
        return known.path in judged or not os.path.exists(os.path.join(folder, known.path))

    def _relative(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(self.path))
        try:
            return os.path.relpath(os.path.abspath(path), folder).replace(os.sep, "/")
        except ValueError:  # another drive of Windows
            return path

    def _names(self, findings: Sequence[Finding], documents: Iterable[Document]) -> list[Known]:
        contents = {document.path: Contents(document) for document in documents}
        paths = {path: self._relative(path) for path in {finding.path for finding in findings}}
        return [_known(finding, paths[finding.path], contents) for finding in findings]


def _known(finding: Finding, path: str, contents: Mapping[str, Contents]) -> Known:
    """The line that stands for a finding."""
    here = contents.get(finding.path)
    if here is None:  # in a configuration
        return Known(finding.code, path, text=finding.message)
    about = here.about(finding, contents)
    entries = here.document.entries
    if not about.own or about.own[0].kind != "entry":
        span = finding.span if finding.span.end > finding.span.start else None
        text = here.document.source.slice(span) if span else here.document.source.text[finding.span.start :][:1]
        names = [here.name(part) for part in about.own if part.kind == "line"]
        return Known(finding.code, path, text=" ".join((names[0] if names else text).split()) or "-")
    own = entries[about.own[0].number]
    names = [contents[place].name(part) for place, part in about.others if part.kind == "entry"]
    name = here.name(about.own[0])
    if not names:
        return Known(finding.code, path, name, entry_id(own) or "")
    first, second = sorted((name, names[0]), key=lambda each: (fold_name(each), each))
    return Known(finding.code, path, first, other=second)


class _Ledger:
    """How many findings of each line are still to be met."""

    def __init__(self, known: Mapping[Known, int]) -> None:
        self.left = dict(known)
        self._by_key: defaultdict[_Key, list[Known]] = defaultdict(list)
        for one in known:
            for key in one.keys:
                self._by_key[key].append(one)

    def take(self, name: Known, *, anywhere: bool) -> bool:
        """Whether a finding is known, in its file or `anywhere`; then one of its line is met."""
        for key in name.keys:
            for known in self._by_key.get(key, ()):
                if self.left[known] > 0 and (anywhere or known.path == name.path):
                    self.left[known] -= 1
                    return True
        return False


def read_baseline(path: str, *, must_exist: bool = True) -> Baseline:
    """The baseline at `path`, an empty one where there is no file and none has to be.

    `BaselineError` or `UnreadableError` for what cannot be used.
    """
    if not must_exist and not os.path.lexists(path):
        return Baseline(path, {})
    import json

    try:
        text = read_text(path, max_size=1_000_000_000).source.text.removeprefix("\ufeff")
    except UnreadableError as problem:
        if os.path.lexists(path):
            raise
        raise BaselineError(path, "no such baseline; `--write-baseline` makes it") from problem
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as problem:
        if "\n<<<<<<< " in text or "\n>>>>>>> " in text:
            raise BaselineError(path, "a merge left its conflict marks; resolve them, or write it anew") from problem
        raise BaselineError(path, f"no baseline: {problem}{_ANEW}") from problem
    if not isinstance(data, dict) or _MARK not in data:
        raise BaselineError(path, f"no baseline: {_MARK!r} is missing{_ANEW}")
    version = data[_MARK]
    if type(version) is not int or version < 1:
        raise BaselineError(path, f"no baseline: {_MARK!r} is {version!r}, not a number{_ANEW}")
    if version > VERSION:
        raise BaselineError(
            path, f"written by a newer awesome-lint (format {version}, this one reads {VERSION}): update it{_ANEW}"
        )
    rows = data.get("findings")
    if not isinstance(rows, list):
        raise BaselineError(path, f"no baseline: `findings` is no list{_ANEW}")
    known: Counter[Known] = Counter()
    for number, row in enumerate(rows, 1):
        one, count = _row(path, number, row)
        known[one] += count
    return Baseline(path, known)


def _row(path: str, number: int, row: object) -> tuple[Known, int]:
    texts = ("code", "path", "entry", "id", "with", "text")
    if not isinstance(row, dict) or any(not isinstance(row.get(key, ""), str) for key in texts):
        raise BaselineError(path, f"finding {number} is not one: {str(row)[:80]}{_ANEW}")
    code, file, entry, identifier, other, text = (row.get(key, "") for key in texts)
    count = row.get("count", 1)
    if not code or not file or not (entry or text) or type(count) is not int or count < 1:
        raise BaselineError(path, f"finding {number} lacks a code, a path, an entry or a count: {str(row)[:80]}{_ANEW}")
    return Known(code, file, entry, identifier, other, text), count
