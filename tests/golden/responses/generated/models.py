# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from specbound.runtime import Model

__all__ = ["Word"]


class Word(Model):
    text: str
