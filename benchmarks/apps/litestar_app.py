"""Litestar with msgspec structs, its own dependencies and parameters. Everything is `async def`."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from litestar import Litestar, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, HeaderParameter, JSONBody, PathParameter, SkipValidation
from msgspec import Meta, Struct

from benchmarks.domain import Tariff, Unit, get_tariff, get_unit

Currency = Literal["EUR", "GBP", "USD"]
Sku = Annotated[str, Meta(pattern=r"^[A-Z]{3}-[0-9]{4}$")]
Quantity = Annotated[int, Meta(ge=1, le=1000)]
Price = Annotated[int, Meta(ge=0, le=100_000_000)]
Word = Annotated[str, Meta(min_length=1, max_length=100)]


class Customer(Struct, forbid_unknown_fields=True):
    name: Word
    city: Word


class LineDraft(Struct, forbid_unknown_fields=True):
    sku: Sku
    quantity: Quantity
    unit_price: Price


class OrderDraft(Struct, forbid_unknown_fields=True):
    customer: Customer
    lines: Annotated[list[LineDraft], Meta(min_length=1, max_length=100)]
    note: Annotated[str, Meta(max_length=500)] | msgspec.UnsetType = msgspec.UNSET


class Receipt(Struct):
    reference: str
    warehouse_id: int
    tenant: str
    currency: Currency
    express: bool
    customer: Customer
    pieces: int
    total: int


class Greeting(Struct):
    message: str


@post(
    "/warehouses/{warehouse_id:int}/orders",
    dependencies={"tariff": Provide(get_tariff), "unit": Provide(get_unit)},
)
async def create_order(
    *,
    data: JSONBody[OrderDraft],
    warehouse_id: Annotated[int, PathParameter(ge=1, le=1_000_000)],
    currency: FromQuery[Currency],
    tenant: Annotated[str, HeaderParameter(name="X-Tenant", pattern=r"^[a-z]{1,32}$")],
    tariff: NamedDependency[SkipValidation[Tariff]],
    unit: NamedDependency[SkipValidation[Unit]],
    express: FromQuery[bool] = False,
) -> Receipt:
    price = sum(line.quantity * line.unit_price for line in data.lines)
    receipt = Receipt(
        reference=f"{tenant}-{warehouse_id}",
        warehouse_id=warehouse_id,
        tenant=tenant,
        currency=currency,
        express=express,
        customer=data.customer,
        pieces=sum(line.quantity for line in data.lines),
        total=price + (tariff.express if express else 0),
    )
    unit.add(receipt)
    return receipt


@get("/greetings/{name:str}")
async def get_greeting(name: Annotated[str, PathParameter(min_length=1, max_length=64)]) -> Greeting:
    return Greeting(f"Hello, {name}.")


def create() -> Litestar:
    return Litestar([create_order, get_greeting], openapi_config=None, logging_config=None)
