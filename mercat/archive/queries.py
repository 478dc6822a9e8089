"""What stands before a closing: how it goes, what is unfinished, what will end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from mercat.archive.lifecycle import LIVE, ClosingStatus
from mercat.archive.models import Closing
from mercat.common.languages import Text
from mercat.common.models import OutboxMail
from mercat.home.models import Complaint, Hold
from mercat.learning.lifecycle import AssessmentStatus, PulseStatus
from mercat.learning.models import LearningAssessment, Pulse
from mercat.organisations.models import ApiToken, Invitation, Membership, Organisation
from mercat.passports.lifecycle import OPEN as OPEN_CASES
from mercat.passports.lifecycle import PassportStatus
from mercat.passports.models import Application, Handover, Passport
from mercat.people.models import Person
from mercat.practice.papers.lifecycle import UNDER_WAY
from mercat.practice.papers.models import Paper
from mercat.register.lifecycle import OPEN as IN_USE
from mercat.register.lifecycle import WORKING, Status
from mercat.register.models import Account, Change, Import
from mercat.register.reports.lifecycle import WAITING
from mercat.register.reports.models import ReportedAccount


@dataclass(frozen=True, slots=True)
class Count:
    what: Text
    count: int
    then: Text  # what becomes of it


def live(organisation: Organisation | None) -> Closing | None:
    """The closing that is planned, confirmed or carried out; of the site for None."""
    found = Closing.objects.filter(organisation=organisation, status__in=LIVE)
    return found.select_related("organisation").first()


def people_of(closing: Closing | None) -> dict[str, str]:
    """Who planned and who confirmed it, as far as they can still be named."""
    if closing is None:
        return {}
    keys = {"planned": closing.planned_by, "confirmed": closing.confirmed_by}
    found = Person.objects.filter(audit_key__in=[each for each in keys.values() if each])
    names = dict(found.values_list("audit_key", "name"))
    return {what: names.get(key, "") for what, key in keys.items() if key}


def of_the_site() -> Closing | None:
    found = Closing.objects.filter(organisation=None, status=ClosingStatus.SEALED)
    return found.first()


def organisations_with_closings() -> QuerySet[Organisation]:
    return Organisation.objects.order_by("slug")


def live_closings() -> dict[int | None, Closing]:
    """By the key of the organisation; the site's own under None."""
    return {each.organisation_id: each for each in Closing.objects.filter(status__in=LIVE)}


def unfinished(organisation: Organisation | None) -> list[Count]:
    """What somebody would rather end first. Nothing of it stops a closing."""
    stays = _("It stays as it stands, unfinished.")
    rows: Iterable[tuple[Text, QuerySet[Any], str, Text]] = (
        (
            _("Applications that are not decided"),
            Application.objects.filter(status__in=OPEN_CASES),
            "organisation",
            stays,
        ),
        (
            _("Assessments under way"),
            LearningAssessment.objects.filter(status=AssessmentStatus.OPEN),
            "organisation",
            stays,
        ),
        (
            _("Pulses that are open"),
            Pulse.objects.filter(status=PulseStatus.OPEN),
            "assessment__organisation",
            _("Nobody can answer them any more, and nothing of them is shown."),
        ),
        (
            _("Papers that are announced or open for comments"),
            Paper.objects.filter(state__in=UNDER_WAY),
            "organisation",
            _("Nobody can comment on them any more."),
        ),
        (
            _("Changes of accounts that wait for a second person"),
            Change.objects.filter(outcome=""),
            "organisation",
            stays,
        ),
        (
            _("Lists that are being read in"),
            Import.objects.filter(state__in=WORKING),
            "organisation",
            stays,
        ),
        (
            _("Reported accounts that nobody has dealt with"),
            ReportedAccount.objects.filter(state__in=WAITING),
            "organisation",
            _("Whoever reported them hears nothing."),
        ),
        (
            _("What people who left looked after, not handed over"),
            Handover.objects.filter(settled_at=None),
            "organisation",
            stays,
        ),
        (
            _("Data-protection complaints that are not answered"),
            Complaint.objects.filter(answered_at=None),
            "organisation",
            _("Answer them first: the law gives you 30 days."),
        ),
        (
            _("Holds"),
            Hold.objects.filter(ended_at=None),
            "organisation",
            _("What they keep has to be kept: make a backup that lasts."),
        ),
        (
            _("Mail that waits"),
            _mail(organisation),
            "",
            _("It is not sent any more."),
        ),
    )
    counts = (
        Count(what, _of(organisation, found, path).count(), then)
        for what, found, path, then in rows
    )
    return [each for each in counts if each.count]


def will_end(organisation: Organisation | None) -> list[Count]:
    rows: Iterable[tuple[Text, QuerySet[Any], Text]] = (
        (
            _("People who work here"),
            Membership.objects.filter(ended_at=None),
            _("Their membership ends, and with the last one their sign-in."),
        ),
        (
            _("Keys of programs"),
            ApiToken.objects.filter(ended_at=None),
            _("They open nothing any more."),
        ),
        (
            _("Invitations"),
            Invitation.objects.filter(accepted_at=None, withdrawn_at=None),
            _("They are withdrawn."),
        ),
        (
            _("Passports that are valid"),
            Passport.objects.filter(status=PassportStatus.ACTIVE),
            _("They stay on record as they are."),
        ),
        (
            _("Accounts in use"),
            Account.objects.filter(status__in=IN_USE),
            _("What becomes of them, the plan says."),
        ),
        (
            _("People’s own accounts"),
            Account.objects.filter(status=Status.OWN),
            _("They are taken off, as when somebody leaves."),
        ),
    )
    return [
        Count(what, _of(organisation, found, "organisation").count(), then)
        for what, found, then in rows
    ]


def _mail(organisation: Organisation | None) -> QuerySet[OutboxMail]:
    ours = Q(organisation_id=organisation.public_id) if organisation else Q()
    return OutboxMail.objects.filter(ours, sent_at=None)


def _of(organisation: Organisation | None, found: QuerySet[Any], path: str) -> QuerySet[Any]:
    return found.filter(**{path: organisation}) if organisation and path else found


def today_of(organisation: Organisation | None, at: datetime) -> date:
    day: date = organisation.day(at) if organisation else at.date()
    return day
