"""The one comment on a pull request: what each added entry needs, and its lines ready to paste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from awesome_lint.findings import RuleInfo
from awesome_lint.github.brought import Brought, Entry, Finding
from awesome_lint.github.client import MOST_CHARACTERS, Repository
from awesome_lint.github.words import clipped, code, fence, words
from awesome_lint.report.escape import markdown
from awesome_lint.report.summary import plural

MARKER = "<!-- awesome-lint:pull-request -->"

_ROOM = MOST_CHARACTERS - 4_000  # for what stands below the entries
_MOST_NAMED = 20
_SEVERITIES = ("error", "warning", "info")
_VERDICTS = {"error": "needs a change", "warning": "please look", "info": "fine, with a remark"}

Rules = Mapping[str, RuleInfo]
"""What this program knows of its rules, by code."""


async def update(repository: Repository, number: int, brought: Brought, sha: str, rules: Rules) -> None:
    """Make our comment on a pull request say what it brings. `GitHubError` where that fails.

    Where there is nothing to say, there is no comment; one that there is then says that all is well.
    """
    comments = await repository.own_comments(number, MARKER)
    if not comments and not brought.findings:
        return
    body = rendered(brought, sha, rules)
    if not comments:
        await repository.create_comment(number, MARKER, body, "comment on")
    elif comments[0].body != body:
        await repository.edit_comment(comments[0], body, f"edit the comment on #{number}")


def rendered(brought: Brought, sha: str, rules: Rules) -> str:
    """The comment's body. `sha` is the commit that was checked."""
    checked = f"Checked: <code>{sha[:12]}</code>, with the configuration of the target branch where the run took it."
    if not brought.findings:
        new = plural(len(brought.entries) + brought.more_entries, "new or changed entry", "new or changed entries")
        return "\n".join([MARKER, f"### awesome-lint: all is well with {new}", "", checked])
    lines = [MARKER, f"### awesome-lint: {_counted(brought)}", ""]
    used, told = sum(map(len, lines)) + 200, 0
    for part, count in _parts(brought, rules):
        size = sum(len(line) + 1 for line in part)
        if used + size > _ROOM:
            continue
        lines += part
        used, told = used + size, told + count
    if left := len(brought.findings) - told + brought.more_findings:
        lines += [
            f"There {'is' if left == 1 else 'are'} {plural(left, 'finding')} more than this comment has room for.",
            "",
        ]
    return "\n".join([*lines, checked])


def _counted(brought: Brought) -> str:
    counts: Counter[str] = Counter(finding.severity for finding in brought.findings)
    nouns = {"info": "remark"}
    found = ", ".join(plural(counts[one], nouns.get(one, one)) for one in _SEVERITIES if counts[one])
    entries = len(brought.entries) + brought.more_entries
    return f"{found} in {plural(entries, 'new or changed entry', 'new or changed entries')}" if entries else found


def _parts(brought: Brought, rules: Rules) -> Iterator[tuple[list[str], int]]:
    """Lines that stand or fall together, and how many findings they tell."""
    of_entry: dict[int, list[Finding]] = {}
    for finding in brought.findings:
        if finding.entry is not None:
            of_entry.setdefault(finding.entry, []).append(finding)
    for number, found in sorted(of_entry.items(), key=lambda one: _worst(one[1])):
        yield list(_entry(brought.entries[number], found, rules)), len(found)
    others = [finding for finding in brought.findings if finding.entry is None]
    if others:
        yield ["#### Outside of new entries", ""], 0
    for finding in others:
        place = code(f"{clipped(finding.path, 120)}:{finding.line}")
        yield [f"- {place}: {_told(finding, rules)}"], 1
    if others:
        yield [""], 0
    fine = [entry for number, entry in enumerate(brought.entries) if number not in of_entry]
    if fine:
        more = f", and {len(fine) - _MOST_NAMED:,} more" if len(fine) > _MOST_NAMED else ""
        named = (markdown(clipped(entry.title or entry.path, 120)) for entry in fine[:_MOST_NAMED])
        yield [f"**Fine:** {'; '.join(named)}{more}", ""], 0


def _worst(found: Sequence[Finding]) -> int:
    return min(_SEVERITIES.index(finding.severity) for finding in found)


def _entry(entry: Entry, found: Sequence[Finding], rules: Rules) -> Iterator[str]:
    verdict = _VERDICTS[_SEVERITIES[_worst(found)]]
    title = markdown(clipped(entry.title, 200)) or "An entry without a title"
    yield f"#### {title}: {verdict}"
    yield code(f"{clipped(entry.path, 120)}:{entry.line}")
    yield ""
    corrected = entry.corrected
    block = fence(corrected) if corrected.strip() and corrected != entry.text else None
    for finding in found:
        yield f"- {_told(finding, rules, done=block is not None)}"
    yield ""
    if block is not None:
        whole = all(finding.fix == "safe" for finding in found)
        yield "Ready to paste:" if whole else "Ready to paste, with what could be mended without asking you:"
        yield ""
        yield block
        yield ""


def _told(finding: Finding, rules: Rules, *, done: bool = False) -> str:
    """A finding, and how to mend it."""
    rule = rules.get(finding.code)
    shown = f"[{finding.code}]({rule.url}) {rule.name}" if rule else finding.code
    said = f"**{finding.severity}** {shown}: {words(finding.message)}"
    if finding.fix == "safe":
        where = "done below" if done else "`awesome-lint check --fix` does it"
        return f"{said}<br>*To do:* {words(finding.advice)} ({where})"
    if finding.fix == "unsafe":
        return f"{said}<br>*To do, if it is right:* {words(finding.advice)}"
    return f"{said}<br>*To do:* see [what the rule says]({rule.url})" if rule else said


def rules_by_code(rules: Iterable[RuleInfo]) -> Rules:
    return {rule.code: rule for rule in rules}
