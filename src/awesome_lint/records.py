"""`NamedTuple`, defined in a tenth of the time.

`typing.NamedTuple` compiles the annotation of every field when a class is defined, and `collections.namedtuple` a
constructor. There are a hundred such classes, and at the start of every run that took as long as reading a short list
does. Here they share what they can: constructors for equally many fields have the same code, which only calls its
arguments by other names. Nothing here asks for annotations at run time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414 - re-exported
else:
    from collections import namedtuple
    from functools import cache
    from types import CodeType, FunctionType

    _PLACES = [f"at{place}" for place in range(40)]  # more than any class has fields
    _GETTING = namedtuple("_GETTING", _PLACES)  # kept: the collector empties the namespace of a class nobody holds
    _GETTERS = [vars(_GETTING)[place] for place in _PLACES]

    class _Record(tuple):
        """What named tuples can do, as `collections.namedtuple` has it."""

        __slots__ = ()
        _fields = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            said = ", ".join(f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self):
            return tuple(self)

    class _RecordType(type):
        """Makes a named tuple of a class with annotated fields, methods and properties."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body["__annotations__"])
            defaults = {field: body[field] for field in fields if field in body}
            body.update(zip(fields, _GETTERS, strict=False))
            body.update(__slots__=(), _fields=fields, _field_defaults=defaults, __match_args__=fields)
            body["__new__"] = _constructor(name, fields, tuple(defaults.values()))
            return type(name, (_Record,), body)

    def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
        code = _constructing(len(fields)).replace(co_varnames=("_cls", *fields), co_qualname=f"{name}.__new__")
        return FunctionType(code, {"_new": tuple.__new__}, "__new__", defaults)

    @cache
    def _constructing(size: int) -> CodeType:
        """What makes a tuple of so many values."""
        values = "".join(f"{place}, " for place in _PLACES[:size])
        return eval(f"lambda _cls, {values}: _new(_cls, ({values}))").__code__

    NamedTuple = type.__new__(_RecordType, "NamedTuple", (), {})
