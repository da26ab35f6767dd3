"""The schema of the database, brought up by Alembic in code, without a configuration file.

All steps run in one transaction behind a lock, so that processes which start at once migrate once, and a step that
fails leaves nothing behind. `env.py` in the folder of the migrations reads `connection` and `metadata` from the
configuration's attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData

from specbound.services.database import Database

__all__ = ["Migrations"]

_log = structlog.get_logger("specbound.migrations")

_LOCK = 0x5350_4543_424F_554E
"""The advisory lock on PostgreSQL; any number that nothing else uses."""


class Migrations:
    """The migrations in `folder`, whose last one leads to the tables of `metadata`."""

    def __init__(self, database: Database, folder: Path, metadata: MetaData) -> None:
        self._database = database
        self._folder = folder
        self._metadata = metadata

    def upgrade(self, revision: str = "head") -> None:
        """Bring the database up to `revision`, and make an embedded one if there is none."""
        self._database.create()
        self._run(lambda config: command.upgrade(config, revision))

    def downgrade(self, revision: str) -> None:
        """Take the steps behind `revision` back, `base` for all of them."""
        self._run(lambda config: command.downgrade(config, revision))

    def add(self, message: str) -> None:
        """Write a new migration from the differences."""
        self._run(lambda config: command.revision(config, message, autogenerate=True))

    def differences(self) -> list[Any]:
        """What the database holds and the tables do not say, or the other way; empty when they agree."""
        with self._database.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            return list(compare_metadata(context, self._metadata))

    def _run(self, act: Callable[[Config], object]) -> None:
        with self._database.engine.begin() as connection:
            _lock(connection)
            config = Config(attributes={"connection": connection, "metadata": self._metadata})
            config.set_main_option("script_location", str(self._folder).replace("%", "%%"))
            before = _revision(connection)
            act(config)
            after = _revision(connection)
        if after != before:
            _log.info("database migrated", before=before, after=after)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _lock(connection: Connection) -> None:
    """Wait for others that migrate. On SQLite the transaction itself is the lock."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
