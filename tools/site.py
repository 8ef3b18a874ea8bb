"""What MkDocs does beyond its own for `make docs`.

The pages of `docs/` are read on GitHub too: there a link to a file outside of `docs/` is relative. On the site it leads
to the repository, or to the page that the file became.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
REPOSITORY = "https://github.com/awesome-lint/awesome-lint/blob/main/"
TAKEN_IN = {"CHANGELOG.md": "changelog.md", "CONTRIBUTING.md": "contributing.md"}
"""Files beside `docs/` that are pages of the site, and their names there."""

_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)\s#]+)(#[^)\s]*)?(?=\))")
_CODE = re.compile(
    r"(^ *(?P<fence>`{3,})[^\n]*\n.*?^ *(?P=fence) *$|(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))", re.M | re.S
)
_FAMILY = re.compile(r"## (.+)")
_RULE = re.compile(r"\| \[(\w+)\]\((\S+)\) \| (\S+) ")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of rules into the navigation, a section a family."""
    for item in config.nav or []:
        if item == {"Rules": "rules"}:
            item["Rules"] = ["rules/README.md", *_families()]
    return config


def _families() -> list[dict[str, Any]]:
    """The families and their rules, as the index of the rules has them."""
    families: dict[str, list[dict[str, str]]] = {}
    for line in (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8").splitlines():
        if family := _FAMILY.fullmatch(line):
            families[family[1]] = []
        elif rule := _RULE.match(line):
            families[next(reversed(families))].append({f"{rule[1]} {rule[3]}": f"rules/{rule[2]}"})
    return [{family: rules} for family, rules in families.items()]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take in the pages that lie beside `docs/`."""
    for name, page in TAKEN_IN.items():
        files.append(File.generated(config, page, content=(ROOT / name).read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:
    """Let links that leave `docs/` lead to where their files are read."""
    own = {site: name for name, site in TAKEN_IN.items()}.get(page.file.src_uri, f"docs/{page.file.src_uri}")

    def elsewhere(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(own), match[1]))
        fragment = match[2] or ""
        inside = TAKEN_IN.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else None)
        if inside is None:
            return f"{REPOSITORY}{target}{fragment}"
        return posixpath.relpath(inside, posixpath.dirname(page.file.src_uri) or ".") + fragment

    parts, place = [], 0
    for code in _CODE.finditer(markdown):
        parts += [_LINK.sub(elsewhere, markdown[place : code.start()]), code[0]]
        place = code.end()
    return "".join([*parts, _LINK.sub(elsewhere, markdown[place:])])
