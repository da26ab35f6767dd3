"""The router finds the most specific template, whatever the order in which the document names them."""

from itertools import permutations
from typing import Any

import pytest

from specbound.runtime._router import Router


def found(router: Router[Any], path: bytes, method: str = "GET") -> tuple[str, dict[str, bytes]] | None:
    match = router.find(path)
    if match is None:
        return None
    route = match[0][method]
    return route.target, dict(zip(route.names, match[1], strict=True))


def test_specificity_decides_and_order_does_not() -> None:
    templates = ["/a/{x}", "/a/b", "/a/{x}.json", "/a/{x}/c", "/{y}/b", "/a/v{x}.json"]
    cases = {
        b"/a/b": ("/a/b", {}),
        b"/a/q": ("/a/{x}", {"x": b"q"}),
        b"/a/q.json": ("/a/{x}.json", {"x": b"q"}),
        b"/a/vq.json": ("/a/v{x}.json", {"x": b"q"}),
        b"/a/b/c": ("/a/{x}/c", {"x": b"b"}),
        b"/z/b": ("/{y}/b", {"y": b"z"}),
    }
    for order in permutations(templates):
        router = Router([("GET", template, template) for template in order])
        assert {path: found(router, path) for path in cases} == cases


def test_an_escaped_slash_stays_in_its_segment() -> None:
    router = Router([("GET", "/items/{name}", "item")])
    assert found(router, b"/items/a%2Fb") == ("item", {"name": b"a%2Fb"})
    assert router.find(b"/items/a/b") is None


@pytest.mark.parametrize(
    "path", [b"/items/", b"/items", b"/items/x/", b"//x", b"/items/%ff", b"/items/%zz", b"/items/%"]
)
def test_what_is_empty_or_no_text_matches_nothing(path: bytes) -> None:
    assert Router([("GET", "/items/{name}", "item")]).find(path) is None


def test_a_literal_matches_in_any_spelling() -> None:
    router = Router([("GET", "/a b/é", "x"), ("GET", "/user%20s", "y")])
    assert found(router, b"/a%20b/%C3%A9") == ("x", {})
    assert found(router, b"/%61%20b/%c3%a9") == ("x", {})
    assert found(router, b"/user%20s") == ("y", {})


def test_paths_of_one_shape_share_their_methods() -> None:
    router = Router([("GET", "/a/{x}", "get"), ("PUT", "/a/{y}", "put")])
    assert found(router, b"/a/1") == ("get", {"x": b"1"})
    assert found(router, b"/a/1", "PUT") == ("put", {"y": b"1"})


def test_of_two_that_match_the_same_the_first_counts() -> None:
    router = Router([("GET", "/a/{x}", "first"), ("GET", "/a/{y}", "second")])
    assert found(router, b"/a/1") == ("first", {"x": b"1"})


def test_a_literal_path_hides_a_template_for_every_method() -> None:
    """OpenAPI 3.1, 4.8.8: concrete paths are matched before their templated counterparts."""
    match = Router([("GET", "/a/{x}", "get"), ("POST", "/a/b", "post")]).find(b"/a/b")
    assert match is not None
    assert list(match[0]) == ["POST"]


def test_a_dead_end_is_left_again() -> None:
    router = Router([("GET", "/{x}/{y}/end", "deep"), ("GET", "/a/{y}/other", "wide")])
    assert found(router, b"/a/b/end") == ("deep", {"x": b"a", "y": b"b"})


def test_parts_of_one_segment_are_told_apart() -> None:
    router = Router([("GET", "/{from}-{to}.{format}", "x")])
    assert found(router, b"/ber-ams.json") == ("x", {"from": b"ber", "to": b"ams", "format": b"json"})
