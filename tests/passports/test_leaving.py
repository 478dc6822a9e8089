"""Somebody has left: what they looked after is noted once, told once, and settled by somebody."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership
from mercat.passports import actions, leaving
from mercat.passports.models import Handover, Passport
from mercat.register import actions as register
from mercat.register.models import Change, Custodian
from tests.common.together import together
from tests.factories import AccountFactory
from tests.factories.council import NOW

DAY = timedelta(days=1)
DUE = date(2026, 12, 3)  # ten working days on, St Andrew's Day between


@pytest.fixture
def left(council) -> Any:
    """The applicant held a passport and owned its account; they left today."""
    application = council.case("released")
    organisations.end_membership(membership=council.applicant, by=None, at=NOW)
    OutboxMail.objects.all().delete()
    return application.passport


def follow(at: Any = NOW) -> int:
    return actions.follow_leavers(at=at)


def told() -> list[tuple[str, str]]:
    mails = OutboxMail.objects.filter(purpose__startswith="passports/leaver").order_by("pk")
    return [(each.purpose.removeprefix("passports/"), each.to.split("@")[0]) for each in mails]


def of_account() -> Handover:
    return Handover.objects.select_related("account").get(account__isnull=False)


def hand_over(council: Any, by: Any = None, **changed: Any) -> Handover:
    given = {"to": council.member.person, "level": "owner", "reason": "Takes over", **changed}
    by = by or council.manager
    return actions.hand_over(handover=of_account(), **given, by=by, at=NOW)


def test_leaver_is_noted_once_and_the_manager_is_told_once(left, council):
    counts = [follow(), follow(), follow(NOW + DAY)]

    assert counts == [1, 0, 0]
    assert told() == [("leaver", "manager")]
    rows = Handover.objects.order_by("pk")
    assert [(each.account, each.passport, each.due_on) for each in rows] == [
        (left.account, None, DUE),
        (None, left, DUE),
    ]


def test_leaver_is_noted_once_by_two_workers(flushable, council):
    council.case("released")
    organisations.end_membership(membership=council.applicant, by=None, at=NOW)

    counts = together(follow, follow)

    assert sorted(counts) == [0, 1]
    assert (Handover.objects.count(), told()) == (2, [("leaver", "manager")])


@pytest.mark.parametrize(
    ("gone", "asked"),
    [(["manager"], ["keeper"]), (["manager", "keeper"], ["adviser"])],
)
def test_leaver_without_manager_is_the_keepers_or_communications(gone, asked, left, council):
    for part in gone:
        organisations.end_membership(membership=council.members[part], by=None, at=NOW)

    follow()

    assert [to for _, to in told()] == asked


def test_leaver_who_left_nothing_makes_no_work(council):
    organisations.end_membership(membership=council.applicant, by=None, at=NOW)

    assert (follow(), Handover.objects.count()) == (0, 0)


@pytest.mark.parametrize("status", ["closed_parked", "lost", "own"])
def test_leaver_of_an_account_that_is_not_in_use_makes_no_work(status, left, council):
    register_account = left.account
    register_account.status = status
    register_account.save()

    follow()

    assert not Handover.objects.filter(account__isnull=False).exists()


def test_leaver_in_another_organisation_is_no_leaver_here(council, outside):
    AccountFactory(organisation=outside.organisation)
    account = AccountFactory(organisation=council.organisation)
    person = council.applicant.person
    Custodian.objects.create(account=account, person=person, level="owner", since=NOW)
    elsewhere = organisations.add_member(
        organisation=outside.organisation,
        person=person,
        department=None,
        manager=None,
        job_title="",
        roles=[],
        by=None,
        at=NOW,
    )
    organisations.end_membership(membership=elsewhere, by=None, at=NOW)

    assert (follow(), Handover.objects.count()) == (0, 0)


def test_leaver_who_returns_clears_it(left, council):
    follow()
    organisations.resume_membership(membership=council.applicant, by=None, at=NOW + DAY)

    follow(NOW + DAY)

    assert set(Handover.objects.values_list("settled", flat=True)) == {"returned"}
    left.refresh_from_db()
    assert left.status == "active"


def test_leaver_who_returns_and_leaves_again_is_noted_anew(left, council):
    follow()
    organisations.resume_membership(membership=council.applicant, by=None, at=NOW + DAY)
    follow(NOW + DAY)
    organisations.end_membership(membership=council.applicant, by=None, at=NOW + 2 * DAY)

    assert follow(NOW + 2 * DAY) == 1
    assert Handover.objects.filter(settled="").count() == 2


def test_reminder_comes_once_on_the_day_to_keeper_and_communications(left, council):
    follow()
    days = [NOW + DAY * number for number in range(1, 25)]

    counts = {at.date(): follow(at) for at in days}

    assert {day: count for day, count in counts.items() if count} == {DUE: 2}
    assert sorted(told()) == [
        ("leaver", "manager"),
        ("leavers_due", "adviser"),
        ("leavers_due", "keeper"),
    ]


def test_hand_over_gives_account_to_colleague_and_passport_back(left, council):
    follow()

    hand_over(council)

    left.refresh_from_db()
    live = Custodian.objects.filter(account=left.account, until=None)
    settled = Handover.objects.order_by("pk").values_list("settled", "settled_by")
    by = council.manager.person.pk
    assert (council.member.person.pk, "owner") in set(live.values_list("person", "level"))
    assert council.applicant.person.pk not in set(live.values_list("person", flat=True))
    assert (left.status, left.expires_on) == ("surrendered", NOW.date())
    assert list(settled) == [("handed_over", by), ("given_back", by)]
    assert Event.objects.filter(verb="register.custodian.handed_over").count() == 1
    assert (follow(), leaving.waiting_for(council.manager).count()) == (0, 0)


def test_hand_over_twice_is_refused(left, council):
    follow()
    handover = of_account()
    hand_over(council)

    with pytest.raises(Refused):
        actions.hand_over(
            handover=handover,
            to=council.colleague.person,
            level="owner",
            reason="Me too",
            by=council.manager,
            at=NOW,
        )


def test_hand_over_to_a_second_owner_or_somebody_elsewhere_is_refused(left, council, outside):
    follow()
    for changed in ({"to": outside.member.person}, {"to": council.applicant.person}):
        with pytest.raises(Refused):
            hand_over(council, **changed)
    Custodian.objects.create(
        account=left.account, person=council.colleague.person, level="owner", since=NOW
    )
    with pytest.raises(Refused):
        hand_over(council)
    assert of_account().settled == ""


WHO = {
    "manager": True,
    "keeper": True,
    "clerk": True,
    "adviser": True,
    "auditor": False,
    "member": False,
    "colleague": False,
    "administrator": False,
    "chair": False,
}


@pytest.mark.parametrize("act", ["hand_over", "close", "surrender"])
def test_settling_is_for_the_manager_and_those_who_keep_things_right(act, left, council, outside):
    follow()
    people = {part: council.members[part] for part in WHO}
    found = {part: may(council, act, by) for part, by in people.items()}

    assert found == WHO
    assert not may(council, act, outside.keeper)


def may(council: Any, act: str, by: Membership) -> bool:
    with transaction.atomic():
        try:
            if act == "hand_over":
                hand_over(council, by=by)
            elif act == "close":
                ask_to_close(by)
            else:
                row = Handover.objects.get(passport__isnull=False)
                actions.surrender_left(handover=row, by=by, at=NOW)
        except NotAllowed:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def ask_to_close(by: Membership) -> Change:
    content = {
        "action": "close",
        "new": "closed_parked",
        "since": "2026-11-18",
        "exit_plan": "The website",
    }
    return actions.ask_to_close_left(
        handover=of_account(), content=content, reason="Nobody needs it", by=by, at=NOW
    )


def test_close_waits_for_a_second_person_and_then_is_settled(left, council):
    follow()
    change = ask_to_close(council.manager)
    follow()
    assert of_account().settled == ""

    register.agree(change=change, by=council.keeper, at=NOW)
    follow()

    assert of_account().settled == "closed"


def test_what_the_keeper_settles_on_the_account_is_settled_here_too(left, council):
    follow()
    for custodian in Custodian.objects.filter(person=council.applicant.person, until=None):
        register.end_custodian(custodian=custodian, reason="Left", by=council.keeper, at=NOW)
    Passport.objects.update(status="expired")

    follow()

    assert set(Handover.objects.values_list("settled", flat=True)) == {"ended"}


def test_note_of_many_leavers_takes_as_many_queries_when_none_is_new(
    left, council, django_assert_num_queries
):
    follow()
    for _ in range(30):
        AccountFactory(organisation=council.organisation)

    with django_assert_num_queries(3):
        follow()


@pytest.mark.parametrize("part", ["manager", "keeper", "clerk", "adviser", "auditor"])
def test_page_shows_what_waits_to_those_who_may_see_it(part, client, left, council):
    follow()
    council.sign_in(client, part)

    page = client.get("/passports/leavers/").content.decode()

    assert "Applicant left on" in page
    assert "Fewer than two people can let somebody in" in page
    assert ("Hand it over to a colleague" in page) == (part != "auditor")


def test_page_of_others_is_empty_and_its_actions_are_not_there(client, left, council):
    follow()
    row = of_account()
    council.sign_in(client, "colleague")

    assert "Nothing waits" in client.get("/passports/leavers/").content.decode()
    assert client.get(f"/passports/leavers/{row.public_id}/hand-over/").status_code == 404
    council.sign_in(client, "auditor")
    for act in ("hand-over", "close"):
        assert client.post(f"/passports/leavers/{row.public_id}/{act}/").status_code == 403


def test_page_takes_few_queries(client, left, council, django_assert_num_queries):
    for _ in range(20):
        account = AccountFactory(organisation=council.organisation)
        person = council.applicant.person
        Custodian.objects.create(account=account, person=person, level="owner", since=NOW)
    follow()
    council.sign_in(client, "keeper")

    with django_assert_num_queries(7):
        client.get("/passports/leavers/")


def test_manager_hands_over_on_the_page_and_nothing_typed_is_lost(client, left, council):
    follow()
    council.sign_in(client, "manager")
    address = f"/passports/leavers/{of_account().public_id}/hand-over/"

    wrong = client.post(address, {"person": "nobody@strathbeg.example", "reason": "New part"})
    done = client.post(
        address,
        {"person": "member@strathbeg.example", "level": "owner", "reason": "New part"},
        follow=True,
    )

    assert "Nobody here has this e-mail address" in wrong.content.decode()
    assert 'value="New part"' in wrong.content.decode()
    assert "Member looks after Strathbeg Archives now" in done.content.decode()
    assert "Nothing waits" in done.content.decode()


def test_manager_asks_to_close_and_gives_back_on_the_page(client, left, council):
    follow()
    council.sign_in(client, "manager")
    row = Handover.objects.get(passport__isnull=False)
    given = {
        "name_is": "closed_parked",
        "since_day": "18",
        "since_month": "11",
        "since_year": "2026",
        "reason": "Nobody needs it",
        "exit_plan": "The website says where to go",
    }

    client.get(f"/passports/leavers/{of_account().public_id}/close/")
    client.post(f"/passports/leavers/{of_account().public_id}/close/", given)
    client.get(f"/passports/leavers/{row.public_id}/surrender/")
    client.post(f"/passports/leavers/{row.public_id}/surrender/")

    assert Change.objects.get().kind == "status"
    said = client.get("/passports/leavers/").content.decode()
    assert "Waits for a second person" in said
    assert f"{of_account().public_id}/close/" not in said
    row.refresh_from_db()
    assert (row.settled, row.passport.status) == ("given_back", "surrendered")


def test_work_stands_on_the_managers_list(client, left, council):
    follow()
    council.sign_in(client, "manager")

    assert "They have left: hand it over or end it" in client.get("/dashboard/").content.decode()
