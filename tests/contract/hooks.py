"""What schemathesis reports though the Store is right, each with its reason. Nothing else is dropped."""

from __future__ import annotations

from typing import Any

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import RejectedPositiveData


@schemathesis.hook  # pyright: ignore[reportUnknownMemberType]  # schemathesis types its hooks loosely
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether a failure stands."""
    return not (isinstance(failure, RejectedPositiveData) and _only_the_cursor_is_unknown(response))


def _only_the_cursor_is_unknown(response: Response) -> bool:
    """A cursor that fits the schema was made up by schemathesis: no schema can tell which ones were issued."""
    if response.status_code != 422 or response.headers["x-error-code"] != ["INVALID_CURSOR"]:
        return False
    return [violation["loc"] for violation in response.json()["detail"]] == [["query", "cursor"]]
