"""Tables `[[ignore]]` of configuration files that no finding is left for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence

from awesome_lint.cli.reading import Lists
from awesome_lint.files import read_text
from awesome_lint.findings import Finding
from awesome_lint.lint.configuration import Configuration, Configurations
from awesome_lint.lint.settings import Exemption, Settings
from awesome_lint.model import Document
from awesome_lint.rules.online import MORE_ONLINE
from awesome_lint.rules.suppressions.x001_unused_suppression import UnusedSuppression
from awesome_lint.source import Source, Span


def unused_exemptions(
    lists: Lists,
    paths: Sequence[str],
    configurations: Configurations,
    exempted: Collection[Exemption],
    settings_of: Callable[[Document], Settings],
) -> list[Finding]:
    """X001's findings in configuration files, in their order: where all lists below were read, and the rule ran."""
    found = []
    for configuration in configurations.used:
        if not configuration.exemptions or not _whole(configuration, paths):
            continue
        own = [one for one in lists.documents if configurations.of(one.path) is configuration]
        rules = [selected for one in own for selected in settings_of(one).selected()]
        ran = {name for selected in rules for name in (selected.rule.code, selected.rule.name)}
        unsure = {name for one in rules if one.rule.code in MORE_ONLINE for name in (one.rule.code, one.rule.name)}
        if UnusedSuppression.code not in ran:
            continue
        severity = next((one.severity for one in rules if one.rule is UnusedSuppression), None)
        for exemption in configuration.exemptions:
            if exemption.rule in ran - unsure and exemption not in exempted:
                found.append(_finding(exemption, severity or UnusedSuppression.severity))
    return found


def exemption_sources(findings: Sequence[Finding]) -> dict[str, Source]:
    """The configuration files that findings are about, by path."""
    paths = {finding.path for finding in findings if finding.path.endswith(".toml")}
    return {path: read_text(path).source for path in paths if os.path.isfile(path)}


def _whole(configuration: Configuration, paths: Sequence[str]) -> bool:
    """Whether a folder that all files of a configuration lie below was named."""
    folder = os.path.join(os.path.abspath(configuration.folder), "")
    return any(
        os.path.isdir(path) and folder.startswith(os.path.join(os.path.abspath(path), "")) for path in paths or (".",)
    )


def _finding(exemption: Exemption, severity: object) -> Finding:
    from awesome_lint.findings import Severity

    assert isinstance(severity, Severity)
    span, columns = Span(0, 0), (1, 1)
    if os.path.isfile(exemption.path):
        source = read_text(exemption.path).source
        span = source.line_span(min(exemption.line, len(source.line_starts)))
        columns = (source.position(span.start).column, source.position(span.end).column)
    return Finding(
        code=UnusedSuppression.code,
        name=UnusedSuppression.name,
        severity=severity,
        message=f"there is nothing to suppress for `{exemption.rule}` about `{exemption.entry}`",
        path=exemption.path,
        span=span,
        line=exemption.line,
        column=columns[0],
        end_line=exemption.line,
        end_column=columns[1],
        group=span.start,
    )
