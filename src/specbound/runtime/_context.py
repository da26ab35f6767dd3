"""What is known of the request that is being served, for logs and for whoever reports an error."""

from __future__ import annotations

import re
from contextvars import ContextVar
from random import getrandbits
from time import perf_counter
from typing import Any

_ACCEPTED_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}", re.ASCII)


class RequestContext:
    """The request's id, the operation that it matched and who is calling, each as soon as it is known.

    `started` is a reading of `time.perf_counter`. `principal` is the caller's id, never a credential.
    """

    __slots__ = ("method", "operation", "path", "principal", "request_id", "started")

    def __init__(self, method: str, path: str, request_id: str) -> None:
        self.method = method
        self.path = path
        self.request_id = request_id
        self.operation: str | None = None
        self.principal: str | None = None
        self.started = perf_counter()

    def summary(self, status: int | None) -> dict[str, Any]:
        """What a log line says of the request: what was asked, what was answered, how long it took.

        `status` is None where the client hung up.
        """
        return {
            "request_id": self.request_id,
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "status": status,
            "principal": self.principal,
            "duration_ms": round((perf_counter() - self.started) * 1000, 3),
        }


_current: ContextVar[RequestContext | None] = ContextVar("specbound_request", default=None)

enter_request = _current.set
leave_request = _current.reset


def current_request() -> RequestContext | None:
    """The context of the request on whose behalf the caller runs, None outside of any."""
    return _current.get()


def request_id(headers: list[tuple[bytes, bytes]]) -> str:
    """The client's `X-Request-ID` if it is plain and short, else a new one: no header may forge a log line."""
    for name, value in headers:
        if name == b"x-request-id" and _ACCEPTED_ID.fullmatch(value):
            return value.decode("ascii")
    return f"{getrandbits(128):032x}"
