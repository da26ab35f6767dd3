"""The running Store answers as its document says. `make contract` looks longer: all phases, five seeds."""

from __future__ import annotations

import pytest

from tests.contract.run import CALLERS, fresh_store, judge


@pytest.mark.parametrize("caller", CALLERS)
def test_the_store_keeps_its_contract(caller: str) -> None:
    with fresh_store() as store:
        assert judge(store, caller, 1, "examples,coverage") == 0
