"""Tables of pairs: what a person pastes, and the account it means."""

import pytest

from mercat.platforms import Account, recognise

CHANNEL = "UCabcdefghijklmnopqrstuv"
DID = "did:plc:abcdefghijklmnopqrstuvwx"

SAME = {
    "x:strathbeg": """
        https://x.com/strathbeg
        x.com/strathbeg
        http://www.twitter.com/Strathbeg/
        HTTPS://X.COM/STRATHBEG
        https://mobile.twitter.com/strathbeg?s=20&t=AbC
        https://twitter.com/#!/strathbeg
        https://twitter.com/@strathbeg
        https://x.com/strathbeg?utm_source=a&amp;utm_medium=b#main
        https://x.com:443/strathbeg
        https://www.x.com./strathbeg
        https://x.com/%73trathbeg
        https://x.com/strathbeg%E2%80%8B
        https://x.com/strathbeg/with_replies
        https://twitter.com/https://twitter.com/strathbeg
        //x.com/strathbeg
        https://x.com//strathbeg
        <https://x.com/strathbeg>
        "https://x.com/strathbeg",
    """,
    "facebook:strathbegcouncil": """
        https://www.facebook.com/StrathbegCouncil
        fb.com/Strathbeg.Council
        https://en-gb.facebook.com/strathbegcouncil/
        https://es-la.facebook.com/strathbegcouncil/about
        https://m.facebook.com/strathbegcouncil/posts/?ref=page_internal
        https://www.facebook.com/pg/StrathbegCouncil/about/
        https://www.facebook.com/home.php#!/strathbegcouncil
        https://www.facebook.com/StrathbegCouncil&ref=ts
        https://www.facebook.com/www.facebook.com/strathbegcouncil
    """,
    "facebook:123456789012": """
        https://www.facebook.com/123456789012
        https://www.facebook.com/profile.php?id=123456789012&ref=ts
        https://m.facebook.com/profile.php?v=info&id=123456789012
        https://www.facebook.com/pages/Strathbeg-Council/123456789012?sk=wall
        https://www.facebook.com/pages/Strathbeg-Scotland/Strathbeg-Council/123456789012
        https://www.facebook.com/pages/category/Community/Strathbeg-Council-123456789012/
        https://www.facebook.com/p/Strathbeg-Council-123456789012/
        https://www.facebook.com/people/Strathbeg-Council/123456789012/
        https://www.facebook.com/Strathbeg-Council-123456789012/
        https://www.facebook.com/Strathbeg-Council/123456789012
        https://www.facebook.com/groups/strathbeg/user/123456789012/
    """,
    "facebook:groups/strathbeg": """
        https://www.facebook.com/groups/Strathbeg
        https://m.facebook.com/groups/strathbeg/about/
    """,
    f"youtube:channel/{CHANNEL}": f"""
        https://www.youtube.com/channel/{CHANNEL}
        https://youtube.com/{CHANNEL}
        https://m.youtube.com/channel/{CHANNEL}/videos?view=0
        https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}
    """,
    "youtube:@strathbeg": """
        https://www.youtube.com/@Strathbeg
        https://www.youtube.com/@strathbeg/streams
    """,
    "youtube:user/strathbeg": """
        https://www.youtube.com/user/Strathbeg
        https://www.youtube.com/feeds/videos.xml?user=strathbeg
    """,
    "youtube:c/strathbeg": """
        https://www.youtube.com/c/Strathbeg
        https://www.youtube.com/strathbeg
    """,
    "facebook:strathbeg-town-hall": """
        https://www.facebook.com/Strathbeg-Town-Hall
        facebook.com/strathbeg-town-hall/about?ref=ts
    """,
    "linkedin:company/strathbeg": """
        https://www.linkedin.com/company/strathbeg
        https://ca.linkedin.com/company/Strathbeg/about/
        https://www.linkedin.com/school/strathbeg/?trk=x
    """,
    "linkedin:in/morag-macà-1a2": """
        https://www.linkedin.com/in/morag-mac%C3%A0-1a2
        https://www.linkedin.com/in/morag-macà-1a2/en
        https://uk.linkedin.com/in/Morag-Macà-1a2?originalSubdomain=uk
    """,
    "linkedin:showcase/strathbeg-jobs": "https://www.linkedin.com/showcase/strathbeg-jobs/about/",
    "linkedin:pub/morag-example/1/2a/3b4": "linkedin.com/pub/morag-example/1/2a/3b4",
    "bluesky:strathbeg.gov.uk": """
        https://bsky.app/profile/strathbeg.gov.uk
        at://strathbeg.gov.uk
        https://bsky.app/profile/@Strathbeg.gov.uk/followers
    """,
    "bluesky:strathbeg.bsky.social": """
        https://bsky.app/profile/strathbeg.bsky.social
        https://strathbeg.bsky.social
    """,
    f"bluesky:{DID}": f"""
        https://bsky.app/profile/{DID}?ref_src=embed
        {DID}
    """,
    "mastodon:strathbeg@mastodon.social": """
        https://mastodon.social/@strathbeg
        @Strathbeg@mastodon.social
        acct:strathbeg@mastodon.social
        https://mastodon.social/users/strathbeg
        https://mastodon.social/users/strathbeg.rss
        https://mastodon.social/web/@strathbeg
        https://www.mastodon.social/@strathbeg
        https://fosstodon.org/@strathbeg@mastodon.social
    """,
    "mastodon:strathbeg@xn--baw-joa.social": """
        https://bonn.social/@strathbeg@baw%C3%BC.social
        @strathbeg@bawü.social
    """,
    "threads:strathbeg": """
        https://www.threads.net/@strathbeg
        https://www.threads.com/@Strathbeg/replies
        @strathbeg@threads.net
    """,
    "telegram:strathbeg": """
        https://t.me/strathbeg
        https://t.me/s/Strathbeg
        telegram.me/strathbeg
        https://strathbeg.t.me
    """,
    "telegram:+AbCdEfGhIj12": """
        https://t.me/+AbCdEfGhIj12
        https://t.me/joinchat/AbCdEfGhIj12
    """,
    "reddit:r/strathbeg": """
        https://www.reddit.com/r/Strathbeg
        https://old.reddit.com/r/strathbeg/new
        https://www.reddit.com/r/strathbeg/.rss
        https://np.reddit.com/r/strathbeg.rss
    """,
    "medium:@strathbeg": """
        https://medium.com/@Strathbeg
        https://medium.com/feed/@strathbeg
        https://strathbeg.medium.com/
    """,
    "eventbrite:12345678901": """
        https://www.eventbrite.co.uk/o/strathbeg-council-12345678901
        https://www.eventbrite.com/o/12345678901?aff=x
    """,
    "whatsapp:441632960000": """
        https://wa.me/441632960000
        https://wa.me/+441632960000?text=hello
        https://api.whatsapp.com/send?phone=441632960000&text=hello
    """,
    "matrix:#strathbeg:matrix.org": """
        https://matrix.to/#/#Strathbeg:matrix.org
        https://matrix.to/#/%23strathbeg:matrix.org?via=matrix.org
    """,
    "signal:group/CjQKINhNhRHQAbCdEfGh": "https://signal.group/#CjQKINhNhRHQAbCdEfGh",
    "apple:podcast/1234567890": """
        https://podcasts.apple.com/gb/podcast/strathbeg-stories/id1234567890
        https://podcasts.apple.com/podcast/id1234567890
    """,
    "tumblr:strathbeg": """
        https://strathbeg.tumblr.com/
        https://www.tumblr.com/strathbeg
        https://strathbeg.tumblr.com/rss
    """,
    "blogger:strathbeg": """
        https://strathbeg.blogspot.co.uk/
        https://strathbeg.blogspot.com/feeds/posts/default
    """,
    "googleplus:+strathbeg": "https://plus.google.com/u/0/+Strathbeg/posts",
    "ustream:user/strathbeg": "http://ustream.tv/user/Strathbeg/videos",
    "foursquare:strathbeg": "http://foursquare.com/strathbeg",
}
PAIRS = [
    (line.strip(), key) for key, text in SAME.items() for line in text.split("\n") if line.strip()
]


@pytest.mark.parametrize(("text", "key"), PAIRS)
def test_address_means_the_account(text, key):
    answer = recognise(text)

    assert isinstance(answer, Account)
    assert answer.key == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Fb.com/Strathbeg.Council?ref=ts",
            ("facebook", "page", "Strathbeg.Council", "https://www.facebook.com/Strathbeg.Council"),
        ),
        (
            "https://www.eventbrite.co.uk/o/strathbeg-12345678901",
            (
                "eventbrite",
                "organisation",
                "12345678901",
                "https://www.eventbrite.com/o/12345678901",
            ),
        ),
        (
            "@Strathbeg@mastodon.social",
            (
                "mastodon",
                "profile",
                "Strathbeg@mastodon.social",
                "https://mastodon.social/@Strathbeg",
            ),
        ),
    ],
)
def test_account_has_kind_handle_and_canonical_address(text, expected):
    answer = recognise(text)

    assert (answer.platform, answer.kind, answer.handle, answer.url) == expected


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        (f"https://www.youtube.com/channel/{CHANNEL}", True),
        ("https://www.youtube.com/@strathbeg", False),
        (f"https://bsky.app/profile/{DID}", True),
        ("https://www.facebook.com/profile.php?id=123456789012", True),
        ("https://x.com/i/user/1234567890", True),
        ("https://x.com/strathbeg", False),
    ],
)
def test_only_ids_that_cannot_be_renamed_are_stable(text, stable):
    assert recognise(text).stable is stable


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (
            f"https://www.youtube.com/channel/{CHANNEL}",
            f"https://www.youtube.com/channel/{CHANNEL[:-1]}V",
        ),
        ("https://discord.gg/AbCdEf", "https://discord.gg/abcdef"),
        ("https://t.me/+AbCdEfGhIj12", "https://t.me/+abcdefghij12"),
        ("https://www.youtube.com/@strathbeg", "https://www.youtube.com/user/strathbeg"),
        ("https://www.instagram.com/strath.beg", "https://www.instagram.com/strathbeg"),
        ("https://lemmy.world/c/strathbeg", "https://lemmy.world/u/strathbeg"),
    ],
)
def test_different_accounts_stay_apart(text, other):
    assert recognise(text).key != recognise(other).key


@pytest.mark.parametrize(
    ("name", "platform", "key"),
    [
        ("@strathbeg", "x", "x:strathbeg"),
        ("strathbeg", "Twitter", "x:strathbeg"),
        ("strathbeg", "youtube", "youtube:@strathbeg"),
        ("strath.beg", "instagram", "instagram:strath.beg"),
        ("strathbeg.gov.uk", "bluesky", "bluesky:strathbeg.gov.uk"),
        ("strathbeg@mastodon.social", "mastodon", "mastodon:strathbeg@mastodon.social"),
        ("https://x.com/strathbeg", "facebook", "x:strathbeg"),
    ],
)
def test_bare_name_with_its_platform(name, platform, key):
    assert recognise(name, platform=platform).key == key
