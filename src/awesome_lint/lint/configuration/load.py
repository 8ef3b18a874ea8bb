"""Finding configuration files, reading them, and following what they extend."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from awesome_lint.files import FileError
from awesome_lint.records import NamedTuple

if TYPE_CHECKING:
    from awesome_lint.lint.configuration.shapes import Problem, Where

OWN_NAMES = (".awesome-lint.toml", "awesome-lint.toml")
PYPROJECT = "pyproject.toml"
_TOOL = ("tool", "awesome-lint")


class ConfigurationError(FileError):
    """A configuration that cannot be used: `path` with the line where it is known, and what is wrong there."""


class Layer(NamedTuple):
    """One source of settings: its checked `values`, and the folder that its patterns are relative to.

    `path` names it for people; `text` is the file's, empty for a flag; `prefix` the table that the values stand in.
    """

    path: str
    folder: str
    values: Mapping[str, Any]
    text: str = ""
    prefix: tuple[str, ...] = ()

    def place(self, *where: str | int) -> tuple[str, int | None]:
        """The name and the line of a key."""
        from awesome_lint.lint.configuration.places import line_of

        return self.path, line_of(self.text, (*self.prefix, *where)) if self.text else None

    def error(self, where: Where, says: str) -> ConfigurationError:
        """An error that names the key `where` and its line."""
        path, line = self.place(*where)
        return ConfigurationError(f"{path}:{line}" if line else path, f"{dotted(where)}: {says}" if where else says)


class Proofs(Protocol):
    """Remembers which texts were found right: `lint.cache.Cache`."""

    def proves(self, text: str) -> bool: ...

    def prove(self, text: str) -> None: ...


def nearest_file(folder: str, known: dict[str, str | None]) -> str | None:
    """The configuration file of the absolute `folder`, or of the nearest one above it; `known` keeps the answers."""
    asked = []
    found: str | None = None
    while True:
        if folder in known:
            found = known[folder]
            break
        asked.append(folder)
        found = _file_in(folder)
        parent = os.path.dirname(folder)
        if found is not None or parent == folder:
            break
        folder = parent
    known.update(dict.fromkeys(asked, found))
    return found


def _file_in(folder: str) -> str | None:
    for name in OWN_NAMES:
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            return path
    path = os.path.join(folder, PYPROJECT)
    # Reading TOML takes longer than a short list does: most files of this name say nothing of this program.
    if os.path.isfile(path) and b"awesome-lint" in _bytes(path) and _table(path, _parsed(path)) is not None:
        return path
    return None


def read_layers(path: str, folder: str | None = None, proofs: Proofs | None = None) -> tuple[Layer, ...]:
    """The layers of a configuration file, what it extends first. Patterns are relative to `folder`, its own by default.

    `ConfigurationError` says which file and key are wrong.
    """
    layers: list[Layer] = []
    seen: list[str] = []
    root = _inside(path)
    origin: Layer | None = None
    while True:
        real = os.path.realpath(path)
        if origin is not None:
            if real in seen:
                circle = " → ".join(shown_path(one) for one in (*seen[seen.index(real) :], real))
                raise origin.error(("extend",), f"the files extend each other in a circle: {circle}")
            if not _lies_in(real, root):
                says = f"{shown_path(path)} is outside the repository, {shown_path(root[0])}; `extend` stays inside it"
                raise origin.error(("extend",), says)
            if not os.path.lexists(path):
                raise origin.error(("extend",), f"{shown_path(path)} does not exist")
        seen.append(real)
        layer = _layer(path, folder, proofs)
        layers.append(layer)
        if "extend" not in layer.values:
            return tuple(reversed(layers))
        origin, folder = layer, None
        path = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(path)), layer.values["extend"]))


def path_inside(layer: Layer, key: str) -> str:
    """The absolute path that a key of a layer names. `ConfigurationError` where it leads out of the repository."""
    path = os.path.normpath(os.path.join(layer.folder, layer.values[key]))
    root = _inside(os.path.join(layer.folder, PYPROJECT))
    if not _lies_in(os.path.realpath(path), root):
        says = f"{shown_path(path)} is outside the repository, {shown_path(root[0])}; `{key}` stays inside it"
        raise layer.error((key,), says)
    return path


def read_pair(text: str, proofs: Proofs | None = None) -> Layer:
    """The layer of one `KEY=VALUE` of the command line, TOML; a bare word is a string."""
    import tomllib

    name = f"--config {text}"
    try:
        values = tomllib.loads(text)
    except ValueError as error:
        key, _, word = text.partition("=")
        if not re.fullmatch(r"\s*[\w.*/-]+\s*", word):
            says = f"no KEY=VALUE in TOML: {_without_place(error)}; strings need quotation marks"
            raise ConfigurationError(name, says) from error
        try:
            values = tomllib.loads(f'{key}="{word.strip()}"')
        except ValueError:
            raise ConfigurationError(name, f"no KEY=VALUE in TOML: {_without_place(error)}") from error
    layer = Layer(name, os.getcwd(), values)
    if "extend" in values:
        raise layer.error(("extend",), "stands in files only; `--config FILE` reads one")
    return _checked(layer, proofs)


def shown_path(path: str) -> str:
    """`path` as people near the current folder name it."""
    path = os.path.abspath(path)
    here = os.getcwd()
    if path == here:
        return "."
    try:
        if os.path.commonpath((path, here)) == os.path.dirname(path) or path.startswith(os.path.join(here, "")):
            return os.path.relpath(path).replace(os.sep, "/")
    except ValueError:  # on another drive
        pass
    return path


def dotted(where: Where) -> str:
    """A key for people: `rules.M001.siblings`, `ignore[0].code`."""
    text = ""
    for part in where:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            plain = part if re.fullmatch(r"[\w*/-]+", part) else f'"{part}"'
            text += f".{plain}" if text else plain
    return text


def _layer(path: str, folder: str | None, proofs: Proofs | None) -> Layer:
    data = _parsed(path)
    base = os.path.dirname(os.path.abspath(path)) if folder is None else folder
    text = _text(path)
    if os.path.basename(path) != PYPROJECT:
        return _checked(Layer(shown_path(path), base, data, text), proofs)
    table = _table(path, data)
    if table is None:
        raise ConfigurationError(
            shown_path(path), "there is no table [tool.awesome-lint] in it: add one, or name another file"
        )
    return _checked(Layer(shown_path(path), base, table, text, _TOOL), proofs)


def _checked(layer: Layer, proofs: Proofs | None) -> Layer:
    said = f"{layer.prefix}\n{layer.text or layer.values!r}"
    if proofs is not None and proofs.proves(said):
        return layer
    from awesome_lint.lint.configuration.keys import configuration

    problem: Problem | None = next(configuration().problems(layer.values, ()), None)
    if problem is not None:
        raise layer.error(problem.where, problem.says)
    if proofs is not None:
        proofs.prove(said)
    return layer


def _table(path: str, data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The table of this program in a `pyproject.toml`."""
    tool = data.get("tool")
    table = tool.get("awesome-lint") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigurationError(shown_path(path), "tool.awesome-lint: expected a table")
    return table


def _parsed(path: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        end = _text(path).count("\n") + 1
        where = f"{shown_path(path)}:{place[1]}:{place[2]}" if place else f"{shown_path(path)}:{end}"
        says = f"not valid TOML: {_without_place(error)}"
        if "('ignore',)" in str(error):
            says = "`ignore` and `[[ignore]]` are one key: write the tables into the list, as `{ code = …, entry = … }`"
        raise ConfigurationError(where, says) from error
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(
            shown_path(path), "not valid TOML: a value that is too large or too deep; write a smaller one"
        ) from error


def _without_place(error: Exception) -> str:
    text = re.sub(r" \(at line \d+, column \d+\)", "", str(error)).replace("(at end of document)", "at the end")
    return text[:1].lower() + text[1:]


def _text(path: str) -> str:
    data = _bytes(path)
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        says = f"not UTF-8: byte 0x{data[error.start]:02x} at offset {error.start}; save the file as UTF-8"
        raise ConfigurationError(f"{shown_path(path)}:{data.count(10, 0, error.start) + 1}", says) from error


def _bytes(path: str) -> bytes:
    from awesome_lint.files import read_bytes

    try:
        return read_bytes(path)
    except FileError as error:
        raise ConfigurationError(shown_path(path), f"the configuration cannot be read: {error.reason}") from error


def _lies_in(path: str, folders: tuple[str, ...]) -> bool:
    return any(path.startswith(os.path.join(folder, "")) for folder in folders)


def _inside(path: str) -> tuple[str, ...]:
    """The folders that `extend` stays in: the repository around `path`; without one its own and the current folder."""
    own = folder = os.path.dirname(os.path.realpath(path))
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return own, os.path.realpath(os.getcwd())
        folder = parent
    return (folder,)
