# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from specbound.runtime import Reply, bind

from . import models

__all__ = ["Everything204", "EverythingRequest", "EverythingResult", "everything"]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class EverythingRequest:
    """The request of `everything`."""

    body: models.Everything


class Everything204(Reply[None]):
    """204: Read."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


EverythingResult: TypeAlias = Everything204 | None


def everything(
    handler: Callable[Concatenate[EverythingRequest, P], EverythingResult | Awaitable[EverythingResult]],
) -> Callable[Concatenate[EverythingRequest, P], EverythingResult | Awaitable[EverythingResult]]:
    """POST /everything.

    openapi.yaml#/paths/~1everything/post
    """
    return bind(handler, "everything", EverythingRequest, {"application/json": models.Everything}, (Everything204,))
