"""Which declaration covers a status."""

from __future__ import annotations

import pytest

from specbound.contract import Operation, Response
from specbound.runtime.answer import Encoder
from specbound.runtime.gate import Definitions


@pytest.mark.parametrize(
    ("status", "key"),
    [(200, "200"), (201, "2XX"), (299, "2XX"), (404, "default"), (599, "default")]
    + [(status, None) for status in (100, 101, 199, 600, 99, 0, -1)],
)
def test_the_closest_declaration_covers_a_status_and_none_one_that_ends_no_request(
    status: int, key: str | None
) -> None:
    responses = tuple(Response(key) for key in ("default", "2XX", "200", "100"))
    operation = Operation("read", "read", "GET", "/", "x#", responses=responses)
    found = Encoder(operation, Definitions({}), "enforce", lambda _: None).find(status)
    assert (found and found.key) == key
