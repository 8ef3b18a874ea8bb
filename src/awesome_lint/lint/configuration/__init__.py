"""What holds for which file: the nearest configuration file, what it extends, and above all the command line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from awesome_lint.lint.configuration.load import (
    ConfigurationError,
    Layer,
    Proofs,
    nearest_file,
    path_inside,
    read_layers,
    read_pair,
)
from awesome_lint.lint.configuration.load import shown_path as shown_path
from awesome_lint.lint.settings import Exemption, Settings
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from awesome_lint.knowledge import Knowledge

__all__ = ["Configuration", "ConfigurationError", "Configurations", "Flags", "Value"]

_FAMILIES_OF_OTHERS = ("L", "S", "X")
"""What runs on Markdown that is no list: rules about links and the surface, and what judges their suppressions."""


class Flags(NamedTuple):
    """What the command line says. `config` holds files and `KEY=VALUE`; `select` is None where it is not given."""

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str | None = None
    config: tuple[str, ...] = ()
    isolated: bool = False


class Value(NamedTuple):
    """A setting as it holds, and where it comes from: `awesome-lint.toml:3`, `--select`, `default`."""

    key: str
    value: Any
    origin: str


class Configuration:
    """What holds for the files of one configuration file, or for those without one."""

    def __init__(self, path: str | None, files: Sequence[Layer], pairs: Sequence[Layer], flags: Flags) -> None:
        self.path = path
        self.folder = files[-1].folder if files else os.getcwd()  # which its lists lie below
        self.layers = (*files, *pairs)
        self.flags = flags
        self._made: dict[object, Settings] = {}
        self._specs: dict[tuple[str, ...], GitIgnoreSpec] = {}

    @property
    def fail_on(self) -> str:
        return self.flags.fail_on or str(self._last("fail-on", "error"))

    def settings(self, path: str, *, is_list: bool = True) -> Settings:
        """What to lint the file at `path` with; equal questions get the same object."""
        never = tuple(code for matches, codes in self._per_file if matches(path) for code in codes)
        key = (never, is_list)
        if key not in self._made:
            families = None if is_list else _FAMILIES_OF_OTHERS
            self._made[key] = self._settings._replace(never=never, families=families)
        return self._made[key]

    def excludes(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether `exclude` names the file or folder at `path`."""
        return self._matches("exclude", path, is_folder=is_folder)

    def lists(self, path: str) -> bool | None:
        """Whether the file at `path` is a list; None where the configuration does not say."""
        return self._matches("lists", path) if self.has("lists") else None

    def has(self, key: str) -> bool:
        return any(key in layer.values for layer in self.layers)

    @cached_property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base with the additions of this configuration; None where there are none."""
        additions = {key: found for key in ("venues", "hosts", "labels") if (found := self._table(key))}
        if not additions:
            return None
        from awesome_lint.knowledge import KnowledgeError, knowledge

        try:
            return knowledge().with_additions(**additions)
        except KnowledgeError as error:
            raise ConfigurationError(self.path or "--config", str(error)) from error

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All that holds, key by key, in the order of the documentation, defaults last."""
        from awesome_lint.lint.configuration.keys import configuration

        found = list(self._given())
        given = {value.key for value in found}
        return (
            *found,
            *(
                Value(key, None, "default")
                for key in configuration().keys
                if key in ("select", "fail-on", "lists", "exclude") and key not in given
            ),
        )

    def _given(self) -> Iterator[Value]:
        flags = self.flags
        overrides: Mapping[str, Any] = {"select": flags.select, "fail-on": flags.fail_on}
        for key in _keys(self.layers):
            if overrides.get(key) is not None or (flags.select is not None and key in _SELECTING):
                continue
            if key in _TABLES:
                for name, item in self._table(key).items():
                    nested = key == "rules"
                    for sub, value in item.items() if nested else ((None, item),):
                        where = (key, name) if sub is None else (key, name, sub)
                        yield Value(_joined(where), value, self._origin(*where))
            elif key in ("ignore", "extend-select"):
                for layer in self.layers:
                    for index, item in enumerate(layer.values.get(key, ())):
                        if item in self._selectors(key) or isinstance(item, dict):
                            yield Value(key, item, _origin(layer, key, index))
            elif key != "extend":
                yield Value(key, self._last(key, None), self._origin(key))
        if flags.select is not None:
            yield Value("select", list(flags.select), "--select")
        for key, codes in (("extend-select", flags.extend_select), ("ignore", flags.ignore)):
            for code in codes:
                yield Value(key, code, f"--{key}")
        if flags.fail_on is not None:
            yield Value("fail-on", flags.fail_on, "--fail-on")

    @cached_property
    def links(self) -> Mapping[str, Any]:
        """How the link checker asks, by the keys of `[links]`: those that are given."""
        return self._table("links")

    def origin(self, *where: str) -> str:
        """Where the value at a key comes from: `awesome-lint.toml:3`."""
        return self._origin(*where)

    @cached_property
    def exemptions(self) -> tuple[Exemption, ...]:
        """The tables of `ignore`, those of extended files first."""
        found = []
        for layer in self.layers:
            for index, item in enumerate(layer.values.get("ignore", ())):
                if isinstance(item, dict):
                    path, line = layer.place("ignore", index)
                    found.append(Exemption(item["code"], item["entry"], item["reason"], path, line or 1))
        return tuple(found)

    @cached_property
    def baseline(self) -> str | None:
        """The absolute path of the file of known findings; None where no file says one."""
        layer = next((layer for layer in reversed(self.layers) if "baseline" in layer.values), None)
        return path_inside(layer, "baseline") if layer is not None else None

    @property
    def inherited_ignores(self) -> tuple[str, ...]:
        """The rules that do not run because a file says so that this one extends, and that an own `ignore` replaces."""
        own = self.layers[-1].values.get("ignore", ()) if self.layers else ()
        return () if any(isinstance(item, str) for item in own) else self._selectors("ignore")

    @cached_property
    def _settings(self) -> Settings:
        flags = self.flags
        chosen = (
            Settings(flags.select, flags.ignore, flags.extend_select)
            if flags.select is not None
            else Settings(
                tuple(self._last("select", ())) if self.has("select") else None,
                self._selectors("ignore"),
                self._selectors("extend-select"),
                late_extend=flags.extend_select,
                late_ignore=flags.ignore,
            )
        )
        options = {
            code: {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
            for code, given in self._table("rules").items()
        }
        return chosen._replace(
            severity=self._table("severity"),
            options=options,
            isolated=flags.isolated,
            exemptions=self.exemptions,
        )

    def _selectors(self, key: str) -> tuple[str, ...]:
        """The rules that `ignore` (the last layer's that names any) or `extend-select` (all layers') names."""
        found: list[str] = []
        for layer in self.layers:
            if key in layer.values:
                own = [item for item in layer.values[key] if isinstance(item, str)]
                if key == "extend-select":
                    found += own
                elif own or not layer.values[key]:
                    found = own
        return tuple(found)

    @cached_property
    def _per_file(self) -> list[tuple[_Matcher, list[str]]]:
        """What matches a pattern of `per-file-ignores`, and the rules that do not run there."""
        found = []
        for layer in self.layers:
            for pattern, codes in layer.values.get("per-file-ignores", {}).items():
                spec = self._spec(layer, ("per-file-ignores", pattern), (pattern.removeprefix("!"),))
                found.append((_Matcher(spec, layer.folder, pattern.startswith("!")), codes))
        return found

    def _last(self, key: str, default: Any) -> Any:
        return next((layer.values[key] for layer in reversed(self.layers) if key in layer.values), default)

    def _table(self, key: str) -> dict[str, Any]:
        """A table of all layers together; of one name the last layer's, options of rules one by one."""
        found: dict[str, Any] = {}
        for layer in self.layers:
            for name, item in layer.values.get(key, {}).items():
                nested = key == "rules" and name in found
                found[name] = {**found[name], **item} if nested else item
        return found

    def _matches(self, key: str, path: str, *, is_folder: bool = False) -> bool:
        layer = next((layer for layer in reversed(self.layers) if key in layer.values), None)
        if layer is None or not layer.values[key]:
            return False
        spec = self._spec(layer, (key,), tuple(layer.values[key]))
        return _Matcher(spec, layer.folder)(path, is_folder=is_folder)

    def _spec(self, layer: Layer, where: tuple[str, ...], patterns: tuple[str, ...]) -> GitIgnoreSpec:
        if (layer.path, *where) not in self._specs:
            from pathspec import GitIgnoreSpec

            try:
                self._specs[layer.path, *where] = GitIgnoreSpec.from_lines(patterns)
            except ValueError as error:
                raise layer.error(where, f"not a valid pattern: {error}") from error
        return self._specs[layer.path, *where]

    def _origin(self, *where: str) -> str:
        """Where the value at a key comes from: the last layer that has it."""
        for layer in reversed(self.layers):
            value: Any = layer.values
            for part in where:
                value = value.get(part) if isinstance(value, dict) else None
            if value is not None:
                return _origin(layer, *where)
        return "default"


class _Matcher(NamedTuple):
    """Whether patterns match a path below `folder`; `other`: whether they do not."""

    spec: Any
    folder: str
    other: bool = False

    def __call__(self, path: str, *, is_folder: bool = False) -> bool:
        whole = os.path.abspath(path)
        if not whole.startswith(os.path.join(self.folder, "")):
            return False
        relative = os.path.relpath(whole, self.folder).replace(os.sep, "/") + ("/" if is_folder else "")
        return bool(self.spec.match_file(relative)) is not self.other


class Configurations:
    """The configuration of every list of a run, each file of settings read once.

    `ConfigurationError` where one is wrong.
    """

    def __init__(self, flags: Flags | None = None, proofs: Proofs | None = None) -> None:
        """`proofs` remembers which files were found right, so that they need not be looked through again."""
        self.flags = flags or Flags()
        self._proofs = proofs
        self._nearest: dict[str, str | None] = {}
        self._made: dict[str | None, Configuration] = {}
        self._of: dict[str, Configuration] = {}
        files = [text for text in self.flags.config if os.path.exists(text) or "=" not in text]
        if len(files) > 1:
            raise ConfigurationError("--config", f"one file is enough, name one of these: {', '.join(files)}")
        if files and self.flags.isolated:
            raise ConfigurationError("--config", f"{files[0]} cannot be read with --isolated: leave one of them out")
        self._pairs = tuple(read_pair(text, proofs) for text in self.flags.config if text not in files)
        self._only = files[0] if files else None
        if self._only is not None:
            self._configuration(self._only)

    def of(self, path: str) -> Configuration:
        """What holds for the file at `path` (`-`: for the current folder)."""
        if self._only is not None or self.flags.isolated:
            return self._configuration(self._only)
        folder = os.getcwd() if path == "-" else os.path.dirname(os.path.abspath(path))
        return self.below(folder)

    def below(self, folder: str) -> Configuration:
        """What holds for the files that stand in an absolute folder."""
        if self._only is not None or self.flags.isolated:
            return self._configuration(self._only)
        found = self._of.get(folder)
        if found is None:
            found = self._of[folder] = self._configuration(nearest_file(folder, self._nearest))
        return found

    @property
    def used(self) -> tuple[Configuration, ...]:
        """Those that held for something so far."""
        return tuple(self._made.values())

    def _configuration(self, path: str | None) -> Configuration:
        if path not in self._made:
            layers = (
                read_layers(path, os.getcwd() if self._only is not None else None, self._proofs)
                if path is not None
                else ()
            )
            self._made[path] = Configuration(path, layers, self._pairs, self.flags)
        return self._made[path]


_SELECTING = ("select", "extend-select", "ignore")
_TABLES = ("per-file-ignores", "severity", "rules", "venues", "hosts", "labels", "links")


def _keys(layers: Sequence[Layer]) -> list[str]:
    from awesome_lint.lint.configuration.keys import configuration

    return [key for key in configuration().keys if any(key in layer.values for layer in layers)]


def _joined(where: Sequence[str]) -> str:
    from awesome_lint.lint.configuration.keys import toml_key

    return ".".join(map(toml_key, where))


def _origin(layer: Layer, *where: str | int) -> str:
    path, line = layer.place(*where)
    return f"{path}:{line}" if line else path
