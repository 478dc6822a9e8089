"""What must hold for every text, and for every account."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mercat.platforms import PLATFORMS, Account, NotAnAccount, extract, recognise
from mercat.platforms.registry import BASES

quick = settings(max_examples=300, deadline=None, derandomize=True)
HOSTS = st.sampled_from([host for platform in PLATFORMS.values() for host in platform.hosts])
PIECES = st.one_of(
    st.sampled_from(("https://", "http://", "//", "/", "@", "#", "#!/", "?", "&", "&amp;", "%")),
    st.sampled_from(("%2f", "%00", ".", "..", ":", ":443", "\\", "\\u00e9", "www.", "m.", "xn--")),
    st.sampled_from(("in/", "company/", "channel/", "profile/", "users/", "groups/", "p/", ".rss")),
    st.sampled_from(("\u202e", "\u200b", "\u043e", "\x00", "\n")),
    HOSTS,
    st.text(max_size=12),
    st.text(string.ascii_letters + string.digits + "_-.", max_size=20),
)
NAMES = st.from_regex(r"[a-z][a-z0-9]{4,14}", fullmatch=True)
SHORT_PATHS = (
    "@ @# @/ @/a @@ @a@ @a@b + +a s s/ c c/ in in/ pub/ pages/x groups//x p/- people/a/ . .. "
    ".x ! #!/ profile.php? ?id= - _ %20 %40 u/ r/u_ R/ti/p/ i/ i/user/ web users/ channel/ "
    "feed feed/ %25 $a a:b feeds/videos.xml public/shows pod/show intl-x o/-1 room user group "
    "1 joinchat/ resolve?domain= t/ id podcast/ us us/ en-US profile/ agency-detail/a/b #a !a "
    "orgs users/a/b servers/ n/ send c/"
)
EXAMPLES = [(key, text) for key, platform in PLATFORMS.items() for text in platform.examples]
PLAIN = [(key, text) for key, text in EXAMPLES if "#" not in text and "?" not in text]


@quick
@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_never_raises(text):
    answer = recognise(text)

    assert isinstance(answer, Account | NotAnAccount)
    assert isinstance(answer, Account) or answer.sentence


@pytest.mark.parametrize("host", BASES)
def test_never_raises_on_short_paths(host):
    for path in SHORT_PATHS.split():
        assert recognise(f"https://{host}/{path}") == recognise(f"https://www.{host}/{path}")


@quick
@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from([*PLATFORMS, "nonsense"]))
def test_never_raises_with_a_platform(text, platform):
    assert isinstance(recognise(text, platform=platform), Account | NotAnAccount)


@quick
@given(HOSTS, st.lists(PIECES, max_size=6).map("".join))
def test_canonical_address_is_the_same_account(host, rest):
    answer = recognise(f"https://{host}/{rest}")

    if isinstance(answer, Account):
        again = recognise(answer.url)
        assert (again.platform, again.key) == (answer.platform, answer.key)


@quick
@given(st.sampled_from([key for key in PLATFORMS if key != "mastodon"]), NAMES)
def test_name_comes_back_from_its_canonical_address(key, name):
    answer = recognise(name, platform=key)

    if isinstance(answer, Account):
        assert recognise(answer.url).key == answer.key


@pytest.mark.parametrize(("key", "text"), EXAMPLES)
def test_example_is_its_own_canonical_address(key, text):
    answer = recognise(text)

    assert (answer.platform, answer.url) == (key, text)
    assert answer.kind in PLATFORMS[key].kinds


@pytest.mark.parametrize(("key", "text"), PLAIN)
def test_what_people_add_does_not_change_the_key(key, text):
    expected = recognise(text).key
    host = text.split("/")[2]
    shouted = text.replace(host, host.upper()).replace("https", "HTTPS")

    for changed in (
        text + "/",
        text + "?utm_source=newsletter&utm_medium=email&fbclid=IwAR0",
        text + "?a=b&amp;c=d",
        text + "#main",
        text.removeprefix("https://"),
        text.replace("https", "http"),
        f"  <{text}>\n",
        f"\u200b{text}\ufeff",
        shouted,
    ):
        assert recognise(changed).key == expected, changed


@quick
@given(st.text(alphabet="<>/=\"' \nahrefscipt!-x.com@", max_size=200))
def test_extract_never_raises(text):
    assert all(isinstance(account, Account) for account in extract(text))
