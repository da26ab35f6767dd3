"""Types as Python annotations."""

from __future__ import annotations

from specbound.generate._types import (
    Anything,
    Array,
    Fixed,
    Literals,
    Mapping,
    Primitive,
    Record,
    Reference,
    Tagged,
    Type,
    Union,
)

_NAMES = {
    "string": "str",
    "integer": "int",
    "number": "int | float",
    "boolean": "bool",
    "null": "None",
    "file": "UploadFile",
}


def annotation(type_: Type, module: str = "") -> str:  # noqa: PLR0911 - one for each type
    """The annotation in Python. Classes and aliases are looked up in `module`, written with its dot ("models.")."""
    match type_:
        case Primitive():
            return _NAMES[type_.name]
        case Literals():
            return f"Literal[{', '.join(map(repr, type_.values))}]"
        case Reference():
            return f"{module}{type_.key}"
        case Array():
            return f"list[{annotation(type_.item, module)}]"
        case Fixed():
            return f"tuple[{', '.join(annotation(item, module) for item in type_.items) or '()'}]"
        case Mapping():
            return f"dict[str, {annotation(type_.value, module)}]"
        case Union() if type_.members:
            return " | ".join(dict.fromkeys(annotation(member, module) for member in type_.members))
        case Tagged():
            return _tagged(type_, module)
        case Anything() | Union() | Record():
            return "Any"


def _tagged(type_: Tagged, module: str) -> str:
    members = " | ".join(dict.fromkeys(annotation(member, module) for member in type_.members))
    choices = ", ".join(f"{value!r}: {annotation(target, module)}" for value, target in type_.choices)
    return f"Annotated[{members}, by_tag({type_.tag!r}, {{{choices}}})]"
