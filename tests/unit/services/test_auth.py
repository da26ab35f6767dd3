"""The laws of API keys."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from specbound.services.auth import KEY_PATTERN, ApiKeys, same_secret

KEYS = ApiKeys("shop", b"pepper")


def test_a_key_that_was_made_is_read_as_the_same_key() -> None:
    key = KEYS.make()
    assert KEYS.read(key.text) == key


def test_no_two_keys_are_alike() -> None:
    assert len({KEYS.make().text for _ in range(100)}) == 100


@given(position=st.integers(0, 42), character=st.characters(codec="ascii"))
def test_one_wrong_character_is_noticed_without_a_database(position: int, character: str) -> None:
    text = KEYS.make().text
    mistyped = text[:position] + character + text[position + 1 :]
    assert (KEYS.read(mistyped) is None) == (mistyped != text)


@given(st.text())
def test_other_texts_are_no_keys(text: str) -> None:
    assert KEYS.read(text) is None


def test_keys_of_another_kind_are_not_read() -> None:
    assert KEYS.read(ApiKeys("bank", b"pepper").make().text) is None


def test_what_is_stored_depends_on_the_pepper_and_does_not_hold_the_key() -> None:
    key = KEYS.make()
    other = ApiKeys("shop", b"other").read(key.text)
    assert other is not None
    assert other.digest != key.digest
    assert key.text not in key.digest + key.hint


def test_a_key_is_not_shown() -> None:
    key = KEYS.make()
    assert key.text not in repr(key)
    assert key.digest not in repr(key)


def test_keys_are_found_in_any_text() -> None:
    text = KEYS.make().text
    assert re.sub(KEY_PATTERN, "_", f"GET /keys/{text}?x=1") == "GET /keys/shop_?x=1"


@given(st.text(), st.text())
def test_secrets_are_the_same_exactly_when_they_are_equal(one: str, other: str) -> None:
    assert same_secret(one, other) == (one == other)
    assert same_secret(one, one)
