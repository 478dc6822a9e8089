"""GitLab."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="gitlab",
    name="GitLab",
    hosts=("gitlab.com",),
    common_word=True,
    kinds=("profile", "organisation"),
    address="https://gitlab.com/{}",
    examples=("https://gitlab.com/strathbeg-council",),
    read=grammar(
        "gitlab",
        forms={
            "": form(
                "profile",
                r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])",
                "https://gitlab.com/",
                "gitlab:",
            ),
            "groups": form(
                "organisation",
                r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])",
                "https://gitlab.com/",
                "gitlab:",
            ),
            "users": form(
                "profile",
                r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,253}[A-Za-z0-9_-])",
                "https://gitlab.com/",
                "gitlab:",
            ),
        },
        refused=words(
            reserved=(
                "- about admin api assets dashboard help jwt oauth profile projects public "
                "robots.txt "
                "s sitemap snippets unsubscribes uploads v2"
            ),
            searches="explore search",
        ),
        tabs=(
            "activity contributed followers following groups projects snippets starred subgroups"
        ),
    ),
)
