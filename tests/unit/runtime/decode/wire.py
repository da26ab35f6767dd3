"""How a client writes values by the styles of OpenAPI 3.1, 4.8.12, after RFC 6570: the other side of what is tested."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote


def escaped(text: str) -> str:
    """Every character but the unreserved ones, dots too, as a percent escape."""
    return quote(text, safe="").replace(".", "%2E")


def plain(text: str) -> str:
    """The text as it is, as headers have it."""
    return text


def simple(value: Any, explode: bool, escape: Any = escaped) -> str:
    if isinstance(value, dict):
        joint = "=" if explode else ","
        return ",".join(f"{escape(key)}{joint}{escape(each)}" for key, each in value.items())
    return ",".join(map(escape, value)) if isinstance(value, list) else escape(value)


def label(value: Any, explode: bool) -> str:
    if isinstance(value, dict) and explode:
        return "".join(f".{escaped(key)}={escaped(each)}" for key, each in value.items())
    if isinstance(value, list) and explode:
        return "".join(f".{escaped(each)}" for each in value)
    return f".{simple(value, False)}"


def matrix(name: str, value: Any, explode: bool) -> str:
    if isinstance(value, dict) and explode:
        return "".join(f";{escaped(key)}={escaped(each)}" for key, each in value.items())
    if isinstance(value, list) and explode:
        return "".join(f";{name}={escaped(each)}" for each in value)
    return f";{name}={simple(value, False)}"


def form(name: str, value: Any, explode: bool, joint: str = "&") -> str:
    if isinstance(value, dict) and explode:
        return joint.join(f"{escaped(key)}={escaped(each)}" for key, each in value.items())
    if isinstance(value, list) and explode:
        return joint.join(f"{escaped(name)}={escaped(each)}" for each in value)
    return f"{escaped(name)}={simple(value, False)}"


def delimited(name: str, value: list[str], delimiter: str) -> str:
    return f"{escaped(name)}={delimiter.join(map(escaped, value))}"


def deep_object(name: str, value: dict[str, Any]) -> str:
    pairs = [
        (key, each) for key, member in value.items() for each in (member if isinstance(member, list) else [member])
    ]
    return "&".join(f"{escaped(name)}[{escaped(key)}]={escaped(each)}" for key, each in pairs)
