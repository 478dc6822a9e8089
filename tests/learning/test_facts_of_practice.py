"""What the system says of sharing, of learning from others, and of papers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.learning import actions, facts, queries
from mercat.learning.models import Evidence
from mercat.practice import actions as practice
from mercat.practice.papers.models import Paper
from tests.factories import MembershipFactory
from tests.factories.council import NOW
from tests.learning.addresses import assessed
from tests.practice.papers.written import closed, opened
from tests.practice.written import draft, published

TODAY = NOW.date()


def counted(council, key, on=TODAY):
    found = facts.counted(council.organisation, on=on)[key]
    return found.number, found.of


def says(page, by, kind="uses"):
    practice.say_use(page=page, kind=kind, words="", by=by, at=NOW)


def test_pages_shared_are_published_beyond_the_organisation(council):
    published(council.member, "everyone")
    published(council.member, "public")
    published(council.member, "organisation")
    draft(council.member)
    published(MembershipFactory(), "public")

    assert counted(council, "notes_shared") == (2, 2)


def test_taken_up_counts_pages_and_never_what_we_say_of_our_own(council):
    taken, own, _lonely = (published(council.member, "public") for _ in range(3))
    for kind in ("uses", "learnt"):
        says(taken, MembershipFactory(), kind)
    says(own, council.member)
    kept = published(council.member, "public")
    says(kept, MembershipFactory())
    practice.withdraw(page=kept, reason="It is old.", by=council.member, at=NOW)

    assert counted(council, "notes_taken_up") == (1, 3)


def test_learned_from_others_counts_each_page_of_another_once(council):
    theirs = published(MembershipFactory(), "public")
    says(theirs, council.member)
    says(theirs, council.member, "learnt")
    says(published(council.member, "public"), council.member)
    says(theirs, MembershipFactory())

    assert counted(council, "learned_from_others") == (1, 1)


def test_papers_answered_of_those_closed_in_the_year(council):
    answered, still_open = closed(council), opened(council)
    closed(council)
    old = closed(council)
    at = timezone.now()
    Paper.objects.update(closed_at=at)
    Paper.objects.filter(pk=old.pk).update(closed_at=at - timedelta(days=400))
    Paper.objects.filter(pk=still_open.pk).update(closed_at=None)
    Paper.objects.filter(pk=answered.pk).update(state="answered", answered_at=at)

    assert counted(council, "papers_answered", on=at.date()) == (1, 2)


def used(council, key, capability="learning"):
    assessment = assessed(council)
    return actions.use_fact(
        assessment=assessment,
        capability=assessment.version.data.capability(capability),
        key=key,
        by=council.learning_lead,
        at=NOW,
    )


def shared(council, count):
    for _ in range(count):
        published(council.member, "public")


def test_a_fact_of_sharing_is_evidence_of_sharing(council):
    shared(council, 5)

    assert used(council, "notes_shared").shows == "shared"


def test_nothing_shared_is_no_evidence_of_sharing(council):
    assert used(council, "notes_shared").shows == "practice"


def test_none_taken_up_is_no_evidence_of_sharing(council):
    shared(council, 5)

    assert used(council, "notes_taken_up").shows == "practice"


def test_fewer_than_five_pages_are_not_told(council):
    shared(council, 4)

    with pytest.raises(Refused):
        used(council, "notes_shared")

    assert not Evidence.objects.exists()
    fact = queries.facts_of(council.organisation)["notes_shared"]
    assert queries.fact_shown(fact)["number"] is None
