"""Security schemes and requirements (OpenAPI 3.1, 4.8.27 and 4.8.30)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from specbound.contract import Requirement, SecurityScheme
from specbound.contract.build._context import Context, Unsupported
from specbound.contract.build._names import field_names
from specbound.spec import Node

_TYPES = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")


@dataclass(slots=True)
class Security:
    """Reads the security of one document. It fails closed: a requirement that is not understood satisfies nobody."""

    context: Context
    _used: set[str] = field(default_factory=set[str])

    def read(self, operation: Node) -> tuple[tuple[Requirement, ...], ...]:
        """What an operation requires, or else the document. Raises `Unsupported`."""
        security = operation.get("security") or self.context.library.root.get("security")
        if security is None:
            return ()
        if not isinstance(security.value, list):
            raise self.context.refuse(security, "malformed", "`security` is a list")
        alternatives = [self._all_of(each) for each in security.elements()]
        refused = [each for each in alternatives if isinstance(each, Unsupported)]
        if refused and len(refused) == len(alternatives):
            raise refused[0]
        return tuple(each for each in alternatives if not isinstance(each, Unsupported))

    def schemes(self) -> tuple[SecurityScheme, ...]:
        """The schemes that operations name, in the document's order."""
        names = [name for name, _ in self._declared() if name in self._used]
        fields = field_names(names)
        nodes = dict(self._declared())
        return tuple(self._scheme(name, own, nodes[name]) for name, own in zip(names, fields, strict=True))

    def _all_of(self, node: Node) -> tuple[Requirement, ...] | Unsupported:
        """One alternative, or why nobody can satisfy it: the others count all the same."""
        if not isinstance(node.value, dict):
            return self.context.refuse(node, "malformed", "a security requirement is an object")
        try:
            return tuple(self._requirement(name, scopes) for name, scopes in node.items())
        except Unsupported as reason:
            return reason

    def _requirement(self, name: str, scopes: Node) -> Requirement:
        declared = dict(self._declared())
        if name not in declared:
            raise self.context.refuse(scopes, "unknown-scheme", f"there is no security scheme {name!r}")
        self._check(name, declared[name])
        self._used.add(name)
        return Requirement(name, tuple(each.value for each in scopes.elements() if isinstance(each.value, str)))

    def _declared(self) -> Iterable[tuple[str, Node]]:
        components = self.context.library.root.get("components")
        schemes = components.get("securitySchemes") if components else None
        return schemes.items() if schemes else ()

    def _check(self, name: str, node: Node) -> None:
        scheme = self.context.resolve(node)
        kind = scheme.text("type")
        location = scheme.text("in")
        if kind not in _TYPES:
            raise self.context.refuse(scheme, "malformed", f"the security scheme {name!r} has no known `type`")
        if kind == "apiKey" and (location not in ("query", "header", "cookie") or not scheme.text("name")):
            raise self.context.refuse(scheme, "malformed", f"the security scheme {name!r} lacks `in` or `name`")
        if kind == "http" and not scheme.text("scheme"):
            raise self.context.refuse(scheme, "malformed", f"the security scheme {name!r} lacks `scheme`")

    def _scheme(self, name: str, own: str, node: Node) -> SecurityScheme:
        scheme = self.context.resolve(node)
        kind = cast(Any, scheme.text("type"))
        return SecurityScheme(
            name=name,
            field=own,
            type=kind,
            location=scheme.text("in") if kind == "apiKey" else None,
            parameter=scheme.text("name") if kind == "apiKey" else None,
            http_scheme=scheme.text("scheme").lower() if kind == "http" else None,
        )
