"""How an application serves its contract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from specbound.contract import JSON
from specbound.runtime._context import RequestContext
from specbound.runtime._errors import ContractError

OnCrash: TypeAlias = Callable[[BaseException, RequestContext | None], None]
"""Called once for every fault of the server, after it was logged: the place to raise an alert."""

OnRequest: TypeAlias = Callable[[RequestContext, int | None], None]
"""Called once for every request when it is over, with the status that was sent, None where the client hung up."""

ErrorBody: TypeAlias = Callable[[ContractError, RequestContext], JSON]
"""Makes the body of an error for a document whose error model is none of the built-in ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Settings of the runtime; sizes in bytes, times in seconds.

    - `check_responses`: "enforce" answers 500 in place of a response that breaks the contract, "report" logs it and
      sends it, "off" does not look. `report_one_in` is how many responses share one look in the mode "report".
    - `missing`: what an operation without a handler means: "refuse" to start, answer "501", or "mock", an example of
      what the document declares. Mocks accept any credential where the application has no `security`.
    - `refuse_duplicate_keys` refuses JSON objects that repeat a key.
    - `threads` is how many plain `def` handlers run at once.
    - `log_requests` writes one line for each request. `on_request` writes it in place of structlog.
    - `error_body` makes the bodies of errors that the document declares in a form of its own.
    - `on_crash` is told of every fault of the server.
    """

    check_responses: Literal["enforce", "report", "off"] = "enforce"
    report_one_in: int = 1
    missing: Literal["refuse", "501", "mock"] = "refuse"
    max_body_bytes: int = 1_048_576
    max_json_depth: int = 64
    refuse_duplicate_keys: bool = True
    body_timeout: float = 30.0
    threads: int = 40
    log_requests: bool = True
    on_request: OnRequest | None = None
    error_body: ErrorBody | None = None
    on_crash: OnCrash | None = None
