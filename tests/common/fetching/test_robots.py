import pytest

from mercat.common.fetching import NotFetched, robots_of

SITE = "https://strathbeg.example"
WISHES = """
User-agent: *
Disallow: /private
Disallow: /*.pdf$
Crawl-delay: 2

User-agent: mercat
Disallow: /not-mercat
Crawl-delay: 900
"""


def test_robots_of_a_site_that_names_us(web):
    web.page(f"{SITE}/robots.txt", WISHES, kind="text/plain")

    robots = robots_of(SITE)

    assert not robots.allow(f"{SITE}/not-mercat/page")
    assert robots.allow(f"{SITE}/private")
    assert robots.delay == 30


def test_robots_of_a_site_that_names_nobody(web):
    web.page(f"{SITE}/robots.txt", WISHES.partition("User-agent: mercat")[0], kind="text/plain")

    robots = robots_of(SITE)

    assert [robots.allow(SITE + path) for path in ("/", "/private/a", "/a.pdf")] == [
        True,
        False,
        False,
    ]
    assert robots.delay == 2


def test_robots_of_a_site_without_them_allow_all(web):
    web.page(f"{SITE}/")

    assert robots_of(SITE).allow(f"{SITE}/anything")


@pytest.mark.parametrize("status", [429, 500])
def test_robots_of_a_site_in_trouble_are_not_known(web, status):
    web.page(f"{SITE}/robots.txt", status=status)

    with pytest.raises(NotFetched):
        robots_of(SITE)
