"""RFC 9562 and RFC 3339."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from specbound.services.ids import uuid7
from specbound.services.times import now, rfc3339


def test_an_id_is_a_uuid_of_version_7_in_lower_case() -> None:
    text = uuid7()
    assert str(UUID(text)) == text
    assert (UUID(text).version, UUID(text).variant) == (7, RFC_4122)


def test_an_id_holds_the_millisecond_at_which_it_was_made() -> None:
    before = time.time_ns() // 1_000_000
    made = UUID(uuid7()).int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_ids_sort_by_the_time_at_which_they_were_made_and_are_never_alike() -> None:
    ids: list[str] = []
    for _ in range(200):
        ids.append(uuid7())
        _wait_a_moment()
    assert ids == sorted(ids)
    assert len(set(ids)) == 200


@given(st.datetimes(timezones=st.timezones()))
def test_a_time_is_written_in_utc_with_one_width_and_read_back_as_it_was(moment: datetime) -> None:
    try:
        text = rfc3339(moment)
    except OverflowError:  # the year 0 or 10000 in UTC, which datetime cannot hold
        return
    assert len(text) == 27
    assert text.endswith("Z")
    assert datetime.fromisoformat(text) == moment.astimezone(UTC)


def test_now_is_aware_of_its_zone() -> None:
    assert now().tzinfo is UTC


def _wait_a_moment() -> None:
    """Let the clock go on by more than the resolution of an id, a quarter of a microsecond."""
    start = time.time_ns()
    while time.time_ns() - start < 1000:
        pass
