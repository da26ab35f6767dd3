"""What a handler can ask for, as FastAPI dependencies, and the slots of the document's security schemes."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from fastapi import Depends
from starlette.requests import HTTPConnection

from specbound.runtime import Identity, Unauthorized, identity
from specbound.services.auth import same_secret
from specbound.services.database import ReadSession, Session
from specbound.services.health import Health
from store import callers
from store.resources import Resources

__all__ = ["Caller", "CurrentUser", "HealthChecks", "Session", "Store", "admin_key", "user_key"]


def resources(connection: HTTPConnection) -> Resources:
    """The resources of the application that serves this request."""
    found: Resources = connection.app.state.resources
    return found


async def health_checks(connection: HTTPConnection) -> Health:
    """The checks; `async`, so that they are found also when every worker thread is busy."""
    return resources(connection).health


def caller(who: Annotated[Identity, Depends(identity)]) -> callers.Caller:
    """Who is calling, the public included."""
    user = who.get("user_key", callers.User)
    administrator = who.get("admin_key", callers.Administrator)
    return callers.Caller(None if user is None else user.id, administrator is not None)


def current_user(who: Annotated[Identity, Depends(identity)]) -> callers.User:
    """The calling user. Raises `Unauthorized` where the document lets callers in without a user's key."""
    user = who.get("user_key", callers.User)
    if user is None:
        raise Unauthorized
    return user


Store: TypeAlias = Annotated[Resources, Depends(resources)]
HealthChecks: TypeAlias = Annotated[Health, Depends(health_checks)]
Caller: TypeAlias = Annotated[callers.Caller, Depends(caller)]
CurrentUser: TypeAlias = Annotated[callers.User, Depends(current_user)]


def user_key(credential: str, store: Store, session: ReadSession) -> callers.User | None:
    """The slot of `UserKey`."""
    return callers.recognise(session, store.keys, credential)


def admin_key(credential: str, store: Store) -> callers.Administrator | None:
    """The slot of `AdminKey`."""
    return callers.Administrator() if same_secret(credential, store.admin_key) else None
