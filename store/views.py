"""From rows to the models that the contract shows: the one place where the two meet."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import Row

from generated import contract, models
from specbound.services.health import Report
from specbound.services.times import now, rfc3339
from store import tables

ItemRow: TypeAlias = tables.Item | Row[Any]
"""An item as it is edited, or as it was only read, which is cheaper; both have the columns as attributes."""

UserRow: TypeAlias = tables.User | Row[Any]


def user(row: UserRow) -> models.User:
    """A user as the API shows them."""
    return models.User(
        id=row.id,
        email=row.email,
        name=row.name,
        age=row.age,
        created_at=rfc3339(row.created_at),
        updated_at=rfc3339(row.updated_at),
    )


def item(row: ItemRow) -> models.Item:
    """An item as the API shows it."""
    return models.Item(
        id=row.id,
        name=row.name,
        description=row.description,
        price=models.Money(amount=row.price_amount, currency=row.price_currency),
        stock=row.stock,
        visibility=row.visibility,
        metadata=row.meta,
        created_at=rfc3339(row.created_at),
        updated_at=rfc3339(row.updated_at),
    )


def health(report: Report) -> models.Health:
    """The state of the server as the API shows it."""
    return models.Health(
        status="up" if report.status == "up" else "down",
        version=contract.version,
        time=rfc3339(now()),
        dependencies=[
            models.DependencyHealth(name=part.name, status=part.status, latency_ms=part.latency_ms)
            for part in report.components
        ],
    )
