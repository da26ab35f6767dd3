# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, Literal, ParamSpec, TypeAlias

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = [
    "CreateItem201",
    "CreateItemRequest",
    "CreateItemResult",
    "CreateUser201",
    "CreateUserRequest",
    "CreateUserResult",
    "DeleteItem204",
    "DeleteItemRequest",
    "DeleteItemResult",
    "GetCurrentUser200",
    "GetCurrentUser304",
    "GetCurrentUserRequest",
    "GetCurrentUserResult",
    "GetHealth200",
    "GetHealthRequest",
    "GetHealthResult",
    "GetItem200",
    "GetItem304",
    "GetItemRequest",
    "GetItemResult",
    "GetLiveness200",
    "GetLivenessRequest",
    "GetLivenessResult",
    "GetPrivateItem200",
    "GetPrivateItem304",
    "GetPrivateItemRequest",
    "GetPrivateItemResult",
    "GetPublicItem200",
    "GetPublicItem304",
    "GetPublicItemRequest",
    "GetPublicItemResult",
    "GetReadiness200",
    "GetReadinessRequest",
    "GetReadinessResult",
    "GetUser200",
    "GetUser304",
    "GetUserRequest",
    "GetUserResult",
    "ListItems200",
    "ListItemsRequest",
    "ListItemsResult",
    "UpdateItem200",
    "UpdateItemRequest",
    "UpdateItemResult",
    "UpdateUser200",
    "UpdateUserRequest",
    "UpdateUserResult",
    "create_item",
    "create_user",
    "delete_item",
    "get_current_user",
    "get_health",
    "get_item",
    "get_liveness",
    "get_private_item",
    "get_public_item",
    "get_readiness",
    "get_user",
    "list_items",
    "update_item",
    "update_user",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateUserRequest:
    """The request of `create_user`."""

    body: models.UserCreate


class CreateUser201(Reply[models.SignUp]):
    """201: The user, and the API key that is shown only now."""

    __slots__ = ()
    key = "201"

    def __init__(
        self,
        body: models.SignUp,
        /,
        *,
        location: str,
        etag: models.EntityTag,
        cache_control: Literal["no-store"] = "no-store",
    ) -> None:
        super().__init__(
            201, body, {"Location": location, "ETag": etag, "Cache-Control": cache_control}, "application/json"
        )


CreateUserResult: TypeAlias = CreateUser201


def create_user(
    handler: Callable[Concatenate[CreateUserRequest, P], CreateUserResult | Awaitable[CreateUserResult]],
) -> Callable[Concatenate[CreateUserRequest, P], CreateUserResult | Awaitable[CreateUserResult]]:
    """POST /users: Sign up.

    openapi.yaml#/paths/~1users/post
    """
    return bind(handler, "create_user", CreateUserRequest, {"application/json": models.UserCreate}, (CreateUser201,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetCurrentUserRequest:
    """The request of `get_current_user`."""

    if_none_match: models.EntityTags | MISSING = MISSING


class GetCurrentUser200(Reply[models.User]):
    """200: The calling user."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.User, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


class GetCurrentUser304(Reply[None]):
    """304: The version that you have is the current one."""

    __slots__ = ()
    key = "304"

    def __init__(self, *, etag: models.EntityTag) -> None:
        super().__init__(304, None, {"ETag": etag})


GetCurrentUserResult: TypeAlias = GetCurrentUser200 | GetCurrentUser304


def get_current_user(
    handler: Callable[Concatenate[GetCurrentUserRequest, P], GetCurrentUserResult | Awaitable[GetCurrentUserResult]],
) -> Callable[Concatenate[GetCurrentUserRequest, P], GetCurrentUserResult | Awaitable[GetCurrentUserResult]]:
    """GET /users/me: Read the calling user.

    openapi.yaml#/paths/~1users~1me/get
    """
    return bind(handler, "get_current_user", GetCurrentUserRequest, {}, (GetCurrentUser200, GetCurrentUser304))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetUserRequest:
    """The request of `get_user`."""

    user_id: models.UserId
    if_none_match: models.EntityTags | MISSING = MISSING


class GetUser200(Reply[models.User]):
    """200: The user."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.User, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


class GetUser304(Reply[None]):
    """304: The version that you have is the current one."""

    __slots__ = ()
    key = "304"

    def __init__(self, *, etag: models.EntityTag) -> None:
        super().__init__(304, None, {"ETag": etag})


GetUserResult: TypeAlias = GetUser200 | GetUser304


def get_user(
    handler: Callable[Concatenate[GetUserRequest, P], GetUserResult | Awaitable[GetUserResult]],
) -> Callable[Concatenate[GetUserRequest, P], GetUserResult | Awaitable[GetUserResult]]:
    """GET /users/{user_id}: Read a user.

    openapi.yaml#/paths/~1users~1{user_id}/get
    """
    return bind(handler, "get_user", GetUserRequest, {}, (GetUser200, GetUser304))


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateUserRequest:
    """The request of `update_user`."""

    user_id: models.UserId
    if_match: models.EntityTags | MISSING = MISSING
    body: models.UserPatch


class UpdateUser200(Reply[models.User]):
    """200: The user as they now are."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.User, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


UpdateUserResult: TypeAlias = UpdateUser200


def update_user(
    handler: Callable[Concatenate[UpdateUserRequest, P], UpdateUserResult | Awaitable[UpdateUserResult]],
) -> Callable[Concatenate[UpdateUserRequest, P], UpdateUserResult | Awaitable[UpdateUserResult]]:
    """PATCH /users/{user_id}: Change a user.

    openapi.yaml#/paths/~1users~1{user_id}/patch
    """
    return bind(handler, "update_user", UpdateUserRequest, {"application/json": models.UserPatch}, (UpdateUser200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItemsRequest:
    """The request of `list_items`."""

    visibility: models.Visibility | MISSING = MISSING
    currency: models.Currency | MISSING = MISSING
    min_price: models.MinorUnits | MISSING = MISSING
    max_price: models.MinorUnits | MISSING = MISSING
    in_stock: bool | MISSING = MISSING
    sort: Literal["created_at", "-created_at", "name", "-name", "price", "-price"] = "-created_at"
    limit: int = 20
    cursor: models.Cursor | MISSING = MISSING


class ListItems200(Reply[models.ItemPage]):
    """200: One page of items."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.ItemPage, /) -> None:
        super().__init__(200, body, None, "application/json")


ListItemsResult: TypeAlias = ListItems200 | models.ItemPage


def list_items(
    handler: Callable[Concatenate[ListItemsRequest, P], ListItemsResult | Awaitable[ListItemsResult]],
) -> Callable[Concatenate[ListItemsRequest, P], ListItemsResult | Awaitable[ListItemsResult]]:
    """GET /items: List items.

    openapi.yaml#/paths/~1items/get
    """
    return bind(handler, "list_items", ListItemsRequest, {}, (ListItems200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateItemRequest:
    """The request of `create_item`."""

    body: models.ItemCreate


class CreateItem201(Reply[models.Item]):
    """201: The item as it was added."""

    __slots__ = ()
    key = "201"

    def __init__(self, body: models.Item, /, *, location: str, etag: models.EntityTag) -> None:
        super().__init__(201, body, {"Location": location, "ETag": etag}, "application/json")


CreateItemResult: TypeAlias = CreateItem201


def create_item(
    handler: Callable[Concatenate[CreateItemRequest, P], CreateItemResult | Awaitable[CreateItemResult]],
) -> Callable[Concatenate[CreateItemRequest, P], CreateItemResult | Awaitable[CreateItemResult]]:
    """POST /items: Add an item.

    openapi.yaml#/paths/~1items/post
    """
    return bind(handler, "create_item", CreateItemRequest, {"application/json": models.ItemCreate}, (CreateItem201,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetItemRequest:
    """The request of `get_item`."""

    item_id: models.ItemId
    if_none_match: models.EntityTags | MISSING = MISSING


class GetItem200(Reply[models.Item]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


class GetItem304(Reply[None]):
    """304: The version that you have is the current one."""

    __slots__ = ()
    key = "304"

    def __init__(self, *, etag: models.EntityTag) -> None:
        super().__init__(304, None, {"ETag": etag})


GetItemResult: TypeAlias = GetItem200 | GetItem304


def get_item(
    handler: Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]],
) -> Callable[Concatenate[GetItemRequest, P], GetItemResult | Awaitable[GetItemResult]]:
    """GET /items/{item_id}: Read an item.

    openapi.yaml#/paths/~1items~1{item_id}/get
    """
    return bind(handler, "get_item", GetItemRequest, {}, (GetItem200, GetItem304))


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateItemRequest:
    """The request of `update_item`."""

    item_id: models.ItemId
    if_match: models.EntityTags | MISSING = MISSING
    body: models.ItemPatch


class UpdateItem200(Reply[models.Item]):
    """200: The item as it now is."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


UpdateItemResult: TypeAlias = UpdateItem200


def update_item(
    handler: Callable[Concatenate[UpdateItemRequest, P], UpdateItemResult | Awaitable[UpdateItemResult]],
) -> Callable[Concatenate[UpdateItemRequest, P], UpdateItemResult | Awaitable[UpdateItemResult]]:
    """PATCH /items/{item_id}: Change an item.

    openapi.yaml#/paths/~1items~1{item_id}/patch
    """
    return bind(handler, "update_item", UpdateItemRequest, {"application/json": models.ItemPatch}, (UpdateItem200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteItemRequest:
    """The request of `delete_item`."""

    item_id: models.ItemId
    if_match: models.EntityTags | MISSING = MISSING


class DeleteItem204(Reply[None]):
    """204: The item is removed."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


DeleteItemResult: TypeAlias = DeleteItem204 | None


def delete_item(
    handler: Callable[Concatenate[DeleteItemRequest, P], DeleteItemResult | Awaitable[DeleteItemResult]],
) -> Callable[Concatenate[DeleteItemRequest, P], DeleteItemResult | Awaitable[DeleteItemResult]]:
    """DELETE /items/{item_id}: Remove an item.

    openapi.yaml#/paths/~1items~1{item_id}/delete
    """
    return bind(handler, "delete_item", DeleteItemRequest, {}, (DeleteItem204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetPublicItemRequest:
    """The request of `get_public_item`."""

    item_name: models.ItemName
    if_none_match: models.EntityTags | MISSING = MISSING


class GetPublicItem200(Reply[models.Item]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


class GetPublicItem304(Reply[None]):
    """304: The version that you have is the current one."""

    __slots__ = ()
    key = "304"

    def __init__(self, *, etag: models.EntityTag) -> None:
        super().__init__(304, None, {"ETag": etag})


GetPublicItemResult: TypeAlias = GetPublicItem200 | GetPublicItem304


def get_public_item(
    handler: Callable[Concatenate[GetPublicItemRequest, P], GetPublicItemResult | Awaitable[GetPublicItemResult]],
) -> Callable[Concatenate[GetPublicItemRequest, P], GetPublicItemResult | Awaitable[GetPublicItemResult]]:
    """GET /store/public/{item_name}: Look at a public item.

    openapi.yaml#/paths/~1store~1public~1{item_name}/get
    """
    return bind(handler, "get_public_item", GetPublicItemRequest, {}, (GetPublicItem200, GetPublicItem304))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetPrivateItemRequest:
    """The request of `get_private_item`."""

    item_name: models.ItemName
    if_none_match: models.EntityTags | MISSING = MISSING


class GetPrivateItem200(Reply[models.Item]):
    """200: The item."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Item, /, *, etag: models.EntityTag) -> None:
        super().__init__(200, body, {"ETag": etag}, "application/json")


class GetPrivateItem304(Reply[None]):
    """304: The version that you have is the current one."""

    __slots__ = ()
    key = "304"

    def __init__(self, *, etag: models.EntityTag) -> None:
        super().__init__(304, None, {"ETag": etag})


GetPrivateItemResult: TypeAlias = GetPrivateItem200 | GetPrivateItem304


def get_private_item(
    handler: Callable[Concatenate[GetPrivateItemRequest, P], GetPrivateItemResult | Awaitable[GetPrivateItemResult]],
) -> Callable[Concatenate[GetPrivateItemRequest, P], GetPrivateItemResult | Awaitable[GetPrivateItemResult]]:
    """GET /store/private/{item_name}: Look at a private item.

    openapi.yaml#/paths/~1store~1private~1{item_name}/get
    """
    return bind(handler, "get_private_item", GetPrivateItemRequest, {}, (GetPrivateItem200, GetPrivateItem304))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetHealthRequest:
    """The request of `get_health`."""


class GetHealth200(Reply[models.Health]):
    """200: The report."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Health, /) -> None:
        super().__init__(200, body, None, "application/json")


GetHealthResult: TypeAlias = GetHealth200 | models.Health


def get_health(
    handler: Callable[Concatenate[GetHealthRequest, P], GetHealthResult | Awaitable[GetHealthResult]],
) -> Callable[Concatenate[GetHealthRequest, P], GetHealthResult | Awaitable[GetHealthResult]]:
    """GET /health: Report on the server and what it depends on.

    openapi.yaml#/paths/~1health/get
    """
    return bind(handler, "get_health", GetHealthRequest, {}, (GetHealth200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetLivenessRequest:
    """The request of `get_liveness`."""


class GetLiveness200(Reply[models.Liveness]):
    """200: The process is alive."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Liveness, /) -> None:
        super().__init__(200, body, None, "application/json")


GetLivenessResult: TypeAlias = GetLiveness200 | models.Liveness


def get_liveness(
    handler: Callable[Concatenate[GetLivenessRequest, P], GetLivenessResult | Awaitable[GetLivenessResult]],
) -> Callable[Concatenate[GetLivenessRequest, P], GetLivenessResult | Awaitable[GetLivenessResult]]:
    """GET /health/live: Is the process alive.

    openapi.yaml#/paths/~1health~1live/get
    """
    return bind(handler, "get_liveness", GetLivenessRequest, {}, (GetLiveness200,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetReadinessRequest:
    """The request of `get_readiness`."""


class GetReadiness200(Reply[models.Readiness]):
    """200: The server can do its work."""

    __slots__ = ()
    key = "200"

    def __init__(self, body: models.Readiness, /) -> None:
        super().__init__(200, body, None, "application/json")


GetReadinessResult: TypeAlias = GetReadiness200 | models.Readiness


def get_readiness(
    handler: Callable[Concatenate[GetReadinessRequest, P], GetReadinessResult | Awaitable[GetReadinessResult]],
) -> Callable[Concatenate[GetReadinessRequest, P], GetReadinessResult | Awaitable[GetReadinessResult]]:
    """GET /health/ready: Can the server do its work.

    openapi.yaml#/paths/~1health~1ready/get
    """
    return bind(handler, "get_readiness", GetReadinessRequest, {}, (GetReadiness200,))
