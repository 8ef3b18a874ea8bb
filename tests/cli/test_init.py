"""`awesome-lint init`: what it proposes for real folders, and what holds once it is written."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from ..github.linters import actionlint
from ..processes import unmeasured
from ..repositories import Repo
from ..rules.proof import lists
from .conftest import Outcome, Run

CONFIG, BASELINE = ".awesome-lint.toml", ".awesome-lint-baseline.json"
HOOK, WORKFLOW = ".pre-commit-config.yaml", ".github/workflows/awesome-lint.yml"
BAD = "\n- [A Bad Entry that Nobody Wants](htp:/example org) [[paper]]()\n"
NAMES = "Faces Heads Statues Portraits Voices Lips Eyes Hands Shadows Mirrors Puppets Masks Dolls Ghosts".split()


def paper(number: int, *, code: bool, venue: str = "CVPR 2021") -> str:
    name = NAMES[number % len(NAMES)]
    link = f" [[code](https://github.com/someone/repository-{number})]" if code else ""
    title = f"{name} number {number} that Turn to the Light"
    return f"- {title} [{venue}] [[paper](https://arxiv.org/abs/2101.{number:05})]{link}\n"


def papers(count: int, with_code: int, first: int = 1) -> str:
    return "# Papers\n\n" + "".join(paper(first + number, code=number < with_code) for number in range(count))


TOOLS = "# Tools\n\n" + "".join(f"- [tool {name}](https://example.org/{name}) - Shows {name}.\n" for name in NAMES)


@pytest.fixture
def repo(folder: Path) -> Repo:
    """The current folder as a repository."""
    return Repo(folder)


def configuration(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / CONFIG).read_text(encoding="utf-8"))


def written(folder: Path) -> dict[str, bytes]:
    found = [path for path in folder.rglob("*") if path.is_file() and ".git" not in path.relative_to(folder).parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(found)}


def holds(folder: Path, run: Run, to: str = "README.md") -> None:
    """What `init` promises: silence about what is there, and only about that; and that it is done at once."""
    done = run("check", "--output-format", "json")
    assert done.code == 0, done.out
    assert {row["severity"] for row in json.loads(done.out)} <= {"info"}
    before = written(folder)
    again = run("init", "--yes")
    assert again.code == 0, again.err
    assert "nothing to write" in again.err
    assert written(folder) == before
    path = folder / to
    kept = path.read_bytes()
    path.write_bytes(kept + BAD.encode((path.read_bytes()[:2] == b"\xff\xfe" and "utf-16-le") or "utf-8"))
    done = run("check")
    assert done.code == 1
    assert "A Bad Entry" in done.out or "L00" in done.out
    path.write_bytes(kept)


def test_what_a_list_does_on_purpose_is_silent_and_the_rest_is_debt(repo: Repo, run: Run) -> None:
    text = papers(30, 6) + paper(40, code=True).replace("2021", "20211") + paper(3, code=True)
    repo.commit(README=text)
    done = run("init", "--yes")
    assert done.code == 0, done.err
    assert "awesome-lint: README.md: 32 entries, 40 links; 32 bullets: title, venue, year, links (100%)\n" in done.err
    assert "on purpose: M002 missing-code-link, 24 of 32 papers: a paper with no code link" in done.err
    assert "`awesome-lint check` is silent now, until something new is wrong" in done.err
    assert configuration(repo.root) == {"baseline": BASELINE, "ignore": ["M002"]}
    assert "  # M002 missing-code-link, 24 of 32 papers: " in (repo.root / CONFIG).read_text(encoding="utf-8")
    rows = json.loads((repo.root / BASELINE).read_text(encoding="utf-8"))["findings"]
    assert {row["code"] for row in rows} == {"D001", "V004"}
    holds(repo.root, run)
    assert run("check", "--no-baseline").code == 1


def test_few_findings_are_never_on_purpose(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(10, 3))
    done = run("init", "--yes")
    assert "on purpose" not in done.err
    assert not (repo.root / CONFIG).exists()  # info alone needs none
    assert not (repo.root / BASELINE).exists()
    holds(repo.root, run)


def test_faults_are_debt_however_many(repo: Repo, run: Run) -> None:
    repo.commit(README="".join(TOOLS.replace("https://example.org/", "")))
    run("init", "--yes")
    assert configuration(repo.root) == {"baseline": BASELINE}
    holds(repo.root, run)


def test_what_a_machine_can_mend_is_debt(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 30).replace("https://arxiv.org", "http://arxiv.org"))
    done = run("init", "--diff")
    assert "30 of them can be mended: `awesome-lint check --no-baseline --fix`" in done.err
    assert "+ignore" not in done.out
    assert '+baseline = ".awesome-lint-baseline.json"' in done.out


def test_a_rule_that_speaks_up_is_worth_hearing(repo: Repo, run: Run) -> None:
    """Where most of a section has code, M002 warns: a list with such a section keeps it."""
    with_code = papers(24, 16, 100).replace("# Papers", "# Papers with code")
    repo.commit(README=papers(30, 2) + "\n" + with_code)
    done = run("init", "--diff")
    assert "on purpose" not in done.err


def test_several_lists(repo: Repo, run: Run) -> None:
    (repo.root / "lists").mkdir()
    repo.write("README.md", "# About\n\nThis repository holds lists, each in a file.\n\nThey are sorted by hand.\n")
    repo.write("lists/one.md", papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    repo.write("lists/two.md", papers(30, 27, 100))
    repo.write("tools.md", TOOLS)
    done = run("init", "--yes")
    assert done.code == 0, done.err
    found = configuration(repo.root)
    assert found == {
        "baseline": BASELINE,
        "lists": ["/lists/*.md", "/tools.md"],
        "per-file-ignores": {"/lists/one.md": ["M002"]},
    }
    for name in ("lists/one.md", "lists/two.md", "tools.md"):
        holds(repo.root, run, name)


def test_lists_of_tests_are_left_out(repo: Repo, run: Run) -> None:
    repo.write("README.md", papers(20, 20))
    repo.write("src/tests/bad [list]/wrong.md", TOOLS.replace("https://example.org/", ""))
    run("init", "--yes")
    assert configuration(repo.root) == {"exclude": ["/src/tests/"]}
    holds(repo.root, run)


def test_a_list_in_a_folder_below(repo: Repo, run: Run) -> None:
    repo.write("README.md", "# About\n\nA page without any entry.\n")
    repo.write("docs/a [b]* list.md", papers(30, 3))
    repo.write("docs/other.md", papers(30, 28, 100))
    run("init", "--yes")
    assert configuration(repo.root)["per-file-ignores"] == {"/docs/a \\[b]\\* list.md": ["M002"]}
    holds(repo.root, run, "docs/a [b]* list.md")


def test_a_folder_inside_a_repository(repo: Repo, run: Run) -> None:
    repo.write("other/README.md", TOOLS)
    repo.write("my lists/README.md", papers(30, 3))
    done = run("init", "--yes", "my lists")
    assert done.code == 0, done.err
    assert sorted(written(repo.root)) == [
        *(WORKFLOW, HOOK),
        *(f"my lists/{CONFIG}", "my lists/README.md", "other/README.md"),
    ]
    jobs = yaml.safe_load((repo.root / WORKFLOW).read_text())["jobs"]
    assert [job["steps"][-1]["with"]["paths"] for job in jobs.values()] == ["'my lists'", "'my lists'"]
    assert "nothing to write" in run("init", "my lists").err
    assert run("check", "my lists").code == 0


def test_the_files_for_the_repository(repo: Repo, run: Run) -> None:
    repo.commit(README=TOOLS)
    repo.git("checkout", "--quiet", "-b", "a-change")
    run("init", "--yes")
    (hooks,) = yaml.safe_load((repo.root / HOOK).read_text())["repos"]
    assert hooks["hooks"] == [{"id": "awesome-lint"}]
    workflow = yaml.safe_load((repo.root / WORKFLOW).read_text())
    daily = [{"cron": "17 4 * * *"}]
    assert workflow[True] == {"pull_request": None, "push": {"branches": ["main"]}, "schedule": daily}
    assert workflow["permissions"] == {"contents": "read"}
    lint, links = workflow["jobs"]["lint"], workflow["jobs"]["links"]
    assert lint["steps"][-1] == {"uses": f"awesome-lint/awesome-lint@{hooks['rev']}"}
    assert lint["if"] == "github.event_name != 'schedule'"
    assert links["steps"][-1]["with"]["command"] == "links"
    assert links["if"] == "github.event_name != 'push'"
    options = shlex.split(links["steps"][-1]["with"]["links-args"])
    assert run("links", "--dry-run", *options).code == 0
    holds(repo.root, run)


def test_a_workflow_without_links(repo: Repo, run: Run) -> None:
    repo.commit(README=TOOLS)
    run("init", "--yes", "--no-links")
    workflow = yaml.safe_load((repo.root / WORKFLOW).read_text())
    assert workflow[True] == {"pull_request": None, "push": {"branches": ["main"]}}
    assert list(workflow["jobs"]) == ["lint"]


def test_the_hook_and_the_link_check_know_the_baseline(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    run("init", "--yes")
    repo.commit()
    hook = ("check", "--diff-base", "auto", "--force-exclude", "README.md")
    assert run(*hook).code == 0
    text = (repo.root / "README.md").read_text(encoding="utf-8")
    repo.write("README.md", text + paper(61, code=False, venue="CVPR 20211"))
    done = run(*hook)
    assert done.code == 1
    assert "README.md:34:" in done.out
    assert "V004 error" in done.out
    assert "M002" not in done.out
    assert run("links", "--dry-run").code == 0


def test_no_workflow_for_a_repository_that_is_elsewhere(repo: Repo, run: Run) -> None:
    repo.commit(README=TOOLS)
    repo.git("remote", "add", "origin", "https://git.example.org/someone/list.git")
    done = run("init", "--yes")
    assert "no workflow: the repository has a remote, and none on GitHub" in done.err
    assert sorted(written(repo.root)) == [HOOK, "README.md"]


def test_what_is_there_already_is_left(repo: Repo, run: Run) -> None:
    repo.commit(README=TOOLS)
    repo.write(HOOK, "repos:\n- repo: x\n  rev: v1\n  hooks:\n  - id: awesome-lint\n")
    repo.write(".github/workflows/lint.yaml", "jobs: {a: {steps: [{run: awesome-lint check}]}}\n")
    assert "nothing to write: all is there" in run("init").err


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_files_that_are_there_take_more(repo: Repo, run: Run, newline: str) -> None:
    repo.commit(README=papers(30, 3).replace("\n", newline) + paper(60, code=True, venue="CVPR 20211"))
    repo.write(CONFIG, f'# ours{newline}ignore = ["S005"] # by hand{newline}')
    repo.write(HOOK, f"repos:{newline}- repo: local{newline}  hooks: [] # none{newline}")
    done = run("init", "--yes")
    assert done.code == 0, done.err
    assert configuration(repo.root) == {"baseline": BASELINE, "ignore": ["M002", "S005"]}
    for name in (CONFIG, HOOK):
        text = (repo.root / name).read_bytes().decode()
        assert text.count("\r\n") == (text.count("\n") if newline == "\r\n" else 0)
    assert "# by hand" in (repo.root / CONFIG).read_text()
    assert len(yaml.safe_load((repo.root / HOOK).read_text())["repos"]) == 2
    holds(repo.root, run)


def test_a_table_in_a_pyproject(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3))
    repo.write("pyproject.toml", '[project]\nname = "list"\n')
    run("init", "--yes")
    assert not (repo.root / CONFIG).exists()
    data = tomllib.loads((repo.root / "pyproject.toml").read_text())
    assert data == {"project": {"name": "list"}, "tool": {"awesome-lint": {"ignore": ["M002"]}}}
    holds(repo.root, run)


def test_what_cannot_be_added_to_is_named_and_the_rest_is_written(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3))
    repo.write(CONFIG, '[[ignore]]\ncode = "D001"\nentry = "Some Title of a Paper"\nreason = "because"\n')
    repo.write(HOOK, "repos: [{repo: local, hooks: []}]\n")
    before = written(repo.root)
    done = run("init", "--yes")
    assert done.code == 2
    assert f"error: {CONFIG}: cannot be added to without touching what stands there; add yourself:" in done.err
    assert f"error: {HOOK}: the hook cannot be put in" in done.err
    assert {name: data for name, data in written(repo.root).items() if name in before} == before
    assert (repo.root / WORKFLOW).exists()


def test_a_workflow_of_the_same_name_is_left(repo: Repo, run: Run) -> None:
    repo.commit(README=TOOLS)
    repo.write(WORKFLOW, "name: something else\n")
    done = run("init", "--yes")
    assert done.code == 2
    assert f"error: {WORKFLOW}: is there already, and runs something else" in done.err
    assert (repo.root / WORKFLOW).read_text() == "name: something else\n"


def test_lists_with_a_configuration_of_their_own(repo: Repo, run: Run) -> None:
    repo.write("README.md", papers(30, 3))
    repo.write("other/README.md", papers(30, 28, 100) + "- [x]() [CVPR 2021]\n")
    repo.write(f"other/{CONFIG}", "ignore = ['M']\n")
    done = run("init", "--yes")
    assert "awesome-lint: other: has a configuration of its own" in done.err
    assert configuration(repo.root) == {"ignore": ["M002"]}
    assert run("check", "README.md").code == 0
    done = run("init", "other/..", "--diff")
    assert done.code == 0


def test_a_configuration_above(repo: Repo, run: Run) -> None:
    repo.write(CONFIG, "ignore = []\n")
    repo.write("lists/README.md", TOOLS)
    done = run("init", "lists")
    assert done.code == 2
    assert f"error: {CONFIG} holds for these lists: `awesome-lint init .` adds to it" in done.err


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, ".: no Markdown file is here"),
        ({"README.md": "# About\n\nWords.\n"}, ".: no list is here (README.md: no entries)"),
        ({"README.md": TOOLS, "old.md": b"- [caf\xe9](https://example.org)\n"}, "not every list could be read"),
        ({"README.md": TOOLS, CONFIG: "ignore = [\n"}, "not valid TOML"),
        ({"README.md": TOOLS, CONFIG: 'ignores = ["S005"]\n'}, "ignores"),
    ],
)
def test_where_nothing_can_be_set_up(repo: Repo, run: Run, files: dict[str, str | bytes], says: str) -> None:
    for name, text in files.items():
        (repo.root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    before = written(repo.root)
    done = run("init", "--yes")
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert "Traceback" not in done.err
    assert written(repo.root) == before


@pytest.mark.parametrize(("path", "says"), [("nowhere", "no such folder"), ("README.md", "name the folder")])
def test_what_is_no_folder(repo: Repo, run: Run, path: str, says: str) -> None:
    repo.commit(README=TOOLS)
    done = run("init", path)
    assert done.code == 2
    assert says in done.err


def test_without_git(folder: Path, run: Run) -> None:
    (folder / "README.md").write_text(papers(30, 3))
    done = run("init", "--yes")
    assert "no hook and no workflow: this is no git repository" in done.err
    assert sorted(written(folder)) == [CONFIG, "README.md"]
    holds(folder, run)


def test_only_what_is_wanted(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    assert run("init", "--yes", "--no-config", "--no-pre-commit", "--no-workflow").code == 0
    assert sorted(written(repo.root)) == ["README.md"]
    done = run("init", "--yes", "--no-baseline", "--no-pre-commit", "--no-workflow")
    assert "`awesome-lint check` reports 1 finding" in done.err
    assert configuration(repo.root) == {"ignore": ["M002"]}
    assert run("check").code == 1
    run("init", "--yes", "--no-pre-commit", "--no-workflow")  # it can be had later
    assert configuration(repo.root) == {"baseline": BASELINE, "ignore": ["M002"]}
    assert run("check").code == 0


def test_without_a_terminal_nothing_is_written(repo: Repo, process: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    before = written(repo.root)
    done = process("init")
    assert done.code == 1
    assert "nothing written: there is no terminal to ask on; --yes writes all of it" in done.err
    looked = process("init", "--diff")
    assert (looked.code, looked.out) == (1, done.out)  # of so short a baseline all is shown
    assert written(repo.root) == before
    both = process("init", "--diff", "--yes")
    assert both.code == 2


def test_the_diff_can_be_applied(repo: Repo, process: Run, run: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    repo.write(HOOK, "repos:\n- repo: local\n  hooks: []")
    (repo.root / "init.diff").write_text(process("init", "--diff", "--quiet").out, newline="")
    repo.git("apply", "-p0", "init.diff")
    (repo.root / "init.diff").unlink()
    holds(repo.root, run)


def test_what_was_found_since_is_not_hidden(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    run("init", "--yes")
    text = (repo.root / "README.md").read_text()
    repo.write("README.md", text + paper(61, code=True, venue="CVPR 20212"))
    before = written(repo.root)
    done = run("init", "--yes")
    assert "1 finding that the baseline does not know: `awesome-lint check`" in done.err
    assert written(repo.root) == before
    assert run("check").code == 1


@pytest.mark.parametrize("path", lists(), ids=lambda path: path.stem)
def test_real_lists(path: Path, repo: Repo, run: Run) -> None:
    (repo.root / "README.md").write_bytes(path.read_bytes())
    done = run("init", "--yes", "--quiet")
    if done.code == 2:
        assert ".: no list is here (README.md: " in done.err
        return
    assert done.code == 0, done.err
    holds(repo.root, run)


# On a terminal


def session(*arguments: str, answers: str) -> Outcome:
    """A command on a terminal, with what is typed; both streams as they are shown."""
    pty = pytest.importorskip("pty")
    termios = pytest.importorskip("termios")
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    clean = {name: value for name, value in unmeasured().items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    running = subprocess.Popen(
        [sys.executable, "-m", "awesome_lint", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=clean | {"TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    shown, asked = b"", 0
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        shown += part
        while shown.count(b"[Y/n]: ") > asked and asked < len(answers):
            os.write(ours, answers[asked].encode() + (b"" if answers[asked] == "\x04" else b"\n"))
            asked += 1
    code = running.wait(timeout=60)
    os.close(ours)
    return Outcome(code, shown.decode().replace("\r\n", "\n"), "")


def test_a_terminal_is_asked_file_by_file(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    done = session("init", answers="yyny")
    assert done.code == 0, done.out
    for name in (BASELINE, CONFIG, HOOK, WORKFLOW):
        assert f"Write {name}? [Y/n]: " in done.out
    assert "\x1b[32m+baseline = " in done.out
    assert sorted(written(repo.root)) == [BASELINE, CONFIG, WORKFLOW, "README.md"]
    assert run("check").code == 0


def test_a_baseline_that_is_not_wanted_is_not_named(repo: Repo) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    session("init", answers="nynn")
    assert sorted(written(repo.root)) == [CONFIG, "README.md"]
    assert configuration(repo.root) == {"ignore": ["M002"]}


def test_a_baseline_that_nothing_names_is_not_written(repo: Repo) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    done = session("init", answers="ynnn")
    assert "no baseline either: no configuration would name it" in done.out
    assert "nothing written" in done.out
    assert sorted(written(repo.root)) == ["README.md"]


def test_who_leaves_in_the_middle_has_written_nothing(repo: Repo) -> None:
    repo.commit(README=papers(30, 3) + paper(60, code=True, venue="CVPR 20211"))
    done = session("init", answers="yy\x04")
    assert done.code == 130
    assert "interrupted" in done.out
    assert sorted(written(repo.root)) == ["README.md"]


def test_a_long_baseline_is_shown_in_part(repo: Repo) -> None:
    repo.commit(README="".join(paper(number, code=True, venue="CVPR 20211") for number in range(40)))
    done = session("init", answers="nnnn")
    assert "more lines @@" in done.out
    assert done.out.count("V004") < 20


def test_pre_commit_and_github_take_the_files(repo: Repo, run: Run, pytestconfig: pytest.Config) -> None:
    repo.commit(README=TOOLS)
    run("init", "--yes")
    validated = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config", HOOK], capture_output=True, text=True, check=False
    )
    assert validated.returncode == 0, validated.stdout
    assert actionlint([repo.root / WORKFLOW], pytestconfig.cache.mkdir("actionlint")) == []


def test_a_rule_that_was_asked_for_is_not_silenced(repo: Repo, run: Run) -> None:
    repo.commit(README=papers(30, 3))
    for text in (
        'extend-select = ["M002"]\n',
        'extend-select = ["missing-code-link"]\n',
        'severity.M002 = "warning"\n',
    ):
        repo.write(CONFIG, text)
        assert "on purpose" not in run("init", "--diff").err
    repo.write(CONFIG, 'select = ["M"]\n')
    assert "on purpose: M002" in run("init", "--diff").err


def test_nothing_is_written_outside(repo: Repo, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    repo.commit(README=papers(30, 3))
    (repo.root / ".github").symlink_to(elsewhere)
    done = run("init", "--yes")
    assert done.code == 2
    assert f"error: {WORKFLOW}: a symbolic link leads out of " in done.err
    assert list(elsewhere.iterdir()) == []
    assert not (repo.root / CONFIG).exists()


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="no such file names here")
def test_names_that_no_configuration_can_hold(repo: Repo, run: Run) -> None:
    repo.write("one.md", papers(30, 3))
    repo.write("two\x7f\x1b[31m.md", papers(30, 28, 100))
    done = run("init", "--yes")
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "cannot be added to" in done.err
    assert not (repo.root / CONFIG).exists()
