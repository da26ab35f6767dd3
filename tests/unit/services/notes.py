"""What the tests of the database write and read."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from specbound.services.database import Database


def write(session: Session, body: str) -> None:
    """Add a note."""
    session.execute(text("INSERT INTO notes (body) VALUES (:body)"), {"body": body})


def read(session: Session) -> list[str]:
    """All notes."""
    return list(session.scalars(text("SELECT body FROM notes ORDER BY id")))


def stored(database: Database) -> list[str]:
    """All notes that were committed."""
    with database.transaction(writing=False) as session:
        return read(session)
