"""Who is calling, as the document's security schemes tell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol, TypeVar

from starlette.requests import HTTPConnection

P = TypeVar("P", bound="Principal")
SCOPE_KEY = "specbound.identity"


class Principal(Protocol):
    """A caller that a security slot recognised. `id` goes to the log, so it must not be a secret."""

    @property
    def id(self) -> str: ...


class BasicCredentials(NamedTuple):
    """User and password of HTTP Basic (RFC 7617)."""

    username: str
    password: str

    def __repr__(self) -> str:
        return f"BasicCredentials(username={self.username!r})"


class Identity:
    """The principals of one request, by the slot of the scheme that recognised them; empty for an anonymous call."""

    __slots__ = ("_principals",)

    def __init__(self, principals: Mapping[str, Principal]) -> None:
        self._principals = principals

    def get(self, slot: str, kind: type[P]) -> P | None:
        """The principal that this slot recognised, if it did and if it is of this kind."""
        principal = self._principals.get(slot)
        return principal if isinstance(principal, kind) else None

    @property
    def principals(self) -> Mapping[str, Principal]:
        """Every principal by its slot."""
        return self._principals

    def __bool__(self) -> bool:
        return bool(self._principals)


ANONYMOUS = Identity({})


def identity(connection: HTTPConnection) -> Identity:
    """The identity of the request; use it as `Annotated[Identity, Depends(identity)]`."""
    found: Identity = connection.scope.get(SCOPE_KEY, ANONYMOUS)
    return found
