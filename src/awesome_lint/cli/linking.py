"""A run of `links`: read, plan, ask, judge what came back, report."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING

import click

from awesome_lint.cli.checking import Asked, Outcome, finish, judge, read, report, report_nothing, runs_elsewhere
from awesome_lint.cli.choosing import Choice
from awesome_lint.cli.judging import Adapt, Judging
from awesome_lint.cli.network import TOKENS, Network, apis
from awesome_lint.cli.progress import progress
from awesome_lint.cli.reading import Files, keep_lists
from awesome_lint.cli.streams import say, write_output
from awesome_lint.files import check_writable
from awesome_lint.knowledge import knowledge
from awesome_lint.lint.configuration import Configuration, Configurations
from awesome_lint.lint.engine import dead_days
from awesome_lint.lint.settings import EVERYTHING, Settings
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import printable
from awesome_lint.report.summary import plural
from awesome_lint.rules.links.targets import is_same_thing
from awesome_lint.rules.online import LINK_CHECKS, ONLINE

if TYPE_CHECKING:
    from awesome_lint.cli.history import Remembering
    from awesome_lint.knowledge.hosts import Hosts
    from awesome_lint.markdown import Tree
    from awesome_lint.model import Evidence
    from awesome_lint.model.evidence import Verdict
    from awesome_lint.net.cache import Cache
    from awesome_lint.net.plan import Plan, Planner
    from awesome_lint.net.run import Hint, Result, Run
    from awesome_lint.net.settings import NetSettings
    from awesome_lint.net.wanted import Wanted

_SHOWN = 3
"""So many reasons why links could not be decided are told, the most frequent first."""
_SURE_HINTS = frozenset(["github-token", "max-time"])
"""What would have helped also where a run ended before everything was asked."""


def links(asked: Asked, network: Network) -> int:
    """Check links as `asked`, report, and return the exit code."""
    begun = time.monotonic()
    configurations = Configurations(asked.flags)
    files = read(asked, configurations)
    keep_lists((file.path for file in files.files if not file.is_stdin), network.cache, "--cache")
    remembering = _remembering(asked, network, files)

    def adapt(settings: Settings, configuration: Configuration) -> Settings:
        return _adapted(settings, network.dead_days(configuration))

    if not (asked.show_files or asked.show_settings):
        _refuse_uncounted(network, files, configurations)
        if not network.dry_run:
            _refuse_in_time(asked, files, configurations)
    with ExitStack() as held:
        try:
            early = _Early.of(asked, network, files, configurations, held)
        except KeyboardInterrupt:
            report_nothing(asked, configurations)
            raise
        return _links(asked, network, files, configurations, adapt, early, begun, remembering)


def _remembering(asked: Asked, network: Network, files: Files) -> Remembering | None:
    """What keeps since when links are dead, if anything does."""
    if network.history is None or asked.show_files or asked.show_settings:
        return None
    if asked.diff_base is not None:
        raise click.UsageError("--history is about all links of the lists, and --diff-base about those of a change")
    from awesome_lint.cli.history import Remembering

    keep_lists((file.path for file in files.files if not file.is_stdin), network.history, "--history")
    return Remembering(network.history, writes=not network.dry_run)


def _links(
    asked: Asked,
    network: Network,
    files: Files,
    configurations: Configurations,
    adapt: Adapt,
    early: _Early | None,
    begun: float,
    remembering: Remembering | None,
) -> int:
    try:
        judging = Judging(asked, files, configurations, adapt, early.trees if early else {})
        if asked.show_files or asked.show_settings:
            write_output(judging.shown(), asked.output_file)
            return 2 if files.failed else 0
        asking = _Asking.of(judging, network, early)
        if network.dry_run:
            write_output("".join(f"{printable(line)}\n" for line in asking.lines()), asked.output_file)
            return 2 if files.failed or (asked.strict and not judging.lists.entries) else 0
        asked_at = time.monotonic()
        result = asking.ask(quiet=asked.quiet, spent=asked_at - begun)
    except KeyboardInterrupt:
        report_nothing(asked, configurations)
        raise
    said = (*_elsewhere(asked), *_said(asking, result, time.monotonic() - asked_at))
    judging.evidence = remembering.applied(result.evidence) if remembering else result.evidence
    if asked.write_baseline and (result.out_of_time or result.offline):
        why = (
            "there was no time to ask for every link: give --max-time more"
            if result.out_of_time
            else "the network does not work: run again when it does"
        )
        raise click.ClickException(f"{', '.join(judging.narrowing.baselines)}: not written, for {why}")
    if result.interrupted:
        if asked.fix or asked.diff or asked.add_ignores or asked.write_baseline:
            said = ("nothing is written, for not everything is known", *said)
        judging.breaks_off()
        report(judging.asked, _with(judging.outcome(), said, asking.hosts), configurations, judging)
        raise KeyboardInterrupt  # which ends as every interrupted run does
    if asked.diff:
        code = judging.diff()
        for line in said if not asked.quiet else ():
            say(f"awesome-lint: {line}")
    else:
        outcome = _with(judge(asked, configurations, judging), said, asking.hosts)
        if remembering is not None:
            remembering.keep(judging, outcome, whole=not (result.offline or files.failed))
        code = finish(asked, outcome, configurations, judging)
    return 2 if asked.strict and result.offline else code


def _refuse_in_time(asked: Asked, files: Files, configurations: Configurations) -> None:
    """What would fail in the end fails before anything is asked: a baseline and places for reports."""
    asked.narrowing(files, configurations)
    if asked.output_file is not None and asked.output_file != "-":
        check_writable(asked.output_file)
    for _, path in asked.reports:
        check_writable(path)


def _with(outcome: Outcome, said: tuple[str, ...], hosts: Hosts) -> Outcome:
    """An outcome that tells what the network said, verdicts as the summary counts them."""
    evidence = {
        url: one._replace(verdict="ok") if _counted(hosts, url, one) == "ok" else one
        for url, one in (outcome.evidence or {}).items()
    }
    return outcome._replace(said=(*outcome.said, *said), evidence=evidence)


def _elsewhere(asked: Asked) -> Iterator[str]:
    """What of the selection another command runs, for the summary."""
    for code in dict.fromkeys((*asked.select, *asked.extend_select)):
        if not Settings(select=(code,), among=LINK_CHECKS).selected(online=True):
            yield f"{code} {runs_elsewhere(online=True)}"


def _adapted(settings: Settings, days: int | None) -> Settings:
    """The rules that judge what the network says, and nothing else; `days` a link must have been dead, where said."""
    settings = settings._replace(among=LINK_CHECKS)
    if days is None:
        return settings
    return settings._replace(
        options={**settings.options, "L101": {**settings.options.get("L101", {}), "dead-for": days}}
    )


class _Asking(NamedTuple):
    """What is asked for, and how. `left_out` are addresses that are not asked for, by the reason in words."""

    plan: Plan
    hosts: Hosts
    settings: NetSettings
    network: Network
    days: float | None
    left_out: Counter[str]
    early: _Early | None

    @classmethod
    def of(cls, judging: Judging, network: Network, early: _Early | None) -> _Asking:
        """What the lists of a run want to know, and its options and configurations allow."""
        from awesome_lint.net.plan import Planner

        documents = judging.lists.documents
        configurations = list(dict.fromkeys(judging.configurations.of(one.path) for one in documents))
        for line in network.capped(configurations) if not judging.asked.quiet else ():
            say(f"awesome-lint: {line}")
        settings = network.settings(configurations, os.environ)
        left_out: Counter[str] = Counter()
        hosts = _hosts(judging)
        planner = early.planner if early else Planner(hosts, settings)
        planner.take(_wanted(judging, early.choice if early else Choice(network), left_out))
        left_out += planner.plan.left_out
        return cls(planner.plan, hosts, settings, network, network.cache_days(configurations), left_out, early)

    def lines(self) -> Iterator[str]:
        """The plan for people."""
        yield from self.plan.lines()
        for reason, count in sorted((self.left_out - self.plan.left_out).items()):
            yield f"{count:,} not asked for: {reason}"

    def ask(self, *, quiet: bool, spent: float = 0.0) -> Result:
        """Ask, and show how far it is. `spent` are seconds of the run's time that reading and planning took."""
        from awesome_lint.net.run import check

        settings = self.settings
        if settings.max_time is not None:
            settings = settings._replace(max_time=max(0.0, settings.max_time - spent))
        with progress(quiet=quiet) as shown:
            if self.early is not None:
                return self.early.run.finish(shown)
            with kept_answers(self.network, self.days) as cache:
                return check(self.plan, settings, cache, shown)


def _refuse_uncounted(network: Network, files: Files, configurations: Configurations) -> None:
    """`UsageError` where a list waits for days that nobody counts: nothing would ever be reported."""
    for file in files.files if network.no_cache and network.history is None else ():
        configuration = configurations.of(file.path)
        if (days := dead_days(_adapted(configuration.settings(file.path), network.dead_days(configuration)))) > 1:
            raise click.UsageError(
                f"{file.path}: its configuration has dead-for = {days}, which counts days in the cache, and"
                " --no-cache keeps none: use --history FILE, --dead-for 0, or no --no-cache"
            )


class _Early(NamedTuple):
    """Pages are asked for as soon as the Markdown of lists is known: finding the entries of a long one takes seconds.

    `trees` are the Markdown by path; `planner` and `run` go on with what the lists want to know besides.
    """

    planner: Planner
    run: Run
    trees: Mapping[str, Tree]
    choice: Choice

    @classmethod
    def of(
        cls, asked: Asked, network: Network, files: Files, configurations: Configurations, held: ExitStack
    ) -> _Early | None:
        """What a run begins with; None where that does not pay, or which pages it asks for shows only later."""
        from awesome_lint.net.ahead import Ahead, pays

        chosen = asked.select or asked.extend_select or asked.ignore  # which is looked at with the rules
        if network.dry_run or asked.show_files or asked.show_settings or asked.diff_base or chosen:
            return None
        used = list({id(one): one for file in files.files if (one := configurations.of(file.path))}.values())
        if not all(_asks_for_all(configurations.of(file.path).settings(file.path)) for file in files.files):
            return None
        addresses = sum(file.text.source.text.count("://") for file in files.files)
        if len(used) != 1 or not pays(addresses, settings := network.settings(used, os.environ)):
            return None
        known = used[0].knowledge or knowledge()
        ahead = held.enter_context(Ahead(settings, known.hosts))  # before all that a copy of this process must not have
        from awesome_lint.lint.asking import addresses_of
        from awesome_lint.markdown import parse_markdown
        from awesome_lint.net.plan import Planner
        from awesome_lint.net.run import Run

        cache = held.enter_context(kept_answers(network, network.cache_days(used)))
        planner = Planner(known.hosts, settings)
        run = Run(planner.plan, settings, cache, ahead=ahead)
        choice = Choice(network)
        trees = {file.path: parse_markdown(file.text.source) for file in files.files}
        for file in files.files:
            if file.named or used[0].lists(file.path):  # else it may turn out to be no list
                found = addresses_of(trees[file.path], known)
                planner.take(one for one in found if choice.takes(one.url, used[0]))
        run.begin()
        return cls(planner, run, trees, choice)


def _asks_for_all(settings: Settings) -> bool:
    """Whether every rule about what the network says of links runs, so far as that shows without loading them."""
    ignored = {one.upper() for one in (*settings.ignore, *settings.late_ignore, *settings.never)}
    names = {name.upper() for name in ONLINE.values()} | {EVERYTHING}
    touched = any(one in names or code.startswith(one) for one in ignored for code in ONLINE)
    return settings.select is None and not touched


def kept_answers(network: Network, days: float | None) -> AbstractContextManager[Cache | None]:
    """What keeps the answers, if anything does."""
    if network.no_cache:
        return nullcontext()
    from awesome_lint.net.cache import Cache

    return Cache(network.cache, days)


def _wanted(judging: Judging, choice: Choice, left_out: Counter[str]) -> Iterator[Wanted]:
    """What the lists want to know; what options and configurations leave out is counted."""
    from awesome_lint.lint.asking import wanted

    comparison = judging.narrowing.comparison(judging.lists)
    changes = comparison.changes if comparison else None
    excluded: set[str] = set()
    for document in judging.lists.documents:
        configuration = judging.configurations.of(document.path)
        for one in wanted([document], judging.settings_of, judging.known_of, changes=changes):
            if choice.takes(one.url, configuration):
                yield one
            else:
                excluded.add(one.url)
    if excluded:
        left_out["excluded"] = len(excluded)


def _hosts(judging: Judging) -> Hosts:
    """What is known of hosts: with a configuration's additions, where one holds for all lists."""
    bases = {id(base): base for base in map(judging.known_of, judging.lists.documents)}
    return (next(iter(bases.values())) if len(bases) == 1 else knowledge()).hosts


def _said(asking: _Asking, result: Result, took: float) -> Iterator[str]:
    """What the summary says of the network: verdicts, requests, what was left out, what would have helped."""
    from awesome_lint.cli.progress import clock

    if not asking.plan.keys:
        yield "no link to ask for"
    else:
        yield _verdicts(asking, result)
        requests, hosts = sum(result.requests.values()), len(result.requests)
        cached = f"; {result.cached:,} from the cache" if result.cached else ""
        yield f"{plural(requests, 'request')} to {plural(hosts, 'host')} in {clock(took)}{cached}"
    if asking.left_out:
        reasons = sorted(asking.left_out.items(), key=lambda item: (-item[1], item[0]))
        yield f"not asked for: {', '.join(f'{count:,} {reason}' for reason, count in reasons)}"
    if result.offline:
        yield "the network does not work, or went away: nothing is called dead for that"
    if result.out_of_time:
        yield "--max-time was over before everything was asked"
    if result.trouble:
        yield f"{result.trouble}; answers are not kept, and days of --dead-for not counted"
    ended = result.interrupted or result.out_of_time
    for hint in result.hints:
        if ended and hint.name not in _SURE_HINTS:  # questions are open for another reason
            continue
        yield f"hint: {hint_words(hint, kept=not asking.network.no_cache and not result.trouble)}"


def hint_words(hint: Hint, *, kept: bool) -> str:
    """What would have helped, in words; `kept`: answers of this run are there for the next."""
    api = hint.name.removesuffix("-token")
    if api in TOKENS:
        label = next((one.label for one in apis() if one.name == api), api)
        if api == "github":  # which answers no more than a few questions without
            done = f"{plural(hint.links, f'{label} link')} {'was' if hint.links == 1 else 'were'} checked without it"
        else:
            done = f"{label} left {plural(hint.links, 'question')} open without it"
        return f"set {TOKENS[api][0]}: {done}"
    if hint.name == "max-time":
        goes_on = "; the next run goes on where this one ended" if kept else ""
        return f"more time (--max-time) would decide {plural(hint.links, 'more link')}{goes_on}"
    if hint.name == "facts":
        open_ones = f"code and project pages of {plural(hint.links, 'paper')} were not looked up"
        return f"{open_ones}: the next runs go on (--facts N for more in one)" if kept else f"{open_ones}: --facts N"
    return f"{hint.name}: {plural(hint.links, 'link')}"


def _verdicts(asking: _Asking, result: Result) -> str:
    """`412 links, 380 targets: 361 ok, 9 moved, 4 dead, 6 could not be decided (3 dl.acm.org: timed out; …)`."""
    keys, hosts = asking.plan.keys, asking.hosts
    first = {key: url for url, key in reversed(keys.items()) if url in result.evidence}
    evidence = {url: result.evidence[url] for url in first.values()}
    verdicts = Counter(_counted(hosts, url, one) for url, one in evidence.items())
    parts = [f"{verdicts[verdict]:,} {verdict}" for verdict in ("ok", "moved", "dead") if verdicts[verdict]]
    if unsure := verdicts["unreachable"]:
        reasons: dict[str, Counter[str]] = {}
        for url, one in evidence.items():
            if one.verdict == "unreachable":
                who, why = _reason(url, one)
                reasons.setdefault(why, Counter())[who] += 1
        frequent = sorted(reasons.items(), key=lambda item: -item[1].total())[:_SHOWN]
        shown = [f"{who.total():,} {_hosts_named(who)}{why}" for why, who in frequent]
        if rest := unsure - sum(who.total() for _, who in frequent):
            shown.append(f"{plural(rest, 'other')}: --extend-select L103")
        parts.append(f"{unsure:,} could not be decided ({'; '.join(shown)})")
    return f"{plural(len(keys), 'link')}, {plural(len(first), 'target')}: {', '.join(parts) or 'nothing asked'}"


def _counted(hosts: Hosts, url: str, evidence: Evidence) -> Verdict:
    """What has moved to another address of the same thing (`http:` to `https:`, a slash at the end) is no move."""
    same = evidence.verdict == "moved" and is_same_thing(hosts, url, evidence.leads_to)
    return "ok" if same else evidence.verdict


def _hosts_named(who: Counter[str]) -> str:
    """Where something was so, before the reason: the host, or how many there are; nothing where the reason says it."""
    names = list(filter(None, who))
    return f"on {len(names):,} hosts: " if len(names) > 1 else f"{names[0]}: " if names else ""


def _reason(url: str, evidence: Evidence) -> tuple[str, str]:
    """Whose fault it is that an address could not be decided, empty where the reason says so itself, and the reason."""
    if evidence.kind == "no-network":  # whoever was to be asked
        return "", "because the network does not work"
    if evidence.kind == "no-time":
        return "", f"because {evidence.reason}"
    who = evidence.source or url.partition("://")[2].partition("/")[0]
    return "" if evidence.reason.startswith(who) else who, evidence.reason
