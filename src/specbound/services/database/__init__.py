"""One transaction for each request, by synchronous SQLAlchemy 2.1 on SQLite or PostgreSQL.

A handler asks for `session: Session`. What it did is committed after its response was encoded and checked and before
the first byte is sent; any exception rolls it back. Nothing else commits.
"""

from specbound.services.database._database import Database
from specbound.services.database._dependencies import ReadSession, Session, read_session, session
from specbound.services.database._types import UtcDateTime

__all__ = ["Database", "ReadSession", "Session", "UtcDateTime", "read_session", "session"]
