# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec, TypeAlias, overload

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = [
    "CreateItem201",
    "CreateItemRequest",
    "CreateItemResult",
    "DeleteItem204",
    "DeleteItemRequest",
    "DeleteItemResult",
    "GetItem200",
    "GetItemRequest",
    "GetItemResult",
    "ListItems200",
    "ListItemsRequest",
    "ListItemsResult",
    "PatchItem200",
    "PatchItemRequest",
    "PatchItemResult",
    "create_item",
    "delete_item",
    "get_item",
    "list_items",
    "patch_item",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItemsRequest:
    """The request of `list_items`."""

    limit: int = 20
    cursor: str | MISSING = MISSING


class ListItems200(Reply[list[models.Item]]):
    """200: The items."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: list[models.Item], /) -> None:
        super().__init__(200, body, None, "application/json")


ListItemsResult: TypeAlias = ListItems200 | list[models.Item]


def list_items(
    handler: Callable[Concatenate[ListItemsRequest, P], ListItemsResult | Awaitable[ListItemsResult]],
) -> Callable[Concatenate[ListItemsRequest, P], ListItemsResult | Awaitable[ListItemsResult]]:
    """GET /items.

    openapi.yaml#/paths/~1items/get
    """
    return bind(handler, "list_items", ListItemsRequest, {}, (ListItems200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItemRequest:
    """The request of `create_item`."""

    body: models.Item


class CreateItem201(Reply[models.Item]):
    """201: The item."""

    __slots__ = ()
    key = "201"

    def __init__(self, body: models.Item, /, *, location: str, x_stock: int | MISSING = MISSING) -> None:
        super().__init__(201, body, {"Location": location, "X-Stock": x_stock}, "application/json")


CreateItemResult: TypeAlias = CreateItem201


def create_item(
    handler: Callable[Concatenate[CreateItemRequest, P], CreateItemResult | Awaitable[CreateItemResult]],
) -> Callable[Concatenate[CreateItemRequest, P], CreateItemResult | Awaitable[CreateItemResult]]:
    """POST /items.

    openapi.yaml#/paths/~1items/post
    """
    return bind(handler, "create_item", CreateItemRequest, {"application/json": models.Item}, (CreateItem201,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetItemRequest:
    """The request of `get_item`."""

    item_id: str


class GetItem200(Reply[models.Item | str]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    @overload
    def __init__(
        self, body: models.Item, /, *, media_type: Literal["application/json"] = "application/json"
    ) -> None: ...
    @overload
    def __init__(self, body: str, /, *, media_type: Literal["text/csv"]) -> None: ...
    def __init__(self, body: models.Item | str, /, *, media_type: str = "application/json") -> None:
        super().__init__(200, body, None, media_type)


GetItemResult: TypeAlias = GetItem200


def get_item(
    handler: Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]],
) -> Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]]:
    """GET /items/{item_id}.

    openapi.yaml#/paths/~1items~1{item_id}/get
    """
    return bind(handler, "get_item", GetItemRequest, {}, (GetItem200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchItemRequest:
    """The request of `patch_item`."""

    item_id: str
    body: models.ItemPatch


class PatchItem200(Reply[models.Item]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /) -> None:
        super().__init__(200, body, None, "application/json")


PatchItemResult: TypeAlias = PatchItem200 | models.Item


def patch_item(
    handler: Callable[Concatenate[PatchItemRequest, P], PatchItemResult | Awaitable[PatchItemResult]],
) -> Callable[Concatenate[PatchItemRequest, P], PatchItemResult | Awaitable[PatchItemResult]]:
    """PATCH /items/{item_id}.

    openapi.yaml#/paths/~1items~1{item_id}/patch
    """
    return bind(handler, "patch_item", PatchItemRequest, {"application/json": models.ItemPatch}, (PatchItem200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteItemRequest:
    """The request of `delete_item`."""

    item_id: str


class DeleteItem204(Reply[None]):
    """204: Gone."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


DeleteItemResult: TypeAlias = DeleteItem204 | None


def delete_item(
    handler: Callable[Concatenate[DeleteItemRequest, P], DeleteItemResult | Awaitable[DeleteItemResult]],
) -> Callable[Concatenate[DeleteItemRequest, P], DeleteItemResult | Awaitable[DeleteItemResult]]:
    """DELETE /items/{item_id}.

    openapi.yaml#/paths/~1items~1{item_id}/delete
    """
    return bind(handler, "delete_item", DeleteItemRequest, {}, (DeleteItem204,))
