"""The rules on users and their keys."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from generated import errors, models
from specbound.runtime import MISSING
from store import callers, tables, users, versions
from store.resources import Resources

UNKNOWN = "01a0c3de-7b12-7e5a-8c31-0d9f4b2a6e57"


def sign_up(session: Session, store: Resources, email: str = "ada@example.com") -> tuple[tables.User, str]:
    """A user and the text of their key."""
    user, key = users.sign_up(session, store.keys, models.UserCreate(email=email, name="Ada", age=36))
    return user, key.text


def test_the_key_of_a_new_user_recognises_them_and_nobody_else(store: Resources) -> None:
    with store.database.transaction() as session:
        ada, key = sign_up(session, store)
        grace, other = sign_up(session, store, "grace@example.com")
        assert callers.recognise(session, store.keys, key) == callers.User(ada.id)
        assert callers.recognise(session, store.keys, other) == callers.User(grace.id)


def test_a_key_that_was_never_given_recognises_nobody(store: Resources) -> None:
    with store.database.transaction() as session:
        _, key = sign_up(session, store)
        for text in (store.keys.make().text, key[:-1], key + "0", key.upper(), "", "\ud800"):
            assert callers.recognise(session, store.keys, text) is None


def test_the_key_itself_is_nowhere_in_the_database(store: Resources) -> None:
    with store.database.transaction() as session:
        _, key = sign_up(session, store)
        row = session.query(tables.ApiKey).one()
        assert key not in " ".join(str(value) for value in vars(row).values())


@pytest.mark.parametrize("email", ["ada@example.com", "ADA@Example.Com", "Ada@EXAMPLE.com"])
def test_an_address_belongs_to_one_user_whatever_its_case(store: Resources, email: str) -> None:
    with store.database.transaction() as session:
        sign_up(session, store)
    with pytest.raises(errors.EmailTaken) as caught, store.database.transaction() as session:
        sign_up(session, store, email)
    assert caught.value.violations[0].loc == ("body", "email")


@pytest.mark.parametrize(("one", "other"), [("jörg@example.com", "JÖRG@example.com"), ("strauß@a.de", "STRAUSS@a.de")])
def test_case_is_that_of_all_languages(store: Resources, one: str, other: str) -> None:
    with store.database.transaction() as session:
        sign_up(session, store, one)
    with pytest.raises(errors.EmailTaken), store.database.transaction() as session:
        sign_up(session, store, other)


def test_an_address_is_kept_as_it_was_written(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store, "Ada@Example.com")
        assert users.read(session, user.id).email == "Ada@Example.com"


def test_a_user_may_write_their_own_address_in_another_case(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store)
        users.change(session, user.id, models.UserPatch(email="ADA@example.com"), MISSING)
        assert users.read(session, user.id).email == "ADA@example.com"


def test_a_user_cannot_take_the_address_of_another(store: Resources) -> None:
    with store.database.transaction() as session:
        sign_up(session, store)
        other, _ = sign_up(session, store, "grace@example.com")
    with pytest.raises(errors.EmailTaken), store.database.transaction() as session:
        users.change(session, other.id, models.UserPatch(email="aDA@example.com"), MISSING)


def test_what_is_sent_is_changed_what_is_left_out_is_kept_and_null_clears(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store)
        created = user.created_at
        users.change(session, user.id, models.UserPatch(age=None), MISSING)
    with store.database.transaction() as session:
        row = users.read(session, user.id)
        assert (row.email, row.name, row.age, row.created_at) == ("ada@example.com", "Ada", None, created)
        assert row.updated_at > created


def test_every_change_is_a_new_version_and_a_change_to_the_same_is_none(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store)
        first = versions.etag(user)
        patches = [models.UserPatch(name=name) for name in ("Grace", "Grace", "Edsger")]
        tags = [versions.etag(users.change(session, user.id, patch, MISSING)) for patch in patches]
    assert tags[0] == tags[1]
    assert len({first, *tags}) == 3


def test_another_version_than_the_one_that_was_read_is_not_changed(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store)
        stale = versions.etag(user)
        users.change(session, user.id, models.UserPatch(name="Grace"), stale)
    with pytest.raises(errors.PreconditionFailed), store.database.transaction() as session:
        users.change(session, user.id, models.UserPatch(name="Edsger"), stale)
    with store.database.transaction() as session:
        assert users.read(session, user.id).name == "Grace"


def test_a_change_in_a_transaction_that_only_reads_is_refused_and_never_lost_in_silence(store: Resources) -> None:
    with store.database.transaction() as session:
        user, _ = sign_up(session, store)
    with pytest.raises(OperationalError), store.database.transaction(writing=False) as session:
        session.get_one(tables.User, user.id).name = "Grace"


def test_who_does_not_exist_is_neither_read_nor_changed(store: Resources) -> None:
    with store.database.transaction() as session:
        with pytest.raises(errors.UserNotFound):
            users.read(session, UNKNOWN)
        with pytest.raises(errors.UserNotFound):
            users.change(session, UNKNOWN, models.UserPatch(name="Ada"), MISSING)


def test_users_may_use_themselves_administrators_everybody_and_the_public_nobody() -> None:
    callers.Caller(user_id="ada").require("ada")
    callers.Caller(is_administrator=True).require("ada")
    for caller in (callers.Caller(user_id="grace"), callers.Caller()):
        with pytest.raises(errors.Forbidden):
            caller.require("ada")
