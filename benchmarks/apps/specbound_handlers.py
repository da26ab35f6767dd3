"""This server's handlers in `async def`, with dependencies in `async def`."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from benchmarks.apps.specbound_work import receipt_of
from benchmarks.domain import Tariff, Unit, get_tariff, get_unit
from benchmarks.generated import models
from benchmarks.generated import operations as op


@op.create_order
async def create_order(
    request: op.CreateOrderRequest,
    tariff: Annotated[Tariff, Depends(get_tariff)],
    unit: Annotated[Unit, Depends(get_unit, scope="function")],
) -> models.Receipt:
    receipt = receipt_of(request, tariff)
    unit.add(receipt)
    return receipt


@op.get_greeting
async def get_greeting(request: op.GetGreetingRequest) -> models.Greeting:
    return models.Greeting(message=f"Hello, {request.name}.")
