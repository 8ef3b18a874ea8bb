"""What the network said of one address."""

from __future__ import annotations

from typing import Any, Literal

from awesome_lint.records import NamedTuple

Verdict = Literal["ok", "moved", "dead", "unreachable"]


class Published(NamedTuple):
    """Where a paper was published, as `source` (a name for messages: `Semantic Scholar`) has it.

    `venue` is as written there, empty where the source knows only the published version's `doi` (lower case).
    """

    venue: str
    year: int | None
    source: str
    doi: str = ""


class Resource(NamedTuple):
    """A page of a paper that `source` knows: `role` is `code` or `project`. `weak`: it was found by a machine."""

    role: str
    url: str
    source: str
    weak: bool = False


class Described(NamedTuple):
    """What `source` says that a paper, a repository or a page is; what it does not say is empty.

    `authors` stand in their order, each as `First Last`. `year` is that of this very version (of a preprint: its first
    submission); where and when a paper was published, `Published` says. `doi` (lower case) and `arxiv` are numbers that
    the source gives besides the one it was asked about. `about` is a repository's description in its owner's words.
    `kind` is `paper`, `dataset` or `resource`, as of an entry, where the source tells.
    """

    source: str
    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    doi: str = ""
    arxiv: str = ""
    about: str = ""
    kind: str = ""


class Evidence(NamedTuple):
    """What is known of the resource that an address leads to.

    `verdict` is `ok`, `moved` (permanently, all the way, and the target is good), `dead` (proven) or `unreachable`
    (could not be decided); `kind` the reason in one word of `KINDS`, `reason` in words for people (`404 Not Found`,
    `asks for a browser (Cloudflare, 403)`), `source` who said it (`arXiv`, `doi.org`, or the host that was asked).
    `checked` is when, in Unix seconds.

    `leads_to` is the last address of a chain of redirects, permanent or not, where that is good, and a repository's
    present address where it was renamed; of a dead one, what exists and was most likely meant. `titles` are the
    resource's own titles: the present one first, then those of older versions. `withdrawn` says how a paper was
    withdrawn or retracted, in words with the source; empty: not.
    `published` and `resources` are what further sources know of a paper. `described` is what it is by each source that
    was asked for that, whoever knows it best first. `capture` is the address of the latest good
    capture of a dead page.

    `since` is the first of the days (Unix seconds) from which on it was dead, or unreachable, whenever it was asked;
    `days` on how many different days (UTC) it was found so; 0: never.
    """

    verdict: Verdict
    kind: str = ""
    reason: str = ""
    source: str = ""
    checked: int = 0
    leads_to: str = ""
    titles: tuple[str, ...] = ()
    archived: bool = False
    withdrawn: str = ""
    published: tuple[Published, ...] = ()
    resources: tuple[Resource, ...] = ()
    capture: str = ""
    since: int = 0
    days: int = 0
    described: tuple[Described, ...] = ()

    def export(self) -> dict[str, Any]:
        """As JSON has it, what is empty left out."""
        row: dict[str, Any] = {name: getattr(self, name) for name in self._fields if getattr(self, name)}
        for name in ("published", "resources", "described"):
            if name in row:
                row[name] = [one._asdict() for one in row[name]]
        return row


KINDS = {
    "dead": (
        *("not-found", "gone", "no-host", "gone-site"),
        *("no-such-paper", "no-such-repository", "no-such-file", "no-such-video"),
    ),
    "unreachable": (
        *("wall", "login", "forbidden", "rate-limit", "busy", "server-error", "client-error", "odd-status"),
        *("timeout", "refused", "reset", "protocol", "too-large", "dns", "no-network"),
        *("tls-expired", "tls-self-signed", "tls-incomplete", "tls-name", "tls"),
        *("redirect-loop", "too-many-redirects", "bad-redirect", "soft-404", "private-address", "undecided", "no-time"),
    ),
}
"""The reasons for a verdict, in one word: those of `ok` and `moved` have none."""
