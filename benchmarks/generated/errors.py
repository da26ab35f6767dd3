# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import ContractError

__all__ = [
    "BadRequest",
    "InternalServerError",
    "ItemUnknown",
    "PayloadTooLarge",
    "UnprocessableContent",
    "UnsupportedMediaType",
]


class BadRequest(ContractError):
    """400: The request is malformed."""

    status = 400
    code = "BAD_REQUEST"
    message = "The request is malformed."
    response = "BadRequest"


class ItemUnknown(ContractError):
    """404: There is no such item."""

    status = 404
    code = "ITEM_UNKNOWN"
    message = "There is no such item."
    response = "ItemUnknown"


class PayloadTooLarge(ContractError):
    """413: The body is too large."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    message = "The body is too large."
    response = "PayloadTooLarge"


class UnsupportedMediaType(ContractError):
    """415: This media type is not accepted."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    message = "This media type is not accepted."
    response = "UnsupportedMediaType"


class UnprocessableContent(ContractError):
    """422: The request does not fit the contract."""

    status = 422
    code = "UNPROCESSABLE_CONTENT"
    message = "The request does not fit the contract."
    response = "UnprocessableContent"


class InternalServerError(ContractError):
    """500: The server failed to answer."""

    status = 500
    code = "INTERNAL_SERVER_ERROR"
    message = "The server failed to answer."
    response = "InternalServerError"
