"""How a handler is tied to its operation: by an attribute, so that importing a module has no other effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any, NamedTuple, TypeVar

H = TypeVar("H", bound=Callable[..., Any])
_ATTRIBUTE = "__specbound_binding__"


class Binding(NamedTuple):
    """A handler and the operation that it implements.

    `request` is the generated request class, `bodies` maps each media type of the request body to the Python type it is
    read into, `replies` are the generated response classes.
    """

    operation: str
    handler: Callable[..., Any]
    request: type
    bodies: dict[str, Any]
    replies: tuple[type, ...]


def bind(handler: H, operation: str, request: type, bodies: dict[str, Any], replies: tuple[type, ...]) -> H:
    """Mark `handler` as the implementation of the operation with this id, and return it unchanged."""
    setattr(handler, _ATTRIBUTE, Binding(operation, handler, request, bodies, replies))
    return handler


def bindings(modules: Iterable[ModuleType]) -> list[Binding]:
    """The bindings of all handlers that stand in these modules, in the order in which they were written."""
    found = (getattr(value, _ATTRIBUTE, None) for module in modules for value in vars(module).values())
    return [binding for binding in found if isinstance(binding, Binding)]
