"""Users: signing up, reading, changing."""

from __future__ import annotations

import unicodedata
from typing import Any, NoReturn

from sqlalchemy import Row, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from generated import errors, models
from specbound.runtime import MISSING
from specbound.services.auth import ApiKey, ApiKeys
from specbound.services.ids import uuid7
from specbound.services.times import now
from store import tables, versions

_BY_ID = select(tables.User.__table__).where(tables.User.id == bindparam("user_id"))


def sign_up(session: Session, keys: ApiKeys, person: models.UserCreate) -> tuple[tables.User, ApiKey]:
    """A new user, and their key in the only form in which it can be read. Raises `EmailTaken`."""
    moment = now()
    user = tables.User(
        id=uuid7(),
        email=person.email,
        email_key=_email_key(person.email),
        name=person.name,
        age=None if person.age is MISSING else person.age,
        created_at=moment,
        updated_at=moment,
    )
    session.add(user)
    _flush(session)
    key = keys.make()
    session.add(tables.ApiKey(id=uuid7(), user_id=user.id, hint=key.hint, digest=key.digest, created_at=moment))
    return user, key


def read(session: Session, user_id: str) -> Row[Any]:
    """The user of this id. Raises `UserNotFound`."""
    return session.execute(_BY_ID, {"user_id": user_id}).one_or_none() or _none()


def change(session: Session, user_id: str, patch: models.UserPatch, if_match: str | MISSING) -> tables.User:
    """Set what was sent, and keep the rest. Raises `UserNotFound`, `PreconditionFailed`, `EmailTaken`."""
    user = session.get(tables.User, user_id, with_for_update=True) or _none()
    versions.require(user, if_match)
    if patch.email is not MISSING:
        user.email, user.email_key = patch.email, _email_key(patch.email)
    if patch.name is not MISSING:
        user.name = patch.name
    if patch.age is not MISSING:
        user.age = patch.age
    _flush(session)
    return user


def _email_key(email: str) -> str:
    """What all writings of one address have in common (Unicode 17, 3.13.5: canonical caseless match)."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", email).casefold())


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # addresses are unique; valid data break no other rule
        raise errors.EmailTaken("This address is taken.", loc=("body", "email")) from error


def _none() -> NoReturn:
    raise errors.UserNotFound(loc=("path", "user_id"))
