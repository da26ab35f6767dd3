"""What the kit reads past: said once, so that nobody looks for it in vain."""

from __future__ import annotations

from specbound.contract import Operation
from specbound.contract.build._context import Context
from specbound.contract.build._faults import is_known_dialect
from specbound.contract.build._paths import Endpoint

_BODILESS = frozenset({"GET", "HEAD", "DELETE", "TRACE", "CONNECT"})


def note_document(context: Context) -> None:
    """Tell of what stands beside the operations."""
    webhooks = context.library.root.get("webhooks")
    if webhooks is not None and webhooks.value:
        context.report.add(webhooks, "ignored-construct", "webhooks are not served")
    dialect = context.library.root.get("jsonSchemaDialect")
    if dialect is not None and not is_known_dialect(dialect.value):
        context.report.add(dialect, "schema-dialect", f"the dialect {dialect.value!r} is read as draft 2020-12")


def note_operation(context: Context, operation: Operation, endpoint: Endpoint) -> None:
    """Tell of what an operation has and the server does not do."""
    callbacks = endpoint.operation.get("callbacks")
    if callbacks is not None and callbacks.value:
        context.report.add(callbacks, "ignored-construct", "callbacks are not sent")
    body = endpoint.operation.get("requestBody")
    if body is not None and operation.body is not None and operation.method in _BODILESS:
        context.report.add(body, "body-on-method", f"the body of {operation.method} has no meaning in HTTP")
