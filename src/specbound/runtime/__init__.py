"""Serving a contract: match, authenticate, decode, validate, call, encode. Generated code and handlers import this."""

from pydantic import MISSING
from starlette.datastructures import UploadFile

from specbound.runtime._application import Application
from specbound.runtime._binding import bind, bindings
from specbound.runtime._context import RequestContext, current_request
from specbound.runtime._contract import load_contract
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
from specbound.runtime._identity import BasicCredentials, Identity, Principal, identity
from specbound.runtime._model import Model, by_tag
from specbound.runtime._options import Options
from specbound.runtime._reply import Reply

__all__ = [
    "MISSING",
    "Application",
    "BadRequest",
    "BasicCredentials",
    "ContractError",
    "Forbidden",
    "Identity",
    "InternalServerError",
    "Location",
    "MethodNotAllowed",
    "Model",
    "NotFound",
    "OperationMissing",
    "Options",
    "PayloadTooLarge",
    "Principal",
    "Reply",
    "RequestContext",
    "RequestTimeout",
    "ServiceUnavailable",
    "Unauthorized",
    "UnprocessableContent",
    "UnsupportedMediaType",
    "UploadFile",
    "Violation",
    "bind",
    "bindings",
    "by_tag",
    "current_request",
    "identity",
    "load_contract",
]
