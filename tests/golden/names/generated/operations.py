# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeAlias

from specbound.runtime import MISSING, Reply, bind

from . import models

__all__ = [
    "Bind204",
    "BindRequest",
    "BindResult",
    "Class204",
    "ClassRequest",
    "ClassResult",
    "Field204",
    "FieldRequest",
    "FieldResult",
    "GetNoName204",
    "GetNoNameRequest",
    "GetNoNameResult",
    "GetUser204",
    "GetUser2204",
    "GetUser2Request",
    "GetUser2Result",
    "GetUserRequest",
    "GetUserRequest204",
    "GetUserRequestRequest",
    "GetUserRequestResult",
    "GetUserResult",
    "List204",
    "ListRequest",
    "ListResult",
    "NaïveGröße200",
    "NaïveGrößeRequest",
    "NaïveGrößeResult",
    "Operation204",
    "Operation2fast204",
    "Operation2fastRequest",
    "Operation2fastResult",
    "OperationRequest",
    "OperationResult",
    "bind_",
    "class_",
    "field_",
    "get_no_name",
    "get_user",
    "get_user_2",
    "get_user_request",
    "list_",
    "naïve_größe",
    "operation",
    "operation_2fast",
]

P = ParamSpec("P")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """The request of `list_`."""


class List204(Reply[None]):
    """204: A builtin."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


ListResult: TypeAlias = List204 | None


def list_(
    handler: Callable[Concatenate[ListRequest, P], ListResult | Awaitable[ListResult]],
) -> Callable[Concatenate[ListRequest, P], ListResult | Awaitable[ListResult]]:
    """GET /list.

    openapi.yaml#/paths/~1list/get
    """
    return bind(handler, "list", ListRequest, {}, (List204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class BindRequest:
    """The request of `bind_`."""


class Bind204(Reply[None]):
    """204: A name that the module needs."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


BindResult: TypeAlias = Bind204 | None


def bind_(
    handler: Callable[Concatenate[BindRequest, P], BindResult | Awaitable[BindResult]],
) -> Callable[Concatenate[BindRequest, P], BindResult | Awaitable[BindResult]]:
    """GET /bind.

    openapi.yaml#/paths/~1bind/get
    """
    return bind(handler, "bind", BindRequest, {}, (Bind204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRequest:
    """The request of `field_`."""


class Field204(Reply[None]):
    """204: Another such name."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


FieldResult: TypeAlias = Field204 | None


def field_(
    handler: Callable[Concatenate[FieldRequest, P], FieldResult | Awaitable[FieldResult]],
) -> Callable[Concatenate[FieldRequest, P], FieldResult | Awaitable[FieldResult]]:
    """GET /field.

    openapi.yaml#/paths/~1field/get
    """
    return bind(handler, "field", FieldRequest, {}, (Field204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRequest:
    """The request of `class_`."""


class Class204(Reply[None]):
    """204: A keyword."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


ClassResult: TypeAlias = Class204 | None


def class_(
    handler: Callable[Concatenate[ClassRequest, P], ClassResult | Awaitable[ClassResult]],
) -> Callable[Concatenate[ClassRequest, P], ClassResult | Awaitable[ClassResult]]:
    """GET /class.

    openapi.yaml#/paths/~1class/get
    """
    return bind(handler, "class", ClassRequest, {}, (Class204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetNoNameRequest:
    """The request of `get_no_name`."""


class GetNoName204(Reply[None]):
    """204: No operationId."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


GetNoNameResult: TypeAlias = GetNoName204 | None


def get_no_name(
    handler: Callable[Concatenate[GetNoNameRequest, P], GetNoNameResult | Awaitable[GetNoNameResult]],
) -> Callable[Concatenate[GetNoNameRequest, P], GetNoNameResult | Awaitable[GetNoNameResult]]:
    """GET /no-name.

    openapi.yaml#/paths/~1no-name/get
    """
    return bind(handler, "get_/no-name", GetNoNameRequest, {}, (GetNoName204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetUserRequest:
    """The request of `get_user`."""


class GetUser204(Reply[None]):
    """204: One of two."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


GetUserResult: TypeAlias = GetUser204 | None


def get_user(
    handler: Callable[Concatenate[GetUserRequest, P], GetUserResult | Awaitable[GetUserResult]],
) -> Callable[Concatenate[GetUserRequest, P], GetUserResult | Awaitable[GetUserResult]]:
    """GET /a.

    openapi.yaml#/paths/~1a/get
    """
    return bind(handler, "getUser", GetUserRequest, {}, (GetUser204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetUser2Request:
    """The request of `get_user_2`."""


class GetUser2204(Reply[None]):
    """204: The other."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


GetUser2Result: TypeAlias = GetUser2204 | None


def get_user_2(
    handler: Callable[Concatenate[GetUser2Request, P], GetUser2Result | Awaitable[GetUser2Result]],
) -> Callable[Concatenate[GetUser2Request, P], GetUser2Result | Awaitable[GetUser2Result]]:
    """GET /b.

    openapi.yaml#/paths/~1b/get
    """
    return bind(handler, "get-user", GetUser2Request, {}, (GetUser2204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class GetUserRequestRequest:
    """The request of `get_user_request`."""


class GetUserRequest204(Reply[None]):
    """204: Near the first two."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


GetUserRequestResult: TypeAlias = GetUserRequest204 | None


def get_user_request(
    handler: Callable[Concatenate[GetUserRequestRequest, P], GetUserRequestResult | Awaitable[GetUserRequestResult]],
) -> Callable[Concatenate[GetUserRequestRequest, P], GetUserRequestResult | Awaitable[GetUserRequestResult]]:
    """GET /c.

    openapi.yaml#/paths/~1c/get
    """
    return bind(handler, "get_user_request", GetUserRequestRequest, {}, (GetUserRequest204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation2fastRequest:
    """The request of `operation_2fast`."""


class Operation2fast204(Reply[None]):
    """204: A digit first."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


Operation2fastResult: TypeAlias = Operation2fast204 | None


def operation_2fast(
    handler: Callable[Concatenate[Operation2fastRequest, P], Operation2fastResult | Awaitable[Operation2fastResult]],
) -> Callable[Concatenate[Operation2fastRequest, P], Operation2fastResult | Awaitable[Operation2fastResult]]:
    """GET /d.

    openapi.yaml#/paths/~1d/get
    """
    return bind(handler, "2fast", Operation2fastRequest, {}, (Operation2fast204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """The request of `operation`."""


class Operation204(Reply[None]):
    """204: No letter at all, and "quotes\"\"\"."""

    __slots__ = ()
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


OperationResult: TypeAlias = Operation204 | None


def operation(
    handler: Callable[Concatenate[OperationRequest, P], OperationResult | Awaitable[OperationResult]],
) -> Callable[Concatenate[OperationRequest, P], OperationResult | Awaitable[OperationResult]]:
    """GET /e.

    openapi.yaml#/paths/~1e/get
    """
    return bind(handler, "#!", OperationRequest, {}, (Operation204,))


@dataclass(frozen=True, slots=True, kw_only=True)
class NaïveGrößeRequest:
    """The request of `naïve_größe`."""


class NaïveGröße200(Reply[list[models.Any2 | models.MISSING2 | models.Item | models.Item2 | models.List1]]):
    """200: Names of schemas."""

    __slots__ = ()
    key = "200"

    def __init__(
        self,
        body: list[models.Any2 | models.MISSING2 | models.Item | models.Item2 | models.List1],
        /,
        *,
        media_type_: str | MISSING = MISSING,
        status_: str | MISSING = MISSING,
        self_: str | MISSING = MISSING,
        str_: str | MISSING = MISSING,
    ) -> None:
        super().__init__(
            200, body, {"Media-Type": media_type_, "Status": status_, "Self": self_, "str": str_}, "application/json"
        )


NaïveGrößeResult: TypeAlias = (
    NaïveGröße200 | list[models.Any2 | models.MISSING2 | models.Item | models.Item2 | models.List1]
)


def naïve_größe(
    handler: Callable[Concatenate[NaïveGrößeRequest, P], NaïveGrößeResult | Awaitable[NaïveGrößeResult]],
) -> Callable[Concatenate[NaïveGrößeRequest, P], NaïveGrößeResult | Awaitable[NaïveGrößeResult]]:
    """GET /f.

    openapi.yaml#/paths/~1f/get
    """
    return bind(handler, "naïve.Größe/€", NaïveGrößeRequest, {}, (NaïveGröße200,))
