"""Items by their name, as a shopper asks for them."""

from generated import operations as op
from store import items, views
from store.dependencies import Session
from store.versions import etag, is_known


@op.get_public_item
def get_public_item(request: op.GetPublicItemRequest, session: Session) -> op.GetPublicItem200 | op.GetPublicItem304:
    """Look at a public item."""
    item = items.read_by_name(session, request.item_name, "public")
    if is_known(item, request.if_none_match):
        return op.GetPublicItem304(etag=etag(item))
    return op.GetPublicItem200(views.item(item), etag=etag(item))


@op.get_private_item
def get_private_item(
    request: op.GetPrivateItemRequest, session: Session
) -> op.GetPrivateItem200 | op.GetPrivateItem304:
    """Look at a private item."""
    item = items.read_by_name(session, request.item_name, "private")
    if is_known(item, request.if_none_match):
        return op.GetPrivateItem304(etag=etag(item))
    return op.GetPrivateItem200(views.item(item), etag=etag(item))
