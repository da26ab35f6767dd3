"""A response that declares a range of media types takes any of them that the handler names."""

from __future__ import annotations

import pytest

from specbound.contract import MediaType, Response
from specbound.runtime.answer._encode import Encoded, ResponseBreach, ResponseWriter
from specbound.runtime.gate import Definitions

RESPONSE = Response(
    "200",
    content=(
        MediaType("application/json", "json", {"type": "object"}),
        MediaType("image/*", "binary"),
        MediaType("text/*", "text", {"type": "string"}),
    ),
)


def write(value: object, media: str) -> Encoded:
    return ResponseWriter(RESPONSE, Definitions({})).write(200, value, None, media, check=True)


@pytest.mark.parametrize(
    ("value", "media", "header"),
    [
        (b"png", "image/png", b"image/png"),
        (b"svg", "image/svg+xml; charset=utf-8", b"image/svg+xml; charset=utf-8"),
        ("a,b", "text/csv", b"text/csv; charset=utf-8"),
        ({}, "application/json", b"application/json"),
    ],
)
def test_the_content_type_is_the_one_that_is_named(value: object, media: str, header: bytes) -> None:
    assert write(value, media).headers == [(b"content-type", header)]


@pytest.mark.parametrize("media", ["audio/mp3", "image/", "image", "image/png\r\nx: y", "image/*/png", "image/pñg"])
def test_what_no_range_covers_or_is_no_media_type_is_a_breach(media: str) -> None:
    with pytest.raises(ResponseBreach, match="declares no body of media type"):
        write(b"", media)
