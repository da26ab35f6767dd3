"""What makes a schema unusable: the operations that reach it are not served."""

from __future__ import annotations

import jsonschema_rs

from specbound.contract.build._context import Context
from specbound.spec import Node

_DIALECTS = (
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
)


def is_known_dialect(dialect: object) -> bool:
    """Whether schemas of a dialect mean what draft 2020-12 says."""
    return str(dialect).startswith(_DIALECTS)


class Faults:
    """Judges the keywords of single schemas."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._compiles: dict[str, bool] = {}

    def of(self, node: Node) -> str | None:
        """The reason why a schema cannot be used, None where it can; it has been reported then."""
        return self._patterns(node) or self._dialect(node)

    def _patterns(self, node: Node) -> str | None:
        pattern, properties = node.get("pattern"), node.get("patternProperties")
        places = [(pattern.value, pattern)] if pattern and isinstance(pattern.value, str) else []
        places += list(properties.items()) if properties else []
        for text, place in places:
            if not self._compile(text):
                return str(self._context.refuse(place, "bad-pattern", f"the pattern {text!r} cannot be compiled"))
        return None

    def _compile(self, pattern: str) -> bool:
        if pattern not in self._compiles:
            try:
                jsonschema_rs.Draft202012Validator({"pattern": pattern})
            except jsonschema_rs.ValidationError:
                self._compiles[pattern] = False
            else:
                self._compiles[pattern] = True
        return self._compiles[pattern]

    def _dialect(self, node: Node) -> str | None:
        dialect = node.get("$schema")
        if dialect is None or self._context.library.legacy or is_known_dialect(dialect.value):
            return None
        return str(
            self._context.refuse(dialect, "schema-dialect", f"the dialect {dialect.value!r} is not draft 2020-12")
        )
