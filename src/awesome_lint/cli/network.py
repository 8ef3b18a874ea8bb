"""How the link checker asks: from options, the environment and configuration files to `NetSettings`.

A configuration file may come from a stranger's pull request: it says what is asked and how patiently, never where
secrets go, and never more at a time than the command does of itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ipaddress import ip_address
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from awesome_lint.files import why_unreadable
from awesome_lint.lint.configuration import Configuration
from awesome_lint.net.settings import NetSettings
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.net.resolvers.base import Resolver

Function = TypeVar("Function", bound=Callable[..., Any])

TOKENS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "github": ("GITHUB_TOKEN", "GH_TOKEN"),
        "s2": ("S2_API_KEY",),
        "huggingface": ("HF_TOKEN",),
    }
)
"""The variables that hold an API's secret, the stronger first."""
MAILTO = ("AWESOME_LINT_MAILTO", "CROSSREF_MAILTO")
"""The variables that hold the address by which Crossref and others can reach whoever asks."""
CAPS: Mapping[str, tuple[str, float]] = MappingProxyType(
    {
        "concurrency": ("concurrency", NetSettings().concurrency),
        "per-host": ("per_host", NetSettings().per_host),
        "retries": ("retries", 5),
        "timeout": ("timeout", 120),
        "facts": ("facts", 200),
    }
)
"""The most that a configuration file may ask for: its key, the setting, and the bound."""
LEAST_TIMEOUT = 0.1  # seconds: nobody answers sooner
LAST_STATUS = 999  # LinkedIn's
LAST_PORT = 65_535

_DURATION = pattern(r"(?:([0-9]+)h)?(?:([0-9]+)m(?!s))?(?:([0-9]+(?:\.[0-9]+)?)s?)?")
_RANGE = pattern(r"([0-9]{3})?\s*(\.\.=|\.\.|-)\s*([0-9]{3})?")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = pattern(rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]")
_HEADER_NAME = pattern(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_PRINTABLE = pattern(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_TOKEN = pattern(r"[\x21-\x7e]+")
_MAIL = pattern(r"[^\s@<>,;:\x00-\x20\x7f]+@[^\s@<>,;:\x00-\x20\x7f]+")


class Network(NamedTuple):
    """The options of `links` that are about asking, by their names; None: not given."""

    dry_run: bool
    include: tuple[re.Pattern[str], ...]
    exclude: tuple[re.Pattern[str], ...]
    accept: frozenset[int] | None
    timeout: float | None
    max_time: float | None
    concurrency: int | None
    per_host: int | None
    retries: int | None
    facts: int | None
    user_agent: str | None
    header: tuple[tuple[str, str, str], ...]
    proxy: str | None
    resolve: tuple[tuple[str, str], ...]
    dns: str | None
    ca_file: str | None
    allow_private: bool
    cache: str | None
    cache_age: float | None
    no_cache: bool
    dead_for: int | None
    history: str | None
    api: tuple[tuple[str, str], ...]

    def refuse_contradictions(self) -> None:
        """`UsageError` where options do not go together."""
        if self.no_cache and self.cache is not None:
            raise click.UsageError("--no-cache keeps nothing, and --cache says where: use one of them")
        if self.no_cache and self.dead_for and self.history is None:
            raise click.UsageError(
                "--dead-for counts days in the cache, and --no-cache keeps none: use one of them, or --history FILE"
            )

    def settings(self, configurations: Sequence[Configuration], environment: Mapping[str, str]) -> NetSettings:
        """What holds for the run. `ClickException` where the environment holds what cannot be sent."""
        headers: dict[str, tuple[tuple[str, str], ...]] = {}
        for host, name, value in self.header:
            headers[host] = (*headers.get(host, ()), (name, value))
        default = NetSettings()
        timeout = _limit(self.timeout, "timeout", configurations, max, default.timeout)
        accept = self.accept
        if accept is None:
            accept = frozenset(int(status) for one in configurations for status in one.links.get("accept", ()))
        return default._replace(
            timeout=max(timeout, LEAST_TIMEOUT),
            link_time=max(default.link_time, 3 * timeout),
            max_time=_limit(self.max_time, "max-time", configurations, min, None),
            concurrency=int(_limit(self.concurrency, "concurrency", configurations, min, default.concurrency)),
            per_host=int(_limit(self.per_host, "per-host", configurations, min, default.per_host)),
            retries=int(_limit(self.retries, "retries", configurations, min, default.retries)),
            facts=int(_limit(self.facts, "facts", configurations, min, default.facts)),
            accept=accept,
            user_agent=self.user_agent or default.user_agent,
            headers=MappingProxyType(headers),
            proxy=self.proxy,
            resolve=MappingProxyType(dict(self.resolve)),
            dns=self.dns,
            ca_file=self.ca_file,
            allow_private=self.allow_private,
            apis=MappingProxyType(dict(self.api)),
            tokens=MappingProxyType(dict(tokens(environment))),
            mailto=mailto(environment),
        )

    def cache_days(self, configurations: Sequence[Configuration]) -> float | None:
        """For how many days a good answer is believed; None: as the cache has it."""
        days: float | None = _limit(self.cache_age, "cache-age", configurations, min, None)
        return days

    def dead_days(self, configuration: Configuration) -> int | None:
        """On how many days a link of a list must have been dead before it is reported; None: nobody says."""
        said = self.dead_for if self.dead_for is not None else configuration.links.get("dead-for")
        return None if said is None else int(said)

    def capped(self, configurations: Iterable[Configuration]) -> Iterator[str]:
        """What configuration files ask for in vain, ready to be said."""
        for configuration in configurations:
            for key, (setting, most) in CAPS.items():
                wanted = configuration.links.get(key)
                if wanted is not None and wanted > most and getattr(self, setting) is None:
                    place = f"{configuration.origin('links', key)}: links.{key} = {wanted:g}"
                    yield f"{place} is more than a file may ask for: {most:g} holds; use --{key}"


def tokens(environment: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The secrets that the environment holds, by API. `ClickException` for one that no header can carry."""
    for api, names in TOKENS.items():
        name = next((name for name in names if environment.get(name, "").strip()), None)
        if name is None:
            continue
        token = environment[name].strip()
        if not _TOKEN.fullmatch(token):
            raise click.ClickException(
                f"{name} in the environment holds characters that no token has: set it anew, or unset it"
            )
        yield api, token


def mailto(environment: Mapping[str, str]) -> str | None:
    """The mail address that the environment holds. `ClickException` for what is none."""
    name = next((name for name in MAILTO if environment.get(name, "").strip()), None)
    if name is None:
        return None
    address = environment[name].strip()
    if not _MAIL.fullmatch(address):
        raise click.ClickException(
            f"{name} in the environment is no mail address: {address!r}; write it as name@example.org"
        )
    return address


def _limit(
    given: float | None,
    key: str,
    configurations: Sequence[Configuration],
    together: Callable[[list[float]], float],
    default: Any,
) -> Any:
    """What the command line says, else what the configurations come to, within bounds, else the default."""
    if given is not None:
        return given
    said = [float(one.links[key]) for one in configurations if key in one.links]
    if not said:
        return default
    most = CAPS[key][1] if key in CAPS else float("inf")
    return min(together(said), most)


# Values of options


def parse_duration(text: str) -> float:
    """Seconds of `90`, `90s`, `1.5s`, `10m` or `1h30m`. `ValueError` for what is no time, and for none at all."""
    found = _DURATION.fullmatch(text.strip().lower())
    if not text.strip() or found is None:
        raise ValueError(f"{text!r} is no time: seconds, or 90s, 10m, 1h30m")
    hours, minutes, seconds = found.groups()
    total = 3600 * int(hours or 0) + 60 * int(minutes or 0) + float(seconds or 0)
    if not total:
        raise ValueError(f"{text!r} is no time to wait: seconds, or 90s, 10m, 1h30m")
    return total


def parse_codes(text: str) -> frozenset[int]:
    """The status codes of `403,429` and `200..=299` (with its end), `200..300` (without), `500..`, `..=299`."""
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        if part.isascii() and part.isdecimal() and 100 <= int(part) <= LAST_STATUS:
            found.add(int(part))
            continue
        between = _RANGE.fullmatch(part)
        if between is None or not (between[1] or between[3]) or (between[2] == "-" and not (between[1] and between[3])):
            raise ValueError(f"{part!r} is neither a status code from 100 to {LAST_STATUS} nor a range as 200..=299")
        first = max(100, int(between[1] or 100))
        last = int(between[3]) - (between[2] == "..") if between[3] else LAST_STATUS
        if first > last:
            raise ValueError(f"{part!r} holds no status code: a range goes upwards, as 200..=299")
        found.update(range(first, last + 1))
    if not found:
        raise ValueError("no status code: write 403, or 200..=299")
    return frozenset(found)


def parse_header(text: str) -> tuple[str, str, str]:
    """Host, name and value of `HOST:NAME=VALUE`. `ValueError` names no value: it may be a secret."""
    found = re.match(r"(\[[^\]]*\]|[^:]*):([^=]*)=(.*)", text, re.DOTALL)
    if found is None:
        raise ValueError("expected HOST:NAME=VALUE")
    host, name, value = parse_host(found[1]), found[2].strip(), found[3].strip()
    if not _HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of a header: expected HOST:NAME=VALUE, without a port")
    if name.lower() in ("host", "content-length", "transfer-encoding", "connection"):
        raise ValueError(f"the header {name} is the client's own: leave it out")
    if not _PRINTABLE.fullmatch(value):
        raise ValueError(
            f"the value of {name} for {host} is empty, or holds what no header can carry: use printable ASCII"
        )
    return host, name, value


def parse_resolve(text: str) -> tuple[str, str]:
    """Host (`host` or `host:port`) and addresses of `HOST:ADDR` or `HOST:PORT:ADDR`, as curl has it.

    `*` is any host. Several addresses stand between commas; each may have a port of its own: `127.0.0.1:8080`.
    """
    host, _, rest = text.partition(":")
    port = re.match(r"([0-9]{1,5}):(?=[0-9\[a-fA-F:])", rest)
    for cut, key in ((port.end(), f":{port[1]}") if port else (0, ""), (0, "")):
        try:
            addresses = ",".join(map(parse_server, rest[cut:].split(",")))
        except ValueError:
            continue
        if key and not 0 < int(key[1:]) <= LAST_PORT:
            break
        return ("*" if host.strip() == "*" else parse_host(host)) + key, addresses
    raise ValueError(f"{text!r}: expected HOST:ADDRESS or HOST:PORT:ADDRESS, with an IP address")


def parse_host(text: str) -> str:
    """A host as addresses name it: lower case, in ASCII, without a port. `ValueError` for what is none."""
    host = text.strip().rstrip(".").lower()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            raise ValueError(f"{text!r} is no host: write its name, as example.org") from None
    if not _HOST.fullmatch(host):
        raise ValueError(f"{text!r} is no host: write its name, as example.org")
    return host


def parse_server(text: str) -> str:
    """A server's address, with its port where one is given: `127.0.0.1`, `127.0.0.1:5353`, `[::1]:5353`."""
    found = re.fullmatch(r"(?:\[([0-9a-fA-F:.]+)\]|([^:\s]+))(?::([0-9]{1,5}))?", text.strip())
    try:
        address = ip_address((found[1] or found[2]) if found else text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no address: 192.0.2.1, or 192.0.2.1:53") from None
    port = found[3] if found else None
    if port is not None and not 0 < int(port) <= LAST_PORT:
        raise ValueError(f"{text!r}: {port} is no port; they go from 1 to {LAST_PORT}")
    if port is None:
        return str(address)
    return f"[{address}]:{port}" if address.version == 6 else f"{address}:{port}"


def parse_address(text: str) -> str:
    """An address of http or https with a host, without a slash at its end. `ValueError` names no password."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"[\s\x00-\x1f\x7f]", text.strip()):
        raise ValueError("expected an address as https://example.org")
    return text.strip().rstrip("/")


def parse_api(text: str) -> tuple[str, str]:
    """Name and address of `NAME=URL`. `ValueError` names the APIs there are."""
    name, equals, url = text.partition("=")
    name = name.strip().lower()
    known = [api.name for api in apis()]
    if not equals or name not in known:
        raise ValueError(f"expected NAME=URL, with one of the names {', '.join(known)}")
    return name, parse_address(url)


def apis() -> list[type[Resolver]]:
    """All APIs that may be asked, those that only others ask among them."""
    from awesome_lint.net.resolvers import RESOLVERS

    found: dict[type[Resolver], None] = {}
    left = list(reversed(RESOLVERS))
    while left:
        api = left.pop()
        if api not in found:
            found[api] = None
            left += reversed(api.further)
    return list(found)


ABSENT: Mapping[str, Any] = MappingProxyType(
    {"include": (), "exclude": (), "accept": None, "dead_for": None, "history": None}
)
"""What a command without `choosing_options` has of them."""


def _parsed(parse: Callable[[str], Any]) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """A callback that lets `parse` read what is given, one by one where it can be given several times."""

    def callback(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
        try:
            if isinstance(value, tuple):
                return tuple(map(parse, value))
            return None if value is None else parse(value)
        except ValueError as problem:
            raise click.BadParameter(str(problem)) from problem

    return callback


def _regex(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as problem:
        raise ValueError(f"no regular expression: {text!r}: {problem}") from problem


def _codes(values: Sequence[str]) -> frozenset[int] | None:
    return frozenset().union(*map(parse_codes, values)) if values else None


def _accept(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> frozenset[int] | None:
    try:
        return _codes(values)
    except ValueError as problem:
        raise click.BadParameter(str(problem)) from problem


def _agent(text: str) -> str:
    if not _PRINTABLE.fullmatch(text.strip()):
        raise ValueError("empty, or it holds what no header can carry: use printable ASCII")
    return text.strip()


def _certificates(path: str) -> str:
    import ssl

    try:
        ssl.create_default_context(cafile=path)
    except ssl.SSLError:
        raise ValueError(f"{path} holds no certificates: name a file in the form PEM") from None
    except OSError as problem:
        raise ValueError(f"{path} cannot be read: {why_unreadable(path, problem)}") from problem
    return path


def _complete_apis(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [f"{api.name}=" for api in apis() if api.name.startswith(incomplete)]


_DAYS = click.FloatRange(min=0, max=3650)


def asking_options(function: Function) -> Function:
    """What is asked, and how."""
    for decorate in (
        click.option(
            "--api",
            callback=_parsed(parse_api),
            multiple=True,
            metavar="NAME=URL",
            help="Ask an API, `github` or another, at this address.",
            shell_complete=_complete_apis,
        ),
        click.option("--no-cache", is_flag=True, help="Neither use nor keep answers of earlier runs."),
        click.option("--cache-age", type=_DAYS, metavar="DAYS", help="Believe a good answer for so many days (7)."),
        click.option(
            "--cache", metavar="FILE", help="Keep answers in this file instead of in the user's cache folder."
        ),
        click.option("--allow-private", is_flag=True, help="Ask hosts of private networks too."),
        click.option(
            "--ca-file",
            callback=_parsed(_certificates),
            metavar="FILE",
            help="Trust the certificates in this file (PEM) too.",
        ),
        click.option(
            "--dns",
            callback=_parsed(parse_server),
            metavar="SERVER",
            help="Ask this name server instead of the system's.",
        ),
        click.option(
            *("--resolve", "resolve"),
            callback=_parsed(parse_resolve),
            multiple=True,
            metavar="HOST[:PORT]:ADDR",
            help="Connect to this address for a host, as with curl; `*`: any host.",
        ),
        click.option(
            "--proxy",
            callback=_parsed(parse_address),
            metavar="URL",
            help="Ask through this proxy; it has to keep private addresses out.",
        ),
        click.option(
            "--header",
            callback=_parsed(parse_header),
            multiple=True,
            metavar="HOST:NAME=VALUE",
            help="Send this header to this host, and to no other.",
        ),
        click.option(
            "--user-agent",
            callback=_parsed(_agent),
            metavar="TEXT",
            help="Send this instead of the project's name and address.",
        ),
        click.option(
            "--facts",
            type=click.IntRange(0, 100_000),
            metavar="N",
            help="Look up so many papers where each costs a request (40); 0: none.",
        ),
        click.option(
            "--retries", type=click.IntRange(0, 20), metavar="N", help="Try again so often after a fault (2)."
        ),
        click.option(
            "--per-host", type=click.IntRange(1, 1000), metavar="N", help="Requests to one host at a time (10)."
        ),
        click.option("--concurrency", type=click.IntRange(1, 10_000), metavar="N", help="Requests at a time (256)."),
        click.option(
            "--max-time",
            callback=_parsed(parse_duration),
            metavar="TIME",
            help="End the run after so long (90s, 10m), and report what is known by then.",
        ),
        click.option(
            "--timeout",
            callback=_parsed(parse_duration),
            metavar="TIME",
            help="Wait so long for a host to connect and to answer (20s).",
        ),
        click.option("--dry-run", is_flag=True, help="Print what would be asked of whom, and ask nothing."),
    ):
        function = decorate(function)
    return function


def choosing_options(function: Function) -> Function:
    """Which links of lists are asked for, and what counts as good or dead."""
    for decorate in (
        click.option(
            "--history",
            metavar="FILE",
            help="Keep in this file since when links are dead: it survives a lost cache, and `github issue` reads it.",
        ),
        click.option(
            "--dead-for",
            type=click.IntRange(0, 3650),
            metavar="DAYS",
            help="Report a link only after it was found dead on so many days (0).",
        ),
        click.option(
            "--accept",
            callback=_accept,
            multiple=True,
            metavar="CODES",
            help="Status codes that count as good too: 403,429 or 500..=599.",
        ),
        click.option(
            "--exclude",
            callback=_parsed(_regex),
            multiple=True,
            metavar="REGEX",
            help="Leave out addresses that match.",
        ),
        click.option(
            "--include",
            callback=_parsed(_regex),
            multiple=True,
            metavar="REGEX",
            help="Check only addresses that match.",
        ),
    ):
        function = decorate(function)
    return function
