"""What left, what stayed behind, and what was destroyed: numbers, no names."""

import json
from collections import Counter
from datetime import datetime

from django.db.models import Sum

from mercat.archive.export.editions import member_of
from mercat.archive.export.members import assessments_for
from mercat.archive.export.names import Names
from mercat.archive.export.periods import OF_MEMBERS, PUBLIC, due
from mercat.home.models import Disposal
from mercat.home.retention import schedule
from mercat.learning.models import LearningAssessment
from mercat.organisations.models import Membership, Organisation
from mercat.passports.models import Application, Passport
from mercat.people.models import Person
from mercat.practice.models import Profile


def report(
    counts: dict[str, int], *, day: str, organisation: Organisation | None, at: datetime
) -> bytes:
    destroyed = Disposal.objects.order_by("rule").values_list("rule").annotate(Sum("count"))
    said = {
        "archived_on": day,
        "in_the_archive": counts,
        "for": f"people who worked at {organisation.slug}" if organisation else "everybody",
        "names_of_people": {
            "on passports, because their holders chose it": Passport.objects.filter(
                shows_name=True
            ).count(),
            "in Shared practice, because they chose it": Profile.objects.filter(
                is_public=True
            ).count(),
            "not chosen, so nowhere in here": Names().count,
        },
        "kept_for_its_period_so_left_out": _past(organisation, at=at),
        "stayed_behind": {
            "people": Person.objects.filter(erased_at=None).count(),
            "memberships": Membership.objects.count(),
            "applications with their advice, votes and letters": Application.objects.count(),
            "assessments of learning": _assessments_that_stay(organisation),
            "the audit record": "all of it",
        },
        "destroyed_by_the_retention_schedule": dict(destroyed),
    }
    return json.dumps(said, indent=2, sort_keys=True).encode() + b"\n"


def _past(organisation: Organisation | None, *, at: datetime) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for each in Organisation.objects.order_by("pk").iterator(chunk_size=200):
        periods = schedule.chosen(each)
        for key in PUBLIC | (OF_MEMBERS if each == organisation else {}):
            counted[key] += due(each, key, periods, at=at).count()
    return {key: count for key, count in counted.items() if count}


def _assessments_that_stay(organisation: Organisation | None) -> int:
    """Those that are under way; for everybody, all that nobody shared."""
    found = LearningAssessment.objects.all()
    if organisation:
        found = found.exclude(pk__in=assessments_for(member_of(organisation, "en")).values("pk"))
    return found.count()
