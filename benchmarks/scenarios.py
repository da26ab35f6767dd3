"""What is asked of every contender, and what it must answer to be timed."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

COMMON_HEADERS = (("host", "127.0.0.1"), ("user-agent", "benchmark"), ("accept", "application/json"))


@dataclass(frozen=True)
class Request:
    """A request: its target is path and query as they are sent, its header names are in lower case."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...] = COMMON_HEADERS
    body: bytes = b""

    def wire(self) -> bytes:
        """The bytes of this request in HTTP/1.1."""
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "", ""]).encode("ascii") + self.body


@dataclass(frozen=True)
class Scenario:
    """One request that is timed, and what makes its answers the same work.

    `statuses` are those allowed; `answer` is the JSON that must be sent, None where each contender has its own error
    body, which must then hold `mentions`. `commits` is how many units of work one request keeps. Each request
    of `refused` must be answered with a 4xx status.
    """

    name: str
    title: str
    request: Request
    statuses: frozenset[int]
    answer: Any = None
    mentions: str = ""
    commits: int = 0
    refused: tuple[Request, ...] = ()


def _json_request(target: str, body: object, tenant: str) -> Request:
    data = json.dumps(body, separators=(",", ":")).encode()
    headers = (
        *COMMON_HEADERS,
        ("content-type", "application/json"),
        ("content-length", str(len(data))),
        ("x-tenant", tenant),
    )
    return Request("POST", target, headers, data)


LINES = [
    {"sku": "LAP-0001", "quantity": 2, "unit_price": 129900},
    {"sku": "MOU-0042", "quantity": 10, "unit_price": 1999},
    {"sku": "KEY-0007", "quantity": 3, "unit_price": 8950},
    {"sku": "MON-0100", "quantity": 1, "unit_price": 45900},
    {"sku": "CAB-0815", "quantity": 25, "unit_price": 450},
]
CUSTOMER = {"name": "Ada Lovelace", "city": "London"}
DRAFT: dict[str, Any] = {"customer": CUSTOMER, "lines": LINES, "note": "Ring twice."}
RECEIPT = {
    "reference": "north-7",
    "warehouse_id": 7,
    "tenant": "north",
    "currency": "EUR",
    "express": True,
    "customer": CUSTOMER,
    "pieces": 41,
    "total": 900 + 259800 + 19990 + 26850 + 45900 + 11250,
}
TARGET = "/warehouses/7/orders?currency=EUR&express=true"


def _with_line(**changes: object) -> dict[str, Any]:
    """The draft with its third line changed."""
    return {**DRAFT, "lines": [*LINES[:2], {**LINES[2], **changes}, *LINES[3:]]}


VALID = _json_request(TARGET, DRAFT, "north")
INVALID = _json_request(TARGET, _with_line(quantity=0), "north")

POST = Scenario(
    name="post",
    title="POST with a path, two query and one header parameter, a body of five lines, two dependencies",
    request=VALID,
    statuses=frozenset({201}),
    answer=RECEIPT,
    commits=1,
    refused=(
        INVALID,
        _json_request(TARGET, _with_line(sku="lap-1"), "north"),
        _json_request(TARGET, _with_line(colour="red"), "north"),
        _json_request(TARGET, {"customer": CUSTOMER}, "north"),
        _json_request("/warehouses/0/orders?currency=EUR", DRAFT, "north"),
        _json_request("/warehouses/seven/orders?currency=EUR", DRAFT, "north"),
        _json_request("/warehouses/7/orders?currency=XXX", DRAFT, "north"),
        _json_request("/warehouses/7/orders?currency=EUR&express=perhaps", DRAFT, "north"),
        _json_request("/warehouses/7/orders", DRAFT, "north"),
        _json_request(TARGET, DRAFT, "NORTH"),
        replace(VALID, headers=VALID.headers[:-1]),
        replace(VALID, body=VALID.body[:-1] + b"!"),
    ),
)
INVALID_POST = Scenario(
    name="invalid",
    title="the same POST with one quantity of 0, answered with the contender's own error body",
    request=INVALID,
    statuses=frozenset({400, 422}),
    mentions="quantity",
)
GET = Scenario(
    name="get",
    title="GET with a path parameter and a one-line answer",
    request=Request("GET", "/greetings/Ada"),
    statuses=frozenset({200}),
    answer={"message": "Hello, Ada."},
)
READ = Scenario(
    name="read",
    title="GET of a row by its primary key from SQLite, one transaction a request",
    request=Request("GET", "/items/42"),
    statuses=frozenset({200}),
    answer={"id": 42, "name": "Item 42", "price": 4200, "stock": 8, "description": "The item of shelf 42."},
    refused=(Request("GET", "/items/forty"), Request("GET", "/items/100000")),
)
SCENARIOS = {scenario.name: scenario for scenario in (POST, GET, INVALID_POST, READ)}
