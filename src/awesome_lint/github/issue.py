"""The one issue of a scheduled link check: opened, edited without a sound, commented, closed and opened again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from awesome_lint.github.client import Note, Repository
from awesome_lint.github.state import State, block, of_body
from awesome_lint.github.words import clipped, code, link, words
from awesome_lint.net.history import DeadLink, History, Place
from awesome_lint.patterns import pattern
from awesome_lint.records import NamedTuple
from awesome_lint.report.escape import markdown
from awesome_lint.report.summary import plural

MOST_ROWS = 20
NAME = pattern(r"[a-z0-9][a-z0-9-]{0,39}")
"""What the name of an issue looks like: it tells the issues of several workflows apart."""

_MOST_CHARACTERS = 20_000  # of a table: with what the issue remembers, a body has fewer than 60,000
_MOST_PLACES = 3
_DAY = 86_400
_CAPTURE = pattern(r"https://web\.archive\.org/web/([0-9]{4})([0-9]{2})([0-9]{2})[0-9]{0,6}/.*")
_SHA = pattern(r"[0-9a-f]{40,64}")


class Workflow(NamedTuple):
    """Where a run happens, for links into the repository: what is empty is not linked."""

    server: str = ""
    repository: str = ""
    sha: str = ""
    run: str = ""

    @property
    def home(self) -> str:
        return f"{self.server}/{self.repository}" if self.server and self.repository else ""


def marker(name: str) -> str:
    """What the body of the issue `name` begins with."""
    return f"<!-- awesome-lint:issue:{name} -->"


async def remembered(repository: Repository, name: str, now: int) -> State | None:
    """What the issue `name` remembers; None where there is no issue, or nothing that can be read."""
    notes = await repository.own_issues(marker(name))
    return of_body(issue.body, now) if (issue := _chosen(notes)) is not None else None


async def update(
    repository: Repository,
    history: History,
    *,
    name: str,
    title: str,
    labels: tuple[str, ...] = (),
    workflow: Workflow,
    now: int,
) -> None:
    """Make the issue `name` say what `history` does. `GitHubError` where that fails; `repository.done` says what was.

    There is none as long as nothing was ever dead. It is opened by the first dead link, edited by every run, commented
    when links are newly dead, closed when none is, and opened again by the next newly dead one: whoever closes it by
    hand is left in peace until then. Links that are only waited for (`dead-for`) are remembered in a closed issue.
    """
    if not history.checked:  # no run had a network yet
        return
    mark, dead = marker(name), history.reported
    notes = await repository.own_issues(mark)
    issue = _chosen(notes)
    for other in [note for note in notes if note.is_open and note is not issue]:  # of two runs at the same time
        await repository.edit_issue(other.number, "close the duplicate", state="closed", state_reason="not_planned")
    body = rendered(history, name, workflow)
    if issue is None:
        if history.links:
            await _open(repository, mark, title, body, labels, closed=not dead)
        return
    new = _new(dead, issue, now)
    if new:
        await _tell(repository, issue, new, workflow, now)
    if not dead and issue.is_open:
        await repository.edit_issue(issue.number, "close", body=body, state="closed", state_reason="completed")
    elif new and not issue.is_open:
        await repository.edit_issue(issue.number, "open again", body=body, state="open")
    elif body != issue.body:
        await repository.edit_issue(issue.number, "edit", body=body)


async def _open(
    repository: Repository, mark: str, title: str, body: str, labels: tuple[str, ...], *, closed: bool
) -> None:
    made = await repository.create_issue(mark, title, body, labels)
    if made is None:
        return
    first = next((note for note in await repository.own_issues(mark) if note.is_open), made)
    if first.number < made.number:  # another run was faster
        await repository.edit_issue(made.number, "close the duplicate", state="closed", state_reason="not_planned")
    elif closed:
        await repository.edit_issue(made.number, "close", state="closed", state_reason="completed")


def _chosen(notes: Sequence[Note]) -> Note | None:
    """The issue to go on with: the oldest open one, else the newest."""
    return next((note for note in notes if note.is_open), notes[-1] if notes else None)


def _new(dead: Sequence[DeadLink], issue: Note, now: int) -> list[DeadLink]:
    """The dead links that the issue did not tell of yet."""
    state = of_body(issue.body, now)
    if state is None:  # somebody changed it: an open issue showed them, a closed one none
        return [] if issue.is_open else list(dead)
    told = {link.url for link in state.history.reported}
    unknown = [link for link in dead if link.url not in told]
    if state.left_out:  # what had no room was told of too
        return [link for link in unknown if link.since > state.history.checked]
    return unknown


async def _tell(repository: Repository, issue: Note, new: Sequence[DeadLink], workflow: Workflow, now: int) -> None:
    """A comment on newly dead links, once: a run that failed after it is done again."""
    state = of_body(issue.body, now)
    since = state.history.checked if state else 0
    told = hashlib.sha256("\n".join([str(since), *sorted(link.url for link in new)]).encode()).hexdigest()[:16]
    mark = f"<!-- awesome-lint:newly-dead:{told} -->"
    if not await repository.own_comments(issue.number, mark, since):
        comment = "\n".join([mark, f"**{_are_dead(len(new), 'newly ')}.**", "", *_table(new, 0, workflow)])
        await repository.create_comment(
            issue.number, mark, comment, f"tell of {plural(len(new), 'newly dead link')} in"
        )


def rendered(history: History, name: str, workflow: Workflow) -> str:
    """The body of the issue: what is dead, what can be done, and what is remembered."""
    dead, others = history.reported, len(history.links) - len(history.reported)
    checked = f"Last checked {_day(history.checked)}"
    if workflow.home and workflow.run.isdecimal():
        checked += f" ({link('run', f'{workflow.home}/actions/runs/{workflow.run}')})"
    lines = [marker(name)]
    if dead:
        lines += [f"**{_are_dead(len(dead))}.** {checked}.", "", *_table(dead, history.checked, workflow), ""]
        lines += [
            "Give the entry another address (a capture, where there is one), or take the link out. What is to stay"
            " gets `<!-- awesome-lint: ignore L101 -- why -->` beside it. Every check edits this table, and closes the"
            " issue when it is empty."
        ]
    else:
        lines += [f"**No link is dead.** {checked}.", "", "This issue is opened again when one is."]
    if others:
        which = "link was" if others == 1 else "links were"
        lines += ["", f"{others:,} more {which} found dead, and not reported: on too few days yet, or by your wish."]
    return "\n".join([*lines, "", block(history)])


def _are_dead(count: int, how: str = "") -> str:
    return f"{plural(count, 'link')} {'is' if count == 1 else 'are'} {how}dead"


def _table(dead: Sequence[DeadLink], checked: int, workflow: Workflow) -> Iterator[str]:
    """Rows for the newest dead links, and how many there are besides."""
    yield "| Dead since | Link | Where | Last good capture |"
    yield "| --- | --- | --- | --- |"
    shown = used = 0
    for one in sorted(dead, key=lambda one: (-one.since, one.url))[:MOST_ROWS]:
        row = _row(one, checked, workflow)
        used += len(row)
        if used > _MOST_CHARACTERS:
            break
        shown += 1
        yield row
    if more := len(dead) - shown:
        yield ""
        yield f"And {more:,} more, dead for longer: `awesome-lint links --extend-select L101` shows all."


def _row(one: DeadLink, checked: int, workflow: Workflow) -> str:
    when = f"{_day(one.since)}<br>{plural(one.days, 'day')}"
    if checked // _DAY > one.last // _DAY:
        when += f"<br>not decided since {_day(one.last)}"
    said = f"{one.reason} ({one.source})" if one.source and one.source.lower() not in one.reason.lower() else one.reason
    where = [_place(place, workflow) for place in one.places[:_MOST_PLACES]]
    if more := len(one.places) - len(where):
        where.append(f"and {more:,} more")
    found = _CAPTURE.fullmatch(one.capture)
    capture = link(f"{found[1]}-{found[2]}-{found[3]}", one.capture) if found else "none known"
    return f"| {when} | {code(one.url)}<br>{words(said, 200)} | {'<br>'.join(where)} | {capture} |"


def _place(place: Place, workflow: Workflow) -> str:
    text = f"{clipped(place.path, 120)}:{place.line}"
    path = place.path.replace("\\", "/")
    if workflow.home and _SHA.fullmatch(workflow.sha) and not path.startswith(("/", "../")):
        shown = link(text, f"{workflow.home}/blob/{workflow.sha}/{quote(path)}?plain=1#L{place.line}")
    else:
        shown = markdown(text)
    return f"{shown} {markdown(clipped(place.entry, 120))}".rstrip()


def _day(moment: int) -> str:
    return time.strftime("%Y-%m-%d", time.gmtime(moment))
