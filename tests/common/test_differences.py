"""The pieces of two texts: what stayed, what went, what came."""

from hypothesis import given
from hypothesis import strategies as st

from mercat.common.differences import pieces


@given(st.text(max_size=80), st.text(max_size=80))
def test_pieces_hold_both_texts_whole(older, newer):
    found = pieces(older, newer)

    assert "".join(text for kind, text in found if kind != "added") == older
    assert "".join(text for kind, text in found if kind != "removed") == newer


def test_pieces_of_a_very_long_answer_are_two():
    assert [kind for kind, _ in pieces("a " * 2000, "b " * 2000)] == ["removed", "added"]
