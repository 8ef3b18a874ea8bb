"""`NamedTuple`, defined in half the time.

`typing.NamedTuple` compiles the annotation of every field when a class is defined. There are some sixty such classes,
and at the start of every run that took longer than reading a short list does. Nothing here asks for annotations at run
time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - re-exported
else:
    from collections import namedtuple

    class _RecordType(type):
        """Makes a named tuple of a class with annotated fields, methods and properties."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = body["__annotations__"]
            defaults = [body[field] for field in fields if field in body]
            record = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields:
                    setattr(record, key, value)
            return record

    NamedTuple = type.__new__(_RecordType, "NamedTuple", (), {})
