# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import ContractError

__all__ = [
    "BadRequest",
    "EmailTaken",
    "Forbidden",
    "InternalServerError",
    "InvalidCursor",
    "ItemConflict",
    "ItemNameTaken",
    "ItemNotFound",
    "MetadataFull",
    "PayloadTooLarge",
    "PreconditionFailed",
    "RequestTimeout",
    "ServiceUnavailable",
    "Unauthorized",
    "UnsupportedMediaType",
    "UserNotFound",
    "ValidationError",
]


class BadRequest(ContractError):
    """400: The body is not JSON in UTF-8, or the request is not HTTP."""

    status, code, message, response = (
        400,
        "BAD_REQUEST",
        "The body is not JSON in UTF-8, or the request is not HTTP.",
        "BadRequest",
    )


class Unauthorized(ContractError):
    """401: No key was sent where one is needed, or the key is not known."""

    status, code, message, response = (
        401,
        "UNAUTHORIZED",
        "No key was sent where one is needed, or the key is not known.",
        "Unauthorized",
    )


class Forbidden(ContractError):
    """403: The caller is known and may not do this."""

    status, code, message, response = 403, "FORBIDDEN", "The caller is known and may not do this.", "Forbidden"


class ItemNotFound(ContractError):
    """404: There is no such item, or the caller may not know of it."""

    status, code, message, response = (
        404,
        "ITEM_NOT_FOUND",
        "There is no such item, or the caller may not know of it.",
        "ItemNotFound",
    )


class UserNotFound(ContractError):
    """404: There is no such user."""

    status, code, message, response = 404, "USER_NOT_FOUND", "There is no such user.", "UserNotFound"


class RequestTimeout(ContractError):
    """408: The body did not arrive in time."""

    status, code, message, response = 408, "REQUEST_TIMEOUT", "The body did not arrive in time.", "RequestTimeout"


class EmailTaken(ContractError):
    """409: Another user has this address, perhaps with other upper and lower case."""

    status, code, message, response = (
        409,
        "EMAIL_TAKEN",
        "Another user has this address, perhaps with other upper and lower case.",
        "EmailTaken",
    )


class ItemConflict(ContractError):
    """409: The item cannot be so beside what is stored already: another item has the name (`ITEM_NAME_TAKEN`), or a
    change would leave it with more than 50 members of metadata (`METADATA_FULL`)."""

    status, code, message, response = 409, "ITEM_NAME_TAKEN", "Item name taken.", "ItemConflict"


class ItemNameTaken(ItemConflict):
    """409: one kind of `ItemConflict`."""

    code, message = "ITEM_NAME_TAKEN", "Item name taken."


class MetadataFull(ItemConflict):
    """409: one kind of `ItemConflict`."""

    code, message = "METADATA_FULL", "Metadata full."


class PreconditionFailed(ContractError):
    """412: The resource has another version than `If-Match` asks for."""

    status, code, message, response = (
        412,
        "PRECONDITION_FAILED",
        "The resource has another version than `If-Match` asks for.",
        "PreconditionFailed",
    )


class PayloadTooLarge(ContractError):
    """413: The body is larger than the server takes."""

    status, code, message, response = (
        413,
        "PAYLOAD_TOO_LARGE",
        "The body is larger than the server takes.",
        "PayloadTooLarge",
    )


class UnsupportedMediaType(ContractError):
    """415: The body is not `application/json`."""

    status, code, message, response = (
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "The body is not `application/json`.",
        "UnsupportedMediaType",
    )


class InvalidCursor(ContractError):
    """422: The cursor was not issued for this list with these filters and this order (`INVALID_CURSOR`), or the
    request breaks the contract (`VALIDATION_ERROR`)."""

    status, code, message, response = (
        422,
        "INVALID_CURSOR",
        "The cursor was not issued for this list with these filters and this order (`INVALID_CURSOR`), or the request breaks the contract (`VALIDATION_ERROR`).",
        "InvalidCursor",
    )


class ValidationError(ContractError):
    """422: The request breaks the contract."""

    status, code, message, response = 422, "VALIDATION_ERROR", "The request breaks the contract.", "ValidationError"


class InternalServerError(ContractError):
    """500: The server failed."""

    status, code, message, response = 500, "INTERNAL_SERVER_ERROR", "The server failed.", "InternalServerError"


class ServiceUnavailable(ContractError):
    """503: The database cannot be used at the moment."""

    status, code, message, response = (
        503,
        "SERVICE_UNAVAILABLE",
        "The database cannot be used at the moment.",
        "ServiceUnavailable",
    )
