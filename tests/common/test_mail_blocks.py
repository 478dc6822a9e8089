from hypothesis import given
from hypothesis import strategies as st

from mercat.common.mail_blocks import Block, blocks

LETTER = """\
Hello Ailsa.

Your view is welcome.
It takes five minutes.

Read the case:
https://mercat.example/view/abc/

Goodbye.
"""


def test_blocks_of_a_letter_are_paragraphs_and_a_button():
    assert list(blocks(LETTER)) == [
        Block("Hello Ailsa."),
        Block("Your view is welcome.\nIt takes five minutes."),
        Block("Read the case", "https://mercat.example/view/abc/"),
        Block("Goodbye."),
    ]


def test_blocks_of_nothing_are_none():
    assert list(blocks(" \n\n ")) == []


def test_blocks_address_without_a_label_is_a_paragraph():
    assert list(blocks("https://mercat.example/")) == [Block("https://mercat.example/")]


def test_blocks_label_over_another_scheme_is_a_paragraph():
    assert list(blocks("Press:\njavascript:alert(1)")) == [Block("Press:\njavascript:alert(1)")]


def test_blocks_address_with_words_behind_it_is_a_paragraph():
    text = "Read:\nhttps://mercat.example/ and more"

    assert list(blocks(text)) == [Block(text)]


@given(st.text() | st.text("a:\n \r/htps.", max_size=60))
def test_blocks_of_any_text_lose_no_word(text):
    made = list(blocks(text))

    said = "".join(f"{block.text}:{block.url}" if block.url else block.text for block in made)
    assert "".join(said.split()) == "".join(text.split())
    assert [block for block in made if not block.text.strip()] == []


@given(
    label=st.from_regex(r"[a-zR]([a-z :]*[a-z])?", fullmatch=True),
    path=st.text("abc/?=&%-", max_size=20),
)
def test_blocks_know_every_button(label, path):
    (button,) = blocks(f"{label}:\nhttps://mercat.example/{path}")

    assert button == Block(label, f"https://mercat.example/{path}")
