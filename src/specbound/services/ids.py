"""Identifiers that sort by the time at which they were made."""

from __future__ import annotations

import os
import time
from uuid import UUID

__all__ = ["uuid7"]


def uuid7() -> str:
    """A new UUID of version 7 (RFC 9562, 5.7), in lower case.

    Its first 48 bits are milliseconds since 1970, the next 12 the fraction of that millisecond (RFC 9562, 6.2, method
    3), and 62 are random: two that are made one after the other sort so, and none can be guessed from another.
    """
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    fraction = rest * 4096 // 1_000_000
    random = int.from_bytes(os.urandom(8), "big") >> 2
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | random))
