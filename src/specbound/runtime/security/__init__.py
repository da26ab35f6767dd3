"""Whether the document lets a caller in."""

from specbound.runtime.security._guard import Guard

__all__ = ["Guard"]
