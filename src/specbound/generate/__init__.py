"""Writing Python from a contract: `generated/`, and the first lines of handlers. Needs `specbound[generate]`."""

from specbound.generate._handlers import Leftover, Missing, leftover_handlers, missing_handlers, write_stubs
from specbound.generate._sync import Changes, compare, synchronise
from specbound.generate._tree import Generated, generated_files

__all__ = [
    "Changes",
    "Generated",
    "Leftover",
    "Missing",
    "compare",
    "generated_files",
    "leftover_handlers",
    "missing_handlers",
    "synchronise",
    "write_stubs",
]
