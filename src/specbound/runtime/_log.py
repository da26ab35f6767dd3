"""What the runtime writes: one line for each request, one for each fault of the server, and an alert for the latter."""

from __future__ import annotations

from traceback import format_exception
from typing import Any

import structlog

from specbound.runtime._context import RequestContext
from specbound.runtime._options import OnCrash

_requests = structlog.stdlib.get_logger("specbound.request")
_faults = structlog.stdlib.get_logger("specbound.fault")


def log_request(context: RequestContext, status: int | None) -> None:
    """One line, see `RequestContext.summary`. `status` is None where the client hung up."""
    _requests.info("request", **context.summary(status))


def log_fault(context: RequestContext | None, error: BaseException, on_crash: OnCrash | None) -> None:
    """One line with the traceback; then the alert hook, whose own failure is logged and goes no further."""
    known = {} if context is None else {"request_id": context.request_id, "operation": context.operation}
    _faults.error("fault", **known, **_described(error))
    if on_crash is None:
        return
    try:
        on_crash(error, context)
    except Exception as failure:  # noqa: BLE001 - an alert that fails must not turn a 500 into a lost response
        _faults.error("alert failed", **known, **_described(failure))


def log_breach(context: RequestContext | None, text: str) -> None:
    """A response that broke the document and was sent all the same."""
    known = {} if context is None else {"request_id": context.request_id, "operation": context.operation}
    _faults.error("response breach", **known, breach=text)


def _described(error: BaseException) -> dict[str, Any]:
    """What kind of error it is, and its traceback: as text where structlog is left as it comes.

    It would show the local variables of each frame, among which are credentials.
    """
    kind = type(error).__name__
    if structlog.is_configured():
        return {"error": kind, "exc_info": error}
    return {"error": kind, "exception": "".join(format_exception(error))}
