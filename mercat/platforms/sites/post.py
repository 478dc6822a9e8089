"""Post, closed in 2024."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="post",
    name="Post",
    hosts=("post.news",),
    common_word=True,
    closed="2024-05",
    kinds=("profile",),
    address="https://post.news/@{}",
    examples=("https://post.news/@strathbeg",),
    read=grammar(
        "post",
        forms={
            "@": form("profile", r"[\w.-]{2,64}", "https://post.news/@", "post:"),
        },
        refused=words(
            posts="p",
        ),
    ),
)
