"""FastAPI and SQLAlchemy: a session as a dependency with `yield`, committed at its end, the row by `session.get`.

`create` has everything in `async def`, on aiosqlite; `create_in_thread` everything in plain `def`, on sqlite3. In both
the transaction is committed before the response is sent (`scope="function"`).
"""

from collections.abc import AsyncGenerator, Generator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

from benchmarks import database
from benchmarks.apps.models import Item, Key


def create() -> FastAPI:
    app = FastAPI()
    sessions = async_sessionmaker(create_async_engine(f"sqlite+aiosqlite:///{database.path()}"), expire_on_commit=False)

    async def get_session() -> AsyncGenerator[AsyncSession]:
        async with sessions.begin() as session:
            yield session

    async def get_item(
        item_id: Key, session: Annotated[AsyncSession, Depends(get_session, scope="function")]
    ) -> database.Item:
        item = await session.get(database.Item, item_id)
        if item is None:
            raise HTTPException(404)
        return item

    app.get("/items/{item_id}", response_model=Item)(get_item)
    return app


def create_in_thread() -> FastAPI:
    app = FastAPI()
    sessions = sessionmaker(create_engine(f"sqlite:///{database.path()}"), expire_on_commit=False)

    def get_session() -> Generator[Session]:
        with sessions.begin() as session:
            yield session

    def get_item(item_id: Key, session: Annotated[Session, Depends(get_session, scope="function")]) -> database.Item:
        item = session.get(database.Item, item_id)
        if item is None:
            raise HTTPException(404)
        return item

    app.get("/items/{item_id}", response_model=Item)(get_item)
    return app
