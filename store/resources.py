"""What the Store holds while it runs, opened at start and closed at the end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from specbound.services.auth import ApiKeys
from specbound.services.cursors import Cursors
from specbound.services.database import Database
from specbound.services.health import Health
from specbound.services.keyfile import derive, kept
from specbound.services.migrations import Migrations
from store.settings import Settings
from store.tables import Base

_MIGRATIONS = Path(__file__).parent.parent / "migrations"
_ADMIN_KEY_FILE, _SECRET_FILE = "admin.key", "secret.key"


@dataclass(frozen=True, slots=True)
class Resources:
    """The database, what is made from the secrets, and the health of it all."""

    database: Database
    keys: ApiKeys
    cursors: Cursors
    health: Health
    admin_key: str = field(repr=False)


def open_resources(settings: Settings) -> Resources:
    """Make the data folder and the secrets that are missing, and bring the database up to date."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = _given(settings.secret) or kept(settings.data / _SECRET_FILE, secrets.token_urlsafe)
    admin_key = _given(settings.admin_key) or kept(settings.data / _ADMIN_KEY_FILE, make_admin_key)
    database = make_database(settings)
    make_migrations(database).upgrade()
    return Resources(
        database=database,
        keys=ApiKeys("store", derive(secret, "api keys")),
        cursors=Cursors(derive(secret, "cursors")),
        health=Health({"database": database.check}),
        admin_key=admin_key,
    )


def make_admin_key() -> str:
    """A new key for the operator, of the form that logs hide wherever it stands."""
    return ApiKeys("store_admin", b"").make().text


def make_database(settings: Settings) -> Database:
    """The database that the settings name; nothing is opened yet."""
    return Database(
        settings.url,
        connections=settings.database_connections,
        wait_seconds=settings.database_wait_seconds,
        statement_seconds=settings.statement_seconds,
    )


def make_migrations(database: Database) -> Migrations:
    """The Store's migrations, on this database."""
    return Migrations(database, _MIGRATIONS, Base.metadata)


def _given(setting: SecretStr | None) -> str | None:
    return None if setting is None else setting.get_secret_value()
