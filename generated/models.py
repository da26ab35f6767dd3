# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import MISSING, ConfigDict
from specbound.runtime import Model

__all__ = [
    "Age",
    "ApiKey",
    "Currency",
    "Cursor",
    "DependencyHealth",
    "Email",
    "EntityTag",
    "EntityTags",
    "ErrorCode",
    "ErrorModel",
    "ErrorSummary",
    "Health",
    "Item",
    "ItemCreate",
    "ItemDescription",
    "ItemId",
    "ItemName",
    "ItemPage",
    "ItemPatch",
    "Liveness",
    "Metadata",
    "MetadataPatch",
    "MetadataValue",
    "MinorUnits",
    "Money",
    "Readiness",
    "RequestId",
    "ServiceStatus",
    "SignUp",
    "Stock",
    "Time",
    "User",
    "UserCreate",
    "UserId",
    "UserName",
    "UserPatch",
    "Violation",
    "Visibility",
]

UserId: TypeAlias = str

UserName: TypeAlias = str

Email: TypeAlias = str

Age: TypeAlias = int | None

ApiKey: TypeAlias = str

Time: TypeAlias = str


class User(Model):
    """A person who has signed up."""

    model_config = ConfigDict(extra="forbid")

    id: UserId
    email: Email
    name: UserName
    age: Age
    created_at: Time
    updated_at: Time


class UserCreate(Model):
    """What a person tells when they sign up."""

    model_config = ConfigDict(extra="forbid")

    email: Email
    name: UserName
    age: Age | MISSING = MISSING


class UserPatch(Model):
    """The properties of a user to change. Those left out are kept."""

    model_config = ConfigDict(extra="forbid")

    email: Email | MISSING = MISSING
    name: UserName | MISSING = MISSING
    age: Age | MISSING = MISSING


class SignUp(Model):
    """A new user, and their key."""

    model_config = ConfigDict(extra="forbid")

    user: User
    api_key: ApiKey


ItemId: TypeAlias = str

ItemName: TypeAlias = str

ItemDescription: TypeAlias = str | None

Currency: TypeAlias = str

MinorUnits: TypeAlias = int


class Money(Model):
    """An amount of money."""

    model_config = ConfigDict(extra="forbid")

    amount: MinorUnits
    currency: Currency


Stock: TypeAlias = int

Visibility: TypeAlias = Literal["public", "private"]

MetadataValue: TypeAlias = str

Metadata: TypeAlias = dict[str, MetadataValue]

MetadataPatch: TypeAlias = dict[str, MetadataValue | None]


class Item(Model):
    """Something that the shop sells."""

    model_config = ConfigDict(extra="forbid")

    id: ItemId
    name: ItemName
    description: ItemDescription
    price: Money
    stock: Stock
    visibility: Visibility
    metadata: Metadata
    created_at: Time
    updated_at: Time


class ItemCreate(Model):
    """An item to add. It is private and without stock unless told otherwise."""

    model_config = ConfigDict(extra="forbid")

    name: ItemName
    description: ItemDescription | MISSING = MISSING
    price: Money
    stock: Stock | MISSING = MISSING
    visibility: Visibility | MISSING = MISSING
    metadata: Metadata | MISSING = MISSING


class ItemPatch(Model):
    """The properties of an item to change. Those left out are kept."""

    model_config = ConfigDict(extra="forbid")

    name: ItemName | MISSING = MISSING
    description: ItemDescription | MISSING = MISSING
    price: Money | MISSING = MISSING
    stock: Stock | MISSING = MISSING
    visibility: Visibility | MISSING = MISSING
    metadata: MetadataPatch | MISSING = MISSING


Cursor: TypeAlias = str


class ItemPage(Model):
    """One page of items."""

    model_config = ConfigDict(extra="forbid")

    items: list[Item]
    """The rows of this page."""
    next_cursor: Cursor | None
    """What to send as `cursor` for the next page; null on the last one."""


EntityTag: TypeAlias = str

EntityTags: TypeAlias = str

ServiceStatus: TypeAlias = Literal["up", "down"]


class DependencyHealth(Model):
    """Something that the server depends on, as it was found at the last look."""

    model_config = ConfigDict(extra="forbid")

    name: str
    """What it is."""
    status: ServiceStatus
    latency_ms: int | float
    """How long the look took, in milliseconds."""


class Health(Model):
    """A report on the server and what it depends on."""

    model_config = ConfigDict(extra="forbid")

    status: ServiceStatus
    """Up as long as every dependency is."""
    version: str
    """The version of the Store."""
    time: Time
    """The server's clock."""
    dependencies: list[DependencyHealth]
    """One entry for each dependency."""


class Liveness(Model):
    """The process answers."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["alive"]
    """Always the same word."""


class Readiness(Model):
    """The server can do its work."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["ready"]
    """Always the same word."""


RequestId: TypeAlias = str

ErrorCode: TypeAlias = str


class Violation(Model):
    """One thing that is wrong."""

    model_config = ConfigDict(extra="forbid")

    loc: list[str | int] | MISSING = MISSING
    """Where it is: `path`, `query`, `header`, `cookie` or `body` first, then names and indexes.
    Left out where no part of the request is to blame."""
    msg: str
    """What is wrong, for people."""
    type: str
    """What is wrong, for programs."""


class ErrorSummary(Model):
    """The outcome of the request."""

    model_config = ConfigDict(extra="forbid")

    code: ErrorCode
    message: str
    """What went wrong, for people."""
    path: str
    """The path that was asked for."""
    request_id: RequestId


class ErrorModel(Model):
    """The body of every error."""

    model_config = ConfigDict(extra="forbid")

    detail: list[Violation]
    """Everything that is wrong, at least one entry."""
    error: ErrorSummary
