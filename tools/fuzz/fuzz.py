"""One target of tests/fuzz/targets.py with inputs that libFuzzer makes, guided by the code they reach.

    python tools/fuzz/fuzz.py --list
    python tools/fuzz/fuzz.py lists -max_total_time=600
    python tools/fuzz/fuzz.py lists crash-4711      # one input again

Everything behind the target's name goes to libFuzzer. Inputs that reached something new are kept in
`tools/fuzz/.corpus/TARGET`, those that broke a law in `tools/fuzz/.crashes`. It needs `pip install atheris`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]


def main() -> int:
    """Fuzz until a law is broken, or the time is over."""
    try:
        import atheris
    except ImportError:
        print("atheris is missing: pip install 'atheris>=3,<4' (Linux, Python 3.11 to 3.13)", file=sys.stderr)
        return 2
    with atheris.instrument_imports(include=["awesome_lint"]):
        from tests.fuzz import targets

        import awesome_lint.cli.check
        import awesome_lint.cli.checking
        import awesome_lint.lint.fixing
        import awesome_lint.net.client  # noqa: F401
    if len(sys.argv) < 2 or sys.argv[1] not in targets.TARGETS:
        print("\n".join(f"{name:<16}{function.__doc__}" for name, function in targets.TARGETS.items()))
        return 0 if sys.argv[1:] == ["--list"] else 2
    name = sys.argv.pop(1)
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    crashes = HERE / ".crashes"
    crashes.mkdir(exist_ok=True)
    more = [f"-artifact_prefix={crashes}/{name}-", "-timeout=60", "-rss_limit_mb=4096"]
    if not given:
        corpus = HERE / ".corpus" / name
        corpus.mkdir(parents=True, exist_ok=True)
        for data in targets.beginnings(name):
            (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
        more.append(str(corpus))
    atheris.Setup([sys.argv[0], *more, *sys.argv[1:]], targets.TARGETS[name])
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
