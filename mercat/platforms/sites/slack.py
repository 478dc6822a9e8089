"""Slack: every account has a host of its own."""

from mercat.platforms.grammar import by_subdomain, form
from mercat.platforms.platform import Platform

PLATFORM = Platform(
    key="slack",
    name="Slack",
    hosts=("slack.com",),
    account_subdomains=True,
    kinds=("community",),
    address="https://{}.slack.com",
    examples=("https://strathbeg.slack.com",),
    read=by_subdomain(
        "slack",
        form("community", r"[a-z0-9][a-z0-9-]{0,61}", "https://", "slack:", end=".slack.com"),
        own="app api get my slack status edgeapi files hooks join investor trust",
        pages="messages signin signup join",
    ),
)
