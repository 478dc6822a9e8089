import pytest

from mercat.comments.forms import CommentForm


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        ("A clear purpose.", {}),
        ("", {"text": ["Write something first"]}),
        ("  \n ", {"text": ["Write something first"]}),
    ],
)
def test_comment_form_needs_words(text, errors):
    assert CommentForm({"text": text}).errors == errors


def test_comment_form_takes_5000_letters_and_no_more():
    fits, too_long = CommentForm({"text": "a" * 5000}), CommentForm({"text": "a" * 5001})

    assert (fits.errors, list(too_long.errors)) == ({}, ["text"])
