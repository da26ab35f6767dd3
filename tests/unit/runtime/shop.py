"""A small contract, written down as its values, for tests of the runtime that need no generator."""

import asyncio
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any, Literal

import msgspec
from fastapi.security import SecurityScopes
from pydantic import BaseModel
from starlette.testclient import TestClient

from specbound.contract import Contract
from specbound.runtime import Application, ContractError, Options, Reply, bind

ERROR = {
    "type": "object",
    "required": ["detail", "error"],
    "properties": {"detail": {"type": "array"}, "error": {"type": "object"}},
    "additionalProperties": False,
}


def error(status: str, name: str | None = None) -> dict[str, Any]:
    content = [{"name": "application/json", "kind": "json", "schema": ERROR, "error_shape": "detail"}]
    return {"status": status, "name": name, "content": content}


THING = {
    "type": "object",
    "required": ["name", "size"],
    "properties": {"name": {"type": "string", "maxLength": 8}, "size": {"type": "integer", "minimum": 0}},
    "additionalProperties": False,
}

ERRORS = [error(status) for status in ("400", "401", "403", "413", "415", "422", "500")] + [error("409", "Taken")]

PUT_THING = {
    "id": "put_thing",
    "name": "put_thing",
    "method": "PUT",
    "path": "/things/{thing_id}",
    "source": "shop.yaml#/paths/~1things~1{thing_id}/put",
    "parameters": [
        {
            "name": "thing_id", "location": "path", "field": "thing_id", "required": True,
            "schema": {"type": "string", "maxLength": 8}, "shape": {"types": ["string"]},
            "style": "simple", "explode": False,
        },
        {
            "name": "limit", "location": "query", "field": "limit", "required": False,
            "schema": {"type": "integer", "minimum": 1}, "shape": {"types": ["integer"]},
            "style": "form", "explode": True,
        },
    ],
    "body": {
        "required": True,
        "content": [{"name": "application/json", "kind": "json", "schema": {"$ref": "#/$defs/Thing"}}],
    },
    "responses": [
        {
            "status": "200",
            "headers": [
                {"name": "ETag", "field": "etag", "required": True, "schema": {"type": "string", "pattern": '^"'},
                 "shape": {"types": ["string"]}},
            ],
            "content": [{"name": "application/json", "kind": "json", "schema": {"$ref": "#/$defs/Thing"}}],
        },
        *ERRORS,
    ],
}  # fmt: skip

GET_THING = {
    "id": "get_thing",
    "name": "get_thing",
    "method": "GET",
    "path": "/things/{thing_id}",
    "source": "shop.yaml#/paths/~1things~1{thing_id}/get",
    "parameters": PUT_THING["parameters"],
    "security": [[{"scheme": "Key"}], [{"scheme": "Token", "scopes": ["read"]}]],
    "responses": [
        {
            "status": "200",
            "content": [{"name": "application/json", "kind": "json", "schema": {"$ref": "#/$defs/Thing"}}],
        },
        {"status": "304"},
        *ERRORS,
    ],
}

CONTRACT = msgspec.convert(
    {
        "title": "Shop",
        "version": "1",
        "openapi": "3.1.0",
        "source": {"name": "shop.yaml", "sha256": ""},
        "operations": [PUT_THING, GET_THING],
        "schemes": [
            {"name": "Key", "field": "key", "type": "apiKey", "location": "header", "parameter": "X-Key"},
            {"name": "Token", "field": "token", "type": "http", "http_scheme": "bearer"},
        ],
        "schemas": {"Thing": THING},
        "strict_query": True,
    },
    Contract,
)


class Thing(BaseModel):
    name: str
    size: int


class ThingRequest(SimpleNamespace):
    thing_id: str
    limit: Any
    body: Thing


class PutThing200(Reply[Any]):
    __slots__ = ()

    def __init__(self, body: Any, headers: dict[str, Any] | None = None) -> None:
        super().__init__(200, body, {"ETag": '"1"'} if headers is None else headers)


class TakenError(ContractError):
    status, code, message, response = 409, "TAKEN", "It is taken.", "Taken"


class StrangeError(ContractError):
    status, code, message, response = 409, "STRANGE", "Nobody declared this.", "Strange"


class Caller(SimpleNamespace):
    id: str


def key(credential: str) -> Caller | None:
    return Caller(id="user:1") if credential == "good-key" else None


async def token(credential: str, wanted: SecurityScopes) -> Caller | None:
    return Caller(id="bot:1") if credential == "good-token" else None


SECURITY = SimpleNamespace(key=key, token=token)


def put_default(request: ThingRequest) -> Any:
    return PutThing200(request.body)


def get_default(request: ThingRequest) -> Any:
    return {"name": request.thing_id, "size": 1}


def shop(
    put: Callable[..., Any] = put_default,
    get: Callable[..., Any] = get_default,
    check: Literal["enforce", "report", "off"] = "enforce",
    contract: Contract = CONTRACT,
    **options: Any,
) -> Application:
    """The application with these two handlers."""
    handlers = ModuleType("handlers")
    bodies = {"application/json": Thing}
    vars(handlers).update(
        put=bind(put, "put_thing", ThingRequest, bodies, (PutThing200,)),
        get=bind(get, "get_thing", ThingRequest, {}, ()),
    )
    return Application(
        contract, handlers=[handlers], security=SECURITY, options=Options(check_responses=check, **options)
    )


def client(app: Application) -> TestClient:
    """A client to which a server's exception would be raised: what it gets is what was sent."""
    return TestClient(app)


def run(call: Any) -> Any:
    return asyncio.run(call)
