"""The document is sound, and holds to its own conventions: it is the example that people copy."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from tests.support.errors import document

BODIES_OF_REQUESTS = ("UserCreate", "UserPatch", "ItemCreate", "ItemPatch")
COMPONENTS: dict[str, dict[str, Any]] = document()["components"]


def resolve(node: Any) -> Any:
    """What a reference points to, and anything else as it is."""
    while isinstance(node, dict) and "$ref" in node:
        target: Any = document()
        for part in str(node["$ref"]).removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def nodes(root: Any, path: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the document with its place."""
    if isinstance(root, dict):
        yield path, root
    children = root.items() if isinstance(root, dict) else enumerate(root) if isinstance(root, list) else ()
    for name, child in children:
        yield from nodes(child, f"{path}/{name}")


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation by its id."""
    for item in document()["paths"].values():
        for method, operation in item.items():
            if method != "parameters":
                yield operation["operationId"], {**operation, "parameters": parameters(item, operation)}


def parameters(item: Any, operation: Any) -> list[Any]:
    """The parameters of an operation, those of its path included."""
    return [resolve(entry) for entry in [*item.get("parameters", []), *operation.get("parameters", [])]]


def schemas() -> list[tuple[str, dict[str, Any]]]:
    """Every schema that names a type, with its place."""
    return [
        (path, node)
        for path, node in nodes(document())
        if isinstance(node.get("type"), (str, list)) and "in" not in node
    ]


def types(schema: dict[str, Any]) -> set[str]:
    """The types that a schema names."""
    return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])


@cache
def _components() -> dict[str, Any]:
    return {"components": {"schemas": COMPONENTS["schemas"]}}


def test_the_document_is_valid() -> None:
    validate(document())


def test_every_example_fits_its_schema() -> None:
    shown = [
        (path, node["schema"], resolve(example)["value"])
        for path, node in nodes(document())
        if "schema" in node
        for example in [
            *node.get("examples", {}).values(),
            *([{"value": node["example"]}] if "example" in node else []),
        ]
    ]
    assert len(shown) > 50
    for path, schema, value in shown:
        validator = jsonschema_rs.Draft202012Validator({"allOf": [schema], **_components()}, validate_formats=True)
        assert [error.message for error in validator.iter_errors(value)] == [], path


def test_every_body_has_an_example() -> None:
    media = [(path, node) for path, node in nodes(document()) if path.endswith("/content/application/json")]
    assert [path for path, node in media if not node.get("examples")] == []


def test_every_component_is_used() -> None:
    used = {node["$ref"] for _, node in nodes(document()) if isinstance(node.get("$ref"), str)}
    made = {f"#/components/{kind}/{name}" for kind, names in COMPONENTS.items() for name in names}
    assert {place for place in made - used if "/securitySchemes/" not in place} == set()


def test_everything_is_described() -> None:
    kinds = ("parameters", "headers", "responses", "schemas", "securitySchemes", "links")
    described = [(f"{kind}/{name}", resolve(entry)) for kind in kinds for name, entry in COMPONENTS[kind].items()]
    assert [place for place, entry in described if not entry.get("description")] == []
    assert [name for name, operation in operations() if not (operation["summary"] and operation["description"])] == []


def test_every_property_is_described() -> None:
    found = [
        (f"{place}/{name}", {**resolve(schema), **schema})
        for place, node in schemas()
        for name, schema in node.get("properties", {}).items()
    ]
    assert [place for place, schema in found if not schema.get("description")] == []


@pytest.mark.parametrize(("name", "operation"), list(operations()))
def test_an_operation_declares_what_can_go_wrong(name: str, operation: dict[str, Any]) -> None:
    must = {"422", "500"}
    must |= {"401"} if operation.get("security") else set()
    must |= {"400", "408", "413", "415"} if "requestBody" in operation else set()
    must |= {"304"} if any(entry["name"] == "If-None-Match" for entry in operation["parameters"]) else set()
    must |= {"412"} if any(entry["name"] == "If-Match" for entry in operation["parameters"]) else set()
    assert must <= operation["responses"].keys()
    assert "default" not in operation["responses"]


@pytest.mark.parametrize(("name", "operation"), list(operations()))
def test_every_error_has_the_one_form(name: str, operation: dict[str, Any]) -> None:
    for status, reference in operation["responses"].items():
        response = resolve(reference)
        if status >= "400":
            assert reference["$ref"].startswith("#/components/responses/"), status
            schema = response["content"]["application/json"]["schema"]
            assert schema == {"$ref": "#/components/schemas/ErrorModel"}, status
            needed = {"401": {"WWW-Authenticate"}, "503": {"Retry-After"}}.get(status, set())
            assert response["headers"].keys() == {"X-Request-ID", "X-Error-Code"} | needed, status


def test_what_can_be_edited_has_a_version() -> None:
    for name, operation in operations():
        if name.startswith(("create_", "update_")) or any(
            entry["name"] == "If-None-Match" for entry in operation["parameters"]
        ):
            responses = [
                resolve(operation["responses"][status])
                for status in ("200", "201", "304")
                if status in operation["responses"]
            ]
            assert all("ETag" in response["headers"] for response in responses), name


def test_every_integer_has_bounds_that_its_format_holds() -> None:
    limits = {"int32": 2**31 - 1, "int64": 2**63 - 1}
    found = [(place, schema) for place, schema in schemas() if "integer" in types(schema)]
    assert found
    for place, schema in found:
        limit = limits[schema["format"]]
        assert -limit - 1 <= schema["minimum"] <= schema["maximum"] <= limit, place


def test_every_pattern_is_anchored() -> None:
    patterns = [(place, node["pattern"]) for place, node in nodes(document()) if isinstance(node.get("pattern"), str)]
    assert patterns
    assert [place for place, pattern in patterns if not (pattern.startswith("^") and pattern.endswith("$"))] == []


def test_what_a_client_may_send_is_bounded() -> None:
    sent = [resolve(entry["schema"]) for _, operation in operations() for entry in operation["parameters"]]
    sent += [COMPONENTS["schemas"][name] for name in BODIES_OF_REQUESTS]
    reached = [resolve(node) for root in sent for _, node in nodes(root)]
    for schema in [schema for schema in reached if isinstance(schema.get("type"), (str, list))]:
        if "string" in types(schema) and not {"enum", "const"} & schema.keys():
            assert "maxLength" in schema or "*" not in schema["pattern"].replace("+", "*"), schema
        if "array" in types(schema):
            assert "maxItems" in schema, schema
        if "object" in types(schema):
            assert schema["additionalProperties"] is False or "maxProperties" in schema, schema


def test_a_patch_asks_for_at_least_one_property() -> None:
    assert {
        name: COMPONENTS["schemas"][name]["minProperties"] for name in BODIES_OF_REQUESTS if name.endswith("Patch")
    } == {
        "UserPatch": 1,
        "ItemPatch": 1,
    }


def test_a_link_leads_to_an_operation_and_its_parameters() -> None:
    known = {name: {entry["name"] for entry in operation["parameters"]} for name, operation in operations()}
    for name, link in COMPONENTS["links"].items():
        assert set(link["parameters"]) <= known[link["operationId"]], name


def test_what_is_created_can_be_read_changed_and_removed_by_its_links() -> None:
    created = {name: operation["responses"]["201"] for name, operation in operations() if name.startswith("create_")}
    linked = {
        name: {resolve(link)["operationId"] for link in response["links"].values()}
        for name, response in created.items()
    }
    assert linked["create_user"] >= {"get_user", "update_user"}
    assert linked["create_item"] >= {"get_item", "update_item", "delete_item"}
    assert all(response["headers"]["Location"] for response in created.values())
