"""PostgreSQL by psycopg 3."""

from __future__ import annotations

from math import ceil
from typing import Any

from sqlalchemy import URL, Engine, NullPool, create_engine
from sqlalchemy.exc import DBAPIError

from specbound.services.database._engines import COMMON, Engines, Limits

_UNAVAILABLE_CLASSES = ("08", "53", "57P", "55P03")
_CLIENT = {
    "connect_timeout": 2,
    # A server that is gone without a word is noticed by TCP, in seconds rather than in hours.
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}


def engines(url: URL, limits: Limits) -> Engines:
    """The ways into the database that the URL names."""
    milliseconds = ceil(limits.statement * 1000)
    options = f"-c statement_timeout={milliseconds} -c lock_timeout={ceil(limits.wait * 1000)}"
    url = url.set(drivername="postgresql+psycopg")
    pooled = _engine(
        url,
        options,
        pool_size=limits.connections,
        max_overflow=0,
        pool_timeout=limits.wait,
        pool_use_lifo=True,
        pool_pre_ping=True,
    )
    return Engines(
        reading=pooled.execution_options(postgresql_readonly=True),
        writing=pooled,
        checking=_engine(url, options, poolclass=NullPool),
        create=lambda: None,
        is_unavailable=_is_unavailable,
    )


def _engine(url: URL, options: str, **settings: Any) -> Engine:
    arguments = {**_CLIENT, "options": options}
    return create_engine(url, connect_args=arguments, **COMMON, **settings)


def _is_unavailable(error: DBAPIError) -> bool:
    state: str | None = getattr(error.orig, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout")
    return state.startswith(_UNAVAILABLE_CLASSES)
