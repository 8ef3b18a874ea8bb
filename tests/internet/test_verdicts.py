"""The link checker in a hostile internet: every verdict against the truth, and runs that go wrong."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from awesome_lint import NetSettings, Settings, parse
from awesome_lint.knowledge import knowledge
from awesome_lint.lint import lint_documents
from awesome_lint.lint.asking import wanted
from awesome_lint.model import Evidence
from awesome_lint.net.cache import Cache
from awesome_lint.net.plan import plan
from awesome_lint.net.run import Result, check
from awesome_lint.rules.online import LINK_CHECKS

from . import apis, truth, truth_apis
from .internet import CASES, Internet, by_name, markdown
from .truth import GONE, HEALTHY, MOVED, PATH, Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="all of 127.0.0.0/8 is loopback on Linux only")

VERDICTS = {"": "ok", "L101": "dead", "L102": "moved", "L103": "unreachable"}
"""The verdict that a rule speaks of; the others speak of what is there."""
NO_CAPTURES = "--api=wayback=https://refused-address.test"
"""Captures are asked for three seconds apart; nobody is there."""
HEADER = "a-secret-of-one-host"
ENDLESS = ("drip-head",)
"""Pages that take all the time that a link has, which is a minute for the command."""
SECRETS = {"GITHUB_TOKEN": "github", "S2_API_KEY": "s2", "HF_TOKEN": "huggingface"}
_SMALL = ("plain-page", "gone-404", "moved-301", "no-such-host", "status-403")
SMALL = tuple(
    case for case in CASES if case.name in ("plain-page", "gone-404", "moved-301", "no-such-host", "status-403")
)


def has_ipv6() -> bool:
    try:
        with socket.socket(socket.AF_INET6) as sock:
            sock.bind(("::1", 0))
    except OSError:
        return False
    return True


def settings(internet: Internet, **more: Any) -> NetSettings:
    """Settings for this internet, and short times."""
    usual = NetSettings(
        timeout=2.0,
        link_time=8.0,
        allow_private=True,
        dns=internet.dns,
        ca_file=str(internet.ca_file),
        apis=internet.bases(),
        tokens={"github": internet.secrets["github"]},
        paces=dict.fromkeys(internet.apis, 0.0),
    )
    return usual._replace(**more)


def ask(
    internet: Internet,
    cases: Sequence[Case],
    network: NetSettings,
    cache: Cache | None = None,
    clock: Any = time.time,
) -> Result:
    """Check the list of `cases`."""
    for api in internet.apis.values():
        api.limited = False  # its paces are none
    documents = [parse(markdown(cases, internet.url), "README.md")]
    return check(
        plan(wanted(documents, Settings(among=LINK_CHECKS)), knowledge().hosts, network), network, cache, clock=clock
    )


def evidence(internet: Internet, cases: Sequence[Case], result: Result) -> dict[str, Evidence]:
    """Evidence by the case's name."""
    return {case.name: result.evidence[internet.url(case.link)] for case in cases}


def command(internet: Internet, folder: Path, cases: Sequence[Case], *options: str) -> list[str]:
    """The real command on the list of `cases`, which is written to `folder`."""
    listed = folder / "README.md"
    listed.write_text(markdown(cases, internet.url), encoding="utf-8")
    bases = [f"--api={name}={base}" for name, base in internet.bases().items()]
    return [
        *(sys.executable, "-m", "awesome_lint", "links", str(listed), "--isolated", "--allow-private"),
        *(f"--dns={internet.dns}", f"--ca-file={internet.ca_file}", *bases, "--timeout=2", "--retries=1"),
        *("--output-format=json", *options),
    ]


def environment(internet: Internet, *names: str) -> dict[str, str]:
    """The environment with those tokens, and no others."""
    clean = {name: value for name, value in os.environ.items() if name not in (*SECRETS, "GH_TOKEN")}
    return clean | {name: internet.secrets[SECRETS[name]] for name in names}


def asked_pages(internet: Internet) -> Counter[str]:
    """How often each page was asked for; APIs are left out."""
    return Counter(seen.host + seen.target for seen in internet.seen if not seen.host.endswith("-api.test"))


@pytest.fixture
def internet() -> Iterator[Internet]:
    with Internet() as internet:
        yield internet


class Checked(NamedTuple):
    """A run of the real command: the list's cases, and the folder with all it wrote."""

    internet: Internet
    cases: Sequence[Case]
    folder: Path


@pytest.fixture(scope="module", autouse=True)
def under_way(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Checked, subprocess.Popen[str]]]:
    """The real command with all secrets, which mostly waits: it begins with the first test."""
    folder = tmp_path_factory.mktemp("checked")
    known = [case for case in CASES if case.name not in (*ENDLESS, "hub-unknown")]
    cases = [*(case for case in known if "::1" not in case.addresses or has_ipv6()), *truth_apis.HUB_TOKEN_CASES]
    options = ("--extend-select=L104", f"--header=moved-across.test:X-Secret={HEADER}", "-v", NO_CAPTURES)
    kept = (f"--cache={folder / 'cache'}", f"--output-file={folder / 'report.json'}", "--exit-zero")
    with Internet() as internet, open(folder / "errors.txt", "w+") as errors:
        internet.api("s2").mode = "redirect"
        run = command(internet, folder, cases, *kept, *options)
        process = subprocess.Popen(run, env=environment(internet, *SECRETS), stderr=errors, text=True)
        yield Checked(internet, cases, folder), process
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def checked(under_way: tuple[Checked, subprocess.Popen[str]]) -> Checked:
    """What came of the real command."""
    done, process = under_way
    assert process.wait(120) == 0, (done.folder / "errors.txt").read_text()
    return done


# Every verdict


@pytest.fixture(scope="module")
def verdicts() -> Iterator[tuple[Mapping[str, Evidence], Mapping[str, list[Any]]]]:
    """Evidence and findings by the case's name."""
    with Internet() as internet:
        result = ask(internet, CASES, settings(internet))
        document = parse(markdown(CASES, internet.url), "README.md")
        rules = Settings(extend_select=("L104",), among=LINK_CHECKS)
        findings = [row._asdict() for row in lint_documents([document], rules, evidence=result.evidence)]
        yield evidence(internet, CASES, result), by_name(CASES, findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_verdict_is_the_truth(case: Case, verdicts: tuple[Mapping[str, Evidence], Mapping[str, list[Any]]]) -> None:
    if "::1" in case.addresses and not has_ipv6():
        pytest.skip("no IPv6 here")
    found, findings = verdicts[0][case.name], verdicts[1][case.name]
    codes = [row["code"] for row in findings if row["code"].startswith("L10")]
    assert codes in [[code] if code else [] for code in (case.code, *case.also)], found
    if codes:
        assert case.says in findings[0]["message"]
        assert found.verdict == VERDICTS.get(codes[0], "ok") or codes[0] not in VERDICTS
    if case.kinds and found.verdict in ("dead", "unreachable"):
        assert found.kind in case.kinds
    if case.leads_to:
        assert found.leads_to.partition(":")[2].rpartition(":")[0] in case.leads_to or case.leads_to in found.leads_to


def test_what_a_token_proves(internet: Internet) -> None:
    cases = truth_apis.HUB_TOKEN_CASES
    found = evidence(internet, cases, ask(internet, cases, settings(internet, tokens=internet.secrets)))
    assert {name: one.verdict for name, one in found.items()} == {"hub-gone": "dead", "hub-private": "unreachable"}


def test_without_a_token_github_is_asked_all_the_same(internet: Internet) -> None:
    cases = [case for case in truth_apis.CASES if case.name.startswith("github") and case.decidable]
    found = evidence(internet, cases, ask(internet, cases, settings(internet, tokens={})))
    wanted_verdicts = {case.name: VERDICTS.get(case.code, "ok") for case in cases}
    said = {name: one.verdict for name, one in found.items()}
    assert {name: said[name] for name in said if said[name] not in (wanted_verdicts[name], "unreachable")} == {}
    assert said["github-gone"] == "dead"
    assert not any("authorization" in seen.headers for seen in internet.seen)


# APIs that fail


ROUNDS = range(max(len(kind.MODES) for kind in apis.ALL))


def badly_answered(number: int) -> tuple[Mapping[str, Evidence], list[str]]:
    """Evidence where every API is in one of its bad modes, and which hosts were asked."""
    with Internet([truth.WELL_KNOWN], zone={}) as internet:
        for api in internet.apis.values():
            api.mode = api.MODES[number % len(api.MODES)]
        network = settings(internet, timeout=0.3, link_time=1.0, retries=0)
        result = ask(internet, truth_apis.CASES, network)
        return evidence(internet, truth_apis.CASES, result), [seen.host for seen in internet.seen]


@pytest.fixture(scope="module")
def bad_answers() -> list[tuple[Mapping[str, Evidence], list[str]]]:
    """Every API in every one of its bad modes, some at once. Such runs mostly wait, so that several run together."""
    with ThreadPoolExecutor(9) as pool:
        return list(pool.map(badly_answered, ROUNDS))


@pytest.mark.parametrize("number", ROUNDS)
def test_apis_that_fail_make_nothing_dead(
    number: int, bad_answers: list[tuple[Mapping[str, Evidence], list[str]]]
) -> None:
    found, asked = bad_answers[number]
    alive = {case.name for case in truth_apis.CASES if case.alive is not False or case.code == "L105"}
    assert [name for name in alive if found[name].verdict == "dead"] == []
    assert "elsewhere-api.test" not in asked


# Runs that go wrong


def test_without_a_network_nothing_is_dead(internet: Internet, tmp_path: Path) -> None:
    internet.hang_up()
    cases = (*HEALTHY[:30], *GONE, *truth_apis.CASES)
    done = subprocess.run(
        command(internet, tmp_path, cases, f"--cache={tmp_path / 'cache'}", "--retries=0", NO_CAPTURES),
        env=environment(internet),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    codes = Counter(row["code"] for row in json.loads(done.stdout))
    known_without = sum("papers-with-code" in case.name for case in cases)
    assert codes["L101"] == known_without
    assert codes["L102"] == 0
    assert "Traceback" not in done.stderr
    assert done.returncode == 1  # for sites that are known to be gone


def test_a_network_that_goes_half_way_leaves_what_is_known(internet: Internet) -> None:
    import threading

    def go() -> None:
        internet.wait(lambda: len(internet.seen) > 40)
        internet.hang_up()

    going = threading.Thread(target=go)
    going.start()
    cases = (*HEALTHY, *MOVED, *(case for case in GONE if case.kinds != ("gone-site",)))
    found = evidence(
        internet, cases, ask(internet, cases, settings(internet, concurrency=8, retries=0, timeout=0.5, link_time=1.0))
    )
    going.join()
    alive = {case.name for case in (*HEALTHY, *MOVED)}
    assert [name for name in alive if found[name].verdict == "dead"] == []
    said = Counter(one.verdict for one in found.values())
    assert said["ok"] >= 10
    assert said["unreachable"] >= 10


def test_a_clock_that_jumps_changes_no_verdict(internet: Internet, tmp_path: Path) -> None:
    times = iter([1_700_000_000, 1_900_000_000, 5, 0, 1_800_000_000, -7] * 1000)
    with Cache(str(tmp_path / "cache"), clock=lambda: float(next(times))) as cache:
        result = ask(internet, SMALL, settings(internet), cache, clock=lambda: float(next(times)))
    said = {name: one.verdict for name, one in evidence(internet, SMALL, result).items()}
    assert said == {case.name: VERDICTS[case.code] for case in SMALL}


def test_a_full_disk_costs_no_verdict(internet: Internet, tmp_path: Path) -> None:
    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))  # no file may become longer

    done = subprocess.run(
        command(internet, tmp_path, SMALL, f"--cache={tmp_path / 'cache'}", "--exit-zero", NO_CAPTURES),
        env=environment(internet) | {"COVERAGE_PROCESS_START": "", "COVERAGE_PROCESS_CONFIG": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        preexec_fn=full,
    )
    assert "Traceback" not in done.stderr
    said = {name: [row["code"] for row in rows] for name, rows in by_name(SMALL, json.loads(done.stdout)).items()}
    assert said == {case.name: [case.code] if case.code else [] for case in SMALL}


def test_a_killed_run_goes_on_and_asks_nothing_twice(internet: Internet, tmp_path: Path) -> None:
    cases = [
        case
        for case in (*HEALTHY, *MOVED, *GONE)
        if not case.name.startswith(("busy", "failed", "reset", "bad-", "cookies", "head-")) and not case.also
    ]
    stuck = next(case for case in CASES if case.name == "never-answers")
    options = (f"--cache={tmp_path / 'cache'}", "--timeout=30", "--exit-zero", NO_CAPTURES)
    run = command(internet, tmp_path, [*cases, stuck], *options)
    process = subprocess.Popen(
        run, env=environment(internet), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    internet.wait(lambda: len(asked_pages(internet)) > 60)
    still = len(internet.seen)
    while True:  # until nothing new was asked for longer than answers take to be written
        time.sleep(0.2)
        internet.wait(lambda: not internet.seen or time.monotonic() - internet.seen[-1].when > 2.5)
        if len(internet.seen) == still:
            break
        still = len(internet.seen)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = asked_pages(internet)
    internet.place.seen.clear()
    done = subprocess.run(
        command(internet, tmp_path, cases, *options),
        env=environment(internet),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    again = asked_pages(internet)
    # Whether a name is missing is believed at the end of a run only.
    believed_late = {case.host + PATH for case in GONE if case.kinds == ("no-host",)}
    assert (set(again) & set(before)) - believed_late == set()
    dead = [
        name for name, rows in by_name(cases, json.loads(done.stdout)).items() for row in rows if row["code"] == "L101"
    ]
    assert set(dead) == {case.name for case in GONE}


def test_two_runs_at_once_with_one_cache_end_well(internet: Internet, tmp_path: Path) -> None:
    cases = [case for case in (*HEALTHY, *MOVED, *GONE) if not case.also and not case.name.startswith("head")]
    run = command(
        internet,
        tmp_path,
        cases,
        f"--cache={tmp_path / 'cache'}",
        "--exit-zero",
        "--api=wayback=https://refused-address.test",
    )
    both = [
        subprocess.Popen(run, env=environment(internet), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        codes = {name: {row["code"] for row in rows} for name, rows in by_name(cases, json.loads(out)).items()}
        assert {name for name, found in codes.items() if "L101" in found} == {case.name for case in GONE}


# Strangers


def test_private_addresses_are_not_asked(internet: Internet) -> None:
    cases = [case for case in CASES if case.name in ("plain-page", "secure-page", "ipv6-only", "alias", "moved-across")]
    result = ask(internet, cases, settings(internet, allow_private=False))
    found = evidence(internet, cases, result)
    assert {one.kind for one in found.values()} == {"private-address"}
    assert internet.place.connections == 0


def test_a_redirect_to_a_private_address_is_not_followed(internet: Internet) -> None:
    where = internet.place.at["moved-across.test"]
    cases = [case for case in CASES if case.name == "moved-across"]
    network = settings(internet, allow_private=False, resolve={"moved-across.test": f"{where}:{internet.place.port}"})
    found = evidence(internet, cases, ask(internet, cases, network))["moved-across"]
    assert found.verdict == "unreachable"
    assert not any(seen.host == "new-home.test" for seen in internet.seen)


# The command


def test_the_command_says_the_truth_and_keeps_every_limit(
    checked: Checked,
) -> None:
    internet, cases, folder = checked
    found = by_name(cases, json.loads((folder / "report.json").read_text(encoding="utf-8")))
    said = {name: [row["code"] for row in rows if row["code"].startswith("L10")] for name, rows in found.items()}
    right = {case.name: [[code] if code else [] for code in (case.code, *case.also)] for case in cases}
    assert {name: codes for name, codes in said.items() if codes not in right[name]} == {}
    assert {name: api.refused for name, api in internet.apis.items() if api.refused} == {}
    assert all(seen.method == "GET" for seen in internet.seen if not seen.host.endswith("-api.test"))


def test_secrets_go_to_their_api_and_nowhere_else(checked: Checked) -> None:
    internet, _, folder = checked
    for name, secret in {**internet.secrets, "moved-across": HEADER}.items():
        told = {seen.host for seen in internet.seen if secret in seen.whole}
        assert told <= {f"{name}-api.test", f"{name}.test"}
        assert [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()] == []
    for secret in (internet.secrets["github"], internet.secrets["huggingface"], HEADER):
        assert any(secret in seen.whole for seen in internet.seen)
