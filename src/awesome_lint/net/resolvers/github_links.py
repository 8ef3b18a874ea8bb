"""Addresses of GitHub as questions, and what stands behind the name of a repository in them.

Sources: "About permanent links to files" and "Renaming a branch" (docs.github.com).
"""

from __future__ import annotations

from urllib.parse import quote, unquote

from awesome_lint.knowledge.hosts import split_url
from awesome_lint.net.resolvers.base import Question
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple

WEB = "https://github.com"
RAW = "raw.githubusercontent.com"

_OWNER = pattern(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_NAME = pattern(r"[A-Za-z0-9._-]{1,100}")
_LINES = pattern(r"L(\d{1,7})(?:C\d+)?(?:-L?(\d{1,7})(?:C\d+)?)?")
_NUMBER = pattern(r"[1-9]\d{0,9}")
_HASH = pattern(r"[0-9a-f]{7,40}")

RESERVED = frozenset(
    """
    about account apps blog businesses careers codespaces collections contact copilot customer-stories dashboard
    enterprise events explore features issues join login logout marketplace mobile new notifications organizations orgs
    premium-support pricing pulls readme resources search security sessions settings signup site solutions sponsors
    stars team topics trending users watching
    """.split()
)
"""First segments that are no owner."""

_FILES = frozenset(["blob", "tree", "raw", "blame", "edit", RAW])


class Target(NamedTuple):
    """What a link wants below a repository.

    `kind` is `file` (`segments` are those of the ref and the path, of which nobody can say where the one ends), `issue`
    (or pull request, or discussion: `number`), `tag` (of a release: `segments`) or `page` (anything else: it is there
    where the repository is). `lines`: the last line that the link points to, 0: none. `raw`: a file's mere contents.
    """

    kind: str
    segments: tuple[str, ...] = ()
    number: int = 0
    lines: int = 0
    raw: bool = False


class Split(NamedTuple):
    """One way to tell a ref from a path."""

    ref: str
    path: str

    @property
    def expression(self) -> str:
        """As git names the object."""
        return f"{self.ref}:{self.path}"


def github_question(url: str) -> Question | None:
    """What to ask about an address; None for what is no owner's and no repository's.

    The value is `OWNER/NAME`, or `OWNER`; the path is what follows, decoded, with the lines of a file behind `#`
    (`blob/main/a.py#L10-L20`), and begins with its host's name for a raw file's own host.
    """
    address = split_url(url.strip())
    if address is None or address.port or address.host not in ("github.com", "m.github.com", RAW):
        return None
    segments = [unquote(part) for part in address.path.split("/") if part]
    if not segments or any(not part.strip() or part in (".", "..") for part in segments):
        return None
    owner = segments[0]
    if not _OWNER.fullmatch(owner):
        return None
    if address.host == RAW:
        if len(segments) < 4 or not _NAME.fullmatch(segments[1]):
            return None
        return _question(owner, segments[1], [RAW, *segments[2:]], "")
    if owner.lower() in RESERVED:
        return None
    if len(segments) == 1:
        return Question(f"github:{owner.lower()}", owner)
    name = segments[1].removesuffix(".git")
    if not name or not _NAME.fullmatch(name):
        return None
    return _question(owner, name, segments[2:], address.fragment)


def _question(owner: str, name: str, rest: list[str], fragment: str) -> Question:
    value = f"{owner}/{name}"
    path = "/".join(rest)
    if rest and rest[0] in ("blob", "blame") and _LINES.fullmatch(fragment):
        path += "#" + fragment
    if path in ("tree/HEAD", "tree"):
        path = ""
    return Question(f"github:{value.lower()}" + ("/" + path if path else ""), value, path=path)


def target(path: str) -> Target:
    """What a question's path asks for."""
    place, _, fragment = path.rpartition("#") if _LINES.fullmatch(path.rpartition("#")[2]) else (path, "", "")
    first, *rest = place.split("/")
    if first in _FILES and rest:
        found = _LINES.fullmatch(fragment)
        lines = max(int(number) for number in found.groups("0")) if found else 0
        return Target("file", tuple(rest), lines=lines, raw=first in ("raw", RAW))
    if first in ("issues", "pull", "discussions") and rest and _NUMBER.fullmatch(rest[0]):
        return Target("issue", number=int(rest[0]))
    if first == "releases" and rest[:1] == ["tag"] and rest[1:]:
        return Target("tag", tuple(rest[1:]))
    return Target("page")


def splits(wanted: Target) -> list[Split]:
    """The ways to tell the ref of a file from its path, the likeliest first."""
    segments = wanted.segments
    first = 3 if segments[:1] == ("refs",) and segments[1:2] in (("heads",), ("tags",)) else 1
    ends = range(min(first, len(segments)), len(segments) + 1)
    return [Split("/".join(segments[:end]), "/".join(segments[end:])) for end in ends]


def is_hash(ref: str) -> bool:
    """Whether a ref may be a commit's name: that may lie in a fork, and be shown all the same."""
    return _HASH.fullmatch(ref.lower()) is not None


def web_address(repository: str, path: str) -> str:
    """The address of a repository (its own address, without a slash at its end), or of what lies below it."""
    if not path:
        return repository
    place, mark, fragment = path.rpartition("#") if _LINES.fullmatch(path.rpartition("#")[2]) else (path, "", "")
    if place.startswith(RAW + "/"):
        owner_and_name = repository.removeprefix(WEB + "/")
        return f"https://{RAW}/{owner_and_name}{quote(place[len(RAW) :])}"
    return f"{repository}/{quote(place)}{mark}{fragment}"
