"""The pages that known sites show to visitors without an account: what a checker meets that asks no API.

Names are the sites' own, so that this can only be served where all names lead here: in a network of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from . import behaviours as b
from .apis import Api
from .server import NOT_FOUND, Answer, Behaviour, Host, Visit, perform
from .world import World

API_NAMES: Final[Mapping[str, str]] = {
    "arxiv": "export.arxiv.org",
    "crossref": "api.crossref.org",
    "datacite": "api.datacite.org",
    "github": "api.github.com",
    "openreview": "api2.openreview.net",
    "s2": "api.semanticscholar.org",
    "wayback": "web.archive.org",
}
"""The APIs that have a host of their own."""
_WALL = Answer(403, (("cf-mitigated", "challenge"),), b.CHALLENGE)
_VIDEO = re.compile(r"(?:v=|/vi/|^/)([\w-]{11})")


def hosts(world: World, apis: Mapping[str, Api]) -> list[Host]:
    """The known sites and the APIs, under their own names."""

    def found(known: bool) -> Behaviour:
        return b.GOOD if known else NOT_FOUND

    async def arxiv(visit: Visit) -> None:
        name = re.sub(r"^/(?:abs|pdf)/|\.pdf$", "", visit.seen.target)
        number, _, version = name.rpartition("v") if re.search(r"\dv\d+$", name) else (name, "", "1")
        paper = world.arxiv.get(number)
        await perform(found(paper is not None and int(version) <= len(paper.titles)), visit)

    async def doi(visit: Visit) -> None:
        if visit.seen.target.startswith(("/doiRA/", "/api/")):
            return await apis["doi"](visit)
        name = visit.seen.target[1:].lower()
        known = world.dois.get(name)
        if known is None or known.agency.startswith("status "):
            return await visit.answer(NOT_FOUND)
        there = "https://dl.acm.org/doi/" if known.agency == "Crossref" else "https://repository.test/"
        await perform(b.to(there + name, 302), visit)

    async def github(visit: Visit) -> None:
        path = visit.seen.target.partition("#")[0].strip("/").removesuffix(".git").split("/")
        known = world.repositories.get("/".join(path[:2]).lower())
        if known is None or known.state:
            return await visit.answer(NOT_FOUND)
        if known.now:
            return await perform(b.to("https://github.com/" + "/".join([known.now, *path[2:]])), visit)
        wanted = "/".join(path[4:]) if path[2:3] in (["blob"], ["tree"]) else ""
        there = not wanted or any(one == wanted or one.startswith(wanted + "/") for one in known.files)
        await perform(found(there), visit)

    async def hub(visit: Visit) -> None:
        path = visit.seen.target.strip("/")
        if path.startswith("api/"):
            return await apis["huggingface"](visit)
        name = path if path.startswith(("datasets/", "spaces/")) else f"models/{path}"
        await perform(found(path == "papers/trending" or world.models.get(name.lower()) == "public"), visit)

    async def youtube(visit: Visit) -> None:
        if visit.seen.target.startswith("/oembed"):
            return await apis["youtube"](visit)
        await visit.answer(b.GOOD)  # a player, whatever the video

    async def picture(visit: Visit) -> None:
        video = _VIDEO.search(visit.seen.target)
        await perform(found(video is not None and video[1] in world.videos), visit)

    async def short_video(visit: Visit) -> None:
        video = _VIDEO.search(visit.seen.target)
        await perform(b.to(f"https://www.youtube.com/watch?v={video[1] if video else ''}", 303), visit)

    async def openreview(visit: Visit) -> None:
        if visit.seen.target.startswith("/challenge"):
            return await visit.answer(Answer(body=b"<title>Verify</title><p>Please complete the challenge."))
        await perform(b.to("https://openreview.net/challenge?redirect=" + visit.seen.target, 302), visit)

    gone = b.to("https://huggingface.co/papers/trending", 302)
    pages: dict[str, Behaviour] = {
        "arxiv.org": arxiv,
        "www.alphaxiv.org": b.GOOD,
        "doi.org": doi,
        "dx.doi.org": doi,
        "dl.acm.org": _WALL,
        "repository.test": b.GOOD,
        "github.com": github,
        "huggingface.co": hub,
        "www.youtube.com": youtube,
        "youtu.be": short_video,
        "img.youtube.com": picture,
        "openreview.net": openreview,
        "paperswithcode.com": gone,
        "www.paperswithcode.com": gone,
    }
    own = [Host(API_NAMES[name], {"*": api}) for name, api in apis.items() if name in API_NAMES]
    return [*(Host(name, {"*": behaviour}) for name, behaviour in pages.items()), *own]
