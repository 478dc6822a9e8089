"""WordPress.com: every account has a host of its own."""

from mercat.platforms.grammar import by_subdomain, form
from mercat.platforms.platform import Platform

PLATFORM = Platform(
    key="wordpress",
    name="WordPress.com",
    hosts=("wordpress.com",),
    account_subdomains=True,
    common_word=True,
    kinds=("blog",),
    address="https://{}.wordpress.com",
    examples=("https://strathbeg.wordpress.com",),
    read=by_subdomain(
        "wordpress",
        form("blog", r"[a-z0-9-]{1,63}", "https://", "wordpress:", end=".wordpress.com"),
        own=(
            "en de fr es it nl pt ru ja public-api wordpress developer jobs akismet reader learn "
            "blog apps"
        ),
        pages="about contact home",
    ),
)
