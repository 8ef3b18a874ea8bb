"""From the TOML files of this folder, and from additions in their form, to the tables that the room works on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from awesome_lint.knowledge.folding import fold, plain, spaced, squeezed
from awesome_lint.knowledge.tables import (
    ALIAS_BASE,
    COMPILED,
    JOINT_KEYS,
    REGULAR_EXPRESSION,
    SOURCES,
    VENUE_KEYS,
    VENUE_TYPES,
    KnowledgeError,
    Tables,
    checksums,
    dump,
    read_file,
)

KINDS = ("conference", "workshop", "journal", "preprint", "magazine", "book-series")


def compile_folder(folder: str) -> str:
    """Write the compiled form of the TOML files in `folder` and return its path."""
    path = os.path.join(folder, COMPILED)
    tables = compile_tables({name: read_file(os.path.join(folder, name)) for name in SOURCES})
    with open(path, "wb") as file:
        file.write(dump(tables))
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
        "sums": checksums(texts),
        "venues": venue_tables(data["venues.toml"]["venue"], joint_rows(data["venues.toml"].get("joint", ()))),
        "hosts": host_tables(data["hosts.toml"]),
        "labels": label_tables(data["labels.toml"]),
        "walls": wall_tables(data["walls.toml"]),
    }


def venue_tables(venues: list[dict[str, Any]], joint: Sequence[Sequence[Sequence[Any]]] = ()) -> Tables:
    """Rows of venues (values in the order of `VENUE_KEYS`), names to rows, and URL patterns by where they apply.

    `joint` are the rows of `joint_rows`.
    """
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
            for key in index_keys(writing):
                index.setdefault(key, number * ALIAS_BASE + place)
        for volume, year in venue.get("pmlr", {}).items():
            volumes.setdefault(volume, []).append([number, year])
        for url in venue.get("urls", ()):
            pattern, year = (url["pattern"], url.get("year")) if isinstance(url, dict) else (url, None)
            for prefix, digits, rest in _url_forms(pattern):
                urls.setdefault(_place(prefix), []).append([prefix.lower(), number, year, digits, rest])
    return {"rows": rows, "index": index, "urls": urls, "volumes": volumes, "joint": joint}


def joint_rows(joint: Iterable[Mapping[str, Any]]) -> list[list[list[Any]]]:
    """The venues held together and their years (none: always), from the tables `[[joint]]`."""
    rows: list[list[list[Any]]] = []
    for table in joint:
        names, years = table.get("venues"), table.get("years", [])
        if unknown := set(table) - JOINT_KEYS:
            raise KnowledgeError(f"joint {names!r}: unknown key {', '.join(sorted(unknown))}")
        if not isinstance(names, list) or len(names) < 2 or not all(isinstance(name, str) for name in names):
            raise KnowledgeError(f"joint {names!r}: venues is a list of two names or more")
        if not isinstance(years, list) or not all(isinstance(year, int) for year in years):
            raise KnowledgeError(f"joint {names!r}: years is a list of years")
        rows.append([names, years])
    return rows


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
    "remains": bool,
    "shortener": bool,
    "redirector": list,
    "redirector_path": str,
    "identity": list,
    "malformed": list,
    "drop": list,
    "track": list,
    "spells": list,
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
    for path in host.get("spells", ()):
        try:
            named = re.compile(path).groupindex
        except (re.error, TypeError) as error:
            raise KnowledgeError(f"host {host['host']!r}: pattern {path!r}: {error}") from error
        if "words" not in named:
            raise KnowledgeError(f"host {host['host']!r}: pattern {path!r} has no group words")
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
            for group in ("roles", "corrections", "plain")
        },
        **{
            group: {spaced(word): meaning for meaning, listed in data[group].items() for word in listed}
            for group in ("columns", "tracks", "statuses", "keys")
        },
        "writings": {squeezed(writing): writing for writing in words["writings"]},
        "sections": {
            meaning: sorted({form for word in listed for form in (spaced(word), plain(spaced(word)))})
            for meaning, listed in data["sections"].items()
        },
        **{
            group: sorted({squeezed(word) for word in words[group]} - {""})
            for group in ("qualifiers", "weak", "frequent", "general", "not_misspelt", "soft")
        },
        **{
            group: sorted({spaced(word) for word in words[group]})
            for group in ("neutral", "unavailable", "stop", "joiners", "leading")
        },
    }


WALL_KEYS = {"name": str, "headers": dict, "refusals": dict, "titles": list, "marks": list, "hints": list}
LEADS_KEYS = {"kind": str, "says": str, "hosts": list, "first": list, "paths": list, "queries": list}
SOFT_KEYS = ("titles", "parked", "parked_titles", "closed", "pages", "resolvers")
MOVED_KEYS = ("parameters", "paths")
LEADS_KINDS = ("login", "wall", "soft-404")


def wall_tables(data: Mapping[str, Any]) -> Tables:
    """What tells walls, from `walls.toml`: by kind of mark, each with the maker's name; expressions joined into one."""
    for table, keys in (("wall", WALL_KEYS), ("leads", LEADS_KEYS)):
        for row in data[table]:
            name = row.get("name", row.get("says"))
            if unknown := set(row) - set(keys):
                raise KnowledgeError(f"{table} {name!r}: unknown key {', '.join(sorted(unknown))}")
            if wrong := [key for key in row if not isinstance(row[key], keys[key])]:
                raise KnowledgeError(f"{table} {name!r}: {wrong[0]} has the wrong type")
    for table, known in (("soft", SOFT_KEYS), ("moved", MOVED_KEYS)):
        if set(data[table]) != set(known):
            raise KnowledgeError(f"{table}: the keys are {', '.join(known)}")
    for row in data["leads"]:
        if row.get("kind") not in LEADS_KINDS:
            raise KnowledgeError(f"leads {row.get('says')!r}: kind is one of {', '.join(LEADS_KINDS)}")
        _joined([*row.get("paths", ()), *row.get("queries", ())], True)
    if wrong := [host for host, seconds in data["slow"].items() if type(seconds) not in (int, float) or seconds <= 0]:
        raise KnowledgeError(f"slow {wrong[0]!r}: seconds are a number above 0")
    walls = data["wall"]
    return {
        **{
            group: [[name, text.lower(), row["name"]] for row in walls for name, text in row.get(group, {}).items()]
            for group in ("headers", "refusals")
        },
        "titles": {" ".join(title.lower().split()): row["name"] for row in walls for title in row.get("titles", ())},
        **{
            group: [[text.lower().encode(), row["name"]] for row in walls for text in row.get(group, ())]
            for group in ("marks", "hints")
        },
        "leads": [
            [
                *(row["kind"], row["says"], row.get("hosts", []), row.get("first", [])),
                *(_joined(row.get(group, ())) for group in ("paths", "queries")),
            ]
            for row in data["leads"]
        ],
        "soft": {
            **{group: [" ".join(text.lower().split()) for text in data["soft"][group]] for group in SOFT_KEYS},
            "parked": [text.lower().encode() for text in data["soft"]["parked"]],
        },
        "moved": {"parameters": data["moved"]["parameters"], "paths": _joined(data["moved"]["paths"], True)},
        "slow": {host: float(seconds) for host, seconds in data["slow"].items()},
    }


def _joined(patterns: Iterable[str], check: bool = False) -> str:
    """One expression for several, empty for none; `check`: `KnowledgeError` for one that cannot be."""
    for pattern in patterns if check else ():
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(f"walls: pattern {pattern!r}: {error}") from error
    return "|".join(patterns)


def index_keys(writing: str) -> list[str]:
    """The index keys of one writing: with `&` as `and`, and without it."""
    return [key for key in dict.fromkeys((fold(writing), fold(writing.replace("&", " ")))) if key]


_SPECIAL = set(".^$*+?{}[]|()")
# The groups for years, and the characters that stand for them in texts that are literal but for a year.
_YEAR_GROUPS = {r"(?P<year>\d{4})": "\x04", r"(?P<yy>\d{2})": "\x02"}
_YEAR_SIGNS = "\x02\x04"


def literal_prefixes(pattern: str, limit: int = 24, single_slashes: bool = True) -> list[str]:
    """All literal texts that a match of `pattern` can start with, as far as they are certain; `[""]` where nothing is.

    Alternatives in plain groups and optional pieces are followed; the rest ends a prefix. `single_slashes`: the texts
    that are searched have no slashes side by side, so that `/+` is `/`.
    """
    prefixes, _, _ = _walk(pattern, 0, limit, single_slashes)
    return sorted({prefix[: _year_place(prefix)] for prefix in prefixes})


def _url_forms(pattern: str) -> list[tuple[str, int, str]]:
    """What addresses that match a pattern begin with, how many digits of a year follow, and what stands behind them.

    `REGULAR_EXPRESSION` digits: the pattern itself stands there, for it says more than that.
    """
    texts, _, whole = _walk(pattern, 0, 24, True)
    if not whole or any(sum(map(text.count, _YEAR_SIGNS)) > 1 for text in texts):
        return [(prefix, REGULAR_EXPRESSION, pattern) for prefix in literal_prefixes(pattern)]
    forms = []
    for text in sorted(set(texts)):
        at = _year_place(text)
        forms.append((text[:at], ord(text[at : at + 1] or "\0"), text[at + 1 :].lower()))
    return forms


def _year_place(text: str) -> int:
    """Where the first sign for a year stands, the text's end where there is none."""
    return min((at for sign in _YEAR_SIGNS if (at := text.find(sign)) >= 0), default=len(text))


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
        elif (named := re.compile(r"\(\?P<(?!year>|yy>)\w+>").match(pattern, at)) is not None:
            pieces, at, literal = _walk(pattern, named.end(), limit, single_slashes)
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
