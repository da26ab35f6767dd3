"""What a document must declare so that the server can answer as it does: the errors of the kit itself."""

from __future__ import annotations

from specbound.contract import Operation
from specbound.contract.build._context import Context
from specbound.contract.build._paths import Endpoint

KIT_CODES = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    422: "VALIDATION_ERROR",
    500: "INTERNAL_SERVER_ERROR",
}
"""The code of each error that the runtime raises by itself for an operation that matched."""


def own_errors(operation: Operation, *, strict_query: bool) -> list[int]:
    """The statuses that the runtime can answer for an operation whatever its handler does."""
    body = operation.body
    requirements = [each for alternative in operation.security for each in alternative]
    has_schema = body is not None and any(each.schema is not None for each in body.content)
    when = {
        400: body is not None,
        401: bool(requirements),
        403: any(each.scopes for each in requirements),
        413: body is not None,
        415: body is not None,
        422: bool(operation.parameters) or has_schema or strict_query,
        500: True,
    }
    return [status for status, can in when.items() if can]


def response_to(operation: Operation, status: int) -> str | None:
    """The key of the response that covers a status: itself, its range, or `default` (OpenAPI 3.1, 4.8.16)."""
    declared = {each.status for each in operation.responses}
    return next((key for key in (str(status), f"{status // 100}XX", "default") if key in declared), None)


def check_promises(context: Context, operation: Operation, endpoint: Endpoint) -> None:
    """Report the errors that the server can answer and the document does not declare."""
    node = endpoint.operation.get("responses") or endpoint.operation
    own = own_errors(operation, strict_query=context.options.strict_query)
    missing = [str(status) for status in own if response_to(operation, status) is None]
    if missing:
        said = f"{', '.join(missing[:-1])} and {missing[-1]}" if len(missing) > 1 else missing[0]
        context.promise(
            node,
            "missing-response",
            f"{operation.method} {operation.path} does not declare {said}, which the server can answer",
        )
    if not any(each.status[0] in "123d" for each in operation.responses):
        context.report.add(node, "no-success", f"{operation.method} {operation.path} declares no success")
