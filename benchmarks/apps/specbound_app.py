"""This server: requests and responses are checked. Its log line is written where the title of the row says so."""

from __future__ import annotations

from types import ModuleType

from benchmarks import database
from benchmarks.apps import specbound_handlers, specbound_handlers_in_thread
from benchmarks.generated import contract
from specbound.runtime import Application, Options
from specbound.services.database import Database
from specbound.services.logging import configure_logging, log_request


def create() -> Application:
    return _create(specbound_handlers)


def create_logged() -> Application:
    configure_logging()
    return _create(specbound_handlers, log_requests=True)


def create_in_thread() -> Application:
    return _create(specbound_handlers_in_thread)


def create_on_database() -> Application:
    return _on_database(_create(specbound_handlers_in_thread))


def create_on_database_logged() -> Application:
    configure_logging()
    return _on_database(_create(specbound_handlers_in_thread, log_requests=True))


def _create(handlers: ModuleType, *, log_requests: bool = False) -> Application:
    options = Options(check_responses="enforce", missing="501", log_requests=log_requests, on_request=log_request)
    return Application(contract, handlers=[handlers], options=options)


def _on_database(app: Application) -> Application:
    app.state.database = Database(f"sqlite:///{database.path()}")
    return app
