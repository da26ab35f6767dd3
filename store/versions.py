"""Versions of what can be edited, as entity tags."""

from __future__ import annotations

from generated import errors
from specbound.runtime import MISSING
from specbound.services.conditional import etag, if_match, if_none_match

__all__ = ["etag", "is_known", "require"]


def is_known(version: int, header: str | MISSING) -> bool:
    """Whether the client says in `If-None-Match` that it has this version already."""
    return header is not MISSING and not if_none_match(header, etag(version))


def require(version: int, header: str | MISSING) -> None:
    """Raises `PreconditionFailed` where `If-Match` asks for another version."""
    if header is not MISSING and not if_match(header, etag(version)):
        raise errors.PreconditionFailed("Somebody changed this in the meantime.", loc=("header", "If-Match"))
