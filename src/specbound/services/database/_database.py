"""A database: its sessions, whether it can be used, and its end."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from specbound.errors import ConfigurationError
from specbound.services.database import _postgres, _sqlite
from specbound.services.database._engines import Limits

_KINDS = {"sqlite": _sqlite.engines, "postgresql": _postgres.engines, "postgres": _postgres.engines}


class NoTurn(Exception):
    """Others wrote for as long as a writer may wait."""


class Database:
    """One database. Nothing is opened before it is used; put it at `app.state.database` for the dependencies."""

    def __init__(
        self, url: str, *, connections: int = 40, wait_seconds: float = 5.0, statement_seconds: float = 30.0
    ) -> None:
        """`url` is `sqlite:///PATH` or `postgresql://...`; `connections` is the most that are open at once.

        `wait_seconds` limits the wait for a connection or for the turn to write, `statement_seconds` the time of one
        statement on PostgreSQL. Raises `ConfigurationError` for a URL of another kind.
        """
        parsed = make_url(url)
        kind = _KINDS.get(parsed.get_backend_name())
        if kind is None:
            raise ConfigurationError(f"{parsed.drivername} is no database that is served: use sqlite or postgresql.")
        self._url = parsed
        self._wait = wait_seconds
        self._engines = kind(parsed, Limits(connections=connections, wait=wait_seconds, statement=statement_seconds))

    def __repr__(self) -> str:
        return f"Database({self.url!r})"

    @property
    def url(self) -> str:
        """Where it is, the password hidden."""
        return self._url.render_as_string(hide_password=True)

    @property
    def engine(self) -> Engine:
        """The engine whose transactions write."""
        return self._engines.writing

    def create(self) -> None:
        """Make an embedded database if there is none. Raises `OSError` or `sqlite3.Error` where that fails."""
        self._engines.create()

    @contextmanager
    def transaction(self, *, writing: bool = True) -> Generator[Session]:
        """A session that is committed at the end, or rolled back by any exception.

        It begins with the first statement. Without `writing`, the database refuses to write, and there is nothing to
        commit.
        """
        if not writing:
            with Session(self._engines.reading) as session:
                yield session
                session.flush()  # a change that was not written yet must not be lost in silence
            return
        with self._turn(), Session(self._engines.writing, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def _turn(self) -> Generator[None]:
        """Where the database knows one writer only, those of this process take turns.

        The database's own lock is polled, which starves some of many writers for seconds.
        """
        turn = self._engines.turn
        if turn is None:
            yield
            return
        if not turn.acquire(timeout=self._wait):
            raise NoTurn
        try:
            yield
        finally:
            turn.release()

    def check(self) -> None:
        """Read from the database by a connection of its own. Raises whatever says that it cannot be used."""
        with self._engines.checking.connect() as connection:
            connection.exec_driver_sql(_PROBES[connection.dialect.name])

    def is_unavailable(self, error: Exception) -> bool:
        """Whether `error` says that the database cannot be used now, rather than that a statement was wrong."""
        if isinstance(error, DBAPIError):
            return self._engines.is_unavailable(error)
        return isinstance(error, NoTurn | PoolTimeoutError)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engines.reading.dispose()
        self._engines.writing.dispose()


_PROBES = {"sqlite": "SELECT count(*) FROM sqlite_schema", "postgresql": "SELECT 1"}
"""SQLite answers `SELECT 1` without looking at the file."""
