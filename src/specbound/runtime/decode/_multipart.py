"""`multipart/form-data` (RFC 7578; OpenAPI 3.1, 4.8.14.5): parts read as they arrive, files spooled to disk."""

from __future__ import annotations

from typing import Any, Final

from pydantic import MISSING

from specbound.contract import JSON, Encoding, MediaType, Shape
from specbound.runtime._errors import Location, Violation
from specbound.runtime.decode._forms import STRING, text_value
from specbound.runtime.decode._intake import BodyLimits, Intake
from specbound.runtime.decode._json import decode_json, malformed
from specbound.runtime.decode._judge import Judge
from specbound.runtime.decode._media import is_json, matches
from specbound.runtime.decode._parts import Part, PartReader
from specbound.runtime.decode._text import member_shape

_OBJECT: Final = Shape(("object",))
_DEFAULT: Final = Encoding()


class MultipartContent:
    """A multipart body, compiled: parts by property, an item of an array for each part of its name."""

    def __init__(self, judge: Judge, media: MediaType, limits: BodyLimits) -> None:
        self._judge = judge
        self._shape = media.shape or _OBJECT
        self._encodings = media.encodings
        self._limits = limits

    async def read(self, body: Intake) -> Any:
        """Raises BadRequest where the bytes are no multipart body, or where its parts exceed a limit."""
        boundary = body.content_type.parameters.get("boundary", "")
        reader = PartReader(boundary, self._is_file, self._limits, body.files)
        async for piece in body.pieces():
            await reader.feed(piece)
        value: dict[str, Any] = {}
        judged: dict[str, JSON] = {}
        found: list[Violation] = []
        for name, parts in (await reader.finished()).items():
            value[name], judged[name] = self._member(name, parts, found)
        body.violations.extend(found)
        settled = self._judge.settle(judged, value, body.violations)
        return MISSING if found else settled

    def _is_file(self, name: str, filename: str | None) -> bool:
        shape = member_shape(self._shape, name)
        if shape is None:
            return filename is not None
        return shape.binary or (shape.items is not None and shape.items.binary)

    def _member(self, name: str, parts: list[Part], violations: list[Violation]) -> tuple[Any, JSON]:
        """The member as it is built, and as the schema sees it."""
        said = member_shape(self._shape, name)
        shape = said or STRING
        listed = "array" in shape.types or (said is None and len(parts) > 1)
        items = (shape.items or STRING) if listed else shape
        encoding = self._encodings.get(name, _DEFAULT)
        pairs: list[tuple[Any, JSON]] = []
        for index, part in enumerate(parts):
            loc = ("body", name, index) if listed else ("body", name)
            violations.extend(_wrong_type(part, encoding, loc))
            pairs.append(self._value(part, items, encoding, loc))
        if not listed:
            if len(parts) > 1:
                violations.append(Violation(("body", name), "This must be given once.", "repeated"))
            return pairs[0]
        if len(pairs) == 1 and isinstance(pairs[0][1], list) and "array" not in items.types:
            return pairs[0]  # one JSON part that holds the whole array
        return [value for value, _ in pairs], [judged for _, judged in pairs]

    def _value(self, part: Part, shape: Shape, encoding: Encoding, loc: Location) -> tuple[Any, JSON]:
        if part.file is not None:
            return part.file, self._judge.stand_in(part.file.size or 0)
        value = self._text_value(part, shape, encoding, loc)
        return value, value

    def _text_value(self, part: Part, shape: Shape, encoding: Encoding, loc: Location) -> JSON:
        if part.content_type is not None and is_json(part.content_type.name):
            return decode_json(
                bytes(part.data),
                max_depth=self._limits.max_depth,
                refuse_duplicates=self._limits.refuse_duplicates,
                loc=loc,
            )
        try:
            text = part.data.decode()
        except UnicodeDecodeError:
            raise malformed("The text is not UTF-8.", loc) from None
        declared = part.content_type is None and bool(encoding.content_types) and is_json(encoding.content_types[0])
        return text_value(text, shape, as_json=declared, limits=self._limits)


def _wrong_type(part: Part, encoding: Encoding, loc: Location) -> list[Violation]:
    """A part that does not say what it is, is what the encoding says."""
    declared, given = encoding.content_types, part.content_type
    if given is None:
        return []
    if declared and not any(matches(each.partition(";")[0].strip().lower(), given.name) for each in declared):
        return [Violation(loc, f"The content type must be {' or '.join(declared)}.", "content_type")]
    if part.file is None and not given.is_utf8:
        return [Violation(loc, "The charset must be UTF-8.", "content_type")]
    return []
