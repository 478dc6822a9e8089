"""SlideShare."""

from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="slideshare",
    name="SlideShare",
    hosts=("slideshare.net",),
    kinds=("profile",),
    address="https://www.slideshare.net/{}",
    examples=("https://www.slideshare.net/strathbeg",),
    read=grammar(
        "slideshare",
        forms={
            "": form("profile", r"[\w-]{2,64}", "https://www.slideshare.net/", "slideshare:"),
        },
        refused=words(
            reserved=(
                "account messages notifications about api blog business developers explore "
                "featured help home login logout main "
                "mobile popular privacy scribd settings signup terms upload"
            ),
            posts="category embed_code secret slideshow",
            searches="search tag",
        ),
        tabs=("clipboards documents followers following infographics presentations videos"),
    ),
)
