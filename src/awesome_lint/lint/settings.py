"""Which rules run, how much they matter, and their options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from awesome_lint.findings import Severity
from awesome_lint.records import NamedTuple
from awesome_lint.rules.online import ONLINE

if TYPE_CHECKING:
    from awesome_lint.rules.base import Option, OptionValue, Rule

EVERYTHING = "ALL"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class SettingsError(ValueError):
    """A setting that cannot be: an unknown code, severity, option or a value of the wrong type.

    The message is for people.
    """


class Exemption(NamedTuple):
    """A finding that is not reported: the `rule` (code or name) about one `entry` (an identity or a title).

    `path` and `line` say where the configuration has it.
    """

    rule: str
    entry: str
    reason: str
    path: str = ""
    line: int = 1


class SelectedRule(NamedTuple):
    """A rule that runs, with its severity where the settings name one, and its options, defaults filled in."""

    rule: type[Rule]
    severity: Severity | None
    options: Mapping[str, OptionValue]


class Settings(NamedTuple):
    """What to lint with.

    `select` names the rules that run by code, prefix, name or `ALL`; None: those that are on by default.
    `extend_select` adds to them, `ignore` takes away; where both name a rule the longer selector wins, and `ignore` a
    tie. Then `late_extend` adds and `late_ignore` takes away whatever the others say, and at last `never` takes away
    for good. `families` are the first letters, `among` the codes of the rules that may run at all; None: all.
    `severity` goes by code or name, `options` by code. `exemptions` are findings about single entries that are not
    reported. `isolated` says that no configuration file was read. All are checked by `selected`.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    severity: Mapping[str, str] = _NOTHING
    options: Mapping[str, Mapping[str, OptionValue]] = _NOTHING
    isolated: bool = False
    late_extend: tuple[str, ...] = ()
    late_ignore: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    families: tuple[str, ...] | None = None
    exemptions: tuple[Exemption, ...] = ()
    among: frozenset[str] | None = None

    @property
    def selectors(self) -> tuple[str, ...]:
        """All that select rules to run."""
        return (*(self.select or ()), *self.extend_select, *self.late_extend)

    @property
    def _selective(self) -> bool:
        """Whether anything but the rules themselves says which of them run."""
        given = self.ignore, self.extend_select, self.late_extend, self.late_ignore, self.never
        chosen = self.select, self.families, self.among
        return any(given) or any(one is not None for one in chosen)

    def selected(
        self, rules: tuple[type[Rule], ...] | None = None, *, online: bool = False
    ) -> tuple[SelectedRule, ...]:
        """The rules that run, in the order of `rules`, by default all that need no evidence, or all where `online`.

        `SettingsError` for whatever is not known.
        """
        rules = rules or _rules(online=online)
        for selector in (*self.selectors, *self.ignore, *self.late_ignore, *self.never):
            _check_selector(selector, rules)
        for code in self.options:
            _check_code(code, rules)
        for code in self.severity:
            _check_code(code, rules, names=True)
        return tuple(
            SelectedRule(rule, _severity(rule, self.severity), _options(rule, self.options.get(rule.code, {})))
            for rule in rules
            if self._runs(rule)
        )

    def options_of(self, rule: type[Rule]) -> dict[str, OptionValue]:
        """The options of a rule, whether it runs or not, defaults filled in. `SettingsError` for what is not one."""
        return _options(rule, self.options.get(rule.code, {}))

    def names(self, code: str) -> bool:
        """Whether `code` is selected by its full code or name rather than by a prefix or by default."""
        name = ONLINE.get(code) or next((rule.name for rule in _rules(online=False) if rule.code == code), code)
        return any(selector.upper() == code or selector.lower() == name for selector in self.selectors)

    def _runs(self, rule: type[Rule]) -> bool:
        if not self._selective:
            return rule.on
        if self.families is not None and rule.code[0] not in self.families:
            return False
        if self.among is not None and rule.code not in self.among:
            return False
        if any(_strength(selector, rule) >= 0 for selector in self.never):
            return False
        added = max([-1, *(_strength(selector, rule) for selector in self.late_extend)])
        taken = max([-1, *(_strength(selector, rule) for selector in self.late_ignore)])
        if max(added, taken) >= 0:
            return added > taken
        wanted = -1 if self.select is not None or not rule.on else 0
        wanted = max([wanted, *(_strength(selector, rule) for selector in (*(self.select or ()), *self.extend_select))])
        unwanted = max([-1, *(_strength(selector, rule) for selector in self.ignore)])
        return wanted > unwanted if unwanted >= 0 else wanted >= 0


def _rules(*, online: bool) -> tuple[type[Rule], ...]:
    if online:
        from awesome_lint.rules.whole import ALL_RULES

        return ALL_RULES
    from awesome_lint.rules.catalogue import OFFLINE_RULES

    return OFFLINE_RULES


def _strength(selector: str, rule: type[Rule]) -> int:
    """How exactly a selector names a rule: -1 not at all, 0 as one of all, else the length of the prefix."""
    if selector.lower() == rule.name:
        return len(rule.code)
    selector = selector.upper()
    if selector == EVERYTHING:
        return 0
    return len(selector) if rule.code.startswith(selector) else -1


def _check_selector(selector: str, rules: Iterable[type[Rule]]) -> None:
    upper = selector.upper()
    if upper and any(code.startswith(upper) or selector.lower() == name for code, name in ONLINE.items()):
        return
    if not selector.strip() or all(_strength(selector, rule) < 0 for rule in rules):
        raise SettingsError(f"unknown rule {selector!r}{nearest_rule(selector, rules)}")


def _check_code(code: str, rules: Iterable[type[Rule]], *, names: bool = False) -> None:
    if code not in ONLINE and all(rule.code != code and not (names and rule.name == code) for rule in rules):
        raise SettingsError(f"unknown rule {code!r}{nearest_rule(code, rules)}")


def _severity(rule: type[Rule], severities: Mapping[str, str]) -> Severity | None:
    wanted = severities.get(rule.code, severities.get(rule.name))
    if wanted is None:
        return None
    try:
        return Severity[wanted.upper()]
    except KeyError:
        hint = _nearest(wanted.lower(), [str(severity) for severity in Severity])
        raise SettingsError(f"severity of {rule.code}: unknown severity {wanted!r}{hint}") from None


def _options(rule: type[Rule], given: Mapping[str, OptionValue]) -> dict[str, OptionValue]:
    options = rule.defaults()
    for name, value in given.items():
        if name not in rule.options:
            has = f"; {rule.code} has no options" if not rule.options else _nearest(name, rule.options)
            raise SettingsError(f"unknown option {name!r} of {rule.code}{has}")
        options[name] = _option_value(rule.code, name, rule.options[name], value)
    return options


def _option_value(code: str, name: str, option: Option, value: OptionValue) -> OptionValue:
    want = type(option.default)
    if want is tuple and isinstance(value, list):
        value = tuple(value)
    if want is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not want:
        raise SettingsError(f"option {name!r} of {code}: expected {_TYPE_NAMES[want]}, got {value!r}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < 0 or (is_share(option) and value > 1):
            between = "from 0 to 1" if is_share(option) else "of 0 or more"
            raise SettingsError(f"option {name!r} of {code}: expected a number {between}, got {value!r}")
    wrong = [one for one in (value if isinstance(value, tuple) else (value,)) if one not in option.choices]
    if option.choices and wrong:
        value = wrong[0]
        hint = _nearest(str(value), option.choices)
        raise SettingsError(
            f"option {name!r} of {code}: expected one of {', '.join(option.choices)}, got {value!r}{hint}"
        )
    return value


def is_share(option: Option) -> bool:
    """Whether an option is a share of something: a number from 0 to 1."""
    return isinstance(option.default, float) and option.default <= 1


_TYPE_NAMES: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a string",
    tuple: "a list of strings",
}


def nearest_rule(selector: str, rules: Iterable[type[Rule]]) -> str:
    """`; did you mean 'D001'?` with the rule whose code or name is nearest; where none is near, how to see them."""
    known = {rule.code: rule for rule in rules}
    names = {rule.name: rule for rule in rules}
    hint = _nearest(selector.upper(), known)
    return hint or _nearest(selector.lower(), names) or "; `awesome-lint rule` lists them all"


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import SequenceMatcher, get_close_matches

    def likeness(name: str) -> tuple[float, int]:
        # Of codes that are equally near the one that has the same signs in the same places.
        return SequenceMatcher(None, name, word).ratio(), sum(map(str.__eq__, name, word))

    found = sorted(get_close_matches(word, list(known), n=50, cutoff=0.5))
    return f"; did you mean {max(found, key=likeness)!r}?" if found else ""
