"""Generated modules made in memory."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from specbound.contract import Schema
from specbound.generate._models import write_models
from specbound.generate._plan import ModelPlan
from specbound.generate._types import Type

_numbers = itertools.count()


def plan(schemas: Mapping[str, Schema]) -> dict[str, Type]:
    """The classes and aliases that the schemas become."""
    return ModelPlan(schemas).models


@contextmanager
def models(schemas: Mapping[str, Schema]) -> Iterator[Any]:
    """The module `models` for these schemas, imported."""
    text, left_out = write_models(plan(schemas))
    assert left_out == []
    module = ModuleType(f"generated_models_{next(_numbers)}")
    sys.modules[module.__name__] = module
    try:
        exec(text, module.__dict__)  # noqa: S102 - our own output is what is tested
        yield module
    finally:
        del sys.modules[module.__name__]
