"""What is private answers as what was never there: status, words and work done are the same.

Clocks on a busy machine prove nothing, so the work is counted: the same statements in the same
order take the same time.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import DepartmentFactory, OrganisationFactory
from tests.lookup.claims import published
from tests.passports.states import passport_for

LIST = re.compile(r"(?:…, )*…")  # as many as a name has neighbours
NAMES = re.compile(r"'[^']*'|\b\d+\b")
TOKEN = re.compile(rb'value="[A-Za-z0-9]{64}"')  # against forged forms, another one each time
NOBODY = "bcdfghjkmn"
PUBLIC = [
    ("/lookup/organisations/{slug}/", "slug"),
    ("/lookup/organisations/{slug}/data/", "slug"),
    ("/lookup/organisations/{slug}/data/accounts.csv", "slug"),
    ("/lookup/organisations/{slug}/data/changes.atom", "slug"),
    ("/lookup/organisations/{slug}/trust.txt", "slug"),
    ("/lookup/accounts/{account}/", "account"),
    ("/lookup/accounts/{account}/review/", "account"),
    ("/lookup/passports/{passport}/", "passport"),
    ("/api/v1/organisations/{slug}", "slug"),
    ("/api/v1/organisations/{slug}/accounts", "slug"),
    ("/api/v1/organisations/{slug}/departments", "slug"),
    ("/api/v1/accounts/{account}", "account"),
]
MEMBERS = [
    ("/register/accounts/{account}/", "account"),
    ("/register/accounts/{account}/proofs/", "account"),
    ("/passports/{passport}/", "passport"),
]


@pytest.fixture
def private(council):
    """Of an organisation that may not publish."""
    quiet = OrganisationFactory(slug="quiet", verified=False)
    DepartmentFactory(organisation=quiet)
    account = published(quiet, name="CANARY")
    passport = passport_for(account, holder=council.colleague, status="active")
    return {"slug": "quiet", "account": account.public_id, "passport": passport.public_id}


def asked(client, path):
    """The answer, and what was done for it, without names and numbers."""
    with CaptureQueriesContext(
        connection,
    ) as done:
        answer = client.get(path)
    work = [LIST.sub("…", NAMES.sub("…", each["sql"])) for each in done.captured_queries]
    body = b"".join(answer) if answer.streaming else answer.content
    return answer.status_code, TOKEN.sub(b"", body.replace(path.encode(), b"")), work


@pytest.mark.parametrize(("path", "of"), PUBLIC)
def test_nobody_can_tell_what_is_private_from_nothing(path, of, private, client):
    client.get(path.format(**private))  # what is fetched once in a process is there now

    theirs = asked(client, path.format(**private))
    nobodys = asked(client, path.format(**{of: NOBODY}))

    assert theirs[0] == 404
    assert theirs == nobodys


@pytest.mark.parametrize(("path", "of"), MEMBERS)
def test_member_elsewhere_cannot_tell_what_is_there_from_nothing(
    path, of, private, client, outside
):
    outside.sign_in(client, "keeper")
    client.get(path.format(**private))

    theirs = asked(client, path.format(**private))
    nobodys = asked(client, path.format(**{of: NOBODY}))

    assert theirs[0] == 404
    assert theirs == nobodys


@pytest.mark.parametrize("door", ["/lookup/?q={}", "/api/v1/lookup?url={}"])
def test_look_up_does_the_same_for_what_is_private_and_for_nothing(door, private, client, council):
    account = published(council.organisation, handle="hidden", key="facebook:hidden")
    council.organisation.domain_set.all().delete()
    client.get(door.format(account.url))

    works = [asked(client, door.format(url))[2] for url in (account.url, "facebook.com/nobody")]

    assert works[0] == works[1]
