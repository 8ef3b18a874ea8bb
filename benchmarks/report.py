"""What an HTML report costs: `python benchmarks/report.py` (it needs Chromium: `apt-get install chromium`).

A list in which every fourth entry has a finding or two is linted and reported. Printed are the seconds that the report
takes beyond linting, its size, and, in a headless Chromium, milliseconds from opening the file to its first contentful
paint and until it can be used, and of a keystroke in the search, a filter and a sorted column until the page has
changed.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from measuring import made_list
from tables import Found, Missing, Table, asking, tell

SIZES = (1_000, 10_000)
ROUNDS = 5
NAMES = ("chromium", "chromium-browser", "google-chrome")
SEARCH = "talking head"

_CHANGED = """async (change) => {
  const results = document.getElementById("results"), start = performance.now();
  const done = new Promise((done) => new MutationObserver((_, seen) => {
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
  }).observe(results, { childList: true }));
  if (change === "search") {
    const field = document.getElementById("q");
    field.value = "SEARCH";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  } else if (change === "filter") {
    const field = document.getElementById("f-year");
    field.selectedIndex = 2;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  } else {
    document.querySelector("[data-sort=title]").click();
  }
  return done;
}""".replace("SEARCH", SEARCH)
_READY = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  ready: performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
})"""


def main() -> None:
    """Measure, and print a table."""
    ask = asking(__doc__)
    ask.add_argument("sizes", nargs="*", type=int, default=SIZES, help="entries (1000 10000)")
    given = ask.parse_args()
    tell(figures(*(((200,), 1) if given.quick else (given.sizes, ROUNDS))), given)


def figures(sizes: Sequence[int], rounds: int) -> Iterator[Found]:
    """One table: a row a size."""
    browser = next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        yield Missing("the HTML report in a browser", "there is no Chromium: apt-get install chromium")
        return
    rows: list[tuple[str, ...]] = []
    named: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.html")
            findings, seconds = make(size, path, rounds)
            shown = opened(browser, path, rounds)
            bytes_ = path.stat().st_size
            times = (f"{shown[name]:.0f} ms" for name in ("paint", "ready", "search", "filter", "sort"))
            rows.append((f"{size:,}", f"{findings:,}", f"{seconds:.2f} s", f"{bytes_ / 1e6:.1f} MB", *times))
            named |= {f"{name} {size}": value for name, value in shown.items()}
            named |= {f"made {size}": seconds, f"bytes {size}": bytes_}
    heads = ("entries", "findings", "made in", "size", "first paint", "usable", "search", "filter", "sort")
    yield Table("The HTML report", heads, rows, figures=named)


def make(size: int, path: Path, rounds: int) -> tuple[int, float]:
    """Write the report of a list of so many entries; its findings, and the seconds that it took beyond linting."""
    from awesome_lint.lint import lint_documents
    from awesome_lint.parse import parse_document
    from awesome_lint.report import View, render
    from awesome_lint.report.view import Understood
    from awesome_lint.source import Source

    lines = made_list(size).split("\n")
    for number in range(0, len(lines), 4):
        lines[number] = lines[number].replace("https://arxiv.org/abs/", "http://arxiv.org/abs/")
    document = parse_document(Source("\n".join(lines), "list.md"))
    findings = tuple(lint_documents([document]))
    links = sum(len(entry.links) for entry in document.entries)
    read = Understood(1, {"paper": len(document.entries)}, links, 1)
    view = View(findings, {"list.md": document.source}, verbose=True, understood=read, documents=(document,))
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        page = render("html", view)
        taken.append(time.perf_counter() - start)
    path.write_text(page, encoding="utf-8")
    return len(findings), statistics.median(taken)


def opened(browser: str, path: Path, times: int) -> dict[str, float]:
    """The median milliseconds of opening and of what is done with the page; each round opens it anew."""
    from playwright.sync_api import sync_playwright

    rounds: list[dict[str, Any]] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(times):
            page = chromium.new_page()
            page.goto(f"{path.as_uri()}#view=entries")
            page.wait_for_selector("tr.entry")
            page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length > 0")
            figures: dict[str, Any] = dict(page.evaluate(_READY))
            for change in ("sort", "filter", "search"):
                figures[change] = page.evaluate(_CHANGED, change)
            rounds.append(figures)
            page.close()
        chromium.close()
    return {name: statistics.median(figures[name] for figures in rounds) for name in rounds[0]}


if __name__ == "__main__":
    main()
