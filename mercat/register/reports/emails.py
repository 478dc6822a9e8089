from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from mercat.common import outbox
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount
from mercat.register.reports.rules import PERMISSIONS, TRIAGE

NAMED = 10


def those_who_look(organisation: Organisation) -> list[Membership]:
    roles = sorted(PERMISSIONS[TRIAGE])
    return list(organisations.members_with_role(organisation, *roles).order_by("pk"))


def queue_reports(
    members: Sequence[Membership],
    reported: Sequence[ReportedAccount],
    reviews: Sequence[OwnerReview],
    *,
    at: datetime,
) -> int:
    """One mail to each, for all that they have not been told of."""
    for member in members:
        organisation = member.organisation
        outbox.queue(
            "reports/reports",
            to=member.person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=organisation.language_for(member.person),
            context={
                "name": member.person.name,
                "count": len(reported) + len(reviews),
                "reported": [str(each) for each in reported[:NAMED]],
                "more": max(0, len(reported) - NAMED),
                "reviews": len(reviews),
                "path": reverse("reports:reported_accounts"),
            },
        )
    return len(members)


def queue_outcome(report: Report, *, at: datetime) -> None:
    """To whoever reported it. Of those who decided, the organisation’s name alone."""
    reported = report.reported
    organisation = reported.organisation
    outbox.queue(
        "reports/outcome",
        to=report.email,
        at=at,
        organisation_id=organisation.public_id,
        language=report.language,
        context={
            "organisation": str(organisation),
            "account": str(reported),
            "state": reported.state,
            "why": reported.why,
        },
    )


def queue_review_answered(review: OwnerReview, *, at: datetime) -> None:
    organisation = review.organisation
    outbox.queue(
        "reports/review_answered",
        to=review.email,
        at=at,
        organisation_id=organisation.public_id,
        language=review.language,
        context={
            "organisation": str(organisation),
            "account": str(review.reported),
            "state": review.state,
            "answer": review.answer,
        },
    )
