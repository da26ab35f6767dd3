"""Strict JSON: one text has one meaning, or it is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.runtime import BadRequest
from specbound.runtime.decode._json import decode_json

TEXT = st.text(st.characters(codec="utf-8"), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=12,
)


def decode(data: bytes, max_depth: int = 64, refuse_duplicates: bool = True) -> Any:
    return decode_json(data, max_depth=max_depth, refuse_duplicates=refuse_duplicates)


def fault(data: bytes, **keywords: Any) -> tuple[str, str]:
    with pytest.raises(BadRequest) as refused:
        decode(data, **keywords)
    (violation,) = refused.value.violations
    assert violation.loc == ("body",)
    return violation.type, violation.msg


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_what_json_writes_is_read_back_as_it_was(value: Any, ascii_only: bool, indent: int | None) -> None:
    read = decode(json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode())
    assert repr(read) == repr(value)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b" ", b"nul", b"1 2", b"{}x", b"[1,]", b'{"a":1,}', b"'a'", b"{a:1}", b"// x\n1", b"\x0b1", b"\xa01"),
        *(b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"01", b"1.", b".5", b"+1", b"0x1", b"1_0"),
        *(b'"\xff"', b'"\xed\xa0\x80"', b'"\xc0\xaf"', rb'"\ud800"', rb'"\udc00\ud800"', rb'{"\ud800":1}', rb'"\x41"'),
        *(b'"\x01"', b'"\n"', b'"a', b"\x00", b"1\x00", b"\xef\xbb\xbf1"),
        *("1".encode(codec) for codec in ("utf-16", "utf-16-le", "utf-32", "utf-8-sig")),
    ],
)
def test_what_is_no_json_in_utf8_is_malformed(data: bytes) -> None:
    assert fault(data)[0] == "malformed"


def test_a_message_says_where_the_text_breaks_and_not_what_it_holds() -> None:
    assert "byte 9" in fault(b'{"pin": x1234}')[1] or "byte 8" in fault(b'{"pin": x1234}')[1]
    assert "1234" not in fault(b'{"pin": x1234}')[1]


def test_integers_of_up_to_4300_characters_keep_their_value() -> None:
    assert decode(b"1" * 4300) == int("1" * 4300)
    assert decode(b"-" + b"1" * 4299) == -int("1" * 4299)
    assert fault(b"1" * 4301)[0] == "malformed"


@given(VALUES, st.integers(0, 6))
def test_depth_is_counted_exactly_whatever_the_strings_hold(value: Any, limit: int) -> None:
    nested = ["[[{{", value, "]"]
    if depth_of(nested) > limit:
        assert fault(json.dumps(nested).encode(), max_depth=limit)[0] == "too_deep"
    else:
        assert decode(json.dumps(nested).encode(), max_depth=limit) == nested


def depth_of(value: Any) -> int:
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if members is None else 1 + max(map(depth_of, members), default=0)


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_a_text_too_deep_for_any_parser_is_refused(opening: bytes) -> None:
    assert fault(opening * 100_000)[0] in ("too_deep", "malformed")
    closing = b"]" if opening == b"[" else b"}"
    assert fault(opening * 5000 + b"1" + closing * 5000)[0] == "too_deep"


PAIRS = st.lists(st.tuples(st.sampled_from(["a", "b", 'q"', "\\", '\\"', "é", ""]), TEXT | st.integers()), max_size=4)


def written(key: str, ascii_only: bool, escape: bool) -> str:
    """A key of a JSON object; every character as an escape, where that is asked for."""
    escaped = "".join(f"\\u{ord(character):04x}" for character in key)
    return f'"{escaped}"' if escape else json.dumps(key, ensure_ascii=ascii_only)


@given(PAIRS, st.booleans(), st.lists(st.booleans(), min_size=4, max_size=4))
def test_a_repeated_key_is_refused_however_it_is_written(
    pairs: list[tuple[str, Any]], ascii_only: bool, escapes: list[bool]
) -> None:
    members = [
        f"{written(key, ascii_only, escape)}: {json.dumps(value, ensure_ascii=ascii_only)}"
        for (key, value), escape in zip(pairs, escapes, strict=False)
    ]
    data = f"[{{{', '.join(members)}}}]".encode()
    if len({key for key, _ in pairs}) < len(pairs):
        assert fault(data)[0] == "duplicate_key"
    else:
        assert decode(data) == [dict(pairs)]


def test_the_repeated_key_is_named() -> None:
    assert fault(b'{"a": {"b": 1, "\\u0062": 2}}') == ("duplicate_key", "The key 'b' is given twice.")
    assert len(fault(f'{{"{"k" * 9000}": 1, "{"k" * 9000}": 2}}'.encode())[1]) < 200


def test_repeated_keys_are_taken_where_the_setting_says_so() -> None:
    assert decode(b'{"a": 1, "a": 2}', refuse_duplicates=False) == {"a": 2}


def test_the_place_may_be_a_parameter() -> None:
    with pytest.raises(BadRequest) as refused:
        decode_json(b"{", max_depth=1, refuse_duplicates=True, loc=("query", "filter"))
    assert refused.value.violations[0].loc == ("query", "filter")
