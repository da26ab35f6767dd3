"""Versions of what can be edited, as entity tags."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import Row

from generated import errors
from specbound.runtime import MISSING
from specbound.services import conditional
from store import tables

__all__ = ["etag", "is_known", "require"]


Versioned: TypeAlias = tables.Item | tables.User | Row[Any]
"""What can be edited, or its row."""


def etag(resource: Versioned) -> str:
    """The entity tag of the resource as it is. It holds the id, since an item of the same name may follow one that
    was removed."""
    return conditional.etag(f"{resource.id}.{resource.version}")


def is_known(resource: Versioned, header: str | MISSING) -> bool:
    """Whether the client says in `If-None-Match` that it has this version already."""
    return header is not MISSING and not conditional.if_none_match(header, etag(resource))


def require(resource: Versioned, header: str | MISSING) -> None:
    """Raises `PreconditionFailed` where `If-Match` asks for another version."""
    if header is not MISSING and not conditional.if_match(header, etag(resource)):
        raise errors.PreconditionFailed("Somebody changed this in the meantime.", loc=("header", "If-Match"))
