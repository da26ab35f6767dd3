"""Finding a credential in a request, for each type of security scheme (OpenAPI 3.1, 4.8.27)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl

from specbound.contract import SecurityScheme
from specbound.errors import ConfigurationError
from specbound.runtime._identity import BasicCredentials

Credential: TypeAlias = "str | BasicCredentials"
Extract: TypeAlias = Callable[[Any], "Credential | None"]
"""From an ASGI scope to the credential; None where there is none, `UNREADABLE` where it is there but cannot be read."""

UNREADABLE: Final = ""
"""No slot is asked about it: nobody has an empty credential."""


def extractor(scheme: SecurityScheme) -> Extract:
    """The function that finds this scheme's credential. Raises ConfigurationError for a type that is not known."""
    if scheme.type == "apiKey":
        return _api_key(scheme)
    if scheme.type == "http" and scheme.http_scheme == "basic":
        return _basic
    if scheme.type == "mutualTLS":
        return _certificate
    return _authorization(scheme.http_scheme or "bearer")


def challenge(scheme: SecurityScheme) -> str | None:
    """What `WWW-Authenticate` says for this scheme (RFC 9110, 11.6.1); None where HTTP has no challenge for it."""
    if scheme.type == "apiKey":
        return f'ApiKey in="{scheme.location}", name="{scheme.parameter}"'
    if scheme.type == "mutualTLS":
        return None
    name = (scheme.http_scheme or "bearer").capitalize()
    return f'{name} realm="{scheme.name}"'


def _api_key(scheme: SecurityScheme) -> Extract:
    name = scheme.parameter
    if name is None:
        raise ConfigurationError(f"The security scheme {scheme.name} names no parameter.")
    if scheme.location == "query":
        return lambda scope: _only([value for key, value in _query(scope) if key == name])
    if scheme.location == "cookie":
        return lambda scope: _cookie(scope, name)
    header = name.lower().encode("latin-1")
    return lambda scope: _header(scope, header)


def _authorization(kind: str) -> Extract:
    def extract(scope: Any) -> Credential | None:
        value = _header(scope, b"authorization")
        if value is None:
            return None
        given, _, credential = value.partition(" ")
        return credential.strip() if given.lower() == kind else None

    return extract


_basic_text = _authorization("basic")


def _basic(scope: Any) -> Credential | None:
    text = _basic_text(scope)
    if not isinstance(text, str):
        return None
    try:
        user, found, password = b64decode(text, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return UNREADABLE
    return BasicCredentials(user, password) if found else UNREADABLE


def _certificate(scope: Any) -> Credential | None:
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain")
    return chain[0] if chain else None


def _header(scope: Any, name: bytes) -> str | None:
    return _only([value.decode("latin-1") for key, value in scope["headers"] if key == name])


def _cookie(scope: Any, name: str) -> str | None:
    """The value of a cookie (RFC 6265, 4.2.1), whatever stands beside it: a pair that is odd hides no other."""
    text = "; ".join(value.decode("latin-1") for key, value in scope["headers"] if key == b"cookie")
    pairs = (pair.strip(" \t").partition("=") for pair in text.split(";"))
    return _only([_unquoted(value) for found, equals, value in pairs if equals and found == name])


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


def _query(scope: Any) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _only(values: list[str]) -> str | None:
    """A credential that is given twice is none that anybody could know."""
    if not values:
        return None
    return values[0] if len(values) == 1 else UNREADABLE
