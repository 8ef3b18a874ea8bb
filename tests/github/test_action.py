"""`action.yml`, run step by step as GitHub runs it: real bash, real git, a real installation, a web on loopback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import published
from tests.cli.web import Answer, Web, web
from tests.repositories import CLEAN, Repo

from .git_server import private_server
from .runner import ROOT, Job, Runner

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="needs bash, as runners have it"
)

GOOD = "- [One](https://example.org/one) - what it does\n"
OLD_FAULT = "- [Two]() - what it does\n"
NEW_FAULT = "- [Three]() - what it does\n"
LIST = f"# Tools\n\n{GOOD}{OLD_FAULT}"
HOSTILE = (
    "::set-output name=findings::9",
    "x ##[error]y",
    "a%0A::error::b",
    "$(touch pwned)",
    "`touch pwned`",
    "';touch pwned;'",
    '";touch pwned;"',
    "${{ github.token }}",
    "--fix",
)


MODULES = ("venv", "pip", "awesome_lint", "json", "workflow", "click", "sitecustomize", "usercustomize")


@pytest.fixture(scope="module")
def among_strangers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Runner, Job]:
    """A run in a workspace with a stranger's modules, and the runner, where awesome-lint is installed from then on."""
    workspace, temp, caches = (tmp_path_factory.mktemp(name) for name in ("workspace", "temp", "caches"))
    action = published(tmp_path_factory.mktemp("action")).root
    runner = Runner(workspace=workspace, temp=temp, caches=caches, action=action)
    for name in MODULES:
        (runner.workspace / f"{name}.py").write_text("open('pwned', 'w')\nraise SystemExit(0)\n", encoding="utf-8")
    (runner.workspace / "README.md").write_text(LIST, encoding="utf-8")
    return runner, runner.run("push", variables=CLEAN)


@pytest.fixture
def runner(among_strangers: tuple[Runner, Job], tmp_path: Path) -> Runner:
    caches = tmp_path / "caches"
    caches.mkdir()
    (tmp_path / "workspace").mkdir()
    shared = among_strangers[0]
    return Runner(workspace=tmp_path / "workspace", temp=shared.temp, caches=caches, action=shared.action)


@pytest.fixture
def server(tmp_path: Path) -> Repo:
    """What stands on GitHub: a list with an old fault, and a pull request that brings another one."""
    server = Repo(tmp_path / "server")
    server.git("config", "uploadpack.allowAnySHA1InWant", "true")  # as GitHub's servers have it
    for number in range(3):
        server.commit(README=LIST, notes=f"# Notes {number}\n")
    server.git("checkout", "--quiet", "-b", "theirs", "main~1")
    server.commit(README=LIST.replace(GOOD, GOOD + NEW_FAULT))
    server.git("update-ref", "refs/pull/1/head", "HEAD")
    server.git("checkout", "--quiet", "main")
    server.git("merge", "--quiet", "--no-edit", "theirs")
    server.git("update-ref", "refs/pull/1/merge", "HEAD")
    server.git("reset", "--quiet", "--hard", "HEAD^")
    return server


def checked_out(server: Repo, workspace: Path, ref: str) -> Repo:
    """What actions/checkout leaves by default: one commit."""
    repo = Repo(workspace)
    repo.git("remote", "add", "origin", server.root.as_uri())
    repo.git("fetch", "--quiet", "--no-tags", "--depth=1", "origin", f"+{ref}:refs/remotes/{ref.removeprefix('refs/')}")
    repo.git("checkout", "--quiet", "--detach", f"refs/remotes/{ref.removeprefix('refs/')}")
    return repo


def pull_request(runner: Runner, inputs: Mapping[str, str] | None = None, *, of: str = "stranger/list") -> Job:
    told = {"pull_request": {"number": 1, "head": {"repo": {"full_name": of}}}}
    return runner.run("pull_request", inputs, told=told, variables=CLEAN | {"GITHUB_BASE_REF": "main"})


def findings(path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))
    return found


# Which findings


@pytest.mark.parametrize("ref", ["refs/pull/1/merge", "refs/pull/1/head"])
def test_a_pull_request_from_a_fork_answers_for_what_it_brings(runner: Runner, server: Repo, ref: str) -> None:
    checked_out(server, runner.workspace, ref)
    done = pull_request(runner)
    assert done.code == 1
    assert {name: done.outputs[name] for name in ("findings", "errors", "exit-code")} == {
        "findings": "1",
        "errors": "1",
        "exit-code": "1",
    }
    (error,) = (command for command in done.commands if command.name == "error")
    assert (error.properties["file"], error.properties["line"]) == ("README.md", "4")
    assert "Three" in error.message
    assert "Three" in done.summary
    assert "1 new finding, 1 old one hidden" in done.summary
    assert [finding["entry"] for finding in findings(done.outputs["check-json"])] == ["Three"]
    assert done.outputs["check-sarif"] == done.outputs["links-json"] == ""


def test_only_new_false_reports_what_is_old_too(runner: Runner, server: Repo) -> None:
    checked_out(server, runner.workspace, "refs/pull/1/merge")
    done = pull_request(runner, {"only-new": "false"})
    assert done.outputs["findings"] == "2"


def test_a_merge_queue_answers_for_what_it_brings(runner: Runner, server: Repo) -> None:
    base = server.git("rev-parse", "main")
    checked_out(server, runner.workspace, "refs/pull/1/merge")
    done = runner.run("merge_group", told={"merge_group": {"base_sha": base}}, variables=CLEAN)
    assert (done.code, done.outputs["findings"]) == (1, "1")


def test_a_checkout_that_cannot_be_completed_is_an_error_that_says_what_to_do(runner: Runner, server: Repo) -> None:
    repo = checked_out(server, runner.workspace, "refs/pull/1/merge")
    repo.git("remote", "set-url", "origin", (server.root / "gone").as_uri())
    done = pull_request(runner)
    (error,) = done.shown()
    assert done.code == 2
    assert "set `fetch-depth: 0` for actions/checkout, or `only-new: false`" in error
    assert next(step for step in done.steps if step.name == "Check lists").outcome == "skipped"


def test_the_token_fetches_what_a_checkout_without_credentials_cannot(runner: Runner, server: Repo) -> None:
    repo = checked_out(server, runner.workspace, "refs/pull/1/merge")
    told = {"pull_request": {"number": 1, "head": None}}
    with private_server(server.root.parent, "a-token-of-its-own") as address:
        repo.git("remote", "set-url", "origin", f"{address}/server/.git")
        variables = CLEAN | {"GITHUB_BASE_REF": "main", "GITHUB_SERVER_URL": address}
        refused = runner.run("pull_request", {"token": "another"}, told=told, variables=variables)
        assert refused.code == 2
        assert "could not be fetched" in refused.shown()[0]
        done = runner.run("pull_request", {"token": "a-token-of-its-own"}, told=told, variables=variables)
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.log
    assert "a-token-of-its-own" not in done.log + (runner.workspace / ".git" / "config").read_text(encoding="utf-8")


def test_a_whole_clone_stays_whole(runner: Runner, server: Repo) -> None:
    runner.workspace.rmdir()
    repo = server.clone(runner.workspace, "--branch", "theirs", "--single-branch")
    done = pull_request(runner)
    assert (done.code, done.outputs["findings"]) == (1, "1")
    assert repo.git("rev-parse", "--is-shallow-repository") == "false"


def test_a_push_is_checked_whole_with_the_arguments_of_the_workflow(runner: Runner, server: Repo) -> None:
    checked_out(server, runner.workspace, "refs/heads/main")
    (runner.workspace / "more lists").mkdir()
    (runner.workspace / "more lists" / "a.md").write_text(LIST, encoding="utf-8")
    given = {"paths": "README.md 'more lists/*.md'", "args": "--select 'L001' --exit-zero", "annotations": "false"}
    done = runner.run("push", given, variables=CLEAN)
    assert (done.code, done.outputs["findings"], done.shown()) == (0, "2", [])
    assert "more lists/a.md:4:3: L001 error" in done.log
    assert not done.used("github/codeql-action/upload-sarif")


def test_what_cannot_be_done_is_exit_code_2_with_the_reason(runner: Runner, server: Repo) -> None:
    checked_out(server, runner.workspace, "refs/heads/main")
    done = runner.run("push", {"args": "--select L0001", "paths": "`x`.md"}, variables=CLEAN)
    assert (done.code, done.outputs["exit-code"]) == (2, "2")
    assert "L0001" in done.shown()[0]
    assert "What went wrong:\n\n    " in done.summary


@pytest.mark.parametrize(
    ("event", "given", "said"),
    [
        ("push", {"command": "chek"}, "command: 'chek' is none of check, links, both"),
        ("push", {"cache": "yes"}, "cache: 'yes' is neither true nor false"),
        ("push", {"version": "1 --pre x"}, "version: '1 --pre x' is no version"),
        ("push", {"args": "--select 'L001"}, 'args: "--select \'L001" cannot be split into words'),
        ("pull_request_target", {}, "let the workflow run on pull_request"),
    ],
)
def test_inputs_that_mean_nothing_are_refused(
    runner: Runner, server: Repo, event: str, given: dict[str, str], said: str
) -> None:
    checked_out(server, runner.workspace, "refs/heads/main")
    done = runner.run(event, given, variables=CLEAN)
    assert done.code == 2
    (error,) = done.shown()
    assert said in error


def test_a_summary_that_would_be_too_long_is_left_out_and_said(tmp_path: Path) -> None:
    page, summary = tmp_path / "page.md", tmp_path / "summary.md"
    page.write_text("x" * 600_000, encoding="utf-8")
    folder = ROOT / "tools" / "action"
    code = (
        f"import sys; sys.path.insert(0, {str(folder)!r}); import lint; from pathlib import Path;"
        f"[lint.summarize('check', Path({str(page)!r}), []) for _ in range(2)]"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"GITHUB_STEP_SUMMARY": str(summary)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert summary.stat().st_size < 700_000
    assert done.stdout.startswith("::notice title=awesome-lint::the summary is full")


# Strangers


def test_hostile_names_and_titles_are_shown_and_nothing_else(runner: Runner, server: Repo) -> None:
    repo = checked_out(server, runner.workspace, "refs/pull/1/merge")
    for text in HOSTILE:
        (runner.workspace / f"{text.replace('/', '-')}.md").write_text(
            f"# Tools\n\n{GOOD}- [{text}]() - what it does\n- [b {text}]( ) - {text}\n", encoding="utf-8"
        )
    repo.git("add", "--all")
    done = pull_request(runner, {"sarif": "true", "paths": "*.md"})
    assert (done.code, int(done.outputs["findings"])) == (1, 1 + 2 * len(HOSTILE))
    assert {command.name for command in done.commands} == {"error", "notice"}
    assert len(done.shown()) == 1 + 2 * len(HOSTILE)
    known = {"counts", "cache-changed", "json", "sarif", "upload"}
    assert next(step for step in done.steps if step.name == "Check lists").outputs.keys() == known
    assert not list(runner.workspace.rglob("*pwned"))
    assert "the-token-of-the-job" not in done.log + done.summary


@pytest.mark.parametrize("name", ["paths", "args", "links-args", "version"])
def test_inputs_are_never_run(runner: Runner, server: Repo, name: str) -> None:
    checked_out(server, runner.workspace, "refs/heads/main")
    text = '$(touch pwned) "; touch pwned; " `touch pwned` ; touch pwned'
    done = runner.run("push", {name: text, "command": "both" if name == "links-args" else "check"}, variables=CLEAN)
    assert done.code == 2
    assert not (runner.workspace / "pwned").exists()


def test_modules_of_a_pull_request_are_not_loaded(among_strangers: tuple[Runner, Job]) -> None:
    runner, done = among_strangers
    assert (done.code, done.outputs["findings"]) == (1, "1"), done.log
    assert not list(runner.workspace.rglob("pwned"))


# Links


@pytest.fixture
def net() -> Iterator[Web]:
    with web({"good.example/one": Answer(), "gone.example/": Answer()}) as net:
        net.answers["github/graphql"] = Answer(500)
        yield net


def scheduled(runner: Runner, net: Web, given: Mapping[str, str], **variables: str) -> Job:
    options = "--max-time 60s " + " ".join(f"'{option}'" for option in net.options)
    return runner.run("schedule", {"command": "links", "links-args": options, **given}, variables=CLEAN | variables)


def test_a_schedule_checks_links_and_keeps_the_answers(runner: Runner, net: Web) -> None:
    text = "# Tools\n\n- [One](http://good.example/one) - a\n- [Three](http://gone.example/three) - b\n"
    (runner.workspace / "README.md").write_text(text, encoding="utf-8")
    done = scheduled(runner, net, {})
    assert (done.code, done.outputs["findings"]) == (1, "1")
    assert "http://gone.example/three" in done.shown()[0]
    assert "http://gone.example/three" in Path(done.outputs["links-json"]).read_text(encoding="utf-8")
    assert "## Links" in done.summary
    asked = net.asked.count("good.example/one")
    assert asked >= 1
    (kept,) = done.used("actions/cache/save")
    again = scheduled(runner, net, {})
    (restored,) = again.used("actions/cache/restore")
    assert restored["key"] != kept["key"]
    assert kept["key"].startswith(restored["restore-keys"])
    assert (again.code, again.outputs["findings"]) == (1, "1")
    assert net.asked.count("good.example/one") == asked
    assert not again.used("actions/cache/save"), "nothing new was learnt"
    without = scheduled(runner, net, {"cache": "false"}, AWESOME_LINT_CACHE_DIR=str(runner.temp / "none"))
    assert not without.used("actions/cache/restore")
    assert not without.used("actions/cache/save")
    assert net.asked.count("good.example/one") == 2 * asked


def test_a_cache_that_somebody_made_is_no_answer(runner: Runner, net: Web) -> None:
    (runner.workspace / "README.md").write_text("# Tools\n\n- [Three](http://gone.example/three) - b\n")
    forged = runner.caches / "awesome-lint-links-1-0-1-lint"
    forged.mkdir()
    (forged / "links.sqlite").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    done = scheduled(runner, net, {})
    assert (done.code, done.outputs["findings"]) == (1, "1")


def test_the_token_goes_to_githubs_api_for_links_alone(runner: Runner, net: Web) -> None:
    text = "# Tools\n\n- [One](https://github.com/someone/tool) - a\n- [Two](http://good.example/one) - b\n"
    (runner.workspace / "README.md").write_text(text, encoding="utf-8")
    secret = "a-token-of-its-own"
    done = scheduled(runner, net, {"token": secret, "command": "both", "sarif": "true"})
    told = [request.address for request in net.requests if secret in str(request.headers)]
    assert told
    assert all("/github/" in address for address in told), told
    reports = [Path(done.outputs[name]).read_text(encoding="utf-8") for name in done.outputs if name.startswith("li")]
    assert secret not in done.log + done.summary + "".join(reports)
    assert not any(secret.encode() in file.read_bytes() for file in runner.caches.rglob("*.sqlite"))
    net.requests.clear()
    scheduled(runner, net, {"token": secret}, GITHUB_SERVER_URL="https://git.example.org")
    assert not [request for request in net.requests if secret in str(request.headers)]


def test_both_are_run_and_uploaded_and_the_graver_code_ends_the_job(runner: Runner, net: Web) -> None:
    (runner.workspace / "README.md").write_text(LIST, encoding="utf-8")
    (runner.workspace / "b.md").write_text("# Tools\n\n- [One](http://good.example/one) - a\n", encoding="utf-8")
    done = scheduled(runner, net, {"command": "both", "sarif": "true", "paths": "README.md\nb.md"})
    assert done.outputs["exit-code"] == "1"
    uploads = done.used("github/codeql-action/upload-sarif")
    assert [one["category"] for one in uploads] == ["awesome-lint/check", "awesome-lint/links"]
    for upload in uploads:
        (of_one,) = json.loads(Path(upload["sarif_file"]).read_text(encoding="utf-8"))["runs"]
        assert "automationDetails" not in of_one, "the category would not be heard"
    assert "## Lists" in done.summary
    assert "## Links" in done.summary


def test_findings_of_a_fork_are_not_uploaded(runner: Runner, server: Repo) -> None:
    checked_out(server, runner.workspace, "refs/pull/1/merge")
    assert not pull_request(runner, {"sarif": "true"}).used("github/codeql-action/upload-sarif")
    assert pull_request(runner, {"sarif": "true"}, of="someone/list").used("github/codeql-action/upload-sarif")
