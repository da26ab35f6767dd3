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

    def note(self, holder: Node, schema: Schema) -> None:
        """Remember the `example` and `examples` of a parameter, header, media type or schema."""
        for node in self._values(holder):
            self._found.setdefault(node.place, (node, []))[1].append(schema)

    def judge(self, validators: Validators) -> None:
        """Report those that no view of their schema accepts: one that is fine in a response alone is fine."""
        for node, schemas in self._found.values():
            faults = [validators.fault(schema, node.value) for schema in schemas]
            if all(fault is not None for fault in faults):
                self.context.report.add(node, "bad-example", f"the example breaks its schema: {faults[0]}")

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
