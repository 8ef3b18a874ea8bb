"""The hook in `.pre-commit-config.yaml`: a new file, or lines put into one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from awesome_lint.rules.base import HOME
from awesome_lint.setup.written import RefusedError, inserted
from awesome_lint.version import __version__

if TYPE_CHECKING:
    import yaml

FILE = ".pre-commit-config.yaml"
HOOK = "awesome-lint"
_COMMENT = "# Refuses a commit that brings a bad entry; old faults are silent."


def new_hooks() -> str:
    """A file with nothing but the hook."""
    return f"{_COMMENT}\nrepos:\n{_block('  ')}"


def has_hook(text: str) -> bool:
    """Whether a configuration of pre-commit runs awesome-lint. False for what is no such configuration."""
    repos = _repos(text)
    found = [repo.get("hooks") for repo in repos if isinstance(repo, dict)]
    hooks = [hook for one in found if isinstance(one, list) for hook in one]
    return any(_runs(hook) for hook in hooks if isinstance(hook, dict))


def with_hook(text: str, path: str) -> str:
    """`text` with the hook as the last of its repositories. `RefusedError` where it cannot be put there."""
    import yaml

    offers: list[str | None] = []
    body = text.removeprefix("\ufeff")
    mark = text[: len(text) - len(body)]
    try:
        node = yaml.compose(body)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == "repos":
                    offers += [_inserted(body, key, value, tight=tight) for tight in (True, False)]
        if not offers:  # comments at most, or other keys
            offers = [inserted(body, len(body), f"repos:\n{_block('  ')}")]
        before, added = yaml.safe_load(body) or {}, yaml.safe_load(_block(""))
        expected = {**before, "repos": [*(before.get("repos") or ()), *added]}
        for offer in offers:
            if offer is not None and _reads_as(offer, expected):
                return mark + offer
    except (yaml.YAMLError, ValueError, AttributeError, TypeError, RecursionError) as problem:
        mark_ = getattr(problem, "problem_mark", None)
        where = f"{path}:{mark_.line + 1}" if mark_ is not None else path
        says = getattr(problem, "problem", None) or "expected a table with the key `repos`"
        raise RefusedError(where, f"cannot be read as YAML: {says}; mend it, and run again") from problem
    lines = _block("  ").rstrip("\n").replace("\n", "\n    ")
    raise RefusedError(path, f"the hook cannot be put in without touching more; add below `repos`:\n    {lines}")


def _repos(text: str) -> list[Any]:
    import yaml

    try:
        data = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return []
    repos = data.get("repos") if isinstance(data, dict) else None
    return repos if isinstance(repos, list) else []


def _runs(hook: dict[str, Any]) -> bool:
    return str(hook.get("id", "")).startswith(HOOK) or HOOK in str(hook.get("entry", ""))


def _reads_as(text: str, expected: object) -> bool:
    import yaml

    try:
        return bool(yaml.safe_load(text) == expected)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return False


def _block(indent: str) -> str:
    lines = [f"- repo: {HOME}", f"  rev: v{__version__}", "  hooks:", f"    - id: {HOOK}"]
    return "".join(f"{indent}{line}\n" for line in lines)


def _inserted(text: str, key: yaml.Node, value: yaml.Node, *, tight: bool) -> str | None:
    """The text with the hook behind the items of `repos`; None where they are written in a way that takes none.

    `tight`: before the blank lines behind the last item, unless they belong to a text of several lines.
    """
    import yaml

    if isinstance(value, yaml.SequenceNode) and value.flow_style and not value.value:
        end = text.find("\n", value.end_mark.index)
        rest = text[value.end_mark.index : end if end >= 0 else len(text)].strip("\r")
        if rest.strip() and not rest.lstrip().startswith("#"):
            return None
        start = value.start_mark.index
        while start and text[start - 1] in " \t":
            start -= 1
        emptied = text[:start] + text[value.end_mark.index :]
        line_end = emptied.find("\n", start)
        return inserted(emptied, len(emptied) if line_end < 0 else line_end + 1, _block("  "))
    if isinstance(value, yaml.ScalarNode) and not value.value:
        line_end = text.find("\n", key.end_mark.index)
        return inserted(text, len(text) if line_end < 0 else line_end + 1, _block("  "))
    if not isinstance(value, yaml.SequenceNode) or value.flow_style or not value.value:
        return None
    indent = value.start_mark.column
    starts = [0]
    lines = text.splitlines(keepends=True)
    for line in lines:
        starts.append(starts[-1] + len(line))
    last = min(_last_line(value), len(lines) - 1)
    while tight and last and not lines[last].strip():
        last -= 1
    for number in range(last + 1, len(lines)):  # comments that belong to the last item
        stripped = lines[number].strip()
        if stripped.startswith("#") and len(lines[number]) - len(lines[number].lstrip()) > indent:
            last = number
        elif stripped:
            break
    apart = any(
        not lines[one.start_mark.line - 1].strip() for one in value.value[1:] if 0 < one.start_mark.line <= len(lines)
    )
    block = ("\n" if apart else "") + _block(" " * indent)
    return inserted(text, starts[min(last + 1, len(lines))], block)


def _last_line(node: yaml.Node) -> int:
    """The last line, from 0, on which something of a node stands."""
    import yaml

    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        return max(map(_last_line, inner)) if isinstance(inner, tuple) else _last_line(inner)
    mark = node.end_mark
    return int(mark.line - 1 if mark.column == 0 and mark.line > node.start_mark.line else mark.line)
