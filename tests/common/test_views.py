import pytest

from mercat.common.views import is_prefetch


@pytest.mark.parametrize(
    ("headers", "answer"),
    [
        ({}, False),
        ({"Sec-Fetch-Mode": "navigate", "Purpose": ""}, False),
        ({"Sec-Purpose": "prefetch;prerender"}, True),
        ({"Purpose": "Prefetch"}, True),
        ({"X-Moz": "prefetch"}, True),
    ],
)
def test_is_prefetch(rf, headers, answer):
    assert is_prefetch(rf.get("/", headers=headers)) is answer
