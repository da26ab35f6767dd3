"""Making values that fit a schema, for answers that no handler gives."""

from specbound.runtime.sample._flat import Impossible
from specbound.runtime.sample._sample import Sampler

__all__ = ["Impossible", "Sampler"]
