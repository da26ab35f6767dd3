# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Literal

from pydantic import MISSING, ConfigDict
from specbound.runtime import Model

__all__ = [
    "Customer",
    "ErrorModel",
    "ErrorModelDetailItem",
    "ErrorModelError",
    "Greeting",
    "Item",
    "LineDraft",
    "OrderDraft",
    "Receipt",
]


class Customer(Model):
    model_config = ConfigDict(extra="forbid")

    name: str
    city: str


class OrderDraft(Model):
    model_config = ConfigDict(extra="forbid")

    customer: Customer
    lines: list[LineDraft]
    note: str | MISSING = MISSING


class LineDraft(Model):
    model_config = ConfigDict(extra="forbid")

    sku: str
    quantity: int
    unit_price: int


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


class ErrorModelDetailItem(Model):
    loc: list[str | int] | MISSING = MISSING
    msg: str
    type: str


class ErrorModelError(Model):
    code: str
    message: str
    path: str
    request_id: str


class ErrorModel(Model):
    detail: list[ErrorModelDetailItem]
    error: ErrorModelError


OrderDraft.model_rebuild()
