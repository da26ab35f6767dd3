"""The Store, put together: the contract, the handlers, who is calling, and what they share."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio.to_thread import run_sync
from fastapi import FastAPI

import handlers
from generated import contract
from generated.security import Security
from specbound.runtime import Application, Options
from specbound.services.logging import configure_logging, log_request
from store.dependencies import admin_key, user_key
from store.resources import open_resources
from store.settings import Settings


def create_app(settings: Settings | None = None) -> Application:
    """A Store of its own. Nothing is opened before it starts; `settings` are the environment's by default."""
    chosen = settings or Settings()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        configure_logging(chosen.log_level, chosen.log_form)
        app.state.resources = resources = await run_sync(open_resources, chosen)
        app.state.database = resources.database  # where the kit's session looks for it
        yield
        await run_sync(resources.database.close)

    return Application(
        contract,
        handlers=[handlers.health, handlers.items, handlers.storefront, handlers.users],
        security=Security(user_key=user_key, admin_key=admin_key),
        document=Path(__file__).with_name("openapi.yaml"),
        json_document=Path(__file__).parent / "generated" / "openapi.json",
        options=Options(
            check_responses=chosen.check_responses,
            max_body_bytes=chosen.max_body_bytes,
            body_timeout=chosen.body_seconds,
            threads=chosen.threads,
            on_request=log_request,
        ),
        lifespan=lifespan,
    )


app = create_app()
