"""BibTeX files as they are found: what is broken is said by line, all else is read."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from awesome_lint.exchange.bibtex import STATUSES, kind_of
from awesome_lint.exchange.csv import split
from awesome_lint.exchange.fields import ROLES, FormatError, Problem, Reader, Row, address, one_line
from awesome_lint.exchange.latex import decode, decode_address
from awesome_lint.exchange.people import People
from awesome_lint.knowledge import Knowledge
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_NAMES_OF_MONTHS = "January February March April May June July August September October November December"
_MONTHS = {name[:3].lower(): name for name in _NAMES_OF_MONTHS.split()}
_TOKEN = pattern(r"\s*#?\s*(?:(\d+)|([^\s{}\"#,]+))")
_LOOKS_LIKE_ENTRY = pattern(r"(?m)^[ \t]*+(@?)[ \t]*+([A-Za-z]++)[ \t]*+\n?[ \t]*+\{[^,{}=\n]*+,")
_ADDRESS = pattern(r"https?://\S+")
_WRAPPED = pattern(r"\\url\s*\{([^{}]*)\}|\\href\s*\{([^{}]*)\}\s*\{[^{}]*\}")
_ESCAPED = pattern(r"\\.")
_AND = pattern(r"(?i)\s+and\s+")
_ARXIV_JOURNAL = pattern(
    r"(?i)^(arxiv|corr)\b(?:\s+(?:e-?|pre)prints?)?[\s,:]*(?:arxiv:)?\s*(?:abs/)?(\d{4}\.\d{4,5}(?:v\d+)?)?"
    r"(?:\s*\[[\w.-]+\])?$"
)
_TITLED = ("booktitle", "journal", "journaltitle", "howpublished", "publication")
_MORE_NAMES = frozenset({"others", "et al", "et al."})
_ADDRESSES = {"url": None, "link": None, "pdf": "paper", "ee": None}
_PLAIN = {"note": "notes", "annote": "notes", "annotation": "notes", "addendum": "notes", "track": "track"}
_SKIPPED = frozenset("file timestamp biburl bibsource owner date-added date-modified".split())
"""What says something of the file, and nothing of the work."""
_SAYS_LITTLE = 12  # characters: `Available at`
_DEEPEST = 8  # crossref


class _Block(NamedTuple):
    """An entry of a file: where it begins, its type and key, its fields as written."""

    line: int
    type: str
    key: str
    fields: dict[str, str]


def read(text: str, known: Knowledge) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The entries of a BibTeX file. `FormatError` where there is none in it."""
    reader = Reader(known)
    blocks = list(_blocks(text, reader))
    if not blocks and not reader.problems:
        raise FormatError("no entry of BibTeX: `@article{key, title = {…}}` was expected")
    by_key: dict[str, _Block] = {}
    for block in blocks:
        by_key.setdefault(block.key.lower(), block)
    parents = {block.fields["crossref"].lower() for block in blocks if "crossref" in block.fields}
    unused: Counter[str] = Counter()
    for block in blocks:
        if block.key.lower() in parents and block.type in ("proceedings", "collection", "mvproceedings"):
            continue  # what it says, its parts say
        fields = _inherited(block, by_key, reader)
        _add(reader, block, fields, unused)
    for name, times in unused.items():
        reader.left_out(name, times)
    return reader.finish()


def _blocks(text: str, reader: Reader) -> Iterator[_Block]:
    """The entries, their values put together."""
    from bibtexparser.model import (
        Block,
        DuplicateBlockKeyBlock,
        DuplicateFieldKeyBlock,
        Entry,
        ImplicitComment,
        ParsingFailedBlock,
        String,
    )
    from bibtexparser.splitter import Splitter

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says is reported here, by line
    try:
        library = Splitter(text.replace("\r\n", "\n").replace("\r", "\n")).split()
    except Exception as problem:
        raise FormatError(f"no BibTeX: {problem}") from problem
    strings: dict[str, str] = dict(_MONTHS)
    for found in library.blocks:
        line = (found.start_line or 0) + 1
        block: Block | None = found
        if isinstance(block, DuplicateBlockKeyBlock):
            first = (block.previous_block.start_line or 0) + 1
            block = block.ignore_error_block
            if isinstance(block, String):
                reader.report(line, f"@string {block.key} is defined on line {first}; from here on, this counts")
            elif isinstance(block, Entry):
                said = f"the key {block.key} is taken by line {first}; both entries are read"
                reader.report(line, said, notice=True)
        if isinstance(block, DuplicateFieldKeyBlock):
            names = ", ".join(sorted(block.duplicate_keys))
            reader.report(line, f"the fields {names} stand there several times; the first ones count")
            block = block.ignore_error_block
        if isinstance(block, String):
            strings[block.key.lower()] = _value(block.value, strings, line, reader)
        elif isinstance(block, Entry):
            fields: dict[str, str] = {}
            for field in block.fields:
                value = _value(str(field.value), strings, (field.start_line or 0) + 1, reader)
                fields.setdefault(field.key.lower(), value)
            yield _Block(line, block.entry_type.lower(), block.key, fields)
        elif isinstance(block, ParsingFailedBlock):
            reason = getattr(block.error, "abort_reason", None) or str(block.error)
            reader.report(line, f"a broken entry is left out: {one_line(reason)}")
        elif isinstance(block, ImplicitComment):
            _report_lost_entries(block.comment, line, reader)


def _report_lost_entries(comment: str, line: int, reader: Reader) -> None:
    """What stands between entries is a comment; say so where it looks like an entry."""
    for found in _LOOKS_LIKE_ENTRY.finditer(comment):
        where = line + comment.count("\n", 0, found.start())
        missing = "" if found[1] else ", for it has no `@` in front"
        reader.report(where, f"`{found[2]}{{` is taken for a comment{missing}; the entry is left out")


def _value(written: str, strings: Mapping[str, str], line: int, reader: Reader) -> str:
    """A value without what delimits it: `{a} # name # "b"`, put together."""
    if written.startswith("{") and written.endswith("}") and "}" not in written[1:-1]:
        return written[1:-1]
    parts = []
    at = 0
    while at < len(written):
        char = written[at]
        if char in '{"':
            end = _end(written, at)
            parts.append(written[at + 1 : end])
            at = end + 1
        elif found := _TOKEN.match(written, at):
            at = found.end()
            if found[1]:
                parts.append(found[1])
            elif (value := strings.get(found[2].lower())) is not None:
                parts.append(value)
            else:
                reader.report(line, f"@string {found[2]} is not defined; its name is taken")
                parts.append(found[2])
        else:
            at += 1
    return "".join(parts)


def _end(written: str, start: int) -> int:
    """Where the value that begins at `start` with a brace or a quote ends."""
    depth = 0
    quoted = written[start] == '"'
    for at in range(start, len(written)):
        char = written[at]
        if char in "{}" and (at == 0 or written[at - 1] != "\\"):
            depth += 1 if char == "{" else -1
            if depth == 0 and not quoted:
                return at
        elif quoted and char == '"' and depth == 0 and at > start:
            return at
    return len(written)


def _inherited(block: _Block, by_key: Mapping[str, _Block], reader: Reader) -> dict[str, str]:
    """The fields of an entry, and those it has of the one that `crossref` names."""
    fields = dict(block.fields)
    seen = {block.key.lower()}
    key = fields.pop("crossref", "").strip().lower()
    while key and key not in seen and len(seen) < _DEEPEST:
        seen.add(key)
        parent = by_key.get(key)
        if parent is None:
            reader.report(block.line, f"crossref: there is no entry {key}")
            break
        for name, value in parent.fields.items():
            if name == "title":
                fields.setdefault("booktitle", parent.fields.get("booktitle", value))
            elif name in ("year", "date", "booktitle", "journal", "publisher", "series"):
                fields.setdefault(name, value)
        key = parent.fields.get("crossref", "").strip().lower()
    return fields


def _add(reader: Reader, block: _Block, fields: dict[str, str], unused: Counter[str]) -> None:
    data: list[tuple[str, Any]] = []
    links: list[dict[str, Any]] = []
    title = decode(fields.pop("title", ""))
    if subtitle := decode(fields.pop("subtitle", "")):
        title = f"{title}: {subtitle}"
    data.append(("title", title))
    data.append(("alias", decode(fields.pop("shorttitle", "")) or None))
    telling = dict(fields)
    if _is_address(fields.get("howpublished", "")):
        del telling["howpublished"]
    data.append(("kind", fields.pop("kind", None) or kind_of(block.type, telling)))
    if "author" in fields:
        data.append(("authors", _authors(fields.pop("author")) or None))
    venue, number = _venue(fields)
    if venue:
        found = reader.read_venue(venue)
        data += [("venue_raw", found.raw), ("venue", found.venue)]
        if found.track and "track" not in fields:
            data.append(("track", found.track))
    data.append(("year", _year(fields)))
    status = fields.pop("pubstate", "").strip().lower()
    data.append(("status", next((name for name, state in STATUSES.items() if state == status), None)))
    roles = {role: fields.pop(role) for role in ROLES if role in fields}
    for role, value in roles.items():
        links += [{"role": role, "url": url} for url in decode_address(value).split()]
    links = _main_links(fields, number, links, reader)
    data.append(("links", links))
    for name in list(fields):
        value = fields.pop(name)
        if not value.strip() or name in _SKIPPED:
            continue
        if name in _PLAIN:
            data.append((_PLAIN[name], decode(value)))
        elif name in ("keywords", "keyword"):
            data.append(("keywords", _keywords(decode(value))))
        elif name == "groups":
            data.append(("section", split(decode(value), ">")))
        elif name in ("unavailable", "unlinked"):
            data.append((name, split(value)))
        elif name == "checked":
            data.append((name, value))
        else:
            unused[name] += 1
    reader.add_pairs(data, block.line)


def _main_links(
    fields: dict[str, str], number: str, links: list[dict[str, Any]], reader: Reader
) -> list[dict[str, Any]]:
    """The links of an entry: its address and identifiers in front, each once, then those of the roles."""
    hosts = reader.known.hosts
    given = {link["url"] for link in links}
    known = {hosts.identify(link["url"]).folded for link in links}
    main: list[dict[str, Any]] = []

    def add(url: str, role: str | None) -> None:
        if url and url not in given and (identity := hosts.identify(url).folded) not in known:
            main.append({"url": url} | ({"role": role} if role else {}))
            known.add(identity)

    for name, role in _ADDRESSES.items():
        for url in decode_address(fields.pop(name, "")).split():
            if url in given:  # a role has it: that is the main one
                links.sort(key=lambda link: link["url"] != url)
            elif not main or _ADDRESS.match(url):
                add(url, role)
    for name in ("howpublished", "note"):
        for found in _WRAPPED.finditer(fields.get(name, "")):
            add(decode_address(found[1] or found[2]), None)
        if name in fields and _WRAPPED.search(fields[name]):
            rest = _WRAPPED.sub("", fields[name])
            said = one_line(decode(rest)).strip(" .,;:")
            fields[name] = "" if len(said) < _SAYS_LITTLE and not any(char.isdigit() for char in said) else rest
    if (url := decode_address(fields.get("howpublished", ""))) and _ADDRESS.fullmatch(url):
        add(url, None)
        del fields["howpublished"]
    doi = decode_address(fields.pop("doi", ""))
    if doi:
        add(address(doi, reader.known), "paper")
    eprint = decode_address(fields.pop("eprint", ""))
    archive = (fields.pop("archiveprefix", "") or fields.pop("eprinttype", "")).strip("{} ").lower()
    fields.pop("eprinttype", None)
    fields.pop("primaryclass", None)
    fields.pop("eprintclass", None)
    for candidate in (eprint, number):
        if candidate and archive in ("", "arxiv"):
            made = address(candidate, reader.known)
            if made != candidate or _ADDRESS.match(made):
                add(made, "paper")
    return main + links


def _venue(fields: dict[str, str]) -> tuple[str, str]:
    """The venue as written, and the arXiv number that stands in its place."""
    for name in _TITLED:
        if name not in fields:
            continue
        text = one_line(decode(fields[name]))
        if name == "howpublished" and _is_address(fields[name]):
            continue
        del fields[name]
        if found := _ARXIV_JOURNAL.match(text):
            if text.lower() in ("arxiv", "corr"):
                return text, ""
            volume = decode(fields.pop("volume", "")).removeprefix("abs/")
            return ("CoRR" if found[1].lower() == "corr" else "arXiv"), found[2] or volume
        if text:
            return text, ""
    return "", ""


def _is_address(written: str) -> bool:
    """Whether a value is an address, and says nothing else that a list has a place for."""
    return bool(_WRAPPED.search(written) or _ADDRESS.fullmatch(decode_address(written)))


def _year(fields: dict[str, str]) -> str | None:
    for name in ("year", "date"):
        if value := decode(fields.pop(name, "")).strip():
            fields.pop("date", None)
            return value
    return None


def _keywords(text: str) -> list[str]:
    """Keywords at commas, or at semicolons where there are no commas."""
    bare = _ESCAPED.sub("", text)
    return split(text, ";", ",") if ";" in bare and "," not in bare else split(text, ",", ";")


def _authors(written: str) -> str:
    """Authors as lists write them: first names first, commas between."""
    if "{" in written:
        from bibtexparser.middlewares.names import split_multiple_persons_names

        parts = split_multiple_persons_names(" ".join(written.split()))
    else:
        parts = _AND.split(written.strip())
    names: list[str] = []
    others = False
    for part in parts:
        if part.strip().lower() in _MORE_NAMES:
            others = True
        elif name := one_line(_name(part.strip())):
            names.append(name)
    return People(tuple(names), others).text


@lru_cache(8192)
def _name(written: str) -> str:
    """One person's name, first names first."""
    if "," not in written or (written.startswith("{") and written.find("}") == len(written) - 1):
        return decode(written)
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    try:
        return decode(parse_single_name_into_parts(written, strict=False).merge_first_name_first)
    except (ValueError, IndexError):
        return decode(written)
