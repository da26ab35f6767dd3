"""The values of a contract, which are written to `generated/contract.json`, defaults left out, and read back."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

JSON: TypeAlias = Any
"""Any value that JSON can hold."""

Schema: TypeAlias = dict[str, Any] | bool
"""A JSON Schema of draft 2020-12. Its references are `#/$defs/NAME`, NAME a key of `Contract.schemas`."""


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """The root file of the document that a contract was built from: its name and the SHA-256 of its bytes in hex."""

    name: str
    sha256: str


class Shape(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the text of a parameter or form field may stand for, taken from its schema.

    `types` holds JSON type names ("string", "integer", "number", "boolean", "null", "array", "object") in the
    order in which a reader tries them. `items` is the shape of an array's items; `properties` and `additional`
    are those of an object's members. `binary` marks a string that carries raw bytes (a file).
    """

    types: tuple[str, ...]
    items: Shape | None = None
    properties: dict[str, Shape] = {}
    additional: Shape | None = None
    binary: bool = False


class Encoding(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one property of a form or multipart body is written (OpenAPI 3.1, 4.8.15)."""

    content_types: tuple[str, ...] = ()
    style: str | None = None
    explode: bool | None = None
    allow_reserved: bool = False
    headers: tuple[Header, ...] = ()


class MediaType(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a `content` map.

    `name` is the media type or range in lower case ("application/json", "image/*"). `kind` tells how its bytes are
    read: "json" for application/json and any "+json", "form" for application/x-www-form-urlencoded, "multipart" for
    multipart/*, "text" for text/* whose schema is a string, else "binary". `schema` is None where the document gives
    none. `shape` is given for form and multipart. `error_shape` is set on error responses: the built-in body that the
    schema accepts ("detail" or "problem"), None where none fits. `example`, where `has_example` is set, is the first
    example beside the schema of a success that the schema accepts.
    """

    name: str
    kind: Literal["json", "form", "multipart", "text", "binary"]
    schema: Schema | None = None
    shape: Shape | None = None
    encodings: dict[str, Encoding] = {}
    error_shape: str | None = None
    has_example: bool = False
    example: JSON = None


class Parameter(msgspec.Struct, frozen=True, omit_defaults=True):
    """A parameter of an operation, its style resolved to what the document says or implies (OpenAPI 3.1, 4.8.12).

    `field` is the attribute of the request object. `content_type` is set where the document gives `content` in place of
    `schema`. `has_default` tells whether `default` is what an absent parameter stands for. `allow_empty` says that an
    empty text which the schema refuses stands for an absent parameter.
    """

    name: str
    location: Literal["path", "query", "header", "cookie"]
    field: str
    required: bool
    schema: Schema
    shape: Shape
    style: str
    explode: bool
    allow_reserved: bool = False
    content_type: str | None = None
    has_default: bool = False
    default: JSON = None
    allow_empty: bool = False


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """A request body: its media types in the document's order, never empty."""

    required: bool
    content: tuple[MediaType, ...]


class Header(msgspec.Struct, frozen=True, omit_defaults=True):
    """A header of a response, or of a part of a multipart body. `field` is the generated constructor's keyword.

    `example` is as that of `MediaType`.
    """

    name: str
    field: str
    required: bool
    schema: Schema
    shape: Shape
    explode: bool = False
    has_example: bool = False
    example: JSON = None


class Response(msgspec.Struct, frozen=True, omit_defaults=True):
    """A declared response. `status` is "200", "4XX" or "default"; `name` is its key in `components/responses`, if any.

    `codes` are the error codes that it may carry: the response's `x-error-codes`, else its name in upper snake case.
    """

    status: str
    name: str | None = None
    description: str = ""
    headers: tuple[Header, ...] = ()
    content: tuple[MediaType, ...] = ()
    codes: tuple[str, ...] = ()


class Requirement(msgspec.Struct, frozen=True, omit_defaults=True):
    """One security scheme that a request must satisfy, by its name in the document, with its scopes or roles."""

    scheme: str
    scopes: tuple[str, ...] = ()


class SecurityScheme(msgspec.Struct, frozen=True, omit_defaults=True):
    """A security scheme. `field` is its slot in `generated/security.py`.

    `location` ("query", "header", "cookie") and `parameter` are set for apiKey; `http_scheme`, in lower case, for http.
    """

    name: str
    field: str
    type: Literal["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]
    location: str | None = None
    parameter: str | None = None
    http_scheme: str | None = None


class Operation(msgspec.Struct, frozen=True, omit_defaults=True):
    """One method on one path.

    `id` is the operationId as written, or `get_/users/{id}` made from method and path where there is none. `name` is
    its Python name, unique in the document. `source` is file and JSON pointer. `security` is an OR of ANDs: () asks for
    nothing, an empty inner tuple allows anonymous calls. `unsupported` says why the operation is answered with 501,
    None where it is served.
    """

    id: str
    name: str
    method: str
    path: str
    source: str
    tag: str | None = None
    summary: str = ""
    parameters: tuple[Parameter, ...] = ()
    body: Body | None = None
    responses: tuple[Response, ...] = ()
    security: tuple[tuple[Requirement, ...], ...] = ()
    unsupported: str | None = None


class Contract(msgspec.Struct, frozen=True, omit_defaults=True):
    """A whole document. `schemas` holds every schema that an operation reaches, each normalised to draft 2020-12.

    Of the examples of a schema, its `examples` keep the first one that it accepts.

    Where requests and responses see a schema differently (readOnly, writeOnly), the view of requests is kept under
    `NAME.request`. `strict_query` refuses query parameters that the operation does not declare.
    """

    title: str
    version: str
    openapi: str
    source: Source
    operations: tuple[Operation, ...]
    schemes: tuple[SecurityScheme, ...] = ()
    schemas: dict[str, Schema] = {}
    strict_query: bool = False
