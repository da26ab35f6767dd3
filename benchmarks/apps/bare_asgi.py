"""No framework: an ASGI callable, pydantic models, two regular expressions. Everything is `async def`."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl

from pydantic import TypeAdapter, ValidationError

from benchmarks.apps.models import Greeting, GreetingParameters, OrderDraft, OrderParameters, Receipt, receipt_of
from benchmarks.domain import get_tariff, get_unit

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, bytes]

_ORDERS = re.compile(r"/warehouses/([^/]+)/orders")
_GREETINGS = re.compile(r"/greetings/([^/]+)")
_PARAMETERS = TypeAdapter(OrderParameters)
_DRAFT = TypeAdapter(OrderDraft)
_RECEIPT = TypeAdapter(Receipt)
_NAME = TypeAdapter(GreetingParameters)
_GREETING = TypeAdapter(Greeting)
_unit_of_work = asynccontextmanager(get_unit)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _live(receive, send)
        return
    try:
        status, body = await _answer(scope, receive)
    except ValidationError as error:
        status, body = 422, error.json(include_url=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _answer(scope: Scope, receive: Receive) -> Answer:
    if scope["method"] == "POST" and (found := _ORDERS.fullmatch(scope["path"])):
        return await _create_order(found[1], scope, receive)
    if scope["method"] == "GET" and (found := _GREETINGS.fullmatch(scope["path"])):
        name = _NAME.validate_python({"name": found[1]}).name
        return 200, _GREETING.dump_json(Greeting(message=f"Hello, {name}."))
    return 404, b'{"detail":"Not Found"}'


async def _create_order(warehouse_id: str, scope: Scope, receive: Receive) -> Answer:
    query = dict(parse_qsl(scope["query_string"].decode()))
    if (tenant := _header(scope["headers"], b"x-tenant")) is not None:
        query["tenant"] = tenant
    parameters = _PARAMETERS.validate_python({**query, "warehouse_id": warehouse_id})
    draft = _DRAFT.validate_json(await _body(receive))
    tariff = await get_tariff()
    async with _unit_of_work() as unit:
        receipt = receipt_of(
            draft,
            tariff,
            warehouse_id=parameters.warehouse_id,
            tenant=parameters.tenant,
            currency=parameters.currency,
            express=parameters.express,
        )
        unit.add(receipt)
        return 201, _RECEIPT.dump_json(receipt)


def _header(headers: Iterable[tuple[bytes, bytes]], wanted: bytes) -> str | None:
    return next((value.decode("latin-1") for name, value in headers if name == wanted), None)


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message.get("more_body", False)
    return b"".join(parts)


async def _live(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


def create() -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    return app
