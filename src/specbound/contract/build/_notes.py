"""What the kit reads past: said once, so that nobody looks for it in vain."""

from __future__ import annotations

import re

from specbound.contract import Operation
from specbound.contract.build._context import Context
from specbound.contract.build._faults import is_known_dialect
from specbound.contract.build._paths import Endpoint
from specbound.spec import Node

_AUTHORITY = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*://[^/?#]*|^//[^/?#]*|[?#].*$")
_BODILESS = frozenset({"GET", "HEAD", "DELETE", "TRACE", "CONNECT"})


def note_document(context: Context) -> None:
    """Tell of what stands beside the operations."""
    webhooks = context.library.root.get("webhooks")
    if webhooks is not None and webhooks.value:
        context.report.add(webhooks, "ignored-construct", "webhooks are not served")
    servers = context.library.root.get("servers")
    for server in servers.elements() if servers else ():
        _note_server(context, server)
    dialect = context.library.root.get("jsonSchemaDialect")
    if dialect is not None and not is_known_dialect(dialect.value):
        context.report.add(dialect, "schema-dialect", f"the dialect {dialect.value!r} is read as draft 2020-12")


def _note_server(context: Context, server: Node) -> None:
    """The path of a server's URL comes before every path of the document, and is not served (OpenAPI 3.1, 4.8.5)."""
    path = _AUTHORITY.sub("", server.text("url")).rstrip("/")
    if path and "{" not in path:
        message = f"the paths are served without {path}, which clients put before them"
        context.report.add(server, "server-path", message)


def note_operation(context: Context, operation: Operation, endpoint: Endpoint) -> None:
    """Tell of what an operation has and the server does not do."""
    callbacks = endpoint.operation.get("callbacks")
    if callbacks is not None and callbacks.value:
        context.report.add(callbacks, "ignored-construct", "callbacks are not sent")
    body = endpoint.operation.get("requestBody")
    if body is not None and operation.body is not None and operation.method in _BODILESS:
        context.report.add(body, "body-on-method", f"the body of {operation.method} has no meaning in HTTP")
