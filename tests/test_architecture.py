"""What must not happen at the door: heavy imports for a plain check, rooms that reach past their contract."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from awesome_lint.report import FORMATS
from tests.processes import unmeasured
from tests.repositories import Repo

ROOT = Path(__file__).parents[1]
HEAVY = ("httpx", "asyncio", "rich", "wcwidth", "xml", "yaml", "bibtexparser", "pylatexenc", "csv")
ON_DEMAND = ("ftfy", "rapidfuzz", "pathspec", "platformdirs", "tenacity", "difflib", "subprocess", "socket")
UNASKED = tuple(
    f"awesome_lint.{room}" for room in ("net", "normalize", "exchange", "matching.counterparts", "github", "setup")
)
LIST = "# Tools\n\n- [one](https://example.org/one) - what it does\n- [two](https://example.org/two) - what it does\n"


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules that a command has loaded at its end."""
    script = (
        "import sys; from awesome_lint.cli.app import main; code = main(sys.argv[1:]);"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=unmeasured(),
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("format_name", list(FORMATS))
def test_check_loads_nothing_heavy(tmp_path: Path, format_name: str) -> None:
    (tmp_path / "README.md").write_text(LIST)
    modules = loaded(tmp_path, "check", "--output-format", format_name, "README.md")
    assert "awesome_lint.parse" in modules
    assert not modules.intersection(HEAVY)
    assert not modules.intersection(ON_DEMAND)
    assert not [name for name in modules if name.startswith(UNASKED)]


def test_the_hook_loads_no_room_of_other_commands(tmp_path: Path) -> None:
    repo = Repo(tmp_path)
    repo.commit(README=LIST)
    (tmp_path / "README.md").write_text(LIST + "- [empty]() - what it does\n")
    modules = loaded(tmp_path, "check", "--force-exclude", "--diff-base", "auto", "README.md")
    assert "awesome_lint.lint.compare" in modules
    assert not modules.intersection(HEAVY)
    assert not [name for name in modules if name.startswith(UNASKED)]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "lists").glob("*.md")))
def test_real_faults_load_nothing_heavy_either(name: str) -> None:
    modules = loaded(ROOT, "check", "--exit-zero", f"lists/{name}")
    assert not modules.intersection(HEAVY)
    assert not [name for name in modules if name.startswith(UNASKED)]


def test_check_loads_no_rule_of_the_link_checker(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIST + "\n<!-- awesome-lint: disable-file L101 -->\n")
    (tmp_path / "awesome-lint.toml").write_text('select = ["L", "L105"]\n\n[severity]\nL105 = "info"\n')
    modules = loaded(tmp_path, "check", "README.md")
    assert "awesome_lint.rules.catalogue" in modules
    assert not [name for name in modules if name.startswith("awesome_lint.rules.links.l1")]
    assert "awesome_lint.rules.whole" not in modules


def test_version_loads_no_room_behind_the_command_line(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "--version")
    assert not modules.intersection(
        {"mistune", "awesome_lint.parse", "awesome_lint.lint", "awesome_lint.rules", "json"}
    )


def test_no_file_names_the_registry_that_packages_come_from() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("no git here")
    hosts = ("pypi." + "org", "files.python" + "hosted.org", "index-" + "url")
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [host for host in hosts if host in text], name
