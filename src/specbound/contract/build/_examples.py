"""Examples that stand beside schemas, and whether the schemas accept them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specbound.contract import Schema
from specbound.contract.build._context import Context
from specbound.contract.build._validators import Validators
from specbound.spec import BrokenReference, Node


@dataclass(slots=True)
class Examples:
    """The examples of one document, gathered as schemas are read and judged when all definitions are known."""

    context: Context
    _found: dict[object, tuple[Node, list[Schema]]] = field(default_factory=dict[object, tuple[Node, list[Schema]]])
    _own: set[object] = field(default_factory=set[object])

    def note(self, holder: Node, schema: Schema) -> None:
        """Remember the `example` and `examples` of a parameter, header or media type."""
        for node in self._values(holder):
            self._found.setdefault(node.place, (node, []))[1].append(schema)

    def note_own(self, holder: Node, schema: Schema) -> None:
        """Remember the `example` and `examples` of a schema; it keeps the first one that it accepts."""
        self._own.update(node.place for node in self._values(holder))
        self.note(holder, schema)

    def first(self, holder: Node, schema: Schema, validators: Validators) -> Node | None:
        """The first example beside a schema that the schema accepts."""
        return next((node for node in self._values(holder) if validators.accepts(schema, node.value)), None)

    def judge(self, validators: Validators) -> None:
        """Report those that no view of their schema accepts: one that is fine in a response alone is fine."""
        for place, (node, schemas) in self._found.items():
            faults = [validators.fault(schema, node.value) for schema in schemas]
            if all(fault is not None for fault in faults):
                self.context.report.add(node, "bad-example", f"the example breaks its schema: {faults[0]}")
            if place in self._own:
                _keep(node, [schema for schema, fault in zip(schemas, faults, strict=True) if fault is None])

    def _values(self, holder: Node) -> Iterator[Node]:
        example, examples = holder.get("example"), holder.get("examples")
        if example is not None:
            yield example
        if examples is not None:
            yield from examples.elements()
            for _, entry in examples.items():  # noqa: PERF102 - items of a node, not of a dict
                yield from self._value(entry)

    def _value(self, entry: Node) -> Iterator[Node]:
        """The value of an Example Object (OpenAPI 3.1, 4.8.19; `dataValue` since 3.2)."""
        try:
            entry = self.context.library.resolve(entry)
        except BrokenReference as fault:
            self.context.report.add(entry, fault.code, fault.message)
            return
        value = entry.get("dataValue") or entry.get("value")
        if value is not None:
            yield value


def _keep(example: Node, schemas: list[Schema]) -> None:
    for schema in schemas:
        if isinstance(schema, dict):
            schema.setdefault("examples", [example.value])
