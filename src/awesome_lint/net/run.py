"""Everything of a plan asked at once, politely, and what came of it.

APIs and pages share one limit of requests at a time; how fast a host may be asked, its `Pace` says. A run ends when
all is known, with its time (`NetSettings.max_time`), by Ctrl-C, or when the network is gone: what is not known then is
`unreachable`, never `dead`.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing, suppress
from heapq import nlargest
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from awesome_lint.model import Evidence
from awesome_lint.net.ahead import APIS
from awesome_lint.net.api import Undecided
from awesome_lint.net.pages import at_a_time, fetching
from awesome_lint.net.plan import costs_a_request
from awesome_lint.net.resolvers import RESOLVERS, Question, Resolver
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.net.ahead import Ahead
    from awesome_lint.net.cache import Cache
    from awesome_lint.net.client import ApiClient, Apis
    from awesome_lint.net.plan import Plan
    from awesome_lint.net.safety import Names
    from awesome_lint.net.settings import NetSettings

_TICK = 0.2  # seconds between two reports of progress
_LATELY = 10.0  # seconds that the rate is taken from
_SHOWN = 5  # hosts that are waited for
_LAST_WORDS = 2.0  # seconds for what must be done after an interrupt
_GRACE = 1.0  # seconds that a network has to show that it works after all
_SOON = 5.0  # seconds in which a network that works knows a well-known name
_RARELY = 30.0  # seconds between two looks at a network that works, at most
_SHARED = 65_536  # equal evidence that is kept once
_MINUTE = 60
_NETWORK = frozenset(["no-host", "dns", "no-network", "timeout"])
"""Kinds of evidence that a broken network gives of every link."""
_UNANSWERED = frozenset([*_NETWORK, "refused", "reset"])
"""Kinds of evidence that show no network that works."""
_Work = Coroutine[Any, Any, None]


class State(NamedTuple):
    """How far a run is: `decided` of `total` things are known, `cached` of them from the cache.

    `waiting` are hosts with the number of things that are still to be asked there, the greatest first, some of them.
    `elapsed` are seconds, `rate` things decided a second, lately and not counting the cache's. `slowed` are APIs that
    asked to slow down, with the seconds until they are asked again, the longest first.
    """

    decided: int
    total: int
    cached: int = 0
    waiting: tuple[tuple[str, int], ...] = ()
    elapsed: float = 0.0
    rate: float = 0.0
    slowed: tuple[tuple[str, float], ...] = ()


class Progress(Protocol):
    """Whom a run tells how far it is, some times a second."""

    def __call__(self, state: State, /) -> None:
        """It must not take long."""
        ...


class Hint(NamedTuple):
    """What would have helped, and how many addresses it is about.

    `github-token`, `s2-token` …: a token for that API, by its resolver's name. `max-time`: more time. `facts`: further
    facts that cost a request each are left to the next runs; it counts papers.
    """

    name: str
    links: int


class Result(NamedTuple):
    """What a run came to.

    `evidence` is by the address exactly as the list writes it; addresses that the plan leaves out are not in it.
    `interrupted`: by Ctrl-C; `out_of_time`: by `NetSettings.max_time`; `offline`: the network does not work, or went.
    `requests` are those sent, by host; `asked` and `cached` how many things were asked for, and known from the cache;
    `left_out` as in `Plan`; `trouble` what kept the cache from being used, in words, or empty.
    """

    evidence: Mapping[str, Evidence]
    interrupted: bool = False
    out_of_time: bool = False
    offline: bool = False
    requests: Mapping[str, int] = MappingProxyType({})
    hints: tuple[Hint, ...] = ()
    asked: int = 0
    cached: int = 0
    left_out: Mapping[str, int] = MappingProxyType({})
    trouble: str = ""


def check(
    plan: Plan,
    settings: NetSettings,
    cache: Cache | None = None,
    progress: Progress | None = None,
    *,
    clock: Callable[[], float] = time.time,
) -> Result:
    """Ask all that `plan` holds and `cache` does not know. It never fails for what the network does.

    `client.AddressError` where the settings of an API that is to be asked cannot be.

    The cache is written, and stays open. `clock` says when evidence was had, in Unix seconds; limits and paces go by a
    clock that never jumps.
    """
    return Run(plan, settings, cache, clock=clock).finish(progress)


class _ByAddress(Mapping[str, Evidence]):
    """Evidence by address, kept by what decides it: many addresses share one."""

    def __init__(self, keys: Mapping[str, str], evidence: Mapping[str, Evidence], unknown: Evidence) -> None:
        self._keys, self._evidence, self._unknown = keys, evidence, unknown

    def __getitem__(self, url: str) -> Evidence:
        return self._evidence.get(self._keys[url], self._unknown)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


class Run:
    """One run, and what it knows so far: that stays whatever ends it. `check` is one from beginning to end.

    With a process that fetches pages (`ahead`), those that the plan has so far can be begun while the rest is made.
    """

    def __init__(
        self,
        plan: Plan,
        settings: NetSettings,
        cache: Cache | None = None,
        *,
        ahead: Ahead | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._plan, self._cache = plan, cache
        self._settings = settings._replace(concurrency=at_a_time(settings))
        self._ahead, self._clock = ahead, clock
        self._progress: Progress | None = None
        self.interrupted = self.out_of_time = self.offline = False
        self._begun = time.monotonic()
        self._evidence: dict[str, Evidence] = {}
        self._facts: dict[str, list[Evidence]] = {}
        self._captures: dict[str, str] = {}
        self._suspects: dict[str, Evidence] = {}  # dead, if the network worked
        self._doubtful: list[str] = []  # unreachable, if it did
        self._pages: dict[str, list[str]] = {}
        self._seen: Counter[str] = Counter()
        self._questions: list[tuple[type[Resolver], list[Question], bool]] = []
        self._left: Counter[str] = Counter()
        self._postponed: Counter[str] = Counter()  # questions for facts that are left to the next runs
        self._cached = self._asked = 0
        self._answered = 0
        self._slowed: Callable[[], Mapping[str, float]] = dict
        self._trouble: asyncio.Event | None = None  # something failed as all does without a network
        self._recent: deque[tuple[float, int]] = deque()
        self._requests: Counter[str] = Counter()
        self._workers: list[asyncio.Task[None]] = []
        self._equal: dict[Evidence, Evidence] = {}
        accepted = ",".join(map(str, sorted(settings.accept)))
        self._page = f"page accept={accepted}" if accepted else "page"
        if settings.describe:
            self._page = f"{self._page} described"
        self._waiting: tuple[float, tuple[tuple[str, int], ...]] = (0.0, ())

    def begin(self) -> None:
        """Let the pages that the plan has so far be fetched by the other process, if there is one."""
        if self._ahead is None:
            return
        self._remember_pages()
        pages, self._pages = self._pages, {}
        if pages:
            self._ahead.ask(pages)

    def finish(self, progress: Progress | None = None) -> Result:
        """Ask for all that the plan has, and say what is known. Never fails for what the network does."""
        self._progress = progress
        try:
            self._remember()
            self.begin()
            asyncio.run(self._ask(usual=signal.getsignal(signal.SIGINT) is signal.default_int_handler))
        except (KeyboardInterrupt, asyncio.CancelledError):
            self.interrupted = True
        return self._result()

    # What the cache knows

    def _remember(self) -> None:
        """Take what the cache knows, and note what is left to ask."""
        plan = self._plan
        for key, evidence in plan.known.items():
            self._evidence[key] = evidence._replace(checked=int(self._clock()))
            self._note_found(key, self._evidence[key])
        for resolver in RESOLVERS:
            for questions, facts in ((plan.questions, False), (plan.facts, True)):
                wanted = questions.get(resolver.name)
                if wanted:
                    self._questions.append((resolver, self._unknown(resolver, wanted, facts), facts))
        self._remember_pages()

    def _remember_pages(self) -> None:
        """The same for the pages that came to the plan since the last time."""
        for host, listed in self._plan.pages.items():
            addresses = listed[self._seen[host] :] if self._seen[host] else listed
            self._seen[host] = len(listed)
            who = self._who_of_page(host)
            known = dict(self._cache.load(who, addresses)) if self._cache else {}
            self._evidence.update((address, self._shared(evidence)) for address, evidence in known.items())
            self._cached += len(known)
            # The first one written is asked first.
            left = [address for address in reversed(addresses) if address not in known] if known else addresses[::-1]
            if left:
                self._pages[host] = left
                self._left[host] += len(left)

    def _unknown(self, resolver: type[Resolver], wanted: Mapping[str, Question], facts: bool) -> list[Question]:
        """The questions that the cache does not answer: those about one thing side by side."""
        known: dict[str, Evidence] = {}
        if self._cache is not None:
            rows = {_cache_key(question): key for key, question in wanted.items()}
            who = self._who(resolver)
            for row, evidence in self._cache.load(who, rows, facts=facts):
                if row in rows:
                    known[rows[row]] = evidence
        for key, evidence in known.items():
            if facts:
                self._facts.setdefault(key, []).append(evidence)
            else:
                self._evidence[key] = self._shared(evidence)
        if not facts:
            self._cached += len(known)
        left = [question for key, question in wanted.items() if key not in known]
        if facts and costs_a_request(resolver):
            left = self._affordable(resolver, left)
        self._left[resolver.label] += len(left)
        return sorted(left, key=lambda question: question.value.lower())

    def _affordable(self, resolver: type[Resolver], questions: list[Question]) -> list[Question]:
        """Those questions for facts that this run may ask: what was never asked first, then what is oldest.

        So the next runs go through all of a list.
        """
        most = self._settings.facts
        if len(questions) <= most:
            return questions
        self._postponed[resolver.name] = len(questions) - most
        if self._cache is not None and most:
            rows = {id(question): _cache_key(question) for question in questions}
            asked = self._cache.last_asked(self._who(resolver), rows.values())
            questions = sorted(questions, key=lambda question: asked.get(rows[id(question)], 0))
        return questions[:most]

    def _who(self, resolver: type[Resolver]) -> str:
        """Under which name an API's answers are kept: another address may have other answers."""
        base = self._settings.apis.get(resolver.name)
        return resolver.name if base is None else f"{resolver.name}@{base}"

    def _who_of_page(self, host: str) -> str:
        """Under which name answers about pages are kept: settings that change what counts as good are part of it."""
        if not self._settings.resolve:
            return self._page
        named = (self._settings.resolve.get(one) for one in (host, host.partition(":")[0], "*"))
        where = next(filter(None, named), "")
        return f"{self._page} at {where}" if where else self._page

    # Asking

    async def _ask(self, *, usual: bool) -> None:
        """Ask for all that is unknown, until that is done or something ends it. `usual`: nobody else heeds Ctrl-C."""
        if usual:
            _heed_interrupts()
        teller = asyncio.create_task(self._tell_and_keep())
        stack = AsyncExitStack()
        try:
            await self._ask_all(stack)
        except asyncio.CancelledError:  # Ctrl-C: what is known stays
            self.interrupted = True
        finally:
            teller.cancel()
            await asyncio.gather(teller, return_exceptions=True)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LAST_WORDS):
                    await stack.aclose()

    async def _ask_all(self, stack: AsyncExitStack) -> None:
        from awesome_lint.net.client import Apis
        from awesome_lint.net.safety import Names

        settings, names = self._settings, Names(self._settings)
        total = asyncio.Semaphore(max(1, settings.concurrency if self._ahead is None else APIS))
        stack.push_async_callback(names.aclose)
        apis = await stack.enter_async_context(Apis(settings, names=names, total=total))
        self._slowed, self._trouble = apis.slowed, names.trouble
        stack.callback(lambda: self._requests.update(apis.counts()))
        work = list(self._api_work(apis))
        if self._ahead is not None:
            work.append(self._take_answers(self._ahead, names, total, stack))
        elif self._pages:
            work += await self._fetching(names, total, stack)
        watcher = asyncio.create_task(self._watch(names.trouble)) if work and not settings.proxy else None
        try:
            self.out_of_time = not await self._work(work, self._time_left())
        finally:
            if watcher is not None:
                watcher.cancel()
                await asyncio.gather(watcher, return_exceptions=True)
            await self._verify()
        if not (self.out_of_time or self.offline or self.interrupted):
            await self._work([self._find_captures(apis)], self._time_left())

    def _api_work(self, apis: Apis) -> Iterator[_Work]:
        """What asks the APIs: as many for each as it may be asked at a time."""
        asked: dict[str, Resolver] = {}  # one object for a run: it knows what was refused
        # All of them first: faults of the settings show before anything is asked.
        clients = [apis.at(kind) for kind, _, _ in self._questions]
        for (kind, questions, facts), client in zip(self._questions, clients, strict=True):
            if not questions:
                continue
            resolver = asked.setdefault(kind.name, kind())
            batches = _batches(questions, kind.batch)
            at_a_time = kind.rate(token=client.token is not None, mailto=client.mailto is not None)[1]
            for _ in range(min(max(1, at_a_time), len(questions))):
                yield self._ask_api(resolver, client, batches, facts)

    async def _work(self, work: Sequence[_Work], seconds: float | None) -> bool:
        """Do all this at the same time, and say whether the time was enough. Then what is under way is given up."""
        self._workers = [asyncio.ensure_future(one) for one in work]
        unfinished: set[asyncio.Task[None]] = set()
        try:
            if self._workers:
                _, unfinished = await asyncio.wait(self._workers, timeout=seconds)
        except asyncio.CancelledError:
            self.interrupted = True
            raise
        finally:
            for worker in self._workers:
                worker.cancel()
            done = await asyncio.gather(*self._workers, return_exceptions=True)
            self._workers = []
        for failure in done:
            if isinstance(failure, Exception):
                raise failure
        return not unfinished

    async def _fetching(self, names: Names, total: asyncio.Semaphore, stack: AsyncExitStack) -> list[_Work]:
        """What fetches the pages here."""
        from awesome_lint.net.fetch import Fetcher

        fetcher = await stack.enter_async_context(Fetcher(self._settings, self._plan.hosts, names=names, total=total))
        stack.callback(lambda: self._requests.update(fetcher.requests))
        pages, self._pages = self._pages, {}
        return list(fetching(fetcher, pages, self._settings, self._decide_page))

    async def _take_answers(self, ahead: Ahead, names: Names, total: asyncio.Semaphore, stack: AsyncExitStack) -> None:
        """What the other process found."""
        stack.callback(lambda: self._requests.update(ahead.requests))
        try:
            try:
                async with aclosing(ahead.answers()) as answers:
                    async for evidence, addresses in answers:
                        for address in addresses:
                            await self._decide_page(_host(address), address, evidence)
            finally:
                ahead.stop()
        except EOFError:  # something ended it: what it did not say is asked for here
            for host, addresses in self._plan.pages.items():
                left = [one for one in addresses[::-1] if one not in self._evidence and one not in self._suspects]
                if left:
                    self._pages[host] = left
            await asyncio.gather(*await self._fetching(names, total, stack))

    async def _decide_page(self, host: str, address: str, evidence: Evidence) -> None:
        self._left[host] -= 1
        self._decide(address, evidence, self._who_of_page(host))
        self._note_answer(evidence)

    async def _ask_api(
        self, resolver: Resolver, client: ApiClient, batches: Iterator[list[Question]], facts: bool
    ) -> None:
        for batch in batches:
            try:
                answers = await resolver.ask(batch, client)
            except Undecided as why:
                answers = {}
                missing = Evidence("unreachable", why.kind, why.reason, resolver.label)
            except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
                # An answer that nobody thought of must not cost what other hosts say.
                answers = {}
                reason = f"{resolver.label} answered with something unreadable ({type(error).__name__})"
                missing = Evidence("unreachable", "protocol", reason, resolver.label)
            else:
                missing = Evidence("unreachable", "undecided", f"{resolver.label} does not say", resolver.label)
            self._note_answer(missing)
            who = self._who(type(resolver))
            for question in batch:
                evidence = answers.get(question.key)
                if facts:
                    self._learn(question, evidence, missing.kind == "undecided", who)
                else:
                    self._decide(question.key, evidence or missing, who, _cache_key(question))
            self._left[resolver.label] -= len(batch)

    def _decide(self, key: str, evidence: Evidence, who: str, row: str | None = None) -> None:
        """Take the verdict on one thing."""
        evidence = evidence._replace(checked=int(self._clock()))
        self._asked += 1
        if evidence.kind == "no-host":
            self._suspects[key] = evidence  # nobody knows yet whether the network worked then
            return
        self._evidence[key] = self._shared(evidence) if evidence.verdict == "ok" else evidence
        if self._cache is not None:
            self._cache.store(who, row or key, evidence)
        if evidence.kind in _NETWORK:
            self._doubtful.append(key)
        else:
            self._note_found(key, evidence)

    def _learn(self, question: Question, evidence: Evidence | None, answered: bool, who: str) -> None:
        """Take what a further source knows of a paper; that it knows nothing is an answer too."""
        if evidence is None and not answered:
            return
        if evidence is not None and evidence.verdict == "unreachable":
            return  # of a batch that failed in part: whether it knows the paper is open
        evidence = (evidence or Evidence("ok"))._replace(checked=int(self._clock()))
        self._facts.setdefault(question.key, []).append(evidence)
        if self._cache is not None:
            self._cache.store(who, _cache_key(question), evidence)

    def _note_found(self, key: str, evidence: Evidence) -> None:
        if self._cache is not None:
            self._cache.found(key, evidence)

    def _shared(self, evidence: Evidence) -> Evidence:
        """One object for equal evidence: most pages of a host say the same in the same minute."""
        evidence = evidence._replace(checked=evidence.checked // _MINUTE * _MINUTE)
        if len(self._equal) >= _SHARED:
            self._equal.clear()
        return self._equal.setdefault(evidence, evidence)

    # The network

    def _note_answer(self, evidence: Evidence) -> None:
        """Note that something answered, or that it failed as all does without a network."""
        if evidence.kind not in _UNANSWERED:
            self._answered += 1
        elif self._trouble is not None and evidence.kind in _NETWORK and evidence.kind != "no-host":
            self._trouble.set()

    async def _watch(self, trouble: asyncio.Event) -> None:
        """End the run as soon as the network is known not to work, or to work no more.

        Where well-known names are unknown from the beginning, an answer shows that the network is one of its own.
        """
        worked = await self._network_works()
        while True:
            await trouble.wait()
            trouble.clear()
            answered = self._answered if worked else 0
            if await self._fails() and self._answered == answered:
                self.offline = True
                for worker in self._workers:
                    worker.cancel()
                return
            if self._answered and not worked:
                return
            worked = True

    async def _fails(self) -> bool:
        """Whether the network does not work, also after a moment; where it does, the next look can wait."""
        begun = time.monotonic()
        if await self._network_works():
            await asyncio.sleep(min(_RARELY, _GRACE + begun - self._begun))
            return False
        left = _GRACE - (time.monotonic() - begun)
        if left <= 0:
            return True  # it had its time
        await asyncio.sleep(left)
        return not await self._network_works()

    async def _network_works(self) -> bool:
        """Whether a well-known name resolves now, and soon."""
        from awesome_lint.net.safety import Names

        names = Names(self._settings)  # its own: those of the run may be busy with names that nobody answers for
        try:
            async with asyncio.timeout(_SOON):
                return await names.works()
        except TimeoutError:
            return False
        finally:
            await names.aclose()

    async def _verify(self) -> None:
        """Ask again for hosts that were not there: only where the network works before and after are they believed.

        Names that resolve now were missing because of the network. It ends soon where the run was to end.
        """
        limit = _LAST_WORDS if self.out_of_time or self.interrupted or self.offline else None
        suspects, self._suspects = self._suspects, {}
        confirmed: frozenset[str] = frozenset()
        nobody = self._answered == 0 and not self._settings.proxy
        try:
            async with asyncio.timeout(limit):
                if suspects and not self.offline:
                    confirmed = await self._missing({evidence.source for evidence in suspects.values()})
                if nobody and self._asked and not self.offline and not confirmed:
                    self.offline = not await self._network_works()
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            self.interrupted = True
        finally:
            if not self.offline:
                for key in self._doubtful:
                    self._note_found(key, self._evidence[key])
            for key, evidence in suspects.items():
                if evidence.source in confirmed:
                    self._evidence[key] = evidence
                    if self._cache is not None:
                        self._cache.store(self._who_of_page(_host(key)), key, evidence)
                    self._note_found(key, evidence)
                elif self.offline:
                    self._evidence[key] = _NO_NETWORK._replace(checked=evidence.checked)
                else:
                    reason = "its host was not found, and whether the network worked then is not known"
                    self._evidence[key] = Evidence("unreachable", "dns", reason, evidence.source, evidence.checked)

    async def _missing(self, hosts: Iterable[str]) -> frozenset[str]:
        """Those hosts of which there is none, asked anew."""
        from awesome_lint.net.faults import Unreached
        from awesome_lint.net.safety import Names

        names = Names(self._settings)
        missing = set()

        async def ask(host: str) -> None:
            try:
                await names.endpoints(host, 443)
            except Unreached as error:
                if error.fault.kind == "no-host":
                    missing.add(host)

        try:
            if not await names.works():
                return frozenset()
            for some in _parts(hosts, 256):
                await asyncio.gather(*map(ask, some))
            return frozenset(missing) if await self._network_works() else frozenset()
        finally:
            await names.aclose()

    def _time_left(self) -> float | None:
        if self._settings.max_time is None:
            return None
        return max(0.0, self._settings.max_time - (time.monotonic() - self._begun))

    # Captures of what is dead

    async def _find_captures(self, apis: Apis) -> None:
        """Look dead links up in the Wayback Machine, as far as that is polite."""
        from awesome_lint.net.resolvers.wayback import Wayback, wayback_question

        wanted: dict[str, Question] = {}
        seen: set[str] = set()
        for url, key in self._plan.keys.items():
            evidence = self._evidence.get(key)
            if evidence is None or evidence.verdict != "dead" or evidence.capture:
                continue
            # Addresses of one page may be captured under one spelling; other keys share one capture.
            if key not in seen and (question := wayback_question(url)) is not None:
                seen.add(key)
                wanted[key] = question
        if not wanted or not self._settings.captures:
            return
        who = self._who(Wayback)
        by_row = {question.value: key for key, question in wanted.items()}
        if self._cache is not None:
            for row, known in self._cache.load(who, by_row, facts=True):
                self._captures[by_row.get(row, "")] = known.capture
        left = [(key, question) for key, question in wanted.items() if key not in self._captures]
        left = left[: self._settings.captures]
        if not left:
            return
        self._left[Wayback.label] = len(left)
        resolver, client = Wayback(), apis.at(Wayback)
        for key, question in left:
            try:
                answers = await resolver.ask([question], client)
            except Undecided:
                return
            self._left[Wayback.label] -= 1
            found = answers.get(question.key)
            self._captures[key] = found.capture if found is not None else ""
            if self._cache is not None:
                answer = Evidence("ok", capture=self._captures[key], checked=int(self._clock()))
                self._cache.store(who, question.value, answer)

    # While it runs

    async def _tell_and_keep(self) -> None:
        """Say how far it is, and write what the cache is to keep, until cancelled."""
        while True:
            self._tell()
            if self._cache is not None and self._cache.due:
                await asyncio.to_thread(self._cache.flush)
            await asyncio.sleep(_TICK)

    def _tell(self) -> None:
        if self._progress is None:
            return
        now = time.monotonic()
        self._recent.append((now, self._asked))
        while len(self._recent) > 2 and now - self._recent[0][0] > _LATELY:
            self._recent.popleft()
        since, before = self._recent[0]
        rate = (self._asked - before) / (now - since) if now > since else 0.0
        if now >= self._waiting[0]:
            left = [(host, number) for host, number in self._left.items() if number > 0]
            waiting = tuple(nlargest(_SHOWN, left, key=lambda row: row[1]))
            # With very many hosts that takes long, and is done rarely.
            self._waiting = now + max(_TICK, 20 * (time.monotonic() - now)), waiting
        decided = self._cached + self._asked
        slowed = sorted(self._slowed().items(), key=lambda row: -row[1])
        state = State(decided, self._plan.total, self._cached, self._waiting[1], now - self._begun, rate, tuple(slowed))
        self._progress(state)

    # What came of it

    def _result(self) -> Result:
        """What is known now."""
        plan = self._plan
        unknown = self._unknown_evidence()
        if self.offline:
            for key, evidence in self._evidence.items():
                if evidence.kind in _NETWORK:
                    self._evidence[key] = unknown
        for key, fact in self._known_facts():
            self._evidence[key] = _with_facts(self._evidence[key], fact)
        self._date()
        for key, capture in self._captures.items():
            if capture and key in self._evidence:
                self._evidence[key] = self._evidence[key]._replace(capture=capture)
        if self._cache is not None:
            self._cache.flush()
        self._waiting, self._slowed = (float("inf"), ()), dict
        self._tell()
        return Result(
            evidence=_ByAddress(plan.keys, self._evidence, unknown),
            interrupted=self.interrupted,
            out_of_time=self.out_of_time,
            offline=self.offline,
            requests=dict(self._requests),
            hints=self._hints(unknown),
            asked=self._asked,
            cached=self._cached,
            left_out=dict(plan.left_out),
            trouble=self._cache.trouble if self._cache is not None else "",
        )

    def _known_facts(self) -> Iterator[tuple[str, Evidence]]:
        """What further sources know, by the key of what decides."""
        if not self._facts:
            return
        own: dict[str, list[str]] = {}
        for key, fact_key in self._plan.fact_keys.items():
            own.setdefault(fact_key, []).append(key)
        for fact_key, facts in self._facts.items():
            for key in (fact_key, *own.get(fact_key, ())):
                if key in self._evidence:
                    for fact in facts:
                        yield key, fact

    def _date(self) -> None:
        """Say of what is dead or unreachable since when it is."""
        for verdict in ("dead", "unreachable"):
            keys = [key for key, evidence in self._evidence.items() if evidence.verdict == verdict]
            known = self._cache.streaks(verdict, keys) if self._cache is not None else {}
            for key in keys:
                evidence = self._evidence[key]
                since, days = known.get(key, (evidence.checked, 1))
                self._evidence[key] = evidence._replace(since=since, days=days)

    def _unknown_evidence(self) -> Evidence:
        """The evidence of what was not asked for, or not to the end."""
        now = int(self._clock())
        if self.offline:
            return _NO_NETWORK._replace(checked=now)
        why = "the run was interrupted before it was known" if self.interrupted else "there was no time left to ask"
        return Evidence("unreachable", "no-time", why, checked=now)

    def _hints(self, unknown: Evidence) -> tuple[Hint, ...]:
        plan, settings = self._plan, self._settings
        links: Counter[str] = Counter()
        undecided: Counter[str] = Counter()
        names = {key: name for name, questions in plan.questions.items() for key in questions}
        for key in plan.keys.values():
            evidence = self._evidence.get(key, unknown)
            if evidence.kind == "no-time":
                undecided["max-time"] += 1
            if (name := names.get(key)) is not None:
                links[name] += 1
                undecided[name] += evidence.verdict == "unreachable"
        hints = []
        for resolver in RESOLVERS:
            if resolver.token is None or resolver.name in settings.tokens or self.offline:
                continue
            # GitHub answers sixty questions an hour without a token, and knows no more than whether a thing is there.
            number = links[resolver.name] if resolver.name == "github" else undecided[resolver.name]
            if resolver.name in plan.facts and self._left_open(resolver.name):
                number += self._left_open(resolver.name)
            if number:
                hints.append(Hint(f"{resolver.name}-token", number))
        if settings.facts and not self.offline and (later := sum(self._postponed.values())):
            hints.append(Hint("facts", later))
        if self.out_of_time and undecided["max-time"]:
            hints.append(Hint("max-time", undecided["max-time"]))
        return tuple(hints)

    def _left_open(self, name: str) -> int:
        """How many questions for further facts were not answered."""
        return sum(key not in self._facts for key in self._plan.facts.get(name, ())) - self._postponed[name]


def _heed_interrupts() -> None:
    """Let every Ctrl-C cancel the task that runs, where the system can tell the loop of events of it.

    By default a second one breaks into whatever runs just then, and may take a step away that a task waits for.
    """
    task = asyncio.current_task()
    with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, and threads other than the main one
        if task is not None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGINT, task.cancel)


_NO_NETWORK = Evidence("unreachable", "no-network", "the network does not work")


def _with_facts(evidence: Evidence, fact: Evidence) -> Evidence:
    """What a further source knows, added: it changes no verdict."""
    return evidence._replace(
        published=tuple(dict.fromkeys((*evidence.published, *fact.published))),
        resources=tuple(dict.fromkeys((*evidence.resources, *fact.resources))),
        described=tuple(dict.fromkeys((*evidence.described, *fact.described))),
        withdrawn=evidence.withdrawn or fact.withdrawn,
    )


def _cache_key(question: Question) -> str:
    """Under which key the answer to a question is kept: the answer may depend on all that was asked."""
    titles = "\0".join(filter(None, (question.title, *question.also)))
    if not titles and not question.asks:
        return question.key
    from hashlib import blake2b

    asks = ",".join(sorted(question.asks))
    return f"{question.key} {blake2b(f'{titles} {asks}'.encode(errors='replace'), digest_size=8).hexdigest()}"


def _batches(questions: Sequence[Question], size: int) -> Iterator[list[Question]]:
    """Questions about at most `size` things at a time; those about one thing stay together."""
    batch: list[Question] = []
    values: set[str] = set()
    for question in questions:
        value = question.value.lower()
        if value not in values and len(values) >= max(1, size):
            yield batch
            batch, values = [], set()
        batch.append(question)
        values.add(value)
    if batch:
        yield batch


def _parts(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    rows = list(rows)
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _host(address: str) -> str:
    return address.partition("://")[2].partition("/")[0]
