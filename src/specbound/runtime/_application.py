"""The application: a FastAPI whose operations come from a contract.

What FastAPI gives stays: `dependency_overrides`, `lifespan`, `state`, middleware, and further routes for what no
contract describes. An operation of the contract goes past FastAPI's routing, straight to its endpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias, cast
from urllib.parse import quote, unquote_to_bytes

from fastapi import BackgroundTasks, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Receive, Scope, Send

from specbound.contract import Contract, Operation
from specbound.errors import ConfigurationError
from specbound.runtime._binding import Binding, bindings
from specbound.runtime._context import (
    RequestContext,
    current_request,
    enter_request,
    leave_request,
    request_id,
)
from specbound.runtime._endpoint import Endpoint, HandledEndpoint, Parts
from specbound.runtime._errors import InternalServerError, MethodNotAllowed, NotFound
from specbound.runtime._foreign import as_contract_error
from specbound.runtime._log import log_breach, log_fault, log_request
from specbound.runtime._mock import MockEndpoint
from specbound.runtime._options import OnRequest, Options
from specbound.runtime._router import Route, Router
from specbound.runtime.answer import Encoded, ErrorRenderer, Sender, send_encoded
from specbound.runtime.call import Invocation, Workers
from specbound.runtime.decode import ClientDisconnected
from specbound.runtime.pages import pages

Found: TypeAlias = "tuple[dict[str, Route[Endpoint]], list[bytes]] | None"
Lifespan: TypeAlias = Callable[[Any], AbstractAsyncContextManager[None]]


class Application(FastAPI):
    """Serves a contract with handlers."""

    def __init__(
        self,
        contract: Contract,
        *,
        handlers: Iterable[ModuleType] = (),
        security: object = None,
        document: Path | None = None,
        json_document: Path | None = None,
        options: Options | None = None,
        lifespan: Lifespan | None = None,
    ) -> None:
        """`handlers` are modules whose functions are bound to operations; `security` is the generated `Security`.

        `document` is the authored file, which is served byte for byte, and `json_document` the same as JSON, which
        `specbound generate` writes. Raises ConfigurationError where the application could not serve its contract: a
        handler is missing or bound twice, a parameter is no dependency, a slot is empty, the document is not the one
        that was generated from.
        """
        super().__init__(
            title=contract.title,
            version=contract.version,
            openapi_url=None,
            docs_url=None,
            redoc_url=None,
            lifespan=lifespan,
        )
        self.contract = contract
        self._options = options or Options()
        self.breaches = 0
        self._workers = Workers(self._options.threads)
        self._on_request = (self._options.on_request or log_request) if self._options.log_requests else None
        parts = Parts(self, contract, security, self._options, self._report)
        self.endpoints = _endpoints(contract, bindings(handlers), parts)
        self._operations = Router((e.operation.method, e.operation.path, e) for e in self.endpoints)
        self._errors = ErrorRenderer(None, parts.definitions, None, parts.error_form)
        parts.definitions.finish()
        self._pages: Mapping[bytes, ASGIApp] = {}
        if document is not None:
            _refuse_another(document, contract)
            self._pages = pages(document, contract, json_document)
        self._inner: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI: HTTP goes to the contract's operations, all else to FastAPI."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        scope["app"] = self
        context = RequestContext(scope["method"], scope["path"], request_id(scope["headers"]))
        token = enter_request(context)
        sender = Sender(send, context.request_id)
        try:
            if self._inner is None:
                self._inner = self._with_middleware()
            await self._inner(scope, receive, sender)
        except (ClientDisconnected, ClientDisconnect):
            return
        except Exception as error:
            if sender.status is not None:
                log_fault(context, error, self._options.on_crash)
                raise
            await send_encoded(self._render(self._errors, error, context), [], sender)
        finally:
            if self._on_request is not None:
                self._tell(self._on_request, context, sender.status)
            leave_request(token)

    def _tell(self, on_request: OnRequest, context: RequestContext, status: int | None) -> None:
        """A log that cannot be written, on a full disk say, must not cost the client its answer."""
        try:
            on_request(context, status)
        except Exception as error:  # noqa: BLE001 - reported
            log_fault(context, error, self._options.on_crash)

    def add_middleware(self, *arguments: Any, **keywords: Any) -> None:
        """Wrap every operation, as FastAPI's method does; only before the first request."""
        super().add_middleware(*arguments, **keywords)
        self._inner = None

    def _with_middleware(self) -> ASGIApp:
        inner: ASGIApp = self._dispatch
        for middleware in reversed(self.user_middleware):
            inner = middleware.cls(inner, *middleware.args, **middleware.kwargs)
        return inner

    async def _dispatch(self, scope: Scope, receive: Receive, send: Send) -> None:
        context = cast("RequestContext", current_request())
        path = _raw_path(scope)
        found = self._operations.find(path)
        other = self._other(path) if found is None else None
        if other is not None:
            await self._delegate(other, context, scope, receive, send)
            return
        invocation = Invocation(scope, receive, self._workers)
        try:
            encoded = await self._answer(found, invocation, context)
            await send_encoded(encoded, invocation.more_headers, send, receive)
            if invocation.background is not None:
                await self._work(invocation.background, context)
        finally:
            if invocation.is_open:
                await self._close(invocation, context)

    async def _answer(self, found: Found, invocation: Invocation, context: RequestContext) -> Encoded:
        """The response of an operation, or of its error; by then what it did is committed, or rolled back."""
        renderer = self._errors
        try:
            endpoint, path = _endpoint_for(found, context.method)
            renderer = endpoint.errors
            context.operation = endpoint.operation.id
            return await endpoint.answer(invocation, path, context)
        except (ClientDisconnected, ClientDisconnect):
            raise
        except Exception as error:  # noqa: BLE001 - every error is answered as the document asks
            invocation.background = None
            return self._render(renderer, error, context)

    def _render(self, renderer: ErrorRenderer, error: Exception, context: RequestContext) -> Encoded:
        known = as_contract_error(error)
        if known is None or known.status == InternalServerError.status:
            log_fault(context, error, self._options.on_crash)
            known = InternalServerError()
        return renderer.render(known, context)

    async def _work(self, tasks: BackgroundTasks, context: RequestContext) -> None:
        """Light work after the response. Each failure is reported by itself, and stops no other task."""
        for task in tasks.tasks:
            try:
                await task()
            except Exception as error:  # noqa: BLE001 - reported
                log_fault(context, error, self._options.on_crash)

    async def _close(self, invocation: Invocation, context: RequestContext) -> None:
        """Leave what is still open. The response is sent, so a failure can only be reported."""
        try:
            await invocation.close()
        except Exception as error:  # noqa: BLE001 - reported
            log_fault(context, error, self._options.on_crash)

    def _other(self, path: bytes) -> ASGIApp | None:
        """Who serves a path that the contract does not name: a page of ours, or a route of FastAPI's."""
        return self._pages.get(path) or (self._further_routes if self.routes else None)

    async def _further_routes(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with AsyncExitStack() as stack:
            scope["fastapi_middleware_astack"] = stack
            await self.router(scope, receive, send)

    async def _delegate(
        self, other: ASGIApp, context: RequestContext, scope: Scope, receive: Receive, send: Send
    ) -> None:
        try:
            await other(scope, receive, send)
        except (HTTPException, RequestValidationError) as error:
            await send_encoded(self._render(self._errors, error, context), [], send)

    def _report(self, text: str) -> None:
        self.breaches += 1
        log_breach(current_request(), text)


def _endpoints(contract: Contract, bound: list[Binding], parts: Parts) -> list[Endpoint]:
    by_operation: dict[str, Binding] = {}
    for binding in bound:
        if by_operation.setdefault(binding.operation, binding) is not binding:
            raise ConfigurationError(f"The operation {binding.operation!r} has two handlers.")
    _refuse_strangers(by_operation, contract.operations)
    if parts.options.missing == "refuse":
        _refuse_missing(by_operation, contract.operations)
    return [_endpoint(operation, by_operation.get(operation.id), parts) for operation in contract.operations]


def _endpoint(operation: Operation, binding: Binding | None, parts: Parts) -> Endpoint:
    if operation.unsupported is not None:
        return Endpoint(operation, parts)
    if binding is None:
        return MockEndpoint(operation, parts) if parts.options.missing == "mock" else Endpoint(operation, parts)
    return HandledEndpoint(operation, binding, parts)


def _refuse_another(document: Path, contract: Contract) -> None:
    if sha256(document.read_bytes()).hexdigest() != contract.source.sha256:
        raise ConfigurationError(f"{document.name} is not what the code was generated from. Run `specbound generate`.")


def _refuse_strangers(bound: Mapping[str, Binding], operations: Iterable[Operation]) -> None:
    strangers = bound.keys() - {operation.id for operation in operations}
    if strangers:
        raise ConfigurationError(f"No operation is named {', '.join(sorted(strangers))}. Run `specbound generate`.")


def _refuse_missing(bound: Mapping[str, Binding], operations: Iterable[Operation]) -> None:
    missing = [o for o in operations if o.id not in bound and o.unsupported is None]
    if missing:
        lines = "\n".join(f"  {o.id}: {o.method} {o.path}" for o in missing)
        raise ConfigurationError(f"These operations have no handler:\n{lines}\nWrite them, or see Options.missing.")


def _endpoint_for(found: Found, method: str) -> tuple[Endpoint, dict[str, bytes]]:
    """The endpoint of a path and method, and the raw texts of its placeholders. Raises NotFound or MethodNotAllowed."""
    if found is None:
        raise NotFound
    routes, values = found
    route = routes.get(method)
    if route is None:
        raise MethodNotAllowed(headers={"Allow": ", ".join(sorted(routes))})
    names = route.names
    if len(names) == 1:  # most paths have one placeholder, and the general way takes five times as long
        return route.target, {names[0]: values[0]}
    return route.target, dict(zip(names, values, strict=True))


def _raw_path(scope: Scope) -> bytes:
    """The path as it came, before percent-decoding, without the prefix under which the application is mounted."""
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    root: str | None = scope.get("root_path")
    if not root:
        return raw
    prefix = b"/".join(raw.split(b"/")[: root.count("/") + 1])  # which the server gives decoded alone
    return raw[len(prefix) :] if unquote_to_bytes(prefix) == root.encode() else raw
