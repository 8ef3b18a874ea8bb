"""Configuration files: which one holds, what they may say, and what is said of those that are wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from awesome_lint.lint.configuration import ConfigurationError, Configurations, Flags
from awesome_lint.lint.configuration.keys import configuration
from awesome_lint.lint.configuration.places import line_of
from awesome_lint.lint.configuration.publish import BEGIN, END, json_schema, with_reference
from awesome_lint.rules import ALL_RULES
from awesome_lint.rules.base import HOME

ROOT = Path(__file__).parents[2]

VALID = [
    "",
    'select = ["ALL"]',
    'select = []\nextend-select = ["D", "L00", "L101", "empty-link"]',
    'ignore = ["L1", { code = "D001", entry = "A Title", reason = "meant" }]',
    '[[ignore]]\ncode = "dead-link"\nentry = "doi:10.1/x"\nreason = "r"',
    'fail-on = "never"',
    'exclude = ["a/", "!b.md"]\nlists = ["*.md"]',
    '[severity]\nD001 = "info"\nempty-link = "warning"',
    '[per-file-ignores]\n"!a.md" = ["M"]\n"b" = []',
    "[rules.M001]\nsiblings = 1",
    "[rules.M001]\nsiblings = 0.25",
    "[rules.D001]",
    '[venues.X]\naliases = ["Y"]\nyears = "odd"\nfirst = 1999',
    "[venues.X]\nyears = [1999, 2001]\nexcept = []\nacronym_only = true",
    '[hosts."x.org"]\nserves = ["paper", "index"]\nhttps = true',
    '[labels]\ncode = ["sources"]\nother = []',
    '[links]\ninclude = ["^https"]\nexclude = []\naccept = [200, 429]\ntimeout = 2.5\nretries = 3\nconcurrency = 1',
    "[links]\nretries = 3.0",
    'extend = "../base.toml"',
]
INVALID = [
    ("slect = []", "slect: unknown key; did you mean 'select'?"),
    ('select = "D001"', "select: expected a list of rules, got 'D001'"),
    ('select = ["D0O1"]', "select[0]: unknown rule 'D0O1'; did you mean 'D001'?"),
    ('select = ["d001"]', "did you mean 'D001'?"),
    ("select = [1]", "select[0]: expected a rule, got 1"),
    ('ignore = [{ code = "D001", entry = "x" }]', "ignore[0]: the key 'reason' is missing"),
    (
        '[[ignore]]\ncode = "D001"\nentry = "x"\nreason = " "',
        "ignore[0].reason: expected a string, got an empty string",
    ),
    ('[[ignore]]\ncode = "D"\nentry = "x"\nreason = "y"', "ignore[0].code: unknown rule 'D'"),
    ("ignore = [1]", "ignore[0]"),
    ('fail-on = "eror"', "did you mean 'error'?"),
    ("exclude = [true]", "exclude[0]: expected a pattern, got true"),
    ('[severity]\nD = "error"', "severity.D: unknown rule 'D'"),
    ('[severity]\nD001 = "off"', "severity.D001: expected one of"),
    ("[severity]\nD001 = 3", "severity.D001"),
    ('[per-file-ignores]\n"a" = "M"', "per-file-ignores.a: expected a list of rules"),
    ("[rules.M001]\nsibling = 1", "rules.M001.sibling: unknown key; did you mean 'siblings'?"),
    ("[rules.M001]\nsiblings = true", "rules.M001.siblings: expected a number from 0 to 1, got true"),
    ("[rules.S008]\nx = 1", "rules.S008.x: unknown key"),
    ("[rules.D999]", "rules.D999: unknown key"),
    ("rules = 1", "rules: expected a table, got 1"),
    ('[venues.X]\nkind = "club"', "venues.X.kind: expected one of"),
    ('[venues.X]\nyears = "always"', "venues.X.years"),
    ("[venues.X]\nyears = [20233]", "venues.X.years[0]: expected a whole number from 1600 to 2200"),
    ('[hosts."x.org"]\nserves = ["papers"]', 'hosts."x.org".serves[0]'),
    ('[labels]\nkode = ["x"]', "labels.kode: unknown key; did you mean 'code'?"),
    ('[links]\nexclude = ["("]', "links.exclude[0]: no regular expression"),
    ("[links]\nretries = 1.5", "links.retries: expected a whole number"),
    ("[links]\nretries = -1", "links.retries"),
    ("[links]\naccept = [20]", "links.accept[0]"),
    *(
        (f'[links]\n{key} = "x"', f"links.{key}: may not stand in a configuration file")
        for key in ("api", "headers", "token", "proxy", "allow-private", "cache", "user-agent", "resolve", "ca-file")
    ),
    ("extend = 1", "extend: expected a string, got 1"),
    ('extend = ""', "extend: expected a string, got an empty string"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def put(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def codes(path: str, flags: Flags | None = None) -> set[str]:
    return {one.rule.code for one in Configurations(flags).of(path).settings(path).selected()}


def accepts(text: str) -> bool:
    schema = json.loads(json_schema())
    validator = Draft202012Validator(schema, format_checker=FormatChecker(["regex"]))
    return validator.is_valid(tomllib.loads(text))


@pytest.mark.parametrize("text", VALID)
def test_loader_and_schema_accept(text: str) -> None:
    assert list(configuration().problems(tomllib.loads(text), ())) == []
    assert accepts(text)


@pytest.mark.parametrize(("text", "says"), INVALID)
def test_loader_and_schema_refuse(folder: Path, text: str, says: str) -> None:
    assert not accepts(text)
    put("awesome-lint.toml", text)
    with pytest.raises(ConfigurationError) as error:
        Configurations().of("a.md")
    assert str(error.value).startswith("awesome-lint.toml:")
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_every_option_of_every_rule_can_stand_as_its_default() -> None:
    from awesome_lint.lint.configuration.keys import toml

    for rule in ALL_RULES:
        lines = [f"{name} = {toml(option.default)}" for name, option in rule.options.items()]
        text = f"[rules.{rule.code}]\n" + "\n".join(lines)
        assert list(configuration().problems(tomllib.loads(text), ())) == []
        assert accepts(text)


def test_every_example_of_the_reference_is_accepted() -> None:
    for name, key in configuration().keys.items():
        assert list(configuration().problems(tomllib.loads(key.example), ())) == [], name


def test_schema_and_reference_are_current() -> None:
    Draft202012Validator.check_schema(json.loads(json_schema()))
    assert HOME in json_schema()
    for path in ("schema/awesome-lint.schema.json", "docs/configuration.md"):
        if not (ROOT / path).is_file():
            pytest.skip("not a checkout")
    assert (ROOT / "schema/awesome-lint.schema.json").read_text(encoding="utf-8") == json_schema(), "make generate"
    page = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert BEGIN in page
    assert END in page
    assert with_reference(page) == page, "make generate"


def test_the_nearest_file_holds_alone(folder: Path) -> None:
    put("awesome-lint.toml", 'select = ["D001"]\nfail-on = "info"')
    put("a/awesome-lint.toml", 'select = ["L001"]')
    assert codes("x.md") == codes("b/c/x.md") == {"D001"}
    assert codes("a/x.md") == codes("a/b/x.md") == {"L001"}
    assert Configurations().of("a/x.md").fail_on == "error"


def test_which_file_of_a_folder_holds(folder: Path) -> None:
    put("pyproject.toml", '[tool.awesome-lint]\nselect = ["D001"]')
    assert codes("x.md") == {"D001"}
    put("awesome-lint.toml", 'select = ["D002"]')
    assert codes("x.md") == {"D002"}
    put(".awesome-lint.toml", 'select = ["D003"]')
    assert codes("x.md") == {"D003"}


def test_a_pyproject_without_the_table_does_not_count(folder: Path) -> None:
    put("awesome-lint.toml", 'select = ["D001"]')
    put("a/pyproject.toml", '[tool.other]\ndependencies = ["awesome-lint"]')
    put("b/pyproject.toml", "not TOML at all")
    assert codes("a/x.md") == codes("b/x.md") == {"D001"}


def test_extend_inherits_key_by_key(folder: Path) -> None:
    put(
        "base.toml", 'select = ["D", "L001"]\nextend-select = ["S001"]\nignore = ["D001"]\n[rules.M001]\nsiblings = 0.3'
    )
    put("base.toml", Path("base.toml").read_text() + '\n[severity]\nD002 = "info"\nL001 = "info"')
    put("a/awesome-lint.toml", 'extend = "../base.toml"\nextend-select = ["M001"]\n[severity]\nL001 = "warning"')
    configuration_ = Configurations().of("a/x.md")
    settings = configuration_.settings("a/x.md")
    assert codes("a/x.md") == {"D002", "D003", "L001", "S001", "M001"} | (codes("a/x.md") - {"D001"})
    assert "D001" not in codes("a/x.md")
    assert dict(settings.severity) == {"D002": "info", "L001": "warning"}
    assert settings.options == {"M001": {"siblings": 0.3}}


def test_extend_reads_a_pyproject(folder: Path) -> None:
    put("pyproject.toml", '[tool.awesome-lint]\nselect = ["D001"]')
    put("a/awesome-lint.toml", 'extend = "../pyproject.toml"')
    assert codes("a/x.md") == {"D001"}
    put("b/pyproject.toml", "[tool.other]")
    put("b/awesome-lint.toml", 'extend = "pyproject.toml"')
    with pytest.raises(ConfigurationError, match=r"b/pyproject.toml: there is no table \[tool.awesome-lint\]"):
        codes("b/x.md")


def test_extend_stays_inside_the_repository(folder: Path) -> None:
    put("in/.git/HEAD", "")
    put("out.toml", 'select = ["D001"]')
    put("in/awesome-lint.toml", 'extend = "../out.toml"')
    with pytest.raises(ConfigurationError, match=r"in/awesome-lint.toml:1: extend: out.toml is outside the repository"):
        codes("in/x.md")
    Path("in/link.toml").symlink_to("../out.toml")
    put("in/awesome-lint.toml", 'extend = "link.toml"')
    with pytest.raises(ConfigurationError, match="outside the repository"):
        codes("in/x.md")


def test_extend_in_a_circle(folder: Path) -> None:
    put("awesome-lint.toml", '\nextend = "b.toml"')
    put("b.toml", 'extend = "awesome-lint.toml"')
    with pytest.raises(ConfigurationError, match=r"b.toml:1: extend: .*circle: awesome-lint.toml → b.toml → awesome"):
        codes("x.md")


def test_what_the_command_line_says_wins(folder: Path) -> None:
    put("awesome-lint.toml", 'select = ["D", "L"]\nignore = ["D001"]\nfail-on = "warning"')
    assert codes("x.md", Flags(select=("D001",))) == {"D001"}
    assert "D001" in codes("x.md", Flags(extend_select=("D001",)))
    assert "L001" not in codes("x.md", Flags(ignore=("L001",)))
    assert codes("x.md", Flags(config=('select=["S001"]',))) == {"S001"}
    assert Configurations(Flags(fail_on="never")).of("x.md").fail_on == "never"
    assert Configurations(Flags(config=("fail-on=info",))).of("x.md").fail_on == "info"
    assert Configurations(Flags(isolated=True)).of("x.md").fail_on == "error"


def test_files_of_a_pattern(folder: Path) -> None:
    put("a/awesome-lint.toml", 'select = ["D001", "L001"]\n[per-file-ignores]\n"old/*.md" = ["D"]\n"!/x.md" = ["L001"]')
    assert codes("a/x.md") == {"D001", "L001"}
    assert codes("a/old/y.md") == set()
    assert codes("a/y.md") == {"D001"}
    assert codes("a/old/y.md", Flags(select=("ALL",))).isdisjoint({"D001", "L001"})


def test_no_list_gets_links_and_surface(folder: Path) -> None:
    settings = Configurations().of("x.md").settings("x.md", is_list=False)
    assert {one.rule.code[0] for one in settings.selected()} == {"L", "S", "X"}


def test_a_file_of_its_own_holds_for_all(folder: Path) -> None:
    put("ci/strict.toml", 'select = ["D001"]\nexclude = ["/old/"]')
    put("a/awesome-lint.toml", 'select = ["L001"]')
    configurations = Configurations(Flags(config=("ci/strict.toml", "fail-on=info")))
    assert configurations.of("a/x.md").settings("a/x.md").select == ("D001",)
    assert configurations.of("x.md").excludes("old", is_folder=True)
    assert configurations.of("x.md").fail_on == "info"


@pytest.mark.parametrize(
    ("config", "says"),
    [
        (("nope.toml",), "nope.toml: the configuration cannot be read: no such file or folder"),
        (("fail_on=never",), "did you mean 'fail-on'?"),
        (('extend="x"',), "stands in files only"),
        (("select=[",), "no KEY=VALUE in TOML"),
        (("a.toml", "b.toml"), "one file is enough"),
    ],
)
def test_wrong_pairs_and_files(folder: Path, config: tuple[str, ...], says: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        Configurations(Flags(config=config)).of("x.md")
    assert says in str(error.value)


def test_knowledge_is_added(folder: Path) -> None:
    put(
        "awesome-lint.toml",
        '[venues.TALK]\nname = "Talking Machines"\naliases = ["TalkMach"]\nyears = "even"\nfirst = 2000',
    )
    put("a/awesome-lint.toml", '[hosts."papers.example.org"]\nserves = ["paper"]\n[labels]\ncode = ["zaubercode"]')
    known = Configurations().of("x.md").knowledge
    assert known is not None
    venue = known.venues.lookup("TalkMach")
    assert venue is not None
    assert (venue.short, venue.held(2021)) == ("TALK", False)
    other = Configurations().of("a/x.md").knowledge
    assert other is not None
    assert other.hosts.serves("https://papers.example.org/1") == ("paper",)
    assert other.labels.role_of("Zaubercode") == "code"
    assert other.venues.lookup("TalkMach") is None


def test_places_of_keys() -> None:
    text = '\nselect = [\n  "a",\n]\n[rules.M001]\n# x\n"siblings" = 1\n[[ignore]]\ncode="a"\n[[ignore]]\ncode = 1\n'
    assert line_of(text, ("select", 0)) == 2
    assert line_of(text, ("rules", "M001", "siblings")) == 7
    assert line_of(text, ("ignore", 1)) == 10
    assert line_of(text, ("ignore", 1, "code")) == 11
    assert line_of('a = """\nb = 1\n"""\nb = 2\n', ("b",)) == 4
    assert line_of("", ("b",)) is None


def test_toml_is_read_only_where_there_is_a_configuration(folder: Path) -> None:
    put("pyproject.toml", "[tool.other]")
    script = (
        "import sys; before = set(sys.modules); from awesome_lint.lint.configuration import Configurations;"
        "Configurations().of('a/b/c.md').settings('a/b/c.md');"
        "print({'tomllib', 'pathspec'} & (set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
