"""The errors of a request, each of which ends as the document's error model.

ContractError                  status, code, message, violations, headers
├── BadRequest            400  the bytes are malformed
├── Unauthorized          401  nobody is known to be calling
├── Forbidden             403  the caller may not
├── NotFound              404
├── MethodNotAllowed      405
├── RequestTimeout        408  the body did not arrive in time
├── PayloadTooLarge       413
├── UnsupportedMediaType  415
├── UnprocessableContent  422  the request breaks the document's schemas
├── InternalServerError   500
├── OperationMissing      501
└── ServiceUnavailable    503
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, TypeAlias

import msgspec

Location: TypeAlias = tuple[str | int, ...]
"""Where in the request: "path", "query", "header", "cookie" or "body" first, then names and indexes."""


class Violation(msgspec.Struct, frozen=True):
    """One thing that is wrong with a request. `loc` is empty where no part of the request is to blame."""

    loc: Location
    msg: str
    type: str


class ContractError(Exception):
    """An error that the document declares. Raise a generated subclass, from anywhere below a handler.

    `message` is what the client reads; it must hold nothing internal. `loc` names the part of the request that is to
    blame. `details` lists several violations, where one is not enough. `headers` are added to the response.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "INTERNAL_SERVER_ERROR"
    message: ClassVar[str] = "The server failed to answer."
    response: ClassVar[str | None] = None
    """The response's key in `components/responses`; None for the kit's own errors, which fit by status."""
    place: ClassVar[Location] = ()
    """The part of the request that is to blame where `loc` names none."""

    def __init__(
        self,
        message: str | None = None,
        *,
        loc: Location = (),
        details: Iterable[Violation] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.text = message or self.message
        self.violations = tuple(details) or (Violation(loc or self.place, self.text, self.code.lower()),)
        self.headers = dict(headers or {})
        super().__init__(self.text)


class BadRequest(ContractError):
    """400 (RFC 9110, 15.5.1)."""

    status, code, message = 400, "BAD_REQUEST", "The request is malformed."


class Unauthorized(ContractError):
    """401 (RFC 9110, 15.5.2). The runtime adds `WWW-Authenticate` from the document."""

    status, code, message = 401, "UNAUTHORIZED", "Authentication is required."


class Forbidden(ContractError):
    """403 (RFC 9110, 15.5.4)."""

    status, code, message = 403, "FORBIDDEN", "You may not do this."


class NotFound(ContractError):
    """404 (RFC 9110, 15.5.5)."""

    status, code, message = 404, "NOT_FOUND", "There is nothing here."


class MethodNotAllowed(ContractError):
    """405 (RFC 9110, 15.5.6). The runtime adds `Allow` from the document."""

    status, code, message = 405, "METHOD_NOT_ALLOWED", "This method is not allowed here."


class RequestTimeout(ContractError):
    """408 (RFC 9110, 15.5.9)."""

    status, code, message = 408, "REQUEST_TIMEOUT", "The request did not arrive in time."


class PayloadTooLarge(ContractError):
    """413 (RFC 9110, 15.5.14)."""

    status, code, message = 413, "PAYLOAD_TOO_LARGE", "The request body is too large."
    place = ("body",)


class UnsupportedMediaType(ContractError):
    """415 (RFC 9110, 15.5.16)."""

    status, code, message = 415, "UNSUPPORTED_MEDIA_TYPE", "This media type is not accepted here."
    place = ("header", "Content-Type")


class UnprocessableContent(ContractError):
    """422 (RFC 9110, 15.5.21)."""

    status, code, message = 422, "VALIDATION_ERROR", "The request does not fit the contract."


class InternalServerError(ContractError):
    """500 (RFC 9110, 15.6.1)."""

    status, code, message = 500, "INTERNAL_SERVER_ERROR", "The server failed to answer."


class OperationMissing(ContractError):
    """501 (RFC 9110, 15.6.2)."""

    status, code, message = 501, "NOT_IMPLEMENTED", "This operation is not implemented."


class ServiceUnavailable(ContractError):
    """503 (RFC 9110, 15.6.4)."""

    status, code, message = 503, "SERVICE_UNAVAILABLE", "The service cannot answer now."
