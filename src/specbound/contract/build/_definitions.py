"""The schemas that others refer to: which there are, what each leads to, and what each is called."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from specbound.contract.build._context import Context
from specbound.contract.build._faults import Faults
from specbound.contract.build._keywords import subschemas
from specbound.contract.build._marks import Direction, Marks
from specbound.contract.build._titles import Titles
from specbound.spec import BrokenReference, File, Node, Path, Resource

Scope: TypeAlias = tuple[tuple[str, File, Path], ...]
"""The dynamic anchors in force (JSON Schema 2020-12, 7.7.1), outermost first to come: name, file and path of each."""


@dataclass(eq=False, slots=True)
class Definition:
    """A schema that is referred to. `differs`: requests and responses see it, or what it leads to, in two ways."""

    node: Node
    scope: Scope
    name: str
    edges: list[Definition] = field(default_factory=list["Definition"])
    differs: bool = False
    fault: str | None = None


class Definitions:
    """All definitions that have been reached, by place and scope."""

    def __init__(self, context: Context, marks: Marks) -> None:
        self._context = context
        self._marks = marks
        self._found: dict[tuple[File, Path, Scope], Definition] = {}
        self._titles = Titles(context)
        self._views: dict[Definition, str] = {}
        self._faults = Faults(context)

    def enter(self, node: Node, scope: Scope = ()) -> Scope:
        """The scope inside a schema, which adds the dynamic anchors of its resource to those in force around it."""
        resource = self._context.library.resource(node)
        return _extend(scope, resource) if resource.dynamic else scope

    def explore(self, node: Node) -> str | None:
        """Find all that an inline schema leads to. Gives the reason why it cannot be used, None where it can."""
        entry = Definition(node, self.enter(node), "")
        new, queue = [entry], deque([entry])
        while queue:
            here = queue.popleft()
            for target, scope in self._targets(here):
                known = self._found.get((target.file, target.path, scope))
                if known is None:
                    known = self._define(target, scope)
                    new.append(known)
                    queue.append(known)
                here.edges.append(known)
        if self._marks.in_use():
            for each in new:
                each.differs = self._is_marked(each)
        _spread(new)
        return entry.fault

    def at(self, node: Node, scope: Scope) -> Definition:
        """The definition of a schema that has been explored."""
        return self._found[node.file, node.path, scope]

    def title(self, definition: Definition, direction: Direction) -> str:
        """The name of a definition as one direction sees it."""
        if direction == "response" or not definition.differs:
            return definition.name
        if definition not in self._views:
            self._views[definition] = self._titles.of_view(definition.name)
        return self._views[definition]

    def ordered(self, names: Iterable[str]) -> list[str]:
        """Names in the document's order: components of the root first, each before its view; then as found."""
        return self._titles.ordered(names)

    def follow(self, node: Node, keyword: str, scope: Scope) -> tuple[Node, Scope]:
        """What the `$ref` or `$dynamicRef` of a schema leads to, and the scope there. Raises `BrokenReference`."""
        library = self._context.library
        target = library.target(node, node.value[keyword])
        if keyword == "$dynamicRef":
            target = self._outermost(target, node.value[keyword].partition("#")[2], scope)
        return self.behind(target, scope)

    def behind(self, target: Node, scope: Scope) -> tuple[Node, Scope]:
        """The schema that a component stands for, where it is no more than a name for one, and the scope there."""
        target = self._titles.behind(target)
        return target, self.enter(target, scope)

    def _outermost(self, target: Node, name: str, scope: Scope) -> Node:
        """The dynamic anchor that was entered first, where the reference leads to one at all."""
        library = self._context.library
        if library.resource(target).dynamic.get(name) == target.path:
            for known, file, path in scope:
                if known == name:
                    return library.at(file, path)
        return target

    def mapped(self, node: Node) -> Iterator[tuple[str, Node]]:
        """The values of a discriminator's mapping and their schemas; those that lead nowhere are reported."""
        mapping = node.get("mapping")
        for value, entry in mapping.items() if mapping else ():
            if not isinstance(entry.value, str):
                self._context.report.add(entry, "malformed-schema", "a mapping takes names or references of schemas")
                continue
            try:
                yield value, self._named(entry)
            except BrokenReference as fault:
                self._context.report.add(entry, fault.code, fault.message)

    def _named(self, entry: Node) -> Node:
        """A mapped schema, by its name in the components or else by reference (OpenAPI 3.1, 4.8.25)."""
        library = self._context.library
        schemas = (components := library.root.get("components")) and components.get("schemas")
        return (schemas and schemas.get(entry.value)) or library.target(entry, entry.value)

    def _targets(self, here: Definition) -> Iterator[tuple[Node, Scope]]:
        """What a schema and those inside it refer to; faults are noted on the way."""
        for node, scope in self._inside(here):
            if not self.bare(node):
                here.fault = here.fault or self._faults.of(node)
            for keyword in ("$ref", "$dynamicRef"):
                if isinstance(node.value.get(keyword), str):
                    try:
                        yield self.follow(node, keyword, scope)
                    except BrokenReference as fault:
                        self._context.report.add(node, fault.code, fault.message)
                        here.fault = here.fault or f"{fault.message} ({node.source})"
            discriminator = node.get("discriminator")
            if discriminator and not self.bare(node):
                yield from (self.behind(target, scope) for _, target in self.mapped(discriminator))

    def _is_marked(self, here: Definition) -> bool:
        return any(
            keyword == "properties" and (self._marks.blocked(each, "request") or self._marks.blocked(each, "response"))
            for node, _ in self._inside(here)
            for keyword, each in self._members(node)
        )

    def _inside(self, here: Definition) -> Iterator[tuple[Node, Scope]]:
        """A schema and all those written inside it, each with its scope; booleans are left out."""
        stack = [(here.node, here.scope)]
        while stack:
            node, scope = stack.pop()
            if isinstance(node.value, dict):
                scope = self.enter(node, scope)
                yield node, scope
                stack.extend(reversed([(each, scope) for _, each in self._members(node)]))

    def _members(self, node: Node) -> Iterator[tuple[str, Node]]:
        return iter(()) if self.bare(node) else subschemas(node)

    def bare(self, node: Node) -> bool:
        """Whether only the `$ref` of a schema counts, as OpenAPI 3.0 has it."""
        return self._context.library.legacy and isinstance(node.value.get("$ref"), str)

    def _define(self, node: Node, scope: Scope) -> Definition:
        found = self._found[node.file, node.path, scope] = Definition(node, scope, self._titles.of(node))
        return found


def _extend(scope: Scope, resource: Resource) -> Scope:
    known = {name for name, _, _ in scope}
    new = ((name, resource.file, path) for name, path in sorted(resource.dynamic.items()) if name not in known)
    return (*scope, *new)


def _spread(new: list[Definition]) -> None:
    """Carry faults and differences back along the references, until nothing changes."""
    users: dict[Definition, list[Definition]] = {}
    for each in new:
        for edge in each.edges:
            users.setdefault(edge, []).append(each)
    queue = list(users)
    while queue:
        here = queue.pop()
        for user in users.get(here, ()):
            if (here.differs and not user.differs) or (here.fault and not user.fault):
                user.differs |= here.differs
                user.fault = user.fault or here.fault
                queue.append(user)
