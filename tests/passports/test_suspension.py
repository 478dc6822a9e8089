"""A passport counts for nothing for a while: everybody reads it at once, and nobody forgets it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mercat.common import working_days
from mercat.common.models import OutboxMail
from mercat.home import queries as home
from mercat.lookup import queries as lookup
from mercat.passports import actions
from mercat.passports.models import Passport, Suspension
from tests.factories.council import NOW
from tests.passports.states import verbs

REVIEW = date(2026, 12, 1)
DAY = ("review_on_day", "review_on_month", "review_on_year")
WHY = "Two posts named somebody. Please take them down first."


@pytest.fixture
def passport(council):
    passport = council.case("released").passport
    OutboxMail.objects.all().delete()
    return passport


def suspend(passport, council, **changed):
    given = {"reason": WHY, "review_on": REVIEW, "by": council.adviser, "at": NOW, **changed}
    return actions.suspend(passport=passport, **given)


def warnings():
    found = lookup.look_up("instagram.com/strathbeg.archives", at=NOW)
    return [warning for claim in found.claims for warning in claim.warnings]


def public_page(client, passport):
    return client.get(f"/lookup/passports/{passport.public_id}/").content.decode()


def test_suspend_tells_the_holder_why_and_when(passport, council):
    suspend(passport, council)

    mail = OutboxMail.objects.get()
    assert (mail.purpose, mail.to) == ("passports/suspended", "applicant@strathbeg.example")
    assert (mail.context["reason"], mail.context["review_on"]) == (WHY, "1 December 2026")
    assert verbs()[-1] == "passports.passport.suspended"


def test_suspend_shows_at_once_wherever_it_is_looked_up(passport, council, client):
    assert "This passport is valid" in public_page(client, passport)
    assert warnings() == []

    suspend(passport, council)

    page = public_page(client, passport)
    assert "This passport is not valid at the moment" in page
    assert WHY not in page
    assert warnings() == ["passport_suspended"]
    council.sign_in(client, "applicant")
    own = client.get(f"/passports/{passport.public_id}/").content.decode()
    assert "Two posts named somebody" in own
    assert "Suspended since 18 November 2026." in own
    assert "We look at it again on 1 December 2026 at the latest." in own


def test_resume_is_valid_until_the_day_it_always_had(passport, council, client):
    until = passport.expires_on
    suspend(passport, council)

    actions.resume(passport=passport, words="Thank you.", by=council.chair, at=NOW)

    passport.refresh_from_db()
    assert (passport.status, passport.expires_on) == ("active", until)
    assert Suspension.objects.get().ended_at == NOW
    assert (warnings(), "This passport is valid" in public_page(client, passport)) == ([], True)
    assert OutboxMail.objects.filter(purpose="passports/resumed").count() == 1


def test_review_day_stands_among_the_work_of_adviser_and_chair(passport, council):
    suspend(passport, council)

    for part, wanted in {"adviser": 1, "chair": 1, "applicant": 0, "keeper": 0}.items():
        work = home.waiting_for(council.members[part])
        found = [each.due_on for each in work if each.what == "Suspended: look at it again"]
        assert (part, found) == (part, [REVIEW] * wanted)


def test_holder_gives_a_suspended_one_back_and_the_suspension_is_over(passport, council):
    suspend(passport, council)

    actions.surrender(passport=passport, by=council.applicant, at=NOW + timedelta(days=1))

    assert Passport.objects.get().status == "surrendered"
    assert Suspension.objects.get().ended_at == NOW + timedelta(days=1)


def test_pages_suspend_and_resume(passport, council, client):
    council.sign_in(client, "adviser")
    page = f"/passports/{passport.public_id}/"
    assert "Suspend this passport" in client.get(page).content.decode()
    day = timezone.localdate() + timedelta(days=7)
    typed = {"reason": WHY, **dict(zip(DAY, (day.day, day.month, day.year), strict=True))}

    faulty = client.post(f"{page}suspend/", {**typed, "review_on_year": day.year - 1})
    assert "The day must lie in the future" in faulty.content.decode()
    assert "Two posts named somebody" in faulty.content.decode()
    said = client.post(f"{page}suspend/", typed, follow=True).content.decode()
    assert "Applicant has a mail, and its public page says so." in said
    assert "Suspend this passport" not in said
    assert "Two posts named somebody" in client.get(f"{page}resume/").content.decode()
    said = client.post(f"{page}resume/", {"words": ""}, follow=True).content.decode()

    assert "The passport is valid again." in said


def test_form_proposes_to_look_again_in_ten_working_days(council, client):
    passport = council.case("released", at=timezone.now()).passport
    council.sign_in(client, "chair")
    today = council.organisation.day(timezone.now())

    page = client.get(reverse("passports:suspend", args=[passport.public_id]))

    assert page.context["form"]["review_on"].initial == working_days.add(
        today, 10, nation=council.organisation.nation
    )
