# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Any

from specbound.runtime import Model

__all__ = ["ErrorModel", "PlaceOrder418Body"]


class ErrorModel(Model):
    detail: list[dict[str, Any]]
    error: dict[str, Any]


class PlaceOrder418Body(Model):
    teapot: str
