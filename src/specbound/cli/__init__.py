"""The command `specbound`."""

from specbound.cli._main import main

__all__ = ["main"]
