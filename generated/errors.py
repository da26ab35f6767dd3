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

    status = 400
    code = "BAD_REQUEST"
    message = "The body is not JSON in UTF-8, or the request is not HTTP."
    response = "BadRequest"


class Unauthorized(ContractError):
    """401: No key was sent where one is needed, or the key is not known."""

    status = 401
    code = "UNAUTHORIZED"
    message = "No key was sent where one is needed, or the key is not known."
    response = "Unauthorized"


class Forbidden(ContractError):
    """403: The caller is known and may not do this."""

    status = 403
    code = "FORBIDDEN"
    message = "The caller is known and may not do this."
    response = "Forbidden"


class ItemNotFound(ContractError):
    """404: There is no such item, or the caller may not know of it."""

    status = 404
    code = "ITEM_NOT_FOUND"
    message = "There is no such item, or the caller may not know of it."
    response = "ItemNotFound"


class UserNotFound(ContractError):
    """404: There is no such user."""

    status = 404
    code = "USER_NOT_FOUND"
    message = "There is no such user."
    response = "UserNotFound"


class RequestTimeout(ContractError):
    """408: The body did not arrive in time."""

    status = 408
    code = "REQUEST_TIMEOUT"
    message = "The body did not arrive in time."
    response = "RequestTimeout"


class EmailTaken(ContractError):
    """409: Another user has this address, perhaps with other upper and lower case."""

    status = 409
    code = "EMAIL_TAKEN"
    message = "Another user has this address, perhaps with other upper and lower case."
    response = "EmailTaken"


class ItemConflict(ContractError):
    """409: The item cannot be so beside what is stored already: another item has the name (`ITEM_NAME_TAKEN`), or a
    change would leave it with more than 50 members of metadata (`METADATA_FULL`)."""

    status = 409
    code = "ITEM_NAME_TAKEN"
    message = "Item name taken."
    response = "ItemConflict"


class ItemNameTaken(ItemConflict):
    """409: one kind of `ItemConflict`."""

    code = "ITEM_NAME_TAKEN"
    message = "Item name taken."


class MetadataFull(ItemConflict):
    """409: one kind of `ItemConflict`."""

    code = "METADATA_FULL"
    message = "Metadata full."


class PreconditionFailed(ContractError):
    """412: The resource has another version than `If-Match` asks for."""

    status = 412
    code = "PRECONDITION_FAILED"
    message = "The resource has another version than `If-Match` asks for."
    response = "PreconditionFailed"


class PayloadTooLarge(ContractError):
    """413: The body is larger than the server takes."""

    status = 413
    code = "PAYLOAD_TOO_LARGE"
    message = "The body is larger than the server takes."
    response = "PayloadTooLarge"


class UnsupportedMediaType(ContractError):
    """415: The body is not `application/json`."""

    status = 415
    code = "UNSUPPORTED_MEDIA_TYPE"
    message = "The body is not `application/json`."
    response = "UnsupportedMediaType"


class InvalidCursor(ContractError):
    """422: The cursor was not issued for this list with these filters and this order (`INVALID_CURSOR`), or the
    request breaks the contract (`VALIDATION_ERROR`)."""

    status = 422
    code = "INVALID_CURSOR"
    message = "The cursor was not issued for this list with these filters and this order (`INVALID_CURSOR`), or the request breaks the contract (`VALIDATION_ERROR`)."
    response = "InvalidCursor"


class ValidationError(ContractError):
    """422: The request breaks the contract."""

    status = 422
    code = "VALIDATION_ERROR"
    message = "The request breaks the contract."
    response = "ValidationError"


class InternalServerError(ContractError):
    """500: The server failed."""

    status = 500
    code = "INTERNAL_SERVER_ERROR"
    message = "The server failed."
    response = "InternalServerError"


class ServiceUnavailable(ContractError):
    """503: The database cannot be used at the moment."""

    status = 503
    code = "SERVICE_UNAVAILABLE"
    message = "The database cannot be used at the moment."
    response = "ServiceUnavailable"
