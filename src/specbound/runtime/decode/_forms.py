"""Forms (OpenAPI 3.1, 4.8.14.4 and 4.8.15.1): pairs of texts, read into an object by the shapes of its properties."""

from __future__ import annotations

from typing import Any, Final

from specbound.contract import JSON, Encoding, MediaType, Parameter, Shape
from specbound.runtime._errors import BadRequest, Location
from specbound.runtime.decode._intake import BodyLimits
from specbound.runtime.decode._json import decode_json, malformed
from specbound.runtime.decode._layout import Layout
from specbound.runtime.decode._media import is_json
from specbound.runtime.decode._styles import Found
from specbound.runtime.decode._text import Malformed, ascii_text, member_shape, read_scalar, unquote_plus

STRING: Final = Shape(("string",))
_OBJECT: Final = Shape(("object",))
_DEFAULT: Final = Encoding()


class FormFields:
    """The properties of one form, compiled once.

    A property whose encoding gives `style`, `explode` or `allowReserved` is laid out like a query parameter. Any other
    is one text, or one text for each item; the text is JSON where it stands for an object or its content type says so.
    """

    def __init__(self, media: MediaType, limits: BodyLimits) -> None:
        self._shape = media.shape or _OBJECT
        self._limits = limits
        self._encodings = media.encodings
        self._styled = [_layout(name, each, self._shape) for name, each in media.encodings.items() if _is_styled(each)]
        for layout in self._styled:
            layout.leave(frozenset(self._shape.properties))

    def read(self, data: bytes) -> dict[str, Any]:
        """The members that the form gives. Raises BadRequest where an escape is broken or pairs are too many."""
        found = self._pairs(data)
        members: dict[str, Any] = {}
        for layout in self._styled:
            own = layout.own(found)
            if own:
                members[layout.name] = _styled_value(layout, own)
        for name, texts in found.items():
            if not any(layout.owns(name) for layout in self._styled):
                members[name] = self._plain_value(name, texts)
        return members

    def _pairs(self, data: bytes) -> dict[str, list[str]]:
        if data.count(b"&") >= self._limits.max_fields:
            raise malformed(f"The form has more than {self._limits.max_fields} fields.")
        found: dict[str, list[str]] = {}
        for pair in filter(None, ascii_text(data).split("&")):
            name, _, text = pair.partition("=")
            found.setdefault(_decoded(name, ("body",)), []).append(text)
        return found

    def _plain_value(self, name: str, texts: list[str]) -> JSON:
        shape = member_shape(self._shape, name) or STRING
        encoding = self._encodings.get(name, _DEFAULT)
        as_json = bool(encoding.content_types) and is_json(encoding.content_types[0])
        listed = "array" in shape.types
        items = (shape.items or STRING) if listed else shape
        values = [
            text_value(_decoded(text, ("body", name)), items, as_json=as_json, limits=self._limits) for text in texts
        ]
        if len(values) > 1 or (listed and not (isinstance(values[0], list) and "array" not in items.types)):
            return values  # where one value is asked for, the schema refuses the list
        return values[0]


def text_value(text: str, shape: Shape, *, as_json: bool, limits: BodyLimits) -> JSON:
    """A text as JSON where its type says so, or where it stands for an object; else as a scalar.

    A text that should be JSON and is none stays a text, for the schema to refuse.
    """
    if as_json or "object" in shape.types or "array" in shape.types:
        try:
            value = decode_json(text.encode(), max_depth=limits.max_depth, refuse_duplicates=limits.refuse_duplicates)
        except BadRequest:
            return read_scalar(text, shape.types)
        if as_json or isinstance(value, (dict, list)):
            return value
    return read_scalar(text, shape.types)


def _decoded(text: str, loc: Location) -> str:
    try:
        return unquote_plus(text)
    except Malformed as error:
        raise malformed(str(error), loc) from None


def _is_styled(encoding: Encoding) -> bool:
    return encoding.style is not None or encoding.explode is not None or encoding.allow_reserved


def _layout(name: str, encoding: Encoding, shape: Shape) -> Layout:
    style = encoding.style or "form"
    parameter = Parameter(
        name=name,
        location="query",
        field=name,
        required=False,
        schema=True,
        shape=member_shape(shape, name) or STRING,
        style=style,
        explode=style == "form" if encoding.explode is None else encoding.explode,
        allow_reserved=encoding.allow_reserved,
    )
    return Layout(parameter)


def _styled_value(layout: Layout, found: Found) -> JSON:
    try:
        return next(layout.values(found))
    except Malformed as error:
        raise malformed(str(error), ("body", layout.name)) from None
