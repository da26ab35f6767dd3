"""Items: what the shop sells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, cast

from sqlalchemy import ColumnElement, Row, Table, bindparam, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from generated import errors, models
from generated import operations as op
from specbound.runtime import MISSING
from specbound.services.cursors import Cursors, Order, Page, page
from specbound.services.ids import uuid7
from specbound.services.times import now
from store import tables, versions

_ITEMS = cast("Table", tables.Item.__table__)
_BY_ID = select(_ITEMS).where(_ITEMS.c.id == bindparam("item_id"))
_BY_NAME = select(_ITEMS).where(_ITEMS.c.name == bindparam("name"), _ITEMS.c.visibility == bindparam("visibility"))
_SORTS = {
    "created_at": [_ITEMS.c.created_at, _ITEMS.c.id],
    "name": [_ITEMS.c.name],
    "price": [_ITEMS.c.price_amount, _ITEMS.c.id],
}
_FILTERS: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "visibility": lambda value: _ITEMS.c.visibility == value,
    "currency": lambda value: _ITEMS.c.price_currency == value,
    "min_price": lambda value: _ITEMS.c.price_amount >= value,
    "max_price": lambda value: _ITEMS.c.price_amount <= value,
    "in_stock": lambda value: _ITEMS.c.stock > 0 if value else _ITEMS.c.stock == 0,
}
_MAX_METADATA = 50


def read(session: Session, item_id: str, *, sees_all: bool) -> Row[Any]:
    """The item of this id. Raises `ItemNotFound`, also for one that the caller may not know of."""
    row = session.execute(_BY_ID, {"item_id": item_id}).one_or_none()
    if row is None or not (sees_all or row.visibility == "public"):
        _not_found("item_id")
    return row


def read_by_name(session: Session, name: str, visibility: models.Visibility) -> Row[Any]:
    """The item of exactly this name in this part of the store. Raises `ItemNotFound`."""
    row = session.execute(_BY_NAME, {"name": name, "visibility": visibility}).one_or_none()
    return row or _not_found("item_name")


def find(session: Session, cursors: Cursors, query: op.ListItemsRequest, *, sees_all: bool) -> Page[Any]:
    """One page of the items that match. Raises `InvalidCursor`."""
    asked = {name: value for name in _FILTERS if (value := getattr(query, name)) is not MISSING}
    conditions = [_FILTERS[name](value) for name, value in asked.items()]
    if not sees_all:
        conditions.append(_ITEMS.c.visibility == "public")
    return page(
        session,
        select(_ITEMS).where(*conditions),
        Order(_SORTS[query.sort.removeprefix("-")], descending=query.sort.startswith("-")),
        limit=query.limit,
        cursor=None if query.cursor is MISSING else query.cursor,
        cursors=cursors,
        bound=["list_items", asked, sees_all],
    )


def add(session: Session, draft: models.ItemCreate) -> tables.Item:
    """A new item. Raises `ItemNameTaken`."""
    moment = now()
    item = tables.Item(
        id=uuid7(),
        name=draft.name,
        description=None if draft.description is MISSING else draft.description,
        price_amount=draft.price.amount,
        price_currency=draft.price.currency,
        stock=0 if draft.stock is MISSING else draft.stock,
        visibility="private" if draft.visibility is MISSING else draft.visibility,
        meta={} if draft.metadata is MISSING else draft.metadata,
        created_at=moment,
        updated_at=moment,
    )
    session.add(item)
    _flush(session)
    return item


def change(session: Session, item_id: str, patch: models.ItemPatch, if_match: str | MISSING) -> tables.Item:
    """Set what was sent, and keep the rest.

    Raises `ItemNotFound`, `PreconditionFailed`, `ItemNameTaken`, `MetadataFull`.
    """
    item = _locked(session, item_id, if_match)
    for name in patch.model_fields_set & {"name", "description", "stock", "visibility"}:
        setattr(item, name, getattr(patch, name))
    if patch.price is not MISSING:
        item.price_amount, item.price_currency = patch.price.amount, patch.price.currency
    if patch.metadata is not MISSING:
        item.meta = _merged(item.meta, patch.metadata)
    _flush(session)
    return item


def remove(session: Session, item_id: str, if_match: str | MISSING) -> None:
    """Remove the item for good. Raises `ItemNotFound`, `PreconditionFailed`."""
    session.delete(_locked(session, item_id, if_match))
    session.flush()


def _locked(session: Session, item_id: str, if_match: str | MISSING) -> tables.Item:
    """The item in the version that the caller knows, which nobody else can change before this transaction ends."""
    item = session.get(tables.Item, item_id, with_for_update=True) or _not_found("item_id")
    versions.require(item, if_match)
    return item


def _merged(kept: dict[str, Any], sent: models.MetadataPatch) -> dict[str, Any]:
    """RFC 7396: members are set, those sent as null are removed, the others kept."""
    merged = {key: value for key, value in (kept | sent).items() if value is not None}
    if len(merged) > _MAX_METADATA:
        raise errors.MetadataFull(
            f"An item holds at most {_MAX_METADATA} members of metadata.", loc=("body", "metadata")
        )
    return merged


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # names are unique; valid data break no other rule
        raise errors.ItemNameTaken("Another item has this name.", loc=("body", "name")) from error


def _not_found(parameter: str) -> NoReturn:
    raise errors.ItemNotFound("There is no such item.", loc=("path", parameter))
