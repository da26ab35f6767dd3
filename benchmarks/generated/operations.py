# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec, TypeAlias

from specbound.runtime import Reply, bind

from . import models

__all__ = [
    "CreateOrder201",
    "CreateOrderRequest",
    "CreateOrderResult",
    "GetGreeting200",
    "GetGreetingRequest",
    "GetGreetingResult",
    "GetItem200",
    "GetItemRequest",
    "GetItemResult",
    "create_order",
    "get_greeting",
    "get_item",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateOrderRequest:
    """The request of `create_order`."""

    warehouse_id: int
    currency: Literal["EUR", "GBP", "USD"]
    express: bool = False
    x_tenant: str
    body: models.OrderDraft


class CreateOrder201(Reply[models.Receipt]):
    """201: What was ordered."""

    __slots__ = ()
    key = "201"

    def __init__(self, body: models.Receipt, /) -> None:
        super().__init__(201, body, None, "application/json")


CreateOrderResult: TypeAlias = CreateOrder201 | models.Receipt


def create_order(
    handler: Callable[Concatenate[CreateOrderRequest, P], CreateOrderResult | Awaitable[CreateOrderResult]],
) -> Callable[Concatenate[CreateOrderRequest, P], CreateOrderResult | Awaitable[CreateOrderResult]]:
    """POST /warehouses/{warehouse_id}/orders: Place an order.

    openapi.yaml#/paths/~1warehouses~1{warehouse_id}~1orders/post
    """
    return bind(handler, "create_order", CreateOrderRequest, {"application/json": models.OrderDraft}, (CreateOrder201,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetGreetingRequest:
    """The request of `get_greeting`."""

    name: str


class GetGreeting200(Reply[models.Greeting]):
    """200: The greeting."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Greeting, /) -> None:
        super().__init__(200, body, None, "application/json")


GetGreetingResult: TypeAlias = GetGreeting200 | models.Greeting


def get_greeting(
    handler: Callable[Concatenate[GetGreetingRequest, P], GetGreetingResult | Awaitable[GetGreetingResult]],
) -> Callable[Concatenate[GetGreetingRequest, P], GetGreetingResult | Awaitable[GetGreetingResult]]:
    """GET /greetings/{name}: Greet somebody.

    openapi.yaml#/paths/~1greetings~1{name}/get
    """
    return bind(handler, "get_greeting", GetGreetingRequest, {}, (GetGreeting200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetItemRequest:
    """The request of `get_item`."""

    item_id: int


class GetItem200(Reply[models.Item]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /) -> None:
        super().__init__(200, body, None, "application/json")


GetItemResult: TypeAlias = GetItem200 | models.Item


def get_item(
    handler: Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]],
) -> Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]]:
    """GET /items/{item_id}: Read an item.

    openapi.yaml#/paths/~1items~1{item_id}/get
    """
    return bind(handler, "get_item", GetItemRequest, {}, (GetItem200,))
