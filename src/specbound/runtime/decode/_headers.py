"""Headers and cookies, read by the operation's parameters."""

from __future__ import annotations

from typing import Any

from pydantic import MISSING

from specbound.runtime._errors import Violation
from specbound.runtime.decode._slot import Slot
from specbound.runtime.decode._styles import Found
from specbound.runtime.decode._text import UNREAD, Malformed, ascii_text, header_text

_COOKIE = b"cookie"


class HeaderReader:
    """The header and cookie parameters of one operation."""

    def __init__(self, slots: list[Slot], cookies: list[Slot]) -> None:
        self._slots = {slot.name.lower().encode(): slot for slot in slots}
        self._quick = {name: (slot.field, *slot.quick) for name, slot in self._slots.items()}
        self._fields = [(slot.field, slot) for slot in slots]
        self._cookies = cookies
        self._spread = any(slot.layout.spread for slot in cookies)
        names = frozenset[str]().union(*(slot.layout.names for slot in cookies))
        for slot in cookies:
            slot.layout.leave(names)

    def read(self, headers: list[tuple[bytes, bytes]], values: dict[str, Any], violations: list[Violation]) -> None:
        """Add the values, and what is wrong. Names are in lower case."""
        if self._cookies or not self._read_quickly(headers, values):
            self._read_exactly(headers, values, violations)
            return
        for field, slot in self._fields:
            if field not in values:
                values[field] = slot.absent(violations)

    def _read_quickly(self, headers: list[tuple[bytes, bytes]], values: dict[str, Any]) -> bool:
        """Whether every header that is asked for was an ordinary one, and none came twice."""
        wanted = self._quick
        for name, raw in headers:
            if name in wanted:
                field, read, valid = wanted[name]
                value = read(raw)
                if value is UNREAD or field in values or not valid(value):
                    return False
                values[field] = value
        return True

    def _read_exactly(
        self, headers: list[tuple[bytes, bytes]], values: dict[str, Any], violations: list[Violation]
    ) -> None:
        found = _joined(headers, {*self._slots, _COOKIE})
        for name, slot in self._slots.items():
            values[slot.field] = _read_header(slot, found.get(name), violations)
        cookies = _cookies(found.get(_COOKIE, b""), spread=self._spread)
        for slot in self._cookies:
            values[slot.field] = slot.read(cookies, violations)


def _joined(headers: list[tuple[bytes, bytes]], wanted: set[bytes]) -> dict[bytes, bytes]:
    """Lines of one name mean the same as one line with a comma between (RFC 9110, 5.3); cookies have a semicolon."""
    found: dict[bytes, bytes] = {}
    for name, raw in headers:
        if name in wanted:
            found[name] = found[name] + (b"; " if name == _COOKIE else b", ") + raw if name in found else raw
    return found


def _read_header(slot: Slot, raw: bytes | None, violations: list[Violation]) -> Any:
    if raw is None:
        return slot.absent(violations)
    try:
        text = header_text(raw)
    except Malformed as error:
        violations.append(Violation(slot.loc, str(error), "malformed"))
        return MISSING
    return slot.read({slot.name: [text]}, violations)


def _cookies(raw: bytes, *, spread: bool) -> Found:
    """The pairs of a `Cookie` header (RFC 6265, 4.2.1); where members are spread, `&` parts them as well.

    Names are taken as they are: were escapes undone, one could pass for a name that browsers guard (`__Host-`).
    """
    text = ascii_text(raw)
    found: dict[str, list[str]] = {}
    for pair in (text.replace("&", ";") if spread else text).split(";"):
        name, equals, value = pair.strip(" \t").partition("=")
        if equals:
            quoted = len(value) > 1 and value[0] == value[-1] == '"'
            found.setdefault(name, []).append(value[1:-1] if quoted else value)
    return found
