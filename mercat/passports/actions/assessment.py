from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import queries, rules
from mercat.passports.actions import moving
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Assessment

ASSESSABLE = (Status.SUBMITTED, Status.MORE_INFO, Status.IN_PANEL)


@transaction.atomic
def assess(
    *,
    application: Application,
    revision: int,
    row_version: int,
    lines: dict[str, dict[str, str]],
    summary: str,
    by: Membership,
    at: datetime,
) -> Assessment:
    """What communications says to the panel of this version. Refused when either is newer."""
    application = moving.locked(application)
    rules.check_can_assess(by, application)
    if application.status not in ASSESSABLE:
        raise Refused(_("The panel is not looking at this case now."))
    latest = application.revisions.latest("number")
    if latest.number != revision:
        raise Refused(_("A new version came while you wrote. Look at what changed, then save."))
    assessment = Assessment.objects.filter(revision=latest).select_related("written_by").first()
    assessment = assessment or Assessment(application=application, revision=latest, row_version=0)
    if assessment.row_version != row_version:
        said = _("{name} saved an assessment since you opened this. Save again to replace it.")
        raise Refused(said.format(name=assessment.written_by.name))
    assessment.lines, assessment.summary = lines, summary
    assessment.written_by, assessment.written_at = by.person, at
    assessment.row_version += 1
    assessment.save()
    _record(application, assessment, by=by, at=at)
    return assessment


def _record(
    application: Application, assessment: Assessment, *, by: Membership, at: datetime
) -> None:
    counts = Counter(line["met"] for line in assessment.lines.values())
    moving.record(
        "assessed",
        application,
        by=by,
        at=at,
        facts={"revision": assessment.revision.number, **counts},
        words={"lines": assessment.lines, "summary": assessment.summary},
    )


def versions_of(application: Application) -> tuple[int, int]:
    """Of what a form is about: the case's version, and how often its assessment was saved."""
    latest = application.revisions.latest("number")
    assessment = queries.latest_assessment(application)
    saved = assessment.row_version if assessment and assessment.revision == latest else 0
    return latest.number, saved
