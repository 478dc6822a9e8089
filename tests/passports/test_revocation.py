"""The panel takes a passport back: reasons first, time to reply, then a decision somebody signs."""

from datetime import date, timedelta

import pytest

from mercat.audit import queries as audit
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.home import queries as home
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.models import PanelSeat, Passport, Revocation, Suspension
from tests.factories import AccountFactory, MembershipFactory
from tests.factories.council import NOW, decide
from tests.passports.states import passport_for, verbs
from tests.passports.test_emergency import grant

WHY = "Three posts outside the house rules since our mail of 2 October."
DUE = date(2026, 12, 3)  # ten working days on, St Andrew's Day between
AFTER = NOW + timedelta(days=16)
SIDE = "The posts were a partner’s, and I have taken them down."


@pytest.fixture
def passport(council):
    passport = council.case("released").passport
    OutboxMail.objects.all().delete()
    return passport


def ask(passport, council):
    return actions.give_reasons(passport=passport, reasons=WHY, by=council.chair, at=NOW)


def at_once(passport, council):
    return actions.revoke_at_once(passport=passport, reasons=WHY, by=council.chair, at=NOW)


def reply(revocation, council, at=NOW):
    given = {"text": SIDE, "companion": "Una Reid, trade union"}
    return actions.reply(revocation=revocation, **given, by=council.applicant, at=at)


def settle(revocation, by, *, revokes=True, at=AFTER):
    return actions.settle_revocation(
        revocation=revocation, revokes=revokes, words="As we said.", by=by, at=at
    )


def state(passport):
    return str(Passport.objects.get(pk=passport.pk).status)


def mails():
    rows = OutboxMail.objects.order_by("pk").values_list("purpose", "to")
    return [(what.removeprefix("passports/"), to.split("@")[0]) for what, to in rows]


def test_reasons_come_first_and_the_passport_stays_valid(passport, council):
    revocation = ask(passport, council)

    assert (revocation.status, revocation.due_on, state(passport)) == ("asked", DUE, "active")
    assert mails() == [("reasons", "applicant")]
    assert OutboxMail.objects.get().context["due_on"] == "3 December 2026"


@pytest.mark.parametrize("day", [0, 15])
def test_decision_waits_for_the_reply_or_its_last_day(day, passport, council):
    revocation = ask(passport, council)

    with pytest.raises(Refused, match="until 3 December 2026 to reply"):
        settle(revocation, council.chair, at=NOW + timedelta(days=day))

    assert state(passport) == "active"
    settle(revocation, council.chair)
    assert state(passport) == "revoked"


def test_reply_opens_the_decision_and_tells_the_chair(passport, council):
    revocation = ask(passport, council)

    reply(revocation, council)

    assert mails()[-1] == ("replied", "chair")
    with pytest.raises(Refused, match="You have replied already"):
        reply(revocation, council)
    settle(revocation, council.chair, at=NOW)
    assert state(passport) == "revoked"
    assert Passport.objects.get().expires_on == NOW.date()
    assert mails()[-1] == ("revoked", "applicant")
    assert list(audit.faults()) == []


def test_let_it_stand_leaves_everything_as_it_was(passport, council):
    revocation = ask(passport, council)

    settle(revocation, council.chair, revokes=False)

    found = Passport.objects.get()
    assert (found.status, found.expires_on) == ("active", passport.expires_on)
    assert Revocation.objects.get().status == "stands"
    assert mails()[-1] == ("stands", "applicant")


def test_asked_twice_is_refused(passport, council):
    ask(passport, council)

    with pytest.raises(Refused, match="asked already"):
        at_once(passport, council)


def test_surrender_overtakes_what_was_asked(passport, council):
    ask(passport, council)

    actions.surrender(passport=passport, by=council.applicant, at=NOW)

    assert Revocation.objects.get().status == "overtaken"
    with pytest.raises(Refused):
        settle(Revocation.objects.get(), council.chair)
    assert state(passport) == "surrendered"


def test_urgent_ends_at_once_and_asks_for_a_second_person(passport, council):
    revocation = at_once(passport, council)

    assert (state(passport), revocation.due_on) == ("revoked", DUE)
    told = [("revoked", "applicant"), ("ratify", "panel_member"), ("ratify", "adviser")]
    assert sorted(mails()) == sorted(told)
    with pytest.raises(NotAllowed, match="a second person has to agree"):
        settle(revocation, council.chair)
    with pytest.raises(NotAllowed):
        settle(revocation, council.keeper)


@pytest.mark.parametrize("part", ["panel_member", "adviser"])
def test_urgent_is_ratified_by_a_second_person(part, passport, council):
    revocation = at_once(passport, council)

    settle(revocation, council.members[part], at=NOW)

    assert (state(passport), Revocation.objects.get().status) == ("revoked", "revoked")
    assert actions.fall_back(at=AFTER) == 0
    assert verbs()[-1] == "passports.passport.revocation_ratified"


def test_urgent_is_undone_by_a_second_person(passport, council):
    revocation = at_once(passport, council)

    settle(revocation, council.panel_member, revokes=False, at=NOW)

    found = Passport.objects.get()
    assert (found.status, found.expires_on) == ("active", passport.expires_on)


@pytest.mark.parametrize("before", ["active", "suspended"])
def test_urgent_that_nobody_ratifies_falls_back_by_itself(before, passport, council):
    if before == "suspended":
        actions.suspend(passport=passport, reason=WHY, review_on=DUE, by=council.chair, at=NOW)
    at_once(passport, council)

    assert actions.fall_back(at=AFTER - timedelta(days=1)) == 0
    assert (actions.fall_back(at=AFTER), actions.fall_back(at=AFTER)) == (1, 0)

    found = Passport.objects.get()
    assert (found.status, found.expires_on) == (before, passport.expires_on)
    assert Suspension.objects.filter(ended_at=None).count() == (before == "suspended")
    assert mails()[-1] == ("stands", "applicant")
    assert Revocation.objects.get().status == "unratified"
    assert list(audit.faults()) == []


def test_urgent_that_nobody_ratifies_after_its_last_day_is_expired(passport, council):
    Passport.objects.update(expires_on=date(2026, 11, 25))
    at_once(passport, council)

    actions.fall_back(at=AFTER)

    found = Passport.objects.get()
    assert (found.status, found.expires_on) == ("expired", date(2026, 11, 25))


def test_elected_members_own_account_is_never_taken_back(council):
    account = AccountFactory(organisation=council.organisation, status="own")
    passport = passport_for(account, holder=council.applicant)

    for act in (ask, at_once):
        with pytest.raises(NotAllowed, match="never taken back"):
            act(passport, council)


def test_who_stepped_out_of_the_case_neither_sees_nor_settles_it(passport, council, client):
    revocation = at_once(passport, council)
    PanelSeat.objects.filter(person=council.panel_member.person).update(steps_out=True)

    with pytest.raises(NotAllowed, match="You step out of this case"):
        settle(revocation, council.panel_member)
    council.sign_in(client, "panel_member")
    assert client.get(f"/passports/revocations/{revocation.public_id}/").status_code == 404


def test_work_stands_on_the_lists_of_those_who_can_do_it(passport, council):
    ask(passport, council)
    assert counts(council) == {"applicant": 1, "chair": 1, "panel_member": 0, "adviser": 0}

    Revocation.objects.all().delete()
    at_once(passport, council)
    assert counts(council) == {"applicant": 1, "chair": 0, "panel_member": 1, "adviser": 1}


def counts(council):
    return {
        part: sum("/revocations/" in each.url for each in home.waiting_for(council.members[part]))
        for part in ("applicant", "chair", "panel_member", "adviser")
    }


def test_pages_from_the_reasons_to_the_letter(passport, council, client):
    council.sign_in(client, "chair")
    page = f"/passports/{passport.public_id}/"
    assert "Take this passport back" in client.get(page).content.decode()
    assert (
        "Choose when it would end"
        in client.post(f"{page}revoke/", {"reasons": ""}).content.decode()
    )
    client.post(f"{page}revoke/", {"reasons": WHY, "when": "after"})
    case = f"/passports/revocations/{Revocation.objects.get().public_id}/"

    council.sign_in(client, "applicant")
    assert WHY in client.get(case).content.decode()
    said = client.post(f"{case}reply/", {"text": SIDE, "companion": "Una Reid"}, follow=True)
    assert "Una Reid stands beside them." in said.content.decode()
    council.sign_in(client, "adviser")
    assert client.get(f"{case}settle/").status_code == 403
    council.sign_in(client, "chair")
    assert SIDE in client.get(f"{case}settle/").content.decode()
    said = client.post(
        f"{case}settle/", {"outcome": "revoked", "words": "It was the fourth."}, follow=True
    ).content.decode()

    assert "It was the fourth." in said
    public = client.get(f"/lookup/passports/{passport.public_id}/").content.decode()
    assert "This passport is no longer valid" in public
    assert "Taken back" not in public


def test_page_revokes_at_once_where_it_cannot_wait(passport, council, client):
    council.sign_in(client, "chair")

    client.post(f"/passports/{passport.public_id}/revoke/", {"reasons": WHY, "when": "now"})

    assert state(passport) == "revoked"


def test_another_chair_ratifies(passport, council):
    revocation = at_once(passport, council)
    other = MembershipFactory(organisation=council.organisation, roles=[Role.CHAIR])

    settle(revocation, other)

    assert Revocation.objects.get().settled_by == other.person


def settled_in_time(revocation, council):
    settle(revocation, council.adviser, revokes=False, at=NOW + timedelta(days=2))


def fallen_back(_revocation, _council):
    actions.fall_back(at=AFTER)


@pytest.mark.parametrize("settles", [settled_in_time, fallen_back])
@pytest.mark.parametrize("outcome", ["approved", "declined", "withdrawn"])
def test_emergency_passport_does_not_come_back_after_the_panel_has_decided(
    outcome, settles, council
):
    emergency = grant(council)
    case = emergency.application
    revocation = at_once(emergency, council)
    if outcome == "withdrawn":
        actions.withdraw(application=case, reason="", by=council.applicant, at=NOW)
    else:
        decide(case, by=council.chair, at=NOW, outcome=outcome)
        actions.release(application=case, text="So it is.", by=council.clerk, at=NOW)

    settles(revocation, council)

    live = Passport.objects.filter(status="active")
    assert (state(emergency), live.count()) == ("expired", outcome == "approved")
    assert list(audit.faults()) == []


def test_emergency_passport_does_not_come_back_beside_another_for_its_account(council):
    emergency = grant(council)
    revocation = at_once(emergency, council)
    other = grant(council, holder="colleague@strathbeg.example")

    settled_in_time(revocation, council)

    assert (state(emergency), state(other)) == ("expired", "active")
