"""The schemas of `openapi.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import MISSING, ConfigDict

from specbound.runtime._model import Model


class Customer(Model):
    model_config = ConfigDict(extra="forbid")

    name: str
    city: str


class LineDraft(Model):
    model_config = ConfigDict(extra="forbid")

    sku: str
    quantity: int
    unit_price: int


class OrderDraft(Model):
    model_config = ConfigDict(extra="forbid")

    customer: Customer
    lines: list[LineDraft]
    note: str | MISSING = MISSING


class Receipt(Model):
    model_config = ConfigDict(extra="forbid")

    reference: str
    warehouse_id: int
    tenant: str
    currency: Literal["EUR", "GBP", "USD"]
    express: bool
    customer: Customer
    pieces: int
    total: int


class Greeting(Model):
    model_config = ConfigDict(extra="forbid")

    message: str


class Item(Model):
    model_config = ConfigDict(extra="forbid")

    id: int
    name: str
    price: int
    stock: int
    description: str
