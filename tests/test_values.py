"""What makes a start quick behaves as what they stand in for."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys

import pytest

from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple


class Place(NamedTuple):
    """A place."""

    line: int
    column: int = 1

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"

    def below(self) -> Place:
        return self._replace(line=self.line + 1)


@pytest.mark.parametrize("objects", [1, 2, 5, 10, 700])
def test_records_are_defined_whenever_the_collector_runs(objects: int) -> None:
    code = f"import gc; gc.set_threshold({objects}, 1, 1); import awesome_lint.model"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_record_is_a_named_tuple() -> None:
    place = Place(3)
    assert place == (3, 1) == Place(line=3, column=1)
    assert (place.shown, place.below().shown) == ("3:1", "4:1")
    assert (Place._fields, Place._field_defaults, Place.__match_args__) == (
        ("line", "column"),
        {"column": 1},
        Place._fields,
    )
    assert (repr(place), Place.__doc__, Place.__module__) == ("Place(line=3, column=1)", "A place.", __name__)
    assert pickle.loads(pickle.dumps(place)) == copy.copy(place) == place
    with pytest.raises(TypeError, match="row"):
        Place(1, column=2, row=3)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        place.line = 4  # type: ignore[misc]


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    words = pattern(r"(?P<first>[a-z])\w*", re.IGNORECASE)
    compiled = re.compile(r"(?P<first>[a-z])\w*", re.IGNORECASE)
    text = "One two, 3 Four"
    assert words.findall(text) == compiled.findall(text)
    assert words.sub("x", text) == compiled.sub("x", text)
    assert words.split(text) == compiled.split(text)
    assert [found["first"] for found in words.finditer(text)] == ["O", "t", "F"]
    assert words.match(text, 4) is not None
    assert words.fullmatch("two ") is None
    assert words.groupindex == compiled.groupindex


def test_a_pattern_is_compiled_when_it_is_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("x")
