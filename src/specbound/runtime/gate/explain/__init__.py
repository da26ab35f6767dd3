"""What is wrong with a value that a schema refuses, in plain words, and where."""

from specbound.runtime.gate.explain._walk import MAX_STEPS, MAX_VIOLATIONS, Explainer

__all__ = ["MAX_STEPS", "MAX_VIOLATIONS", "Explainer"]
