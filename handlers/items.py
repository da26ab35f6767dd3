"""What the shop sells."""

from generated import models
from generated import operations as op
from store import items, views
from store.dependencies import Caller, Session, Store
from store.versions import etag, is_known


@op.list_items
def list_items(request: op.ListItemsRequest, caller: Caller, store: Store, session: Session) -> models.ItemPage:
    """List items."""
    page = items.find(session, store.cursors, request, sees_all=caller.is_administrator)
    return models.ItemPage(items=[views.item(row) for row in page.rows], next_cursor=page.next_cursor)


@op.create_item
def create_item(request: op.CreateItemRequest, session: Session) -> op.CreateItem201:
    """Add an item."""
    item = items.add(session, request.body)
    return op.CreateItem201(views.item(item), location=f"/items/{item.id}", etag=etag(item))


@op.get_item
def get_item(request: op.GetItemRequest, caller: Caller, session: Session) -> op.GetItem200 | op.GetItem304:
    """Read an item."""
    item = items.read(session, request.item_id, sees_all=caller.is_administrator)
    if is_known(item, request.if_none_match):
        return op.GetItem304(etag=etag(item))
    return op.GetItem200(views.item(item), etag=etag(item))


@op.update_item
def update_item(request: op.UpdateItemRequest, session: Session) -> op.UpdateItem200:
    """Change the properties of an item that are sent."""
    item = items.change(session, request.item_id, request.body, request.if_match)
    return op.UpdateItem200(views.item(item), etag=etag(item))


@op.delete_item
def delete_item(request: op.DeleteItemRequest, session: Session) -> None:
    """Remove an item."""
    items.remove(session, request.item_id, request.if_match)
