"""What every part of the build shares: the document, the options, the findings."""

from __future__ import annotations

from dataclasses import dataclass

from specbound.spec import BrokenReference, Library, Node, Report


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a contract is built.

    `strict` makes errors of what the server could not keep its word on, such as undeclared error responses; the
    caller refuses the document then. Without it, what one operation cannot have leaves that operation alone
    unsupported. `strict_query` refuses query parameters that the operation does not declare.
    """

    strict: bool = True
    strict_query: bool = False


class Unsupported(Exception):
    """What an operation cannot have; its text becomes `Operation.unsupported`."""


@dataclass(frozen=True, slots=True)
class Context:
    """The document, the options, and the report to which findings go."""

    library: Library
    options: BuildOptions
    report: Report

    def refuse(self, node: Node, code: str, message: str) -> Unsupported:
        """Report why an operation cannot be served, and give the exception to raise."""
        self.report.add(node, code, message)
        return Unsupported(f"{message} ({node.source})")

    def promise(self, node: Node, code: str, message: str) -> None:
        """Report what the server could not keep its word on: an error where `strict` is asked for."""
        self.report.add(node, code, message, severity="error" if self.options.strict else "warning")

    def member(self, node: Node, key: str) -> Node | None:
        """A member, or what it refers to: where the standard has a map, documents have a reference to one as well."""
        inner = node.get(key)
        return None if inner is None else self.resolve(inner)

    def resolve(self, node: Node) -> Node:
        """The node, or what it refers to. Raises `Unsupported` where the reference is broken."""
        try:
            return self.library.resolve(node)
        except BrokenReference as fault:
            raise self.refuse(node, fault.code, fault.message) from fault
