"""Options of `links` that say how to ask: what they mean, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from awesome_lint.cli.network import (
    mailto,
    parse_address,
    parse_codes,
    parse_duration,
    parse_header,
    parse_host,
    parse_resolve,
    parse_server,
    tokens,
)

from .conftest import Run


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("403", {403}),
        ("403, 429", {403, 429}),
        ("200..=203", {200, 201, 202, 203}),
        ("200..203", {200, 201, 202}),
        ("200-202,999", {200, 201, 202, 999}),
        ("..=101", {100, 101}),
        ("998..", {998, 999}),
    ],
)
def test_status_codes_are_written_as_for_other_link_checkers(text: str, codes: set[int]) -> None:
    assert parse_codes(text) == codes


@pytest.mark.parametrize("text", ["", "ok", "20", "4003", "..", "-", "300..200", "200..200", "4xx", "-1", "٤٠٣"])
def test_what_is_no_status_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="status code"):
        parse_codes(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90", 90), ("90s", 90), ("1.5s", 1.5), ("10m", 600), ("1h", 3600), ("1h30m", 5400), ("2H5", 7205)],
)
def test_times_are_seconds_or_have_a_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "10d", "-5", "0", "0s", "5ms", "1m1h", "nan", "inf", "1e9"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="time"):
        parse_duration(text)


def test_a_header_names_its_host() -> None:
    assert parse_header("Example.ORG:Authorization=Bearer a:b=c") == ("example.org", "Authorization", "Bearer a:b=c")
    assert parse_header("[::1]:x-key=1") == ("[::1]", "x-key", "1")


@pytest.mark.parametrize(
    "text",
    [
        "x=secret1",
        "example.org:=secret1",
        "example.org:443:x=secret1",
        "a b:x=secret1",
        "example.org:x=secret1\r\ny: 2",
    ],
)
def test_a_header_that_cannot_be_is_refused_without_its_value(text: str) -> None:
    with pytest.raises(ValueError, match=r"HOST:NAME=VALUE|is no host|no header can carry") as refused:
        parse_header(text)
    assert "secret1" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("example.org:127.0.0.1", ("example.org", "127.0.0.1")),
        ("Example.org:443:127.0.0.1", ("example.org:443", "127.0.0.1")),
        ("example.org:::1", ("example.org", "::1")),
        ("example.org:[::1]", ("example.org", "::1")),
        ("example.org:443:[::1]", ("example.org:443", "::1")),
        ("example.org:127.0.0.1:8080", ("example.org", "127.0.0.1:8080")),
        ("example.org:443:127.0.0.1,[::1]:8080", ("example.org:443", "127.0.0.1,[::1]:8080")),
        ("*:127.0.0.1", ("*", "127.0.0.1")),
        ("*:80:127.0.0.1", ("*:80", "127.0.0.1")),
        ("müller.example:127.0.0.1", ("xn--mller-kva.example", "127.0.0.1")),
    ],
)
def test_a_host_is_put_somewhere_as_with_curl(text: str, where: tuple[str, str]) -> None:
    assert parse_resolve(text) == where


@pytest.mark.parametrize(
    "text", ["example.org", "example.org:there", ":127.0.0.1", "a b:127.0.0.1", "a:99999:127.0.0.1"]
)
def test_a_host_is_put_nowhere_else(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected HOST|is no host"):
        parse_resolve(text)


def test_a_name_server_is_an_address() -> None:
    assert parse_server("127.0.0.1:5353") == "127.0.0.1:5353"
    assert parse_server("127.0.0.1") == "127.0.0.1"
    assert (parse_server("[::1]:53"), parse_server("::1")) == ("[::1]:53", "::1")
    for text in ("dns.example.org", "127.0.0.1:0", "127.0.0.1:x", ""):
        with pytest.raises(ValueError, match=r"no address|is no port"):
            parse_server(text)


def test_addresses_are_of_the_web() -> None:
    assert parse_address("http://127.0.0.1:8080/api/") == "http://127.0.0.1:8080/api"
    for text in ("ftp://example.org", "example.org", "http://", "http://[", "http://a b/", "http://example.org:port"):
        with pytest.raises(ValueError, match="expected an address"):
            parse_address(text)


def test_hosts_are_compared_as_they_are_asked() -> None:
    assert parse_host("WWW.Example.org.") == "www.example.org"
    for text in ("", "a..b", "a/b", "a b", "x" * 64):
        with pytest.raises(ValueError, match="is no host"):
            parse_host(text)


def test_secrets_come_from_the_environment() -> None:
    found = dict(tokens({"GH_TOKEN": "gh", "GITHUB_TOKEN": "", "S2_API_KEY": " key\n", "HOME": "/"}))
    assert found == {"github": "gh", "s2": "key"}
    assert dict(tokens({"GH_TOKEN": "gh", "GITHUB_TOKEN": "first"})) == {"github": "first"}
    assert mailto({"CROSSREF_MAILTO": "someone@example.org"}) == "someone@example.org"
    assert mailto({}) is None


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--include", "("), "no regular expression"),
        (("--accept", "ok"), "status code"),
        (("--max-time", "soon"), "is no time"),
        (("--concurrency", "0"), "0"),
        (("--header", "x"), "HOST:NAME=VALUE"),
        (("--proxy", "there"), "expected an address"),
        (("--resolve", "example.org"), "expected HOST:ADDRESS"),
        (("--ca-file", "nowhere.pem"), "cannot be read"),
        (("--ca-file", "README.md"), "holds no certificates"),
        (("--api", "nobody=https://example.org"), "with one of the names"),
        (("--api", "github"), "expected NAME=URL"),
        (("--user-agent", "a\nb"), "no header can carry"),
        (("--no-cache", "--cache", "here"), "use one of them"),
        (("--no-cache", "--dead-for", "3"), "use one of them"),
        (("--cache", "README.md"), "is one of the lists"),
        (("--unsafe-fixes",), "goes with --fix"),
        (("--select", "D001"), "`awesome-lint check` runs it"),
        (("--select", "L999"), "unknown rule"),
        (("--header", "example.org:x=s3\ncret"), "no header can carry"),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(folder: Path, run: Run, arguments: tuple[str, ...], says: str) -> None:
    (folder / "README.md").write_text("- [one](https://example.org/one)\n")
    done = run("links", "README.md", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert done.err.count("\n") == 1
    assert "s3" not in done.err


@pytest.mark.parametrize(
    ("name", "value"), [("GITHUB_TOKEN", "to\nken"), ("S2_API_KEY", "schlüssel"), ("CROSSREF_MAILTO", "me")]
)
def test_what_cannot_be_sent_is_refused_and_no_secret_shown(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    (folder / "README.md").write_text("- [one](https://example.org/one)\n")
    monkeypatch.setenv(name, value)
    done = run("links", "README.md", "--dry-run")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"awesome-lint: error: {name} in the environment")
    assert ("ken" in done.err.replace("token", "") or "schl" in done.err) is False
