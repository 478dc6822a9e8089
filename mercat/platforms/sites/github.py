"""GitHub."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

NAME = r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}"
PROFILE = form("profile", NAME, "https://github.com/", "github:")
ORGANISATION = form("organisation", NAME, "https://github.com/", "github:")

PLATFORM = Platform(
    key="github",
    name="GitHub",
    hosts=("github.com",),
    refused_hosts={"gist.github.com": Reason.POST, "git.io": Reason.SHORT_LINK},
    kinds=("profile", "organisation"),
    address="https://github.com/{}",
    examples=("https://github.com/strathbeg-council",),
    read=grammar(
        "github",
        forms={"": PROFILE, "orgs": ORGANISATION, "users": PROFILE},
        refused=words(
            reserved=(
                "about account apps blog business careers codespaces collections contact "
                "copilot customer-stories dashboard discussions enterprise events features "
                "github-copilot home issues join login logout marketplace mobile models "
                "new nonprofit notifications open-source organizations pricing pulls readme "
                "readme.html resources security sessions settings signup site solutions sponsors "
                "stars support team terms topics trending watching"
            ),
            searches="search explore",
        ),
        tabs=(
            "repositories people teams projects packages followers following stars discussions "
            "sponsoring"
        ),
    ),
)
