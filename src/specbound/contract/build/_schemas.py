"""Schemas as draft 2020-12: what OpenAPI 3.0 says otherwise is rewritten, annotations that nobody needs are left out.

A keyword whose value is of the wrong kind is reported and left out, so that one bad node costs no more than itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from specbound.contract import JSON, Schema
from specbound.contract.build._context import Context, Unsupported
from specbound.contract.build._definitions import Definition, Definitions, Scope
from specbound.contract.build._examples import Examples
from specbound.contract.build._keywords import LISTS, SAME_INSTANCE, SCHEMA
from specbound.contract.build._legacy import ANNOTATIONS, modernise
from specbound.contract.build._marks import Direction, Marks
from specbound.contract.build._validators import Validators
from specbound.contract.build._values import VALUES, Malformed, kind_of_value
from specbound.spec import Node, escape, unescape


@dataclass(frozen=True, slots=True)
class View:
    """How a schema is looked at: the direction, the dynamic anchors in force, what an outer schema hides.

    `inlined` are the places of the schemas that are being written out in the place of a reference.
    """

    direction: Direction
    scope: Scope = ()
    hidden: frozenset[str] = frozenset()
    inlined: frozenset[object] = frozenset()


class Schemas:
    """The schemas of one document, read as they are asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._marks = Marks(context)
        self._definitions = Definitions(context, self._marks)
        self._done: dict[str, Schema] = {}
        self._waiting: list[tuple[str, Definition, Direction]] = []
        self._asked: set[str] = set()
        self._inline: dict[tuple[object, Direction], Schema] = {}
        self._validators = Validators(self._done)
        self._examples = Examples(context)

    def read(self, node: Node, direction: Direction) -> Schema:
        """An inline schema, with references to definitions. Raises `Unsupported` where it leads to something broken."""
        key = (node.place, direction)
        if key not in self._inline:
            fault = self._definitions.explore(node)
            if fault is not None:
                raise Unsupported(fault)
            self._inline[key] = self._schema(node, View(direction, self._definitions.enter(node)))
        return self._inline[key]

    def accepts(self, schema: Schema, value: JSON) -> bool:
        """Whether a value fits a schema that has been read."""
        self._work()
        return self._validators.accepts(schema, value)

    def note_examples(self, holder: Node, schema: Schema) -> None:
        """Have the examples of a parameter, header or media type judged by its schema, in the end."""
        self._examples.note(holder, schema)

    def example(self, holder: Node, schema: Schema) -> Node | None:
        """The first example that stands beside a schema and that it accepts."""
        if holder.get("example") is None and holder.get("examples") is None:
            return None
        self._work()
        return self._examples.first(holder, schema, self._validators)

    def judge_examples(self) -> None:
        """Report the examples that their schemas do not accept."""
        self._work()
        self._examples.judge(self._validators)

    def definition(self, name: str) -> Schema:
        """The definition that `#/$defs/NAME` stands for."""
        self._work()
        return self._done[name]

    def referred(self, reference: str) -> Schema:
        """What a reference in a schema that has been read stands for."""
        return self.definition(unescape(reference.removeprefix("#/$defs/")))

    def definitions(self) -> dict[str, Schema]:
        """All definitions: components of the root in their order, then others as they were found."""
        self._work()
        return {name: self._done[name] for name in self._definitions.ordered(self._done)}

    def _work(self) -> None:
        while self._waiting:
            name, definition, direction = self._waiting.pop()
            self._done[name] = self._schema(definition.node, View(direction, definition.scope))

    def _reference(self, node: Node, scope: Scope, direction: Direction) -> str:
        definition = self._definitions.at(node, scope)
        name = self._definitions.title(definition, direction)
        if name not in self._asked:
            self._asked.add(name)
            self._waiting.append((name, definition, direction))
        return f"#/$defs/{escape(name)}"

    def _schema(self, node: Node, view: View) -> Schema:
        value = node.value
        if isinstance(value, bool):
            return value
        if not isinstance(value, dict):
            message = f"a schema is an object or a boolean, not {kind_of_value(value)}"
            self._context.report.add(node, "malformed-schema", message)
            return True
        if self._definitions.bare(node):
            self._note_siblings(node)
            return self._target(node, "$ref", view)
        view = self._narrow(node, view)
        schema: dict[str, Any] = {}
        more: list[dict[str, Any]] = []
        for key, member in node.items():
            if key in ("$ref", "$dynamicRef") and isinstance(member.value, str):
                target = self._target(node, key, view)
                more.extend(_joined(schema, target))
            else:
                self._keyword(schema, key, member, view)
        if more:
            schema["allOf"] = [*schema.get("allOf", ()), *more]
        result = modernise(schema, node, self._context)
        self._examples.note_own(node, result)
        return result

    def _note_siblings(self, node: Node) -> None:
        """Tell of keywords that would change what is accepted, were they not beside a `$ref` of OpenAPI 3.0."""
        names = [f"`{key}`" for key in node.value if key in _BINDING]
        if names:
            message = f"{', '.join(names)} beside `$ref` means nothing"
            self._context.report.add(node, "ignored-keyword", message, hint="Put the `$ref` into an `allOf`.")

    def _narrow(self, node: Node, view: View) -> View:
        view = replace(view, scope=self._definitions.enter(node, view.scope))
        if self._marks.in_use():
            view = replace(view, hidden=view.hidden | self._marks.hidden(node, view.direction))
        return view

    def _keyword(self, schema: dict[str, Any], key: str, member: Node, view: View) -> None:
        try:
            if key in VALUES:
                schema[key] = VALUES[key](member.value)
            elif key in self.readers:
                schema[key] = self.readers[key](self, member, view)
        except Malformed as fault:
            message = f"`{key}` takes {fault}, not {kind_of_value(member.value)}"
            self._context.report.add(member, "malformed-schema", message)

    def _target(self, node: Node, keyword: str, view: View) -> dict[str, Any]:
        """A reference; where an outer schema hides properties that the target requires, the target itself."""
        target, scope = self._definitions.follow(node, keyword, view.scope)
        extra = view.hidden - self._marks.hidden(target, view.direction) if view.hidden else view.hidden
        if extra and target.place not in view.inlined and self._requires(target, extra, set()):
            inner = replace(view, scope=scope, hidden=extra, inlined=view.inlined | {target.place})
            return {"allOf": [self._schema(target, inner)]}
        return {"$ref": self._reference(target, scope, view.direction)}

    def _requires(self, node: Node, names: frozenset[str], seen: set[object]) -> bool:
        """Whether a schema, or one in force together with it, requires any of the properties."""
        if node.place in seen:
            return False
        seen.add(node.place)
        required = node.get("required")
        if required is not None and not names.isdisjoint(str(each.value) for each in required.elements()):
            return True
        return any(self._requires(each, names, seen) for each in self._marks.family(node))

    # What each keyword takes

    def _inner(self, node: Node, view: View) -> Schema:
        return self._schema(node, replace(view, hidden=frozenset(), inlined=frozenset()))

    def _same(self, node: Node, view: View) -> Schema:
        return self._schema(node, view)

    def _items(self, node: Node, view: View) -> Schema | list[Schema]:
        return self._list(node, view) if isinstance(node.value, list) else self._inner(node, view)

    def _list(self, node: Node, view: View) -> list[Schema]:
        if not isinstance(node.value, list) or not node.value:
            raise Malformed("a list of schemas")
        same = str(node.path[-1]) in SAME_INSTANCE
        return [self._same(each, view) if same else self._inner(each, view) for each in node.elements()]

    def _map(self, node: Node, view: View) -> dict[str, Schema]:
        if not isinstance(node.value, dict):
            raise Malformed("an object of schemas")
        same = str(node.path[-1]) in SAME_INSTANCE
        return {name: self._same(each, view) if same else self._inner(each, view) for name, each in node.items()}

    def _properties(self, node: Node, view: View) -> dict[str, Schema]:
        if not isinstance(node.value, dict):
            raise Malformed("an object of schemas")
        hides = self._marks.in_use()
        return {
            name: False if hides and self._marks.blocked(each, view.direction) else self._inner(each, view)
            for name, each in node.items()
        }

    def _names(self, node: Node, view: View) -> list[str]:
        if not isinstance(node.value, list) or not all(isinstance(each, str) for each in node.value):
            raise Malformed("a list of strings")
        return [name for name in dict.fromkeys(node.value) if name not in view.hidden]

    def _dependents(self, node: Node, view: View) -> dict[str, list[str]]:
        if not isinstance(node.value, dict):
            raise Malformed("an object of lists of strings")
        return {name: self._names(each, view) for name, each in node.items()}

    def _discriminator(self, node: Node, view: View) -> dict[str, Any]:
        name = node.text("propertyName")
        if not name:
            raise Malformed("an object with `propertyName`")
        if (default := node.get("defaultMapping")) is not None:
            self._context.report.add(default, "ignored-construct", "`defaultMapping` is not used")
        mapping = dict(self._definitions.mapped(node))
        mapping |= self._implied(node, {target.place for target in mapping.values()})
        names = {value: self._mapped(target, view) for value, target in mapping.items()}
        return {"propertyName": name, **({"mapping": names} if names else {})}

    def _implied(self, node: Node, mapped: set[object]) -> dict[str, Node]:
        """The alternatives that the mapping does not name, by the last token of their place, as the standard has it."""
        library = self._context.library
        owner = library.at(node.file, node.path[:-1])
        members = [each for key in ("oneOf", "anyOf") if (found := owner.get(key)) for each in found.elements()]
        references = [
            each for each in members if isinstance(each.value, dict) and isinstance(each.value.get("$ref"), str)
        ]
        targets = [library.target(each, each.value["$ref"]) for each in references]
        return {target.key: target for target in targets if target.place not in mapped}

    def _mapped(self, target: Node, view: View) -> str:
        return self._reference(*self._definitions.behind(target, view.scope), view.direction)

    readers: ClassVar[dict[str, Callable[[Schemas, Node, View], Any]]] = {
        **dict.fromkeys(LISTS, _list),
        **dict.fromkeys(SCHEMA, _inner),
        **dict.fromkeys(("then", "else"), _same),
        "items": _items,
        "properties": _properties,
        "patternProperties": _map,
        "dependentSchemas": _map,
        "dependentRequired": _dependents,
        "required": _names,
        "discriminator": _discriminator,
    }
    """How keywords are read that hold schemas, or names of properties."""


_BINDING = (VALUES.keys() | Schemas.readers.keys()) - (ANNOTATIONS - {"readOnly", "writeOnly"})


def _joined(schema: dict[str, Any], target: dict[str, Any]) -> list[dict[str, Any]]:
    """Put a reference in its place; what cannot stand there is given back, to stand in `allOf`."""
    if "$ref" in schema or "$ref" not in target:
        return [target]
    schema.update(target)
    return []
