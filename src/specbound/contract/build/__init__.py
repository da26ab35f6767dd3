"""Making a contract from a document. Only generation needs it; the runtime never imports it."""

from specbound.contract.build._build import Built, build_contract
from specbound.contract.build._context import BuildOptions
from specbound.contract.build._names import (
    class_name,
    constant_name,
    field_names,
    legal,
    numbered,
    operation_names,
    parameter_fields,
    snake_case,
    unique,
)
from specbound.spec import CODES, Diagnostic, has_errors

__all__ = [
    "CODES",
    "BuildOptions",
    "Built",
    "Diagnostic",
    "build_contract",
    "class_name",
    "constant_name",
    "field_names",
    "has_errors",
    "legal",
    "numbered",
    "operation_names",
    "parameter_fields",
    "snake_case",
    "unique",
]
