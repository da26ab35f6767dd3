"""API keys: made, checked for typing errors, and stored as keyed hashes only.

A key reads `PREFIX_` + 32 random characters + 6 characters of checksum, all of the random part from `[0-9A-Za-z]`: 190
bits that nobody guesses, a prefix that scanners for leaked secrets recognise, and a checksum that lets the server
refuse a mistyped key without asking the database.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
import zlib
from dataclasses import dataclass, field

__all__ = ["KEY_PATTERN", "ApiKey", "ApiKeys", "same_secret"]

_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
_RANDOM, _CHECKSUM, _SHOWN = 32, 6, 8

KEY_PATTERN = rf"_[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}(?![0-9A-Za-z])"
"""A regular expression for what follows the prefix of a key, by which one is found in a text."""


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as the server sees it. `text` is shown to its owner once; `hint` and `digest` are what is stored.

    `hint` is the prefix and the first characters, by which an owner tells keys apart and the server finds them.
    `digest` is HMAC-SHA256 in hex.
    """

    text: str = field(repr=False)
    hint: str
    digest: str = field(repr=False)


class ApiKeys:
    """Makes and reads the keys of one kind. `pepper` is a secret: without it a stolen table lets nobody in."""

    def __init__(self, prefix: str, pepper: bytes) -> None:
        self._prefix = f"{prefix}_"
        self._pepper = pepper
        self._pattern = re.compile(rf"{re.escape(self._prefix)}[0-9A-Za-z]{{{_RANDOM + _CHECKSUM}}}", re.ASCII)

    def make(self) -> ApiKey:
        """A new key that nobody has had before."""
        body = self._prefix + "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
        return self._known(body + _checksum(body))

    def read(self, text: str) -> ApiKey | None:
        """The key that a client sent, or None when its form or its checksum is wrong."""
        if not self._pattern.fullmatch(text) or _checksum(text[:-_CHECKSUM]) != text[-_CHECKSUM:]:
            return None
        return self._known(text)

    def _known(self, text: str) -> ApiKey:
        digest = hmac.digest(self._pepper, text.encode(), hashlib.sha256).hex()
        return ApiKey(text, text[: len(self._prefix) + _SHOWN], digest)


def same_secret(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that tells neither where they differ nor how long the right one is."""
    return hmac.compare_digest(_hash(one), _hash(other))


def _hash(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()


def _checksum(text: str) -> str:
    number, digits = zlib.crc32(text.encode()), ""
    for _ in range(_CHECKSUM):
        number, digit = divmod(number, len(_ALPHABET))
        digits = _ALPHABET[digit] + digits
    return digits
