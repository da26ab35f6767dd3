# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from specbound.runtime import Reply, bind

__all__ = ["Mine204", "MineRequest", "MineResult", "mine"]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class MineRequest:
    """The request of `mine`."""


class Mine204(Reply[None]):
    """204: Yours."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


MineResult: TypeAlias = Mine204 | None


def mine(
    handler: Callable[Concatenate[MineRequest, P], MineResult | Awaitable[MineResult]],
) -> Callable[Concatenate[MineRequest, P], MineResult | Awaitable[MineResult]]:
    """GET /mine.

    openapi.yaml#/paths/~1mine/get
    """
    return bind(handler, "mine", MineRequest, {}, (Mine204,))
