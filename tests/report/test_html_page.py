"""The HTML report in a real browser: what people do with it, and what a hostile list cannot do to them."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from awesome_lint.findings import Finding, Fix, Related, RuleInfo, Severity
from awesome_lint.model import Document, Evidence
from awesome_lint.parse import parse_document
from awesome_lint.report import View, render
from awesome_lint.report.view import Understood
from awesome_lint.source import Edit, Source, Span

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright: pip install -e '.[dev]'")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: apt-get install chromium")

Page = Any  # playwright's, which is there or not

NETS = """\
# Awesome Nets

## Papers

### Small

- A Net for Wrens [CVPR 2021] [Paper](https://arxiv.org/abs/2101.00001) [Code](https://github.com/nets/wrens)
- Bigger Nets for Owls [ICCV 2023] [Paper](https://arxiv.org/abs/2303.00002)
- Catching Größe [CVPR 2023] [Paper](https://arxiv.org/abs/2303.00003) [Project](https://nets.example/grosse)

### Large

- Zeppelins and Herons [NeurIPS 2019] [Paper](https://arxiv.org/abs/1901.00004) [Code](https://github.com/nets/herons)
- Nets without a Year [Paper](https://nets.example/none.pdf)

## Tools

- [Knots](https://nets.example/knots) - ties knots
"""
MORE = """\
# More Nets

- Finches at Night [ECCV 2022] [Paper](https://arxiv.org/abs/2201.00005)
"""
RAN = "window.ran = (window.ran || 0) + 1"
EVIL = (
    f"</script><script>{RAN}</script><img src=x onerror='{RAN}'><svg onload='{RAN}'>\u202e\u2028\x07"
    "{{data}} ${1} <!-- --> ]]> &lt;b&gt; javascript:alert(1)"
)
HOSTILE = f"""\
# Hostile <b onclick="{RAN}">list</b>

- **<img src=x onerror="{RAN}"> </script><script>{RAN}</script> \u202eEvil\u2028 Title** [CVPR 2021] \
[Paper](javascript:{RAN.replace(" ", "")}) [Code](data:text/html,<script>{RAN.replace(" ", "")}</script>) \
[Project](https://nets.example/"><img/src=x/onerror=x>) by Mallory <script>{RAN}</script>
"""
RULES = {
    "L001": RuleInfo(
        "L001", "empty-link", Severity.ERROR, "A link without an address.", "Help", "https://e.example/L1"
    ),
    "M002": RuleInfo("M002", "missing-code-link", Severity.INFO, "No code link.", "Help", "https://e.example/M2"),
    "V003": RuleInfo("V003", "odd-venue", Severity.WARNING, "An odd venue.", "Help", "https://e.example/V3"),
}
VERDICTS = {
    "https://arxiv.org/abs/2101.00001": Evidence("ok"),
    "https://github.com/nets/wrens": Evidence("dead", "not-found", "404 Not Found", "github.com"),
    "https://arxiv.org/abs/2303.00002": Evidence("moved", leads_to="https://arxiv.org/abs/2303.00009"),
    "https://nets.example/grosse": Evidence("unreachable", "timeout", "timed out", "nets.example"),
}


def finding(document: Document, entry: int, code: str, message: str, **more: Any) -> Finding:
    """A finding about the title of one of a document's entries."""
    about, source = document.entries[entry], document.source
    span = about.field_span("title")
    (line, column), (end_line, end_column) = source.position(span.start), source.position(span.end)
    rule = RULES[code]
    return Finding(
        *(code, rule.name, rule.severity, message, document.path, span, line, column, end_line, end_column),
        entry=about.title,
        group=about.span.start,
        **more,
    )


def view_of(*documents: Document, findings: tuple[Finding, ...] = (), **more: Any) -> View:
    entries = sum(len(document.entries) for document in documents)
    read = Understood(len(documents), {"paper": entries}, 1, 3 if findings else 0)
    sources = {document.path: document.source for document in documents}
    return View(findings, sources, RULES if findings else {}, understood=read, documents=documents, **more)


def usual() -> View:
    nets, more = parse_document(Source(NETS, "nets.md")), parse_document(Source(MORE, "more.md"))
    title = nets.entries[0].field_span("title")
    fix = Fix("safe", "Write `Nets`", (Edit(Span(title.start, title.start + 5), "Nets"),))
    findings = (
        finding(nets, 0, "L001", "`Code` has no address", fix=fix, related=(Related("more.md", 3, "it has one"),)),
        finding(nets, 0, "V003", "an odd venue"),
        finding(nets, 1, "M002", "no code link for `Bigger Nets for Owls`"),
        finding(more, 0, "V003", "another odd venue"),
    )
    return view_of(nets, more, findings=findings, evidence=VERDICTS)


def many() -> View:
    line = "- Net Number {0} [CVPR 2021] [Paper](https://nets.example/{0}.pdf)\n"
    return view_of(parse_document(Source("# Many\n\n" + "".join(map(line.format, range(250))), "many.md")))


def slip() -> View:
    line = "- Net Number {0} [CVPR {1}] [Paper](https://nets.example/{0}.pdf)\n"
    years = [2019, *[2021] * 20, 20233]
    lines = [line.format(*row) for row in enumerate(years)]
    return view_of(parse_document(Source("# Years\n\n" + "".join(lines), "years.md")))


def hostile() -> View:
    document = parse_document(Source(HOSTILE, "evil.md"))
    evil = finding(document, 0, "L001", EVIL, related=(Related(EVIL, 1, EVIL),), fix=Fix("safe", EVIL, ()))
    return view_of(document, findings=(evil._replace(entry=EVIL, name=EVIL),), said=(EVIL,), evidence={
        link.url: Evidence("dead", reason=EVIL) for link in document.entries[0].links
    })  # fmt: skip


MADE: dict[str, Callable[[], View]] = {
    "usual": usual,
    "many": many,
    "slip": slip,
    "hostile": hostile,
    "stats": lambda: view_of(parse_document(Source(NETS, "nets.md"))),
    "clean": lambda: usual()._replace(findings=()),
    "empty": lambda: view_of(parse_document(Source("# None\n", "a.md")))._replace(understood=Understood(1, {}, 0, 3)),
    "findings alone": lambda: usual()._replace(documents=()),
}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The file of a report, by name."""
    folder = tmp_path_factory.mktemp("reports")

    def path_of(name: str) -> Path:
        path = folder / f"{name.replace(' ', '-')}.html"
        if not path.exists():
            path.write_text(render("html", MADE[name]()), encoding="utf-8", newline="\n")
        return path

    return path_of


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with playwright.sync_playwright() as tools:
        chromium = tools.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"] if root else [])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, reports: Callable[[str], Path]) -> Iterator[Callable[..., Page]]:
    """Opens a report; when the test is over, it must have asked for nothing else, and complained of nothing."""
    contexts: list[Any] = []
    requests: list[str] = []
    complaints: list[str] = []
    addresses: set[str] = set()

    def dismiss(dialog: Any) -> None:
        complaints.append(dialog.message)
        dialog.dismiss()

    def open_report(name: str = "usual", hash_: str = "", **how: Any) -> Page:
        contexts.append(browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how}))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.on("dialog", dismiss)
        addresses.add(reports(name).as_uri())
        page.goto(f"{reports(name).as_uri()}{hash_}")
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
    assert {urlsplit(url)._replace(fragment="").geturl() for url in requests} == addresses


def titles(page: Page) -> list[str]:
    return list(page.locator("button.title").all_inner_texts())


def show(page: Page, hash_: str) -> None:
    """Go to another address of the same report, and wait until it is drawn."""
    change = "addEventListener('hashchange', done, { once: true }); location.hash = hash"
    page.evaluate(f"(hash) => location.hash === hash || new Promise((done) => {{ {change} }})", hash_)


def rules(page: Page) -> list[str]:
    return [row.get_attribute("data-rule") for row in page.locator("#results > article").all()]


VIEWS = ("overview", "entries", "findings")
ALL = [
    *("A Net for Wrens", "Bigger Nets for Owls", "Catching Größe", "Zeppelins and Herons", "Nets without a Year"),
    *("Knots", "Finches at Night"),
]


# Searching, filtering, sorting


def test_entries_are_searched_as_one_types(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=entries")
    assert titles(page) == ALL
    page.fill("#q", "grosse")  # without its accents
    page.wait_for_function("document.querySelectorAll('tr.entry').length === 1")
    assert titles(page) == ["Catching Größe"]
    assert page.inner_text("#status") == "1 of 7 entries"
    assert page.evaluate("location.hash") == "#view=entries&q=grosse"
    page.fill("#q", "nets owls")  # all words, wherever they stand
    page.wait_for_function("document.querySelector('button.title').textContent.startsWith('Bigger')")
    assert titles(page) == ["Bigger Nets for Owls"]
    page.fill("#q", "nothing has this")
    page.click("text=Clear filters >> nth=-1")
    assert titles(page) == ALL
    assert page.input_value("#q") == ""


FILTERED = (
    ("list", "more.md", ALL[6:]),
    ("section", "Awesome Nets › Papers", ALL[:5]),
    ("section", "Awesome Nets › Papers › Small", ALL[:3]),
    ("venue", "CVPR", [ALL[0], ALL[2]]),
    ("venue", "(none)", ALL[4:6]),
    ("year", "2023", ALL[1:3]),
    ("year", "(none)", ALL[4:6]),
    ("kind", "resource", [ALL[5]]),
    ("links", "code", [ALL[0], ALL[3]]),
    ("links", "!paper", [ALL[5]]),
    ("verdict", "dead", [ALL[0]]),
    ("verdict", "moved", [ALL[1]]),
    ("verdict", "undecided", [ALL[2]]),
    ("finding", "any", [ALL[0], ALL[6]]),
    ("finding", "none", ALL[1:6]),
    ("finding", "V003", [ALL[0], ALL[6]]),
)


def test_entries_are_filtered(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=entries")
    for field, value, wanted in FILTERED:
        page.select_option(f"#f-{field}", value)
        assert titles(page) == wanted, (field, value)
        assert page.inner_text("#status") == f"{len(wanted)} of 7 entries"
        page.click(f"#chips [data-name={field}]")
        assert titles(page) == ALL


def test_filters_are_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=entries")
    page.select_option("#f-venue", "CVPR")
    page.select_option("#f-links", "!code")
    assert titles(page) == [ALL[2]]
    address = page.url
    assert address.endswith("#view=entries&venue=CVPR&links=%21code")
    page.goto("about:blank")
    page.goto(address)
    assert titles(page) == [ALL[2]]
    assert page.input_value("#f-links") == "!code"
    page.evaluate("location.hash = '#view=entries&year=2019'")
    page.wait_for_function("document.querySelector('button.title').textContent.startsWith('Zeppelins')")
    assert titles(page) == [ALL[3]]


def test_findings_are_filtered_by_rule_severity_words_and_what_their_entry_is(opened: Callable[..., Page]) -> None:
    page = opened()
    assert rules(page) == ["L001", "V003", "V003"]  # info findings are hidden, as in the other formats
    page.check("[name=severity][value=info]")
    assert rules(page) == ["L001", "V003", "M002", "V003"]
    page.uncheck("[name=severity][value=warning]")
    assert rules(page) == ["L001", "M002"]
    page.reload()
    assert rules(page) == ["L001", "M002"]
    page.select_option("#f-venue", "ICCV")
    assert rules(page) == ["M002"]
    page.click("button[type=reset]")
    page.select_option("#f-finding", "V003")
    assert rules(page) == ["V003", "V003"]
    page.fill("#q", "finches")
    page.wait_for_function("document.querySelectorAll('#results > article').length === 1")
    assert page.inner_text("#results .message") == "another odd venue"


def test_the_last_severity_cannot_be_taken_away(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#severity=error")
    page.click("[name=severity][value=error]")
    assert page.is_checked("[name=severity][value=error]")
    assert rules(page) == ["L001"]


SORTED = (
    ("title", 1, [0, 1, 2, 6, 5, 4, 3]),
    ("title", 2, [3, 4, 5, 6, 2, 1, 0]),
    ("title", 3, [0, 1, 2, 3, 4, 5, 6]),
    ("venue", 1, [0, 2, 6, 1, 3, 4, 5]),  # what has none stands last
    ("year", 1, [1, 2, 6, 0, 3, 4, 5]),
    ("year", 2, [3, 0, 6, 1, 2, 4, 5]),
    ("links", 1, [0, 2, 3, 1, 4, 5, 6]),
    ("findings", 1, [0, 6, 1, 2, 3, 4, 5]),
)


def test_columns_sort(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=entries")
    for column, clicks, order in SORTED:
        page.evaluate("location.hash = '#view=entries'")
        page.wait_for_function("!document.querySelector('[aria-sort]')")
        for _ in range(clicks):
            page.click(f"[data-sort={column}]")
        assert titles(page) == [ALL[at] for at in order], column
        sorts = [head.get_attribute("aria-sort") for head in page.locator("th[aria-sort]").all()]
        down = (clicks == 2) == (column in ("title", "venue"))
        assert sorts == (["descending" if down else "ascending"] if clicks < 3 else [])
        assert page.evaluate("document.activeElement.dataset.sort") == column


def test_findings_sort_by_severity_and_rule(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#severity=error.warning.info&sort=severity")
    assert rules(page) == ["L001", "V003", "V003", "M002"]
    page.select_option("#sort", "rule")
    assert rules(page) == ["L001", "M002", "V003", "V003"]


def test_a_finding_shows_its_line_and_its_fix(opened: Callable[..., Page]) -> None:
    page = opened()
    first = page.locator("#results > article").first
    assert first.locator("pre").first.inner_text().startswith("7 - A Net for Wrens [CVPR 2021]")
    assert first.locator("mark").inner_text() == "A Net for Wrens"
    assert first.locator(".message code").inner_text() == "Code"
    assert first.locator(".related").inner_text() == "more.md:3: it has one"
    assert first.locator(".fix").inner_text().startswith("Safe fix: Write Nets")
    assert first.locator("del").inner_text() == "A Net"
    assert first.locator("ins").inner_text() == "Nets"
    assert first.locator("a.code").get_attribute("href") == "https://e.example/L1"


def test_many_entries_stand_on_pages(opened: Callable[..., Page]) -> None:
    page = opened("many", "#view=entries&page=2")
    assert len(titles(page)) == 100
    assert titles(page)[0] == "Net Number 100"
    page.click("text=Next →")
    assert len(titles(page)) == 50
    assert page.evaluate("document.activeElement.textContent") == "Net Number 200"
    assert page.inner_text(".pager span") == "Page 3 of 3"
    assert page.is_disabled("[aria-label='Next page']")
    page.evaluate("location.hash = '#view=entries&page=99'")
    page.wait_for_function("document.querySelectorAll('tr.entry').length === 50")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")  # all of them are printed
    assert len(titles(page)) == 250


def test_an_address_that_says_nonsense_opens_the_page(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=moon&page=-7&severity=purple&sort=age&venue=%22%5D%3Cb%3E&constructor=x&__proto__=y")
    assert page.inner_text("#results h2") == "Nothing matches"
    page.click("#results button")
    assert rules(page) == ["L001", "V003", "V003"]


# Charts


def test_charts_tell_and_filter(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=overview")
    labels = [chart.get_attribute("aria-label") for chart in page.locator("svg.chart").all()]
    assert labels[0] == "Entries by year"
    assert set(labels[1:]) == {
        "Papers with a link to", "Entries by venue", "Links by what the network says", "Findings by rule"
    }  # fmt: skip
    bar = page.locator(".bar[data-pick=year][data-value='2023']")
    assert bar.locator("title").text_content() == "2023: 2 entries"
    assert bar.get_attribute("aria-pressed") == "false"
    assert page.locator(".bar[data-pick=links][data-value=code] .value").text_content() == "33% (2)"
    assert page.locator(".bar[data-pick=verdict][data-value=dead] title").text_content() == "dead: 10% (1)"
    bar.click()
    assert page.inner_text("#status") == "2 of 7 entries"
    assert page.locator(".bar[data-pick=year]").count() == 1
    page.keyboard.press("Enter")  # it kept the focus: and takes the filter away
    assert page.inner_text("#status") == "7 entries"
    assert page.locator(".bar[data-pick=year]").count() == 5
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.value") == "2022"
    page.locator("section.card", has_text="Venues").locator("summary").click()
    rows = page.locator("section.card", has_text="Venues").locator("tbody tr").all_inner_texts()
    assert [row.split() for row in rows] == [["CVPR", "2"], ["ECCV", "1"], ["ICCV", "1"], ["NeurIPS", "1"]]


def test_tiles_lead_to_findings(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=overview")
    page.click("button.tile.warning")
    assert rules(page) == ["V003", "V003"]


# Keys


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent"))


def test_keys_alone_are_enough(opened: Callable[..., Page]) -> None:
    page = opened(hash_="#view=entries")
    press = page.keyboard.press
    press("/")
    assert focused(page) == "q"
    page.keyboard.type("net/")  # a slash is text here
    assert page.input_value("#q") == "net/"
    press("Escape")
    assert page.input_value("#q") == ""
    assert titles(page) == ALL
    page.keyboard.type("owls")
    press("ArrowDown")
    assert focused(page) == ALL[1]
    press("ArrowUp")
    press("Escape")
    press("ArrowDown")
    assert focused(page) == ALL[0]
    press("ArrowDown")
    assert focused(page) == ALL[1]
    press("Enter")
    assert page.locator("tr.details").count() == 1
    assert page.get_attribute("button.title >> nth=1", "aria-expanded") == "true"
    assert "https://arxiv.org/abs/2303.00009" in page.inner_text("tr.details")
    press("Escape")
    assert page.locator("tr.details").count() == 0
    assert focused(page) == ALL[1]
    press("ArrowUp")
    press("ArrowUp")
    assert focused(page) == "q"
    press("Escape")
    assert focused(page) == "results"
    page.focus("[role=tab][aria-selected=true]")
    press("ArrowRight")
    assert focused(page) == "tab-findings"
    assert rules(page) == ["L001", "V003", "V003"]
    press("ArrowRight")
    assert focused(page) == "tab-overview"
    press("?")
    assert page.is_visible("#help")
    press("Escape")
    assert not page.is_visible("#help")


def test_arrows_go_on_to_the_next_page_and_back(opened: Callable[..., Page]) -> None:
    page = opened("many", "#view=entries")
    page.focus("button.title >> nth=99")
    page.keyboard.press("ArrowDown")
    assert focused(page) == "Net Number 100"
    page.keyboard.press("ArrowUp")
    assert focused(page) == "Net Number 99"


def test_the_first_thing_that_is_reached_leads_past_the_controls(opened: Callable[..., Page]) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert focused(page) == "skip"
    assert page.locator("#skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert focused(page) == "results"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


NAMELESS = """() => [...document.querySelectorAll("button, a, select, input, summary, [role=button], svg[role]")]
  .filter((one) => one.offsetParent !== null && !one.closest("[aria-hidden=true]"))
  .filter((one) => !one.textContent.trim() && !one.getAttribute("aria-label") && !one.labels?.length)
  .map((one) => one.outerHTML.slice(0, 99))"""
BEYOND = """() => [...document.querySelectorAll("#app *")].filter((one) => one.getBoundingClientRect().right > 361)
  .filter((one) => !one.closest(".unseen, thead, select, .clip")).map((one) => one.outerHTML.slice(0, 99))"""
SMALL = """() => [...document.querySelectorAll("button, select, summary, .check")]
  .filter((one) => one.offsetParent && !one.closest("thead") && one.getBoundingClientRect().height < 24)
  .map((one) => one.outerHTML.slice(0, 99))"""


def test_everything_that_can_be_used_has_a_name(opened: Callable[..., Page]) -> None:
    page = opened()
    for view in VIEWS:
        show(page, f"#view={view}")
        assert page.evaluate(NAMELESS) == []
        identifiers = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
        assert len(identifiers) == len(set(identifiers))
        assert page.get_attribute("#results", "aria-labelledby") == f"tab-{view}"


# Sizes, colours, paper


@pytest.mark.parametrize("name", ["usual", "hostile"])
def test_a_phone_is_wide_enough(opened: Callable[..., Page], name: str) -> None:
    page = opened(name, viewport={"width": 360, "height": 740}, has_touch=True)
    page.click("#more summary")
    for view in VIEWS:
        show(page, f"#view={view}")
        for button in page.locator("button.title").all()[:1]:
            button.click()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate(BEYOND) == []
        assert page.evaluate(SMALL) == []


CONTRAST = """() => {
  const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (colour) => { probe.clearRect(0, 0, 1, 1); probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1);
    return [...probe.getImageData(0, 0, 1, 1).data]; };
  const light = (one) => { const [r, g, b] = one.map((value) => value / 255).map((value) =>
    value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const over = ([r, g, b, a], below) => [r, g, b].map((value, at) => value * a / 255 + below[at] * (1 - a / 255));
  const behind = (one) => { const chain = []; for (let at = one; at; at = at.parentElement) chain.unshift(at);
    return chain.reduce((below, at) => over(rgb(getComputedStyle(at).backgroundColor), below), [255, 255, 255]); };
  const bad = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement, style = getComputedStyle(one);
    const left = one.closest("script, style, option, title, .arrow, :disabled");
    if (left || !walker.currentNode.data.trim() || !one.checkVisibility()) continue;
    const below = behind(one), ink = over(rgb(one.closest("svg") ? style.fill : style.color), below);
    const [high, low] = [light(ink), light(below)].sort((a, b) => b - a);
    seen += 1;
    const ratio = (high + .05) / (low + .05);
    if (ratio < 4.5) bad.add(`${one.outerHTML.slice(0, 60)} ${ratio.toFixed(2)}`);
  }
  return [seen, [...bad]];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(opened: Callable[..., Page], scheme: str) -> None:
    page = opened(color_scheme=scheme)
    for hash_ in ("#view=overview&year=2023", "#view=entries", "#severity=error.warning.info", "#q=zzz"):
        show(page, hash_)
        for button in page.locator("button.title").all()[:3]:
            button.click()
        seen, bad = page.evaluate(CONTRAST)
        assert seen > 20
        assert bad == []


def test_the_page_is_dark_where_the_system_is_or_the_reader_says_so(opened: Callable[..., Page]) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light, dark = opened(), opened(color_scheme="dark")
    colours = light.evaluate(colour), dark.evaluate(colour)
    assert colours[0] != colours[1]
    light.click("#theme")
    assert (light.inner_text("#theme"), light.evaluate(colour)) == ("Theme: light", colours[0])
    light.click("#theme")
    assert (light.inner_text("#theme"), light.evaluate(colour)) == ("Theme: dark", colours[1])
    light.reload()
    assert light.evaluate(colour) == colours[1]


def test_on_paper_there_are_no_controls_and_no_dark(opened: Callable[..., Page]) -> None:
    page = opened(color_scheme="dark")
    page.emulate_media(media="print")
    assert not page.is_visible("#filters")
    assert not page.is_visible("#tabs")
    assert page.is_visible("#results article")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('.message')).color") == "rgb(23, 28, 38)"


# Whatever is in it


def test_a_hostile_list_does_nothing(opened: Callable[..., Page]) -> None:
    page = opened("hostile")
    for view in VIEWS:
        show(page, f"#view={view}")
        for control in page.locator("button.title, details.table summary").all():
            control.click()
        assert page.evaluate("window.ran") is None
        assert page.evaluate("document.body.lastElementChild.tagName") == "SCRIPT"  # nothing of the table is left
        assert page.locator("#results img, #results script, #results [onclick], .said img").count() == 0
        for href in page.evaluate("[...document.links].map((one) => one.href)"):
            assert re.match(r"https://(nets|e)\.example/|file:.*#results$", href)
        text = page.inner_text("body")
        assert not set("\u202e\u2028\x07") & set(text)
        assert r"\u202e\u2028\x07{{data}} ${1} <!-- -->" in text
    page.fill("#q", f"</script><script>{RAN}</script>")
    page.wait_for_function("document.querySelector('#chips').textContent.includes('</script>')")
    assert page.evaluate("window.ran") is None


def test_without_a_script_there_is_a_table(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False, viewport={"width": 360, "height": 740})
    assert page.locator("#plain table tbody tr").count() == 4
    page.wait_for_selector("#plain table", state="visible")
    assert "Safe fix: Write Nets" in page.inner_text("#plain table")
    assert not page.is_visible("#app")
    assert not page.is_visible("#tools")
    box = page.locator("#plain table").bounding_box()
    assert box["x"] + box["width"] <= 360
    hostile = opened("hostile", java_script_enabled=False)
    assert hostile.locator("#plain table tbody tr").count() == 1
    assert hostile.locator("#plain img, #plain a[href^=javascript]").count() == 0


@pytest.mark.parametrize(
    ("name", "views", "words"),
    [
        ("stats", ["Overview", "Entries 6"], "6\nentries"),
        ("clean", ["Overview", "Entries 7", "Findings 0"], "0\nfindings"),
        ("empty", ["Overview", "Entries 0", "Findings 0"], "No entries\n\nNothing that was read has entries."),
        ("findings alone", ["Findings 3"], "another odd venue"),
    ],
)
def test_other_reports(opened: Callable[..., Page], name: str, views: list[str], words: str) -> None:
    page = opened(name)
    assert [" ".join(tab.split()) for tab in page.locator("[role=tab]").all_inner_texts()] == views
    assert words in page.inner_text("#results")
    if name == "clean":
        page.click("#tab-findings")
        assert "No findings\n\nNothing in these lists needs a change." in page.inner_text("#results")
    if name == "stats":
        assert page.locator("#f-finding, [name=severity]").count() == 0


@contextmanager
def served(folder: Path, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a server of a folder, and the paths that it is asked for."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

        def end_headers(self) -> None:
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            super().end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


def test_a_served_report_asks_for_nothing_but_itself(browser: Any, reports: Callable[[str], Path]) -> None:
    path = reports("usual")
    with served(path.parent) as (address, asked):
        page = browser.new_page()
        page.goto(f"{address}/{path.name}")
        page.click("#tab-overview")
        page.click("#tab-entries")
        page.wait_for_load_state("networkidle")
        assert page.locator("#plain").count() == 0
        page.close()
    assert asked == [f"/{path.name}"]


def test_where_a_server_forbids_its_script_there_is_a_table(browser: Any, reports: Callable[[str], Path]) -> None:
    path = reports("usual")
    with served(path.parent, Content_Security_Policy="default-src 'self'") as (address, _):
        page = browser.new_page()
        page.goto(f"{address}/{path.name}")
        page.wait_for_selector("#plain table", state="visible")
        assert page.locator("#plain tbody tr").count() == 4
        assert not page.is_visible("#app")
        page.close()


def test_a_year_that_is_a_slip_does_not_stretch_the_chart(opened: Callable[..., Page]) -> None:
    page = opened("slip", "#view=overview")
    chart = page.locator("svg[aria-label='Entries by year']")
    assert chart.locator(".tick[text-anchor=middle]").all_text_contents() == ["2019", "2020", "2021"]
    assert "not in the chart: 20233 (1)" in page.inner_text("#results")
