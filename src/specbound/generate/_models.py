"""Writing `models.py`: the classes by datamodel-code-generator, the aliases beside them."""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from datamodel_code_generator import InputFileType, LiteralType, generate
from datamodel_code_generator.enums import DataModelType, TargetPydanticVersion
from datamodel_code_generator.format import PythonVersion

from specbound.generate._annotations import annotation
from specbound.generate._order import in_order, incomplete, recursive
from specbound.generate._schema import schema_of
from specbound.generate._types import Record, Type, parts

_TEMPLATES = Path(__file__).with_name("templates")
_STAND_IN: dict[str, Any] = {"type": "string"}
"""What datamodel-code-generator sees of an alias: only its name matters."""

_IMPORTS = """
from typing import Annotated, Any, Literal, TypeAlias, Union
from typing_extensions import TypeAliasType
from specbound.runtime import Model, UploadFile, by_tag
"""


def write_models(models: Mapping[str, Type]) -> str:
    """The text of `models.py`, not yet formatted."""
    order, quoted = in_order(models), recursive(models)
    imports, classes = _classes(models)
    written = {
        name: classes[name] if name in classes else _alias(name, models[name], name in quoted) for name in models
    }
    return "\n\n".join(
        [
            "from __future__ import annotations",
            _IMPORTS + imports,
            f"__all__ = {sorted(models)!r}",
            *(written[name] for name in order),
            "\n".join(f"{name}.model_rebuild()" for name in incomplete(order, models)),
        ]
    )


def _alias(name: str, type_: Type, quoted: bool) -> str:
    if not quoted:
        return f"{name}: TypeAlias = {annotation(type_)}"
    members = ", ".join(f'"{annotation(member)}"' for member in parts(type_))
    return f'{name} = TypeAliasType("{name}", Union[{members}])'


def _classes(models: Mapping[str, Type]) -> tuple[str, dict[str, str]]:
    """The imports that the classes need, and the text of each class by its name."""
    source = _generated(
        {name: schema_of(type_) if isinstance(type_, Record) else _STAND_IN for name, type_ in models.items()}
    )
    tree = ast.parse(source)
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module != "__future__"]
    classes = {
        node.name: ast.get_source_segment(source, node) or "" for node in tree.body if isinstance(node, ast.ClassDef)
    }
    return "\n".join(map(ast.unparse, imports)), classes


def _generated(definitions: dict[str, Any]) -> str:
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": definitions}
    source = generate(
        json.dumps(document),
        input_file_type=InputFileType.JsonSchema,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version=PythonVersion.PY_311,
        target_pydantic_version=TargetPydanticVersion.V2_14,
        base_class="specbound.runtime.Model",
        custom_template_dir=_TEMPLATES,
        custom_class_name_generator=str,
        use_missing_sentinel=True,
        strict_nullable=True,
        enum_field_as_literal=LiteralType.All,
        use_type_alias=True,
        use_annotated=True,
        use_tuple_for_fixed_items=True,
        use_tuple_for_closed_arrays=True,
        use_schema_description=True,
        use_field_description=True,
        use_attribute_docstrings=True,  # puts the description into `field.docstring` and not into `Field(...)`
        skip_root_model=True,
        allow_remote_refs=False,
        disable_timestamp=True,
        formatters=[],
    )
    return cast("str", source)  # one module, for there is one document and no output
