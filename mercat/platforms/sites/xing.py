"""XING."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="xing",
    name="XING",
    hosts=("xing.com",),
    kinds=("person", "organisation", "group"),
    address="https://www.xing.com/pages/{}",
    examples=("https://www.xing.com/pages/strathbeg",),
    read=grammar(
        "xing",
        forms={
            "profile": form(
                "person", r"[\w.-]{2,100}", "https://www.xing.com/profile/", "xing:profile/"
            ),
            "pages": form(
                "organisation", r"[\w-]{2,100}", "https://www.xing.com/pages/", "xing:pages/"
            ),
            "companies": form(
                "organisation", r"[\w-]{2,100}", "https://www.xing.com/pages/", "xing:pages/"
            ),
            "company": form(
                "organisation", r"[\w-]{2,100}", "https://www.xing.com/pages/", "xing:pages/"
            ),
            "communities": form(
                "group", r"[\w/-]{2,100}", "https://www.xing.com/communities/", "xing:communities/"
            ),
        },
        refused=words(
            reserved=(
                "about app blog business careers contact download explore feed help jobs legal "
                "login "
                "logout privacy register settings signin signup start support terms"
            ),
            posts="discover events jobs news",
            searches="search",
            shares="social_plugins spi",
        ),
        tabs=("about-us about_us employees jobs news portfolio reviews updates web_profiles"),
    ),
)
