"""Every key of a configuration file, in one place, for the loader, its messages, the schema and the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from awesome_lint.findings import FAIL_ON, Severity
from awesome_lint.lint.configuration.shapes import Either, Flag, Key, List, Map, Number, Shape, Table, Text
from awesome_lint.lint.settings import EVERYTHING, is_share
from awesome_lint.rules import OFFLINE_RULES
from awesome_lint.rules.base import Option, Rule
from awesome_lint.rules.online import ONLINE

SEVERITIES = tuple(str(severity) for severity in sorted(Severity, reverse=True))
FILE_NAMES = (".awesome-lint.toml", "awesome-lint.toml", "pyproject.toml")
"""What a configuration is called, the stronger of one folder first."""
TABLE = "awesome-lint"
"""The table of `[tool]` in a `pyproject.toml`."""

_STRANGER = "may not stand in a configuration file, which can come from a stranger's pull request: "
_FLAG = _STRANGER + "give it on the command line"
_ENVIRONMENT = _STRANGER + "give it in the environment"
_REFUSED = {
    **dict.fromkeys(("api", "apis", "header", "headers", "user-agent", "resolve", "ca-file", "cache"), _FLAG),
    **dict.fromkeys(("allow-private", "proxy", "proxies", "dns", "no-cache"), _FLAG),
    **dict.fromkeys(("token", "tokens", "api-key", "api-keys"), _ENVIRONMENT),
}

_ROLES = (
    *("paper", "code", "project", "data", "demo", "video", "slides", "poster"),
    *("supplement", "bibtex", "blog", "page", "other"),
)
_KINDS = ("conference", "workshop", "journal", "preprint", "magazine", "book-series")
_SERVES = ("paper", "code", "project", "data", "demo", "video", "slides", "blog", "page", "index")
_YEAR = Number(whole=True, least=1600, most=2200)
_STRINGS = List(Text(), "a list of strings")
_GLOBS = List(Text("a pattern"), "a list of patterns")
_REGEXES = List(Text("a regular expression", regex=True), "a list of regular expressions")

_VENUE = Table(
    {
        "name": Key(Text(), "The full name.", "the short name"),
        "kind": Key(Text(choices=_KINDS), "What it is.", '"conference"'),
        "aliases": Key(_STRINGS, "Other writings; case, spaces, hyphens and dots do not matter.", "[]"),
        "years": Key(
            Either(Text(choices=("yearly", "odd", "even")), List(_YEAR, "a list of years")),
            "When there is an edition: V008 reports the other years.",
        ),
        "first": Key(_YEAR, "The first year."),
        "last": Key(_YEAR, "The last year."),
        "except": Key(List(_YEAR, "a list of years"), "Years without an edition although `years` says so.", "[]"),
        "add": Key(List(_YEAR, "a list of years"), "Years with an edition although `years` does not say so.", "[]"),
        "carries": Key(_STRINGS, "Venues whose papers a journal carries.", "[]"),
        "acronym_only": Key(Flag(), "The short name is a common word: it counts where a venue is expected.", "false"),
    }
)
_HOST = Table(
    {
        "name": Key(Text(), "What people call it."),
        "labels": Key(_STRINGS, "Words by which a link's label names it.", "[]"),
        "serves": Key(List(Text(choices=_SERVES), "a list of roles"), "What it holds, the likeliest first.", "[]"),
        "also": Key(_STRINGS, "Mirrors: domains whose addresses mean the same.", "[]"),
        "https": Key(Flag(), "It is known to serve https.", "false"),
    }
)
_LINKS = Table(
    {
        "include": Key(_REGEXES, "Ask only for addresses that one of these is found in.", "all"),
        "exclude": Key(_REGEXES, "Do not ask for addresses that one of these is found in.", "[]"),
        "accept": Key(
            List(Number(whole=True, least=100, most=999), "a list of status codes"), "Answers that count as good.", "[]"
        ),
        "timeout": Key(Number(least=0), "Seconds to wait for an answer, at most 120.", "20"),
        "max-time": Key(Number(least=0), "Seconds for the whole run; what is left is not decided."),
        "retries": Key(Number(whole=True, least=0), "How often to ask again, at most 5.", "2"),
        "facts": Key(Number(whole=True, least=0), "Requests for facts that cost one each, at most 200.", "40"),
        "concurrency": Key(Number(whole=True, least=1), "Requests at a time, at most 256.", "256"),
        "per-host": Key(Number(whole=True, least=1), "Requests to one host at a time, at most 10.", "10"),
        "cache-age": Key(Number(least=0), "Days for which a good answer is remembered."),
        "dead-for": Key(Number(whole=True, least=0), "Days that a link must have been dead before it is reported."),
    },
    refused=_REFUSED,
)


def option_shape(option: Option) -> Shape:
    """What a rule's option may be: whatever has its default's type."""
    default = option.default
    if isinstance(default, bool):
        return Flag()
    if isinstance(default, int | float):
        return Number(whole=isinstance(default, int), least=0, most=1 if is_share(option) else None)
    if isinstance(default, tuple):
        return _STRINGS if not option.choices else List(Text(choices=option.choices), "a list of strings")
    return Text(choices=option.choices, empty=True)


class _RuleKeys(Mapping[str, Key]):
    """The keys of the table `rules`, by code. The rules of the link checker are loaded when one of theirs is read."""

    def __getitem__(self, code: str) -> Key:
        rules = OFFLINE_RULES if code not in ONLINE else _all_rules()
        return _rule_key(next(rule for rule in rules if rule.code == code))

    def __contains__(self, code: object) -> bool:
        return code in ONLINE or any(rule.code == code for rule in OFFLINE_RULES)

    def __iter__(self) -> Iterator[str]:
        return iter((*(rule.code for rule in OFFLINE_RULES), *ONLINE))

    def __len__(self) -> int:
        return len(OFFLINE_RULES) + len(ONLINE)


def _all_rules() -> tuple[type[Rule], ...]:
    from awesome_lint.rules import ALL_RULES

    return ALL_RULES


def _rule_key(rule: type[Rule]) -> Key:
    keys = {name: Key(option_shape(option), option.help, toml(option.default)) for name, option in rule.options.items()}
    return Key(Table(keys, what="a table of options"), f"Options of {rule.name}.")


@cache
def configuration() -> Table:
    """The whole of a configuration file, without the table around it in a `pyproject.toml`."""
    codes = (*(rule.code for rule in OFFLINE_RULES), *ONLINE)
    names = (*(rule.name for rule in OFFLINE_RULES), *ONLINE.values())
    prefixes = sorted({code[:size] for code in codes for size in range(1, len(codes[0]))})
    rule = Text("a rule", (*codes, *names))
    selector = Text("a rule", (*codes, *names, *prefixes, EVERYTHING))
    selectors = List(selector, "a list of rules")
    exception = Table(
        {
            "code": Key(rule, "The rule, by code or name."),
            "entry": Key(Text(), "The entry: an identifier (`arxiv:2101.00001`, `doi:10.1000/1`) or its title."),
            "reason": Key(Text(), "Why: for the next reader."),
        },
        required=("code", "entry", "reason"),
    )
    return Table(
        {
            "extend": Key(
                Text(),
                "Another configuration file, relative to this one, whose keys hold where this one has none. It lies in"
                " the same repository.",
                example='extend = "../awesome-lint.toml"',
            ),
            "select": Key(
                selectors,
                'The rules that run: codes, beginnings of codes, names, or "ALL".',
                "the rules that are on by default",
                'select = ["D", "L", "S001"]',
            ),
            "extend-select": Key(selectors, "Rules that run too.", "[]", 'extend-select = ["L104"]'),
            "ignore": Key(
                List(Either(selector, exception), "a list of rules and exceptions"),
                "Rules that do not run. A table among them is an exception for one entry, as a suppression comment in"
                " the list is; `[[ignore]]` writes the same.",
                "[]",
                '[[ignore]]\ncode = "D002"\nentry = "arxiv:2101.00001"\nreason = "two parts of one report"',
            ),
            "per-file-ignores": Key(
                Map(selectors, Text("a pattern"), "a table of patterns"),
                "Rules that do not run on the files of a pattern; with a `!` before it, on all others. They win over"
                " every selection.",
                "{}",
                '[per-file-ignores]\n"archive/*.md" = ["M", "S008"]',
            ),
            "severity": Key(
                Map(Text(choices=SEVERITIES), rule, "a table of rules"),
                "How much findings of a rule matter.",
                "the rule's own",
                '[severity]\nD003 = "error"\nmissing-code-link = "warning"',
            ),
            "fail-on": Key(
                Text(choices=FAIL_ON), "From which severity on the exit code is 1.", '"error"', 'fail-on = "warning"'
            ),
            "baseline": Key(
                Text(),
                "The file of known findings, relative to this one, that are not reported; `check --write-baseline`"
                " makes it, `--no-baseline` shows all. It lies in the same repository.",
                example='baseline = ".awesome-lint-baseline.json"',
            ),
            "lists": Key(
                _GLOBS,
                "Which Markdown files are lists. The others are not looked at in folders, and get the L and S rules"
                " where they are named. Rules that compare lists read all of these.",
                "the files that hold little else than entries",
                'lists = ["README.md", "lists/*.md"]',
            ),
            "exclude": Key(
                _GLOBS,
                "Files and folders that are not read, unless they are named one by one.",
                "[]",
                'exclude = ["drafts/", "*.zh.md"]',
            ),
            "rules": Key(
                Table(_RuleKeys()),
                "The options of rules, by code.",
                "{}",
                _rules_example(),
            ),
            "venues": Key(
                Map(_VENUE, Text(), "a table of venues"),
                "Venues by short name, beside those that are known. A known one takes further `aliases`; other keys"
                " replace.",
                "{}",
                '[venues.TALK]\nname = "Workshop on Talking Machines"\naliases = ["TalkMach"]\nyears = "even"',
            ),
            "hosts": Key(
                Map(_HOST, Text(), "a table of hosts"),
                "Sites by domain, beside those that are known.",
                "{}",
                '[hosts."papers.example.org"]\nserves = ["paper"]',
            ),
            "labels": Key(
                Table({role: Key(_STRINGS, f"Further words that name the role {role}.", "[]") for role in _ROLES}),
                "Words of links' labels by the role that they name, beside those that are known.",
                "{}",
                '[labels]\ncode = ["sources"]',
            ),
            "links": Key(_LINKS, "How the link checker asks.", "{}", '[links]\nexclude = ["^https://intranet\\\\."]'),
        }
    )


def toml(value: object) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{toml_key(str(key))} = {toml(item)}" for key, item in value.items()) + " }"
    return str(value)


def toml_key(key: str) -> str:
    """A key as TOML writes it, in quotation marks where it needs them."""
    plain = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if plain else toml(key)


def _rules_example() -> str:
    rule = next(rule for rule in OFFLINE_RULES if rule.options)
    name, option = next(iter(rule.options.items()))
    return f"[rules.{rule.code}]\n{name} = {toml(option.default)}"
