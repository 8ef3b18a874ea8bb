"""What is to be asked, and whom: distinct things, not spellings of their addresses.

A paper, a repository or a video that an official API knows is one question, however many addresses lead to it. The
rest are pages, and a page is its very address: `http:` beside `https:`, `www.` or a slash at the end may each be the
one that is gone. Only what a server never sees (the fragment), and parameters that follow readers about, make no other.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from awesome_lint.knowledge import knowledge
from awesome_lint.knowledge.hosts import Hosts, split_url
from awesome_lint.model import Evidence, Identity
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.settings import NetSettings
from awesome_lint.net.walls import gone_site, seconds_apart
from awesome_lint.net.wanted import Wanted
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.net.resolvers.base import Resolver

Pattern = re.Pattern[str]

_ORIGIN = pattern(r"https?://[^/?#]*", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."
_ARXIV = pattern(r"\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?/\d{7}")
_ANSWER_TIME = 0.5  # seconds that an answer usually takes
_ANONYMOUS = 60  # requests an hour that GitHub answers without a token
_TITLES = 10  # by which entries call one thing, besides the first
_NOUNS = {
    **{"arxiv": ("paper", "papers"), "openreview": ("paper", "papers"), "s2": ("paper", "papers")},
    **{"doi": ("DOI", "DOIs"), "github": ("repository", "repositories"), "youtube": ("video", "videos")},
    "huggingface": ("page", "pages"),
}


class Step(NamedTuple):
    """Who is asked how often: one API, or the pages of one host.

    `label` names it for people, `host` is its address's; `api`: it is an API. `things` are asked about, of which
    `what` says what they are (`papers`), for `links` addresses as lists write them. `requests` is the least number of
    them, `interval` seconds apart, `concurrency` at a time; `seconds` is about how long they take. `note` says what
    keeps things from being asked about, and who may be asked besides.
    """

    label: str
    host: str
    api: bool
    what: str
    things: int
    links: int
    requests: int
    interval: float
    concurrency: int
    seconds: float
    note: str = ""

    def __str__(self) -> str:
        if not self.api:
            return f"{self.host}: {self.things:,} {self.what}"
        number = "request" if self.requests == 1 else "requests"
        who = f"{self.label} API" + (f" ({self.host})" if self.host != self.label else "")
        apart = f", {self.interval:g} s apart" if self.interval and self.requests > 1 else ""
        note = f" ({self.note})" if self.note else ""
        return f"{who}: {self.things:,} {self.what} in {self.requests:,} {number}{apart}{note}"


class Plan:
    """All that is to be asked, each thing once.

    - `keys`: what decides an address, by the address as lists write it: a question's key, a page's address, or a key
      of `known`
    - `questions`: those that decide, by the name of who is asked
    - `facts`: those for further facts only, by the name of who is asked; they decide nothing
    - `pages`: addresses to fetch, by host
    - `known`: what needs no question, by key
    - `fact_keys`: under which key of `facts` a page's further facts are found; other keys are the same there
    - `left_out`: how many distinct addresses are not asked for, by reason in words
    - `hosts`: what is known of hosts

    Facts that cost a request each are asked for as far as `NetSettings.facts` goes; which ones, a run decides, for it
    knows the answers of earlier ones.
    """

    __slots__ = ("_settings", "fact_keys", "facts", "hosts", "keys", "known", "left_out", "pages", "questions")

    def __init__(self, hosts: Hosts, settings: NetSettings) -> None:
        self.hosts = hosts
        self.keys: dict[str, str] = {}
        self.questions: dict[str, dict[str, Question]] = {}
        self.facts: dict[str, dict[str, Question]] = {}
        self.pages: dict[str, list[str]] = {}
        self.known: dict[str, Evidence] = {}
        self.fact_keys: dict[str, str] = {}
        self.left_out: Counter[str] = Counter()
        self._settings = settings

    @property
    def total(self) -> int:
        """How many things decide: questions and pages."""
        return sum(map(len, self.questions.values())) + sum(map(len, self.pages.values()))

    def _facts_left(self, resolver: type[Resolver]) -> int:
        """How many questions for facts are left to the next runs, where nothing is known of earlier ones."""
        if not self._settings.facts or not costs_a_request(resolver):
            return 0
        return max(0, len(self.facts.get(resolver.name, ())) - self._settings.facts)

    def steps(self) -> list[Step]:
        """Requests by host: APIs first, then pages, those that take longest first."""
        links: Counter[str] = Counter(self.keys.values())
        apis = [
            self._api_step(resolver, questions, sum(links[key] for key in questions))
            for resolver, questions in self._asked()
        ]
        # What only facts are asked for counts for no link: whether it is there, others say.
        pages = [
            self._page_step(host, len(addresses), sum(links[address] for address in addresses))
            for host, addresses in self.pages.items()
        ]
        return sorted(apis, key=_longest_first) + sorted(pages, key=_longest_first)

    def lines(self) -> Iterator[str]:
        """The plan for people, a line a host: `arXiv API (export.arxiv.org): 412 papers in 5 requests, 3 s apart`."""
        steps = self.steps()
        for step in steps:
            yield f"{step}: about {_words(step.seconds)}"
        if self.keys and self._settings.captures:
            yield f"at the end {self._captures()}"
        requests, links = sum(step.requests for step in steps), len(self.keys)
        asked = f"{links:,} {'address' if links == 1 else 'addresses'}"
        yield f"{asked}: {requests:,} {'request' if requests == 1 else 'requests'}, about {_words(self.seconds(steps))}"
        if self.known:
            gone = sum(key in self.known for key in self.keys.values())
            yield f"{gone:,} known to be gone, without a request"
        for reason, number in self.left_out.most_common():
            yield f"{number:,} not asked for: {reason}"

    def _captures(self) -> str:
        """Who is asked at the end, in words: how often is known only then."""
        from awesome_lint.net.resolvers.wayback import Wayback

        settings, most = self._settings, self._settings.captures
        host = _place(settings.apis.get(Wayback.name, Wayback.base))
        apart = f", {interval:g} s apart" if (interval := settings.paces.get(Wayback.name, Wayback.interval)) else ""
        return f"{Wayback.label} ({host}): at most {most} requests{apart}, for captures of what is found dead"

    def seconds(self, steps: Sequence[Step]) -> float:
        """About how long it all takes: all hosts at once, within what may run at a time."""
        work = sum(step.requests * _ANSWER_TIME for step in steps) / max(1, self._settings.concurrency)
        return max([work, *(step.seconds for step in steps)], default=0.0)

    def _asked(self) -> Iterator[tuple[type[Resolver], dict[str, Question]]]:
        """Everything that is asked of APIs; one that is asked for both is asked for both at once."""
        from awesome_lint.net.resolvers import RESOLVERS

        for resolver in RESOLVERS:
            questions = dict(self.questions.get(resolver.name, {}))
            if self._settings.facts or not costs_a_request(resolver):
                questions = {**self.facts.get(resolver.name, {}), **questions}
            if questions:
                yield resolver, questions

    def _api_step(self, resolver: type[Resolver], questions: Mapping[str, Question], links: int) -> Step:
        settings = self._settings
        token = resolver.token is not None and resolver.name in settings.tokens
        interval, concurrency = resolver.rate(token=token, mailto=settings.mailto is not None)
        interval = settings.paces.get(resolver.name, interval)
        left = self._facts_left(resolver)
        things = len({question.value for question in questions.values()}) - left
        requests, note = math.ceil(things / max(1, resolver.batch)), ""
        if resolver.name == "github" and not token:
            requests = min(things, _ANONYMOUS)
            note = f"without a token only {_ANONYMOUS} an hour are answered" if things > _ANONYMOUS else ""
        if further := _further(resolver, questions.values()):
            note = further
        if left:
            note = f"{left:,} more are left to the next runs: --facts"
        return Step(
            label=resolver.label,
            host=_place(settings.apis.get(resolver.name, resolver.base)),
            api=True,
            what=_NOUNS.get(resolver.name, ("thing", "things"))[things != 1],
            things=things,
            links=links,
            requests=requests,
            interval=interval,
            concurrency=concurrency,
            seconds=max((requests - 1) * interval, _ANSWER_TIME * math.ceil(requests / max(1, concurrency))),
            note=note,
        )

    def _page_step(self, host: str, pages: int, links: int) -> Step:
        settings = self._settings
        name = host.partition(":")[0]
        slow = settings.paces.get(name, seconds_apart(knowledge().walls["slow"], name))
        interval = max(slow, settings.interval)
        per_host = 1 if slow else settings.per_host
        at_a_time = max(1, min(per_host, settings.concurrency))
        seconds = max((pages - 1) * interval, _ANSWER_TIME * math.ceil(pages / at_a_time))
        what = "page" if pages == 1 else "pages"
        return Step(host, host, False, what, pages, links, pages, interval, per_host, seconds)


def plan(
    wanted: Iterable[Wanted],
    hosts: Hosts,
    settings: NetSettings,
    include: Sequence[Pattern] = (),
    exclude: Sequence[Pattern] = (),
) -> Plan:
    """What to ask for all that is wanted. An address that is left out is counted once, for the first reason.

    `include`: only addresses that one of these is found in; `exclude`: none of those.
    """
    planner = Planner(hosts, settings, tuple(include), tuple(exclude))
    planner.take(wanted)
    return planner.plan


def page_address(url: str, hosts: Hosts) -> str:
    """The address that is fetched for `url`: without its fragment and what follows readers about; else as it is."""
    text = url.strip().partition("#")[0]
    origin = _ORIGIN.match(text)
    if origin is None:
        return text
    front, rest = origin[0], text[origin.end() :]
    if "?" in rest and (spelling := hosts.spelling(text)) is not None and spelling.tracking:
        rest = rest.partition("?")[0] + (f"?{spelling.query}" if spelling.query else "")
    if not rest.startswith("/"):
        rest = "/" + rest
    elif len(front) + len(rest) == len(text) and front.islower():
        return text  # the same object: there may be a million of them
    return front.lower() + rest


class Planner:
    """Takes addresses one by one, `plan` has what came of them so far.

    What is no web address, or leads nowhere, is left out and counted. What was taken before is no other question, but
    may be asked more.
    """

    def __init__(
        self, hosts: Hosts, settings: NetSettings, include: tuple[Pattern, ...] = (), exclude: tuple[Pattern, ...] = ()
    ) -> None:
        from awesome_lint.net.resolvers import RESOLVERS

        self._hosts = hosts
        self._include, self._exclude = include, exclude
        self._by_kind = {kind: resolver.name for resolver in RESOLVERS for kind in resolver.kinds}
        self._out: set[str] = set()
        self._pages: set[str] = set()
        self.plan = Plan(hosts, settings)

    def take(self, wanted: Iterable[Wanted]) -> None:
        for one in wanted:
            self._take(one)

    def _take(self, wanted: Wanted) -> None:
        url = wanted.url
        key = self.plan.keys.get(url)
        if key is not None and not (wanted.title or wanted.asks):
            return
        if url in self._out:
            return
        if key is None and (reason := self._refused(wanted)):
            self._out.add(url)
            self.plan.left_out[reason] += 1
            return
        target = url.strip()
        inner = self._hosts.unwrap(target)
        leads = (target, inner) if inner is not None and split_url(inner) is not None else (target,)
        for one in leads:
            if (gone := gone_site(self._hosts, one, 0.0)) is not None:
                self.plan.keys[url] = key = f"gone:{gone.source}"
                self.plan.known[key] = gone
                return
        self.plan.keys[url] = self._ask(leads[-1], url, wanted)

    def _refused(self, wanted: Wanted) -> str:
        """Why an address is not asked for, in words; empty: it is."""
        url = wanted.url
        text = url.strip()
        if self._include and not any(one.search(url) for one in self._include):
            return "not included"
        if any(one.search(url) for one in self._exclude):
            return "excluded"
        if not text:
            return "empty"
        if self._hosts.malformed_reason(text, of_paper=False):
            return "malformed"
        address = split_url(text)
        if address is None:
            scheme, colon, _ = text.partition(":")
            other = colon and scheme.isalpha() and len(scheme) > 1
            return f"`{scheme.lower()[:20]}:` addresses" if other else "files and places of the repository itself"
        if not address.scheme:
            return "files and places of the repository itself"
        if "@" in text.partition("://")[2].partition("/")[0].partition("?")[0].partition("#")[0]:
            return "a user name in the address"
        return ""

    def _ask(self, target: str, url: str, wanted: Wanted) -> str:
        """The key of what decides an address, which is now in the plan."""
        identity = self._hosts.identify(target)
        question = self._question(target, identity)
        if question is not None:
            name, asked = question
            key = asked.key
            self._merge(self.plan.questions.setdefault(name, {}), asked, wanted)
        else:
            key = page_address(target, self._hosts)
            if target is url and key == url:
                key = url
            if key not in self._pages:
                self._pages.add(key)
                self.plan.pages.setdefault(_host_of(key), []).append(key)
        if wanted.asks:
            self._ask_for_facts(key, identity, wanted)
        return key

    def _question(self, target: str, identity: Identity) -> tuple[str, Question] | None:
        """Whom to ask what about an address; None: its page is fetched."""
        if "github" in target:
            from awesome_lint.net.resolvers.github_links import github_question

            if (found := github_question(target)) is not None:
                return "github", found
        if identity.kind == "doi" and identity.value.startswith(_ARXIV_DOI):
            number = identity.value.removeprefix(_ARXIV_DOI)
            if _ARXIV.fullmatch(number):  # arXiv's own DOI: arXiv knows best
                identity = identity._replace(kind="arxiv", value=number)
        name = self._by_kind.get(identity.kind)
        if name in (None, "github"):
            return None  # what GitHub's API knows nothing of
        question = _READS[name](identity) if name in _READS else _usual_question(identity)
        return (name, question) if name is not None and question is not None else None

    def _ask_for_facts(self, key: str, identity: Identity, wanted: Wanted) -> None:
        for name, facts, read in _FACTS:
            if facts & wanted.asks and (question := read(identity)) is not None:
                if question.key != key:
                    self.plan.fact_keys[key] = question.key
                self._merge(self.plan.facts.setdefault(name, {}), question, wanted)

    @staticmethod
    def _merge(questions: dict[str, Question], question: Question, wanted: Wanted) -> None:
        """One question for all that is wanted of a thing: all facts, and what several entries call it."""
        before = questions.get(question.key)
        if before is None:
            questions[question.key] = question._replace(title=wanted.title, asks=wanted.asks)
            return
        if wanted.asks - before.asks:
            before = before._replace(asks=before.asks | wanted.asks)
        title = wanted.title
        if title and not before.title:
            before = before._replace(title=title)
        elif title and title != before.title and title not in before.also and len(before.also) < _TITLES:
            before = before._replace(also=(*before.also, title))
        questions[question.key] = before


def _usual_question(identity: Identity) -> Question:
    """A pinned version is another question than the paper: it may not be there.

    So is a publisher's page of a DOI: it may be there without one, or its path may hold more than the DOI.
    """
    key = f"{identity.kind}:{identity.value}{identity.version}"
    if identity.kind == "doi" and identity.host != "doi.org":
        return Question(f"{key} {identity.host}", identity.value, path=identity.host)
    return Question(key, identity.value, identity.version)


def _youtube(identity: Identity) -> Question | None:
    from awesome_lint.net.resolvers.youtube import youtube_question

    return youtube_question(identity)


def _huggingface(identity: Identity) -> Question | None:
    from awesome_lint.net.resolvers.huggingface import huggingface_question

    return huggingface_question(identity)


def _huggingface_paper(identity: Identity) -> Question | None:
    from awesome_lint.net.resolvers.huggingface import paper_question

    return paper_question(identity)


def _doi_of_anthology(identity: Identity) -> Question | None:
    """The DOI that a paper of the ACL Anthology has, if it has one: that has its number in it."""
    if identity.kind != "acl":
        return None
    return Question(identity.folded, f"10.18653/v1/{identity.value}".lower())


def _s2_paper(identity: Identity) -> Question | None:
    from awesome_lint.net.resolvers.s2 import s2_question

    return s2_question(identity)


_READS: Mapping[str | None, Callable[[Identity], Question | None]] = {"youtube": _youtube, "huggingface": _huggingface}
"""What an API is asked about an identity, where that is more than its value."""
_FACTS = (
    ("s2", frozenset(["published", "described"]), _s2_paper),
    ("huggingface", frozenset(["code", "project", "described"]), _huggingface_paper),
    ("doi", frozenset(["described"]), _doi_of_anthology),
)
"""Who is asked about further facts of a paper, by the words of `Wanted.asks`, and how."""


def _further(resolver: type[Resolver], questions: Iterable[Question]) -> str:
    """Whom a resolver may ask besides, and how often at most, in words; empty: nobody."""
    number = sum(resolver.name != "arxiv" or "published" in question.asks for question in questions)
    requests = sum(math.ceil(number / max(1, other.batch)) for other in resolver.further)
    if not requests:
        return ""
    return f"then at most {requests:,} to {' and '.join(other.label for other in resolver.further)}"


def costs_a_request(resolver: type[Resolver]) -> bool:
    """Whether every further fact costs a request of its own, so that only some are asked for in one run."""
    return resolver.batch <= 1


def _place(base: str) -> str:
    """The host of an API's address, with its port where that is not the usual one."""
    address = split_url(base)
    return address.host + (":" + address.port if address.port else "") if address else ""


def _host_of(address: str) -> str:
    """The host of a page's address as it is asked, with its port: `www.` is another host."""
    return address.partition("://")[2].partition("/")[0]


def _longest_first(step: Step) -> tuple[float, int, str]:
    return -step.seconds, -step.requests, step.host


def _words(seconds: float) -> str:
    """`1 s`, `40 s`, `3 min`, `2 h 10 min`."""
    if seconds < 90:
        return f"{max(1, round(seconds)) if seconds else 0} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60:02} min"
