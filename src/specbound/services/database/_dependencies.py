"""The session as a FastAPI dependency."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Annotated, TypeAlias

import structlog
from fastapi import Depends
from sqlalchemy import orm
from starlette.requests import HTTPConnection

from specbound.runtime import ServiceUnavailable
from specbound.services.database._database import Database

_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})  # RFC 9110, 9.2.1
_RETRY_AFTER_SECONDS = "1"

_log = structlog.get_logger("specbound.database")


def session(connection: HTTPConnection) -> Iterator[orm.Session]:
    """The request's transaction: committed at the end, rolled back by any exception.

    Where the method is safe, the database refuses to write. Raises `ServiceUnavailable` when it cannot be used.
    """
    with _transaction(connection, writing=connection.scope["method"] not in _SAFE_METHODS) as opened:
        yield opened


def read_session(connection: HTTPConnection) -> Iterator[orm.Session]:
    """A transaction that only reads whatever the method, as authentication needs it before the body is there."""
    with _transaction(connection, writing=False) as opened:
        yield opened


Session: TypeAlias = Annotated[orm.Session, Depends(session, scope="function")]
ReadSession: TypeAlias = Annotated[orm.Session, Depends(read_session, scope="function")]


@contextmanager
def _transaction(connection: HTTPConnection, *, writing: bool) -> Generator[orm.Session]:
    database: Database = connection.app.state.database
    try:
        with database.transaction(writing=writing) as opened:
            yield opened
    except Exception as error:
        if not database.is_unavailable(error):
            raise
        _log.error(
            "database unavailable", error=f"{type(error).__name__}: {error}"
        )  # every request says so: no traceback
        raise ServiceUnavailable(headers={"Retry-After": _RETRY_AFTER_SECONDS}) from error
