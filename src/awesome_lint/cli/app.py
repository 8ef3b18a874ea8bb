"""`awesome-lint`: the entry point."""

from __future__ import annotations

import gc
from collections.abc import Sequence

EXIT_INTERRUPTED = 130
OBJECTS_BETWEEN_COLLECTIONS = 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line with `arguments` (None: the process's own) and return the exit code. Raises nothing."""
    own_process = arguments is None
    if own_process:
        # What a run makes, modules, nodes and entries, lives to its end. By default Python looks through all of it for
        # garbage after every 700 new objects, which takes a tenth of a run over a small list. There is next to none: of
        # 100,000 objects that reading a large list leaves behind, some 400.
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from awesome_lint.cli.group import run  # and click, after the line above
    except KeyboardInterrupt:  # before there is anything to say
        return EXIT_INTERRUPTED

    code = run(None if arguments is None else list(arguments))
    if own_process:
        gc.freeze()  # nor does it have to be looked through when the process ends
    return code
