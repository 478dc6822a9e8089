"""The page of a desk: by link and signed in, old browsers, no script, and what is kept of it."""

import logging
import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from mercat.access.models import BrowserTally, Site, ToolTally
from mercat.access.tools import usual
from mercat.people.models import Person
from tests.access.addresses import MEMBERS, allowed, ict_of, made_barrier
from tests.factories.council import NOW

IE6 = "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)"
SAFARI_12 = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_14_6) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/12.1.2 Safari/605.1.15"
)
LYNX = "Lynx/2.9.0 libwww-FM/2.14"
CANARY = "Mozilla/5.0 (X11; CANARY-4711) Gecko/20100101 Firefox/2.0"
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def _fresh_cache(db):
    cache.clear()


@pytest.fixture
def desk(council):
    return allowed(council, sites=("Town House", "Depot"), at=timezone.now())


def page(desk, name):
    return reverse(f"access:{name}_by_link", args=[desk.key])


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (IE6, ["Internet Explorer 6", "Windows XP", "27 August 2001", "Not supported any more"]),
        (SAFARI_12, ["Safari 12.1", "macOS 10.14.6", "Not supported any more"]),
        (LYNX, ["Lynx 2.9", "We can’t tell", "says nothing against it"]),
        ("", ["It does not say", "It need not"]),
        ("\x7f" * 5000, ["We can’t tell"]),
    ],
)
def test_a_desk_is_named_without_sign_in_and_without_script(agent, said, client, desk):
    text = client.get(page(desk, "desk"), headers={"User-Agent": agent}).content.decode()

    assert [each for each in said if each not in text] == []
    assert "Only JavaScript can tell" in text
    assert "No camera and no microphone" in text


def test_hints_of_newer_browsers_are_asked_for_and_read(client, desk):
    headers = {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
        "Gecko) Chrome/157.0.0.0 Safari/537.36",
        "Sec-CH-UA": '"Chromium";v="157", "Brave";v="157", "Not?A_Brand";v="24"',
        "Sec-CH-UA-Platform": '"Windows"',
        "Sec-CH-UA-Platform-Version": '"15.0.0"',
    }
    answer = client.get(page(desk, "desk"), headers=headers)

    assert "Sec-CH-UA-Platform-Version" in answer["Accept-CH"]
    assert "Brave 157" in answer.content.decode()
    assert "Windows 11" in answer.content.decode()


def test_an_unknown_link_leads_nowhere(client, desk):
    for key in ("nothing", "a" * 5000, "%00"):
        assert client.get(f"/access/at/{key}/").status_code == 404


def test_what_is_sent_is_shown_first_and_counted_once_a_week(client, desk):
    headers = {"User-Agent": IE6}
    before = client.get(page(desk, "desk"), headers=headers).content.decode()
    assert "one more desk with “Internet Explorer 6”" in before
    assert BrowserTally.objects.count() == 0
    for _ in range(3):
        answer = client.post(page(desk, "count_browser"), headers=headers)
        assert answer.url == page(desk, "desk")

    assert BrowserTally.objects.values_list("browser", "count").get() == ("Internet Explorer 6", 1)
    text = client.get(page(desk, "desk"), headers=headers).content.decode()
    assert "counted for this week" in text
    assert set(client.cookies) <= {"csrftoken", "desk-counted-browser"}


def test_trying_is_off_until_ict_says_so(client, council):
    council.sign_in(client, "member")
    answer = client.get(reverse("access:tools"))

    text = answer.content.decode()
    assert "You cannot try it yet" in text
    assert "data-try" not in text
    assert "facebook" not in answer["Content-Security-Policy"]
    assert client.post(reverse("access:count_tools")).status_code == 302
    assert ToolTally.objects.count() == 0


def test_trying_names_who_allowed_it_and_opens_these_hosts_on_that_page_alone(client, desk):
    answer = client.get(page(desk, "tools"))
    elsewhere = client.get(page(desk, "desk"))

    policy = answer["Content-Security-Policy"]
    assert desk.allowed_by.name in answer.content.decode()
    for part in ("img-src", "connect-src"):
        (said,) = re.findall(rf"{part} ([^;]*)", policy)
        assert "https://www.facebook.com" in said
        assert "'self'" in said
    assert "script-src 'self'" in policy
    assert answer["Cross-Origin-Embedder-Policy"] == "credentialless"
    assert answer["Referrer-Policy"] == "same-origin"  # to the tools none, and the form works
    assert "facebook" not in elsewhere["Content-Security-Policy"]


def found(**changed):
    depot = Site.objects.get(name="Depot")
    return {
        "site": depot.public_id,
        "tool-facebook": "blocked",
        "tool-youtube": "reachable",
        **changed,
    }


def test_what_was_found_is_counted_by_place_and_never_with_the_browser(client, desk):
    client.post(page(desk, "count_tools"), found(), headers={"User-Agent": IE6})

    rows = ToolTally.objects.order_by("tool").values_list("site__name", "tool", "outcome", "count")
    assert list(rows) == [("Depot", "facebook", "blocked", 1), ("Depot", "youtube", "reachable", 1)]
    assert BrowserTally.objects.count() == 0
    client.post(page(desk, "count_tools"), found())
    assert ToolTally.objects.filter(count=1).count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"site": ""},
        {"site": "nowhere"},
        {"site": "\0"},
        {"site": "x" * 100_000},
        {"tool-facebook": "splendid"},
        {"tool-facebook": "", "tool-youtube": ""},
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_counted(wrong, client, desk):
    answer = client.post(page(desk, "count_tools"), found(**wrong))

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert ToolTally.objects.count() == 0


def everything_stored():
    """All rows of all tables as text, the cache included."""
    parts = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            parts += [(table, str(row)) for row in cursor.fetchall()]
    return parts


def test_nothing_of_a_check_says_who_or_with_what(client, desk, council, caplog):
    """Every table and every line of the log is read after it."""
    caplog.set_level(logging.DEBUG)
    extra = {"REMOTE_ADDR": ADDRESS, "HTTP_X_FORWARDED_FOR": ADDRESS}
    headers = {"User-Agent": CANARY, "Sec-CH-UA-Platform": '"CANARY-4711"'}
    before = dict.fromkeys(text for _table, text in everything_stored())
    for name in ("desk", "tools"):
        client.get(page(desk, name), headers=headers, **extra)
    client.post(page(desk, "count_browser"), headers=headers, **extra)
    client.post(page(desk, "count_tools"), found(), headers=headers, **extra)
    new = [(table, text) for table, text in everything_stored() if text not in before]

    assert {table for table, _text in new} == {"access_browsertally", "access_tooltally", "cache"}
    assert not [text for _table, text in new if "4711" in text or ADDRESS in text]
    lines = [record.getMessage() for record in caplog.records]
    assert any("/access/at/<str:desk_key>/" in line for line in lines)
    assert not [line for line in lines if "4711" in line or ADDRESS in line or desk.key in line]


def test_a_member_who_checks_is_not_kept_either(client, desk, council):
    member = council.sign_in(client, "member")
    client.get(reverse("access:desk"), headers={"User-Agent": CANARY})
    before = dict.fromkeys(text for _table, text in everything_stored())
    client.post(reverse("access:count_browser"), headers={"User-Agent": CANARY})
    client.post(reverse("access:count_tools"), found(), headers={"User-Agent": CANARY})
    new = [(table, text) for table, text in everything_stored() if text not in before]

    assert {table for table, _text in new} == {"access_browsertally", "access_tooltally", "cache"}
    said = " ".join(text for _table, text in new)
    person = member.person
    for word in (person.email, person.name, person.public_id, str(person.audit_key), "4711"):
        assert word not in said


def test_tallies_have_no_column_for_a_person_a_time_or_each_other():
    columns = {
        model: {field.name for field in apps.get_model("access", model)._meta.get_fields()}
        for model in ("BrowserTally", "ToolTally")
    }

    assert columns["BrowserTally"] == {"id", "organisation", "week", "browser", "support", "count"}
    assert columns["ToolTally"] == {
        *("id", "organisation", "week", "site", "tool", "outcome", "count")
    }
    for model in ("BrowserTally", "ToolTally"):
        related = [f.related_model for f in apps.get_model("access", model)._meta.fields]
        assert Person not in related


def test_what_serves_the_site_writes_no_line_of_its_own_for_a_request():
    from gunicorn.config import Config

    assert Config().accesslog is None


def test_members_see_their_pages_and_find_the_way(client, council):
    council.sign_in(client, "member")
    made_barrier(council.colleague)

    for name in MEMBERS:
        assert (name, client.get(reverse(name)).status_code) == (name, 200)
    text = client.get("/dashboard/").content.decode()
    assert reverse("access:index") in text


def test_index_costs_few_queries(client, council, django_assert_num_queries):
    ict = ict_of(council)
    for number in range(12):
        made_barrier(council.colleague, title=f"Barrier {number}")
    client.force_login(ict.person)
    client.get(reverse("access:index"))

    with django_assert_num_queries(QUERIES_OF_INDEX):
        client.get(reverse("access:index"))


QUERIES_OF_INDEX = 8


def test_ict_sets_places_tools_and_the_link(client, council):
    ict = ict_of(council)
    client.force_login(ict.person)
    client.post(reverse("access:set_sites"), {"site_names": "Town House\r\n\r\n Depot \r\nDepot"})
    own = "Our films, https://films.strathbeg.example/favicon.ico"
    given = {"known": ["facebook"], "other_tools": own, "counts_as_no_misuse": "on"}
    answer = client.post(reverse("access:allow_attempts"), given)
    client.post(reverse("access:make_link"))

    assert answer.status_code == 302
    assert {site.name for site in Site.objects.all()} == {"Town House", "Depot"}
    text = client.get(reverse("access:tools")).content.decode()
    assert "Our films" in text
    assert "/access/at/" in client.get(reverse("access:index")).content.decode()
    client.post(reverse("access:stop_attempts"))
    assert "You cannot try it yet" in client.get(reverse("access:tools")).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"counts_as_no_misuse": ""},
        {"known": []},
        {"known": ["splendid"]},
        {"other_tools": "no address"},
        {"other_tools": "Films, http://films.example/a.ico"},
        {"other_tools": "Films, https://films.example; script-src */a.ico"},
        {"other_tools": "Films, https://user@films.example/a.ico"},
        {"other_tools": "\0"},
        {"other_tools": "x" * 100_000},
    ],
)
def test_nothing_else_is_allowed(wrong, client, council):
    client.force_login(ict_of(council).person)
    given = {"known": ["facebook"], "other_tools": "", "counts_as_no_misuse": "on", **wrong}
    answer = client.post(reverse("access:allow_attempts"), given)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("names", ["", "\0", "x" * 81, "\n".join(map(str, range(201)))])
def test_places_are_few_and_short(names, client, council):
    client.force_login(ict_of(council).person)
    answer = client.post(reverse("access:set_sites"), {"site_names": names})

    assert "There is a problem" in answer.content.decode()
    assert Site.objects.count() == 0


def test_every_picture_of_the_list_is_one_that_the_form_takes():
    from mercat.access.tools import KNOWN, PICTURE

    pictures = [picture for tool in KNOWN for picture in tool["pictures"]]
    assert all(PICTURE.match(each) for each in pictures)
    assert len({tool["key"] for tool in KNOWN}) == len(KNOWN)
    assert len(usual()) >= 5


def test_an_administrator_hands_in_a_newer_list(client, council):
    from io import BytesIO

    from tests.access.test_actions import newer

    council.sign_in(client, "administrator")
    address = reverse("access:hand_in_browsers")
    for raw in (b"", b"{}", b"\xff\xfe", b"[" * 10_000, b" " * 1_000_001):
        file = BytesIO(raw)
        file.name = "browsers.json"
        answer = client.post(address, {"browsers_file": file})
        assert "There is a problem" in answer.content.decode()
    file = BytesIO(newer(NOW.date().isoformat()).encode())
    file.name = "browsers.json"
    assert client.post(address, {"browsers_file": file}).status_code == 302
    assert "18 November 2026" in client.get(address).content.decode()
