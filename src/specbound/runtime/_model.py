"""The base of the models in `generated/models.py`: typing for data that the schema has already judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    TypeAdapter,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)


class Model(BaseModel):
    """An object of the document.

    Nothing is converted: 1 is no text and no truth. Unknown properties are kept, unless the schema closes the object. A
    value is made by Python names or by the document's, and written by the document's. Where a base is declared, all
    of an heir is written.
    """

    model_config = ConfigDict(
        strict=True,
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        polymorphic_serialization=True,
        protected_namespaces=(),
        arbitrary_types_allowed=True,  # UploadFile
    )


def builder(type_: Any) -> Callable[[Any], Any]:
    """A function that builds a value of this type from one that the schema has accepted.

    Properties go by the document's names alone. The function raises `pydantic.ValidationError` where the type refuses
    what it is given, and this one `PydanticUserError` where pydantic knows no such type.
    """
    validate = TypeAdapter(type_).validator.validate_python

    def build(value: Any) -> Any:
        try:
            return validate(value, by_name=False)
        except ValidationError:
            return validate(_whole(value), by_name=False)

    return build


def _whole(value: Any) -> Any:
    """The value with 1.0 as 1: a number without a fraction is an integer to JSON Schema (2020-12, 4.2.3)."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {name: _whole(member) for name, member in value.items()}
    return [_whole(member) for member in value] if isinstance(value, list) else value


def by_tag(name: str, choices: Mapping[str, type[BaseModel]]) -> WrapValidator:
    """Choose the class of a union by its property `name` (OpenAPI 3.1, 4.8.25), else by fit."""

    def choose(value: Any, fit: ValidatorFunctionWrapHandler) -> Any:
        tag = value.get(name) if isinstance(value, Mapping) else None
        model = choices.get(tag) if isinstance(tag, str) else None
        if model is None:
            return fit(value)
        try:
            return _tagged(model, value)
        except ValidationError:
            return fit(value)  # the tag is a hint: a value may fit another form, and is valid then

    return WrapValidator(choose)


def _tagged(model: type[BaseModel], value: Any) -> BaseModel:
    try:
        return model.model_validate(value, by_alias=True, by_name=False)
    except ValidationError:
        return model.model_validate(_whole(value), by_alias=True, by_name=False)
