"""Who is calling: the slots that recognise credentials, and what a caller may do."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from generated import errors
from specbound.services.auth import ApiKeys
from store import tables

_BY_HINT = select(tables.ApiKey.user_id, tables.ApiKey.digest).where(tables.ApiKey.hint == bindparam("hint"))


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who sent the key of a user; `id` is the user's."""

    id: str


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who sent the operator's key."""

    id: str = "administrator"


@dataclass(frozen=True, slots=True)
class Caller:
    """What the keys of a request say together; a caller without any is the public."""

    user_id: str | None = None
    is_administrator: bool = False

    def require(self, user_id: str) -> None:
        """Raises `Forbidden` unless this user may be seen and changed, whether they exist or not."""
        if not self.is_administrator and self.user_id != user_id:
            raise errors.Forbidden("You may see and change yourself only.", loc=("path", "user_id"))


def recognise(session: Session, keys: ApiKeys, text: str) -> User | None:
    """The user to whom this key was given. A mistyped one costs no query."""
    key = keys.read(text)
    if key is None:
        return None
    rows = session.execute(_BY_HINT, {"hint": key.hint})
    return next((User(user_id) for user_id, digest in rows if hmac.compare_digest(digest, key.digest)), None)
