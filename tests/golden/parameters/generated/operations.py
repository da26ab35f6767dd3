# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Concatenate, Literal, ParamSpec, TypeAlias

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = ["FindBooks204", "FindBooksRequest", "FindBooksResult", "find_books"]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class FindBooksRequest:
    """The request of `find_books`."""

    shelf: int
    book_id: str
    limit_query: int = 20
    sort: Literal["title", "-title"] = "title"
    tags: list[str] = field(default_factory=lambda: ["new"])
    exact: bool | MISSING = MISSING
    price: int | float
    filter: models.FindBooksFilter | MISSING = MISSING
    where: models.Where | MISSING = MISSING
    if_none_match: str | MISSING = MISSING
    class_: str | MISSING = MISSING
    body_query: str | MISSING = MISSING
    limit_cookie: str | MISSING = MISSING


class FindBooks204(Reply[None]):
    """204: Nothing to tell."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


FindBooksResult: TypeAlias = FindBooks204 | None


def find_books(
    handler: Callable[Concatenate[FindBooksRequest, P], FindBooksResult | Awaitable[FindBooksResult]],
) -> Callable[Concatenate[FindBooksRequest, P], FindBooksResult | Awaitable[FindBooksResult]]:
    """GET /shelves/{shelf}/books/{book-id}: Every place and kind of parameter.

    openapi.yaml#/paths/~1shelves~1{shelf}~1books~1{book-id}/get
    """
    return bind(handler, "find_books", FindBooksRequest, {}, (FindBooks204,))
