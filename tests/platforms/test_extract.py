"""Accounts found in pages and texts."""

import re

import pytest

from mercat.platforms import extract
from mercat.platforms.registry import OLD_NAMES, lines

PAGE = """
<html><head>
<link rel="stylesheet" href="https://x.com/stylesheet">
<link rel="me" href="https://mastodon.social/@strathbeg">
<script>var link = '<a href="https://x.com/in_script">';</script>
<script type="application/ld+json">
{"@type": "Organization", "sameAs": ["https:\\/\\/www.youtube.com\\/@strathbeg"]}
</script>
</head><body>
<!-- <a href="https://x.com/in_comment">x</a> -->
<a class="b" href="https://www.facebook.com/StrathbegCouncil?a=1&amp;b=2">Facebook</a>
<A HREF='https://twitter.com/strathbeg'>X</A>
<a href=https://twitter.com/Strathbeg>X again</a>
<a href="https://twitter.com/intent/tweet?text=x">Share</a>
<a href="https://www.facebook.com/sharer/sharer.php?u=x">Share</a>
<a href="/strathbeg">Local</a>
<iframe src="https://www.facebook.com/plugins/page.php?href=x"></iframe>
</body></html>
"""
TEXT = "See https://x.com/strathbeg, (t.me/strathbeg) and @strathbeg@mastodon.social. Mail me@x.org"
ADDRESSES = {
    "x": "https://twitter.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "youtube": "https://www.youtube.com/{}",
    "instagram": "https://www.instagram.com/{}",
}
LISTED = [line.split(",", 2)[:2] for line in lines("ignored_links.csv")[1:]]


def keys(text, **options):
    return [account.key for account in extract(text, **options)]


def test_page_gives_each_linked_account_once():
    assert keys(PAGE) == [
        "mastodon:strathbeg@mastodon.social",
        "youtube:@strathbeg",
        "facebook:strathbegcouncil",
        "x:strathbeg",
    ]


def test_text_gives_the_accounts_it_names():
    assert keys(TEXT) == ["x:strathbeg", "telegram:strathbeg", "mastodon:strathbeg@mastodon.social"]


@pytest.mark.parametrize(("service", "pattern"), LISTED)
def test_listed_link_is_ignored(service, pattern):
    path = re.sub(r"[\\^$]", "", pattern)
    address = ADDRESSES[OLD_NAMES.get(service, service)].format(path)

    assert keys(f'<a href="{address}">x</a>') == []


def test_listed_account_is_found_on_request():
    page = '<a href="https://twitter.com/housedemocrats">x</a>'

    assert keys(page, ignore_listed=False) == ["x:housedemocrats"]


@pytest.mark.parametrize(
    "junk", ["<" * 500_000, "<a " * 200_000, "<!--" * 150_000, "<script>" * 80_000, "a/" * 200_000]
)
def test_junk_gives_nothing(junk):
    assert keys(junk) == []
