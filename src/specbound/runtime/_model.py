"""The base of the models in `generated/models.py`: typing for data that the schema has already judged."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidatorFunctionWrapHandler, WrapValidator


class Model(BaseModel):
    """An object of the document.

    Unknown properties are kept, unless the schema closes the object. A value is made by Python names or by the
    document's, and written by the document's. Where a base is declared, all of an heir is written.
    """

    model_config = ConfigDict(
        extra="allow",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
        polymorphic_serialization=True,
        protected_namespaces=(),
        arbitrary_types_allowed=True,  # UploadFile
    )


def by_tag(name: str, choices: Mapping[str, type[BaseModel]]) -> WrapValidator:
    """Choose the class of a union by its property `name` (OpenAPI 3.1, 4.8.25), else by fit."""

    def choose(value: Any, fit: ValidatorFunctionWrapHandler) -> Any:
        tag = value.get(name) if isinstance(value, Mapping) else None
        model = choices.get(tag) if isinstance(tag, str) else None
        return fit(value) if model is None else model.model_validate(value, by_alias=True, by_name=False)

    return WrapValidator(choose)
