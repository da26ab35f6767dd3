"""Users, their keys, and items."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from specbound.services.database import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables up to this revision."""
    _create_users()
    _create_api_keys()
    _create_items()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("items")
    op.drop_table("api_keys")
    op.drop_table("users")


def _create_users() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("email_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email_key", name="uq_users_email_key"),
    )


def _create_api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("user_id", sa.String(36), nullable=False),
        sa.Column("hint", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_api_keys_user_id_users", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
    )
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"])
    op.create_index("ix_api_keys_hint", "api_keys", ["hint"])


def _create_items() -> None:
    by_code_point = sa.Text().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "items",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", by_code_point, nullable=False),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("price_amount", sa.BigInteger(), nullable=False),
        sa.Column("price_currency", sa.String(3), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(7), nullable=False),
        sa.Column("meta", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("price_amount >= 0", name=op.f("ck_items_price_amount")),
        sa.CheckConstraint("stock >= 0", name=op.f("ck_items_stock")),
        sa.CheckConstraint("visibility IN ('public', 'private')", name=op.f("ck_items_visibility")),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.UniqueConstraint("name", name="uq_items_name"),
    )
    op.create_index("ix_items_created_at_id", "items", ["created_at", "id"])
    op.create_index("ix_items_price_amount_id", "items", ["price_amount", "id"])
    op.create_index("ix_items_visibility_created_at_id", "items", ["visibility", "created_at", "id"])
    op.create_index("ix_items_visibility_price_amount_id", "items", ["visibility", "price_amount", "id"])
    op.create_index("ix_items_visibility_name", "items", ["visibility", "name"])
