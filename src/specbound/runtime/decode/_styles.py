"""The styles of parameters (OpenAPI 3.1, 4.8.12): how a value is laid out in path, query, headers and cookies.

A splitter takes what the request holds, the raw texts by name, and gives a tree of decoded texts, or UNREAD where the
texts cannot be laid out so. Delimiters are looked for before escapes are undone, so that `a%2Cb` stays one item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from specbound.contract import Parameter, Shape
from specbound.runtime.decode._text import UNREAD, Malformed, Tree, member_shape, unquote, unquote_plus

Found: TypeAlias = Mapping[str, list[str]]
"""The raw texts of one part of the request, by decoded name, in order."""

Splitter: TypeAlias = Callable[[Found], Tree]
Decode: TypeAlias = Callable[[str], str]

_SPACE = re.compile(r"%20|\+| ")
_PIPE = re.compile(r"%7[Cc]|\|")
_COMMA = re.compile(",")
_DOT = re.compile(r"\.")
_DELIMITERS = {"spaceDelimited": _SPACE, "pipeDelimited": _PIPE}


def decoder(parameter: Parameter) -> Decode:
    """How a text at this place is decoded: headers and cookies of style "cookie" are taken as they are."""
    if parameter.location == "query":
        # A reserved `+` stands for itself where reserved characters need no escape.
        return unquote if parameter.allow_reserved else unquote_plus
    return _trimmed if parameter.location == "header" or parameter.style == "cookie" else unquote


def _trimmed(text: str) -> str:
    return text.strip(" \t")


def splitters(parameter: Parameter, kind: str) -> Iterator[Splitter]:
    """The ways in which this parameter may hold a value of this JSON type, the likeliest first."""
    if kind == "array":
        yield from _array_splitters(parameter)
    elif kind == "object":
        yield from _object_splitters(parameter)
    else:
        yield _scalar_splitter(parameter)


def is_deep(parameter: Parameter) -> bool:
    """Whether members stand in the query as `name[member]`."""
    return parameter.style == "deepObject" and parameter.content_type is None


def is_spread(parameter: Parameter) -> bool:
    """Whether this is an object whose members stand in the query or among the cookies under their own names."""
    return _spreads(parameter) and set(parameter.shape.types) <= {"object", "null"}


def _spreads(parameter: Parameter) -> bool:
    laid_out = parameter.content_type is None and parameter.explode and parameter.style in ("form", "cookie")
    return laid_out and "object" in parameter.shape.types


def _single(parameter: Parameter) -> Callable[[Found], str]:
    """The one text of the parameter, without what label and matrix put before it."""
    name, style = parameter.name, parameter.style

    def text(found: Found) -> str:
        texts = found.get(name, ())
        if len(texts) != 1:
            raise Malformed("This must be given once.")
        if style == "label":
            return _after(texts[0], ".")
        if style == "matrix":
            return _after(_after(texts[0], f";{name}"), "=") if texts[0] != f";{name}" else ""
        return texts[0]

    return text


def _after(text: str, prefix: str) -> str:
    if not text.startswith(prefix):
        raise Malformed(f"This must begin with {prefix!r}.")
    return text[len(prefix) :]


def _scalar_splitter(parameter: Parameter) -> Splitter:
    text, decode = _single(parameter), decoder(parameter)
    return lambda found: decode(text(found))


def _array_splitters(parameter: Parameter) -> Iterator[Splitter]:
    name, style, decode = parameter.name, parameter.style, decoder(parameter)
    if parameter.explode and style in ("form", "spaceDelimited", "pipeDelimited", "cookie"):
        yield lambda found: [decode(text) for text in found.get(name, ())]
        return
    if parameter.explode and style == "matrix":
        yield lambda found: [decode(text) for _, text in _named(name, _matrix(found[name]))]
        return
    text = _single(parameter)
    for delimiter in _delimiters(parameter):
        yield _list_splitter(text, delimiter, decode)
    yield lambda found: UNREAD if text(found) else []


def _list_splitter(text: Callable[[Found], str], delimiter: re.Pattern[str], decode: Decode) -> Splitter:
    return lambda found: [decode(item) for item in delimiter.split(text(found))]


def _delimiters(parameter: Parameter) -> list[re.Pattern[str]]:
    if parameter.style == "label":
        # RFC 6570 puts commas between items that are not exploded; OpenAPI 3.0 put dots.
        return [_DOT] if parameter.explode else [_COMMA, _DOT]
    return [_DELIMITERS.get(parameter.style, _COMMA)]


def _matrix(texts: list[str]) -> Iterator[tuple[str, str]]:
    """`;R=100;G`: where a text is empty the equals sign is left out (RFC 6570, 3.2.7)."""
    for part in _after(texts[0], ";").split(";"):
        key, _, text = part.partition("=")
        yield key, text


def _named(name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for key, text in pairs:
        if key != name:
            raise Malformed(f"This must repeat {name!r}.")
        yield key, text


def _object_splitters(parameter: Parameter) -> Iterator[Splitter]:
    name, style, decode = parameter.name, parameter.style, decoder(parameter)
    if is_deep(parameter):
        yield _deep_splitter(parameter, decode)
        return
    if _spreads(parameter):
        if is_spread(parameter):
            yield _spread_splitter(parameter, decode)
        return  # what may also be a text of its own name is one: nothing would tell its members from others
    if parameter.explode and style == "matrix":
        yield lambda found: _members(_matrix(found[name]), decode)
        return
    text = _single(parameter)
    for delimiter in _delimiters(parameter):
        yield _members_splitter(text, delimiter, decode, parameter.explode)
    yield lambda found: UNREAD if text(found) else {}


def _spread_splitter(parameter: Parameter, decode: Decode) -> Splitter:
    shape = parameter.shape
    return lambda found: {key: _leaf(texts, member_shape(shape, key), decode) for key, texts in found.items()}


def _members_splitter(
    text: Callable[[Found], str], delimiter: re.Pattern[str], decode: Decode, explode: bool
) -> Splitter:
    def split(found: Found) -> Tree:
        parts = delimiter.split(text(found))
        return _members(_pairs(parts) if explode else _alternating(parts), decode)

    return split


def _pairs(parts: list[str]) -> Iterator[tuple[str, str]]:
    """`R=100`, `G=200`."""
    for part in parts:
        key, equals, text = part.partition("=")
        if not equals:
            raise Malformed("Every member must have a name and a value.")
        yield key, text


def _alternating(parts: list[str]) -> Iterator[tuple[str, str]]:
    """`R`, `100`, `G`, `200`."""
    if len(parts) % 2:
        raise Malformed("Every member must have a name and a value.")
    return zip(parts[::2], parts[1::2], strict=True)


def _members(pairs: Iterable[tuple[str, str]], decode: Decode) -> dict[str, str]:
    members: dict[str, str] = {}
    for raw, value in pairs:
        key = decode(raw)
        if key in members:
            raise Malformed(f"The member {key[:60]!r} is given twice.")
        members[key] = decode(value)
    return members


def _leaf(texts: list[str], shape: Shape | None, decode: Decode) -> Tree:
    """The texts of one member: a list where the member is an array or is given more than once."""
    listed = len(texts) > 1 or (shape is not None and "array" in shape.types)
    return [decode(text) for text in texts] if listed else decode(texts[0])


def _deep_splitter(parameter: Parameter, decode: Decode) -> Splitter:
    start, shape = f"{parameter.name}[", parameter.shape

    def split(found: Found) -> Tree:
        members: dict[str, Tree] = {}
        for name, texts in found.items():
            if name.startswith(start):
                _place(members, _keys(name[len(start) - 1 :]), texts, shape, decode)
        return members

    return split


def _keys(brackets: str) -> list[str]:
    """`[a][b]` as its keys."""
    if not brackets.endswith("]"):
        raise Malformed("A bracket is not closed.")
    return brackets[1:-1].split("][")


def _place(members: dict[str, Tree], keys: list[str], texts: list[str], shape: Shape | None, decode: Decode) -> None:
    """Put the texts where the keys lead; deeper objects are made on the way, as far as the shape knows them."""
    key, rest = keys[0], keys[1:]
    inner = member_shape(shape, key) if shape else None
    if not rest and key not in members:
        members[key] = _leaf(texts, inner, decode)
        return
    below = members.setdefault(key, {})
    if not rest or not isinstance(below, dict) or inner is None or "object" not in inner.types:
        raise Malformed("These brackets do not nest as the parameter does.")
    _place(below, rest, texts, inner, decode)
