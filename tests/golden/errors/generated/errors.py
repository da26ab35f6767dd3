# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import ContractError

__all__ = ["Declined", "IdempotencyKeyReused", "InsufficientStock", "NotFound", "NotFound410", "OrderConflict", "Own"]


class Declined(ContractError):
    """402: The card was declined ("no" is all that it says)."""

    status = 402
    code = "CARD_DECLINED"
    message = 'The card was declined ("no" is all that it says).'
    response = "Declined"


class NotFound(ContractError):
    """404: There is no such thing."""

    status = 404
    code = "NOT_FOUND"
    message = "There is no such thing."
    response = "NotFound"


class OrderConflict(ContractError):
    """409: The order cannot be placed as things are."""

    status = 409
    code = "INSUFFICIENT_STOCK"
    message = "Insufficient stock."
    response = "OrderConflict"


class InsufficientStock(OrderConflict):
    """409: one kind of `OrderConflict`."""

    code = "INSUFFICIENT_STOCK"
    message = "Insufficient stock."


class IdempotencyKeyReused(OrderConflict):
    """409: one kind of `OrderConflict`."""

    code = "IDEMPOTENCY_KEY_REUSED"
    message = "Idempotency key reused."


class NotFound410(ContractError):
    """410: There is no such thing."""

    status = 410
    code = "NOT_FOUND"
    message = "There is no such thing."
    response = "NotFound"


class Own(ContractError):
    """415: An error that has a name, and a body that the kit cannot make."""

    status = 415
    code = "OWN"
    message = "An error that has a name, and a body that the kit cannot make."
    response = "Own"
