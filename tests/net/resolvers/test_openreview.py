"""OpenReview: whether submissions are there, and where they were accepted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from awesome_lint.model import Evidence, Published
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.openreview import OpenReview
from tests.net.resolvers.apis import FAULTS, QUICK_FAULTS, Answering, Told, ask, in_json, path, query, questions
from tests.net.servers import Asked, answer

CHALLENGE = in_json(
    {"name": "ChallengeRequiredError", "message": "x", "challengeUrl": "https://openreview.net/challenge"}, 403
)
MISSING = in_json({"name": "NotFoundError", "message": "not found", "status": 404, "details": {}}, 404)


def note(id_: str, title: str = "", **content: Any) -> dict[str, Any]:
    """A note as the newer host writes it."""
    values = {name: {"value": value} for name, value in ({"title": title} | content).items()}
    return {"id": id_, "forum": id_, "content": values, "ddate": None}


class Host:
    """One host with these notes. It may want a browser for single ones, and have no batches."""

    def __init__(self, *notes: Mapping[str, Any], alone: bytes | None = None, batch: bytes | None = None) -> None:
        self.notes = notes
        self.alone = alone
        self.batch = batch

    def __call__(self, asked: Asked) -> bytes:
        if asked.method == "POST":
            wanted = json.loads(asked.body)["ids"]
            return self.batch or self._said([one for one in self.notes if one["id"] in wanted])
        if path(asked) == "/notes/search":
            words = query(asked)["term"].lower()
            return self._said([one for one in self.notes if words in json.dumps(one).lower()])
        found = [one for one in self.notes if one["id"] == query(asked)["id"]]
        return self.alone or (self._said(found) if found else MISSING)

    @staticmethod
    def _said(notes: Sequence[Mapping[str, Any]]) -> bytes:
        return in_json({"notes": notes, "count": 10000})


def ask_hosts(asked: list[Question], newer: Answering | bytes, older: Answering | bytes | None = None) -> Told:
    return ask(OpenReview, asked, {"openreview": newer, "openreview-v1": older or Host()})


def test_a_list_of_notes_is_one_question() -> None:
    told = ask_hosts(questions("aaaaaaaa", "bbbb_b-b"), Host(note("aaaaaaaa", "On Rain"), note("bbbb_b-b", "On Snow")))
    assert told["aaaaaaaa"] == Evidence("ok", source="OpenReview", titles=("On Rain",))
    assert told["bbbb_b-b"].titles == ("On Snow",)
    (asked,) = told.asked["openreview"]
    assert (asked.method, asked.target, asked.body) == ("POST", "/notes/search", b'{"ids": ["aaaaaaaa", "bbbb_b-b"]}')
    assert not told.asked["openreview-v1"]


def test_older_notes_are_on_the_other_host_where_values_are_bare() -> None:
    old = {"id": "oldoldold", "forum": "oldoldold", "content": {"title": "On Fog"}}
    told = ask_hosts(questions("aaaaaaaa", "oldoldold"), Host(note("aaaaaaaa", "On Rain")), Host(old))
    assert told["oldoldold"].titles == ("On Fog",)
    assert told["aaaaaaaa"].titles == ("On Rain",)


def test_a_note_is_gone_when_both_hosts_say_so() -> None:
    told = ask_hosts(questions("aaaaaaaa", "missing00"), Host(note("aaaaaaaa")))
    assert told["missing00"] == Evidence("dead", "no-such-paper", "OpenReview has no missing00 to show", "OpenReview")
    assert told.targets("openreview")[-1] == "/notes?id=missing00"
    assert told.targets("openreview-v1")[-1] == "/notes?id=missing00"


@pytest.mark.parametrize("host", ["newer", "older"])
@pytest.mark.parametrize(
    "said",
    [
        pytest.param(CHALLENGE, id="the challenge"),
        pytest.param(
            answer(302, "", [("Location", "https://openreview.net/challenge?redirect=x")]), id="to the challenge"
        ),
        pytest.param(in_json({"notes": [], "count": 0}), id="no notes"),
        pytest.param(in_json({"name": "ForbiddenError", "message": "no"}, 403), id="forbidden"),
        pytest.param(answer(404, "not here", kind="text/plain"), id="404 in plain text"),
        pytest.param(in_json({"name": "NotFoundError"}, 200), id="missing under 200"),
        *(pytest.param(FAULTS[name], id=name) for name in ("429", "500", "a page under 200", "null", "cut JSON")),
    ],
)
def test_a_note_is_not_gone_when_one_host_says_anything_else(host: str, said: bytes) -> None:
    newer, older = (Host(alone=said), Host()) if host == "newer" else (Host(), Host(alone=said))
    told = ask_hosts(questions("missing00"), newer, older)
    assert told["missing00"].verdict == "unreachable"
    assert told["missing00"].reason


def test_after_a_challenge_the_others_are_not_asked_for_one_by_one() -> None:
    told = ask_hosts(questions(*(f"missing{number:02}" for number in range(20))), Host(alone=CHALLENGE))
    assert {evidence.reason for evidence in told.evidence.values()} == {"OpenReview asks for a browser (challenge)"}
    assert len(told.evidence) == 20
    assert len(told.asked["openreview"]) == 2


def test_where_lists_want_a_browser_the_title_is_searched_for() -> None:
    newer = Host(note("aaaaaaaa", "On Rain"), note("cccccccc", "On Rain and Snow"), batch=CHALLENGE, alone=CHALLENGE)
    asked = [Question("a", "aaaaaaaa", title="On Rain"), Question("b", "bbbbbbbb", title="On Rain")]
    told = ask_hosts(asked, newer, Host(batch=CHALLENGE, alone=CHALLENGE))
    assert told["a"] == Evidence("ok", source="OpenReview", titles=("On Rain",))
    assert told["b"].verdict == "unreachable"
    searched = query(told.asked["openreview"][1])
    assert searched["term"] == "On Rain"
    assert (searched["type"], searched["content"], searched["source"]) == ("terms", "all", "forum")


def test_a_search_that_is_not_available_decides_nothing() -> None:
    closed = in_json({"notes": [], "searchUnavailable": True})

    def newer(asked: Asked) -> bytes:
        return closed if path(asked) == "/notes/search" and asked.method == "GET" else CHALLENGE

    told = ask_hosts([Question("a", "aaaaaaaa", title="On Rain")], newer, CHALLENGE)
    assert told["a"].verdict == "unreachable"


@pytest.mark.parametrize("fault", QUICK_FAULTS)
def test_faults_decide_nothing(fault: str) -> None:
    asked = [Question("a", "aaaaaaaa", title="On Rain"), Question("b", "bbbbbbbb")]
    told = ask_hosts(asked, FAULTS[fault], FAULTS[fault])
    assert [told[key].verdict for key in "ab"] == ["unreachable"] * 2


def test_deleted_notes_are_gone_and_those_that_will_be_are_not() -> None:
    deleted, later = (
        note("aaaaaaaa", "On Rain") | {"ddate": 1672531200000},
        note("bbbbbbbb", "On Snow") | {"ddate": 4e12},
    )
    told = ask_hosts(questions("aaaaaaaa", "bbbbbbbb"), Host(deleted, later))
    assert told["aaaaaaaa"] == Evidence("dead", "gone", "deleted at OpenReview on 2023-01-01", "OpenReview")
    assert told["bbbbbbbb"].verdict == "ok"


def test_the_title_of_a_comment_is_no_papers() -> None:
    comment = note("aaaaaaaa", "Official Review") | {"forum": "ffffffff"}
    told = ask_hosts(questions("aaaaaaaa"), Host(comment))
    assert told["aaaaaaaa"] == Evidence("ok", source="OpenReview")


@pytest.mark.parametrize("value", ["", "a", "a b", "x/../y", "a" * 60])
def test_what_cannot_be_an_id_is_not_sent(value: str) -> None:
    told = ask_hosts(questions(value, "aaaaaaaa"), Host(note("aaaaaaaa")))
    assert told[value].verdict == "unreachable"
    assert json.loads(told.asked["openreview"][0].body) == {"ids": ["aaaaaaaa"]}


@pytest.mark.parametrize(
    ("venue_id", "venue", "published"),
    [
        ("ICLR.cc/2025/Conference", "ICLR 2025 Poster", ("ICLR 2025 Poster", 2025)),
        (["ICLR.cc/2025/Conference"], ["ICLR 2025 Oral"], ("ICLR 2025 Oral", 2025)),
        ("robot-learning.org/CoRL/2023/Conference", "", ("CoRL 2023", 2023)),
        ("NeurIPS.cc/2023/Track/Datasets_and_Benchmarks", "NeurIPS 2023 D&B", ("NeurIPS 2023 D&B", 2023)),
        ("NeurIPS.cc/2024/Datasets_and_Benchmarks_Track", "", ("NeurIPS 2024", 2024)),
        ("TMLR", "Accepted by TMLR", ("TMLR", 2023)),
        ("ICLR.cc/2025/Conference", "Submitted to ICLR 2025", None),
        ("ICLR.cc/2022/Conference", "ICLR 2022 Submitted", None),
        ("ICLR.cc/2025/Conference/Rejected_Submission", "Submitted to ICLR 2025", None),
        ("ICLR.cc/2025/Conference/Withdrawn_Submission", "ICLR 2025 Conference Withdrawn Submission", None),
        ("ICLR.cc/2025/Conference/Desk_Rejected_Submission", "", None),
        ("ICLR.cc/2025/Conference/Submission", "ICLR 2025 Conference Submission", None),
        ("ICLR.cc/2025/Workshop/Rain", "Rain", None),
        ("TMLR/Rejected", "Rejected by TMLR", None),
        ("dblp.org/journals/CORR/2020", "CoRR 2020", None),
        ("dblp.org/conf/RAIN/2020", "Rain 2020", None),
        ("OpenReview.net/Public_Article", "", None),
        (None, "ICLR 2025 Poster", None),
        ({"a": 1}, None, None),
    ],
)
def test_only_venues_of_known_forms_were_published(
    venue_id: Any, venue: Any, published: tuple[str, int] | None
) -> None:
    submission = note("aaaaaaaa", "On Rain", venueid=venue_id, venue=venue) | {"pdate": 1680000000000}
    evidence = ask_hosts(questions("aaaaaaaa"), Host(submission))["aaaaaaaa"]
    assert evidence.published == (() if published is None else (Published(*published, "OpenReview"),))
    assert evidence.verdict == "ok"
    assert not evidence.withdrawn


@pytest.mark.parametrize(
    "content", [None, [], {}, {"title": None}, {"title": {"value": None}}, {"title": {}}, {"title": 3}]
)
def test_absent_fields_are_none(content: Any) -> None:
    told = ask_hosts(questions("aaaaaaaa"), Host({"id": "aaaaaaaa", "content": content}))
    assert told["aaaaaaaa"] == Evidence("ok", source="OpenReview")
