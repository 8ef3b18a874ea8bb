"""A run of `add`: what is asked about, the answers as entries, and these printed or merged into a list."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from awesome_lint.cli import normalizing
from awesome_lint.cli.linking import hint_words, kept_answers
from awesome_lint.cli.network import Network
from awesome_lint.cli.progress import progress
from awesome_lint.cli.reading import Files, keep_lists, parse_files
from awesome_lint.cli.streams import fail, say, write_output
from awesome_lint.files import check_writable
from awesome_lint.knowledge import Knowledge
from awesome_lint.knowledge.hosts import Hosts, split_url
from awesome_lint.lint.configuration import Configuration, Configurations, Flags
from awesome_lint.model import Document, Entry, Evidence, Identity
from awesome_lint.normalize.described import Habits, Made, habits_of, made
from awesome_lint.normalize.written import written_apart, written_in
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.summary import plural
from awesome_lint.source import Source

if TYPE_CHECKING:
    from awesome_lint.net.plan import Plan
    from awesome_lint.net.run import Result
    from awesome_lint.net.settings import NetSettings

_ASKS = frozenset({"described", "published", "code", "project"})
_ARXIV = pattern(r"(?:arxiv\s*:\s*)?((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?)", 2)  # re.IGNORECASE
_DOI = pattern(r"(?:doi\s*:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S+)", 2)
_KIND = pattern(r"([a-z][a-z-]*):(?!//)(\S+)", 2)
_DOMAIN = pattern(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?/\S+", 2)


class Asked(NamedTuple):
    """The options of one run, as the command line has them; those about asking are in `Network`."""

    what: tuple[str, ...]
    like: str | None = None
    into: str | None = None
    section: tuple[str, ...] = ()
    at: str | None = None
    prefer: Any = None
    diff: bool = False
    check: bool = False
    in_place: bool = False
    output: str | None = None
    config: tuple[str, ...] = ()
    isolated: bool = False
    verbose: bool = False
    quiet: bool = False

    @property
    def merging(self) -> normalizing.Asked:
        """The same for the run that merges."""
        names = [name for name in self._fields if name in normalizing.Asked._fields]
        return normalizing.Asked(paths=("entries",), **{name: getattr(self, name) for name in names})

    def refuse_contradictions(self) -> None:
        """`UsageError` where options do not go together."""
        self.merging.refuse_contradictions()
        for name in ("diff", "check", "in_place"):
            if getattr(self, name) and self.into is None:
                raise click.UsageError(f"--{name.replace('_', '-')} goes with --into")


class What(NamedTuple):
    """One thing that is asked about: as it was given, and its address."""

    given: str
    url: str


class Answered(NamedTuple):
    """What came of one thing: an entry and what there is to say of it, and all titles that it has or had."""

    what: What
    made: Made
    titles: tuple[str, ...] = ()


def add(asked: Asked, network: Network) -> int:
    """Ask, write what the answers come to, and return the exit code."""
    run = normalizing.Run(asked.merging, parse_files(Files(()), Configurations(_flags(asked))))
    path = asked.into or asked.like
    document = run.read(path) if path is not None else None
    known = run.known(document) if document is not None else _knowledge(run)
    keep_lists([path] if path is not None and not asked.in_place else [], asked.output, "-o")
    keep_lists([path] if path is not None else [], network.cache, "--cache")
    things, unread = _things(asked.what, known.hosts)
    for line in unread:
        fail(line)
    if not things:
        return 2
    configurations = [run.configurations.of(path or "-")]
    settings = network.settings(configurations, os.environ)._replace(describe=True, captures=0)
    if network.facts is None:  # what is asked about one by one is not too much to look up
        settings = settings._replace(facts=max(settings.facts, len(things)))
    if not asked.quiet:
        for line in network.capped(configurations):
            say(f"awesome-lint: {line}")
    there = _by_identity(document)
    plan = _plan(things, known.hosts, settings, there)
    if network.dry_run:
        write_output("".join(f"{printable(line)}\n" for line in plan.lines()), asked.output)
        return 2 if unread else 0
    if asked.output not in (None, "-"):
        check_writable(str(asked.output))
    result = _ask(plan, settings, network, configurations, quiet=asked.quiet)
    habits = habits_of(document, known) if document is not None else Habits()
    answered, failed = _answered(things, result, habits, known)
    if result.offline and failed:
        fail("the network does not work, or went away: nothing is written; run again when it works")
        return 2
    for line in failed:
        fail(line)
    if not asked.quiet:
        for line in _said(answered, result, network):
            say(f"awesome-lint: {line}")
    if not answered:
        return 2
    code = _merged(run, document, answered, there) if asked.into else _printed(run, document, answered, known)
    return max(code, int(bool(failed or unread)))


def _flags(asked: Asked) -> Flags:
    return Flags(config=asked.config, isolated=asked.isolated)


def _knowledge(run: normalizing.Run) -> Knowledge:
    from awesome_lint.knowledge import knowledge

    return run.configurations.of("-").knowledge or knowledge()


# What is asked about


def _things(given: Sequence[str], hosts: Hosts) -> tuple[list[What], list[str]]:
    """What is asked about, each thing once, and why something is not."""
    things: dict[str, What] = {}
    unread: list[str] = []
    for text in given:
        url = address_of(text, hosts)
        if url is None:
            unread.append(
                f"{text}: neither an arXiv number, a DOI nor an address: write it as arXiv:2305.08293,"
                " 10.1145/3394171.3413532 or https://example.org/page"
            )
        elif (reason := hosts.malformed_reason(url, of_paper=False)) is not None:
            unread.append(f"{text}: no such address can be: {reason}")
        else:
            things.setdefault(_key(hosts.identify(url)), What(text, url))
    return list(things.values()), unread


def _key(identity: Identity) -> str:
    return f"{identity.folded}{identity.version}"


def address_of(text: str, hosts: Hosts) -> str | None:
    """The address of what `text` names: an arXiv number, a DOI, an identifier with its kind, an address; else None."""
    text = text.strip()
    if (found := _ARXIV.fullmatch(text)) is not None:
        return f"https://arxiv.org/abs/{found[1]}"
    if (found := _DOI.fullmatch(text)) is not None:
        return f"https://doi.org/{found[1]}"
    address = split_url(text)
    if address is not None and address.scheme in ("http", "https") and address.host:
        inner = hosts.unwrap(text)
        return inner if inner is not None and split_url(inner) is not None else text
    if (found := _KIND.fullmatch(text)) is not None:
        return hosts.address(Identity(found[1].lower(), found[2])) if found[1].lower() != "url" else None
    return f"https://{text}" if _DOMAIN.fullmatch(text) else None


def _by_identity(document: Document | None) -> Mapping[str, Entry]:
    """The first entry of a list that leads to a thing, by the folded identity."""
    entries = document.entries if document is not None else ()
    return {link.identity.folded: entry for entry in reversed(entries) for link in entry.links if link.url}


def _plan(things: Sequence[What], hosts: Hosts, settings: NetSettings, there: Mapping[str, Entry]) -> Plan:
    """What to ask; of what the list has already, with its title there: an earlier version may have had that."""
    from awesome_lint.net.plan import plan
    from awesome_lint.net.wanted import Wanted

    known = (there.get(hosts.identify(thing.url).folded) for thing in things)
    return plan(
        (Wanted(thing.url, entry.title if entry else "", _ASKS) for thing, entry in zip(things, known, strict=True)),
        hosts,
        settings,
    )


def _ask(
    plan: Plan, settings: NetSettings, network: Network, configurations: Sequence[Configuration], *, quiet: bool
) -> Result:
    """Ask, and show how far it is. `KeyboardInterrupt` where somebody ended it: nothing is written then."""
    from awesome_lint.net.run import check

    with progress(quiet=quiet) as shown, kept_answers(network, network.cache_days(configurations)) as cache:
        result = check(plan, settings, cache, shown)
    if result.interrupted:
        raise KeyboardInterrupt
    return result


# What the answers come to


def _answered(
    things: Sequence[What], result: Result, habits: Habits, known: Knowledge
) -> tuple[list[Answered], list[str]]:
    """What is known, and why something is not."""
    answered: list[Answered] = []
    failed: list[str] = []
    for thing in things:
        evidence = result.evidence.get(thing.url)
        if evidence is None:
            failed.append(f"{thing.given}: it cannot be asked for")
        elif evidence.verdict == "dead":
            meant = f"; {evidence.leads_to} exists" if evidence.leads_to else ""
            failed.append(f"{thing.given}: {evidence.reason}{meant}")
        elif (entry := made(thing.url, evidence, habits, known)) is None:
            failed.append(f"{thing.given}: {_untold(evidence)}")
        else:
            answered.append(Answered(thing, entry, evidence.titles))
    return answered, failed


def _untold(evidence: Evidence) -> str:
    """Why nothing is known of what is there, or may be."""
    if evidence.verdict == "unreachable":
        said = evidence.reason
        who = "" if not evidence.source or said.startswith(evidence.source) else f"{evidence.source}: "
        hint = "; its DOI or arXiv number may lead further" if evidence.kind in ("wall", "forbidden", "login") else ""
        return f"nobody says its title ({who}{said}){hint}"
    return f"nobody says its title, though {evidence.source or 'somebody'} knows it"


def _said(answered: Sequence[Answered], result: Result, network: Network) -> Iterator[str]:
    """What there is to say of the answers, of requests, and of what would have helped."""
    for one in answered:
        for line in one.made.said:
            yield f"{one.what.given}: {line}"
    requests, hosts = sum(result.requests.values()), len(result.requests)
    cached = f"; {result.cached:,} from the cache" if result.cached else ""
    yield f"{plural(requests, 'request')} to {plural(hosts, 'host')}{cached}"
    if result.out_of_time:
        yield "--max-time was over before everything was asked"
    if result.trouble:
        yield f"{result.trouble}; answers are not kept"
    github = any(one.source == "GitHub" and one.verdict == "unreachable" for one in result.evidence.values())
    for hint in result.hints:
        if hint.name == "github-token" and not github:
            continue  # a few repositories are answered for without one
        yield f"hint: {hint_words(hint, kept=not network.no_cache and not result.trouble)}"


def _printed(run: normalizing.Run, document: Document | None, answered: Sequence[Answered], known: Knowledge) -> int:
    """The entries as Markdown, in the form of `document`, where there is one."""
    there = _by_identity(document)
    for one in answered:
        if document is not None and (entry := there.get(_identity(one))) is not None:
            say(f"awesome-lint: {one.what.given}: {document.path}:{entry.line} has it already")
    text, misread = written_in(document, [one.made.entry for one in answered], run.lists.parse, known)
    for left in misread:
        _warn(answered[left.entry], left.lost)
    write_output(text, run.asked.output, machine=True)
    return 0


def _identity(one: Answered) -> str:
    """The folded identity of the very thing."""
    return one.made.entry.links[0].identity.folded


def _merged(
    run: normalizing.Run, document: Document | None, answered: Sequence[Answered], there: Mapping[str, Entry]
) -> int:
    """The entries merged into a list. One that stands there under a title that it never had is not."""
    assert document is not None
    contributed: list[Document] = []
    names: list[tuple[str, str]] = []
    for one in answered:
        entry, same = one.made.entry, there.get(_identity(one))
        if same is not None and _was_called(same.title, one):
            entry = entry._replace(title=same.title)
        apart = written_apart(entry, run.lists.parse)
        if not apart.sound:
            fail(f"{one.what.given}: cannot be written so that it is read again: {', '.join(apart.lost)}")
            continue
        written = run.lists.parse(Source(apart.text, one.what.given))
        if same is not None and not _is_counterpart(document, written, run.known(document)):
            place = f"{document.path}:{same.line}"
            fail(f"{one.what.given}: {place} leads to it under another title, `{same.title}`: look which is wrong")
            continue
        _warn(one, apart.lost)
        contributed.append(written)
        names.append((f"{one.what.given}:1", one.what.given))

    def reworded(line: str) -> str:
        for place, name in names:
            line = line.replace(place, name)
        return line

    if not contributed:
        return 2
    return max(run.merge_all(document, contributed, reworded), int(len(contributed) < len(answered)))


def _was_called(title: str, one: Answered) -> bool:
    """Whether a thing had a title once, and has another one now."""
    from awesome_lint.net.resolvers.titles import alike

    return not alike(title, one.made.entry.title) and any(alike(title, other) for other in one.titles)


def _is_counterpart(document: Document, written: Document, known: Knowledge) -> bool:
    """Whether a list has the entry already, by what merging goes by."""
    from awesome_lint.matching.counterparts import counterparts

    return (1, 0) in counterparts(document, [written], known).same


def _warn(one: Answered, lost: Sequence[str]) -> None:
    """Say what of an entry is not written, or not read as it was meant."""
    if lost:
        say(f"awesome-lint: {one.what.given}: not written: {', '.join(lost)}")
