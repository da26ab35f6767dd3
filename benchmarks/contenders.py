"""Who takes part in which scenario."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

REFERENCE = "specbound"
"""The ratios of a table are those to the first contender whose name begins with this."""

STATELESS = ("post", "get", "invalid")


@dataclass(frozen=True)
class Contender:
    """A row of the tables: `factory` is "module:function", and the function builds an ASGI application."""

    key: str
    title: str
    factory: str
    scenarios: tuple[str, ...] = STATELESS

    def build(self) -> Any:
        module, _, function = self.factory.partition(":")
        return getattr(import_module(f"benchmarks.apps.{module}"), function)()


_ALL = (
    Contender("specbound", "specbound, async def", "specbound_app:create"),
    Contender("specbound-logged", "specbound, async def, log line", "specbound_app:create_logged"),
    Contender("specbound-def", "specbound, def", "specbound_app:create_in_thread"),
    Contender("bare", "bare ASGI, pydantic", "bare_asgi:create"),
    Contender("starlette", "Starlette, pydantic", "starlette_app:create"),
    Contender("litestar", "Litestar, msgspec", "litestar_app:create"),
    Contender("fastapi", "FastAPI by hand, async def", "fastapi_app:create"),
    Contender("fastapi-def", "FastAPI by hand, def", "fastapi_app:create_in_thread"),
    Contender("connexion", "connexion, requests checked", "connexion_app:create"),
    Contender("connexion-checked", "connexion, responses checked too", "connexion_app:create_checked"),
    Contender("specbound-db", "specbound, def, SQLAlchemy", "specbound_app:create_on_database", ("read",)),
    Contender("specbound-db-logged", "specbound, def, log line", "specbound_app:create_on_database_logged", ("read",)),
    Contender("fastapi-async-db", "FastAPI, async SQLAlchemy", "fastapi_database:create", ("read",)),
    Contender("fastapi-def-db", "FastAPI, def, SQLAlchemy", "fastapi_database:create_in_thread", ("read",)),
)
CONTENDERS = {contender.key: contender for contender in _ALL}


def entrants(scenario: str) -> list[Contender]:
    """The contenders of this scenario, in the order of its table."""
    return [contender for contender in _ALL if scenario in contender.scenarios]
