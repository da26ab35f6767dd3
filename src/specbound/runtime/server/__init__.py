"""Serving an application over HTTP: `serve` runs uvicorn with strict parsing, bounds, and one error model for all."""

from specbound.runtime.server._limits import Limits
from specbound.runtime.server._serve import serve

__all__ = ["Limits", "serve"]
