"""How Alembic runs the migrations: within the transaction that `specbound.services.migrations` opened."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from specbound.services.database import UtcDateTime


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """How a new migration writes a type of ours; False leaves all else to Alembic."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


attributes = context.config.attributes
context.configure(
    connection=attributes["connection"],
    target_metadata=attributes["metadata"],
    render_as_batch=True,  # SQLite changes a column by making its table anew
    render_item=render_item,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
