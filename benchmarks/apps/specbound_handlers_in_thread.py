"""This server's handlers in plain `def`, with dependencies in plain `def`: one hop to a worker thread runs them all."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from benchmarks import database
from benchmarks.apps.specbound_work import receipt_of
from benchmarks.domain import Tariff, Unit, get_tariff_in_thread, get_unit_in_thread
from benchmarks.generated import errors, models
from benchmarks.generated import operations as op
from specbound.services.database import Session


@op.create_order
def create_order(
    request: op.CreateOrderRequest,
    tariff: Annotated[Tariff, Depends(get_tariff_in_thread)],
    unit: Annotated[Unit, Depends(get_unit_in_thread, scope="function")],
) -> models.Receipt:
    receipt = receipt_of(request, tariff)
    unit.add(receipt)
    return receipt


@op.get_greeting
def get_greeting(request: op.GetGreetingRequest) -> models.Greeting:
    return models.Greeting(message=f"Hello, {request.name}.")


@op.get_item
def get_item(request: op.GetItemRequest, session: Session) -> models.Item:
    item = session.get(database.Item, request.item_id)
    if item is None:
        raise errors.ItemUnknown
    return models.Item(id=item.id, name=item.name, price=item.price, stock=item.stock, description=item.description)
