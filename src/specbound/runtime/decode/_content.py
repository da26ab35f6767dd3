"""Bodies of one piece: JSON, text, forms, and bytes."""

from __future__ import annotations

from typing import Any, Protocol

from specbound.contract import MediaType
from specbound.runtime._errors import UnsupportedMediaType
from specbound.runtime.decode._forms import FormFields
from specbound.runtime.decode._intake import BodyLimits, Intake
from specbound.runtime.decode._json import decode_json, malformed
from specbound.runtime.decode._judge import Judge


class Content(Protocol):
    """How the body of one media type is read."""

    async def read(self, body: Intake) -> Any:
        """The value, MISSING where it breaks the schema."""
        ...


class JsonContent:
    """`application/json` and whatever ends in `+json`."""

    def __init__(self, judge: Judge, limits: BodyLimits) -> None:
        self._settle = judge.settle
        self._max_depth = limits.max_depth
        self._refuse_duplicates = limits.refuse_duplicates

    async def read(self, body: Intake) -> Any:
        """Raises BadRequest where the bytes are no JSON, UnsupportedMediaType where a charset but UTF-8 is named."""
        _check_charset(body)
        data = await body.whole()
        value = decode_json(data, max_depth=self._max_depth, refuse_duplicates=self._refuse_duplicates)
        return self._settle(value, value, body.violations)


class TextContent:
    """`text/*` whose schema is a string."""

    def __init__(self, judge: Judge) -> None:
        self._settle = judge.settle

    async def read(self, body: Intake) -> Any:
        """Raises BadRequest where the bytes are not UTF-8, UnsupportedMediaType where another charset is named."""
        _check_charset(body)
        try:
            text = (await body.whole()).decode()
        except UnicodeDecodeError:
            raise malformed("The text is not UTF-8.") from None
        return self._settle(text, text, body.violations)


class FormContent:
    """`application/x-www-form-urlencoded`."""

    def __init__(self, judge: Judge, media: MediaType, limits: BodyLimits) -> None:
        self._settle = judge.settle
        self._fields = FormFields(media, limits)

    async def read(self, body: Intake) -> Any:
        """Raises BadRequest where an escape is broken, UnsupportedMediaType where a charset but UTF-8 is named."""
        _check_charset(body)
        value = self._fields.read(await body.whole())
        return self._settle(value, value, body.violations)


class BinaryContent:
    """Anything else: the bytes as they are. A schema can say no more of them than how many there may be."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    async def read(self, body: Intake) -> Any:
        """The bytes."""
        data = await body.whole()
        return self._judge.settle(self._judge.stand_in(len(data)), data, body.violations)


def _check_charset(body: Intake) -> None:
    if not body.content_type.is_utf8:
        raise UnsupportedMediaType("The charset must be UTF-8.")
