"""Writing `models.py`: the classes by datamodel-code-generator, the aliases beside them."""

from __future__ import annotations

import ast
import builtins
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from datamodel_code_generator import InputFileType, LiteralType, generate
from datamodel_code_generator.enums import DataModelType, TargetPydanticVersion
from datamodel_code_generator.format import PythonVersion

from specbound.errors import SpecboundError
from specbound.generate._annotations import annotation
from specbound.generate._order import in_order, incomplete, recursive
from specbound.generate._plan import RESERVED
from specbound.generate._schema import schema_of
from specbound.generate._types import Fixed, Record, Type, parts

_TEMPLATES = Path(__file__).with_name("templates")
_STAND_IN: dict[str, Any] = {"type": "string"}
"""What datamodel-code-generator sees of an alias: only its name matters."""

RESERVED_PROPERTIES = RESERVED | {"Config"}
"""Properties that are renamed: annotations beside them need the name, or pydantic takes it for settings."""

_OPEN: dict[str, Any] = {"type": "object"}
"""What datamodel-code-generator sees of a class whose properties it is to leave out."""

_REFERENCE = re.compile(r'"#/\$defs/(\w+)"')

_IMPORTS = """
from typing import Annotated, Any, Literal, TypeAlias, Union
from typing_extensions import TypeAliasType
from pydantic import Strict
from specbound.runtime import Model, UploadFile, by_tag
"""


def write_models(models: Mapping[str, Type]) -> tuple[str, list[str]]:
    """The text of `models.py`, not yet formatted, and the classes whose properties could not be written."""
    imports, classes, left_out = _classes(models)
    order, quoted = in_order(models), recursive(models)
    written = (classes[name] if name in classes else _alias(name, models[name], name in quoted) for name in order)
    text = [
        "from __future__ import annotations",
        _IMPORTS + imports,
        f"__all__ = {sorted(models)!r}",
        *written,
        "\n".join(f"{name}.model_rebuild()" for name in incomplete(order, models)),
    ]
    return "\n\n".join(text), left_out


def _alias(name: str, type_: Type, quoted: bool) -> str:
    """An alias; one that mentions itself is known to pydantic by its name, and quotes what it stands for."""
    members = ", ".join(repr(annotation(member)) for member in parts(type_))
    text = f"Union[{members}]" if quoted else annotation(type_)
    if isinstance(type_, Fixed):
        text = f"Annotated[{text}, Strict(False)]"  # a list is as good as a tuple
    return f'{name} = TypeAliasType("{name}", {text})' if quoted else f"{name}: TypeAlias = {text}"


def _classes(models: Mapping[str, Type]) -> tuple[str, dict[str, str], list[str]]:
    """The imports that the classes need, the text of each class by its name, and those whose properties are left out.

    Such a class is an open object: it takes what the schema accepts, and keeps all of it.
    """
    definitions = {name: schema_of(type_) if isinstance(type_, Record) else _STAND_IN for name, type_ in models.items()}
    try:
        return *_parsed(definitions), []
    except Exception:  # noqa: BLE001 - another program's fault, of any kind; where nothing can be left out it is raised below
        left_out = [name for name, schema in definitions.items() if not _can_be_written(name, schema)]
        return *_parsed(definitions | dict.fromkeys(left_out, _OPEN)), left_out


def _can_be_written(name: str, schema: dict[str, Any]) -> bool:
    """Whether this class alone can be written, whatever it refers to."""
    others = {each: _STAND_IN for each in _REFERENCE.findall(json.dumps(schema)) if each != name}
    bases = {each["$ref"].removeprefix("#/$defs/") for each in schema.get("allOf", ())}
    try:
        _parsed({**others, **dict.fromkeys(bases, _OPEN), name: schema})
    except Exception:  # noqa: BLE001 - as above
        return False
    return True


def _parsed(definitions: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """What datamodel-code-generator makes of these definitions: imports, and classes by name."""
    expected = {name for name, schema in definitions.items() if schema is not _STAND_IN}
    if not expected:
        return "", {}
    source = _generated(definitions)
    tree, lines = ast.parse(source), source.split("\n")
    nodes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    classes = {node.name: "\n".join(lines[node.lineno - 1 : node.end_lineno]) for node in nodes}
    if lost := expected - classes.keys():
        raise SpecboundError(f"datamodel-code-generator wrote no class for {', '.join(sorted(lost))}.")
    if unknown := _names(tree) - definitions.keys():
        raise SpecboundError(
            f"datamodel-code-generator refers to {', '.join(sorted(unknown))}, which it did not write."
        )
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module != "__future__"]
    return "\n".join(map(ast.unparse, imports)), classes


def _names(tree: ast.Module) -> set[str]:
    """The names that annotations use and that neither Python nor an import brings."""
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    annotations = [node.annotation for node in ast.walk(tree) if isinstance(node, ast.AnnAssign)]
    names = {node.id for each in annotations for node in ast.walk(each) if isinstance(node, ast.Name)}
    return names - imported - set(dir(builtins))


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
        aliases={name: f"{name}_" for name in RESERVED_PROPERTIES},
        use_schema_description=True,
        use_field_description=True,
        use_attribute_docstrings=True,  # puts the description into `field.docstring` and not into `Field(...)`
        skip_root_model=True,
        allow_remote_refs=False,
        disable_timestamp=True,
        formatters=[],
    )
    return cast("str", source)  # one module, for there is one document and no output
