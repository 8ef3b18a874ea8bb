"""The TOML files of this folder as one file of ready-made tables, which loads in a millisecond.

The compiled form is marshalled as Python's own modules are, in a version that every Python 3 reads; large rows are
marshalled apart, each to be read only when it is asked for. It is made when the package is built, carries a checksum of
every TOML file, and is used only where all of them agree; else the TOML files are read, and it is written anew where
that is possible.
"""

from __future__ import annotations

import marshal
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zlib import crc32

from awesome_lint.knowledge.folding import fold, plain

FORMAT = 9
COMPILED = "_compiled.marshal"
MARSHAL_VERSION = 2  # later ones depend on how often an object is referred to, and give other bytes every time
SOURCES = ("venues.toml", "hosts.toml", "labels.toml")
VENUE_TYPES: dict[str, type | tuple[type, ...]] = {
    "short": str,
    "name": str,
    "kind": str,
    "field": str,
    "aliases": list,
    "historic": list,
    "years": (str, list),
    "first": int,
    "last": int,
    "except": list,
    "add": list,
    "certain_from": int,
    "urls": list,
    "workshop_of": str,
    "carries": list,
    "acronym_only": bool,
    "dblp": str,
    "pmlr": dict,
}
VENUE_KEYS = tuple(VENUE_TYPES)
KINDS = ("conference", "workshop", "journal", "preprint", "magazine", "book-series")
ALIAS_BASE = 4096  # an index entry is `venue number * ALIAS_BASE + number of the writing`

Tables = dict[str, Any]


class KnowledgeError(ValueError):
    """The knowledge base, or an addition to it, says something that cannot be."""


class Rows(Sequence[Any]):
    """Rows of a table, each read when it is asked for: row `n` begins at `starts[n]` of `body`."""

    def __init__(self, body: memoryview, starts: Sequence[int]) -> None:
        self._body = body
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: Any) -> Any:
        return marshal.loads(self._body[self._starts[number] :])


class Keyed(Mapping[str, Any]):
    """A table of rows by key, each read when it is asked for."""

    def __init__(self, body: memoryview, starts: Mapping[str, int]) -> None:
        self._body = body
        self._starts = starts

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __getitem__(self, key: str) -> Any:
        return marshal.loads(self._body[self._starts[key] :])


def load_tables(folder: str) -> Tables:
    """The compiled tables of the TOML files in `folder`.

    `KnowledgeError` where a file is wrong, `OSError` where one is missing.
    """
    texts = {name: _read(os.path.join(folder, name)) for name in SOURCES}
    sums = [FORMAT, *(crc32(text) for text in texts.values())]
    path = os.path.join(folder, COMPILED)
    try:
        if (tables := _undump(_read(path), sums)) is not None:
            return tables
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError):
        pass
    tables = compile_tables(texts)
    _write(path, tables)
    return tables


def compile_folder(folder: str) -> str:
    """Write the compiled form of the TOML files in `folder` and return its path."""
    path = os.path.join(folder, COMPILED)
    tables = compile_tables({name: _read(os.path.join(folder, name)) for name in SOURCES})
    with open(path, "wb") as file:
        file.write(_dump(tables))
    return path


def compile_tables(texts: Mapping[str, bytes]) -> Tables:
    """The tables that `venues.py`, `hosts.py` and `labels.py` work on, from the bytes of the TOML files by name."""
    import tomllib

    data: dict[str, Any] = {}
    for name in SOURCES:
        try:
            data[name] = tomllib.loads(texts[name].decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise KnowledgeError(f"{name}: {error}") from error
    return {
        "sums": [FORMAT, *(crc32(texts[name]) for name in SOURCES)],
        "venues": venue_tables(data["venues.toml"]["venue"]),
        "hosts": host_tables(data["hosts.toml"]),
        "labels": label_tables(data["labels.toml"]),
    }


def venue_tables(venues: list[dict[str, Any]]) -> Tables:
    """Rows of venues (values in the order of `VENUE_KEYS`), names to rows, and URL patterns by where they apply."""
    rows: list[list[Any]] = []
    index: dict[str, int] = {}
    urls: dict[str, list[list[Any]]] = {}
    volumes: dict[str, list[list[int]]] = {}
    for number, venue in enumerate(venues):
        check_venue(venue)
        row = [venue.get(key) for key in VENUE_KEYS]
        while row[-1] is None:
            row.pop()
        rows.append(row)
        for place, writing in enumerate(writings(venue)):
            for key in _keys(writing):
                index.setdefault(key, number * ALIAS_BASE + place)
        for volume, year in venue.get("pmlr", {}).items():
            volumes.setdefault(volume, []).append([number, year])
        for url in venue.get("urls", ()):
            pattern, year = (url["pattern"], url.get("year")) if isinstance(url, dict) else (url, None)
            for prefix, digits, rest in _url_forms(pattern):
                urls.setdefault(_place(prefix), []).append([prefix.lower(), number, year, digits, rest])
    return {"rows": rows, "index": index, "urls": urls, "volumes": volumes}


def check_venue(venue: Mapping[str, Any], patterns: bool = False) -> None:
    """Raise `KnowledgeError` for a venue that cannot be; `patterns`: compile its URL patterns too, which takes time."""
    name = venue.get("short")
    if unknown := set(venue) - set(VENUE_TYPES):
        raise KnowledgeError(f"venue {name!r}: unknown key {', '.join(sorted(unknown))}")
    for key, types in VENUE_TYPES.items():
        if key in venue and not isinstance(venue[key], types):
            raise KnowledgeError(f"venue {name!r}: {key} has the wrong type")
    for key in ("short", "name", "kind"):
        if not venue.get(key):
            raise KnowledgeError(f"venue {name!r}: {key} is missing")
    if venue["kind"] not in KINDS:
        raise KnowledgeError(f"venue {name!r}: kind is one of {', '.join(KINDS)}")
    if isinstance(venue.get("years"), str) and venue["years"] not in ("yearly", "odd", "even"):
        raise KnowledgeError(f"venue {name!r}: years is yearly, odd, even or a list of years")
    if not all(isinstance(alias, str) for key in ("aliases", "carries") for alias in venue.get(key, ())):
        raise KnowledgeError(f"venue {name!r}: aliases and carries are lists of names")
    if not all(
        isinstance(former, dict) and isinstance(former.get("alias"), str) for former in venue.get("historic", ())
    ):
        raise KnowledgeError(f"venue {name!r}: historic is a list of tables with the key alias")
    for url in venue.get("urls", ()):
        pattern = url.get("pattern") if isinstance(url, dict) else url
        if not isinstance(pattern, str):
            raise KnowledgeError(f"venue {name!r}: urls is a list of patterns")
        if patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise KnowledgeError(f"venue {name!r}: pattern {pattern!r}: {error}") from error


def writings(venue: Mapping[str, Any]) -> list[str]:
    """All writings of a venue's name: short, full, other names, former names, in this order."""
    return [
        venue["short"],
        venue["name"],
        *venue.get("aliases", ()),
        *(former["alias"] for former in venue.get("historic", ())),
    ]


def host_tables(data: Mapping[str, Any]) -> Tables:
    """Rows of hosts, domains to rows, label words to host keys, and what is common to all hosts."""
    rows: list[dict[str, Any]] = []
    domains: dict[str, int] = {}
    names: dict[str, str] = {}
    for number, host in enumerate(data["host"]):
        for key, kinds in HOST_KEYS.items():
            if key in host and not isinstance(host[key], kinds):
                raise KnowledgeError(f"host {host.get('host')!r}: {key} has the wrong type")
        if unknown := set(host) - set(HOST_KEYS):
            raise KnowledgeError(f"host {host.get('host')!r}: unknown key {', '.join(sorted(unknown))}")
        rows.append(
            {**host, **{group: list(map(_with_beginnings, host[group])) for group in PATTERN_GROUPS if group in host}}
        )
        for domain in [host["host"], *host.get("also", ()), *host.get("same", ())]:
            domains.setdefault(domain.replace("*.", ".", 1) if domain.startswith("*.") else domain, number)
        for name in filter(fold, host.get("labels", ())):
            names.setdefault(fold(name), host["host"])
    return {
        "rows": rows,
        "domains": domains,
        "names": names,
        "addresses": data.get("address", {}),
        "tracking": data.get("tracking", {}),
    }


HOST_KEYS: dict[str, type | tuple[type, ...]] = {
    "host": str,
    "name": str,
    "labels": list,
    "also": list,
    "same": list,
    "serves": list,
    "https": bool,
    "plain": list,
    "gone": (bool, int),
    "shortener": bool,
    "redirector": list,
    "redirector_path": str,
    "identity": list,
    "malformed": list,
    "drop": list,
    "mirror_of": str,
    "front": bool,
    "anchors": bool,
    "doi": bool,
    "decode": bool,
    "note": str,
}


PATTERN_GROUPS = ("identity", "malformed")


def _with_beginnings(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule with what its pattern can begin with, so that the pattern need not be compiled for other addresses."""
    path = rule.get("path")
    return {**rule, "beginnings": literal_prefixes(path, 64, False) if isinstance(path, str) else [""]}


def check_host(host: Mapping[str, Any]) -> None:
    """Raise `KnowledgeError` for a host that cannot be, its patterns included."""
    host_tables({"host": [host]})
    for group in PATTERN_GROUPS:
        for rule in host.get(group, ()):
            if not isinstance(rule, dict) or not isinstance(rule.get("path"), str):
                raise KnowledgeError(f"host {host['host']!r}: {group} is a list of tables with the key path")
            try:
                re.compile(rule["path"])
            except re.error as error:
                raise KnowledgeError(f"host {host['host']!r}: pattern {rule['path']!r}: {error}") from error


def label_tables(data: Mapping[str, Any]) -> Tables:
    """The word lists of `labels.toml`, turned from meaning → words into word → meaning where one word has one meaning.

    Words that labels are made of are folded to letters and digits, words of running text keep their spaces.
    """
    words = data["words"]
    return {
        **{
            group: {squeezed(word): meaning for meaning, listed in data[group].items() for word in listed if fold(word)}
            for group in ("roles", "corrections")
        },
        **{
            group: {spaced(word): meaning for meaning, listed in data[group].items() for word in listed}
            for group in ("columns", "tracks", "statuses", "keys")
        },
        "sections": {
            meaning: sorted({form for word in listed for form in (spaced(word), plain(spaced(word)))})
            for meaning, listed in data["sections"].items()
        },
        **{
            group: sorted({squeezed(word) for word in words[group]} - {""})
            for group in ("qualifiers", "weak", "frequent", "not_misspelt", "soft")
        },
        **{
            group: sorted({spaced(word) for word in words[group]})
            for group in ("neutral", "unavailable", "stop", "joiners", "leading")
        },
    }


def squeezed(word: str) -> str:
    """A word of a label in the form in which labels are asked: letters and digits only, `+` as `p` (`c++`)."""
    return fold(word.replace("+", "p"))


def spaced(word: str) -> str:
    """A phrase in the form in which word lists are asked: no case, single spaces for spaces, hyphens and `_`."""
    return " ".join(word.replace("_", " ").replace("-", " ").split()).casefold()


def _keys(writing: str) -> list[str]:
    """The index keys of one writing: with `&` as `and`, and without it."""
    return [key for key in dict.fromkeys((fold(writing), fold(writing.replace("&", " ")))) if key]


_SPECIAL = set(".^$*+?{}[]|()")
# The groups for years, and the characters that stand for them in texts that are literal but for a year.
_YEAR_GROUPS = {r"(?P<year>\d{4})": "\x04", r"(?P<yy>\d{2})": "\x02"}
_YEAR_SIGN = re.compile("[\x02\x04]")
REGULAR_EXPRESSION = -1


def literal_prefixes(pattern: str, limit: int = 24, single_slashes: bool = True) -> list[str]:
    """All literal texts that a match of `pattern` can start with, as far as they are certain; `[""]` where nothing is.

    Alternatives in plain groups and optional pieces are followed; the rest ends a prefix. `single_slashes`: the texts
    that are searched have no slashes side by side, so that `/+` is `/`.
    """
    prefixes, _, _ = _walk(pattern, 0, limit, single_slashes)
    return sorted({_YEAR_SIGN.split(prefix)[0] for prefix in prefixes})


def _url_forms(pattern: str) -> list[tuple[str, int, str]]:
    """What addresses that match a pattern begin with, how many digits of a year follow, and what stands behind them.

    `REGULAR_EXPRESSION` digits: the pattern itself stands there, for it says more than that.
    """
    texts, _, whole = _walk(pattern, 0, 24, True)
    if not whole or any(len(_YEAR_SIGN.findall(text)) > 1 for text in texts):
        return [(prefix, REGULAR_EXPRESSION, pattern) for prefix in literal_prefixes(pattern)]
    forms = []
    for text in sorted(set(texts)):
        year = _YEAR_SIGN.search(text)
        at = year.start() if year else len(text)
        forms.append((text[:at], ord(year[0]) if year else 0, text[at + 1 :].lower()))
    return forms


def _walk(pattern: str, at: int, limit: int, single_slashes: bool) -> tuple[list[str], int, bool]:
    """Prefixes of the alternatives from `at` to the end of their group, that end, whether all is literal."""
    done: list[str] = []
    current, whole, open_ = [""], True, True
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            done += current
            current, open_ = [""], True
            at += 1
            continue
        if not open_:
            at = _skip(pattern, at)
            continue
        start = at
        if pattern.startswith("(?:", at):
            pieces, at, literal = _walk(pattern, at + 3, limit, single_slashes)
        elif group := next((group for group in _YEAR_GROUPS if pattern.startswith(group, at)), None):
            pieces, at, literal = [_YEAR_GROUPS[group]], at + len(group), True
        elif pattern[at] == "\\" and at + 1 < len(pattern) and not pattern[at + 1].isalnum():
            pieces, at, literal = [pattern[at + 1]], at + 2, True
        elif pattern[at] not in _SPECIAL and pattern[at] != "\\":
            pieces, at, literal = [pattern[at]], at + 1, True
        else:
            open_ = whole = False
            at = _skip(pattern, start)
            continue
        quantifier = pattern[at] if at < len(pattern) else ""
        if quantifier == "?":
            pieces, at = ["", *pieces], at + 1
        elif quantifier == "+" and pieces == ["/"] and single_slashes:
            at += 1  # runs of slashes are single ones in the texts that are searched
        elif quantifier and quantifier in "*+{":
            open_ = whole = False
            continue
        if len(current) * len(pieces) > limit:
            open_ = whole = False
            continue
        current = [left + right for left in current for right in pieces]
        open_ = literal
        whole = whole and literal
    return done + current, at + 1, whole


def _skip(pattern: str, at: int) -> int:
    """The offset after the construct at `at`: an escape, a set, a group or one character."""
    char = pattern[at]
    if char == "\\":
        return at + 2
    if char == "[":
        end = pattern.find("]", at + 2)
        return end + 1 if end > 0 else len(pattern)
    if char == "(":
        depth = 0
        while at < len(pattern):
            if pattern[at] == "\\":
                at += 1
            elif pattern[at] == "(":
                depth += 1
            elif pattern[at] == ")":
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
        return at
    return at + 1


def _place(prefix: str) -> str:
    """Where a URL pattern applies: the registrant of a DOI, a host, or everywhere (`""`)."""
    place, slash, _ = prefix.lower().partition("/")
    return place if slash else ""


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


_BY_ROW = (("venues", "rows"), ("venues", "urls"), ("hosts", "rows"))


def _dump(tables: Tables) -> bytes:
    """A line of checksums, two sizes, the tables and their rows; the tables say where each row begins."""
    head = {group: dict(table) if isinstance(table, dict) else table for group, table in tables.items()}
    body = bytearray()
    for group, name in _BY_ROW:
        table = tables[group][name]
        starts = []
        for row in table.values() if isinstance(table, Mapping) else table:
            starts.append(len(body))
            body += _pack(row)
        head[group][name] = dict(zip(table, starts, strict=True)) if isinstance(table, Mapping) else starts
    packed = _pack(head)
    sizes = (len(part).to_bytes(4, "little") for part in (packed, body))
    return b"".join((_first_line(tables["sums"]), *sizes, packed, body))


def _undump(data: bytes, sums: Sequence[int]) -> Tables | None:
    """The tables of a compiled form, None where it was made from other files."""
    line = _first_line(sums)
    if not data.startswith(line):
        return None
    start = len(line) + 8
    size, rest = (int.from_bytes(data[at : at + 4], "little") for at in (len(line), len(line) + 4))
    end = start + size
    if len(data) != end + rest:
        return None
    view = memoryview(data)
    tables: Tables = marshal.loads(view[start:end])
    for group, name in _BY_ROW:
        starts = tables[group][name]
        tables[group][name] = (Keyed if isinstance(starts, dict) else Rows)(view[end:], starts)
    return tables


def _first_line(sums: Sequence[int]) -> bytes:
    return f"awesome-lint {' '.join(map(str, sums))}\n".encode()


def _pack(value: Any) -> bytes:
    return marshal.dumps(value, MARSHAL_VERSION)


def _write(path: str, tables: Tables) -> None:
    """Write in one step; that it cannot be written costs time on the next run, nothing else."""
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:
            file.write(_dump(tables))
        os.replace(beside, path)
    except OSError:
        try:
            os.remove(beside)
        except OSError:
            return
