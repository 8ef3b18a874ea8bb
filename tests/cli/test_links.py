"""`awesome-lint links` as a user has it, against real servers on loopback."""

from __future__ import annotations

import html
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import awesome_lint
from awesome_lint.cli import choosing
from awesome_lint.cli.progress import Lines, clock
from awesome_lint.net.run import State
from awesome_lint.report import FORMATS

from ..processes import unmeasured
from ..repositories import CLEAN, SURROUNDINGS, Repo
from .conftest import Run
from .web import Answer, Web, moved, rows, web

posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and terminals are others there")

PAGES = {
    "good.example/one": Answer(),
    "good.example/old": moved("http://good.example/one"),
    "wall.example/four": Answer(403, "<title>Forbidden</title>"),
    "gone.example/": Answer(),
}
ONE = "- [One tool](http://good.example/one) - what it does\n"
OLD = "- [Another tool](http://good.example/old) - what it does\n"
GONE = "- [A third tool](http://gone.example/three) - what it does\n"
WALL = "- [A fourth tool](http://wall.example/four) - what it does\n"
LIST = f"# Tools\n\n{ONE}{OLD}{GONE}{WALL}"
SECRETS = ("GITHUB_TOKEN", "GH_TOKEN", "S2_API_KEY", "HF_TOKEN", "CROSSREF_MAILTO")


@pytest.fixture(autouse=True)
def clean_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*SECRETS, "AWESOME_LINT_MAILTO", "GITHUB_ACTIONS", *SURROUNDINGS]:
        monkeypatch.delenv(name, raising=False)
    for name, value in CLEAN.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def net() -> Iterator[Web]:
    with web(PAGES) as net:
        yield net


def write(text: str, path: str = "README.md") -> None:
    Path(path).write_text(text, encoding="utf-8")


def places(out: str) -> list[str]:
    """Line and code of each finding of a concise report."""
    return [f"{line.split(':')[1]} {line.split()[1]}" for line in out.splitlines()]


def answers_kept() -> int:
    """How many answers the cache holds that a run is writing."""
    try:
        with closing(sqlite3.connect("file:answers.sqlite?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM answers").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet
        return 0


# Verdicts, exit codes, summary


def test_dead_and_moved_links_are_reported_and_what_is_undecided_is_not(run: Run, net: Web) -> None:
    write(LIST)
    done = run("links", *net.options)
    assert (done.code, places(done.out)) == (1, ["4 L102", "5 L101"])
    assert "http://good.example/one" in done.lines[0]
    summary = done.err.splitlines()
    assert summary[0].startswith("awesome-lint: 1 file, 4 entries, 4 links, ")
    verdicts = next(line for line in summary if "targets" in line)
    assert verdicts.startswith(
        "awesome-lint: 4 links, 4 targets: 1 ok, 1 moved, 1 dead, 1 could not be decided (1 wall.ex"
    )
    assert re.search(r"awesome-lint: \d+ requests to 4 hosts in [\d.]+ s$", done.err, re.MULTILINE)


def test_another_address_of_the_same_page_is_no_move(run: Run, net: Web) -> None:
    net.pages["good.example/folder"] = moved("http://good.example/folder/")
    net.pages["good.example/folder/"] = Answer()
    write("# Tools\n\n- [One tool](http://good.example/folder) - what it does\n")
    done = run("links", *net.options)
    assert (done.code, done.out) == (0, "")
    assert "1 link, 1 target: 1 ok\n" in done.err


def test_the_summary_counts_what_it_does_not_name(run: Run, net: Web) -> None:
    for host, status in zip("abcd", (401, 403, 405, 406), strict=True):
        net.pages[f"{host}.example/"] = Answer(status)
    write("# Tools\n\n" + "".join(f"- [Tool {host}](http://{host}.example/) - what it does\n" for host in "abcd"))
    assert "; 1 other: --extend-select L103)" in run("links", *net.options).err
    assert len(run("links", "--extend-select", "L103", *net.options).lines) == 4


def test_the_summary_names_a_reason_of_many_hosts_once(run: Run, net: Web) -> None:
    for host in "abcd":
        net.pages[f"{host}.example/"] = Answer(403)
    write("# Tools\n\n" + "".join(f"- [Tool {host}](http://{host}.example/) - what it does\n" for host in "abcd"))
    assert "4 could not be decided (4 on 4 hosts: 403 Forbidden)" in run("links", *net.options).err


def test_hints_are_what_is_said_last(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "--output-format", "full", *net.options)
    assert done.err.splitlines()[-1] == "awesome-lint: hint: `awesome-lint rule L101` explains a rule"


def test_verbose_says_why_a_link_could_not_be_decided(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}{WALL}")
    done = run("links", "-v", *net.options)
    assert (done.code, places(done.out)) == (0, ["4 L103"])
    assert "403" in done.out


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (ONE, (), 0),
        (GONE, (), 1),
        (GONE, ("--exit-zero",), 0),
        (GONE, ("--fail-on", "never"), 0),
        (OLD, (), 0),
        (OLD, ("--fail-on", "warning"), 1),
        (WALL, ("--fail-on", "info"), 1),
        ("Nothing.\n", ("--strict",), 2),
    ],
)
def test_exit_codes_are_those_of_check(run: Run, net: Web, text: str, options: tuple[str, ...], code: int) -> None:
    write(f"# Tools\n\n{text}")
    assert run("links", "README.md", *options, *net.options).code == code


def test_one_unreadable_file_fails_and_the_rest_is_reported(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "README.md", "missing.md", *net.options)
    assert (done.code, places(done.out)) == (2, ["3 L101"])


@pytest.mark.parametrize("form", [name for name in FORMATS if FORMATS[name].machine])
def test_machine_formats_print_nothing_else(run: Run, net: Web, form: str) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "--output-format", form, *net.options)
    assert done.code == 1
    assert "L101" in done.out
    if form in ("json", "gitlab", "sarif", "rdjson"):
        json.loads(done.out)
    elif form == "json-lines":
        assert [json.loads(line)["code"] for line in done.lines] == ["L101"]
    elif form == "junit":
        assert ElementTree.fromstring(done.out).tag == "testsuites"
    elif form == "github":
        assert all(line.startswith("::error ") for line in done.lines)


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_pages_for_people_say_what_the_network_did(run: Run, net: Web, form: str) -> None:
    write(f"# Tools\n\n{ONE}{GONE}")
    done = run("links", "--output-format", form, *net.options)
    said = html.unescape(done.out)
    assert "2 links, 2 targets: 1 ok, 1 dead" in said
    assert re.search(r"\d+ requests to 3 hosts", said)


def test_a_report_of_entries_has_the_verdicts_of_their_links(run: Run, net: Web) -> None:
    same = "- [A fifth tool](http://good.example/five) - what it does\n"
    net.pages["good.example/five"] = moved("http://good.example/five/")
    net.pages["good.example/five/"] = Answer()
    write(f"# Tools\n\n{ONE}{OLD}{GONE}{WALL}{same}- [A sixth tool](http://good.example/six) - what it does\n")
    done = run("links", "--output-format", "html", "--exclude", "/six$", *net.options)
    (text,) = re.findall(r'id="data">(.*)</script>', done.out)
    data = json.loads(text)
    assert data["online"]
    links = [entry[5][0] for entry in data["entries"]]
    verdicts = ["not asked", "ok", "moved", "dead", "unreachable"]
    assert [verdicts[link[2] if len(link) > 2 else 0] for link in links] == [
        *("ok", "moved", "dead", "unreachable"),
        "ok",  # as the summary counts it: the same thing, with a slash
        "not asked",
    ]
    assert links[1][4] == "http://good.example/one"
    assert links[2][3] == "404 Not Found"


def test_output_file_and_statistics(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "--output-file", "report.txt", "--statistics", "-q", *net.options)
    assert (done.code, done.out, done.err) == (1, "", "")
    assert "L101" in Path("report.txt").read_text()


def test_quiet_says_nothing_but_findings(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "-q", *net.options)
    assert (done.code, done.err) == (1, "")


def test_standard_input_has_links_too(process: Run, net: Web) -> None:
    done = process("links", "-", "--stdin-filename", "README.md", *net.options, stdin=f"# Tools\n\n{ONE}{GONE}")
    assert (done.code, places(done.out)) == (1, ["4 L101"])


def test_rules_are_selected_as_for_check(run: Run, net: Web) -> None:
    write(LIST)
    assert places(run("links", "--select", "L102", *net.options).out) == ["4 L102"]
    assert places(run("links", "--ignore", "dead-link", *net.options).out) == ["4 L102"]
    done = run("links", "--extend-select", "D001", *net.options)
    assert "D001 asks nothing of the network: `awesome-lint check` runs it" in done.err
    write(LIST.replace("[A third", "<!-- awesome-lint: ignore L101 -- soon back -->[A third"))
    assert places(run("links", *net.options).out) == ["4 L102"]


def test_check_says_which_command_asks_the_network(run: Run) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("check", "--select", "L101")
    assert (done.code, done.out) == (2, "")
    assert "no rule runs: L101 asks the network: `awesome-lint links` runs it" in done.err
    for _ in range(2):  # the second time from the cache
        done = run("check", "--select", "L101,D001")
        assert done.code == 0
        assert "awesome-lint: L101 asks the network: `awesome-lint links` runs it\n" in done.err


# What is asked


def test_a_dry_run_prints_the_plan_and_asks_nothing(run: Run, net: Web) -> None:
    write(LIST + "- [A paper](https://arxiv.org/abs/2101.00001), [again](https://arxiv.org/pdf/2101.00001v2)\n")
    done = run("links", "--dry-run", *net.options)
    assert (done.code, net.requests) == (0, [])
    assert "good.example: 2 pages" in done.out
    assert "arXiv API" in done.out
    assert done.lines[-1].startswith("6 addresses: ")
    assert done.err == ""
    assert run("links", "--dry-run", "--exclude", "gone", *net.options).lines[-1] == "1 not asked for: excluded"


def test_a_dry_run_of_nothing_is_strict_too(run: Run) -> None:
    write("Nothing.\n")
    assert run("links", "--dry-run", "README.md").code == 0
    assert run("links", "--dry-run", "--strict", "README.md").code == 2


def test_only_what_selected_rules_judge_is_asked_for(run: Run, net: Web) -> None:
    net.papers["2101.00001"] = "Still Life Arrangement from Written Recipes"
    paper = "- Turning Heads with Implicit Motion [[paper]](https://arxiv.org/abs/2101.00001)\n"
    write(f"# Papers\n\n{paper}{GONE}")
    done = run("links", "--select", "L105", *net.options)
    assert (places(done.out), {address.partition("/")[0] for address in net.asked}) == (
        ["3 L105"],
        {f"127.0.0.1:{net.port}"},
    )
    asked = len(net.requests)
    done = run("links", "--select", "L006,L007", "--no-cache", *net.options)
    assert (done.code, len(net.requests)) == (0, asked)
    assert "no link to ask for" in done.err


def test_only_chosen_addresses_are_asked_for(run: Run, net: Web) -> None:
    write(LIST)
    done = run("links", "--include", "example/(one|three)", "--exclude", "gone", "--exclude", "none", *net.options)
    assert (done.code, net.asked) == (0, ["good.example/one"])
    assert "not asked for: 3 excluded" in done.err


def test_accepted_answers_are_good(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}{WALL}")
    done = run("links", "--accept", "400..=403,404", "-v", *net.options)
    assert (done.code, done.out) == (0, "")
    assert "2 links, 2 targets: 2 ok" in done.err


def test_answers_are_kept_and_not_asked_for_again(run: Run, net: Web) -> None:
    write(LIST)
    cache = ("--cache", "answers.sqlite")
    first = run("links", *cache, *net.options)
    asked = len(net.requests)
    again = run("links", *cache, *net.options)
    assert (again.code, again.out) == (1, first.out)
    assert set(net.asked[asked:]) == {"wall.example/four"}  # what was not decided
    assert "3 from the cache" in again.err
    run("links", "--no-cache", *net.options)
    assert "good.example/one" in net.asked[asked:]
    assert Path("answers.sqlite").is_file()


def test_a_link_is_dead_only_after_so_many_days(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    done = run("links", "--dead-for", "3", "-v", *net.options)
    assert (done.code, places(done.out)) == (0, ["3 L103"])
    write("[links]\ndead-for = 3\n", "awesome-lint.toml")
    assert run("links", *net.options).code == 0
    assert run("links", "--dead-for", "0", *net.options).code == 1


def days_pass(days: int) -> None:
    """What the cache holds gets older."""
    with closing(sqlite3.connect("answers.sqlite")) as database, database:
        database.execute("UPDATE answers SET checked = checked - ?", (days * 86_400,))
        database.execute("UPDATE streaks SET since = since - ?, last = last - ?", (days * 86_400, days))


def test_days_are_counted_from_run_to_run(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}{WALL}{ONE}")
    options = ("--cache", "answers.sqlite", "--dead-for", "3", *net.options)
    seen = []
    for passed in (0, 0, 1, 1, 0):
        days_pass(passed) if passed else None
        done = run("links", "-v", *options)
        seen.append(places(done.out))
    # Two runs on one day count one day.
    assert seen == [["3 L103", "4 L103"]] * 3 + [["3 L101", "4 L103"]] * 2
    days_pass(27)
    assert places(run("links", *options).out) == ["3 L101"]  # unreachable for 29 days
    days_pass(1)
    assert places(run("links", *options).out) == ["3 L101", "4 L103"]  # a warning now
    net.pages["gone.example/three"] = net.pages["wall.example/four"] = Answer()
    days_pass(1)
    assert run("links", "-v", *options).out == ""
    del net.pages["gone.example/three"]
    days_pass(8)
    assert places(run("links", "-v", *options).out) == ["3 L103"]  # and the days are counted anew


def test_a_site_that_has_closed_is_not_waited_for(run: Run, net: Web) -> None:
    write("# Tools\n\n- [A](https://paperswithcode.com/paper/a) - what it does\n")
    assert places(run("links", "--dead-for", "3", *net.options).out) == ["3 L101"]


@pytest.mark.parametrize("configuration", ["[links]\ndead-for = 3\n", "[rules.L101]\ndead-for = 3\n"])
def test_days_that_nobody_counts_are_no_use(run: Run, net: Web, configuration: str) -> None:
    write(f"# Tools\n\n{GONE}")
    write(configuration, "awesome-lint.toml")
    done = run("links", "--no-cache", *net.options)
    assert (done.code, net.requests) == (2, [])
    assert "README.md: its configuration has dead-for = 3" in done.err
    assert run("links", "--no-cache", "--dead-for", "0", *net.options).code == 1


def test_a_cache_that_cannot_be_used_counts_no_days(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{GONE}")
    Path("folder").mkdir()
    done = run("links", "--cache", "folder", "--dead-for", "3", *net.options)
    assert "folder: is no file; answers are not kept, and days of --dead-for not counted" in done.err


@posix
def test_expressions_of_a_stranger_have_an_end(run: Run, net: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "SECONDS", 0.2)
    write(f"# Tools\n\n{ONE}- [Long](http://long.example/{'a' * 60}) - what it does\n")
    write('[links]\nexclude = ["[.]org", "(a+)+b"]\n', "awesome-lint.toml")
    done = run("links", *net.options)
    assert (done.code, net.requests) == (2, [])
    assert "awesome-lint.toml:2: links.exclude: matching takes too long" in done.err
    write('[links]\nexclude = ["a{9}$"]\n', "awesome-lint.toml")
    assert run("links", *net.options).code == 0
    assert net.asked == ["good.example/one"]


def test_the_time_of_a_run_counts_from_its_beginning(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}{GONE}")
    done = run("links", "--max-time", "0.001s", "-v", *net.options)  # reading alone takes longer
    assert (done.code, net.requests) == (0, [])
    assert "--max-time was over before everything was asked" in done.err


def test_headers_go_to_their_host_alone_and_the_name_is_ours(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}{OLD}{WALL}")
    run("links", "--header", "Good.example:X-Key=s3cret", "--user-agent", "list checker", "-v", *net.options)
    assert {request.headers.get("x-key") for request in net.requests if request.address.startswith("good")} == {
        "s3cret"
    }
    assert {request.headers.get("x-key") for request in net.requests if request.address.startswith("wall")} == {None}
    assert {request.headers["user-agent"] for request in net.requests} == {"list checker"}
    run("links", "--no-cache", *net.options)
    assert "+https://github.com/awesome-lint/awesome-lint" in net.requests[-1].headers["user-agent"]


def test_private_addresses_are_not_asked_unless_that_is_allowed(run: Run, net: Web) -> None:
    write(f"# Tools\n\n- [One tool](http://127.0.0.1:{net.port}/good) - what it does\n")
    done = run("links", "-v")
    assert (done.code, places(done.out), net.requests) == (0, ["3 L103"], [])


def test_without_a_network_nothing_is_dead(run: Run) -> None:
    write(f"# Tools\n\n{GONE}")
    options = ("--dns", "127.0.0.1:9", "--timeout", "0.2s", "--retries", "0", "--no-cache", "-v")
    done = run("links", *options)
    assert (done.code, places(done.out)) == (0, ["3 L103"])
    assert "the network does not work, or went away: nothing is called dead for that" in done.err
    assert run("links", "--strict", *options).code == 2


# Tokens and hints


def test_a_token_goes_to_its_api_and_is_never_shown(run: Run, net: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    write(f"# Tools\n\n{WALL}- [A repository](https://github.com/someone/something) - what it does\n")
    done = run("links", "-v", *net.options)
    assert "hint: set GITHUB_TOKEN: 1 GitHub link was checked without it" in done.err
    monkeypatch.setenv("GITHUB_TOKEN", "s3cr3t")
    monkeypatch.setenv("AWESOME_LINT_MAILTO", "someone@example.org")
    before = len(net.requests)
    done = run("links", "-v", "--cache", "answers.sqlite", *net.options)
    asked = net.requests[before:]
    assert {one.headers["authorization"] for one in asked if one.address.partition("/")[2].startswith("github/")} == {
        "bearer s3cr3t"
    }
    assert {one.headers.get("authorization") for one in asked if one.address.startswith("wall")} == {None}
    assert "hint: set" not in done.err
    assert "s3cr3t" not in done.out + done.err
    assert b"s3cr3t" not in Path("answers.sqlite").read_bytes()


# Configuration


@pytest.mark.parametrize(
    "key", ["api", "headers", "token", "proxy", "allow-private", "resolve", "dns", "ca-file", "cache", "user-agent"]
)
def test_what_a_stranger_must_not_say_is_an_error(run: Run, net: Web, key: str) -> None:
    write(LIST)
    write(f'[links]\n{key} = "http://127.0.0.1:1/"\n', "awesome-lint.toml")
    done = run("links", *net.options)
    assert (done.code, done.out, net.requests) == (2, "", [])
    assert done.err.startswith(
        f"awesome-lint: error: awesome-lint.toml:2: links.{key}: may not stand in a configuration"
    )
    assert done.err.count("\n") == 1


def test_a_configuration_says_what_is_asked_and_the_command_line_wins(run: Run, net: Web) -> None:
    write(LIST)
    write('[links]\nexclude = ["gone"]\naccept = [403]\n', "awesome-lint.toml")
    done = run("links", "-v", *net.options)
    assert (done.code, places(done.out)) == (0, ["4 L102"])
    assert "3 links, 3 targets: 2 ok, 1 moved\n" in done.err
    done = run("links", "-v", "--exclude", "good", "--accept", "200", "--no-cache", *net.options)
    assert places(done.out) == ["5 L101", "6 L103"]


def test_a_configuration_cannot_ask_for_more_than_the_command_does_of_itself(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}")
    write("[links]\nconcurrency = 5000\nper-host = 3\n", "awesome-lint.toml")
    done = run("links", *net.options)
    assert done.code == 0
    says = "awesome-lint.toml:2: links.concurrency = 5000 is more than a file may ask for: 256 holds; use --concurrency"
    assert f"awesome-lint: {says}\n" in done.err
    assert "per-host" not in done.err
    assert "more than a file may" not in run("links", "--concurrency", "300", *net.options).err
    assert "more than a file may" not in run("links", "-q", *net.options).err


def test_each_list_follows_its_own_configuration(run: Run, net: Web) -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        write(f"# Tools\n\n{GONE if folder == 'a' else WALL}", f"{folder}/README.md")
    write('[links]\nexclude = ["gone"]\n', "a/awesome-lint.toml")
    done = run("links", "-v", *net.options)
    assert (done.code, net.asked) == (0, ["wall.example/four"])


def test_shells_complete_the_command_its_options_and_apis(process: Run) -> None:
    def completed(words: str) -> str:
        shell = {"_AWESOME_LINT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        return process(**shell).out

    assert "plain,links\n" in completed("awesome-lint li")
    assert "plain,--dead-for\n" in completed("awesome-lint links --dea")
    assert completed("awesome-lint links --api arx") == "plain,arxiv=\n"
    assert "plain,L101\n" in completed("awesome-lint links --select L10")


def test_settings_and_files_are_shown_without_asking(run: Run, net: Web) -> None:
    write(LIST)
    write("[links]\nretries = 1\n", "awesome-lint.toml")
    done = run("links", "--show-settings", *net.options)
    assert "links.retries = 1  # awesome-lint.toml:2" in done.out
    assert "L101 error" in done.out
    assert "D001" not in done.out
    assert run("links", "--show-files", *net.options).out == "README.md: list, 4 of 4 blocks are entries\n"
    assert net.requests == []


# Only what is new, fixes


def test_only_links_that_a_change_brings_are_asked_for(run: Run, net: Web, folder: Path) -> None:
    repo = Repo(folder)
    repo.commit(README=f"# Tools\n\n{ONE}{GONE}")
    write(f"# Tools\n\n{GONE}{OLD}- [New](http://gone.example/new) - what it does\n{ONE}")
    done = run("links", "--diff-base", "HEAD", "--dead-for", "3", *net.options)
    assert (done.code, places(done.out)) == (1, ["4 L102", "5 L101"])
    assert {one for one in net.asked if not one.startswith("127.0.0.1")} == {
        *("good.example/old", "good.example/one", "gone.example/new"),
    }
    assert "compared with" in done.err
    write(f"# Tools\n\n{GONE}{ONE}")
    before = len(net.requests)
    done = run("links", "--diff-base", "auto", *net.options)
    assert (done.code, len(net.requests)) == (0, before)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--baseline", "known.json"), "known.json: no such baseline"),
        (("--output-file", "nowhere/report.txt"), "nowhere/report.txt: cannot be written"),
        (("--output-file", "README.md/report.txt"), "README.md/report.txt: cannot be written"),
        (("--output-file", "."), ".: cannot be written"),
    ],
)
def test_what_would_fail_in_the_end_fails_before_anything_is_asked(
    run: Run, net: Web, options: tuple[str, ...], says: str
) -> None:
    write(LIST)
    done = run("links", *options, *net.options)
    assert (done.code, done.out, net.requests) == (2, "", [])
    assert done.err.startswith(f"awesome-lint: error: {says}")


def test_nothing_to_ask_is_said_in_one_line(run: Run, net: Web) -> None:
    write("# Tools\n\n- One tool - what it does\n- [Another](#tools) - what it does\n")
    done = run("links", *net.options)
    assert (done.code, done.out, net.requests) == (0, "", [])
    assert done.err.splitlines()[-1] == "awesome-lint: no link to ask for"
    assert "request" not in done.err


def test_known_findings_are_hidden(run: Run, net: Web) -> None:
    write(LIST)
    baseline = ("--baseline", "known.json")
    assert run("links", *baseline, "--write-baseline", *net.options).code == 0
    write(LIST + "- [New](http://gone.example/new) - what it does\n")
    assert places(run("links", *baseline, *net.options).out) == ["7 L101"]


def test_moved_links_are_fixed(run: Run, net: Web) -> None:
    write(LIST)
    done = run("links", "--diff", *net.options)
    assert (done.code, Path("README.md").read_text()) == (1, LIST)
    assert "+- [Another tool](http://good.example/one) - what it does" in done.out
    assert "4 links, 4 targets" in done.err
    done = run("links", "--fix", *net.options)
    assert Path("README.md").read_text() == LIST.replace("example/old", "example/one")
    assert (done.code, places(done.out)) == (1, ["5 L101"])
    assert "1 finding fixed (1 L102)" in done.err


def test_what_is_dead_can_be_suppressed_in_the_list(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}{GONE}")
    assert run("links", "--add-ignores", *net.options).code in (0, 1)
    assert "awesome-lint: ignore L101" in Path("README.md").read_text()
    assert run("links", *net.options).code == 0


# Hostile text

HOSTILE = "Heads \x1b[31m\u202e\u2066 ::error::x ##[error]y <img src=x> | `z` &amp;"


@pytest.mark.parametrize("form", list(FORMATS))
def test_titles_from_the_network_are_harmless_in_every_format(run: Run, net: Web, form: str) -> None:
    net.papers["2101.00001"] = HOSTILE.replace("\x1b", "").replace("<", "&lt;")
    net.pages["good.example/old"] = moved("http://good.example/one?a=%1b##[error]b&c=\u202e".encode().decode("latin-1"))
    write(f"# Papers\n\n- Statues that Sing and Dance [[paper]](https://arxiv.org/abs/2101.00001)\n{OLD}")
    done = run("links", "--output-format", form, "--exit-zero", "-v", "--select", "ALL", *net.options)
    assert done.out
    for text in (done.out, done.err):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
        assert "##[" not in text
        assert "<img" not in text or form not in ("html", "junit", "markdown")
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::") and form != "github"]
        assert not [line for line in text.splitlines() if line.lstrip().startswith("::error::")]


# Progress and interrupts


def test_lines_come_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    waiting = (("slow.example", 200), ("b\x1b.example", 4), ("c.example", 3), ("d.example", 1))
    with Lines(between=0) as lines:
        lines(State(120, 380, 5, waiting, 10.0, 14.0))
        lines(State(0, 380))
        lines(State(380, 380))
        lines(State(380, 380, 5, (("archive.example", 7),), 30.0, 14.0))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "awesome-lint: 120 of 380 known (31 %), 14 a second, about 19 s left, waiting for slow.example (200),"
        " b\\x1b.example (4), c.example (3) and 1 more",
        "awesome-lint: 0 of 380 known (0 %)",
        "awesome-lint: 380 of 380 known (100 %), waiting for archive.example (7)",
    ]
    with Lines() as lines:
        lines(State(1, 2))
    assert capsys.readouterr().err == ""
    assert [clock(seconds) for seconds in (0.42, 8, 240, 4800)] == ["0.4 s", "8 s", "4 min", "1 h 20 min"]


@posix
def test_a_terminal_gets_a_bar_that_goes_away(folder: Path, net: Web) -> None:
    import pty

    write(f"# Tools\n\n{ONE}{GONE}- [Slow](http://slow.example/) - what it does\n")
    net.pages["slow.example/"] = Answer()
    net.held.add("slow.example/")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "awesome_lint", "links", *net.options]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=slave, env=unmeasured() | {"TERM": "xterm", "COLUMNS": "160"}
    )
    os.close(slave)
    shown = ""
    try:
        while "slow.example (1)" not in shown:
            shown += os.read(master, 4096).decode()
        net.release.set()
        assert running.stdout is not None
        out = running.stdout.read().decode()
        while "requests to" not in shown:
            shown += os.read(master, 4096).decode()
        assert running.wait(timeout=30) == 1
    finally:
        running.kill()
        running.wait()
        running.stdout.close() if running.stdout else None
        os.close(master)
    assert shown.rpartition("\x1b[2K")[2].startswith("awesome-lint: 1 file, 3 entries")
    assert places(out) == ["4 L101"]


@posix
@pytest.mark.parametrize("form", ["concise", "json"])
def test_an_interrupted_run_reports_what_it_knows(folder: Path, net: Web, form: str) -> None:
    write(f"# Tools\n\n{OLD}{GONE}- [Slow](http://slow.example/) - what it does\n")
    net.held.add("slow.example/")
    options = ("--fix", "--output-format", form, "--cache", "answers.sqlite", *net.options)
    command = [sys.executable, "-m", "awesome_lint", "links", *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=unmeasured())
    assert net.reached.wait(30)
    while running.poll() is None and answers_kept() < 2:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    codes = [row["code"] for row in rows(out)] if form == "json" else [place.split()[1] for place in places(out)]
    assert "L101" in codes
    assert err.splitlines()[-1] == "awesome-lint: error: interrupted"
    assert "Traceback" not in err
    assert "nothing is written, for not everything is known" in err
    assert "example/old" in Path("README.md").read_text()  # nothing is fixed on half of the answers


def many(number: int) -> str:
    return f"many{number % 50}.example/{number}"


MANY = [f"- [Tool {number}](http://{many(number)}) - what it does\n" for number in range(450)]


@pytest.mark.parametrize("path", [".", "README.md"])
def test_a_long_list_is_asked_for_as_a_short_one_is(run: Run, net: Web, path: str) -> None:
    net.pages |= {many(number): Answer() for number in range(450) if number}
    write(f"# Tools\n\n{''.join(MANY)}{OLD}{WALL}")
    options = ("-v", "--exclude", "/449$", "--cache", "answers.sqlite", *net.options)
    done = run("links", path, *options)
    assert (done.code, places(done.out)) == (1, ["3 L101", "453 L102", "454 L103"])
    assert "451 links, 451 targets: 448 ok, 1 moved, 1 dead, 1 could not be decided" in done.err
    asked = Counter(address for address in net.asked if address.startswith("many"))
    assert asked == {many(number): 1 if number else 2 for number in range(449)}
    again = run("links", path, *options)
    assert "; 450 from the cache" in again.err
    assert places(again.out) == places(done.out)


@pytest.mark.parametrize(
    ("configuration", "code"),
    [('select = ["L006", "L007"]', 0), ('ignore = ["L", "V010", "M006"]', 0), ("[links]\ndead-for = 3", 2)],
)
def test_nothing_is_asked_ahead_that_no_rule_wants(run: Run, net: Web, configuration: str, code: int) -> None:
    write(f"# Tools\n\n{''.join(MANY)}")
    write(f"{configuration}\n", "awesome-lint.toml")
    done = run("links", "README.md", "--no-cache", *net.options)
    assert (done.code, net.requests) == (code, [])


@posix
def test_a_long_list_can_be_interrupted_too(folder: Path, net: Web) -> None:
    write(f"# Tools\n\n{''.join(MANY)}- [Slow](http://slow.example/) - what it does\n")
    net.held.add("slow.example/")
    command = [sys.executable, "-m", "awesome_lint", "links", "--cache", "answers.sqlite"]
    running = subprocess.Popen(
        [*command, *net.options, "README.md"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=unmeasured(),
    )
    assert net.reached.wait(30)
    while running.poll() is None and answers_kept() < 50:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert {place.split()[1] for place in places(out)} == {"L101"}
    assert err.splitlines()[-1] == "awesome-lint: error: interrupted"
    assert "Traceback" not in err


@posix
@pytest.mark.parametrize("between", [0.0, 0.05, 0.3])
def test_to_interrupt_again_ends_at_once_and_as_well(folder: Path, net: Web, between: float) -> None:
    write(f"# Tools\n\n{OLD}{GONE}- [Slow](http://slow.example/) - what it does\n")
    net.held.add("slow.example/")
    command = [sys.executable, "-m", "awesome_lint", "links", *net.options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=unmeasured())
    assert net.reached.wait(30)
    for _ in range(3):
        running.send_signal(signal.SIGINT)
        time.sleep(between)
    _, err = running.communicate(timeout=30)
    assert running.returncode in (130, -signal.SIGINT)  # the latter where it was about to end
    assert running.returncode != 130 or err.splitlines()[-1] == "awesome-lint: error: interrupted"
    assert "Traceback" not in err


def test_a_token_is_not_to_blame_for_a_run_that_was_short(run: Run, net: Web) -> None:
    net.papers["2101.00001"] = "Turning Heads with Implicit Motion"
    row = "| Turning Heads with Implicit Motion | arXiv 2021 | [paper](https://arxiv.org/abs/2101.00001) |\n"
    table = f"| Title | Venue | Paper |\n| --- | --- | --- |\n{row}"
    write(f"# Papers\n\n{table}\n## Tools\n\n- [Slow](http://slow.example/) - what it does\n")
    assert "S2_API_KEY" in run("links", "--exclude", "slow", "--no-cache", *net.options).err
    net.held.add("slow.example/")
    done = run("links", "--max-time", "0.3s", "--no-cache", *net.options)
    assert "S2_API_KEY" not in done.err


def test_apis_that_asked_to_slow_down_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines(between=0) as lines:
        lines(State(20, 40, waiting=(("arXiv", 20),), slowed=(("arXiv", 55.4),)))
        lines(State(40, 40, waiting=(("Wayback Machine", 3),)))
    assert capsys.readouterr().err.splitlines() == [
        "awesome-lint: 20 of 40 known (50 %), waiting for arXiv (20), asked to slow down by arXiv for 55 s",
        "awesome-lint: 40 of 40 known (100 %), waiting for Wayback Machine (3)",
    ]


def test_facts_have_a_budget_of_their_own(run: Run, net: Web) -> None:
    numbers = [f"2101.{number:05}" for number in range(1, 31)]
    net.papers = dict.fromkeys(numbers, "Turning Heads with Motion")
    code = "[[code](http://good.example/one)]"
    entries = (
        f"- Turning Heads with Motion, ICCV 2023 [[paper](https://arxiv.org/abs/{one})] {code if number < 4 else ''}"
        for number, one in enumerate(numbers)
    )
    write("# Papers\n\n" + "\n".join(entries) + "\n")
    write("[links]\nfacts = 5\n", "awesome-lint.toml")
    assert "Hugging Face API" in (dry := run("links", "--dry-run", *net.options).out)
    assert "5 pages in 5 requests, 0.6 s apart (21 more are left to the next runs: --facts)" in dry
    assert "Hugging Face" not in run("links", "--dry-run", "--facts", "0", *net.options).out
    said = run("links", "--facts", "1", "--cache", "answers.sqlite", *net.options).err
    assert "hint: code and project pages of 25 papers were not looked up: the next runs go on" in said
    assert sum("/huggingface/api/papers/" in one for one in net.asked) == 1


def test_a_run_ends_in_time(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}- [Slow](http://slow.example/) - what it does\n")
    net.held.add("slow.example/")
    done = run("links", "--max-time", "0.5s", "-v", *net.options)
    assert (done.code, places(done.out)) == (0, ["4 L103"])
    assert "--max-time was over before everything was asked" in done.err
    assert "would decide 1 more link; the next run goes on where this one ended" in done.err
    done = run("links", "--max-time", "0.5s", "--no-cache", *net.options)
    assert done.err.endswith("would decide 1 more link\n")


def test_half_of_the_answers_make_no_baseline(run: Run, net: Web) -> None:
    write(f"# Tools\n\n{ONE}- [Slow](http://slow.example/) - what it does\n")
    net.held.add("slow.example/")
    done = run("links", "--max-time", "0.5s", "--baseline", "known.json", "--write-baseline", *net.options)
    assert (done.code, done.out) == (2, "")
    assert "known.json: not written, for there was no time to ask for every link" in done.err
    assert not Path("known.json").exists()


# Library


def test_the_library_checks_links(folder: Path, net: Web) -> None:
    document = awesome_lint.parse(LIST, "README.md")
    network = awesome_lint.NetSettings(
        allow_private=True,
        resolve={"*": f"127.0.0.1:{net.port}"},
        apis={"wayback": f"http://127.0.0.1:{net.port}/wayback"},
    )
    findings = awesome_lint.check_links([document], None, network)
    assert [(finding.line, finding.code) for finding in findings] == [(4, "L102"), (5, "L101"), (6, "L103")]
    settings = awesome_lint.Settings(select=("L101", "D001"))
    findings = awesome_lint.check_links([document], settings, network, cache="answers.sqlite")
    assert [finding.code for finding in findings] == ["L101"]
    assert Path("answers.sqlite").is_file()
    assert "L101" not in {finding.code for finding in awesome_lint.lint([document])}


def test_the_library_checks_links_where_events_are_handled_already(folder: Path, net: Web) -> None:
    import asyncio

    async def cell() -> list[awesome_lint.Finding]:
        network = awesome_lint.NetSettings(allow_private=True, resolve={"*": f"127.0.0.1:{net.port}"})
        return awesome_lint.check_links([awesome_lint.parse(f"# Tools\n\n{OLD}", "README.md")], None, network)

    assert [finding.code for finding in asyncio.run(cell())] == ["L102"]
