"""The tables of the Store."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, MetaData, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

from generated.models import Visibility
from specbound.services.database import UtcDateTime
from specbound.services.times import now

_CODE_POINTS = String(collation="C")
"""Text that PostgreSQL sorts by code point, as SQLite does, whatever the language of the server."""


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, repr=False):
    """The base of all tables. Names of constraints are given, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON().with_variant(JSONB, "postgresql")}  # noqa: RUF012


class User(Base):
    """Somebody who signed up. `email_key` is what makes addresses unique: the address without regard to case."""

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    email: Mapped[str] = mapped_column(Text)
    email_key: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    age: Mapped[int | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(onupdate=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class ApiKey(Base):
    """A key of a user. The key itself is not stored: `hint` finds it, `digest` proves it."""

    __tablename__ = "api_keys"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    hint: Mapped[str] = mapped_column(String(32), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class Item(Base):
    """Something that the shop sells. `price_amount` is in minor units of the currency."""

    __tablename__ = "items"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(Text().with_variant(_CODE_POINTS, "postgresql"), unique=True)
    description: Mapped[str | None] = mapped_column(Text)
    price_amount: Mapped[int] = mapped_column(BigInteger)
    price_currency: Mapped[str] = mapped_column(String(3))
    stock: Mapped[int]
    visibility: Mapped[Visibility] = mapped_column(String(7))
    meta: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime] = mapped_column(onupdate=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        CheckConstraint("price_amount >= 0", name="price_amount"),
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("visibility IN ('public', 'private')", name="visibility"),
        # One index for each order of the list, for those who see all and for those who see what is public.
        Index(None, "created_at", "id"),
        Index(None, "price_amount", "id"),
        Index(None, "visibility", "created_at", "id"),
        Index(None, "visibility", "price_amount", "id"),
        Index(None, "visibility", "name"),
    )
