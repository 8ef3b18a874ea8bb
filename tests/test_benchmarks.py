"""The benchmarks work, and what the README quotes stands in the page of their figures."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OF_TABLES = {
    "counts": ["Rules, knowledge, formats", "What is found in the lists"],
    "run": ["Reading 1 lists, ", "A whole run over a list of 20 KB", "Memory of what was read"],
    "nodes": ["Text to nodes"],
    "style": ["Entries that their list's own style gives back byte for byte"],
    "growth": ["Lists of many entries"],
    "normalize": ["Normalizing"],
    "jobs": ["8 lists in several processes"],
    "others": ["A list of 20 KB"],
}
"""The benchmarks that a test can afford, and how the titles of their tables begin. The others ask a server."""


@pytest.mark.parametrize("name", OF_TABLES)
def test_a_quick_run_makes_a_page_of_tables(name: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "all.py"), "--quick", "--only", name]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    titles = re.findall(r"^### (.*)", done.stdout, re.MULTILINE)
    assert len(titles) == len(OF_TABLES[name])
    assert all(title.startswith(start) for title, start in zip(titles, OF_TABLES[name], strict=True))
    assert "its figures mean nothing" in done.stdout
    assert len(re.findall(r"^\| .*\d.* \|$", done.stdout, re.MULTILINE)) > len(titles)


@pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: apt-get install chromium")
def test_a_report_is_opened_in_a_browser() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "report.py"), "--quick"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^200 .* MB( +\d+ ms){5}$", done.stdout, re.MULTILINE)


def test_links_are_checked_in_a_quick_race() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "links.py"), "--quick", "--only", "races"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "20 links on 5 hosts" in done.stdout
    assert "It was asked 40 times, 40 links in all." in done.stdout


def test_the_page_names_what_was_compared() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w (.)-]+) \| (\S.*) \|$", page, re.MULTILINE))
    for name in ("Python", "mistune", "markdownlint-cli2", "remark-cli", "rumdl", "lychee", "linkinator"):
        assert re.search(r"\d+\.\d+", rows[name]), name
    assert "cores" in rows["machine"]


def test_the_readme_quotes_the_page() -> None:
    _, _, rest = PAGE.read_text(encoding="utf-8").partition("## In short\n\n")
    sentences = rest.partition("\n\n")[0].splitlines()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    quoted = readme.partition("<!-- figures -->\n")[2].partition("<!-- /figures -->")[0].splitlines()
    assert len(quoted) >= 3
    assert [line for line in quoted if line not in sentences] == []
