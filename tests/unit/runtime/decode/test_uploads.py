"""Files of an operation that is served: open while the handler runs, closed however the request ends."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from specbound.contract import Body, Contract, MediaType, Operation, Response, Shape, Source
from specbound.runtime import Application, NotFound, Options, Reply, UploadFile, bind

FILE = Shape(("string",), binary=True)
MEDIA = MediaType("multipart/form-data", "multipart", {"type": "object"}, Shape(("object",), properties={"f": FILE}))
OPERATION = Operation(
    "put", "put", "POST", "/files", "here", body=Body(True, (MEDIA,)), responses=(Response("204"), Response("404"))
)


class Request(SimpleNamespace):
    body: Any


class Put204(Reply[None]):
    key = "204"

    def __init__(self) -> None:
        super().__init__(204, None)


def served(handler: Any) -> TestClient:
    module = ModuleType("handlers")
    bind(handler, "put", Request, {"multipart/form-data": dict[str, Any]}, (Put204,))
    module.__dict__["put"] = handler
    contract = Contract("t", "1", "3.1.0", Source("here", ""), (OPERATION,))
    app = Application(contract, handlers=[module], security=None, options=Options(log_requests=False))
    return TestClient(app, raise_server_exceptions=False)


@pytest.mark.parametrize(("ending", "status"), [(None, 204), (NotFound, 404), (RuntimeError, 500)])
def test_a_file_is_open_in_its_handler_and_closed_after_it(ending: type[Exception] | None, status: int) -> None:
    seen: list[UploadFile] = []

    def put(request: Any) -> Put204:
        seen.append(request.body["f"])
        assert seen[0].file.read() == b"content"
        if ending is not None:
            raise ending
        return Put204()

    answer = served(put).post("/files", files={"f": b"content"})
    assert (answer.status_code, [file.file.closed for file in seen]) == (status, [True])
