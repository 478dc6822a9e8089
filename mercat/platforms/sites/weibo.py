"""Weibo."""

from mercat.platforms.account import Reason
from mercat.platforms.grammar import form, grammar
from mercat.platforms.platform import Platform, words

PLATFORM = Platform(
    key="weibo",
    name="Weibo",
    hosts=("weibo.com", "weibo.cn"),
    refused_hosts={
        "s.weibo.com": Reason.SEARCH_PAGE,
        "t.cn": Reason.SHARE_LINK,
        "passport.weibo.com": Reason.RESERVED_PAGE,
    },
    kinds=("profile",),
    address="https://weibo.com/{}",
    examples=("https://weibo.com/u/1234567890", "https://weibo.com/strathbeg"),
    read=grammar(
        "weibo",
        forms={
            "u": form("profile", r"[0-9]{6,12}", "https://weibo.com/u/", "weibo:u/", stable=True),
            "p": form("profile", r"[0-9]{12,20}", "https://weibo.com/p/", "weibo:p/", stable=True),
            "n": form("profile", r"\w{2,30}", "https://weibo.com/n/", "weibo:n/"),
            "": form("profile", r"\w{4,30}", "https://weibo.com/", "weibo:"),
        },
        refused=words(
            reserved=(
                "about aj discover help home hot login login.php logout message mygroups newlogin "
                "reg "
                "settings signup"
            ),
            posts="detail status ttarticle tv video",
            searches="s search",
            shares="share sharer",
        ),
        tabs="about album home profile",
    ),
)
