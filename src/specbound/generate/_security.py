"""Writing `security.py`: one slot for each security scheme, to be filled where the application is put together."""

from __future__ import annotations

from specbound.contract import Contract, SecurityScheme

_HEAD = """
from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate

from specbound.runtime import BasicCredentials, Principal

__all__ = ["Security"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Security:
    \"\"\"Who recognises the credentials of each security scheme.

    A slot takes the credential first and any dependencies after it. It returns the caller, or None for one that is
    not known. It may raise an error of the document.
    \"\"\"
"""


def write_security(contract: Contract) -> str:
    """The text of `security.py`, not yet formatted."""
    return "\n".join([_HEAD, *map(_slot, contract.schemes)])


def _slot(scheme: SecurityScheme) -> str:
    credential = "BasicCredentials" if scheme.http_scheme == "basic" else "str"
    answer = "Principal | None"
    slot = f"    {scheme.field}: Callable[Concatenate[{credential}, ...], {answer} | Awaitable[{answer}]]"
    return f'{slot}\n    """{_what(scheme)}"""'


def _what(scheme: SecurityScheme) -> str:
    match scheme.type:
        case "apiKey":
            place = "header" if scheme.location == "header" else f"{scheme.location} parameter"
            return f"The key in the {place} `{scheme.parameter}`."
        case "http":
            return f"The credentials of the HTTP scheme `{scheme.http_scheme}`."
        case _:
            return f"The bearer token of `{scheme.type}`."
