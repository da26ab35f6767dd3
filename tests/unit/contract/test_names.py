"""Python names follow one ladder, whatever a document calls its things."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specbound.contract.build import (
    class_name,
    constant_name,
    field_names,
    operation_names,
    parameter_fields,
    snake_case,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("getUserByID", "get_user_by_id"),
        ("userIDs", "user_ids"),
        ("APIKeys", "api_keys"),
        ("HTTPServer2", "http_server2"),
        ("v2Users", "v2_users"),
        ("filter[name]", "filter_name"),
        ("If-Match", "if_match"),
        ("ETag", "etag"),
        ("X-ETag-2", "x_etag_2"),
        ("GETagged", "ge_tagged"),
        ("OAuth2", "oauth2"),
        ("userOAuthToken", "user_oauth_token"),
        ("StartTime<", "start_time_lt"),
        ("$top", "top"),
        ("a.b.c", "a_b_c"),
        ("__init__", "init"),
        ("naïve café", "naïve_café"),
        ("ﬁle", "file"),
        ("用户名", "用户名"),
        ("get_/users/{id}", "get_users_id"),
        ("404", "name_404"),
        ("#", "name"),
        ("", "name"),
        ("👍", "name"),
    ],
)
def test_names_are_snake_case(text: str, name: str) -> None:
    assert snake_case(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("create_order", "CreateOrder"),
        ("OAuth2Token", "OAuth2Token"),
        ("User", "User"),
        ("user-id", "UserId"),
        ("404", "Model404"),
        ("", "Model"),
        ("None", "ModelNone"),
        ("True", "ModelTrue"),
        ("a.b", "AB"),
    ],
)
def test_class_names_are_camel_case(text: str, name: str) -> None:
    assert class_name(text) == name


def test_constants_are_upper_case() -> None:
    assert [constant_name(each) for each in ("EmailTaken", "not-found", "")] == ["EMAIL_TAKEN", "NOT_FOUND", "ERROR"]


@given(st.text())
def test_every_text_has_a_legal_name(text: str) -> None:
    assert snake_case(text).isidentifier()
    assert class_name(text).isidentifier()
    assert not keyword.iskeyword(class_name(text))


@given(st.lists(st.text(), unique=True))
def test_operations_have_names_of_their_own_that_are_no_keywords(identifiers: list[str]) -> None:
    names = operation_names(identifiers)

    assert len(set(names)) == len(identifiers)
    assert not any(keyword.iskeyword(name) for name in names)


def test_builtins_and_names_of_the_generated_module_are_left_to_python() -> None:
    assert operation_names(["list", "class", "bind", "match"]) == ["list_", "class_", "bind_", "match"]


def test_a_name_that_the_document_itself_uses_is_kept() -> None:
    assert operation_names(["getItem", "get-item", "get_item"]) == ["get_item_2", "get_item_3", "get_item"]


def test_a_number_that_is_taken_is_passed_over() -> None:
    assert operation_names(["a", "A", "a_2"]) == ["a", "a_3", "a_2"]


def test_parameters_that_locations_share_are_told_apart_by_location() -> None:
    fields = parameter_fields([("id", "path"), ("id", "query"), ("ID", "header"), ("x", "query")])

    assert fields == ["id_path", "id_query", "id_header", "x"]


def test_the_body_keeps_its_name() -> None:
    assert parameter_fields([("body", "query"), ("Body", "query")]) == ["body_query", "body_query_2"]


def test_a_field_never_shadows_a_type_that_annotations_need() -> None:
    assert parameter_fields([("int", "query"), ("class", "query"), ("type", "query")]) == ["int_", "class_", "type"]


def test_fields_in_one_location_are_numbered() -> None:
    assert field_names(["X-A", "x_a", "X A"]) == ["x_a_2", "x_a", "x_a_3"]
