"""People who have signed up, and their accounts."""

from generated import models
from generated import operations as op
from store import users, views
from store.dependencies import Caller, CurrentUser, Session, Store
from store.versions import etag, is_known


@op.create_user
def create_user(request: op.CreateUserRequest, store: Store, session: Session) -> op.CreateUser201:
    """Sign up."""
    user, key = users.sign_up(session, store.keys, request.body)
    body = models.SignUp(user=views.user(user), api_key=key.text)
    return op.CreateUser201(body, location=f"/users/{user.id}", etag=etag(user))


@op.get_current_user
def get_current_user(
    request: op.GetCurrentUserRequest, current: CurrentUser, session: Session
) -> op.GetCurrentUser200 | op.GetCurrentUser304:
    """Read the calling user."""
    user = users.read(session, current.id)
    if is_known(user, request.if_none_match):
        return op.GetCurrentUser304(etag=etag(user))
    return op.GetCurrentUser200(views.user(user), etag=etag(user))


@op.get_user
def get_user(request: op.GetUserRequest, caller: Caller, session: Session) -> op.GetUser200 | op.GetUser304:
    """Read a user."""
    caller.require(request.user_id)
    user = users.read(session, request.user_id)
    if is_known(user, request.if_none_match):
        return op.GetUser304(etag=etag(user))
    return op.GetUser200(views.user(user), etag=etag(user))


@op.update_user
def update_user(request: op.UpdateUserRequest, caller: Caller, session: Session) -> op.UpdateUser200:
    """Change the properties of a user that are sent."""
    caller.require(request.user_id)
    user = users.change(session, request.user_id, request.body, request.if_match)
    return op.UpdateUser200(views.user(user), etag=etag(user))
