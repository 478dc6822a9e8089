"""The register kept right: confirmed from the mail, handed over by a manager, changed together."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.register.models import Account, Custodian
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in
from tests.register.asking import owned

pytestmark = pytest.mark.journey


def mailed(letter_box, part):
    """The link in the last mail to this part."""
    outbox.send_due(at=timezone.now())
    return link_in(letter_box.to(f"{part}@strathbeg.example")[-1])


def test_owner_confirms_from_the_mail_and_finds_an_application_begun(walk, council, letter_box):
    owned(council, confirmed_at=timezone.now() - timedelta(days=200))
    actions.ask_to_certify(at=timezone.now())
    owner = walk(width=320)
    owner.go(mailed(letter_box, "applicant"))
    owner.sees("Strathbeg Libraries on Facebook")

    owner.press("Nothing has changed with any of them")

    owner.sees("We have begun your application with what we know")
    owner.sign_in("applicant@strathbeg.example", PASSWORD)
    owner.go("/passports/")
    owner.follow("Strathbeg Libraries on Facebook")
    owner.sees("parts done")
    assert Account.objects.get().confirmed_at > timezone.now() - timedelta(hours=1)


def test_account_that_nobody_confirms_goes_from_owner_to_communications(walk, council, letter_box):
    """The link of every mail works for whoever got it; the last one takes the warning away."""
    now = timezone.now()
    account = owned(council, confirmed_at=now - timedelta(days=210))
    Custodian.objects.create(
        account=account, person=council.colleague.person, level="backup", since=account.created_at
    )
    for days in range(60, -1, -1):
        actions.ask_to_certify(at=now - timedelta(days=days))
        outbox.send_due(at=timezone.now())
    asked = [str(each["To"]).partition("@")[0] for each in letter_box.messages]
    assert asked == ["applicant", "applicant", "applicant", "colleague", "manager", "adviser"]

    citizen = walk(width=320)
    citizen.go("/lookup/?q=facebook.com/StrathLibs")
    citizen.sees("Nobody has confirmed it in the last 180 days")
    manager = walk(width=320)
    manager.go(link_in(letter_box.to("manager@strathbeg.example")[0]))
    manager.sees("Strathbeg Libraries on Facebook")
    adviser = walk(javascript=False)
    adviser.go(link_in(letter_box.to("adviser@strathbeg.example")[0]))
    adviser.sees("Strathbeg Libraries on Facebook")

    adviser.press("Nothing has changed with any of them")

    citizen.go("/lookup/?q=facebook.com/StrathLibs")
    citizen.sees("Strathbeg Libraries on Facebook")
    assert "Nobody has confirmed it" not in citizen.page.content()


def test_manager_hands_over_what_a_leaver_left(walk, council, letter_box):
    account = owned(council)
    organisations.end_membership(membership=council.applicant, by=None, at=timezone.now())
    actions.follow_leavers(at=timezone.now())
    manager = walk(width=320)
    manager.sign_in("manager@strathbeg.example", PASSWORD)
    manager.go(mailed(letter_box, "manager"))
    manager.sees("Applicant left on")

    manager.follow("Hand it over to a colleague", exact=False)
    manager.type("Work e-mail of the colleague who takes it over", "colleague@strathbeg.example")
    manager.page.get_by_label("Owner", exact=True).check()
    manager.type("Why?", "Takes over the service")
    manager.press("Hand it over")

    manager.sees("Colleague looks after Strathbeg Libraries now.")
    manager.sees("Nothing waits")
    owner = Custodian.objects.get(account=account, level="owner", until=None)
    assert owner.person == council.colleague.person


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_keeper_changes_two_accounts_together_and_undoes_it(walk, council, javascript):
    for name in ("Libraries", "Museums", "Roads"):
        owned(council, handle=name, name=name)
    keeper = walk(javascript=javascript, width=1280 if javascript else 320)
    keeper.sign_in("keeper@strathbeg.example", PASSWORD)
    keeper.go("/register/")
    for name in ("Libraries", "Roads"):
        keeper.page.get_by_label(f"Choose {name} on Facebook").check()
    keeper.press("Change those that are ticked")
    keeper.sees("You chose 2 accounts.")
    keeper.tick("The tool that you post with")
    keeper.press("Continue")
    keeper.type("Which tool do you post with?", "Hootsuite")
    keeper.press("Show me what it would do")
    keeper.sees("Hootsuite")
    assert not Account.objects.exclude(tool="").exists()
    keeper.press("Change them")
    keeper.sees("Changed")
    assert Account.objects.filter(tool="Hootsuite").count() == 2

    keeper.follow("Undo this change")
    keeper.press("Undo this change")

    assert keeper.heading() == "This change is undone"
    assert not Account.objects.exclude(tool="").exists()
