"""Many lists parsed in several processes at once."""

from __future__ import annotations

import copyreg
import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import MappingProxyType
from typing import Any

from awesome_lint.model import Document
from awesome_lint.parse.document import parse_document
from awesome_lint.source import Source


def parse_documents(sources: Sequence[Source], processes: int) -> list[Document]:
    """The documents of `sources`, in their order, parsed with the built-in knowledge in so many processes."""
    copyreg.pickle(MappingProxyType, _reduced)
    # The largest first: the last to end should be a small one.
    order = sorted(range(len(sources)), key=lambda index: -len(sources[index].text))
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(min(processes, len(sources)), multiprocessing.get_context(method)) as pool:
        done = pool.map(_parsed, [(sources[index].text, sources[index].path) for index in order])
        parsed = dict(zip(order, done, strict=True))
    return [parsed[index] for index in range(len(sources))]


def _parsed(given: tuple[str, str | None]) -> Document:
    copyreg.pickle(MappingProxyType, _reduced)
    return parse_document(Source(*given))


def _reduced(mapping: MappingProxyType[Any, Any]) -> tuple[Any, tuple[dict[Any, Any]]]:
    """How a read-only mapping travels: as a dictionary."""
    return _read_only, (dict(mapping),)


def _read_only(mapping: Mapping[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)
