"""RFC 9110, 13.1, on headers as clients write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.services.conditional import etag, if_match, if_none_match


@pytest.mark.parametrize(
    ("header", "passes"),
    [
        ('"2"', True),
        ("*", True),
        (" * ", True),
        ('"1", "2"', True),
        ('"1","2"', True),
        ('"1" ,\t"2" , "3"', True),
        (', "2",,', True),
        ('"a,b", "2"', True),
        ('"1"', False),
        ('W/"2"', False),
        ('w/"2"', False),
        ("2", False),
        ("", False),
        ('"2', False),
        ('"2" "3"', False),
        ('"1", 2', False),
        ('"2", oops', False),
        ('*, "2"', False),
    ],
)
def test_if_match_compares_strongly_and_refuses_what_is_no_list_of_tags(header: str, passes: bool) -> None:
    assert if_match(header, '"2"') is passes


@pytest.mark.parametrize(
    ("header", "passes"),
    [
        ('"2"', False),
        ('W/"2"', False),
        ("*", False),
        ('"1", W/"2"', False),
        ('"1"', True),
        ('W/"1", "3"', True),
        ("2", True),
        ("", True),
        ('"2", oops', True),
    ],
)
def test_if_none_match_compares_weakly_and_lets_through_what_is_no_list_of_tags(header: str, passes: bool) -> None:
    assert if_none_match(header, '"2"') is passes


def test_a_strong_tag_never_matches_a_weak_one() -> None:
    assert not if_match('"2"', 'W/"2"')


@given(st.integers(0), st.integers(0))
def test_versions_match_exactly_when_they_are_equal(one: int, other: int) -> None:
    assert if_match(etag(one), etag(other)) == (one == other)
    assert if_none_match(etag(one), etag(other)) == (one != other)


@given(st.text(alphabet='"*W/, 2\t', max_size=12))
def test_no_header_raises(header: str) -> None:
    if_match(header, '"2"')
    if_none_match(header, '"2"')
