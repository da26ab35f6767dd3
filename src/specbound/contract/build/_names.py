"""Python names for what a document calls as it likes: one deterministic ladder for the whole kit.

1. The text is made snake case: `getUserByID` is `get_user_by_id`, `filter[name]` is `filter_name`, `Created<` is
`created_lt`.
2. Nothing left: a word for the kind stands in. A digit first: that word goes in front.
3. A keyword, or a name that generated code needs for itself, gets a trailing underscore.
4. Of equal names, those written that way in the document keep them, then the first; the others are numbered from 2.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Sequence

_SYMBOLS = {"<": "_lt_", ">": "_gt_", "+": "_plus_", "&": "_and_"}
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))")
_ETAG = re.compile(r"(?<![A-Z])ETag(?![a-z])")  # one word (RFC 9110, 8.8.3), though it is not written so
_OAUTH = re.compile(r"(?<![A-Z])OAuth(?![a-z])")  # one word too (RFC 6749)
_NO_WORD = re.compile(r"[\W_]+")

_GENERATED_TYPES = frozenset({"bool", "bytes", "dict", "float", "int", "list", "models", "object", "str", "tuple"})
_GENERATED_MODULE = frozenset(
    {"annotations", "bind", "dataclass", "errors", "field", "models", "operations", "overload", "security"}
)

RESERVED_FIELDS = _GENERATED_TYPES
"""Names that an attribute of a generated class must not have: annotations beside it would mean the attribute."""

RESERVED_OPERATIONS = frozenset(dir(builtins)) | _GENERATED_MODULE
"""Names that a generated function must not have: its module needs them."""

RESERVED_HEADERS = _GENERATED_TYPES | {"body", "media_type", "self", "status"}
"""Names that a header's keyword must not have: the constructor has them."""


def snake_case(text: str, fallback: str = "name") -> str:
    """A legal identifier in snake case, which may be a keyword. `fallback` names what is nameless.

    Letters of other scripts stay, in the normal form (NFKC) in which Python compares identifiers.
    """
    text = _OAUTH.sub("Oauth", _ETAG.sub("Etag", text))
    plain = unicodedata.normalize("NFKC", "".join(_SYMBOLS.get(each, each) for each in text))
    words = _NO_WORD.sub("_", _WORD_START.sub("_", plain)).strip("_").lower()
    words = "".join(each for each in unicodedata.normalize("NFKC", words) if f"a{each}".isidentifier())
    if not words:
        return fallback
    return words if words.isidentifier() else f"{fallback}_{words}"


def class_name(text: str, fallback: str = "Model") -> str:
    """A legal class name: `create_order` and `createOrder` are `CreateOrder`; a name that is one already stays."""
    if text.isidentifier() and text[:1].isupper() and "_" not in text and not keyword.iskeyword(text):
        return unicodedata.normalize("NFKC", text)
    name = "".join(word[:1].upper() + word[1:] for word in snake_case(text, "").split("_"))
    return name if name.isidentifier() and not keyword.iskeyword(name) else f"{fallback}{name}"


def constant_name(text: str) -> str:
    """The name in upper snake case, as error codes are written: `EmailTaken` is `EMAIL_TAKEN`."""
    return snake_case(text, "error").upper()


def legal(name: str, reserved: frozenset[str] = frozenset()) -> str:
    """The name, with a trailing underscore where Python or generated code has it already."""
    return f"{name}_" if keyword.iskeyword(name) or name in reserved else name


def unique(names: Sequence[str], written: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """Tell equal names apart by number. `written` is what the document says at the same index.

    Names that the document itself uses are given first, so that `list_2` keeps its name beside two of `list`.
    """
    used = set(taken)
    result: dict[int, str] = {}
    exact = [index for index, name in enumerate(names) if name == written[index]]
    for index in [*exact, *(index for index in range(len(names)) if index not in set(exact))]:
        result[index] = numbered(names[index], used)
        used.add(result[index])
    return [result[index] for index in range(len(names))]


def numbered(name: str, used: Container[str]) -> str:
    """The name, or the first of `name_2`, `name_3`, ... that is not in use."""
    candidate, number = name, 1
    while candidate in used:
        number += 1
        candidate = f"{name}_{number}"
    return candidate


def operation_names(identifiers: Sequence[str]) -> list[str]:
    """The Python names of all operations of a document, in its order."""
    names = [legal(snake_case(each, "operation"), RESERVED_OPERATIONS) for each in identifiers]
    return unique(names, identifiers)


def field_names(names: Sequence[str], reserved: frozenset[str] = RESERVED_FIELDS) -> list[str]:
    """The Python names of things in one class: headers of a response, security schemes."""
    return unique([legal(snake_case(each, "field"), reserved) for each in names], names)


def parameter_fields(parameters: Sequence[tuple[str, str]]) -> list[str]:
    """The attributes of a request object for (name, location) pairs in their order.

    Names that different locations share get the location as suffix, and so does `body`, which is the body's.
    """
    plain = [snake_case(name, "parameter") for name, _ in parameters]
    places = Counter(
        name for name, _ in {(each, location) for each, (_, location) in zip(plain, parameters, strict=True)}
    )
    names = [
        f"{name}_{location}" if name == "body" or places[name] > 1 else legal(name, RESERVED_FIELDS)
        for name, (_, location) in zip(plain, parameters, strict=True)
    ]
    return unique(names, [name for name, _ in parameters], {"body"})
