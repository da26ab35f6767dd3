"""Connexion on the same document, in its asynchronous form. Everything is `async def`; bodies are dictionaries.

It reads OpenAPI 3.0, which the document is but for its version line.
"""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import yaml
from connexion import AsyncApp, request  # type: ignore[import-untyped] # it has types, but does not say so
from connexion.options import SwaggerUIOptions  # type: ignore[import-untyped] # as above
from connexion.resolver import Resolver  # type: ignore[import-untyped] # as above

from benchmarks.domain import get_tariff, get_unit

_DOCUMENT = Path(__file__).parents[1] / "openapi.yaml"
_unit_of_work = asynccontextmanager(get_unit)


async def create_order(
    warehouse_id: int, currency: str, body: dict[str, Any], express: bool = False
) -> tuple[dict[str, Any], int]:
    tenant = request.headers["X-Tenant"]
    tariff = await get_tariff()
    lines = body["lines"]
    price = sum(line["quantity"] * line["unit_price"] for line in lines)
    async with _unit_of_work() as unit:
        receipt = {
            "reference": f"{tenant}-{warehouse_id}",
            "warehouse_id": warehouse_id,
            "tenant": tenant,
            "currency": currency,
            "express": express,
            "customer": body["customer"],
            "pieces": sum(line["quantity"] for line in lines),
            "total": price + (tariff.express if express else 0),
        }
        unit.add(receipt)
        return receipt, 201


async def get_greeting(name: str) -> dict[str, str]:
    return {"message": f"Hello, {name}."}


_HANDLERS = {"create_order": create_order, "get_greeting": get_greeting}


def _create(*, validate_responses: bool) -> AsyncApp:
    document = yaml.safe_load(_DOCUMENT.read_text(encoding="utf-8"))
    paths = {path: item for path, item in document["paths"].items() if path != "/items/{item_id}"}
    logging.getLogger("connexion").setLevel(
        logging.CRITICAL
    )  # a line for each refusal, which no other contender writes
    app = AsyncApp(__name__)
    app.add_api(
        {**document, "openapi": "3.0.3", "paths": paths},
        resolver=Resolver(_HANDLERS.__getitem__),
        validate_responses=validate_responses,
        swagger_ui_options=SwaggerUIOptions(swagger_ui=False),
    )
    return app


def create() -> AsyncApp:
    return _create(validate_responses=False)


def create_checked() -> AsyncApp:
    return _create(validate_responses=True)
