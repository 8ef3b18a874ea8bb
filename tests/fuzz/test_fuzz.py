"""The targets with what hypothesis makes: about a minute in all.

`pytest tests/fuzz --hypothesis-profile=long` takes some hours, and tries other examples every time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import targets
from tests.fuzz.laws import LAYOUTS, read, rewritten, wrong
from tests.fuzz.mutants import PIECES, SIGNS, mutant
from tests.markdown import strategies

LISTS = targets.documents()


def share(number: int) -> settings:
    """So many examples where a profile has a hundred."""
    examples = max(1, number * settings.default.max_examples // 100)  # type: ignore[union-attr]
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module", autouse=True)
def server() -> Iterator[None]:
    yield
    if targets.asking.cache_info().currsize:
        targets.asking().close()
        targets.asking.cache_clear()


# --- lists ----------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "A Study of Moving Things|CVPR 2021|ICCV'19|arXiv|2023|20233|paper|[PDF]|[code]()|:star:|🔥|Ann Lee, Bob Fox|"
    "[[paper](https://arxiv.org/abs/2101.00001)]|[Code](https://github.com/a/b)|https://a.example/x|**[X]**|"
    "<br>|<!-- awesome-lint: ignore D001 -->|(oral)|—|：|，|Fr√©chet|[a]: http://[|http://[::1/x|www.a.example|*|_|`".split(
        "|"
    )
)
LINES = st.builds(
    lambda before, words, end: before + " ".join(words) + end,
    st.sampled_from(["- ", "* ", "1. ", "  - ", "## ", "| ", "", "> ", "- [ ] ", "    ", "| --- | --- |"]),
    st.lists(WORDS, max_size=6),
    st.sampled_from(["\n", "\n", "\n\n", " |\n", "\r\n", "  \n", ""]),
)
WRITTEN = st.lists(LINES, max_size=14).map("".join)
"""What people might write."""
MARKDOWN = st.one_of(strategies.texts, WRITTEN, st.text(max_size=80), st.text(SIGNS, max_size=40))
DAMAGED = st.builds(
    lambda number, more, at: (text := mutant(number, LISTS).text)[:at] + more + text[at:],
    st.integers(0, 2**32),
    st.sampled_from(PIECES),
    st.integers(0, 500),
)


@share(250)
@given(MARKDOWN, st.booleans())
def test_any_text_is_read_judged_and_fixed(text: str, unsafe: bool) -> None:
    assert wrong(text, unsafe=unsafe) == []


@share(150)
@given(DAMAGED, st.booleans())
def test_any_damaged_list_is_read_judged_and_fixed(text: str, unsafe: bool) -> None:
    assert wrong(text, unsafe=unsafe) == []


@share(200)
@given(st.one_of(WRITTEN, DAMAGED), st.sampled_from(LAYOUTS))
def test_any_list_is_rewritten_into_what_says_the_same(text: str, layout: str | None) -> None:
    assert rewritten(read(text), layout)[1] == []


# --- files ----------------------------------------------------------------------------------------------------------

PIECE = st.one_of(st.binary(max_size=8), st.sampled_from([b"\0" * 40, b"\xff" * 40, b"{}", b"[]", b'"', b"\n"]))
CHANGE = st.tuples(st.integers(0, 2**20), st.integers(0, 60), PIECE)


def damaged(data: bytes, changes: list[tuple[int, int, bytes]], end: int) -> bytes:
    """Bytes with others in the place of some of them, and perhaps cut."""
    for place, length, new in changes:
        at = place % (len(data) + 1)
        data = data[:at] + new + data[at + length :]
    return data[:end] if end % 3 == 0 else data


def files(name: str) -> st.SearchStrategy[bytes]:
    """Right files of a target, damaged."""
    return st.builds(
        lambda number, *how: damaged(targets.beginnings(name)[number], *how),
        st.integers(0, len(targets.beginnings(name)) - 1),
        st.lists(CHANGE, max_size=4),
        st.integers(0, 30_000),
    )


def same_length(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes with others over some of them: pages of a database stay where they are."""
    for place, _, new in changes:
        at = place % max(1, len(data) - len(new))
        data = data[:at] + new + data[at + len(new) :]
    return data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10) | st.sampled_from(["", "x" * 3000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The ways to all that a value of JSON holds."""
    yield way
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*way, key))


def put(value: Any, way: tuple[Any, ...], new: Any) -> Any:
    """A value with another one at one place."""
    if not way:
        return new
    changed = dict(value) if isinstance(value, dict) else list(value)
    changed[way[0]] = put(value[way[0]], way[1:], new)
    return changed


@st.composite
def altered(draw: st.DrawFn, name: str) -> bytes:
    """JSON that is right but for some of its places; the bytes before it stay."""
    data = draw(st.sampled_from([one for one in targets.beginnings(name) if b"{" in one]))
    head = 3 if name == "resolved" else 0
    value = json.loads(data[head:])
    for _ in range(draw(st.integers(1, 1 if head else 3))):
        value = put(value, draw(st.sampled_from(list(places(value)))), draw(JSON))
    return data[:head] + json.dumps(value).encode()


KEYS = st.sampled_from(
    "select ignore extend-select exclude lists fail-on per-file-ignores severity rules links venues hosts labels extend"
    " baseline code entry reason D001 ratio timeout name paper a-b".split()
)
VALUES = st.recursive(
    st.sampled_from(
        ['"D001"', '"ALL"', '"x["', '""', "1", "-1", "1.5", "nan", "inf", "true", "1979-05-27", "9" * 30, '"\\u0000"']
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda some: "{" + ", ".join(f"{key} = {value}" for key, value in some.items()) + "}"
        )
    ),
    max_leaves=5,
)
TOML = st.lists(
    st.one_of(
        st.builds(lambda keys, value: f"{'.'.join(keys)} = {value}\n", st.lists(KEYS, min_size=1, max_size=3), VALUES),
        st.builds("[{}]\n".format, KEYS),
        st.builds("[[{}]]\n".format, KEYS),
    ),
    max_size=6,
).map(lambda lines: "".join(lines).encode())


@share(250)
@given(st.one_of(TOML, files("configuration"), st.binary(max_size=60)))
def test_any_configuration_is_refused_in_words_or_holds(data: bytes) -> None:
    targets.configuration(data)


@share(100)
@given(
    st.one_of(
        files("answers"),
        st.builds(
            same_length, st.sampled_from(targets.beginnings("answers")), st.lists(CHANGE, min_size=1, max_size=6)
        ),
        st.binary(max_size=60),
    )
)
def test_any_cache_of_answers_is_used_or_made_anew(data: bytes) -> None:
    targets.answers(data)


@share(100)
@given(st.one_of(altered("answer_rows"), files("answer_rows"), st.binary(max_size=60)))
def test_any_row_of_a_cache_is_believed_only_as_it_is_written(data: bytes) -> None:
    targets.answer_rows(data)


@share(100)
@given(st.one_of(altered("results"), files("results"), st.binary(max_size=60)))
def test_any_result_of_an_earlier_run_is_used_or_passed_over(data: bytes) -> None:
    targets.results(data)


def test_a_result_of_an_earlier_run_is_used() -> None:
    """Else the test above would show nothing."""
    row = json.loads(targets.results_file()[1])
    assert row["findings"]
    assert targets.run_check(json.dumps({**row, "findings": []}).encode())[:2] == (0, "")


@share(150)
@given(st.one_of(altered("baseline"), files("baseline"), st.binary(max_size=60)))
def test_any_baseline_is_refused_in_words_or_used(data: bytes) -> None:
    targets.baseline(data)


OTHER = st.one_of(
    st.lists(
        st.sampled_from(
            (
                "@article{a,|@inproceedings{|title = {A Study}|title={{A} {Study|author = {Lee, Ann and Fox, Bob},|"
                "}|},|"
                '"|%|#|year = 2021|\\"{o}|{\\\\"o}|@string{x = "y"}|x # y|doi={10.1/2}|title,url,year|A,http://a.example|'
                ";|\t|- title: A|  links:|    - url: b|: |&a|*a|!!python/object:x|---|{|[|]|,|null|\n|\n|\n"
            ).split("|")
        ),
        max_size=20,
    ).map(lambda pieces: "".join(pieces).encode()),
    files("imported"),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
)


@share(250)
@given(OTHER)
def test_any_file_of_another_format_is_refused_in_words_or_read(data: bytes) -> None:
    targets.imported(data)


REPLIES = st.builds(
    lambda which, status, kind, body: bytes([which, status, kind]) + body,
    st.integers(0, targets.RESOLVED - 1),
    st.integers(0, 11),
    st.integers(0, 9),
    st.one_of(
        st.binary(max_size=60),
        JSON.map(lambda value: json.dumps(value).encode()),
        st.text(max_size=60).map(lambda text: f"<feed><entry>{text}</entry></feed>".encode("utf-8", "replace")),
    ),
)


@share(250)
@given(st.one_of(altered("resolved"), REPLIES, files("resolved")))
def test_any_answer_of_an_api_proves_nothing_dead(data: bytes) -> None:
    targets.resolved(data)
