"""Bodies of one piece: JSON, text, forms, and bytes."""

from __future__ import annotations

from typing import Any, ClassVar, Protocol

from specbound.contract import MediaType
from specbound.runtime._errors import Violation
from specbound.runtime.decode._forms import FormFields
from specbound.runtime.decode._intake import BodyLimits
from specbound.runtime.decode._json import decode_json, malformed
from specbound.runtime.decode._judge import Judge


class Content(Protocol):
    """How the body of one media type is read. `is_text` tells that its charset must be UTF-8."""

    is_text: ClassVar[bool]

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        """The value, MISSING where it breaks the schema; what is wrong is added to `violations`."""
        ...


class JsonContent:
    """`application/json` and whatever ends in `+json`."""

    is_text: ClassVar[bool] = True

    def __init__(self, judge: Judge, limits: BodyLimits) -> None:
        self._settle = judge.settle
        self._max_depth = limits.max_depth
        self._refuse_duplicates = limits.refuse_duplicates

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        """Raises BadRequest where the bytes are no JSON."""
        value = decode_json(data, max_depth=self._max_depth, refuse_duplicates=self._refuse_duplicates)
        return self._settle(value, value, violations)


class TextContent:
    """`text/*` whose schema is a string."""

    is_text: ClassVar[bool] = True

    def __init__(self, judge: Judge) -> None:
        self._settle = judge.settle

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        """Raises BadRequest where the bytes are not UTF-8."""
        try:
            text = data.decode()
        except UnicodeDecodeError:
            raise malformed("The text is not UTF-8.") from None
        return self._settle(text, text, violations)


class FormContent:
    """`application/x-www-form-urlencoded`."""

    is_text: ClassVar[bool] = True

    def __init__(self, judge: Judge, media: MediaType, limits: BodyLimits) -> None:
        self._settle = judge.settle
        self._fields = FormFields(media, limits)

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        """Raises BadRequest where an escape is broken."""
        value = self._fields.read(data)
        return self._settle(value, value, violations)


class BinaryContent:
    """Anything else: the bytes as they are. A schema can say no more of them than how many there may be."""

    is_text: ClassVar[bool] = False

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def read(self, data: bytes, violations: list[Violation]) -> Any:
        """The bytes."""
        return self._judge.settle(self._judge.stand_in(len(data)), data, violations)
