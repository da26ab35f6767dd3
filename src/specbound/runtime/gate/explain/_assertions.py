"""The assertions of JSON Schema (draft 2020-12, validation, section 6) in plain words.

Those of `NATIVE` are decided here. What takes care to decide, such as patterns and formats, is left to the compiled
validator, so that the words never disagree with the verdict: `DELEGATED` has the words alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from specbound.contract import JSON

_SHOWN: Final = 10
_WIDTH: Final = 60


class Fault(NamedTuple):
    """What is wrong with a value, apart from its place. `type` is stable, for programs."""

    msg: str
    type: str


Assertion: TypeAlias = Callable[[Any, JSON], Fault | None]
"""Takes the keyword's argument and the value."""

_NOUNS: Final = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "null": "null",
    "array": "an array",
    "object": "an object",
}


def shown(value: JSON) -> str:
    """A value of the schema as JSON, cut to a width that fits a message."""
    return cut(json.dumps(value, ensure_ascii=False))


def cut(text: str) -> str:
    """The text, its end left out where it is long."""
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 3]}..."


def listed(words: Iterable[str]) -> str:
    """`a, b or c`; a long list is cut."""
    words = list(words)
    words = [*words[:_SHOWN], f"{len(words) - _SHOWN} others"] if len(words) > _SHOWN + 1 else words
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def is_number(value: JSON) -> bool:
    """Whether this is a JSON number; Python's booleans are integers, JSON's are not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_IS_TYPE: Final[dict[str, Callable[[JSON], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: is_number(value) and (isinstance(value, int) or value.is_integer()),
    "number": is_number,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def type_names(types: str | list[str]) -> list[str]:
    """The argument of `type` as a list."""
    return [types] if isinstance(types, str) else types


def wrong_type(names: Iterable[str]) -> Fault:
    """The fault of a value that is of none of these types."""
    return Fault(f"This must be {listed(_NOUNS[name] for name in dict.fromkeys(names))}.", "type")


def not_listed(options: list[JSON]) -> Fault:
    """The fault of a value that is none of these."""
    return Fault(f"This must be {listed(shown(option) for option in options)}.", "enum")


def _type(types: Any, value: JSON) -> Fault | None:
    names = type_names(types)
    return None if any(_IS_TYPE[name](value) for name in names) else wrong_type(names)


def _maximum(limit: Any, value: JSON) -> Fault | None:
    return Fault(f"This must be at most {limit}.", "too_large") if is_number(value) and value > limit else None


def _minimum(limit: Any, value: JSON) -> Fault | None:
    return Fault(f"This must be at least {limit}.", "too_small") if is_number(value) and value < limit else None


def _exclusive_maximum(limit: Any, value: JSON) -> Fault | None:
    return Fault(f"This must be less than {limit}.", "too_large") if is_number(value) and value >= limit else None


def _exclusive_minimum(limit: Any, value: JSON) -> Fault | None:
    return Fault(f"This must be greater than {limit}.", "too_small") if is_number(value) and value <= limit else None


def _at_most(kind: type[str | list[Any] | dict[str, Any]], unit: str, name: str) -> Assertion:
    def check(limit: Any, value: JSON) -> Fault | None:
        if isinstance(value, kind) and len(value) > limit:
            return Fault(f"This must have at most {counted(limit, unit)}.", name)
        return None

    return check


def _at_least(kind: type[str | list[Any] | dict[str, Any]], unit: str, name: str) -> Assertion:
    def check(limit: Any, value: JSON) -> Fault | None:
        if isinstance(value, kind) and len(value) < limit:
            return Fault(f"This must have at least {counted(limit, unit)}.", name)
        return None

    return check


def counted(count: float, unit: str) -> str:
    """`1 item`, `2 items`."""
    plural = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    return f"{int(count)} {unit if count == 1 else plural}"


NATIVE: Final[dict[str, Assertion]] = {
    "type": _type,
    "maximum": _maximum,
    "minimum": _minimum,
    "exclusiveMaximum": _exclusive_maximum,
    "exclusiveMinimum": _exclusive_minimum,
    "maxLength": _at_most(str, "character", "too_long"),
    "minLength": _at_least(str, "character", "too_short"),
    "maxItems": _at_most(list, "item", "too_many_items"),
    "minItems": _at_least(list, "item", "too_few_items"),
    "maxProperties": _at_most(dict, "property", "too_many_properties"),
    "minProperties": _at_least(dict, "property", "too_few_properties"),
}
"""By keyword."""

DELEGATED: Final[dict[str, Callable[[Any], Fault]]] = {
    "enum": not_listed,
    "const": lambda expected: Fault(f"This must be {shown(expected)}.", "const"),
    "multipleOf": lambda divisor: Fault(f"This must be a multiple of {divisor}.", "multiple_of"),
    "pattern": lambda pattern: Fault(f"This must match the pattern {cut(pattern)}.", "pattern"),
    "format": lambda name: Fault(f"This must have the format {cut(name)}.", "format"),
    "uniqueItems": lambda _: Fault("No item may be repeated.", "duplicate_items"),
}
"""The fault of a value that breaks the keyword with this argument."""
