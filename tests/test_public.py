"""What others may import is pinned here: a name comes, goes or changes only where somebody means it."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "specbound"

PUBLIC = {
    "specbound": "",
    "specbound.cli": "main",
    "specbound.contract": """
        Body Contract Encoding Header JSON MediaType Operation Parameter Requirement Response Schema
        SecurityScheme Shape Source
    """,
    "specbound.contract.build": """
        BuildOptions Built CODES Diagnostic build_contract class_name constant_name field_names has_errors legal
        numbered operation_names parameter_fields snake_case unique
    """,
    "specbound.errors": "ConfigurationError DocumentError SpecboundError",
    "specbound.generate": """
        Changes Generated Leftover Missing compare generated_files leftover_handlers missing_handlers synchronise
        write_stubs
    """,
    "specbound.runtime": """
        Application BadRequest BasicCredentials ContractError Forbidden Identity InternalServerError Location
        MISSING MethodNotAllowed Model NotFound OperationMissing Options PayloadTooLarge Principal Reply
        RequestContext RequestTimeout ServiceUnavailable Unauthorized UnprocessableContent UnsupportedMediaType
        UploadFile Violation bind bindings by_tag current_request identity load_contract
    """,
    "specbound.runtime.answer": """
        Encoded Encoder ErrorRenderer Report ResponseBreach Sender UndeclaredError house_form
        send_encoded
    """,
    "specbound.runtime.call": "Invocation Plan Target Workers leave",
    "specbound.runtime.decode": "BodyLimits BodyReader ClientDisconnected ParameterReader close_files",
    "specbound.runtime.gate": "Definitions Gate",
    "specbound.runtime.gate.explain": "Explainer MAX_STEPS MAX_VIOLATIONS",
    "specbound.runtime.pages": "ASGIApplication pages",
    "specbound.runtime.sample": "Impossible Sampler",
    "specbound.runtime.security": "Guard",
    "specbound.runtime.server": "Limits serve",
    "specbound.services": "",
    "specbound.services.auth": "ApiKey ApiKeys KEY_PATTERN same_secret",
    "specbound.services.conditional": "etag if_match if_none_match",
    "specbound.services.cursors": "Cursors InvalidCursor Order Page Position page",
    "specbound.services.database": "Database ReadSession Session UtcDateTime read_session session",
    "specbound.services.health": "Check Component Health Report",
    "specbound.services.ids": "uuid7",
    "specbound.services.keyfile": "derive kept",
    "specbound.services.logging": "Form Level add_request configure_logging log_request redact",
    "specbound.services.migrations": "Migrations",
    "specbound.services.settings": "EnvironmentSettings Setting describe table",
    "specbound.services.times": "now rfc3339",
    "specbound.spec": """
        BrokenReference CODES Code Diagnostic File Library Node Path ReadFault Report Resource Severity escape
        has_errors judge to_pointer unescape
    """,
    "specbound.testing": "LiveServer client",
}
"""The public modules and the names in their `__all__`."""


def public_modules() -> set[str]:
    """The names of all modules of which no part is private."""
    paths = (file.relative_to(PACKAGE.parent).with_suffix("").parts for file in PACKAGE.rglob("*.py"))
    modules = (parts[:-1] if parts[-1] == "__init__" else parts for parts in paths)
    return {".".join(parts) for parts in modules if not any(part.startswith("_") for part in parts)}


def test_the_public_modules_are_those_pinned_here() -> None:
    assert public_modules() == set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_module_exports_what_is_pinned_here(name: str) -> None:
    exported = getattr(importlib.import_module(name), "__all__", [])
    assert sorted(exported) == sorted(PUBLIC[name].split())


@pytest.mark.parametrize("name", PUBLIC)
def test_every_exported_name_exists(name: str) -> None:
    module = importlib.import_module(name)
    assert [exported for exported in PUBLIC[name].split() if not hasattr(module, exported)] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_package_takes_nothing_from_its_private_modules_that_it_does_not_export(name: str) -> None:
    file = PACKAGE.parent.joinpath(*name.split("."), "__init__.py")
    nodes = ast.parse(file.read_text(encoding="utf-8")).body if file.exists() else []
    taken = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{name}._")
        for alias in node.names
    }
    assert taken - set(PUBLIC[name].split()) == set()


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
