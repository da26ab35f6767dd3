"""The JSON Schema itself decides (draft 2020-12), and says in plain words what it refuses."""

from specbound.runtime.gate._gate import Definitions, Gate

__all__ = ["Definitions", "Gate"]
