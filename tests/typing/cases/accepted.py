"""Handlers that fit their operations: neither checker may find anything here."""

from typing import Annotated, Literal, assert_type

from fastapi import Depends
from shop import errors, models
from shop import operations as op
from shop.security import Security

from specbound.runtime import MISSING, Principal


class Database: ...


class User:
    id = "1"


def database() -> Database:
    return Database()


Db = Annotated[Database, Depends(database)]


@op.list_items
def list_bare(request: op.ListItemsRequest) -> list[models.Item]:
    assert_type(request.limit, int)
    return []


@op.list_items
async def list_async(request: op.ListItemsRequest, db: Db) -> op.ListItems200:
    return op.ListItems200([])


@op.list_items
def list_either(request: op.ListItemsRequest) -> op.ListItems200 | list[models.Item]:
    if request.cursor is not MISSING:
        assert_type(request.cursor, str)
    return []


@op.list_items
def list_any_result(request: op.ListItemsRequest) -> op.ListItemsResult:
    return [models.Item(name="a", price=1)]


@op.create_item
def create(request: op.CreateItemRequest, db: Db, dry: bool = False) -> op.CreateItem201:
    item = models.Item(name=request.body.name, price=1, class_="x", colour="red")
    return op.CreateItem201(item, location="/items/1", x_stock=3)


@op.create_item
def create_without_optional_header(request: op.CreateItemRequest) -> op.CreateItem201:
    return op.CreateItem201(request.body, location="/items/1")


@op.get_item
async def get_in_two_types(request: op.GetItemRequest) -> op.GetItem200:
    if request.item_id == "csv":
        return op.GetItem200("name,price", media_type="text/csv")
    raise errors.NotFound("No such item.", loc=("path", "item_id"))


@op.patch_item
def patch(request: op.PatchItemRequest) -> models.Item:
    name, note = request.body.name, request.body.note
    if name is not MISSING and note is not MISSING and note is not None:
        return models.Item(name=name + note, price=0)
    colour: Literal["red", "green"] = "red"
    return models.Item(name="b", price=2, colour=colour)


@op.delete_item
def delete(request: op.DeleteItemRequest) -> None:
    return None


@op.delete_item
async def delete_with_reply(request: op.DeleteItemRequest) -> op.DeleteItem204:
    return op.DeleteItem204()


def by_key(key: str, db: Db) -> User | None:
    return User()


async def by_key_async(key: str) -> Principal | None:
    return None


Security(key=by_key)
Security(key=by_key_async)
request = op.PatchItemRequest(item_id="1", body=models.ItemPatch(note=None))
