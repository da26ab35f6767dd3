"""What this server's handlers do for an order."""

from __future__ import annotations

from benchmarks.domain import Tariff
from benchmarks.generated import models
from benchmarks.generated import operations as op


def receipt_of(request: op.CreateOrderRequest, tariff: Tariff) -> models.Receipt:
    """What was ordered, counted and summed up."""
    lines = request.body.lines
    price = sum(line.quantity * line.unit_price for line in lines)
    return models.Receipt(
        reference=f"{request.x_tenant}-{request.warehouse_id}",
        warehouse_id=request.warehouse_id,
        tenant=request.x_tenant,
        currency=request.currency,
        express=request.express,
        customer=request.body.customer,
        pieces=sum(line.quantity for line in lines),
        total=price + (tariff.express if request.express else 0),
    )
