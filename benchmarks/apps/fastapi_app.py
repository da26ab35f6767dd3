"""FastAPI as its tutorial writes it: annotated parameters, `Depends`, response models.

`create` has handlers and dependencies in `async def`, `create_in_thread` has the same in plain `def`.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Header, Path

from benchmarks.apps.models import Currency, Greeting, Key, OrderDraft, Receipt, Tenant, receipt_of
from benchmarks.domain import Tariff, Unit, get_tariff, get_tariff_in_thread, get_unit, get_unit_in_thread

TenantHeader = Annotated[Tenant, Header(alias="X-Tenant")]
Name = Annotated[str, Path(min_length=1, max_length=64)]


def create() -> FastAPI:
    app = FastAPI()

    @app.post("/warehouses/{warehouse_id}/orders", status_code=201, response_model=Receipt)
    async def create_order(
        *,
        warehouse_id: Key,
        currency: Currency,
        tenant: TenantHeader,
        draft: OrderDraft,
        tariff: Annotated[Tariff, Depends(get_tariff)],
        unit: Annotated[Unit, Depends(get_unit)],
        express: bool = False,
    ) -> Receipt:
        receipt = receipt_of(
            draft, tariff, warehouse_id=warehouse_id, tenant=tenant, currency=currency, express=express
        )
        unit.add(receipt)
        return receipt

    @app.get("/greetings/{name}", response_model=Greeting)
    async def get_greeting(name: Name) -> Greeting:
        return Greeting(message=f"Hello, {name}.")

    return app


def create_in_thread() -> FastAPI:
    app = FastAPI()

    @app.post("/warehouses/{warehouse_id}/orders", status_code=201, response_model=Receipt)
    def create_order(
        *,
        warehouse_id: Key,
        currency: Currency,
        tenant: TenantHeader,
        draft: OrderDraft,
        tariff: Annotated[Tariff, Depends(get_tariff_in_thread)],
        unit: Annotated[Unit, Depends(get_unit_in_thread)],
        express: bool = False,
    ) -> Receipt:
        receipt = receipt_of(
            draft, tariff, warehouse_id=warehouse_id, tenant=tenant, currency=currency, express=express
        )
        unit.add(receipt)
        return receipt

    @app.get("/greetings/{name}", response_model=Greeting)
    def get_greeting(name: Name) -> Greeting:
        return Greeting(message=f"Hello, {name}.")

    return app
