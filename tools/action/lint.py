"""Runs `awesome-lint check` or `awesome-lint links`, and tells the workflow what it came to.

The step itself succeeds whatever is found: what comes after it (keeping answers, uploading findings) is done in any
case, and the action's last step ends with the exit code.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workflow import annotate, event, is_true, set_outputs, words

LARGEST_SUMMARY = 1024 * 1024  # bytes a step; GitHub shows nothing of a larger one
TITLES = {"check": "Lists", "links": "Links"}
GITHUB = "https://github.com"


def main(command: str) -> None:
    folder = Path(os.environ["LINT_FOLDER"], command)
    folder.mkdir(exist_ok=True)
    cache = kept_answers(command)
    before = digest(cache)
    code, errors = run([*called(command, folder, cache)], command)
    outputs = {"counts": counted(folder / "findings.json", code), "cache-changed": str(digest(cache) != before).lower()}
    for name, file in (("json", "findings.json"), ("sarif", "findings.sarif")):
        if (folder / file).exists():
            outputs[name] = str(folder / file)
    outputs["upload"] = str("sarif" in outputs and may_upload()).lower()
    set_outputs(outputs)
    if code not in (0, 1):
        reason = "\n".join(errors) or "see the log above"
        annotate(f"awesome-lint {command} ended with exit code {code}: {reason}")
    if is_true("LINT_SUMMARY"):
        summarize(command, folder / "findings.md", errors)


def called(command: str, folder: Path, cache: Path | None) -> Iterator[str]:
    """The command line. What the workflow's own arguments say comes later, and holds."""
    yield from (os.environ["LINT_PYTHON"], "-I", "-X", "utf8", "-m", "awesome_lint", command)
    yield from ("--output-format", "github" if is_true("LINT_ANNOTATIONS") else "concise")
    yield from ("--report", f"json={folder / 'findings.json'}", "--report", f"markdown={folder / 'findings.md'}")
    if is_true("LINT_SARIF"):
        yield from ("--report", f"sarif={folder / 'findings.sarif'}")
    if base := os.environ.get("LINT_BASE"):
        yield from ("--diff-base", base)
    if cache is not None:
        yield from ("--cache", str(cache))
    yield from words("LINT_ARGS")
    yield "--"
    for path in words("LINT_PATHS") or ["."]:
        yield from (path,) if os.path.exists(path) else sorted(glob.glob(path, recursive=True)) or (path,)


def kept_answers(command: str) -> Path | None:
    """The file of answers that is restored before a run and saved after it; None where none is."""
    folder = os.environ.get("LINT_CACHE_FOLDER")
    return Path(folder, "links.sqlite") if command == "links" and folder and is_true("LINT_CACHE") else None


def digest(file: Path | None) -> str:
    if file is None or not file.exists():
        return ""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def run(call: list[str], command: str) -> tuple[int, list[str]]:
    """The exit code, and what was said to have gone wrong. All that the command says passes through."""
    errors = []
    with subprocess.Popen(
        call, env=environment(command), stderr=subprocess.PIPE, encoding="utf-8", errors="backslashreplace"
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            sys.stderr.write(line)
            sys.stderr.flush()
            for mark in ("awesome-lint: error: ", "Error: "):
                if line.startswith(mark):
                    errors.append(line.removeprefix(mark).rstrip("\n"))
    return process.returncode, errors


def environment(command: str) -> dict[str, str]:
    """The environment of the command: none of the action's own variables, and the token for `links` alone.

    The token of a GitHub server of one's own means nothing to github.com, where links are looked up.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LINT_")}
    token = os.environ.get("LINT_TOKEN")
    if command == "links" and token and os.environ.get("GITHUB_SERVER_URL", GITHUB) == GITHUB:
        kept["GITHUB_TOKEN"] = token
    return kept


def counted(file: Path, code: int) -> str:
    """What the last step adds up, as JSON."""
    findings: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else []
    errors = sum(finding["severity"] == "error" for finding in findings)
    return json.dumps({"findings": len(findings), "errors": errors, "exit-code": code})


def may_upload() -> bool:
    """Whether the token may write: that of a pull request from a fork, or of one by Dependabot, may only read."""
    pull = event().get("pull_request")
    if not isinstance(pull, dict):
        return True
    ours = ((pull.get("head") or {}).get("repo") or {}).get("full_name") == os.environ.get("GITHUB_REPOSITORY")
    allowed = ours and os.environ.get("GITHUB_ACTOR") != "dependabot[bot]"
    if not allowed:
        annotate("findings are not uploaded: the token of a pull request from a fork may only read", "notice")
    return allowed


def summarize(command: str, page: Path, errors: list[str]) -> None:
    """Append the page of findings to the summary of the job, or what went wrong, as code that means only itself."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    said = "".join(f"    {line}\n" for error in errors for line in error.splitlines())
    added = f"## {TITLES[command]}\n\n{text}" + (f"\nWhat went wrong:\n\n{said}" if said else "") + "\n"
    with open(os.environ["GITHUB_STEP_SUMMARY"], "ab") as file:
        if file.tell() + len(added.encode()) <= LARGEST_SUMMARY:
            file.write(added.encode())
        else:
            annotate("the summary is full: the findings stand in the log of this step", "notice")


if __name__ == "__main__":
    main(sys.argv[1])
