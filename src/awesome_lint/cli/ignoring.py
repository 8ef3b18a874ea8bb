"""`check --add-ignores`: suppression comments for what was found, written into the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial

import click

from awesome_lint.cli.reading import Lists
from awesome_lint.cli.streams import fail, say
from awesome_lint.files import FileError, read_text, write_atomic
from awesome_lint.findings import Finding
from awesome_lint.knowledge import knowledge
from awesome_lint.lint.configuration import Configurations
from awesome_lint.lint.ignoring import with_ignores
from awesome_lint.model import Document
from awesome_lint.parse import parse_document
from awesome_lint.report.summary import plural
from awesome_lint.rules.facts import Facts
from awesome_lint.source import Source

UNUSED = "X001"
"""What this rule finds is a suppression itself."""


def add_ignores(
    lists: Lists,
    findings: Sequence[Finding],
    configurations: Configurations,
    max_size: int,
    judge: Callable[[Document], Sequence[Finding]],
    *,
    quiet: bool,
) -> int:
    """Write comments for `findings`, and say what was written and what was not; the exit code.

    `judge` gives what is shown of a list: what is left in it after the comments is said, too.
    """
    if any(document.source.path is None or document.path == "-" for document in lists.documents):
        raise click.UsageError("--add-ignores writes into files, and cannot into standard input")
    by_path: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    failed = lists.failed
    for document in lists.documents:
        wanted = [finding for finding in by_path.get(document.path, ()) if finding.code != UNUSED]
        left = [finding for finding in by_path.get(document.path, ()) if finding.code == UNUSED]
        if wanted:
            own = configurations.of(document.path).knowledge
            text, without = with_ignores(Facts(document, own or knowledge()), wanted, partial(parse_document, base=own))
            left += without
            try:
                file = read_text(document.path, max_size)
                if file.source.text != document.source.text:
                    raise FileError(document.path, "the file was changed meanwhile, and is left as it is; run again")
                if text != file.source.text:
                    write_atomic(document.path, file.encode(text))
            except FileError as problem:
                fail(str(problem))
                failed = True
                continue
            if not quiet:
                count = len(wanted) - len(without)
                say(f"awesome-lint: {document.path}: {plural(count, 'finding')} suppressed")
            known = {(finding.code, finding.message) for finding in left}
            for finding in judge(lists.parse(Source(text, document.path))):
                if (finding.code, finding.message) not in known:
                    place = f"{finding.path}:{finding.line}"
                    say(f"awesome-lint: {place}: {finding.code} is there with the comments: {finding.message}")
        for finding in left:
            say(f"awesome-lint: {finding.path}:{finding.line}: {finding.code} has no place for a comment, or is one")
    return 2 if failed else 0
