"""Bodies: type, size and time first, then the bytes, then the schema, then the model."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from specbound.contract import Operation
from specbound.errors import ConfigurationError
from specbound.runtime import (
    MISSING,
    BadRequest,
    ContractError,
    PayloadTooLarge,
    RequestTimeout,
    UnsupportedMediaType,
)
from specbound.runtime.decode._body import BodyLimits, BodyReader, ClientDisconnected, ModelMismatch
from specbound.runtime.gate._gate import Definitions
from tests.unit.runtime.decode.sending import Pieces, Reading, Wire, media

JSON = "application/json"
OBJECT = {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}


class Model(BaseModel):
    a: int


def json_reading(**keywords: Any) -> Reading:
    return Reading(media(JSON, OBJECT), types={JSON: Model}, **keywords)


def test_a_valid_body_becomes_its_model() -> None:
    reading = json_reading()
    assert reading.read(b'{"a": 1}', JSON) == Model(a=1)
    assert reading.violations == []


@given(st.lists(st.integers(1, 7), max_size=5))
def test_a_body_means_the_same_in_however_many_pieces_it_comes(cuts: list[int]) -> None:
    data, pieces = b'{"a": 1}', cast("list[bytes | None]", [])
    for cut in cuts:
        pieces.append(data[:cut])
        data = data[cut:]
    assert json_reading().read([*pieces, data], JSON) == Model(a=1)


def outcome(pieces: Pieces, content_type: str, *, hangs_up: bool = False, **headers: str) -> object:
    """What comes of a body: its value, what is wrong with it, or the error that answers it."""
    reading = json_reading(max_bytes=20, timeout_seconds=0.01)
    try:
        value = reading.read(pieces, content_type, hangs_up=hangs_up, **headers)
    except (ContractError, ClientDisconnected) as error:
        return type(error), getattr(error, "violations", None)
    return value, reading.violations


@pytest.mark.parametrize("length", ["1", "8", "20"])
@pytest.mark.parametrize("content_type", [JSON, f"{JSON}; charset=utf-8", f"{JSON}; charset=latin-1", "text/plain"])
@pytest.mark.parametrize(
    "data", [b'{"a": 1}', b'{"a": "b"}', b'{"a": 1, "a": 1}', b'{"a": 1, "b": "too long"}', b"{", b"\xff", b""]
)
def test_a_body_of_a_known_length_means_the_same_as_one_of_an_unknown_length(
    data: bytes, content_type: str, length: str
) -> None:
    one, two = [data], [data[:3], data[3:]]
    expected = outcome(two, content_type)
    for pieces in (one, two):
        assert outcome(pieces, content_type, content_length=length) == expected
    for wrong in ([data[:3], None], [None]):
        assert outcome(wrong, content_type, content_length=length) == outcome(wrong, content_type)
    gone = outcome([data], content_type, hangs_up=True)
    assert outcome([data], content_type, content_length=length, hangs_up=True) == gone


def test_every_violation_is_placed_below_body() -> None:
    reading = Reading(media(JSON, {**OBJECT, "additionalProperties": False}))
    assert reading.read(b'{"b": 1, "c": 2}', JSON) is MISSING
    assert sorted(reading.faults) == [
        (("body", "a"), "required"),
        (("body", "b"), "unexpected"),
        (("body", "c"), "unexpected"),
    ]


def test_a_body_that_is_no_json_is_a_bad_request() -> None:
    with pytest.raises(BadRequest):
        json_reading().read(b"{", JSON)


def test_a_body_that_is_required_and_absent_is_a_violation() -> None:
    unannounced, announced = json_reading(), json_reading()
    assert unannounced.read(b"") is MISSING
    assert announced.read(b"", content_length="0") is MISSING
    assert unannounced.faults == announced.faults == [(("body",), "required")]


def test_a_body_that_is_not_required_and_absent_is_missing() -> None:
    for content_type in (None, JSON, "text/html"):
        reading = json_reading(required=False)
        assert reading.read(b"", content_type, content_length="0") is MISSING
        assert reading.read([b"", b""], content_type) is MISSING
        assert reading.violations == []


def test_an_optional_body_that_is_there_is_read() -> None:
    assert json_reading(required=False).read([b"", b'{"a"', b": 1}"], JSON) == Model(a=1)


def test_empty_bytes_that_are_said_to_be_json_are_a_bad_request_where_a_body_is_required() -> None:
    with pytest.raises(BadRequest):
        json_reading().read(b"", JSON)


@pytest.mark.parametrize(
    "content_type", [None, "text/plain", "application/jsonx", "application", "", "application/json x"]
)
def test_a_body_of_no_declared_type_is_refused_before_it_is_read(content_type: str | None) -> None:
    reading = json_reading()
    with pytest.raises(UnsupportedMediaType):
        reading.read(b'{"a": 1}', content_type, content_length="8")
    assert reading.wire.taken == 0


def test_the_refusal_names_the_types_that_are_taken() -> None:
    with pytest.raises(UnsupportedMediaType) as refused:
        Reading(media(JSON), media("image/*")).read(b"x", "text/plain")
    assert refused.value.headers["Accept"] == "application/json, image/*"


@pytest.mark.parametrize(
    "content_type", [JSON, "Application/JSON", "application/json;charset=UTF-8", 'application/json ; charset="utf-8";']
)
def test_case_and_charset_of_a_content_type_do_not_matter(content_type: str) -> None:
    assert json_reading().read(b'{"a": 1}', content_type) == Model(a=1)


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "x"])
@pytest.mark.parametrize("name", [JSON, "text/plain", "application/x-www-form-urlencoded"])
def test_a_charset_but_utf8_is_not_supported(name: str, charset: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        Reading(media(name, True)).read(b"1", f"{name}; charset={charset}")


@pytest.mark.parametrize("coding", ["gzip", "br", "identity, gzip"])
def test_a_content_coding_is_not_supported(coding: str) -> None:
    with pytest.raises(UnsupportedMediaType) as refused:
        json_reading().read(b'{"a": 1}', JSON, content_encoding=coding)
    assert refused.value.headers == {"Accept-Encoding": "identity"}
    assert json_reading().read(b'{"a": 1}', JSON, content_encoding="Identity") == Model(a=1)


def test_the_most_specific_media_type_is_chosen() -> None:
    reading = Reading(media("*/*"), media("image/*"), media("image/png", {"maxLength": 1}), media("image/png;v=2"))
    assert reading.read(b"xx", "image/png;v=2;w=3") == b"xx"
    assert reading.read(b"xx", "image/jpeg") == b"xx"
    assert reading.read(b"xx", "font/ttf") == b"xx"
    assert reading.read(b"xx", "image/png;v=3") is MISSING
    assert reading.faults == [(("body",), "too_long")]


def test_a_body_is_refused_by_its_announced_length_before_it_is_read() -> None:
    reading = json_reading(max_bytes=10)
    for length in ("11", "9" * 500):
        with pytest.raises(PayloadTooLarge):
            reading.read(b"", JSON, content_length=length)
        assert reading.wire.taken == 0


@pytest.mark.parametrize(
    "name", [JSON, "text/plain", "image/png", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_a_body_is_refused_as_soon_as_what_arrived_is_too_large(name: str) -> None:
    reading = Reading(media(name), max_bytes=10)
    start = b'--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n'
    with pytest.raises(PayloadTooLarge):
        reading.read(
            [start if name == "multipart/form-data" else b"123456", b"7890ab", b"never asked for"], f"{name};boundary=b"
        )
    assert reading.wire.taken < 3


def test_a_body_of_just_the_limit_is_taken() -> None:
    assert json_reading(max_bytes=8).read([b'{"a"', b": 1}"], JSON, content_length="8") == Model(a=1)


@pytest.mark.parametrize("length", ["-1", "+5", "5x", "", "1,1"])
def test_a_length_that_is_no_number_is_a_bad_request(length: str) -> None:
    with pytest.raises(BadRequest):
        json_reading().read(b"", JSON, content_length=length)


def test_two_content_types_are_a_bad_request() -> None:
    reading = json_reading()
    headers = [(b"content-type", b"application/json"), (b"content-type", b"text/plain")]
    with pytest.raises(BadRequest):
        asyncio.run(reading.reader.read(headers, reading.wire.receive, []))


def test_a_body_that_stalls_times_out() -> None:
    for pieces in ([None], [b'{"a"', None]):
        with pytest.raises(RequestTimeout):
            json_reading(timeout_seconds=0.02).read(pieces, JSON)


def test_a_body_that_trickles_times_out() -> None:
    trickle: list[bytes | None] = [b" "] * 1_000_000
    with pytest.raises(RequestTimeout):
        json_reading(timeout_seconds=0.02, min_bytes_per_second=10**9).read(trickle, JSON)


def test_a_client_that_hangs_up_is_told_apart() -> None:
    for name in (JSON, "multipart/form-data"):
        with pytest.raises(ClientDisconnected):
            Reading(media(name)).read(b"", f"{name};boundary=b", hangs_up=True)


def test_a_reader_that_is_cancelled_is_cancelled_and_not_timed_out() -> None:
    async def go() -> None:
        reading = json_reading()
        reading.wire = Wire([None])
        task = asyncio.create_task(
            reading.reader.read([(b"content-type", b"application/json")], reading.wire.receive, [])
        )
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(go())


def test_text_is_decoded_and_judged() -> None:
    reading = Reading(media("text/plain", {"type": "string", "maxLength": 2}), types={"text/plain": str})
    assert reading.read("é".encode(), "text/plain") == "é"
    assert reading.read(b"abc", "text/plain") is MISSING
    assert reading.faults == [(("body",), "too_long")]
    with pytest.raises(BadRequest):
        reading.read(b"\xff", "text/plain")


@given(st.binary(max_size=8), st.integers(0, 8))
def test_bytes_are_taken_as_they_are_and_judged_by_their_number(data: bytes, limit: int) -> None:
    schema = {"type": "string", "format": "binary", "maxLength": limit, "minLength": 1}
    reading = Reading(media("image/png", schema), types={"image/png": bytes})
    fits = 1 <= len(data) <= limit
    assert reading.read(data, "image/png") == (data if fits else MISSING)
    assert bool(reading.violations) is not fits


def test_bytes_whose_schema_is_of_what_they_mean_are_not_judged() -> None:
    assert Reading(media("application/xml", OBJECT)).read(b"<a/>", "application/xml") == b"<a/>"


def test_a_model_that_refuses_what_the_schema_accepts_is_a_fault_of_the_server_that_keeps_the_value_to_itself() -> None:
    reading = Reading(media(JSON, True), types={JSON: Model})
    with pytest.raises(ModelMismatch) as fault:
        reading.read(b'{"a": "hunter2"}', JSON)
    assert "hunter2" not in str(fault.value)
    assert fault.value.__cause__ is None


def test_an_operation_without_a_body_has_no_reader() -> None:
    operation = Operation("op", "op", "get", "/", "here")
    with pytest.raises(ConfigurationError, match="here"):
        BodyReader(operation, Definitions({}), {}, BodyLimits())


def test_a_schema_that_cannot_be_compiled_is_named_with_its_place() -> None:
    with pytest.raises(ConfigurationError, match=r"openapi\.yaml#/paths/~1/post: body application/json"):
        Reading(media(JSON, {"pattern": "["}))


def test_a_type_that_pydantic_does_not_know_is_named_with_its_place() -> None:
    with pytest.raises(ConfigurationError, match=r"openapi\.yaml#/paths/~1/post: body application/json"):
        Reading(media(JSON), types={JSON: object()})
