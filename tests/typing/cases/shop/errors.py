# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import ContractError

__all__ = ["NotFound"]


class NotFound(ContractError):
    """404: There is no such item."""

    status = 404
    code = "NOT_FOUND"
    message = "There is no such item."
    response = "NotFound"
