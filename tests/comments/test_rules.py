from datetime import timedelta

import pytest

from mercat.comments import actions, rules
from mercat.comments.models import Thread
from tests.factories import OrganisationFactory, PersonFactory

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("own", "withdrawn", "later", "may"),
    [
        (True, False, DAY - timedelta(seconds=1), True),
        (True, False, DAY, False),
        (True, True, timedelta(0), False),
        (False, False, timedelta(0), False),
    ],
)
def test_change_is_ones_own_for_a_day(own, withdrawn, later, may, at, db):
    thread = Thread.objects.create(organisation=OrganisationFactory())
    author = PersonFactory()
    comment = actions.add(thread=thread, text="Well.", by=author, at=at)
    if withdrawn:
        comment = actions.withdraw(comment=comment, by=author, at=at)

    assert rules.can_change(comment, author if own else PersonFactory(), at=at + later) == may
