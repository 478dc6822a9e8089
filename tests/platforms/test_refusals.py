"""Tables of pairs: what is not an account, and why."""

import pytest

from mercat.platforms import PLATFORMS, NotAnAccount, Reason, recognise
from mercat.platforms.account import SENTENCES

REFUSED = {
    "empty": ["", "   ", "\n"],
    "too_long": ["https://x.com/" + "a" * 2048],
    "not_a_url": [
        "hello world",
        "@",
        "/",
        "https://",
        "http:///x.com/a",
        "mailto:press@strathbeg.gov.uk",
        "https://x.com/strath\u202ebeg",
        "https://x.com/strathbeg\r\nX: y",
        "https://x.com/strathbeg%00",
        "https://www.linkedin.com/in/strathbeg\ud800",
        "@strathbeg@\udcff.org",
        "https://x.com:port/strathbeg",
        "https://strathbeg.example https://x.com/strathbeg",
    ],
    "unknown_site": [
        "https://www.strathbeg.gov.uk/contact",
        "https://localhost/@strathbeg",
        "http://192.168.0.1/@strathbeg",
        "https://2130706433/@strathbeg",
        "https://social.strathbeg.test/@strathbeg",
        "https://www.netflix.com/x",
    ],
    "post": [
        "https://x.com/strathbeg/status/123",
        "https://www.facebook.com/strathbeg/posts/pfbid02abc",
        "https://www.facebook.com/groups/strathbeg/permalink/123/",
        "https://www.instagram.com/p/B4uJw1qhLwV/",
        "https://www.instagram.com/strathbeg/reel/abc/",
        "https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.linkedin.com/feed/update/urn:li:activity:123/",
        "https://bsky.app/profile/strathbeg.gov.uk/post/3latlue4glc26",
        "https://mastodon.social/@strathbeg/1234567890",
        "https://www.reddit.com/r/strathbeg/comments/abc/title/",
        "https://vimeo.com/340320810",
        "https://github.com/strathbeg/repository",
        "https://strathbeg.tumblr.com/post/123",
        "https://vk.com/wall-1_2",
        "https://podcasts.apple.com/gb/podcast/strathbeg/id1234567890?i=1000",
    ],
    "share_link": [
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://www.facebook.com/share/1AbCdEf/",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fstrathbeg",
        "https://twitter.com/intent/tweet?text=x",
        "https://twitter.com/home?status=x",
        "https://wa.me/?text=x",
        "https://www.reddit.com/submit?url=x",
        "https://www.pinterest.com/pin/create/button/?url=x",
        "https://bit.ly/abc",
        "https://www.bit.ly/abc",
    ],
    "search_page": [
        "https://x.com/hashtag/strathbeg",
        "https://www.youtube.com/results?search_query=x",
        "https://www.linkedin.com/pub/dir/Morag/Example",
        "https://www.flickr.com/photos/tags/strathbeg",
    ],
    "reserved_page": [
        "x.com",
        "https://x.com/home",
        "https://www.linkedin.com/jobs/",
        "https://www.facebook.com/events/",
        "https://www.facebook.com/v2.10/dialog/oauth",
        "https://www.linkedin.com/company/",
        "https://help.instagram.com/strathbeg",
        "https://mastodon.social/about",
        "https://mastodon.social/@#main",
        "https://www.tiktok.com/@/strathbeg",
    ],
    "invalid_handle": [
        "https://x.com/this_name_is_far_too_long_for_it",
        "https://x.com/two words",
        "https://x.com/../settings",
        "https://www.facebook.com/-",
        "https://x.com/a%2Fb",
        "https://www.instagram.com/a..b/",
        "https://www.facebook.com/Strathbeg Council",
        "https://www.facebook.com/profile.php?id=abc",
        "https://www.youtube.com/channel/../watch",
        "https://t.me/ab",
        "https://bsky.app/profile/did:plc:short",
    ],
    "credentials_in_url": [
        "https://facebook.com@strathbeg.example/x",
        "facebook.com:443@strathbeg.example",
        "http://x.com%40strathbeg.example/x",
    ],
    "unusual_port": ["https://x.com:8080/strathbeg", "x.com:1/strathbeg"],
    "needs_platform": ["@strathbeg", "strathbeg", "strathbeg@mastodon.social"],
    "short_link": ["https://fb.me/strathbeg", "https://spoti.fi/abc"],
    "archive_copy": ["https://web.archive.org/web/2020/https://x.com/strathbeg", "archive.ph/abc"],
    "private_page": ["https://studio.youtube.com/channel/x"],
    "opaque_id": ["https://www.facebook.com/people/Strathbeg/pfbid02abcdefghijkl"],
}
PAIRS = [(text, reason) for reason, texts in REFUSED.items() for text in texts]


@pytest.mark.parametrize(("text", "reason"), PAIRS)
def test_text_is_refused_with_its_reason(text, reason):
    answer = recognise(text)

    assert isinstance(answer, NotAnAccount)
    assert answer.reason == reason


@pytest.mark.parametrize(
    ("host", "site"),
    [
        ("facebook.com.strathbeg.example", "facebook"),
        ("facebook.com-login.example", "facebook"),
        ("myfacebook.com", "facebook"),
        ("faceb00k.com", "facebook"),
        ("facebok.com", "facebook"),
        ("facebo\u043e\u043ak.com", "facebook"),
        ("xn--fcebook-2fg.com", "facebook"),
        ("facebook%2ecom.strathbeg.example", "facebook"),
        ("secure-x.com", "x"),
        ("x.cm", "x"),
        ("\uff58.com", "x"),
        ("t.m\u0435", "telegram"),
        ("rnastodon.social", "mastodon"),
        ("mastodon.social.co", "mastodon"),
        ("notmastodon.social", "mastodon"),
        ("instagrarn.com", "instagram"),
        ("lnstagram.com", "instagram"),
    ],
)
def test_lookalike_names_the_site_it_imitates(host, site):
    assert recognise(f"https://{host}/@strathbeg")[:2] == (Reason.LOOKALIKE, site)


@pytest.mark.parametrize(
    "host",
    [
        "mastodon.strathbeg.scot",
        "box.com",
        "wordpress.org",
        "matrix.org",
        "podcasts.bbc.co.uk",
        "apple.com",
        "rubble.com",
    ],
)
def test_honest_host_is_no_lookalike(host):
    assert recognise(f"https://{host}/@strathbeg").reason == Reason.MAYBE_FEDIVERSE


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("https://wwww.instagram.com/strathbeg", "https://www.instagram.com/strathbeg"),
        ("t.me@strathbeg", "https://t.me/strathbeg"),
        ("https://https://x.com/strathbeg", "https://x.com/strathbeg"),
        ("http://https//x.com/strathbeg", "https://x.com/strathbeg"),
        ("https//x.com/strathbeg", "https://x.com/strathbeg"),
        ("htps://x.com/strathbeg", "https://x.com/strathbeg"),
        ("https:/x.com/strathbeg", "https://x.com/strathbeg"),
        ("https://x.com/https://vimeo.com/strathbeg", "https://vimeo.com/strathbeg"),
        (
            "https://bsky.app/profile/strathbeg",
            "https://bsky.app/profile/strathbeg.bsky.social",
        ),
        ("https://www.youtube.com/channel/strathbeg", "https://www.youtube.com/@strathbeg"),
        ("https://x.com/strathbeg/status/1", None),
    ],
)
def test_evident_slip_is_answered_with_a_suggestion(text, suggestion):
    answer = recognise(text)

    assert isinstance(answer, NotAnAccount)
    assert answer.suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "https://social.strathbeg.gov.uk/@press",
        "https://social.strathbeg.gov.uk/users/press",
        "social.strathbeg.gov.uk/@press?utm_source=x",
    ],
)
def test_unknown_host_may_be_in_the_fediverse(text):
    answer = recognise(text)

    assert answer.reason == Reason.MAYBE_FEDIVERSE
    assert answer.candidate.key == "mastodon:press@social.strathbeg.gov.uk"


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence_that_ends(reason):
    assert NotAnAccount(reason).sentence.endswith(".")
    assert "{" not in NotAnAccount(reason, "x").sentence


def test_reasons_and_sentences_are_the_same_set():
    assert set(SENTENCES) == set(Reason)


def test_sentence_offers_the_suggestion():
    sentence = recognise("https//x.com/strathbeg").sentence

    assert sentence.endswith("Did you mean https://x.com/strathbeg?")


@pytest.mark.parametrize("key", list(PLATFORMS))
def test_front_page_of_every_platform_is_no_account(key):
    for host in PLATFORMS[key].hosts:
        assert isinstance(recognise(f"https://{host}/"), NotAnAccount)


@pytest.mark.parametrize("junk", ["a" * 1_000_000, "/" * 1_000_000, "https://x.com/" * 70_000])
def test_a_megabyte_of_junk_is_refused(junk):
    assert recognise(junk).reason == Reason.TOO_LONG


def test_sentence_can_be_said_in_another_language():
    refusal = NotAnAccount(Reason.LOOKALIKE, "facebook", "https://www.facebook.com/strathbeg")

    quoted = refusal.said(lambda words: f"«{words}»")

    assert quoted.startswith("«Careful:")
    assert quoted.endswith("«Did you mean https://www.facebook.com/strathbeg?»")
    assert refusal.said(str) == refusal.sentence
