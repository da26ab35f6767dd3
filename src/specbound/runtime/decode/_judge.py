"""The schema of a body and the type that it is built into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic import MISSING, ValidationError
from pydantic.errors import PydanticUserError

from specbound.contract import JSON, MediaType
from specbound.errors import ConfigurationError
from specbound.runtime._errors import Location, Violation
from specbound.runtime._model import builder
from specbound.runtime.gate import Definitions, Gate

BODY: Final[Location] = ("body",)


class ModelMismatch(RuntimeError):
    """A model refused a value that the schema accepts: generated code and contract do not belong together."""


class Judge:
    """Decides on the body of one media type, and builds what a handler is given."""

    def __init__(self, media: MediaType, definitions: Definitions, type_: Any, place: str) -> None:
        """Raises ConfigurationError where the schema cannot be compiled or the type is none that pydantic knows."""
        schema = True if media.schema is None else media.schema
        self._gate = Gate(schema, definitions, f"{place}: body {media.name}")
        self._valid = self._gate.is_valid
        self._build = _builder(type_, f"{place}: body {media.name}")
        self._longest = definitions.longest(schema)

    def settle(self, judged: JSON, value: Any, violations: list[Violation]) -> Any:
        """The value built, where the schema accepts `judged`, which is the value as JSON sees it; else MISSING."""
        if self._valid(judged):
            return self._build(value)
        violations.extend(self._gate.violations(judged, BODY))
        return MISSING

    def stand_in(self, size: int) -> str:
        """A string that the schema judges as it would a file of so many bytes: a file has a length, and no text."""
        return "x" * min(size, self._longest)


def _builder(type_: Any, place: str) -> Callable[[Any], Any]:
    if type_ in (Any, str, bytes):
        return lambda value: value
    try:
        make = builder(type_)
    except PydanticUserError as error:
        raise ConfigurationError(f"{place}: {type_!r} is no type that pydantic knows.") from error

    def build(value: Any) -> Any:
        try:
            return make(value)
        except ValidationError as error:
            # The input is left out: it is the client's, and may be secret.
            places = [(each["loc"], each["type"]) for each in error.errors(include_input=False, include_url=False)]
            raise ModelMismatch(f"{place}: the model refuses what the schema accepts: {places[:10]}") from None

    return build
