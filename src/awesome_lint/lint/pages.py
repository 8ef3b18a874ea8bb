"""A rule as a page of Markdown, for the terminal and the documentation."""

from __future__ import annotations

from collections.abc import Iterator
from inspect import cleandoc

from awesome_lint.findings import RuleInfo
from awesome_lint.model import Evidence
from awesome_lint.rules.base import Example, Option, OptionValue, Rule


def rule_info(rule: type[Rule]) -> RuleInfo:
    """What reports say of a rule."""
    return RuleInfo(
        rule.code, rule.name, rule.severity, rule.summary(), cleandoc(rule.__doc__ or ""), rule.url(), rule.fixable
    )


def explain(rule: type[Rule], examples: int = 2) -> str:
    """The page of a rule: name, severity, docstring, options and the first `examples` of each kind.

    Ends with a line break.
    """
    return "\n\n".join(_parts(rule, examples)) + "\n"


def _parts(rule: type[Rule], examples: int) -> Iterator[str]:
    yield f"# {rule.code} {rule.name}"
    fix = f"Fix: {rule.fixable}." if rule.fixable else "No fix."
    yield f"Severity: {rule.severity}. {fix} {'On' if rule.on else 'Off'} by default."
    yield cleandoc(rule.__doc__ or "")
    if rule.options:
        yield "## Options"
        yield "\n".join(_option(name, option) for name, option in rule.options.items())
    if rule.invalid:
        yield "## Reported"
        for example in rule.invalid[:examples]:
            yield _example(example)
            yield "\n".join(f"- line {want.line}: {want.message}" for want in example.findings)
            if example.fixed is not None:
                yield "Fixed:"
                yield _fenced(example.fixed)
    if rule.valid:
        yield "## Not reported"
        for example in rule.valid[:examples]:
            yield _example(example)


def _option(name: str, option: Option) -> str:
    choices = f" ({', '.join(option.choices)})" if option.choices else ""
    return f"- `{name}`, default `{_value(option.default)}`{choices}: {option.help}"


def _value(value: OptionValue) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _example(example: Example) -> str:
    head = [example.note] if example.note else []
    if example.options:
        head.append("With " + ", ".join(f"`{name} = {_value(value)}`" for name, value in example.options.items()) + ":")
    others = (f"`{path}`:\n\n{_fenced(text)}" for path, text in example.others.items())
    told = (f"The network says of {url}: {_said(evidence)}." for url, evidence in (example.evidence or {}).items())
    return "\n\n".join([*head, _fenced(example.text), *others, *told])


def _said(evidence: Evidence) -> str:
    """Evidence in words: `moved, leads_to https://example.org/`."""
    row = evidence.export()
    shown = [row.pop("verdict")]
    for name, value in row.items():
        if name in ("published", "resources"):
            shown += (" ".join(str(part) for part in one.values() if part and part is not True) for one in value)
        elif name == "titles":
            shown += (f"`{title}`" for title in value)
        elif name in ("reason", "source", "withdrawn"):
            shown.append(value)
        elif name == "archived":
            shown.append(name)
        elif name in ("leads_to", "capture"):
            shown.append(f"{'leads to' if name == 'leads_to' else 'captured at'} {value}")
        elif name == "days":
            shown.append(f"found so on {value} days")
    return ", ".join(shown)


def _fenced(text: str) -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}markdown\n{text.rstrip()}\n{fence}"
