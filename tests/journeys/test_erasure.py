"""Somebody asks to be erased: a hold, the rehearsal, two steps, a last mail, and a whole chain."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from mercat.audit import queries as audit
from mercat.common import outbox
from mercat.people.models import Person
from mercat.register.models import Custodian
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey
NAME, EMAIL = "Ealasaid Nic a’ Ghobhainn", "applicant@strathbeg.example"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_person_is_erased_and_the_record_stays(walk, council, letter_box, javascript):
    person = council.applicant.person
    Person.objects.filter(pk=person.pk).update(name=NAME)
    application = council.case("released")
    Custodian.objects.create(
        account=application.passport.account,
        person=council.keeper.person,
        level="owner",
        since=timezone.now(),
    )
    administrator = walk(javascript=javascript)
    administrator.sign_in("administrator@strathbeg.example", PASSWORD)
    administrator.go(f"/organisation/people/{council.applicant.public_id}/")
    administrator.follow("Erase them")
    administrator.sees("This page changes nothing")
    administrator.sees("the organisation answers for its decisions")
    administrator.press("Go on to erase them")
    administrator.press("Erase them now")
    administrator.sees("Say why they are erased")
    administrator.tick("They asked for it")
    administrator.tick("I have read what it will mean")
    administrator.press("Erase them now")
    administrator.sees("They are erased")
    assert NAME not in administrator.page.content()

    outbox.send_due(at=timezone.now())
    assert "You were erased from Strathbeg Council" in letter_box.to(EMAIL)[-1]["Subject"]
    assert list(audit.faults()) == []
    call_command("verify_audit")
    chair_reads_a_former_colleague(walk(javascript=javascript), application)


def chair_reads_a_former_colleague(chair, application):
    chair.sign_in("chair@strathbeg.example", PASSWORD)
    chair.go(f"/passports/applications/{application.public_id}/")
    chair.sees("A former colleague")
    assert NAME not in chair.page.content()
