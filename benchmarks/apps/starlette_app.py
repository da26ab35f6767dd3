"""Starlette with pydantic models, parameters read by hand. Everything is `async def`."""

from __future__ import annotations

from contextlib import asynccontextmanager

from pydantic import TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.apps.models import Greeting, GreetingParameters, OrderDraft, OrderParameters, Receipt, receipt_of
from benchmarks.domain import get_tariff, get_unit

_PARAMETERS = TypeAdapter(OrderParameters)
_DRAFT = TypeAdapter(OrderDraft)
_RECEIPT = TypeAdapter(Receipt)
_NAME = TypeAdapter(GreetingParameters)
_GREETING = TypeAdapter(Greeting)
_unit_of_work = asynccontextmanager(get_unit)


async def create_order(request: Request) -> Response:
    sent: dict[str, object] = {**request.query_params, **request.path_params}
    if (tenant := request.headers.get("x-tenant")) is not None:
        sent["tenant"] = tenant
    parameters = _PARAMETERS.validate_python(sent)
    draft = _DRAFT.validate_json(await request.body())
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
        return Response(_RECEIPT.dump_json(receipt), 201, media_type="application/json")


async def get_greeting(request: Request) -> Response:
    name = _NAME.validate_python(request.path_params).name
    return Response(_GREETING.dump_json(Greeting(message=f"Hello, {name}.")), media_type="application/json")


async def refuse(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ValidationError)  # noqa: S101 - the table below calls it for no other
    return Response(error.json(include_url=False), 422, media_type="application/json")


def create() -> Starlette:
    return Starlette(
        routes=[
            Route("/warehouses/{warehouse_id:int}/orders", create_order, methods=["POST"]),
            Route("/greetings/{name}", get_greeting, methods=["GET"]),
        ],
        exception_handlers={ValidationError: refuse},
    )
