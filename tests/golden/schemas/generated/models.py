# Written by `specbound generate` from openapi.yaml. Do not edit: change the document and generate again.

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, Union

from pydantic import MISSING, ConfigDict, Field, Strict
from specbound.runtime import Model, by_tag
from typing_extensions import TypeAliasType

__all__ = [
    "Base",
    "Cat",
    "Closed",
    "Colour",
    "Contact",
    "Dog",
    "Everything",
    "EverythingInline",
    "EverythingInlineLinesItem",
    "EverythingMaybePoint",
    "EverythingPoint",
    "Heir",
    "Hostile",
    "Id",
    "Json",
    "Narrow",
    "Pet",
    "Same",
    "Shape",
    "ShapeOption1",
    "ShapeOption2",
    "Tree",
    "Untyped",
]

Id: TypeAlias = str

Colour: TypeAlias = Literal["red", "green"] | None


class Base(Model):
    """What others inherit from.

    Its "docstring" has quotes \"\"\", a backslash \\ and an end in "quotes" """

    id: Id
    colour: Colour | MISSING = MISSING
    """A description beside a reference."""


class Heir(Base):
    size: int | float


class Narrow(Model):
    """It changes what it inherits, so all is written out."""

    id: Id
    colour: Literal["red"]
    """A description beside a reference."""


Same: TypeAlias = Base


class Cat(Model):
    kind: str
    lives: int


class Dog(Model):
    kind: str
    lives: int | MISSING = MISSING


Pet: TypeAlias = Annotated[Cat | Dog, by_tag("kind", {"dog": Dog, "puppy": Dog, "Cat": Cat})]


class ShapeOption1(Model):
    name: str
    radius: int | float
    form: Literal["circle"] | MISSING = MISSING


class ShapeOption2(Model):
    name: str
    width: int | float
    form: Literal["square"] | MISSING = MISSING


Shape: TypeAlias = ShapeOption1 | ShapeOption2


class Contact(Model):
    mail: str | MISSING = MISSING
    phone: str | MISSING = MISSING


class Tree(Model):
    children: list[Tree] | MISSING = MISSING


Json = TypeAliasType("Json", Union["str", "int | float", "bool", "None", "list[Json]", "dict[str, Json]"])


class Closed(Model):
    model_config = ConfigDict(extra="forbid")

    a: str | MISSING = MISSING


class Untyped(Model):
    """Only objects have properties, but all else fits too."""

    a: str | MISSING = MISSING


class Hostile(Model):
    class_: Annotated[str, Field(alias="class")]
    schema_: Annotated[int | MISSING, Field(alias="schema")] = MISSING
    json_: Annotated[bool | MISSING, Field(alias="json")] = MISSING
    copy_: Annotated[str | MISSING, Field(alias="copy")] = MISSING
    model_config_: Annotated[str | MISSING, Field(alias="model_config")] = MISSING
    model_dump_: Annotated[str | MISSING, Field(alias="model_dump")] = MISSING
    Config_: Annotated[str | MISSING, Field(alias="Config")] = MISSING
    self: str | MISSING = MISSING
    list_: Annotated[list[str] | MISSING, Field(alias="list")] = MISSING
    str_: Annotated[str | MISSING, Field(alias="str")] = MISSING
    field_private: Annotated[str | MISSING, Field(alias="_private")] = MISSING
    a_b: Annotated[str, Field(alias="a b")]
    a_b_1: Annotated[str | MISSING, Field(alias="a-b")] = MISSING
    field_1st: Annotated[str | MISSING, Field(alias="1st")] = MISSING
    field_: Annotated[str | MISSING, Field(alias="")] = MISSING
    größe: int | MISSING = MISSING
    quote___: Annotated[str | MISSING, Field(alias="quote\"'\\")] = MISSING
    Id_1: Annotated[Id | MISSING, Field(alias="Id")] = MISSING
    Any_: Annotated[Any | MISSING, Field(alias="Any")] = MISSING
    Any__1: Annotated[Any | MISSING, Field(alias="Any_")] = MISSING
    MISSING_: Annotated[str | MISSING, Field(alias="MISSING")] = MISSING
    Literal_: Annotated[Literal["a", "b"] | MISSING, Field(alias="Literal")] = MISSING
    Annotated_: Annotated[str | MISSING, Field(alias="Annotated")] = MISSING
    int_: Annotated[int | MISSING, Field(alias="int")] = MISSING
    float_: Annotated[int | float | MISSING, Field(alias="float")] = MISSING
    bool_: Annotated[bool | MISSING, Field(alias="bool")] = MISSING
    dict_: Annotated[dict[str, Any] | MISSING, Field(alias="dict")] = MISSING
    Base_1: Annotated[Base | MISSING, Field(alias="Base")] = MISSING
    Field_: Annotated[str | MISSING, Field(alias="Field")] = MISSING
    field__init__: Annotated[str | MISSING, Field(alias="__init__")] = MISSING
    field__class__: Annotated[str | MISSING, Field(alias="__class__")] = MISSING
    property: str | MISSING = MISSING
    None_: Annotated[str | MISSING, Field(alias="None")] = MISSING


EverythingPoint: TypeAlias = Annotated[tuple[int | float, int | float], Strict(False)]

EverythingMaybePoint: TypeAlias = Annotated[tuple[int | float, int | float], Strict(False)]


class EverythingInlineLinesItem(Model):
    quantity: int | MISSING = MISSING


class EverythingInline(Model):
    """An object without a name."""

    lines: list[EverythingInlineLinesItem] | MISSING = MISSING


class Everything(Model):
    heir: Heir | MISSING = MISSING
    narrow: Narrow | MISSING = MISSING
    same: Same | MISSING = MISSING
    pet: Pet | MISSING = MISSING
    shape: Shape | MISSING = MISSING
    contact: Contact | MISSING = MISSING
    tree: Tree | MISSING = MISSING
    json_: Annotated[Json | MISSING, Field(alias="json")] = MISSING
    closed: Closed | MISSING = MISSING
    untyped: Untyped | list[Any] | str | int | float | bool | None | MISSING = MISSING
    hostile: Hostile | MISSING = MISSING
    point: EverythingPoint | MISSING = MISSING
    maybe_point: EverythingMaybePoint | None | MISSING = MISSING
    mixed: list[Any] | MISSING = MISSING
    labels: dict[str, str] | MISSING = MISSING
    patterns: dict[str, str] | MISSING = MISSING
    anything: Any | MISSING = MISSING
    inline: EverythingInline | MISSING = MISSING
    """An object without a name."""
    flags: bool | int | Literal["two"] | MISSING = MISSING
    levels: Literal[1, 2, 3] | MISSING = MISSING
    nullable: Closed | None | MISSING = MISSING
    not_nullable_any: str | int | dict[str, Any] | MISSING = MISSING
