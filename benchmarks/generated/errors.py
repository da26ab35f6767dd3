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

    status, code, message, response = 400, "BAD_REQUEST", "The request is malformed.", "BadRequest"


class ItemUnknown(ContractError):
    """404: There is no such item."""

    status, code, message, response = 404, "ITEM_UNKNOWN", "There is no such item.", "ItemUnknown"


class PayloadTooLarge(ContractError):
    """413: The body is too large."""

    status, code, message, response = 413, "PAYLOAD_TOO_LARGE", "The body is too large.", "PayloadTooLarge"


class UnsupportedMediaType(ContractError):
    """415: This media type is not accepted."""

    status, code, message, response = (
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "This media type is not accepted.",
        "UnsupportedMediaType",
    )


class UnprocessableContent(ContractError):
    """422: The request does not fit the contract."""

    status, code, message, response = (
        422,
        "UNPROCESSABLE_CONTENT",
        "The request does not fit the contract.",
        "UnprocessableContent",
    )


class InternalServerError(ContractError):
    """500: The server failed to answer."""

    status, code, message, response = (
        500,
        "INTERNAL_SERVER_ERROR",
        "The server failed to answer.",
        "InternalServerError",
    )
