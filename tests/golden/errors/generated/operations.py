# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from specbound.runtime import Reply, bind

from . import models

__all__ = [
    "ListParcels204",
    "ListParcelsRequest",
    "ListParcelsResult",
    "PlaceOrder204",
    "PlaceOrder415",
    "PlaceOrder418",
    "PlaceOrderRequest",
    "PlaceOrderResult",
    "list_parcels",
    "place_order",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOrderRequest:
    """The request of `place_order`."""


class PlaceOrder204(Reply[None]):
    """204: Placed."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


class PlaceOrder415(Reply[str]):
    """415: An error that has a name, and a body that the kit cannot make."""

    __slots__ = ()
    key = "415"

    def __init__(self, body: str, /) -> None:
        super().__init__(415, body, None, "text/plain")


class PlaceOrder418(Reply[models.PlaceOrder418Body]):
    """418: An error that is written inline, with a body of its own."""

    __slots__ = ()
    key = "418"

    def __init__(self, body: models.PlaceOrder418Body, /) -> None:
        super().__init__(418, body, None, "application/json")


PlaceOrderResult: TypeAlias = PlaceOrder204 | PlaceOrder415 | PlaceOrder418 | None


def place_order(
    handler: Callable[Concatenate[PlaceOrderRequest, P], PlaceOrderResult | Awaitable[PlaceOrderResult]],
) -> Callable[Concatenate[PlaceOrderRequest, P], PlaceOrderResult | Awaitable[PlaceOrderResult]]:
    """POST /orders.

    openapi.yaml#/paths/~1orders/post
    """
    return bind(handler, "place_order", PlaceOrderRequest, {}, (PlaceOrder204, PlaceOrder415, PlaceOrder418))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListParcelsRequest:
    """The request of `list_parcels`."""


class ListParcels204(Reply[None]):
    """204: None."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


ListParcelsResult: TypeAlias = ListParcels204 | None


def list_parcels(
    handler: Callable[Concatenate[ListParcelsRequest, P], ListParcelsResult | Awaitable[ListParcelsResult]],
) -> Callable[Concatenate[ListParcelsRequest, P], ListParcelsResult | Awaitable[ListParcelsResult]]:
    """GET /parcels.

    openapi.yaml#/paths/~1parcels/get
    """
    return bind(handler, "list_parcels", ListParcelsRequest, {}, (ListParcels204,))
