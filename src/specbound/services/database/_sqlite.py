"""SQLite in a file: a write-ahead log, transactions that say at once whether they write, no lost file unnoticed.

`synchronous=FULL`: what was acknowledged survives the loss of power, not only the death of the process. A commit costs
one `fsync`, about 0.2 ms on a disk of flash, against 0.01 ms without.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, cast
from urllib.parse import quote

from sqlalchemy import URL, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from specbound.errors import ConfigurationError
from specbound.services.database._engines import COMMON, Engines, Limits

_UNAVAILABLE = {  # primary result codes, the low bytes of the extended ones
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
_RETRY_EVERY = 0.02


class Deferred(SQLiteDialect_pysqlite):
    """Transactions that read. They neither wait for a writer nor keep one waiting.

    A dialect rather than SQLAlchemy's `begin` event, because any listener on an engine slows each of its statements.
    """

    supports_statement_cache = True

    def do_commit(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Commit. SQLite leaves a transaction open whose commit failed, which nobody would expect of the next one."""
        connection = _driver(dbapi_connection)
        try:
            connection.commit()
        except sqlite3.Error:
            connection.rollback()
            raise

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Begin; the snapshot is taken by the first statement."""
        _driver(dbapi_connection).execute("BEGIN")


class Immediate(Deferred):
    """Transactions that write. They take the lock at once: one that read first could no longer be given it."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Begin, and wait for other processes that write."""
        _driver(dbapi_connection).execute("BEGIN IMMEDIATE")


def _driver(connection: PoolProxiedConnection) -> sqlite3.Connection:
    """The driver's connection, which its proxy stands for."""
    return cast("sqlite3.Connection", connection)


registry.register("sqlite.deferred", __name__, "Deferred")
registry.register("sqlite.immediate", __name__, "Immediate")


def engines(url: URL, limits: Limits) -> Engines:
    """The ways into the file that the URL names. Raises `ConfigurationError` where it names none.

    Readers have connections of their own, which refuse to write. Writers take turns, so theirs are few.
    """
    if not url.database or url.database == ":memory:" or url.query:
        raise ConfigurationError(f"{url} must name a file, as in sqlite:///data/store.db, and nothing else.")
    file = _File(Path(url.database).absolute(), limits.wait)
    pool: dict[str, Any] = {"poolclass": QueuePool, "pool_timeout": limits.wait, "pool_use_lifo": True}
    return Engines(
        reading=_engine("deferred", file, file.open_to_read, pool_size=limits.connections, max_overflow=0, **pool),
        writing=_engine("immediate", file, file.open, pool_size=1, max_overflow=limits.connections, **pool),
        checking=_engine("deferred", file, file.open_to_read, poolclass=NullPool),
        create=file.create,
        is_unavailable=_is_unavailable,
        turn=Lock(),
    )


class _File:
    """The database's file, and whether it still is the one that a connection was opened on."""

    def __init__(self, path: Path, wait: float) -> None:
        self._path = path
        self._wait = wait

    def create(self) -> None:
        """Make the file if there is none, and turn on its write-ahead log, which then stays on."""
        deadline = time.monotonic() + self._wait
        while not self._created():
            if time.monotonic() > deadline:
                raise ConfigurationError(f"{self._path} is in use: its write-ahead log cannot be turned on.")
            time.sleep(_RETRY_EVERY)

    def _created(self) -> bool:
        with closing(sqlite3.connect(self._path, timeout=self._wait, isolation_level=None)) as connection:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                return False  # SQLite does not wait here, whatever the time-out
        return True

    def open(self) -> sqlite3.Connection:
        """Open the file, which must exist: SQLite would make an empty one in its place."""
        connection = sqlite3.connect(
            f"file:{quote(str(self._path))}?mode=rw",
            uri=True,
            timeout=self._wait,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    def open_to_read(self) -> sqlite3.Connection:
        """Open the file, and refuse to write to it."""
        connection = self.open()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def identity(self) -> tuple[int, int] | None:
        """What tells the file from another that was put in its place; None if it is gone."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def remember(self, _: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
        """Note the file that a new connection was opened on."""
        entry.info["file"] = self.identity()

    def recognise(self, _: DBAPIConnection, entry: ConnectionPoolEntry, __: PoolProxiedConnection) -> None:
        """Refuse a connection to a file that was moved, removed or replaced: what it writes would be lost."""
        if entry.info["file"] != self.identity():
            raise InvalidatePoolError


def _engine(dialect: str, file: _File, opener: Callable[[], sqlite3.Connection], **pool: Any) -> Engine:
    engine = create_engine(f"sqlite+{dialect}://", creator=opener, **COMMON, **pool)
    event.listen(engine, "connect", file.remember)
    event.listen(engine, "checkout", file.recognise)
    return engine


def _is_unavailable(error: DBAPIError) -> bool:
    """Whether the file or its lock is to blame. A plain SQLITE_READONLY is not: it means that a reader wrote."""
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code != sqlite3.SQLITE_READONLY and code & 0xFF in _UNAVAILABLE
