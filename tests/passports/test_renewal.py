"""A passport goes on: the last answers are copied, little is asked, and one follows one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home import queries as home
from mercat.passports import actions, queries
from mercat.passports.models import Application, Decision, Passport, Policy
from mercat.practice.models import Page
from tests.factories.council import NOW, decide
from tests.factories.full_case import use_full_set
from tests.passports.views.reading import messages_of

BEFORE_END = NOW + timedelta(days=330)
AFTER_END = NOW + timedelta(days=370)
END = date(2027, 11, 18)
SAID = {"reached": "1,900 follow it: we had hoped for 1,500.", "learned": "Old maps are loved."}
DECLARED = ["policy", "belongs", "manager"]


@pytest.fixture
def passport(council):
    passport = council.case("released").passport
    OutboxMail.objects.all().delete()
    return passport


def renew(passport, council, *, at=BEFORE_END, **changed) -> Application:
    given: dict[str, Any] = {"lends": True, "declarations": DECLARED, **SAID, **changed}
    return actions.renew(passport=passport, **{"by": council.applicant, **given}, at=at)


def without_fast_track() -> None:
    policy = Policy.objects.latest("version")
    policy.content["fast_tracks"] = []
    policy.save()


def to_release(application, council, *, at=BEFORE_END) -> None:
    actions.open_case(application=application, by=council.clerk, at=at)
    decide(application, by=council.chair, at=at)
    actions.release(application=application, text="Yes.", by=council.clerk, at=at)


def test_renewal_where_nothing_changed_is_granted_by_the_policys_rule(passport, council):
    application = renew(passport, council)

    new = application.passport
    passport.refresh_from_db()
    assert (application.kind, application.status) == ("renewal", "released")
    assert Decision.objects.get(application=application).rule == "renewal: nothing has changed"
    assert (passport.status, passport.expires_on) == ("superseded", BEFORE_END.date())
    assert (new.status, new.starts_on) == ("active", BEFORE_END.date())
    assert new.expires_on == date(2028, 11, 18)
    assert new.account == passport.account
    assert [mail.purpose for mail in OutboxMail.objects.all()] == ["passports/letter"]
    assert application.lends_answers
    assert list(audit.faults()) == []


def test_renewal_asks_what_became_of_the_measures_that_were_named(council, client):
    use_full_set(council)
    application = council.case("released", at=timezone.now() - timedelta(days=330))
    council.sign_in(client, "applicant")

    page = client.get(f"/passports/{application.passport.public_id}/renew/").content.decode()

    assert "You wrote then: About measures" in page


@pytest.mark.parametrize("lends", [True, False])
def test_what_was_learned_is_an_example_for_others_who_agreed(lends, council, client):
    use_full_set(council)
    passport = council.case("released").passport
    declared = ["policy", "belongs", "elections", "manager"]
    renew(passport, council, lends=lends, declarations=declared)
    draft = actions.start(by=council.colleague, at=NOW)
    council.sign_in(client, "colleague")

    page = client.get(f"/passports/applications/{draft.public_id}/examples/measures/")

    shown = [SAID[key] in page.content.decode() for key in ("reached", "learned")]
    assert shown == [lends, lends]


def test_what_was_learned_is_no_example_where_it_names_its_writer(council):
    use_full_set(council)
    passport = council.case("released").passport
    declared = ["policy", "belongs", "elections", "manager"]
    renew(passport, council, declarations=declared, learned="Ask Applicant.")

    assert queries.learned_by_others(actions.start(by=council.colleague, at=NOW)) == []


def test_renewal_of_an_expired_one_starts_today(passport, council):
    actions.expire_passports(at=AFTER_END)

    application = renew(passport, council, at=AFTER_END)

    assert application.status == "submitted"  # an ended one goes before the panel
    to_release(application, council, at=AFTER_END)
    new, old = application.passport, Passport.objects.get(pk=passport.pk)
    assert (new.starts_on, new.status) == (AFTER_END.date(), "active")
    assert (old.status, old.expires_on) == ("superseded", END)


def test_renewal_without_fast_track_goes_to_the_panel_with_what_was_learned(
    passport, council, client
):
    without_fast_track()

    application = renew(passport, council)

    assert application.status == "submitted"
    assert Passport.objects.get().status == "active"
    council.sign_in(client, "clerk")
    page = client.get(f"/passports/applications/{application.public_id}/").content.decode()
    assert "1,900 follow it" in page
    assert "Old maps are loved." in page
    to_release(application, council)
    statuses = Passport.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["superseded", "active"]


def test_renewal_after_a_suspension_goes_to_the_panel(passport, council):
    actions.suspend(passport=passport, reason="Why", review_on=END, by=council.chair, at=NOW)
    actions.resume(passport=passport, words="", by=council.chair, at=NOW)

    assert renew(passport, council).status == "submitted"


def test_renewal_with_changes_is_a_draft_with_the_last_answers(passport, council):
    application = actions.begin_renewal(
        passport=passport, **SAID, by=council.applicant, at=BEFORE_END
    )

    last = queries.latest_revision(passport.application).content["answers"]
    assert application.status == "draft"
    assert queries.given(queries.answers_of(application)) == last
    assert (application.title, application.renewal.reached) == (
        passport.application.title,
        SAID["reached"],
    )


def test_change_at_any_time_takes_the_place_of_the_old_one(passport, council):
    application = actions.begin_change(passport=passport, by=council.applicant, at=NOW)
    saved = application.sections.get(section="case")
    actions.save_section(
        application=application,
        section="case",
        answers={"purpose": "Answer schools too"},
        row_version=saved.row_version,
        by=council.applicant,
        at=NOW,
    )
    actions.submit(
        application=application,
        declarations=DECLARED,
        shows_name=False,
        by=council.applicant,
        at=NOW,
    )

    to_release(application, council, at=NOW)

    assert application.passport.purpose == "Answer schools too"
    assert Passport.objects.get(pk=passport.pk).status == "superseded"


@pytest.mark.parametrize(
    ("status", "at", "sentence"),
    [
        ("active", NOW, "You can renew this passport from 19 September 2027"),
        ("suspended", BEFORE_END, "Renew it when it is valid again"),
        ("revoked", BEFORE_END, "You may apply for a new one"),
        ("surrendered", BEFORE_END, "You may apply for a new one"),
        ("superseded", BEFORE_END, "You may apply for a new one"),
    ],
)
def test_renewal_that_cannot_be_says_what_can(status, at, sentence, passport, council):
    Passport.objects.update(status=status)

    with pytest.raises(Refused, match=sentence):
        renew(passport, council, at=at)

    assert Application.objects.count() == 1


def test_renewal_twice_and_by_another_is_refused(passport, council):
    without_fast_track()
    renew(passport, council)

    with pytest.raises(Refused, match="You have begun this already"):
        renew(passport, council)
    with pytest.raises(NotAllowed):
        renew(passport, council, by=council.chair)


@pytest.mark.parametrize(
    ("end", "sentence"),
    [("suspend", "is suspended. Lift that first"), ("revoke", "has ended meanwhile")],
)
def test_release_waits_where_the_old_one_was_stopped_meanwhile(end, sentence, passport, council):
    without_fast_track()
    application = renew(passport, council)
    actions.open_case(application=application, by=council.clerk, at=BEFORE_END)
    decide(application, by=council.chair, at=BEFORE_END)
    if end == "suspend":
        actions.suspend(
            passport=passport, reason="Why", review_on=END, by=council.chair, at=BEFORE_END
        )
    else:
        actions.revoke_at_once(passport=passport, reasons="Why", by=council.chair, at=BEFORE_END)

    with pytest.raises(Refused, match=sentence):
        actions.release(application=application, text="Yes.", by=council.clerk, at=BEFORE_END)

    assert Passport.objects.count() == 1
    assert Application.objects.get(pk=application.pk).status == "decided"


def test_no_to_a_renewal_leaves_the_old_one_valid_to_its_end(passport, council):
    without_fast_track()
    application = renew(passport, council)
    actions.open_case(application=application, by=council.clerk, at=BEFORE_END)
    decide(application, by=council.chair, at=BEFORE_END, outcome="declined")

    actions.release(application=application, text="No.", by=council.clerk, at=BEFORE_END)

    found = Passport.objects.get()
    assert (found.status, found.expires_on) == ("active", END)


def notices() -> list[tuple[str, str]]:
    rows = OutboxMail.objects.filter(purpose="passports/notice").order_by("pk")
    return [(each.to, each.context["path"]) for each in rows]


def test_notices_come_at_60_30_and_7_days_each_once(passport, council):
    sent = {}
    for left in range(65, -3, -1):
        at = NOW.replace(year=2027) - timedelta(days=left)
        count = actions.give_notice(at=at) + actions.give_notice(at=at)
        if count:
            sent[left] = count

    assert sent == {60: 1, 30: 1, 7: 1}
    assert set(notices()) == {
        ("applicant@strathbeg.example", f"/passports/{passport.public_id}/renew/")
    }


def test_notices_after_a_pause_are_one(passport):
    assert actions.give_notice(at=NOW.replace(year=2027) - timedelta(days=5)) == 1
    assert actions.give_notice(at=NOW.replace(year=2027) - timedelta(days=4)) == 0


def test_notices_stop_once_the_renewal_is_begun(passport, council):
    actions.begin_renewal(passport=passport, **SAID, by=council.applicant, at=BEFORE_END)

    assert actions.give_notice(at=BEFORE_END) == 0


def test_end_is_work_for_holder_and_keeper_and_closes_no_account(passport, council):
    today = timezone.localdate()
    Passport.objects.update(starts_on=today - timedelta(days=9), expires_on=today)
    assert [each.what for each in home.waiting_for(council.applicant)] == [
        "Your passport ends: renew it"
    ]

    actions.expire_passports(at=timezone.now() + timedelta(days=1))
    Passport.objects.update(expires_on=today - timedelta(days=1))

    assert [each.what for each in home.waiting_for(council.applicant)] == [
        "Your passport has ended: renew it, or tell communications"
    ]
    assert [each.what for each in home.waiting_for(council.keeper)] == [
        "In use, and its passport has ended: hand it over or close it"
    ]
    passport.account.refresh_from_db()
    assert passport.account.status == "active"


@pytest.fixture
def soon(passport) -> Passport:
    """It ends in a month from today."""
    day = timezone.localdate() + timedelta(days=30)
    Passport.objects.update(starts_on=day - timedelta(days=300), expires_on=day)
    return passport


def test_page_renews_in_two_pages_and_one_press(soon, council, client):
    council.sign_in(client, "applicant")
    page = f"/passports/{soon.public_id}/"
    assert "Renew this passport" in client.get(page).content.decode()
    assert "Answer family historians in public" in client.get(f"{page}renew/").content.decode()

    typed = {"changed": "no", **SAID, **{f"declare_{each}": "on" for each in DECLARED}}
    said = client.post(f"{page}renew/", typed, follow=True).content.decode()

    assert "Your passport is renewed. Thank you." in said
    old = client.get(f"/lookup/passports/{soon.public_id}/").content.decode()
    assert "This passport is no longer valid" in old


def test_page_leads_those_who_change_something_to_their_answers(soon, council, client):
    council.sign_in(client, "applicant")
    page = f"/passports/{soon.public_id}/renew/"
    faulty = client.post(page, {"changed": "yes"}).content.decode()
    assert "Say what your measures reached" in faulty

    answer = client.post(page, {"changed": "yes", **SAID}, follow=True)

    assert "1,900 follow it" in answer.content.decode()
    begun = Application.objects.get(kind="renewal")
    assert answer.redirect_chain[-1][0] == f"/passports/applications/{begun.public_id}/"
    assert client.get(page).url == answer.redirect_chain[-1][0]


def test_page_changes_what_it_is_for(passport, council, client):
    council.sign_in(client, "applicant")

    client.post(f"/passports/{passport.public_id}/change/")
    client.post(f"/passports/{passport.public_id}/change/")

    assert Application.objects.filter(kind="change", status="draft").count() == 1


def test_what_was_learned_becomes_a_note_in_its_writers_hands(passport, council, client):
    renewal = renew(passport, council)
    council.sign_in(client, "applicant")
    case = f"/passports/applications/{renewal.public_id}/"
    assert "Make it a practice note" in client.get(case).content.decode()

    done = client.post(f"{case}note/")

    page = Page.objects.get()
    assert done.url == f"/practice/{page.public_id}/change/"
    assert (page.kind, page.status, page.title) == ("note", "draft", renewal.title)
    assert SAID["reached"] in page.body
    assert SAID["learned"] in page.body
    assert council.applicant.person.name not in page.body
    assert client.get(done.url).status_code == 200
    council.sign_in(client, "clerk")
    assert client.get(done.url).status_code == 404
    assert client.post(f"{case}note/").status_code == 403


def test_case_that_says_nothing_learned_becomes_no_note(council, client):
    case = council.case("released")
    council.sign_in(client, "applicant")
    address = f"/passports/applications/{case.public_id}/"

    assert "Make it a practice note" not in client.get(address).content.decode()
    assert client.post(f"{address}note/").status_code == 403
    assert not Page.objects.exists()


def test_nobody_fills_in_a_renewal_that_is_too_early(council, client):
    passport = council.case("released", at=timezone.now()).passport
    council.sign_in(client, "applicant")
    first = date_format(passport.expires_on - timedelta(days=60), "j F Y")

    page = client.get(reverse("passports:renew", args=[passport.public_id]), follow=True)

    assert messages_of(page) == [
        f"You can renew this passport from {first}. Until then it is valid as it is."
    ]
    text = page.content.decode()
    assert f"You can renew it from {first}; we write to you then." in text
    assert "Renew this passport" not in text
