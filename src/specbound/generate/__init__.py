"""Writing Python from a contract: `generated/`, and the first lines of handlers. Needs `specbound[generate]`."""

from specbound.generate._handlers import Missing, missing_handlers, write_stubs
from specbound.generate._sync import Changes, compare, synchronise
from specbound.generate._tree import Generated, generated_files

__all__ = [
    "Changes",
    "Generated",
    "Missing",
    "compare",
    "generated_files",
    "missing_handlers",
    "synchronise",
    "write_stubs",
]
