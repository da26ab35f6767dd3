"""Reading back what the generator wrote."""

from __future__ import annotations

from pathlib import Path

import msgspec

from specbound.contract import Contract


def load_contract(path: Path) -> Contract:
    """The contract that `specbound generate` wrote to this file.

    Raises `msgspec.ValidationError` where the file was written by another version of specbound.
    """
    return msgspec.json.decode(path.read_bytes(), type=Contract)
