"""The pydantic models that a person writes for these operations; those of bare ASGI, Starlette and FastAPI."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from benchmarks.domain import Tariff

Currency = Literal["EUR", "GBP", "USD"]
Tenant = Annotated[str, Field(pattern=r"^[a-z]{1,32}$")]
Key = Annotated[int, Field(ge=1, le=1_000_000)]
Sku = Annotated[str, Field(pattern=r"^[A-Z]{3}-[0-9]{4}$")]
Quantity = Annotated[int, Field(ge=1, le=1000)]
Price = Annotated[int, Field(ge=0, le=100_000_000)]


class Closed(BaseModel):
    """A model that refuses what the document does not name."""

    model_config = ConfigDict(extra="forbid")


class OrderParameters(BaseModel):
    """The parameters of an order, for those who read them by hand."""

    warehouse_id: Key
    currency: Currency
    express: bool = False
    tenant: Tenant


class GreetingParameters(BaseModel):
    name: Annotated[str, Field(min_length=1, max_length=64)]


class Customer(Closed):
    name: Annotated[str, Field(min_length=1, max_length=100)]
    city: Annotated[str, Field(min_length=1, max_length=100)]


class LineDraft(Closed):
    sku: Sku
    quantity: Quantity
    unit_price: Price


class OrderDraft(Closed):
    customer: Customer
    lines: Annotated[list[LineDraft], Field(min_length=1, max_length=100)]
    note: Annotated[str | None, Field(max_length=500)] = None


class Receipt(BaseModel):
    reference: Annotated[str, Field(pattern=r"^[a-z]{1,32}-[0-9]{1,7}$")]
    warehouse_id: Key
    tenant: Tenant
    currency: Currency
    express: bool
    customer: Customer
    pieces: Annotated[int, Field(ge=1)]
    total: Annotated[int, Field(ge=0)]


class Greeting(BaseModel):
    message: str


class Item(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: Annotated[int, Field(ge=1)]
    name: Annotated[str, Field(max_length=100)]
    price: Annotated[int, Field(ge=0)]
    stock: Annotated[int, Field(ge=0)]
    description: Annotated[str, Field(max_length=500)]


def receipt_of(
    draft: OrderDraft, tariff: Tariff, *, warehouse_id: int, tenant: str, currency: Currency, express: bool
) -> Receipt:
    """What was ordered, counted and summed up."""
    price = sum(line.quantity * line.unit_price for line in draft.lines)
    return Receipt(
        reference=f"{tenant}-{warehouse_id}",
        warehouse_id=warehouse_id,
        tenant=tenant,
        currency=currency,
        express=express,
        customer=draft.customer,
        pieces=sum(line.quantity for line in draft.lines),
        total=price + (tariff.express if express else 0),
    )
