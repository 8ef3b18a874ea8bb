"""GitHub, with a token by GraphQL and without one by REST."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from awesome_lint.model import Evidence
from awesome_lint.net.resolvers.base import Question
from awesome_lint.net.resolvers.github import GitHub, github_question
from tests.net.resolvers.hub import SUBMODULE, Hub, Repo
from tests.net.resolvers.support import HTML, Heard, as_json, ask, path_of, plain, truncated
from tests.net.servers import Asked, answer

TOKEN = "t0ken"
WORLD = {
    "ada/engine": Repo(
        refs={
            "main": {
                "README.md": "# Engine\n",
                "src/crank.py": "one\ntwo\nthree",
                "vendor/gears": SUBMODULE,
                "data/table 1.csv": "a,b\n",
            },
            "fix/crank": {"src/new.py": "x = 1\n"},
            "v1.0": {"README.md": "old\n"},
        },
        old={"master": "main"},
        issues=frozenset([1, 2]),
        discussions=frozenset([7]),
        transferred=frozenset([8]),
    ),
    "grace/compiler": Repo(archived=True),
    "edsger/paths": Repo(),
    "alan/machine": Repo(disabled=True),
    "kurt/proof": Repo(private=True),
}
RENAMED = {"ada/motor": "ada/engine", "grace/old": "grace/compiler"}


def question(address: str) -> Question:
    url = address if "://" in address else f"https://github.com/{address}"
    return github_question(url) or pytest.fail(f"no question: {address}")


def check(*addresses: str, of: Hub | None = None, token: str = TOKEN) -> dict[str, Evidence]:
    """The evidence by address."""
    heard = hear(*addresses, of=of, token=token)
    return {address: heard.evidence[question(address).key] for address in addresses}


def hear(*addresses: str, of: Hub | None = None, token: str = TOKEN) -> Heard:
    hub = of or Hub(WORLD, RENAMED)
    return ask(GitHub, *map(question, addresses), of=hub, token=token)


def spoilt(reply: bytes, path: str = "/graphql") -> Callable[[Asked], bytes | None]:
    return lambda asked: reply if path_of(asked).startswith(path) else None


both = pytest.mark.parametrize("token", [TOKEN, ""], ids=["with a token", "without a token"])


@both
def test_repositories_are_there_renamed_archived_or_gone(token: str) -> None:
    found = check("ada/engine", "ada/motor", "grace/compiler", "nobody/nothing", "Edsger/Paths", token=token)
    assert found["ada/engine"] == Evidence("ok", source="GitHub")
    assert found["ada/motor"].verdict == "moved"
    assert found["ada/motor"].leads_to == "https://github.com/ada/engine"
    assert found["grace/compiler"].archived
    assert found["grace/compiler"].verdict == "ok"
    assert (found["nobody/nothing"].verdict, found["nobody/nothing"].kind) == ("dead", "no-such-repository")
    assert found["Edsger/Paths"] == Evidence("ok", source="GitHub")  # names have no case


@both
def test_what_readers_do_not_see_is_not_dead(token: str) -> None:
    blocked = {**WORLD, "evil/corp": Repo(block="dmca"), "spam/mail": Repo(block="tos")}
    found = check("alan/machine", "kurt/proof", of=Hub(blocked), token=token)
    assert [(one.verdict, one.kind) for one in found.values()] == [
        ("unreachable", "forbidden"),
        ("unreachable", "login"),
    ]
    for address, status in (("evil/corp", "451, dmca"), ("spam/mail", "403, tos")):
        (evidence,) = check(address, of=Hub(blocked), token=token).values()
        assert (evidence.verdict, evidence.kind) == ("unreachable", "forbidden")
        assert status in evidence.reason


def test_fifty_repositories_are_one_request() -> None:
    names = [f"owner{number}/name" for number in range(50)]
    heard = hear(*names, of=Hub(dict.fromkeys(names, Repo())))
    assert len(heard.evidence) == 50
    assert [path_of(one) for one in heard.requests] == ["/graphql"]


def test_paths_of_one_repository_are_one_alias() -> None:
    heard = hear("ada/engine", "ada/engine/blob/main/README.md", "Ada/Engine/tree/main/src", "ada/engine/issues/1")
    query = json.loads(heard.requests[0].body)["query"]
    assert query.count("repository(") == 1
    assert len(heard.requests) == 1
    assert {one.verdict for one in heard.evidence.values()} == {"ok"}


def test_the_token_is_sent_as_a_bearer() -> None:
    assert hear("ada/engine").requests[0].headers["authorization"] == f"bearer {TOKEN}"


@both
def test_files_and_folders_on_any_ref(token: str) -> None:
    good = [
        "ada/engine/blob/main/README.md",
        "ada/engine/blob/HEAD/src/crank.py",
        "ada/engine/tree/main/src",
        "ada/engine/tree/main",
        "ada/engine/tree/v1.0",
        "ada/engine/raw/main/data/table%201.csv",
        "ada/engine/blob/fix/crank/src/new.py",
        "ada/engine/tree/fix/crank",
        "https://raw.githubusercontent.com/ada/engine/main/README.md",
        "https://raw.githubusercontent.com/ada/engine/refs/heads/main/README.md",
    ]
    found = check(*good, token=token)
    assert {address: one.verdict for address, one in found.items()} == dict.fromkeys(good, "ok")


@both
def test_files_that_are_not_there_are_dead(token: str) -> None:
    gone = [
        "ada/engine/blob/main/src/piston.py",
        "ada/engine/tree/main/lib",
        "ada/engine/blob/nobranch/README.md",
        "ada/engine/blob/fix/crank/src/gone.py",
        "https://raw.githubusercontent.com/ada/engine/main/README.rst",
    ]
    found = check(*gone, token=token)
    if not token:  # further ways to read the ref cost requests that the sixty an hour are too few for
        assert found.pop(gone[3]).verdict in ("dead", "unreachable")
    assert {(one.verdict, one.kind) for one in found.values()} == {("dead", "no-such-file")}


@both
def test_a_renamed_branch_still_leads_to_its_files(token: str) -> None:
    found = check("ada/engine/blob/master/src/crank.py", "ada/engine/blob/master/src/gone.py", token=token)
    there, gone = found.values()
    assert there.verdict == "ok"
    assert there.leads_to == "https://github.com/ada/engine/blob/main/src/crank.py"
    assert gone.verdict == "dead"


@both
def test_raw_files_on_a_renamed_branch_are_undecided(token: str) -> None:
    (evidence,) = check("https://raw.githubusercontent.com/ada/engine/master/README.md", token=token).values()
    assert evidence.verdict == "unreachable"
    assert "`main`" in evidence.reason


def test_a_renamed_default_branch_costs_one_question_however_many_files() -> None:
    files = ["README.md", "src/crank.py", "src/gone.py", "src"]
    heard = hear(*(f"ada/engine/blob/master/{file}" for file in files))
    assert [one.verdict for one in heard.evidence.values()] == ["ok", "ok", "dead", "ok"]
    assert [path_of(one) for one in heard.requests] == ["/graphql", "/graphql", "/repos/ada/engine/branches/master"]


def test_a_branch_that_is_not_the_default_one_may_be_renamed_too() -> None:
    world = {"ada/engine": Repo(refs={"main": {"a.py": "1\n"}, "next": {"b.py": "2\n"}}, old={"dev": "next"})}
    found = check("ada/engine/blob/dev/b.py", "ada/engine/blob/dev/a.py", of=Hub(world))
    assert [one.verdict for one in found.values()] == ["ok", "dead"]


def test_lines_on_a_renamed_branch_stay_in_the_address() -> None:
    (evidence,) = check("ada/engine/blob/master/src/crank.py#L2").values()
    assert evidence.leads_to == "https://github.com/ada/engine/blob/main/src/crank.py#L2"


def test_a_submodule_is_there_though_git_has_no_such_object() -> None:
    (evidence,) = check("ada/engine/tree/main/vendor/gears").values()
    assert evidence.verdict == "ok"


@both
def test_a_commit_that_is_not_in_the_repository_is_undecided(token: str) -> None:
    (evidence,) = check(f"ada/engine/blob/{'0a' * 20}/README.md", token=token).values()
    assert evidence.verdict == "unreachable"


@both
def test_lines_are_compared_with_the_file(token: str) -> None:
    found = check(
        "ada/engine/blob/main/src/crank.py#L1-L3",
        "ada/engine/blob/main/src/crank.py#L4",
        "ada/engine/blob/main/src/crank.py",
        token=token,
    )
    inside, outside, whole = found.values()
    assert inside.verdict == whole.verdict == "ok"
    assert outside.verdict == "unreachable"
    assert outside.reason == "the file has 3 lines, and the link points to line 4"


def test_text_is_asked_for_only_where_lines_are_pointed_to() -> None:
    def query(address: str) -> str:
        return str(json.loads(hear(address).requests[0].body)["query"])

    assert " text " in query("ada/engine/blob/main/src/crank.py#L1")
    assert " text " not in query("ada/engine/blob/main/src/crank.py")


def test_text_that_is_null_or_cut_off_says_nothing_of_lines() -> None:
    for node in ({"text": None}, {"text": "one\n", "isTruncated": True}, {}):
        reply = {"data": {"r0": {"nameWithOwner": "ada/engine", "t0": {"__typename": "Blob", **node}}}}
        (evidence,) = check("ada/engine/blob/main/a.bin#L40", of=Hub(WORLD, spoil=spoilt(as_json(reply)))).values()
        assert evidence.verdict == "ok"


def test_issues_pull_requests_and_discussions() -> None:
    found = check(*(f"ada/engine/issues/{number}" for number in (1, 7, 8, 9)), "ada/engine/pull/2")
    assert [one.verdict for one in found.values()] == ["ok", "ok", "ok", "dead", "ok"]


def test_without_a_token_an_issue_is_not_told_from_a_discussion() -> None:
    found = check(*(f"ada/engine/issues/{number}" for number in (1, 7, 8, 9)), token="")
    assert [one.verdict for one in found.values()] == ["ok", "unreachable", "ok", "unreachable"]


@both
def test_releases_are_tags(token: str) -> None:
    found = check("ada/engine/releases/tag/v1.0", "ada/engine/releases/tag/v9", token=token)
    assert [one.verdict for one in found.values()] == ["ok", "dead"]


@both
def test_other_pages_rest_on_the_repository(token: str) -> None:
    pages = ["wiki/Home", "releases", "issues", "actions", "archive/main.zip"]
    found = check(*(f"ada/motor/{page}" for page in pages), token=token)
    assert {one.verdict for one in found.values()} == {"moved"}
    assert found["ada/motor/wiki/Home"].leads_to == "https://github.com/ada/engine/wiki/Home"
    found = check(*(f"nobody/nothing/{page}" for page in pages), "ada/engine", "edsger/paths", token=token)
    assert [one.verdict for one in found.values()] == ["dead"] * 5 + ["ok"] * 2


@both
def test_paths_of_a_renamed_repository_lead_to_its_present_name(token: str) -> None:
    found = check(
        "ada/motor/blob/main/src/crank.py#L2",
        "https://raw.githubusercontent.com/ada/motor/main/README.md",
        "ada/motor/blob/main/gone.py",
        token=token,
    )
    blob, raw, gone = found.values()
    assert (blob.verdict, blob.leads_to) == ("moved", "https://github.com/ada/engine/blob/main/src/crank.py#L2")
    assert (raw.verdict, raw.leads_to) == ("moved", "https://raw.githubusercontent.com/ada/engine/main/README.md")
    assert gone.verdict == "dead"


@both
def test_owners(token: str) -> None:
    found = check("ada", "nobody", "Grace", token=token)
    assert [one.verdict for one in found.values()] == ["ok", "dead", "ok"]


# --- what is no answer


def test_a_missing_repository_is_asked_about_again_where_the_token_sees_one_owner_only() -> None:
    """A workflow's token may see its own repository, and no other."""
    heard = hear("ada/engine", "grace/compiler", "nobody/nothing", of=Hub(WORLD, visible=frozenset(["ada"])))
    assert [one.verdict for one in heard.evidence.values()] == ["ok", "ok", "dead"]
    assert [path_of(one) for one in heard.requests] == [
        "/graphql",
        "/repos/grace/compiler",
        "/repos/nobody/nothing",
    ]


def test_a_token_that_sees_all_owners_but_one_s_repositories_is_doubted_too() -> None:
    found = check("ada", "grace", "ada/engine", "grace/compiler", of=Hub(WORLD, visible=frozenset(["ada"])))
    assert {one.verdict for one in found.values()} == {"ok"}


def test_a_refusal_that_says_how_long_is_waited_for() -> None:
    replies = iter([as_json({"message": "secondary rate limit"}, 403, [("Retry-After", "0")])])
    hub = Hub(WORLD, spoil=lambda asked: next(replies, None))
    heard = ask(GitHub, question("ada/engine"), of=hub, token=TOKEN, retries=1)
    assert heard.one.verdict == "ok"
    assert len(heard.requests) == 2


def test_a_limit_holds_until_its_time() -> None:
    for reset, requests in (("1000000000", 3), ("3900000000", 1)):
        headers = [("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset)]
        reply = as_json({"message": "API rate limit exceeded"}, 403, headers)
        assert len(ask(GitHub, question("ada/engine"), of=reply, rounds=3).requests) == requests


def test_a_blocked_repository_is_undecided() -> None:
    error = {"type": "FORBIDDEN", "path": ["r1"], "message": "Repository access blocked"}
    reply = {"data": {"r0": {"nameWithOwner": "ada/engine"}, "r1": None}, "errors": [error]}
    found = check("ada/engine", "evil/corp", of=Hub(WORLD, spoil=spoilt(as_json(reply))))
    assert found["evil/corp"] == Evidence("unreachable", "forbidden", "blocked by GitHub", "GitHub")


def test_what_public_tokens_are_refused_is_not_asked() -> None:
    assert b"stargazers" not in hear("ada/engine").requests[0].body


def test_a_token_that_graphql_refuses_is_used_for_rest() -> None:
    refusal = {
        "data": {"r0": None, "r1": None},
        "errors": [
            {"type": "FORBIDDEN", "path": [alias], "message": "Resource not accessible"} for alias in ("r0", "r1")
        ],
    }
    for reply in (refusal, {"data": None, "errors": [{"message": "Resource not accessible by integration"}]}):
        found = check("ada/engine", "nobody/nothing", of=Hub(WORLD, spoil=spoilt(as_json(reply))))
        assert [one.verdict for one in found.values()] == ["ok", "dead"]


@pytest.mark.parametrize(
    "errors",
    [
        [],
        [{"type": "FORBIDDEN", "path": ["r1"], "message": "organization has enabled SAML"}],
        [{"type": "NOT_FOUND", "message": "Could not resolve to a Repository"}],
        [{"type": "NOT_FOUND", "path": ["r9"], "message": "Could not resolve to a Repository"}],
        [{"type": "NOT_FOUND", "path": ["r1"]}, {"message": "Something went wrong while executing your query"}],
        [{"type": "SERVICE_UNAVAILABLE", "path": ["r1"], "message": "…"}],
        "broken",
        [None],
    ],
)
def test_null_for_another_reason_is_undecided(errors: object) -> None:
    reply = {
        "data": {"r0": {"nameWithOwner": "ada/engine"}, "r1": None, "r2": {"nameWithOwner": "edsger/paths"}},
        "errors": errors,
    }
    hub = Hub(WORLD, spoil=spoilt(as_json(reply)))
    found = check("ada/engine", "nobody/nothing", "edsger/paths", of=hub)
    assert [one.verdict for one in found.values()] == ["ok", "unreachable", "ok"]


@pytest.mark.parametrize("node", [{}, {"nameWithOwner": 7}, {"nameWithOwner": ""}, [], "ada/engine", {"login": None}])
def test_a_node_without_its_name_is_undecided(node: object) -> None:
    reply = {"data": {"r0": node, "r1": {"nameWithOwner": "edsger/paths"}}}
    found = check("ada/engine", "edsger/paths", of=Hub(WORLD, spoil=spoilt(as_json(reply))))
    assert [one.verdict for one in found.values()] == ["unreachable", "ok"]


def test_flags_that_are_absent_are_not_set() -> None:
    reply = {"data": {"r0": {"nameWithOwner": "ada/engine"}}}
    (evidence,) = check("ada/engine", of=Hub(WORLD, spoil=spoilt(as_json(reply)))).values()
    assert evidence == Evidence("ok", source="GitHub")


def test_a_place_that_the_answer_lacks_is_undecided() -> None:
    reply = {"data": {"r0": {"nameWithOwner": "ada/engine"}}}
    (evidence,) = check("ada/engine/blob/main/a.py", of=Hub(WORLD, spoil=spoilt(as_json(reply)))).values()
    assert evidence.verdict == "unreachable"


def test_a_file_is_not_dead_where_the_second_look_fails() -> None:
    times = iter(range(9))

    def spoil(asked: Asked) -> bytes | None:
        return plain("Bad gateway", 502) if next(times) else None

    (evidence,) = check("ada/engine/blob/main/gone.py", of=Hub(WORLD, spoil=spoil)).values()
    assert (evidence.verdict, evidence.kind) == ("unreachable", "server-error")


LIMITED_QUERIES = [
    as_json({"data": None, "errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded for user 1."}]}),
    as_json({"errors": [{"type": "RATE_LIMIT", "code": "graphql_rate_limit", "message": "exceeded"}]}),
    as_json({"errors": [{"message": "You have exceeded a secondary rate limit."}]}),
]
LIMITED = [
    as_json({"message": "You have exceeded a secondary rate limit."}, 403),
    as_json({"message": "Forbidden"}, 403, [("Retry-After", "3600")]),
    as_json({"message": "API rate limit exceeded"}, 403, [("X-RateLimit-Remaining", "0")]),
    as_json({"message": "slow down"}, 429),
    as_json({"message": "slow down"}, 429, [("Retry-After", "3600")]),
    plain("Too many requests", 429),
]


@pytest.mark.parametrize(
    ("reply", "token"),
    [*((reply, TOKEN) for reply in LIMITED_QUERIES + LIMITED), *((reply, "") for reply in LIMITED)],
)
def test_limits_are_undecided_and_end_the_asking(reply: bytes, token: str) -> None:
    questions = [question("ada/engine"), question("grace/compiler")]
    heard = ask(GitHub, *questions, of=reply, token=token, rounds=3)
    assert heard.why is not None
    assert heard.why.kind == "rate-limit"
    assert len(heard.requests) == 1
    assert ("GITHUB_TOKEN" in heard.why.reason) == (not token)


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (HTML, "wall"),
        (plain("ok"), "protocol"),
        (as_json({}), "protocol"),
        (as_json([]), "protocol"),
        (answer(200, "{", kind="application/json"), "protocol"),
        (as_json({"message": "Bad credentials"}, 401), "forbidden"),
        (as_json({"message": "IP address not allowed"}, 403), "forbidden"),
        (as_json({"message": "Problems parsing JSON"}, 400), "client-error"),
        (as_json({"message": "Not Found"}, 404), "client-error"),
        (as_json({"data": {}}, 202), "odd-status"),
        (truncated(as_json({"data": {"r0": {"nameWithOwner": "ada/engine"}}})), "protocol"),
    ],
)
def test_what_is_no_answer_of_graphql_is_undecided(reply: bytes, kind: str) -> None:
    async def once(asked: Asked, writer: object) -> bool:
        writer.write(reply)  # type: ignore[attr-defined]
        return False

    heard = ask(GitHub, question("ada/engine"), question("nobody/nothing"), of=once, talk=True, token=TOKEN)
    assert heard.why is not None or {one.verdict for one in heard.evidence.values()} == {"unreachable"}
    kinds = {one.kind for one in heard.evidence.values()} or {heard.why.kind if heard.why else ""}
    assert kinds <= {kind, "reset"}


def test_a_question_that_is_too_much_is_cut_up() -> None:
    """One repository that makes every question with it time out costs the others nothing."""
    names = [f"owner{number}/name" for number in range(8)]

    def spoil(asked: Asked) -> bytes | None:
        heavy = b"owner3" in asked.body
        return plain("We couldn't respond to your request in time.", 504) if heavy else None

    hub = Hub(dict.fromkeys(names, Repo()), spoil=spoil)
    heard = hear(*names, of=hub)
    undecided = [key for key, one in heard.evidence.items() if one.verdict != "ok"]
    assert undecided == ["github:owner3/name"]
    assert len(heard.requests) == 1 + 4 + 2


def test_a_query_that_fails_inside_is_cut_up_too() -> None:
    def spoil(asked: Asked) -> bytes | None:
        if asked.body.count(b"repository(") > 1:
            return as_json({"data": None, "errors": [{"message": "Something went wrong while executing your query."}]})
        return None

    found = check("ada/engine", "grace/compiler", "edsger/paths", of=Hub(WORLD, spoil=spoil))
    assert {one.verdict for one in found.values()} == {"ok"}


def test_an_api_that_is_down_is_not_asked_on_and_on() -> None:
    names = [f"owner{number}/name" for number in range(50)]
    heard = ask(GitHub, *map(question, names), of=plain("unavailable", 503), token=TOKEN)
    assert {one.verdict for one in heard.evidence.values()} <= {"unreachable"}
    assert len(heard.requests) <= 8


# --- without a token


def test_sixty_requests_and_the_rest_wants_a_token() -> None:
    names = [f"owner{number}/name" for number in range(70)]
    heard = hear(*names, of=Hub(dict.fromkeys(names, Repo())), token="")
    verdicts = [heard.evidence[question(name).key].verdict for name in names]
    assert verdicts == ["ok"] * 60 + ["unreachable"] * 10
    last = heard.evidence[question(names[-1]).key]
    assert (last.kind, len(heard.requests)) == ("rate-limit", 60)
    assert "set GITHUB_TOKEN" in last.reason


def test_asking_ends_with_the_last_request_that_the_headers_allow() -> None:
    hub = Hub(WORLD)
    hub.left = 2
    heard = hear("ada/engine", "grace/compiler", "edsger/paths", of=hub, token="")
    assert [one.verdict for one in heard.evidence.values()] == ["ok", "ok", "unreachable"]
    assert len(heard.requests) == 2
    assert "(again from " in heard.evidence["github:edsger/paths"].reason


def test_repositories_come_before_files() -> None:
    hub = Hub(WORLD)
    hub.left = 2
    found = check("ada/engine/blob/main/README.md", "grace/compiler", of=hub, token="")
    assert [one.verdict for one in found.values()] == ["unreachable", "ok"]
    assert "set GITHUB_TOKEN" in found["ada/engine/blob/main/README.md"].reason


def test_a_rename_is_followed_to_the_api_only() -> None:
    heard = hear("ada/motor", of=Hub(WORLD, RENAMED, foreign="http://127.0.0.9:9"), token="")
    assert heard.one.verdict == "unreachable"
    assert len(heard.requests) == 1
    official = hear("ada/motor", of=Hub(WORLD, RENAMED, foreign="https://api.github.com"), token="")
    assert official.one.verdict == "moved"
    assert len(official.requests) == 2


def test_renames_in_a_circle_end() -> None:
    def circle(asked: Asked) -> bytes:
        return as_json({"message": "Moved Permanently", "url": f"http://{asked.headers['host']}/repositories/1"}, 301)

    heard = ask(GitHub, question("ada/engine"), of=circle)
    assert heard.one.verdict == "unreachable"
    assert len(heard.requests) < 6


@pytest.mark.parametrize(
    "reply",
    [
        HTML,
        answer(404, "<html>Not found</html>"),
        plain("Not Found", 404),
        as_json({}, 404),
        as_json({}),
        as_json({"full_name": None}),
        as_json([]),
        as_json({"message": "Moved Permanently"}, 301),
        as_json({"message": "Server Error"}, 500),
        as_json({"message": "Must have admin rights"}, 403),
        answer(200, '{"full_name": "ada/eng', kind="application/json"),
    ],
)
def test_what_is_no_answer_of_rest_is_undecided(reply: bytes) -> None:
    heard = ask(GitHub, question("ada/engine"), question("ada/engine/blob/main/a.py"), of=reply)
    assert {one.verdict for one in heard.evidence.values()} == {"unreachable"}
    assert all(one.reason for one in heard.evidence.values())


@pytest.mark.parametrize(
    "reply",
    [HTML, answer(404, "<html>"), as_json({"message": "This API returns blobs up to 1 MB"}, 403), plain("x", 500)],
)
def test_a_file_that_rest_does_not_decide_is_not_dead(reply: bytes) -> None:
    hub = Hub(WORLD, spoil=spoilt(reply, "/repos/ada/engine/contents"))
    (evidence,) = check("ada/engine/blob/main/README.md", of=hub, token="").values()
    assert evidence.verdict == "unreachable"


def test_deleted_issues_and_large_files_are_told_by_their_errors() -> None:
    deleted = Hub(WORLD, spoil=spoilt(as_json({"message": "This issue was deleted"}, 410), "/repos/ada/engine/issues"))
    assert check("ada/engine/issues/9", of=deleted, token="")["ada/engine/issues/9"].verdict == "dead"
    error = {"message": "This API returns blobs up to 100 MB", "errors": [{"code": "too_large"}]}
    large = Hub(WORLD, spoil=spoilt(as_json(error, 403), "/repos/ada/engine/contents"))
    address = "ada/engine/blob/main/README.md"
    assert check(address, of=large, token="")[address].verdict == "ok"


@pytest.mark.parametrize("reply", [HTML, plain("x", 500), as_json({}, 301), as_json({"message": "x"}, 403)])
def test_a_branch_that_github_says_nothing_of_leaves_its_files_undecided(reply: bytes) -> None:
    hub = Hub(WORLD, spoil=spoilt(reply, "/repos/ada/engine/branches"))
    (evidence,) = check("ada/engine/blob/master/README.md", of=hub).values()
    assert evidence.verdict == "unreachable"


def test_a_part_of_the_second_look_that_is_missing_leaves_a_file_undecided() -> None:
    replies = iter(
        [
            {"data": {"r0": {"nameWithOwner": "ada/engine", "t0": None}}},
            {"data": {"r0": {"nameWithOwner": "ada/engine", "s0": None, "f0": {"__typename": "Commit"}}}},
        ]
    )
    (evidence,) = check("ada/engine/blob/main/gone.py", of=Hub(WORLD, spoil=lambda _: as_json(next(replies)))).values()
    assert evidence.verdict == "unreachable"


def test_pages_of_github_are_never_asked() -> None:
    for token in (TOKEN, ""):
        heard = hear("ada/engine", "ada/engine/blob/main/gone.py", "ada/engine/issues/9", "nobody", token=token)
        assert all(path_of(one).startswith(("/graphql", "/repos/", "/users/")) for one in heard.requests)


def test_names_cannot_break_out_of_the_query() -> None:
    path = 'blob/main/a"}}b\\" {x} \ud800.py'
    odd = Question("odd", "ada/engine", path=path)
    heard = ask(GitHub, odd, Question("odder", 'a"b/c"d'), of=Hub(WORLD), token=TOKEN)
    assert heard.evidence["odd"].verdict == "dead"
    assert "odder" not in heard.evidence
