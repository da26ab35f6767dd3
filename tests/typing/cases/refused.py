"""Handlers that break their operations: both checkers must find every marked line, and no other."""

from typing import Annotated

from fastapi import Depends
from shop import models
from shop import operations as op
from shop.security import Security

from specbound.runtime import MISSING


class Database: ...


class User:
    id = "1"


Db = Annotated[Database, Depends(Database)]


@op.list_items  # refused: the request of another operation
def wrong_request(request: op.GetItemRequest) -> list[models.Item]:
    return []


@op.list_items  # refused: the request is missing
def no_request() -> list[models.Item]:
    return []


@op.create_item  # refused: dependencies come after the request
def wrong_order(db: Db, request: op.CreateItemRequest) -> op.CreateItem201:
    return op.CreateItem201(request.body, location="/items/1")


@op.list_items  # refused: the body of another operation
def wrong_body(request: op.ListItemsRequest) -> models.Item:
    return models.Item(name="a", price=1)


@op.list_items  # refused: also where the handler is asynchronous
async def wrong_body_async(request: op.ListItemsRequest) -> models.Item:
    return models.Item(name="a", price=1)


@op.list_items  # refused: a status that this operation does not declare
def undeclared_status(request: op.ListItemsRequest) -> op.CreateItem201:
    return op.CreateItem201(models.Item(name="a", price=1), location="/items/1")


@op.create_item  # refused: a required header cannot come with a bare body
def bare_without_header(request: op.CreateItemRequest) -> models.Item:
    return request.body


@op.delete_item  # refused: an empty response has no body
def body_of_nothing(request: op.DeleteItemRequest) -> str:
    return ""


@op.create_item
def missing_header(request: op.CreateItemRequest) -> op.CreateItem201:
    return op.CreateItem201(request.body)  # refused: `location` is required


@op.create_item
def wrong_headers(request: op.CreateItemRequest) -> op.CreateItem201:
    one = op.CreateItem201(request.body, location=1)  # refused: a header of the wrong type
    two = op.CreateItem201(request.body, location="/", x_stock="3")  # refused: an optional one too
    return op.CreateItem201(request.body, location="/", etag="x") if one is two else one  # refused: not declared


@op.get_item
def wrong_media(request: op.GetItemRequest) -> op.GetItem200:
    op.GetItem200("name,price")  # refused: text is not the first media type
    op.GetItem200(models.Item(name="a", price=1), media_type="text/csv")  # refused: a model is no text
    return op.GetItem200("name,price", media_type="text/html")  # refused: no such media type


@op.patch_item
def patch(request: op.PatchItemRequest) -> models.Item:
    name: str = request.body.name  # refused: it may be missing
    note = request.body.note
    text = note + "" if note is not MISSING else ""  # refused: it may be null
    request.item_id = name + text  # refused: a request does not change
    return models.Item(name=1, price=2)  # refused: a field of the wrong type


models.Item(name="a")  # refused: a required field is missing
models.Item(name="a", price=1, colour="blue")  # refused: none of the values
models.Item(name="a", price=1, color="red")  # refused: no such field
request = op.ListItemsRequest(limit="20")  # refused: a parameter of the wrong type


def wrong_credential(key: int) -> User | None:
    return User()


def wrong_answer(key: str) -> str:
    return key


Security(key=wrong_credential)  # refused: the credential is text
Security(key=wrong_answer)  # refused: the answer is no principal
Security()  # refused: a slot is empty
