# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Any

from pydantic import MISSING
from specbound.runtime import Model

__all__ = ["FindBooksFilter", "Where"]


class Where(Model):
    field: str
    equals: Any | MISSING = MISSING


class FindBooksFilter(Model):
    author: str | MISSING = MISSING
    year: int | None | MISSING = MISSING
