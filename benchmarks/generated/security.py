# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Security"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    """Who recognises the credentials of each security scheme.

    A slot takes the credential first and any dependencies after it. It returns the caller, or None for one that is
    not known. It may raise an error of the document.
    """
