"""Pages that stand before, or instead of, what was asked for."""

from __future__ import annotations

import pytest

from awesome_lint.knowledge import KnowledgeError, knowledge
from awesome_lint.knowledge.compile import wall_tables
from awesome_lint.net.walls import Page, Walls, citation_title, gone_site

WALLS = Walls(knowledge().walls, knowledge().hosts)
ARTICLE = "<p>" + "A paragraph of an article about something else. " * 20 + "</p>"


def page(body: str = "", status: int = 200, **headers: str) -> Page:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Page(status, {"content-type": "text/html; charset=utf-8", **named}, body.encode())


@pytest.mark.parametrize(
    ("found", "maker"),
    [
        (page("", 403, cf_mitigated="challenge"), "Cloudflare"),
        (page("", 404, cf_mitigated="challenge"), "Cloudflare"),
        (page("", 200, cf_mitigated="challenge"), "Cloudflare"),
        (page("<title>Just a moment...</title>"), "Cloudflare"),
        (page("<script>window._cf_chl_opt={}</script>"), "Cloudflare"),
        (page("<title>Attention Required! | Cloudflare</title>", 403), "Cloudflare"),
        (page('<script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>', 503), "Cloudflare"),
        (page('<script id="anubis_challenge" type="application/json">{}</script>'), "Anubis"),
        (page('<link href="/.within.website/x/cmd/anubis/static/main.css">', 429), "Anubis"),
        (page('<script src="https://ct.captcha-delivery.com/c.js"></script>', 403), "DataDome"),
        (page("", 403, x_datadome="protected"), "DataDome"),
        (page('<div id="px-captcha"></div>', 403), "PerimeterX"),
        (page("<title>Access to this page has been denied</title>", 403), "PerimeterX"),
        (page("<h1>Access Denied</h1> Reference&#32;&#35;18.2f, errors.edgesuite.net", 403), "Akamai"),
        (page("", 202, x_amzn_waf_action="challenge"), "AWS WAF"),
        (page("", 405, x_amzn_waf_action="captcha"), "AWS WAF"),
        (page("<p>Request unsuccessful. Incapsula incident ID: 1-2</p>"), "Imperva"),
        (page("", 202, sg_captcha="challenge"), "SiteGround"),
        (page("", 403, x_vercel_mitigated="challenge"), "Vercel"),
        (page("<title>Are you a robot?</title>"), ""),
        (page("<title>百度安全验证</title>"), ""),
        (page('<script src="https://www.google.com/recaptcha/api.js"></script>', 403), "a captcha"),
    ],
)
def test_walls_are_known_by_their_makers(found: Page, maker: str) -> None:
    assert WALLS.wall(found) == maker


@pytest.mark.parametrize(
    "found",
    [
        page(ARTICLE),
        page(""),
        page('<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>' + ARTICLE),
        page('<script src="https://www.google.com/recaptcha/api.js"></script>' + ARTICLE),
        page('<script src="https://token.awswaf.com/x/challenge.js"></script>' + ARTICLE),
        page("<script>window._pxAppId='x'</script>" + ARTICLE),
        page(ARTICLE, x_datadome="protected"),
        page('<script src="/_Incapsula_Resource?SWJIYLWA=7"></script>' + ARTICLE),
        page("<title>Just a moment... of inertia</title>" + ARTICLE),
        page("<title>How Cloudflare challenges, Anubis and DataDome work</title>" + ARTICLE),
        page("<title>Are you a robot? A survey</title>"),
        page('<p>Not here.</p><script src="https://www.google.com/recaptcha/api.js"></script>', 404),
        page("<title>Access Denied</title>", 404),
        page("", 404, server="cloudflare", cf_ray="1"),
    ],
)
def test_healthy_pages_and_missing_ones_are_no_walls(found: Page) -> None:
    assert WALLS.wall(found) is None


@pytest.mark.parametrize(
    "body",
    [
        "<title>404</title>",
        "<title>Page not found</title>",
        "<title>404 Not Found | The Lab</title>",
        "<title>The Lab - Page Not Found</title>",
        "<title>Page not found &middot; The Lab</title>",
        "<TITLE>\n  Seite nicht\n gefunden </TITLE>",
        "<title>页面不存在</title>",
        "<title>lab.example is for sale | HugeDomains</title>",
        "<title>lab.example - This domain is for sale</title>",
        '<html data-adblockkey="abc"><title>lab.example</title>',
        '<script>window.location.href="/lander"</script>',
        "<title>Account Suspended</title>",
        "<title>Welcome to nginx!</title>",
    ],
)
def test_pages_that_stand_instead_of_one_that_is_gone(body: str) -> None:
    found = WALLS.missing(page(body))
    assert found is not None
    assert found.kind == "soft-404"


@pytest.mark.parametrize(
    "body",
    [
        "",
        ARTICLE,
        "<title>Object Not Found: On Hallucinations of Scene Models</title>",
        "<title>Why 404 Pages Matter</title>",
        "<title>Peugeot 404 - An Encyclopedia</title>",
        '<title>Not Found</title><meta name="citation_title" content="Not Found">',
        "<title>House for sale: a data set of prices</title>",
        "<title>The project</title>" + "<p>x</p>" * 20_000 + "parkingcrew.net/",
    ],
)
def test_pages_that_only_speak_of_it(body: str) -> None:
    assert WALLS.missing(page(body)) is None


def test_a_title_is_read_in_the_pages_own_script() -> None:
    gbk = Page(200, {"content-type": "text/html"}, '<meta charset="gbk"><title>页面不存在</title>'.encode("gbk"))
    assert WALLS.missing(gbk) is not None
    odd = Page(200, {"content-type": "text/html; charset=klingon"}, b"<title>Page not found</title>")
    assert WALLS.missing(odd) is not None


def test_a_title_stated_for_indexes_is_read() -> None:
    head = '<meta property="x" content="y"><meta id="t" name="citation_title" content="Caf&eacute; &lt;A&gt;">'
    assert citation_title(page(head)) == "Café <A>"
    assert citation_title(page('<meta name="citation_title">')) is None
    assert citation_title(page("<p>citation_title</p>")) is None


def test_sites_that_are_no_more_are_dead_without_asking() -> None:
    found = gone_site(knowledge().hosts, "https://paperswithcode.com/paper/some-words", 5.0)
    assert found is not None
    assert (found.verdict, found.kind, found.source, found.checked) == ("dead", "gone-site", "Papers with Code", 5)
    assert "since 2025" in found.reason
    assert gone_site(knowledge().hosts, "https://code.google.com/archive/p/x") is None  # its archive is still there
    assert gone_site(knowledge().hosts, "https://example.org/") is None
    assert gone_site(knowledge().hosts, "papers.md") is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"wall": [{"name": "X", "mark": ["y"]}]}, "unknown key mark"),
        ({"wall": [{"name": "X", "marks": "y"}]}, "marks has the wrong type"),
        ({"leads": [{"kind": "odd", "says": "x"}]}, "kind is one of"),
        ({"leads": [{"kind": "login", "says": "x", "paths": ["("]}]}, r"pattern '\('"),
        ({"soft": {"titles": []}}, "the keys are"),
        ({"moved": {"parameters": [], "paths": ["["]}}, "pattern"),
        ({"slow": {"a.example": 0}}, "'a.example': seconds"),
        ({"slow": {"a.example": True}}, "'a.example': seconds"),
    ],
)
def test_data_that_cannot_be_is_named(change: dict[str, object], problem: str) -> None:
    keys = ("titles", "parked", "parked_titles", "closed", "pages", "resolvers")
    soft: dict[str, list[str]] = {key: [] for key in keys}
    good = {"wall": [], "leads": [], "soft": soft, "moved": {"parameters": [], "paths": []}, "slow": {}}
    assert wall_tables(good)["leads"] == []
    with pytest.raises(KnowledgeError, match=problem):
        wall_tables({**good, **change})
