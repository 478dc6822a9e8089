"""An operator proposes an election's days to a nation; a keeper finds them; it is withdrawn."""

import pytest
from django.utils import timezone

from mercat.people.models import Person
from mercat.register.elections import actions
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_operator_proposes_days_and_withdraws_them(walk, council, javascript):
    Person.objects.filter(pk=council.administrator.person_id).update(is_operator=True)
    operator = walk(javascript=javascript, width=320)
    operator.sign_in(council.administrator.person.email, PASSWORD)
    operator.go("/register/elections/")
    operator.follow("Propose days to a nation, as operator of this site")
    operator.sees("Nothing is proposed yet")
    operator.press("Propose days")
    operator.press("Propose them")
    operator.sees("Choose a nation")
    operator.tick("Scotland")
    operator.type("Which election?", "Local elections, 6 May 2027")
    for group, (day, month) in (("First day", (22, 3)), ("Last day", (6, 5))):
        boxes = operator.page.get_by_role("group", name=group)
        for label, value in (("Day", day), ("Month", month), ("Year", 2027)):
            boxes.get_by_label(label, exact=True).fill(str(value))
    operator.press("Propose them")
    operator.sees("They are told within some minutes")
    actions.follow_proposals(at=timezone.now())

    keeper = walk(javascript=javascript)
    keeper.sign_in(council.keeper.person.email, PASSWORD)
    keeper.go("/register/elections/")
    keeper.follow("Local elections, 6 May 2027")
    keeper.sees("Whoever runs this site proposes these days.")

    operator.go("/register/elections/proposals/")
    operator.sees("1 told, 0 set it, 0 do not want it")
    operator.follow("Withdraw it", exact=False)
    operator.sees("1 have not answered and are asked no longer.")
    operator.press("Withdraw it")
    operator.sees("Withdrawn on")
