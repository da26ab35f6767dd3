# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import ContractError

__all__ = ["Declined", "IdempotencyKeyReused", "InsufficientStock", "NotFound", "NotFound410", "OrderConflict", "Own"]


class Declined(ContractError):
    """402: The card was declined ("no" is all that it says)."""

    status, code, message, response = (
        402,
        "CARD_DECLINED",
        'The card was declined ("no" is all that it says).',
        "Declined",
    )


class NotFound(ContractError):
    """404: There is no such thing."""

    status, code, message, response = 404, "NOT_FOUND", "There is no such thing.", "NotFound"


class OrderConflict(ContractError):
    """409: The order cannot be placed as things are."""

    status, code, message, response = 409, "INSUFFICIENT_STOCK", "Insufficient stock.", "OrderConflict"


class InsufficientStock(OrderConflict):
    """409: one kind of `OrderConflict`."""

    code, message = "INSUFFICIENT_STOCK", "Insufficient stock."


class IdempotencyKeyReused(OrderConflict):
    """409: one kind of `OrderConflict`."""

    code, message = "IDEMPOTENCY_KEY_REUSED", "Idempotency key reused."


class NotFound410(ContractError):
    """410: There is no such thing."""

    status, code, message, response = 410, "NOT_FOUND", "There is no such thing.", "NotFound"


class Own(ContractError):
    """415: An error that has a name, and a body that the kit cannot make."""

    status, code, message, response = (
        415,
        "OWN",
        "An error that has a name, and a body that the kit cannot make.",
        "Own",
    )
