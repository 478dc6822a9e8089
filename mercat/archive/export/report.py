"""What left, what stayed behind, and what was destroyed: numbers, no names."""

import json

from django.db.models import Sum

from mercat.home.models import Disposal
from mercat.learning.models import LearningAssessment
from mercat.organisations.models import Membership
from mercat.passports.models import Application, Passport
from mercat.people.models import Person


def report(counts: dict[str, int], *, day: str) -> bytes:
    destroyed = Disposal.objects.order_by("rule").values_list("rule").annotate(Sum("count"))
    said = {
        "archived_on": day,
        "in_the_archive": counts,
        "names_of_people": {
            "on passports, because their holders chose it": Passport.objects.filter(
                shows_name=True
            ).count(),
        },
        "stayed_behind": {
            "people": Person.objects.filter(erased_at=None).count(),
            "memberships": Membership.objects.count(),
            "applications with their advice, votes and letters": Application.objects.count(),
            "assessments of learning, which are for members": LearningAssessment.objects.count(),
            "the audit record": "all of it",
        },
        "destroyed_by_the_retention_schedule": dict(destroyed),
    }
    return json.dumps(said, indent=2, sort_keys=True).encode() + b"\n"
