"""The site is built without a warning, and loads nothing from elsewhere."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from .pages import ROOT

pytest.importorskip("material", reason="needs the extra docs: pip install -e '.[docs]'")
LOADS = re.compile(
    r"""<(?:script|img|iframe|source)\b[^>]*\bsrc=["']?(?:https?:)?//[^>]*>|<link\b(?![^>]*\brel=["']?canonical)[^>]*\bhref=["']?(?:https?:)?//[^>]*>"""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    quiet = os.environ | {"NO_MKDOCS_2_WARNING": "1"}  # what its theme says of its own future
    done = subprocess.run(command, cwd=ROOT, env=quiet, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_is_there(site: Path) -> None:
    rules = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"README"}
    assert {path.parent.name for path in (site / "rules").glob("*/index.html")} == rules
    for page in ("index.html", "changelog/index.html", "contributing/index.html", "getting-started/index.html"):
        assert (site / page).is_file()


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert pages
    loaded = [(page.name, found) for page in pages for found in LOADS.findall(page.read_text(encoding="utf-8"))]
    assert loaded == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"url\(['\"]?(?:https?:)?//[^)]*", styles) == []


def test_a_browser_asks_nobody_else(site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[dev]'")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs Chromium: apt-get install chromium")
    asked: list[str] = []
    complaints: list[str] = []
    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, playwright.sync_playwright() as tools:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
        here = f"http://127.0.0.1:{server.server_address[1]}/"
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: complaints.append(said.text))
        for path in ("", "rules/D001/", "extending/"):
            page.goto(here + path)
        query = page.locator("input[name=query]")
        for _ in range(10):  # keys that are pressed before the script has come are lost
            query.fill("")
            query.press_sequentially("duplicate")
            with suppress(playwright.TimeoutError):
                page.wait_for_selector(".md-search-result__item", timeout=5_000)
                break
        results = page.locator(".md-search-result__item").count()
        browser.close()
        server.shutdown()
    assert results > 0
    assert [url for url in asked if not url.startswith((here, "data:"))] == []
    assert complaints == []


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site, and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def test_links_out_of_the_pages_lead_to_the_repository(site: Path) -> None:
    text = (site / "normalizing" / "index.html").read_text(encoding="utf-8") + (
        site / "changelog" / "index.html"
    ).read_text(encoding="utf-8")
    assert 'href="../../' not in text.replace('href="../../assets', "")
    page = (site / "how-it-works" / "index.html").read_text(encoding="utf-8")
    assert 'href="../contributing/"' in page
