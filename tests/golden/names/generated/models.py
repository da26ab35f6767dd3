# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from pydantic import MISSING
from specbound.runtime import Model

__all__ = ["Any2", "Item", "Item2", "Item2Item", "ItemItem", "List1", "MISSING2"]


class Any2(Model):
    a: str | MISSING = MISSING


class MISSING2(Model):
    b: str | MISSING = MISSING


class Item(Model):
    c: str | MISSING = MISSING


class Item2Item(Model):
    e: str | MISSING = MISSING


class Item2(Model):
    d: str | MISSING = MISSING
    item: Item2Item | MISSING = MISSING


class ItemItem(Model):
    f: str | MISSING = MISSING


class List1(Model):
    g: ItemItem | MISSING = MISSING
