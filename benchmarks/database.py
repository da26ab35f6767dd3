"""The table of the read by id, and a file of SQLite with a hundred rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

VARIABLE = "BENCHMARK_DATABASE"
"""The environment variable that tells a worker where the file is."""


class Base(DeclarativeBase):
    """The metadata of the benchmark's one table."""


class Item(Base):
    """An item on a shelf."""

    __tablename__ = "items"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]
    stock: Mapped[int]
    description: Mapped[str]


def create(path: Path) -> None:
    """Write the file, with the write-ahead log that all contenders read beside."""
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(_item(number) for number in range(1, 101))
        session.commit()
    engine.dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


@contextmanager
def temporary() -> Generator[None]:
    """A fresh file for as long as the context lasts, for this process and those that it starts."""
    with TemporaryDirectory(prefix="benchmark-") as folder:
        file = Path(folder) / "items.db"
        create(file)
        os.environ[VARIABLE] = str(file)
        yield


def path() -> str:
    """The file that this process was told to read."""
    return os.environ[VARIABLE]


def _item(number: int) -> Item:
    description = f"The item of shelf {number}."
    return Item(id=number, name=f"Item {number}", price=number * 100, stock=number % 17, description=description)
