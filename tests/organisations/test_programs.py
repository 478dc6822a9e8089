"""Members say which programs act for them."""

from django.utils import timezone

from mercat.audit.models import Event
from mercat.organisations import actions
from mercat.organisations.models import ApiToken, Consent
from tests.organisations.test_administration_views import main, rows

PROGRAMS = "/organisation/programs/"


def token(council, *scopes):
    made, _ = actions.make_token(
        organisation=council.organisation,
        name="Forms",
        scopes=scopes or ["applications:read"],
        by=council.administrator.person,
        at=timezone.now(),
    )
    return made


def test_member_allows_a_program_and_stops_it(client, council):
    council.sign_in(client, "member")
    made = token(council, "applications:write", "applications:read")

    before = rows(client.get(PROGRAMS))
    allowed = client.post(f"{PROGRAMS}{made.public_id}/allow/", follow=True)
    stopped = client.post(f"{PROGRAMS}{made.public_id}/stop/", follow=True)

    events = Event.objects.filter(subject_id=made.public_id).order_by("sequence")
    assert before[0][2] == "Allow it for Forms"
    assert rows(allowed)[0][2].startswith("Allowed on")
    assert rows(stopped)[0][2] == "Allow it for Forms"
    assert [event.verb.rpartition(".")[2] for event in events] == ["made", "allowed", "stopped"]
    assert Consent.objects.get().ended_at


def test_allowing_twice_is_allowing_once(client, council):
    council.sign_in(client, "member")
    made = token(council)

    for _ in range(2):
        client.post(f"{PROGRAMS}{made.public_id}/allow/")

    assert Consent.objects.count() == 1


def test_members_are_shown_programs_that_act_for_people_and_still_work(client, council, outside):
    council.sign_in(client, "member")
    ended, old, directory, elsewhere = (
        token(council),
        token(council),
        token(council, "people", "register:read"),
        token(outside),
    )
    actions.end_token(token=ended, by=council.administrator.person, at=timezone.now())
    ApiToken.objects.filter(pk=old.pk).update(expires_on="2026-01-01")

    page = client.get(PROGRAMS)
    answers = [
        client.post(f"{PROGRAMS}{each.public_id}/{verb}/").status_code
        for each in (ended, old, directory, elsewhere)
        for verb in ("allow", "stop")
    ]

    assert "No program can act for you" in main(page)
    assert answers == [404] * 8
    assert not Consent.objects.exists()


def test_token_for_people_says_where_they_allow_it(client, council):
    council.sign_in(client, "administrator")
    typed = {"name": "Forms", "scopes": ["applications:write", "register:read"], "days": "30"}

    made = client.post("/organisation/tokens/make/", typed)

    found = ApiToken.objects.get()
    assert found.scopes == ["applications:write", "register:read"]
    assert (found.expires_on - council.organisation.day(found.made_at)).days == 30
    assert PROGRAMS in main(made)
    assert "/api/v1/private/" in main(made)
    assert "scim" not in main(made)
