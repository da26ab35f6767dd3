"""Requests do not have readOnly properties, responses no writeOnly ones."""

from __future__ import annotations

from typing import Any

import pytest

from specbound.contract import Contract
from specbound.contract.build._validators import Validators
from tests.unit.contract.documents import Documents, answers, document

REF = "#/components/schemas/"
USER = {
    "type": "object",
    "required": ["id", "name", "password"],
    "properties": {
        "id": {"type": "integer", "readOnly": True},
        "name": {"type": "string"},
        "password": {"type": "string", "writeOnly": True},
    },
}
SENT = {"name": "a", "password": "b"}
ANSWERED = {"id": 1, "name": "a"}


def echo(documents: Documents, schema: Any, version: str = "3.1.0", **schemas: Any) -> Contract:
    """An operation that takes and answers the same schema."""
    body = {"content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "echo", "requestBody": body, "responses": answers(schema)}
    return documents.contract(document({"/": {"post": operation}}, version, schemas=schemas))


def verdicts(contract: Contract, value: Any) -> tuple[bool, bool]:
    """Whether a value may be sent, and whether it may be answered."""
    [operation] = contract.operations
    assert operation.body is not None
    validators = Validators(contract.schemas)
    schemas = operation.body.content[0].schema, operation.responses[0].content[0].schema
    assert schemas[0] is not None
    assert schemas[1] is not None
    return validators.accepts(schemas[0], value), validators.accepts(schemas[1], value)


def only_where_it_belongs(contract: Contract, wrap: Any = lambda value: value) -> None:
    assert verdicts(contract, wrap(SENT)) == (True, False)
    assert verdicts(contract, wrap(ANSWERED)) == (False, True)
    assert verdicts(contract, wrap(SENT | ANSWERED)) == (False, False)


def test_a_property_is_refused_and_not_required_where_it_does_not_belong(documents: Documents) -> None:
    contract = echo(documents, {"$ref": f"{REF}User"}, User=USER)

    only_where_it_belongs(contract)
    assert list(contract.schemas) == ["User", "User.request"]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_views_reach_through_references_arrays_and_recursion(documents: Documents, version: str) -> None:
    team = {"properties": {"users": {"items": {"$ref": f"{REF}User"}}, "parent": {"$ref": f"{REF}Team"}}}
    contract = echo(documents, {"$ref": f"{REF}Team"}, version, Team=team, User=USER)

    only_where_it_belongs(contract, lambda user: {"parent": {"parent": {"users": [user]}}})
    assert list(contract.schemas) == ["Team", "Team.request", "User", "User.request"]


def test_the_mark_of_a_property_is_found_behind_references_and_all_of(documents: Documents) -> None:
    id_ = {"type": "integer", "readOnly": True}
    user = {"required": ["a", "b"], "properties": {"a": {"$ref": f"{REF}Id"}, "b": {"allOf": [{"$ref": f"{REF}Id"}]}}}
    contract = echo(documents, {"$ref": f"{REF}User"}, "3.0.3", Id=id_, User=user)

    assert verdicts(contract, {}) == (True, False)
    assert verdicts(contract, {"a": 1}) == (False, False)
    assert verdicts(contract, {"a": 1, "b": 1}) == (False, True)


def test_properties_and_required_may_stand_in_different_parts_of_all_of(documents: Documents) -> None:
    properties = {"properties": USER["properties"]}
    required = {"required": USER["required"]}

    only_where_it_belongs(echo(documents, {"allOf": [{"$ref": f"{REF}P"}, required]}, P=properties))
    only_where_it_belongs(echo(documents, {"allOf": [{"$ref": f"{REF}R"}, properties]}, R=required))
    only_where_it_belongs(
        echo(documents, {"allOf": [{"$ref": f"{REF}R"}, {"$ref": f"{REF}P"}]}, P=properties, R=required)
    )
    only_where_it_belongs(echo(documents, {"$ref": f"{REF}R", **properties}, R=required))


def test_a_reference_is_written_out_beside_other_parts_of_all_of(documents: Documents) -> None:
    schema = {"$ref": f"{REF}R", "allOf": [{"properties": USER["properties"]}, {"required": ["note"]}]}
    contract = echo(documents, schema, R={"required": USER["required"]})

    only_where_it_belongs(contract, lambda user: {**user, "note": 1})
    assert verdicts(contract, SENT) == (False, False)


def test_writing_out_ends_where_a_schema_is_part_of_itself(documents: Documents) -> None:
    loop = {"required": ["id"], "allOf": [{"$ref": f"{REF}Loop"}, {"$ref": f"{REF}Other"}]}
    other = {"required": ["id"], "allOf": [{"$ref": f"{REF}Loop"}]}
    schema = {"properties": USER["properties"], "allOf": [{"$ref": f"{REF}Loop"}]}

    assert echo(documents, schema, Loop=loop, Other=other).operations[0].unsupported is None


def test_a_schema_that_differs_in_no_view_has_one(documents: Documents) -> None:
    contract = echo(documents, {"$ref": f"{REF}Name"}, Name={"type": "string", "readOnly": True}, User=USER)

    assert list(contract.schemas) == ["Name"]


def test_an_unrelated_definition_keeps_its_one_view(documents: Documents) -> None:
    both = {"properties": {"user": {"$ref": f"{REF}User"}, "name": {"$ref": f"{REF}Name"}}}
    contract = echo(documents, {"$ref": f"{REF}Both"}, Both=both, User=USER, Name={"type": "string"})

    assert list(contract.schemas) == ["Both", "Both.request", "User", "User.request", "Name"]


def test_a_component_that_has_the_name_of_a_view_keeps_it(documents: Documents) -> None:
    schemas: dict[str, Any] = {"User": USER, "User.request": {"const": 1}}
    both = {"prefixItems": [{"$ref": f"{REF}User"}, {"$ref": f"{REF}User.request"}]}
    contract = echo(documents, both, **schemas)

    assert list(contract.schemas) == ["User", "User.request_2", "User.request"]
    only_where_it_belongs(contract, lambda user: [user, 1])


def test_the_mark_counts_in_a_file_that_is_read_late(documents: Documents) -> None:
    documents.write("id.json", {"type": "integer", "readOnly": True})
    contract = echo(documents, {"required": ["id"], "properties": {"id": {"$ref": "id.json"}}})

    assert verdicts(contract, {"id": 1}) == (False, True)
    assert verdicts(contract, {}) == (True, False)
