"""Multipart bodies: parts by property, files on disk, and nothing left open."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import UploadFile
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from specbound.contract import Encoding, MediaType, Shape
from specbound.runtime import MISSING, BadRequest, PayloadTooLarge
from specbound.runtime.decode._body import ClientDisconnected, close_files
from tests.unit.runtime.decode.sending import Reading, media

MULTIPART = "multipart/form-data"
TYPED = f"{MULTIPART}; boundary=xyz"
FILE = Shape(("string",), binary=True)
TEXT = Shape(("string",))
INTEGER = Shape(("integer",))
SCHEMA = {
    "type": "object",
    "properties": {
        "file": {"type": "string", "minLength": 1, "maxLength": 100_000},
        "files": {"type": "array", "maxItems": 2, "items": {"type": "string"}},
        "note": {"type": "string", "maxLength": 5},
        "count": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "integer"}},
        "meta": {"type": "object", "required": ["x"]},
    },
    "additionalProperties": False,
}
SHAPE = Shape(
    ("object",),
    properties={
        "file": FILE,
        "files": Shape(("array",), items=FILE),
        "note": TEXT,
        "count": INTEGER,
        "tags": Shape(("array",), items=INTEGER),
        "meta": Shape(("object",)),
    },
)


def part(name: str, data: bytes, *headers: str, filename: str | None = None) -> bytes:
    suffix = f'; filename="{filename}"' if filename is not None else ""
    lines = [f'Content-Disposition: form-data; name="{name}"{suffix}', *headers, "", ""]
    return b"--xyz\r\n" + "\r\n".join(lines).encode() + data + b"\r\n"


def body(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--xyz--\r\n"


def reading(
    schema: Any = SCHEMA, shape: Shape = SHAPE, types: Any = None, encodings: Any = None, **limits: Any
) -> Reading:
    content = MediaType(MULTIPART, "multipart", schema, shape, encodings or {})
    return Reading(content, types=types, **limits)


def contents(value: Any) -> Any:
    """The same with files as their bytes."""
    if isinstance(value, UploadFile):
        return value.file.read()
    if isinstance(value, list):
        return [contents(each) for each in value]
    return {name: contents(each) for name, each in value.items()} if isinstance(value, dict) else value


def finished(subject: Reading, *parts: bytes) -> Any:
    value = contents(subject.read(body(*parts), TYPED))
    close_files(subject.files)
    return value


@given(st.binary(min_size=1, max_size=200), st.integers(1, 40), st.sampled_from([10, 262_144]))
def test_a_file_is_what_was_sent_however_it_was_cut(data: bytes, step: int, spool_bytes: int) -> None:
    subject = reading(spool_bytes=spool_bytes)
    whole = body(part("file", data, "Content-Type: image/png", filename="a.png"), part("note", b"hi"))
    pieces = [whole[place : place + step] for place in range(0, len(whole), step)]
    value = subject.read(pieces, TYPED)
    file = value["file"]
    assert (file.filename, file.content_type, file.size) == ("a.png", "image/png", len(data))
    assert contents(value) == {"file": data, "note": "hi"}
    close_files(subject.files)
    assert file.file.closed


def test_parts_are_read_by_the_shape_of_their_property() -> None:
    parts = part("count", b"7"), part("tags", b"1"), part("tags", b"2"), part("meta", b'{"x": 1}')
    assert finished(reading(), *parts) == {"count": 7, "tags": [1, 2], "meta": {"x": 1}}


def test_an_array_of_files_has_one_part_for_each() -> None:
    parts = part("files", b"a", filename="a"), part("files", b"b", filename="b")
    assert finished(reading(), *parts) == {"files": [b"a", b"b"]}
    assert finished(reading(), parts[0]) == {"files": [b"a"]}


def test_a_model_holds_the_files() -> None:
    class Upload(BaseModel):
        model_config = ConfigDict(arbitrary_types_allowed=True)

        file: UploadFile
        note: str

    subject = reading(types={MULTIPART: Upload})
    value = subject.read(body(part("file", b"x", filename="f"), part("note", b"n")), TYPED)
    assert isinstance(value, Upload)
    assert (value.file.file.read(), value.note) == (b"x", "n")
    close_files(subject.files)


def test_whether_a_part_is_a_file_is_for_the_schema_to_say_and_not_for_the_client() -> None:
    assert finished(reading(), part("file", b"x"), part("note", b"n", filename="n.txt")) == {"file": b"x", "note": "n"}


def test_a_json_part_is_decoded_by_its_own_content_type() -> None:
    json_type = "Content-Type: application/json"
    parts = part("note", b'"n"', json_type), part("tags", b"[1, 2]", json_type), part("count", b"1", json_type)
    assert finished(reading(), *parts) == {"note": "n", "tags": [1, 2], "count": 1}


def test_a_json_part_is_decoded_by_the_content_type_of_its_encoding() -> None:
    encodings = {"note": Encoding(("application/json",))}
    assert finished(reading(encodings=encodings), part("note", b'"n"')) == {"note": "n"}


@pytest.mark.parametrize("data", [b"{", b'{"x": 1, "x": 2}', b"\xff", b"[" * 100 + b"]" * 100])
def test_a_part_that_says_it_is_json_and_is_none_is_a_bad_request(data: bytes) -> None:
    with pytest.raises(BadRequest) as refused:
        reading().read(body(part("meta", data, "Content-Type: application/json")), TYPED)
    assert refused.value.violations[0].loc == ("body", "meta")


@pytest.mark.parametrize(
    ("given_type", "allowed"),
    [("image/png", True), ("image/jpeg; q=1", True), ("application/pdf", True), ("text/html", False), (None, True)],
)
def test_the_content_type_of_a_part_is_one_of_its_encoding(given_type: str | None, allowed: bool) -> None:
    subject = reading(encodings={"file": Encoding(("image/*", "application/pdf"))})
    headers = [] if given_type is None else [f"Content-Type: {given_type}"]
    value = finished(subject, part("file", b"x", *headers, filename="f"))
    assert value == ({"file": b"x"} if allowed else MISSING)
    assert subject.faults == ([] if allowed else [(("body", "file"), "content_type")])


def test_missing_unknown_and_wrong_parts_are_violations() -> None:
    subject = reading({**SCHEMA, "required": ["file", "note"]})
    parts = (
        part("note", b"too long"),
        part("stranger", b"x"),
        part("count", b"x"),
        part("files", b"", filename="1"),
        part("files", b"", filename="2"),
        part("files", b"", filename="3"),
    )
    assert finished(subject, *parts) is MISSING
    assert sorted(subject.faults) == [
        (("body", "count"), "type"),
        (("body", "file"), "required"),
        (("body", "files"), "too_many_items"),
        (("body", "note"), "too_long"),
        (("body", "stranger"), "unexpected"),
    ]


def test_a_single_part_that_is_given_twice_is_a_violation() -> None:
    subject = reading()
    assert finished(subject, part("count", b"1"), part("count", b"2")) is MISSING
    assert subject.faults == [(("body", "count"), "repeated")]


def test_a_part_of_which_the_schema_says_nothing_may_be_given_twice_and_is_an_array_then() -> None:
    subject = reading({"type": "object"}, Shape(("object",)))
    value = finished(subject, part("odd", b"a"), part("odd", b"b"), part("even", b"c"))
    assert value == {"odd": ["a", "b"], "even": "c"}
    assert subject.faults == []


@pytest.mark.parametrize(("size", "type_"), [(0, "too_short"), (1, None), (100_000, None), (100_001, "too_long")])
def test_a_file_is_judged_by_its_length(size: int, type_: str | None) -> None:
    subject = reading()
    subject.read(body(part("file", b"x" * size, filename="f")), TYPED)
    close_files(subject.files)
    assert [fault for _, fault in subject.faults] == ([type_] if type_ else [])


def test_unknown_parts_are_kept_where_the_schema_is_open() -> None:
    subject = reading({"type": "object"}, Shape(("object",)))
    assert finished(subject, part("a", b"text"), part("b", b"bytes", filename="b")) == {"a": "text", "b": b"bytes"}


def test_names_and_filenames_are_utf8() -> None:
    subject = reading({"type": "object"}, Shape(("object",)))
    value = subject.read(body(part("é", b"x", filename="日本.txt")), TYPED)
    assert value["é"].filename == "日本.txt"
    close_files(subject.files)


def test_no_part_is_an_empty_object() -> None:
    assert finished(reading()) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"--xyz\r\n",
        part("note", b"n"),
        part("note", b"n") + b"--xyz",
        body(b"--xyz\r\n\r\nno headers\r\n"),
        body(b'--xyz\r\nContent-Disposition: form-data; filename="f"\r\n\r\n\r\n'),
        body(b'--xyz\r\nContent-Disposition: attachment; name="note"\r\n\r\n\r\n'),
        body(b'--xyz\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\r\n'),
        body(b'--xyz\r\nContent-Disposition: form-data; name="f"; filename="\xff"\r\n\r\n\r\n'),
        body(part("note", b"n", "Content-Transfer-Encoding: base64")),
        body(part("note", b"n", "Content-Type: nonsense")),
        body(part("note", b"n", 'Content-Disposition: form-data; name="count"')),
        body(part("note", b"n", "bad header")),
        body(part("note", b"\xff")),
        body(part("note", b"n", *(f"X-{index}: 1" for index in range(20)))),
        body(part("note", b"n", f"X: {'x' * 5000}")),
        body(*(part("note", b"n") for _ in range(1001))),
    ],
)
def test_what_is_no_multipart_form_within_the_limits_is_a_bad_request(data: bytes) -> None:
    with pytest.raises(BadRequest):
        reading().read(data, TYPED)


@pytest.mark.parametrize(
    "content_type",
    [MULTIPART, f'{MULTIPART}; boundary=""', f'{MULTIPART}; boundary="é"', f"{MULTIPART}; boundary={'x' * 300}"],
)
def test_a_boundary_is_required(content_type: str) -> None:
    with pytest.raises(BadRequest):
        reading().read(body(), content_type)


@pytest.mark.parametrize("spool_bytes", [1, 262_144])
@pytest.mark.parametrize(
    ("ending", "error", "hangs_up"),
    [(b"", ClientDisconnected, True), (b"", BadRequest, False), (b"x" * 5000, PayloadTooLarge, False)],
)
def test_files_are_closed_where_reading_fails(
    spool_bytes: int, ending: bytes, error: type[Exception], hangs_up: bool
) -> None:
    subject = reading(spool_bytes=spool_bytes, max_bytes=2000)
    opened = watched(subject)
    with pytest.raises(error):
        subject.read([part("file", b"x" * 500, filename="f"), ending], TYPED, hangs_up=hangs_up)
    assert [file.file.closed for file in opened] == [True]
    assert subject.files == []


def watched(subject: Reading) -> list[UploadFile]:
    """Every file that is opened, also those that are closed again."""

    class Watched(list[UploadFile]):
        def append(self, file: UploadFile, /) -> None:
            opened.append(file)
            super().append(file)

    opened: list[UploadFile] = []
    subject.files = Watched()
    return opened


def test_closing_twice_does_no_harm() -> None:
    subject = reading()
    value = subject.read(body(part("file", b"x", filename="f")), TYPED)
    files = [*subject.files]
    close_files(subject.files)
    close_files(files)
    assert value["file"].file.closed


def test_only_multipart_operations_take_files() -> None:
    assert reading().reader.takes_files
    assert not Reading(media("application/json")).reader.takes_files
