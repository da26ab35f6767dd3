"""Secrets that are made at first start and kept in a file that only the owner can read."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile

from specbound.errors import ConfigurationError

__all__ = ["derive", "kept"]


def kept(path: Path, make: Callable[[], str]) -> str:
    """The secret that the file holds; if there is no file yet, one is made and written with mode 0600.

    Two processes that start at once agree on one secret: the file appears whole, and the first to link it wins.
    Raises `OSError` when the folder cannot be written, `ConfigurationError` when the file is empty: an empty secret
    would let everybody in.
    """
    if not path.exists():
        _write_once(path, make())
    if not (secret := path.read_text("utf-8").strip()):
        raise ConfigurationError(f"{path} is empty. Remove it, and a new secret is made at the next start.")
    return secret


def derive(secret: str, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose: whoever learns it learns neither the secret nor another purpose's key."""
    return hmac.digest(secret.encode(), purpose.encode(), hashlib.sha256)


def _write_once(path: Path, secret: str) -> None:
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8") as draft:  # made with mode 0600
        draft.write(secret + "\n")
        draft.flush()
        os.fsync(draft.fileno())
        try:
            path.hardlink_to(draft.name)
        except FileExistsError:
            return
