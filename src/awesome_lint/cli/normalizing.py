"""A run of `normalize`: what was asked for, done to each list in its order, proven, and written or shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from awesome_lint.cli.reading import Files, Lists, keep_lists, parse_files, read_lists
from awesome_lint.cli.streams import fail, first_lines, say
from awesome_lint.cli.writing import on_disk, print_bytes, print_diff, write_back
from awesome_lint.exchange.table import is_contribution
from awesome_lint.files import UnreadableError, UnwritableError, read_text, write_atomic
from awesome_lint.knowledge import Knowledge, knowledge
from awesome_lint.lint.configuration import Configurations, Flags
from awesome_lint.model import Document, Entry
from awesome_lint.normalize.convert import NO_PLACE, named
from awesome_lint.normalize.proof import is_beside, shorten
from awesome_lint.normalize.rewrite import Rewritten, rewrite
from awesome_lint.records import NamedTuple
from awesome_lint.report.summary import plural, skipped
from awesome_lint.source import Edit, Source, apply_edits, compose_edits
from awesome_lint.style import infer

if TYPE_CHECKING:
    from awesome_lint.cli.importing import Sent
    from awesome_lint.normalize.merged import Merged, Where
    from awesome_lint.style.target import Target
    from awesome_lint.style.ties import Tie


class Asked(NamedTuple):
    """The options of one run, as the command line has them."""

    paths: tuple[str, ...] = ()
    max_file_size: int = 10_000_000
    stdin_filename: str | None = None
    to: str | None = None
    columns: tuple[str, ...] = ()
    like: str | None = None
    template: str | None = None
    fields: tuple[str, ...] = ()
    arxiv: str | None = None
    doi: str | None = None
    venues: str | None = None
    drop: bool = False
    into: str | None = None
    section: tuple[str, ...] = ()
    at: str | None = None
    prefer: Any = None
    sort: Any = None
    diff: bool = False
    check: bool = False
    in_place: bool = False
    output: str | None = None
    config: tuple[str, ...] = ()
    isolated: bool = False
    force_exclude: bool = False
    verbose: bool = False
    quiet: bool = False

    @property
    def shows_diff(self) -> bool:
        """Whether a diff is printed: on request, and by default on a terminal."""
        from awesome_lint.cli.terminal import on_terminal

        return self.diff or not (self.check or self.in_place or self.output is not None or not on_terminal())

    def refuse_contradictions(self) -> None:
        """`UsageError` where options do not go together."""
        styles = [f"--{name}" for name in ("to", "like", "template") if getattr(self, name) is not None]
        ways = [f"--{name.replace('_', '-')}" for name in ("check", "in_place", "diff") if getattr(self, name)]
        if len(styles) > 1:
            raise click.UsageError(f"{' and '.join(styles)} each say how entries are written: use one of them")
        if styles and self.into is not None:
            raise click.UsageError(f"--into writes entries as {self.into} does: leave out {styles[0]}")
        if self.columns and self.to != "table":
            raise click.UsageError("--columns goes with --to table")
        if self.drop and not styles:
            raise click.UsageError("--drop goes with --to, --like or --template")
        for name in ("section", "at", "prefer"):
            if getattr(self, name) and self.into is None:
                raise click.UsageError(f"--{name} goes with --into")
        for name, field in (("arxiv", "links"), ("doi", "links"), ("venues", "venue")):
            if getattr(self, name) and not {field, "all"} & {*self.fields}:
                raise click.UsageError(f"--{name} goes with --fields {field}")
        if "--in-place" in ways and len(ways) > 1:
            other = next(way for way in ways if way != "--in-place")
            raise click.UsageError(f"{other} writes nothing, and --in-place does: use one of them")
        if self.output is not None and ways:
            raise click.UsageError(f"-o and {ways[0]} do not go together: use one of them")
        if self.in_place and "-" in self.paths and self.into is None:
            raise click.UsageError("standard input has no file to write to: leave out --in-place")
        if self.into is not None and not self.paths:
            raise click.UsageError("--into needs the lists to merge: awesome-lint normalize THEIRS --into MINE")
        if self.into == "-":
            raise click.UsageError("--into needs a file, not standard input")


class Done(NamedTuple):
    """What became of one list: the edits to its text, the new text, what there is to say of it, whether all is well."""

    before: Document
    text: str
    edits: tuple[Edit, ...]
    said: tuple[str, ...] = ()
    complete: bool = True


class Canonized(NamedTuple):
    """A list with its fields in one form, the edits that lead there, and what there is to say of it."""

    document: Document
    edits: tuple[Edit, ...] = ()
    said: tuple[str, ...] = ()


class _Refused(Exception):
    """A list that cannot be normalized; what it says is for people."""


def normalize(asked: Asked) -> int:
    """Normalize as `asked`, write or show what came of it, and return the exit code."""
    run = Run(asked)
    if asked.into is not None:
        return run.merge(asked.into)
    return run.rewrite()


class Run:
    """One run: its lists, those at the paths where none are given, how they are read and how they are to be written."""

    def __init__(self, asked: Asked, lists: Lists | None = None) -> None:
        self.asked = asked
        self.configurations = Configurations(Flags(config=asked.config, isolated=asked.isolated))
        self.fields = _fields(asked.fields)
        self.spelt_out = _spelt_out(asked.template)
        self._model: Document | None = None  # the list that `--like` names
        names = {path: asked.stdin_filename or path if path == "-" else path for path in asked.paths}
        others = [path for path in names if lists is None and asked.into is not None and is_contribution(names[path])]
        paths = [path for path in asked.paths if path not in others]
        if lists is not None:
            self.lists = lists
        elif paths or not others:
            self.lists = read_lists(
                paths,
                asked.max_file_size,
                asked.stdin_filename,
                self.configurations,
                force_exclude=asked.force_exclude,
            )
        else:
            self.lists = parse_files(Files(()), self.configurations)
        self.failed = self.lists.failed
        self.sent = self._sent(others)

    def _sent(self, paths: Sequence[str]) -> Sent:
        """The entries of files in other formats, as lists."""
        from awesome_lint.cli.importing import Sent, read_sent

        if not paths:
            return Sent()
        asked = self.asked
        sent = read_sent(
            *(paths, asked.max_file_size, self.configurations, self.lists.parse),
            verbose=asked.verbose,
            quiet=asked.quiet,
            stdin_filename=asked.stdin_filename,
        )
        self.failed = self.failed or sent.failed
        return sent

    def rewrite(self) -> int:
        """All lists in one style each."""
        documents = self.lists.documents
        asked = self.asked
        if len(documents) > 1 and not (asked.in_place or asked.diff or asked.check or asked.shows_diff):
            raise click.UsageError(f"{len(documents)} lists were read: write them with --in-place, or look with --diff")
        keep_lists((document.path for document in documents), asked.output, "-o")
        if not documents and not self.failed:
            fail("no list was found: name a Markdown file that holds entries")
            self.failed = True
        like = self._like()
        done = []
        for document in documents:
            try:
                done.append(self._rewritten(document, like))
            except _Refused as problem:
                fail(f"{document.path}: {problem}")
                self.failed = True
        return self._finish(done)

    def merge(self, path: str) -> int:
        """The entries of all lists merged into one."""
        asked = self.asked
        into = self.read(path)
        documents = (*self.lists.documents, *self.sent.documents)
        for document in documents:
            if _same_file(document.path, path):
                raise click.UsageError(f"{path} cannot be merged into itself: leave it out of the lists")
            if not document.entries:
                fail(f"{_shown(document.path)}: {_without_entries(document)}")
                self.failed = True
        keep_lists([path, *(document.path for document in documents)], asked.output, "-o")
        contributed: list[Document] = []
        said: list[str] = []
        for document in documents:
            if document.entries:
                canonized = self._canonical(document, into)
                contributed.append(canonized.document)
                said += canonized.said
        if self.failed or not contributed:
            if not self.failed:
                fail("nothing was read that could be merged: name lists that hold entries")
            return 2
        return self.merge_all(into, contributed, said=said)

    def merge_all(
        self,
        into: Document,
        contributed: Sequence[Document],
        reworded: Callable[[str], str] = str,
        said: Sequence[str] = (),
    ) -> int:
        """Lists merged into `into`, which is written or shown; `reworded` is what is said of that, line by line.

        `said` is what there is to say before.
        """
        from awesome_lint.normalize.merge import merge
        from awesome_lint.normalize.merged import Where, relocated
        from awesome_lint.normalize.place import PlaceError

        asked, path = self.asked, into.path
        try:
            merged = merge(
                into,
                contributed,
                prefer=asked.prefer,
                section=asked.section,
                at=asked.at,
                known=self.known(into),
                parse=self.lists.parse,
            )
        except PlaceError as problem:
            fail(f"{path}: {problem}")
            return 2
        merged = relocated(merged, self._places(contributed))
        text, edits = merged.text, tuple(merged.edits)
        more: list[str] = []
        if asked.sort is not None:
            from awesome_lint.normalize.sorting import moved_lines

            before = self.lists.parse(Source(text, path))
            ordered, more = self._sorted(before)
            text, edits = apply_edits(text, ordered), compose_edits(edits, ordered)
            moved = moved_lines(before, self.lists.parse(Source(text, path)))
            merged = relocated(merged, {Where(path, old): Where(path, new) for old, new in moved.items()})
        told = (*said, *map(reworded, _told(merged, path, asked.verbose)), *more)
        return self._finish([Done(into, text, edits, told, _settled(merged) and self.sent.complete)])

    def _places(self, contributed: Sequence[Document]) -> dict[Where, Where]:
        """Where the entries of lists made of other formats stand in their files, by their places in the lists."""
        from awesome_lint.normalize.merged import Where

        return {
            Where(document.path, entry.line): Where(document.path, line)
            for document in contributed
            for entry, line in zip(document.entries, self.sent.lines.get(document.path, ()), strict=False)
            if line
        }

    # One list

    def _rewritten(self, document: Document, like: Target | None) -> Done:
        """One list with all that was asked for done to it."""
        if not document.entries:
            raise _Refused(_without_entries(document))
        asked = self.asked
        known = self.known(document)
        now, edits, told = self._canonical(document, self._model)
        said = list(told)
        if asked.to != "as-is":
            target, keep = self._target(now, like)
            if target is None:
                self._refuse_ties(now)
            result = rewrite(now, target, keep=keep, drop=asked.drop, parse=self.lists.parse, known=known)
            said.append(_counted(document, result.changed, len(result.left)))
            said += self._left(document, result)
            edits = compose_edits(edits, result.edits)
            now = result.document
        if asked.sort is not None:
            ordered, more = self._sorted(now)
            edits = compose_edits(edits, ordered)
            said += more
        return Done(document, apply_edits(document.source.text, edits), edits, tuple(said))

    def _canonical(self, document: Document, like: Document | None) -> Canonized:
        """A list with the fields that were asked for in one form, that which prevails in `like`, else its own."""
        if not self.fields:
            return Canonized(document)
        from awesome_lint.normalize.fields import Choices, canonical_form

        asked = self.asked
        choices = Choices(asked.arxiv, asked.doi, asked.venues or "prevailing")
        form = canonical_form(document, self.fields, choices, self.known(document), like)
        said = [f"{document.path}: {plural(len(form.edits), 'change')} to {', '.join(self.fields)}"]
        numbers = self.sent.lines.get(document.path, ())
        lines = {entry.span: line for entry, line in zip(document.entries, numbers, strict=False)}
        left = [
            f"{_at(document, entry, lines.get(entry.span))}: {field} left as written: the entry would read otherwise"
            for field, entry in form.left
        ]
        source = document.source
        now = self.lists.parse(Source(apply_edits(source.text, form.edits), source.path)) if form.edits else document
        return Canonized(now, form.edits, (*said, *first_lines(left, every=asked.verbose)))

    def _sorted(self, document: Document) -> tuple[tuple[Edit, ...], list[str]]:
        """The edits that sort a list, and what is said of them."""
        from awesome_lint.normalize.sorting import sort

        style = infer(document, known=self.known(document))
        found = sort(document, style, self.asked.sort, self.lists.parse)
        return tuple(found.edits), [f"{document.path}: {left}" for left in found.left]

    def _target(self, document: Document, like: Target | None) -> tuple[Target | None, bool]:
        """How the entries of a list are to be written, and whether those laid out so stay in their own style."""
        if like is not None:
            return like, False
        if self.spelt_out is not None:
            return self.spelt_out._replace(newline=document.source.newline), False
        if self.asked.to is None:
            return None, False
        from awesome_lint.style.target import named_target

        try:
            target = named_target(self.asked.to, document.entries, self.asked.columns)
        except ValueError as problem:
            raise click.UsageError(f"--columns: {problem}") from problem
        return target._replace(newline=document.source.newline), not self.asked.columns

    def _refuse_ties(self, document: Document) -> None:
        """`_Refused` where two forms of a list are as frequent as each other: nothing prevails."""
        from awesome_lint.style.ties import ties

        style = infer(document, known=self.known(document))
        found = [
            tie
            for layout in dict.fromkeys(entry.layout for entry in document.entries)
            for tie in ties(style, layout)
            if len({entry.group for entry in tie.examples}) == 1  # else each stands in a group that it prevails in
        ]
        if found:
            lines = "".join(f"\n  {_tied(tie)}" for tie in found)
            raise _Refused(
                f"no style prevails, so there is none to write it in:{lines}\n  choose: --like FILE or --template TEXT"
            )

    def _left(self, document: Document, result: Rewritten) -> list[str]:
        """What is said of the entries that are left as they were, and of what others are written without."""
        every = self.asked.verbose
        own = [one for one in result.left if every or not is_beside(one.why)]
        lines = [f"{_at(document, one.entry)}: left as it is: {one.why}" for one in own]
        if beside := len(result.left) - len(own):
            lines.append(f"{document.path}: {plural(beside, 'entry', 'entries')} more in one run with these left")
        if any(one.why.startswith(NO_PLACE) for one in result.left):
            lines.append("entries that say more than the form has a place for are left: --drop writes them without")
        without = [f"{_at(document, one.entry)}: written without {named(one.what)}" for one in result.lost]
        return [*first_lines(lines, every=every), *first_lines(without, every=every)]

    # Reading

    def read(self, path: str) -> Document:
        """A list that an option names; `FileError` where it cannot be read, or holds no entries."""
        document = self.lists.parse(read_text(path, self.asked.max_file_size).source)
        if not document.entries:
            raise UnreadableError(path, _without_entries(document))
        return document

    def _like(self) -> Target | None:
        if self.asked.like is None:
            return None
        from awesome_lint.style.target import target_like

        document = self._model = self.read(self.asked.like)
        return target_like(infer(document, known=self.known(document)))

    def known(self, document: Document) -> Knowledge:
        """What is known where a list stands."""
        return self.configurations.of(document.path).knowledge or knowledge()

    # Writing

    def _finish(self, done: Sequence[Done]) -> int:
        """Write or show what came of the lists, say what there is to say, and give the exit code."""
        asked = self.asked
        changed = [one for one in done if one.text != one.before.source.text]
        if not asked.quiet:
            for one in done:
                for line in one.said:
                    say(f"awesome-lint: {line}")
            for line in skipped(self.lists.skipped, verbose=asked.verbose):
                say(f"awesome-lint: {line}")
        looking = asked.check or asked.shows_diff
        if asked.shows_diff:
            from awesome_lint.report.patch import unified_diff

            print_diff("".join(unified_diff(one.before.source, one.edits, one.before.path) for one in done))
        elif not asked.check:
            for one in done:
                self._write(one)
        if self.failed:
            return 2
        return int((looking and bool(changed)) or not all(one.complete for one in done))

    def _write(self, done: Done) -> None:
        """Write a list into its file, where `-o` says, or to standard output."""
        asked = self.asked
        try:
            if asked.in_place:
                if done.text != done.before.source.text:
                    write_back(done.before, done.text)
                return
            data = done.text.encode(self._encoding(done.before))
            if asked.output is None or asked.output == "-":
                print_bytes(data)
            else:
                write_atomic(asked.output, data)
        except (UnreadableError, UnwritableError) as problem:
            fail(str(problem))
            self.failed = True

    def _encoding(self, document: Document) -> str:
        stdin = self.lists.stdin
        return stdin.encoding if stdin is not None and document is stdin.document else on_disk(document).encoding


def _fields(names: Sequence[str]) -> tuple[str, ...]:
    """The fields that `--fields` names; `UsageError` for one that there is not."""
    if not names:
        return ()
    from awesome_lint.normalize.fields import FIELDS, FieldError, chosen_fields

    try:
        chosen = chosen_fields(name for name in names if name != "all")
    except FieldError as problem:
        raise click.UsageError(f"--fields: {problem}") from problem
    return FIELDS if "all" in names else chosen


def _spelt_out(template: str | None) -> Target | None:
    """The form that `--template` spells out."""
    if template is None:
        return None
    from awesome_lint.style.target import TemplateError, target_from_template

    try:
        return target_from_template(template)
    except TemplateError as problem:
        raise click.UsageError(f"--template: {problem}") from problem


def _same_file(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


def _shown(path: str) -> str:
    return path if path != "-" else "standard input"


def _without_entries(document: Document) -> str:
    if not document.source.text.strip("\ufeff \t\r\n"):
        return "the file is empty: name one that holds entries"
    if is_contribution(document.path):
        return "no entries: this is no Markdown; `awesome-lint import` makes a list of it"
    if document.path == "-":
        return "no entries of Markdown were found in it; --stdin-filename names another format: x.bib, x.csv"
    return "no entries were found in it: name a list that has some"


def _counted(document: Document, changed: int, left: int) -> str:
    """`README.md: 31 of 101 entries rewritten, 2 left as they are`."""
    behind = f", {left:,} left as {'it is' if left == 1 else 'they are'}" if left else ""
    return f"{document.path}: {changed:,} of {plural(len(document.entries), 'entry', 'entries')} rewritten{behind}"


def _at(document: Document, entry: Entry, line: int | None = None) -> str:
    """`README.md:12: `Title``; `line` is that of the file where the entry comes from another format."""
    return f"{document.path}:{line or entry.line}: `{shorten(entry.title or entry.alias or '', 60)}`"


def _tied(tie: Tie) -> str:
    """`brackets around the venue: […] (12, line 5) and (…) (12, line 8)`."""
    sides = " and ".join(
        f"`{form}` ({plural(count, 'entry', 'entries')}, as on line {entry.line})"
        for form, count, entry in zip(tie.forms, tie.counts, tie.examples, strict=True)
    )
    return f"{tie.name}: {sides}"


def _told(merged: Merged, path: str, every: bool) -> tuple[str, ...]:
    from awesome_lint.normalize.merged import summary, told

    return (f"{path}: {summary(merged)}", *told(merged, every))


def _settled(merged: Merged) -> bool:
    """Whether nothing is left for the maintainer."""
    return not merged.unplaced and all(one.decided or one.taken == "both" for one in merged.conflicts)
