"""`--show-files` and `--show-settings`: what would happen, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from awesome_lint.cli.reading import Lists
from awesome_lint.lint.configuration import Configuration, Configurations, shown_path
from awesome_lint.lint.configuration.keys import toml
from awesome_lint.lint.settings import SelectedRule, Settings
from awesome_lint.model import Document
from awesome_lint.report.escape import printable


def files_shown(lists: Lists) -> str:
    """A line a file: lists, what was named and is none, what is only compared with, what is skipped."""
    rows = []
    for document in lists.documents:
        kind = "no list" if document.path in lists.others else "list"
        rows.append(f"{document.path}: {kind}, {lists.shares[document.path]}")
    rows += [f"{document.path}: compared with" for document in lists.beside]
    rows += [f"{path}: skipped, {reason}" for path, reason in lists.skipped]
    return "".join(printable(row) + "\n" for row in rows)


def settings_shown(
    lists: Lists,
    configurations: Configurations,
    settings_of: Callable[[Document], Settings],
    selected: Callable[[Settings], Sequence[SelectedRule]] = Settings.selected,
) -> str:
    """What holds, for each group of files with the same settings: values with where they come from, and the rules."""
    groups: dict[int, tuple[Configuration, Settings, list[Document]]] = {}
    for document in lists.documents:
        settings = settings_of(document)
        group = groups.setdefault(id(settings), (configurations.of(document.path), settings, []))
        group[2].append(document)
    if not groups:
        configuration = configurations.of("-")
        groups[0] = (configuration, configuration.settings("-"), [])
    return "\n".join(
        "".join(
            printable(line) + "\n" for line in _group(configuration, settings, documents, lists, selected(settings))
        )
        for configuration, settings, documents in groups.values()
    )


def _group(
    configuration: Configuration,
    settings: Settings,
    documents: list[Document],
    lists: Lists,
    selected: Sequence[SelectedRule],
) -> Iterator[str]:
    for document in documents:
        yield f"{document.path}{' (no list)' if document.path in lists.others else ''}"
    yield f"  configuration: {shown_path(configuration.path) if configuration.path else 'none'}"
    for value in configuration.values:
        text = "" if value.value is None else f" = {toml(value.value)}"
        yield f"  {value.key}{text}  # {value.origin}"
    if settings.never:
        yield f"  not here: {', '.join(settings.never)}  # per-file-ignores"
    if settings.families is not None:
        yield f"  only the families {', '.join(settings.families)}  # no list"
    rules = [f"{one.rule.code} {one.severity or one.rule.severity}" for one in selected]
    yield f"  rules: {', '.join(rules) or 'none'}"
