"""The running Store answers as its document says. `make contract` looks longer, with all phases and five seeds."""

from __future__ import annotations

import pytest

from tests.contract.run import judge
from tests.support.store import RunningStore


@pytest.mark.parametrize("caller", ["everybody", "operator"])
def test_the_store_keeps_its_contract(own_store: RunningStore, caller: str) -> None:
    pinned = ("--auth-wfc-user", caller) if caller != "everybody" else ()
    assert judge(own_store, 1, "--phases", "examples,coverage", *pinned) == 0
