"""What stands behind an address: its identity in any spelling, what its host serves, wrappers, mirrors, faults."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from awesome_lint.knowledge.tables import KnowledgeError, Layered, Tables
from awesome_lint.model.identity import Identity
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

_LONGEST = 4096  # an address longer than this is compared as it is written
_CACHED = 65536
_WRAPPED = 3  # wrappers in wrappers are undone so often
_ESCAPE = pattern(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SCHEME = pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DOI_IN_PATH = pattern(
    r"/(?:[\w.-]+/){0,5}?(10\.\d{4,9}/[^?#\s]+?)"
    r"(?:\.(?:full|abstract|long|short|full-text|supplementary-material|article-info)|/(?:full|abstract|pdf|epdf|meta|html?|fulltext|summary|references|figures|pdfft|article))*"
    r"(?:\.pdf|\.html?)?/?(?:\?|$)"
)
_TEXT_FRAGMENT = pattern(r":~:text=.*$", re.DOTALL)
_README = pattern(r"(?:readme|readme-ov-file|top|start-of-content)$", re.IGNORECASE)
_PROXY = pattern(r"(?:^|[.-])(?:ez|lib|web|remote|[a-z]*)-?prox[yi]", re.IGNORECASE)
_COUNTRY = pattern(r"[a-z]{2,3}(?:\.[a-z]{2})?$")
_BROKEN_SCHEME = pattern(
    r"(?:https?:/(?!/)|https?//|https?:\\|h?ttps?:///|ttps?://|htt?t?ps?s?://)(?=\S)", re.IGNORECASE
)
_PLAIN_HTTP = pattern(r"h?t+p(?!s)", re.IGNORECASE)
_SHORTEST_SCHEME = "http/"
_PORT = pattern(r"[\w.-]+:\d")
_DOUBLED_SCHEME = pattern(r"https?:?/{1,2}(?=https?:?//)", re.IGNORECASE)
_INNER_URL = pattern(r"(?<![=?&:])https?:/{1,2}[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_GLUED_URL = pattern(r"[\w)\]]https?://[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_DOMAIN = pattern(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?$", re.IGNORECASE)
_COMMON_TOP = frozenset(
    ["com", "org", "net", "edu", "io", "ai", "gov", "cn", "jp", "kr", "de", "fr", "uk", "co", "dev", "app"]
)
_FILE_ENDINGS = pattern(
    r"(?:md|markdown|rst|txt|pdf|html?|png|jpe?g|gif|svg|webp|bib|csv|json|ya?ml|toml|py|ipynb|zip|tar|gz|mp4|docx|pptx|xlsx|sh)$"
)


class Host(NamedTuple):
    """A site as `hosts.toml` has it.

    `gone`: it is no more (true, or the year since which); `remains`: though gone, pages of it can still be read.
    """

    key: str
    name: str
    serves: tuple[str, ...]
    https: bool = False
    shortener: bool = False
    gone: bool | int = False
    mirror_of: str = ""
    note: str = ""
    remains: bool = False


class Address(NamedTuple):
    """The parts of a web address.

    `host` is in lower case and without `www.`; `query` and `fragment` without their marks.
    """

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str
    www: bool = False

    @property
    def target(self) -> str:
        """Path and query: what identity patterns see."""
        path = self.path or "/"
        return f"{path}?{self.query}" if self.query else path


class Spelling(NamedTuple):
    """How an address is usually spelt where it differs: its scheme and host, and what is left of its query.

    `mirror_of`: the site's own host, where the address names a mirror; `secure`: `https:` instead of `http:`;
    `tracking`: the parameters that are left out.
    """

    origin: str
    query: str
    mirror_of: str = ""
    secure: bool = False
    tracking: tuple[str, ...] = ()


class _Rule:
    """How the addresses of a site name one kind of thing."""

    __slots__ = ("_beginnings", "_pattern", "front", "kind", "serves", "value")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._beginnings = tuple(row["beginnings"])
        self._pattern = pattern(row["path"])
        self.kind: str = row.get("kind", "")
        self.value: str = row.get("value", "")
        self.serves: tuple[str, ...] = tuple(row.get("serves", ()))
        self.front = bool(row.get("front"))

    def match(self, target: str) -> re.Match[str] | None:
        return self._pattern.match(target) if target.startswith(self._beginnings) else None


class _Fault:
    """How the addresses of a site go wrong."""

    __slots__ = ("_beginnings", "_endings", "_pattern", "front", "repair", "says")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self._beginnings = tuple(row["beginnings"])
        self._pattern = pattern(row["path"])
        self._endings = tuple(row.get("ends", ())) or ("",)
        self.says: str = row["says"]
        self.repair: str | None = row.get("repair")
        self.front = bool(row.get("front"))

    def match(self, target: str) -> re.Match[str] | None:
        possible = target.startswith(self._beginnings) and target.endswith(self._endings)
        return self._pattern.match(target) if possible else None


class _Site:
    """One row of the tables, made when the first address of the host is met."""

    __slots__ = (
        *("anchors", "decode", "doi", "drop", "faults", "key", "name"),
        *("redirector", "redirector_path", "row", "rules", "serves", "spells"),
    )

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self.key: str = row["host"]
        self.name: str = row.get("name", self.key)
        self.serves: tuple[str, ...] = tuple(row.get("serves", ()))
        self.rules = tuple(map(_Rule, row.get("identity", ())))
        self.faults = tuple(map(_Fault, row.get("malformed", ())))
        self.spells = tuple(pattern(path) for path in row.get("spells", ()))
        self.anchors = bool(row.get("anchors"))
        self.doi = bool(row.get("doi"))
        self.decode = bool(row.get("decode")) or self.doi
        self.drop: frozenset[str] = frozenset((*row.get("drop", ()), *row.get("track", ())))
        self.redirector: tuple[str, ...] = tuple(row.get("redirector", ()))
        self.redirector_path = pattern(row["redirector_path"]) if "redirector_path" in row else None


@lru_cache(maxsize=_CACHED)
def split_url(url: str) -> Address | None:
    """The parts of an `http:`, `https:` or `//` address; None for anything else.

    It never fails: what stands between `://` and the next `/`, `?` or `#` is the host, whatever it is.
    """
    if url.startswith("//"):
        scheme, rest = "", url[2:]
    else:
        scheme, found, rest = url.partition("://")
        scheme = scheme.lower()
        if not found or scheme not in ("http", "https"):
            return None
    rest, _, fragment = rest.partition("#")
    rest, _, query = rest.partition("?")
    host, slash, path = rest.partition("/")
    host = host.rpartition("@")[2].lower()
    bracket = host.rfind("]") + 1  # an IPv6 address holds colons itself
    host, port = host[: bracket or None], host[bracket:]
    if not bracket:
        host, _, port = host.partition(":")
    port = port.lstrip(":")
    if port == ("443" if scheme == "https" else "80"):
        port = ""
    host = host.rstrip(".")
    www = host.startswith("www.") and host.count(".") > 1
    return Address(scheme, host[4:] if www else host, port, slash + path, query, fragment, www)


class Hosts:
    """All hosts that are known, and what follows from them for an address."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._domains: dict[str, int] = tables["domains"]
        self._sites: dict[int, _Site] = {}
        self._identified = lru_cache(maxsize=_CACHED)(self._identify)
        self._site = lru_cache(maxsize=_CACHED)(self._find_site)
        self._parameters = frozenset(tables["tracking"].get("parameters", ()))
        self._prefixes = tuple(tables["tracking"].get("prefixes", ()))
        self.names: Mapping[str, str] = tables["names"]

    def __len__(self) -> int:
        return len(self._tables["rows"])

    def identify(self, url: str) -> Identity:
        """What `url` leads to. What is no web address (a relative path, `mailto:`) is itself; never fails."""
        return self._identified(url)

    def serves(self, url: str) -> tuple[str, ...]:
        """What stands behind the address, the likeliest first; empty for unknown hosts."""
        return self.identify(url).serves

    def host_of(self, url: str) -> Host | None:
        """The site of an address, None for unknown ones."""
        address = split_url(url.strip())
        site = self._site(address.host) if address else None
        return _host(site) if site else None

    def host(self, key: str) -> Host | None:
        """The site of a domain."""
        site = self._site(key)
        return _host(site) if site else None

    def address(self, identity: Identity) -> str | None:
        """The usual address of what is identified; None for kinds without one."""
        template = self._tables["addresses"].get(identity.kind)
        if template is None:
            return "https://" + identity.value if identity.kind == "url" and identity.host else None
        return str(template).format(identity.value)

    def unwrap(self, url: str) -> str | None:
        """The address that a redirect wrapper (`google.com/url?q=`, `link.zhihu.com/?target=`) holds, else None."""
        inner: str | None = None
        for _ in range(_WRAPPED):
            address = split_url((inner or url).strip())
            site = self._site(address.host) if address else None
            found = _wrapped(site, address) if site and address else None
            if found is None:
                break
            inner = found
        return inner

    def is_shortener(self, url: str) -> bool:
        """Whether the address is a shortener's: what stands behind it, it does not say."""
        address = split_url(url.strip())
        site = self._site(address.host) if address else None
        return bool(site and address and site.row.get("shortener") and address.path.strip("/"))

    def is_front_page(self, url: str) -> bool:
        """Whether the address is the front page, or an index, of a known site or venue: no single resource."""
        address = split_url(url.strip())
        site = self._site(address.host) if address else None
        if site is None or address is None:
            return False
        for rule in site.rules:
            if rule.match(address.target):
                return rule.front
        named = site.row.get("front") or address.host in self._domains
        root = address.path.strip("/").lower() in ("", "index.html", "index.htm", "index.php") and not address.query
        # What holds data or one project is itself the resource: its root is no mere front page.
        single = site.serves[:1] in (("data",), ("project",), ())
        return bool(root and named and not single)

    def spelling(self, url: str) -> Spelling | None:
        """What of an address is spelt otherwise than usual, None where nothing is to be changed. The path stays."""
        address = split_url(url.strip())
        if address is None or not address.scheme or address.port or "@" in _authority(url):
            return None
        site = self._site(address.host)
        host = ("www." if address.www else "") + address.host
        mirror_of, secure = "", False
        if site is not None:
            if self._is_mirror(site, address.host) and self.identify(url).kind != "url":
                host = mirror_of = site.key
            secure = address.scheme == "http" and self._secure(site, host)
        tracking = tuple(name for name in _names(address.query) if self._tracks(name, site))
        if not (mirror_of or secure or tracking):
            return None
        query = "&".join(part for part in address.query.split("&") if part.partition("=")[0] not in tracking)
        return Spelling(f"{'https' if secure else address.scheme}://{host}", query, mirror_of, secure, tracking)

    def canonical_url(self, url: str) -> str | None:
        """The usual spelling of an address that is spelt otherwise, None where nothing is to be changed.

        The site's own host for a mirror, `https:` where the host is known to serve it, no tracking parameters. The form
        (arXiv's `abs` or `pdf`) stays.
        """
        spelling, address = self.spelling(url), split_url(url.strip())
        if spelling is None or address is None:
            return None
        query, fragment = spelling.query, address.fragment
        return spelling.origin + address.path + ("?" + query if query else "") + ("#" + fragment if fragment else "")

    def spelt_title(self, url: str) -> tuple[str, str] | None:
        """The words of a title that an address spells, joined as there, and the first author's name before them or "".

        None where the site's addresses spell no titles.
        """
        site = self._site(self.identify(url).host)
        address = split_url(url.strip()) if site is not None and site.spells else None
        if site is None or address is None:
            return None
        path = _unquote(address.path)
        found = next((found for spells in site.spells if (found := spells.match(path))), None)
        return (found["words"], found.groupdict("").get("author", "")) if found else None

    def malformed_reason(self, url: str, of_paper: bool = True) -> str | None:
        """Why an address can lead nowhere (as a phrase), else None. Fragments and files beside the list are no faults.

        `of_paper`: it is meant to lead to a paper, so that a paper host's front page (`https://arxiv.org/`) names none.
        """
        return self._fault(url, of_paper)[0]

    def repaired_url(self, url: str) -> str | None:
        """The certain repair of a malformed address, None where there is none."""
        return self._fault(url, True)[1]

    def with_additions(self, additions: Mapping[str, Any]) -> Hosts:
        """These hosts and `additions`: domain → the keys of `hosts.toml`. `KnowledgeError` for what cannot be.

        A domain that is known takes the keys given, `labels`, `also`, `same` and `identity` in front of what it has.
        """
        from awesome_lint.knowledge.compile import check_host, host_tables

        rows = Layered(self._tables["rows"])
        domains, names = dict(self._domains), dict(self.names)
        for domain, keys in additions.items():
            if not isinstance(keys, Mapping):
                raise KnowledgeError(f"host {domain!r}: a table of keys is needed")
            check_host({**keys, "host": domain})
            number = domains.get(domain.replace("*.", ".", 1) if domain.startswith("*.") else domain)
            if number is None or rows[number]["host"] != domain:
                number, row = len(rows), {"host": domain, "serves": []}
            else:
                row = rows[number]
            merged = {
                key: [*keys[key], *row.get(key, ())] for key in ("labels", "also", "same", "identity") if key in keys
            }
            own = host_tables({"host": [{**row, **keys, **merged, "host": domain}]})
            rows.put(number, own["rows"][0])
            domains.update(dict.fromkeys(own["domains"], number))
            names.update(own["names"])
        return Hosts({**self._tables, "rows": rows, "domains": domains, "names": names})

    def _identify(self, text: str, depth: int = _WRAPPED) -> Identity:
        url = text.strip()
        address = split_url(url) if len(url) <= _LONGEST else None
        if address is None:
            return Identity("url", url)
        site = self._site(address.host)
        if site is None:
            return Identity("url", self._normal(address, None), (), address.host)
        if depth and (site.redirector or site.redirector_path) and (inner := _wrapped(site, address)):
            return self._identify(inner, depth - 1)
        target = address.target
        if address.query and (query := self._essential(address.query, frozenset())) != address.query:
            target = address._replace(query=query).target
        if site.decode and "%" in target:
            target = _unquote(target)
        serves = site.serves
        for rule in site.rules:
            if found := rule.match(target):
                if not rule.kind or (site.anchors and address.fragment and not _README.match(address.fragment)):
                    serves = rule.serves or serves
                    break
                groups = found.groupdict("")
                value = rule.value.format_map(groups) if rule.value else groups["id"]
                if rule.kind == "doi":
                    value = _doi(value)
                return Identity(rule.kind, value, rule.serves or serves, site.key, groups.get("version", ""))
        if site.doi and "10." in target and (found := _DOI_IN_PATH.match(_unquote(target))):
            return Identity("doi", _doi(found[1]), serves, site.key)
        return Identity("url", self._normal(address, site), serves, site.key)

    def _find_site(self, host: str) -> _Site | None:
        """The site of a host (lower case, without `www.`)."""
        number = self._number(host)
        return None if number is None else self._made(number)

    def _number(self, host: str) -> int | None:
        domains = self._domains
        if (number := domains.get(host)) is not None:
            return number
        labels = host.split(".")
        for start in range(1, len(labels) - 1):
            if (number := domains.get("." + ".".join(labels[start:]))) is not None:
                return number
        for end in (1, 2):
            rest = ".".join(labels[end:])
            if rest and _COUNTRY.match(rest) and (number := domains.get(".".join(labels[:end]) + ".*")) is not None:
                return number
        if "prox" in host and _PROXY.search(host):
            # A library's proxy: `ieeexplore-ieee-org.ezproxy.x.edu`, `dl.acm.org.proxy.lib.x.edu`.
            first = labels[0].replace("--", "\0").replace("-", ".").replace("\0", "-").removeprefix("www.")
            if (number := domains.get(first)) is not None:
                return number
            for end in range(len(labels) - 1, 1, -1):
                if (number := domains.get(".".join(labels[:end]).removeprefix("www."))) is not None:
                    return number
        return None

    def _made(self, number: int) -> _Site:
        site = self._sites.get(number)
        if site is None:
            site = self._sites[number] = _Site(self._tables["rows"][number])
        return site

    def _is_mirror(self, site: _Site, host: str) -> bool:
        return _listed(host, site.row.get("also", ()))

    def _secure(self, site: _Site, host: str) -> bool:
        """Whether a host is known to serve https. A certificate for `*.x.org` holds for one label below `x.org`."""
        bare = host.removeprefix("www.")
        if not site.row.get("https") or _listed(bare, site.row.get("plain", ())):
            return False
        first, _, rest = bare.partition(".")
        return bare in self._domains or f"{first}.*" in self._domains or (host == bare and f".{rest}" in self._domains)

    def _tracks(self, name: str, site: _Site | None) -> bool:
        """Whether a parameter only follows readers about."""
        known = name in self._parameters or name.startswith(self._prefixes)
        return known or (site is not None and name in site.row.get("track", ()))

    def _normal(self, address: Address, site: _Site | None) -> str:
        """A web address as it is compared. The fragment stays, for lists point into pages by it."""
        host = address.host + (":" + address.port if address.port else "")
        if site is not None and self._is_mirror(site, address.host):
            host = site.key
        path = address.path
        if "%" in path:
            path = _ESCAPE.sub(_plain_escape, path)
        text = host + path.rstrip("/")
        if address.query:
            query = self._essential(address.query, site.drop if site else frozenset())
            text += "?" + query if query else ""
        fragment = _TEXT_FRAGMENT.sub("", address.fragment) if address.fragment else ""
        return f"{text}#{fragment}" if fragment else text

    def _essential(self, query: str, drop: frozenset[str]) -> str:
        """A query without the parameters that follow readers about."""
        if not query:
            return query
        kept = []
        for part in query.split("&"):
            name = part.partition("=")[0]
            if name in self._parameters or name in drop or name.startswith(self._prefixes):
                continue
            kept.append(part)
        return "&".join(kept)

    def _fault(self, url: str, of_paper: bool) -> tuple[str | None, str | None]:
        """Why an address is malformed, and its repair."""
        text = url.strip()
        if not text or text[0] in "#?" or len(text) > _LONGEST:
            return None, None
        address = split_url(text)
        if address is None or not address.scheme:
            return self._fault_without_scheme(text)
        nested = "http" in text[len(_SHORTEST_SCHEME) :].lower()
        if nested and (found := _DOUBLED_SCHEME.match(text)):
            return "one address inside another", text[found.end() :]
        if len(text.split(maxsplit=1)) > 1:
            return "spaces in the address", None
        if not address.host:
            return "no host in the address", None
        labels = address.host.split(".")
        if any(not label or len(label) > 63 for label in labels) and not address.host.startswith("["):
            return f"`{address.host}` is no host", None
        site = self._site(address.host)
        if site is None:
            inner = _GLUED_URL.search(address.path) if nested else None
            return ("one address inside another", None) if inner else (None, None)
        if nested and (site.rules or site.doi) and (inner := _INNER_URL.search(address.path)):
            whole = address.path[inner.start() :]
            split = split_url(whole)
            certain = inner.start() <= 1 and split is not None and not address.query and not address.fragment
            return "one address inside another", whole if certain else None
        return _site_fault(site, address, of_paper)

    def _fault_without_scheme(self, text: str) -> tuple[str | None, str | None]:
        if found := _BROKEN_SCHEME.match(text):
            rest = text[found.end() :].lstrip("/\\")
            scheme = "http" if _PLAIN_HTTP.match(text) else "https"
            known = _DOMAIN.match(rest.partition("/")[0]) is not None
            return "the address has no proper `https://`", f"{scheme}://{rest}" if known else None
        if (inner := _INNER_URL.search(text)) and inner.start() and "?" not in text[: inner.start()]:
            if not _SCHEME.match(text):
                return "one address inside another", text[inner.start() :]
            return None, None
        if _SCHEME.match(text) and not _PORT.match(text):
            return None, None
        first = text.partition("/")[0].partition("?")[0].partition("#")[0].lower()
        bare = first.removeprefix("www.")
        if not _DOMAIN.match(first) or first.startswith("."):
            return None, None
        top = bare.partition(":")[0].rpartition(".")[2]
        path = len(first) < len(text)
        known = self._number(bare.partition(":")[0]) is not None
        plain = not path and _FILE_ENDINGS.match(top)
        common = top in _COMMON_TOP if path else top in ("com", "org", "edu")
        if first.startswith("www.") or common or (known and not plain):
            return "the address has no `https://`", f"https://{text}"
        return None, None


def _site_fault(site: _Site, address: Address, of_paper: bool) -> tuple[str | None, str | None]:
    target = _unquote(address.target) if site.decode else address.target
    for fault in site.faults:
        if fault.front and not of_paper:
            continue
        if found := fault.match(target):
            groups = found.groupdict("")
            repair = None
            if fault.repair:
                host = ("www." if address.www else "") + address.host
                repair = f"{address.scheme}://{host}{fault.repair.format_map(groups)}"
            return fault.says.format_map(groups), repair
    return None, None


def _authority(url: str) -> str:
    return url.partition("://")[2].partition("/")[0]


def _names(query: str) -> list[str]:
    return [part.partition("=")[0] for part in query.split("&")] if query else []


def _listed(host: str, domains: Sequence[str]) -> bool:
    """Whether a host is one of `domains`, which may begin with `*.`."""
    return host in domains or any(domain.startswith("*.") and host.endswith(domain[1:]) for domain in domains)


def _host(site: _Site) -> Host:
    row = site.row
    return Host(
        site.key,
        site.name,
        site.serves,
        bool(row.get("https")),
        bool(row.get("shortener")),
        row.get("gone", False),
        row.get("mirror_of", ""),
        row.get("note", ""),
        bool(row.get("remains")),
    )


def _wrapped(site: _Site, address: Address) -> str | None:
    """The address that a wrapper's address holds."""
    if site.redirector_path is not None:
        found = site.redirector_path.match(address.path)
        if found is None:
            return None
        if url := found.groupdict().get("url"):
            return url if "://" in url else url.replace(":/", "://", 1)
    for name in site.redirector:
        if not name:
            whole = _unquote(address.query)
            if whole.startswith(("http://", "https://")):
                return whole
            continue
        for part in address.query.split("&"):
            key, _, value = part.partition("=")
            if key == name:
                value = _unquote(value)
                if value.startswith(("http://", "https://")):
                    return value
                if value.startswith("/") and not value.startswith("//"):
                    return f"https://{'www.' * address.www}{address.host}{value}"
    return None


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote

    return unquote(text)


def _plain_escape(found: re.Match[str]) -> str:
    char = chr(int(found[1], 16))
    return char if char in _UNRESERVED else found[0].upper()


def _doi(value: str) -> str:
    return value.rstrip("/").lower()
