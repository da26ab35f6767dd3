"""What is generated does its work: packages import, replies carry what they are given, tags choose classes."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import Any

import pytest
from pydantic import TypeAdapter

from specbound.contract import Contract
from specbound.runtime import MISSING, ContractError
from specbound.runtime._binding import bindings
from tests.golden.test_golden import CASES


def load(case: str, name: str = "") -> Any:
    return importlib.import_module(f"tests.golden.{case}.generated{name}")


@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_every_name_that_is_promised_is_there(case: str) -> None:
    for name in ("", ".errors", ".models", ".operations", ".security"):
        module: ModuleType = load(case, name)
        for promised in module.__all__:
            assert hasattr(module, promised), (module, promised)


@pytest.mark.parametrize("case", [case.name for case in CASES])
def test_every_operation_has_a_decorator_that_binds_a_handler_to_it(case: str) -> None:
    contract: Contract = load(case).contract
    operations = load(case, ".operations")
    for operation in contract.operations:

        def handler(request: object) -> None: ...

        assert getattr(operations, operation.name)(handler) is handler
        holder = ModuleType("holder")
        holder.handler = handler  # type: ignore[attr-defined]
        (binding,) = bindings([holder])
        assert binding.operation == operation.id
        assert list(binding.bodies) == [media.name for media in operation.body.content] if operation.body else True
        replied: set[Any] = {getattr(reply, "key", None) for reply in binding.replies}
        assert replied <= {response.status for response in operation.responses}


def test_a_reply_carries_status_body_headers_and_media_type() -> None:
    op, models = load("responses", ".operations"), load("responses", ".models")
    word = models.Word(text="a")
    reply = op.Several200(word, etag='"1"')
    assert (reply.status, reply.body, reply.media_type) == (200, word, "application/json")
    assert reply.headers == {"ETag": '"1"', "Cache-Control": "no-store", "X-Seen": MISSING}
    assert op.Several2XX(status=206).status == 206
    assert op.SeveralDefault(["x"], status=299).key == "default"
    assert op.Media200("a,b", media_type="text/csv").media_type == "text/csv"
    assert op.Media200(word).media_type == "application/json"


def test_an_error_has_the_status_the_code_and_the_name_of_its_response() -> None:
    errors = load("errors", ".errors")
    reused = errors.IdempotencyKeyReused()
    assert isinstance(reused, errors.OrderConflict)
    assert isinstance(reused, ContractError)
    assert (reused.status, reused.code, reused.response) == (409, "IDEMPOTENCY_KEY_REUSED", "OrderConflict")
    assert errors.NotFound410.status == 410
    assert errors.Declined.code == "CARD_DECLINED"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "dog", "lives": 9}, "Dog"),
        ({"kind": "puppy"}, "Dog"),
        ({"kind": "Cat", "lives": 9}, "Cat"),
        ({"kind": "of another world", "lives": 9}, "Cat"),
        ({"kind": "of another world"}, "Dog"),
    ],
)
def test_the_discriminator_chooses_the_class_and_fit_does_where_it_names_none(value: Any, expected: str) -> None:
    models = load("schemas", ".models")
    built = TypeAdapter(models.Pet).validate_python(value)
    assert type(built).__name__ == expected
    assert built.model_dump(mode="json") == value


def test_all_of_an_heir_is_written_where_its_base_is_declared() -> None:
    models = load("schemas", ".models")
    whole = models.Everything(same=models.Heir(id="1", size=2), json=None)
    assert whole.model_dump(mode="json") == {"same": {"id": "1", "size": 2}, "json": None}


def test_a_value_is_made_by_python_names_or_by_the_documents_and_written_by_the_latter() -> None:
    models = load("schemas", ".models")
    one = models.Hostile(class_="a", a_b="b", schema_=1)
    other = models.Hostile(**{"class": "a", "a b": "b", "schema": 1})
    assert one == other
    assert one.model_dump(mode="json") == {"class": "a", "schema": 1, "a b": "b"}


def test_a_closed_object_takes_no_other_property() -> None:
    models = load("schemas", ".models")
    with pytest.raises(ValueError, match="Extra inputs are not permitted"):
        models.Closed(b=1)
