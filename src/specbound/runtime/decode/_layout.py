"""Where the texts of a parameter or form field stand, and the ways to read them as a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from specbound.contract import JSON, Parameter
from specbound.runtime.decode._json import decode_json
from specbound.runtime.decode._media import is_json
from specbound.runtime.decode._styles import Found, Splitter, decoder, is_deep, is_spread, splitters
from specbound.runtime.decode._text import SCALARS, UNREAD, Malformed, read_scalar, shaped

MAX_JSON_DEPTH: Final = 32

Reading: TypeAlias = Callable[[Found], JSON]
"""One way to read the texts as a value; UNREAD where they do not stand for one of that type. Raises Malformed."""


class Layout:
    """The layout of one parameter.

    `names` are the names that are its own, `prefix` is how the names of a deepObject begin, `spread` tells of an object
    whose members have names of their own, `takes_rest` of one that takes every name that is nobody else's.
    """

    def __init__(self, parameter: Parameter) -> None:
        self.name = parameter.name
        self.spread = is_spread(parameter)
        self.prefix = f"{parameter.name}[" if is_deep(parameter) else ""
        # Never among cookies: browsers send those of others along.
        self.takes_rest = self.spread and parameter.location == "query" and parameter.shape.additional is not None
        self.names = frozenset(parameter.shape.properties if self.spread else () if self.prefix else (parameter.name,))
        self._readings = _readings(parameter)
        self._decode = decoder(parameter)
        self._others: frozenset[str] = frozenset()

    def leave(self, names: frozenset[str]) -> None:
        """Leave to others what is theirs."""
        self._others = names - self.names

    def owns(self, name: str) -> bool:
        """Whether texts of this name belong here."""
        if self.takes_rest:
            return name not in self._others
        return name in self.names or (bool(self.prefix) and name.startswith(self.prefix))

    def values(self, found: Found) -> Iterator[JSON]:
        """What the texts may stand for, in the order in which it is tried. Raises Malformed where it is nothing."""
        trouble: Malformed | None = None
        read = False
        for reading in self._readings:
            try:
                value = reading(found)
            except Malformed as error:
                trouble = trouble or error
                continue
            if value is not UNREAD:
                read = True
                yield value
        if not read and trouble is not None:
            raise trouble
        if not read:
            yield self._decode(next(iter(found.values()))[0])

    def own(self, found: Found) -> Found:
        """The texts that belong here."""
        if self.spread or self.prefix:
            return {name: texts for name, texts in found.items() if self.owns(name)}
        return {self.name: found[self.name]} if self.name in found else {}


def _readings(parameter: Parameter) -> list[Reading]:
    if parameter.content_type is not None:
        return [_content_reading(parameter, parameter.content_type)]
    return [_reading(parameter, kind, split) for kind in parameter.shape.types for split in splitters(parameter, kind)]


def _reading(parameter: Parameter, kind: str, split: Splitter) -> Reading:
    scalar = SCALARS.get(kind)
    if scalar is not None:
        return lambda found: scalar(split(found))

    def read(found: Found) -> JSON:
        tree = split(found)
        return UNREAD if tree is UNREAD else shaped(tree, parameter.shape)

    return read


def _content_reading(parameter: Parameter, content_type: str) -> Reading:
    """A parameter with `content`: one text, JSON where its media type says so."""
    text, loc = next(splitters(parameter, "string")), (parameter.location, parameter.name)
    if not is_json(content_type):
        return lambda found: read_scalar(text(found), parameter.shape.types)
    return lambda found: decode_json(text(found).encode(), max_depth=MAX_JSON_DEPTH, refuse_duplicates=True, loc=loc)
