"""Keepers are told what the checks saw: each thing once, one mail a day at most."""

from datetime import timedelta

import pytest

from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.home import jobs
from mercat.organisations.roles import Role
from mercat.register.checks.actions import tell_keepers
from mercat.register.checks.models import Finding
from tests.common.together import together
from tests.factories import MembershipFactory
from tests.letters import text_of
from tests.register.checks.test_actions import make_account, make_finding
from tests.register.checks.test_sweeping import make_found

DAY = timedelta(days=1)


def told():
    mails = OutboxMail.objects.filter(purpose="checks/findings").order_by("pk")
    return [(each.to, each.context["count"]) for each in mails]


def test_keepers_are_told_of_each_thing_once(council, at):
    make_finding(make_account(council), at)
    make_found(council, at)

    counts = [tell_keepers(at=at), tell_keepers(at=at + DAY)]
    make_finding(make_account(council, "https://x.com/strathbeg"), at, trouble="gone")
    counts.append(tell_keepers(at=at + 2 * DAY))

    assert counts == [1, 0, 1]
    assert told() == [("keeper@strathbeg.example", 2), ("keeper@strathbeg.example", 1)]


def test_keepers_are_told_once_a_day_at_most(council, at):
    make_finding(make_account(council), at)
    jobs.tick(at=at)
    make_found(council, at)
    for hours in range(1, 12):
        jobs.tick(at=at + timedelta(hours=hours))
    assert len(told()) == 1

    jobs.tick(at=at + DAY)

    assert [count for _, count in told()] == [1, 1]


def test_mail_names_what_was_seen_and_leads_there(council, at, letter_box):
    make_finding(make_account(council), at)
    make_found(council, at)

    tell_keepers(at=at)
    outbox.send_due(at=at)

    (message,) = letter_box.to("keeper@strathbeg.example")
    text = text_of(message)
    assert message["Subject"] == "The checks saw 2 things on the register"
    assert "- Strathbeg on Bluesky: It has a new name" in text
    assert "not on the register" in text
    assert "/register/checks/" in text


def test_nothing_settled_or_judged_is_told(council, outside, at):
    make_finding(make_account(council), at, state="settled")

    assert tell_keepers(at=at) == 0
    assert told() == []


def test_what_nobody_keeps_waits_for_somebody_who_does(council, at):
    council.keeper.roles.all().delete()
    make_finding(make_account(council), at)
    assert tell_keepers(at=at) == 0

    MembershipFactory(organisation=council.organisation, roles=[Role.KEEPER])

    assert tell_keepers(at=at + DAY) == 1


@pytest.mark.postgresql
def test_two_workers_tell_once(flushable, council, at):
    make_finding(make_account(council), at)

    counts = together(lambda: tell_keepers(at=at), lambda: tell_keepers(at=at))

    assert sorted(counts) == [0, 1]
    assert Finding.objects.get().told_at == at
