"""What the rehearsal says is unfinished in learning and practice."""

from mercat.archive import queries
from mercat.learning.models import Pulse
from mercat.practice.papers.models import Paper
from tests.learning.addresses import assessed
from tests.learning.test_pulses import pulsing
from tests.practice.papers.written import make_paper, opened

PULSES = "Pulses that are open"
PAPERS = "Papers that are announced or open for comments"


def unfinished(organisation):
    return {str(each.what): each.count for each in queries.unfinished(organisation)}


def test_open_pulses_are_unfinished(council, outside):
    pulse = pulsing(assessed(council), council)

    assert unfinished(council.organisation)[PULSES] == 1
    assert unfinished(None)[PULSES] == 1
    assert PULSES not in unfinished(outside.organisation)

    Pulse.objects.filter(pk=pulse.pk).update(status="closed", closed_on=pulse.ends_on)
    assert PULSES not in unfinished(council.organisation)


def test_announced_and_open_papers_are_unfinished(council, outside):
    make_paper(council)
    soon, _now = opened(council), opened(council)
    Paper.objects.filter(pk=soon.pk).update(state="announced")

    assert unfinished(council.organisation)[PAPERS] == 2
    assert PAPERS not in unfinished(outside.organisation)

    Paper.objects.filter(state__in=["announced", "open"]).update(state="withdrawn")
    assert PAPERS not in unfinished(council.organisation)
