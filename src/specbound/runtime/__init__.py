"""Serving a contract: match, authenticate, decode, validate, call, encode. Generated code and handlers import from here."""

from pydantic.experimental.missing_sentinel import MISSING

from specbound.runtime._binding import bind
from specbound.runtime._errors import (
    BadRequest,
    ContractError,
    Forbidden,
    InternalServerError,
    Location,
    MethodNotAllowed,
    NotFound,
    OperationMissing,
    PayloadTooLarge,
    RequestTimeout,
    ServiceUnavailable,
    Unauthorized,
    UnprocessableContent,
    UnsupportedMediaType,
    Violation,
)
from specbound.runtime._reply import Reply

__all__ = [
    "MISSING",
    "BadRequest",
    "ContractError",
    "Forbidden",
    "InternalServerError",
    "Location",
    "MethodNotAllowed",
    "NotFound",
    "OperationMissing",
    "PayloadTooLarge",
    "Reply",
    "RequestTimeout",
    "ServiceUnavailable",
    "Unauthorized",
    "UnprocessableContent",
    "UnsupportedMediaType",
    "Violation",
    "bind",
]
