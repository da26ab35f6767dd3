"""Finding a credential in a request, for each type of security scheme (OpenAPI 3.1, 4.8.27)."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from specbound.contract import SecurityScheme
from specbound.errors import ConfigurationError
from specbound.runtime._identity import BasicCredentials

Credential: TypeAlias = "str | BasicCredentials"
Extract: TypeAlias = Callable[[Any], "Credential | None"]
"""From an ASGI scope to the credential; None where there is none, "" where it is there but cannot be read."""


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
        return ""
    return BasicCredentials(user, password) if found else ""


def _certificate(scope: Any) -> Credential | None:
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain")
    return chain[0] if chain else None


def _header(scope: Any, name: bytes) -> str | None:
    return _only([value.decode("latin-1") for key, value in scope["headers"] if key == name])


def _cookie(scope: Any, name: str) -> str | None:
    text = _header(scope, b"cookie")
    if text is None:
        return None
    try:
        morsel = SimpleCookie(text).get(name)
    except CookieError:
        return ""
    return None if morsel is None else morsel.value


def _query(scope: Any) -> list[tuple[str, str]]:
    return parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)


def _only(values: list[str]) -> str | None:
    """A credential that is given twice is none that anybody could know."""
    if not values:
        return None
    return values[0] if len(values) == 1 else ""
