# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import MISSING, Field
from specbound.runtime import Model

__all__ = ["ErrorModel", "Item", "ItemPatch"]


class Item(Model):
    name: str
    price: int
    class_: Annotated[str | MISSING, Field(alias="class")] = MISSING
    colour: Literal["red", "green"] | MISSING = MISSING


class ItemPatch(Model):
    name: str | MISSING = MISSING
    note: str | None | MISSING = MISSING


class ErrorModel(Model):
    detail: list[dict[str, Any]]
