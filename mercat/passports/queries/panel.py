from django.db.models import Exists, OuterRef, QuerySet

from mercat.organisations.models import Membership, Organisation
from mercat.passports.lifecycle import (
    APPROVING,
    OPEN,
    Correcting,
    Outcome,
    Status,
)
from mercat.passports.models import (
    Appeal,
    Application,
    Correction,
    Decision,
    Letter,
    ManagerView,
    PanelSeat,
    Renewal,
    Revision,
)
from mercat.passports.queries.cases import seen_by
from mercat.people.models import Person


def views_asked_of(person: Person, organisation: Organisation) -> QuerySet[ManagerView]:
    return (
        ManagerView.objects.filter(manager=person, view="", application__organisation=organisation)
        .filter(application__status__in=[s for s in OPEN if s != Status.DRAFT])
        .select_related("application", "application__applicant")
        .order_by("due_on")
    )


def views_of(application: Application) -> dict[str, ManagerView]:
    """Of those who were asked, by what they were asked as. One query."""
    return {each.asked_as: each for each in application.views.select_related("manager")}


def latest_revision(application: Application) -> Revision | None:
    return application.revisions.order_by("-number").first()


def standing_decision(application: Application) -> Decision | None:
    return (
        application.decisions.filter(replaced_at=None)
        .select_related("decided_by", "revision", "letter", "letter_draft")
        .first()
    )


def correctable(application: Application) -> Decision | None:
    """The decision whose letter was sent, if a person made it and it still stands."""
    if application.status not in {Status.RELEASED, Status.DEFERRED}:
        return None
    found = application.decisions.filter(replaced_at=None, letter__isnull=False)
    judged = found.exclude(decided_by=None).exclude(outcome=Outcome.ADVISED)
    # Once somebody has appealed, others decide.
    idle = (Status.DRAFT, Status.WITHDRAWN, Status.LAPSED)
    sent = Appeal.objects.filter(decision=OuterRef("pk")).exclude(application__status__in=idle)
    judged = judged.exclude(Exists(sent))
    return judged.select_related("revision", "letter").first()


def corrections_waiting_for(membership: Membership) -> QuerySet[Correction]:
    """Those that somebody else proposed, on cases that this member may see. At most two queries.

    Not joined to the cases: there are few corrections, and many cases to begin with.
    """
    seen = seen_by(membership).exclude(applicant=membership.person_id).select_related(None)
    return (
        Correction.objects.filter(
            Exists(seen.filter(pk=OuterRef("application"))), status=Correcting.PROPOSED
        )
        .exclude(proposed_by=membership.person_id)
        .prefetch_related("application")
        .order_by("proposed_at")
    )


def earlier_letters(application: Application, *, but: Decision | None) -> QuerySet[Letter]:
    """What was sent before, the newest first: of a deferral, or of what was corrected since."""
    found = Letter.objects.filter(decision__application=application)
    return found.exclude(decision=but).order_by("-released_at", "-pk")


MOST_EXAMPLES = 3


def examples_of(application: Application, question: str) -> list[str]:
    """How approved cases here answered it, the latest first, where their applicants agreed.

    One query. An answer in which its applicant is named is left out.
    """
    kind = application.question_set.rpartition("-")[0]
    found = Decision.objects.filter(
        application__organisation=application.organisation_id,
        application__lends_answers=True,
        application__status=Status.RELEASED,
        application__applicant__erased_at=None,
        application__question_set__startswith=f"{kind}-",
        replaced_at=None,
        outcome__in=APPROVING,
    ).exclude(application=application)
    latest = found.select_related("revision", "application__applicant")
    answers = [
        (str(each.revision.content["answers"].get(question) or ""), each.application.applicant.name)
        for each in latest.order_by("-application__released_at")[:20]
    ]
    fit = [text for text, name in answers if text and name.lower() not in text.lower()]
    return fit[:MOST_EXAMPLES]


def learned_by_others(application: Application) -> list[Renewal]:
    """What others reached and learned, the latest first, where they agreed. One query."""
    found = Renewal.objects.filter(
        application__organisation=application.organisation_id,
        application__lends_answers=True,
        application__status=Status.RELEASED,
        application__applicant__erased_at=None,
    ).exclude(application=application)
    latest = found.select_related("application__applicant").order_by("-application__released_at")
    return [each for each in latest[:20] if _names_nobody(each)][:MOST_EXAMPLES]


def _names_nobody(renewal: Renewal) -> bool:
    name = renewal.application.applicant.name.lower()
    return bool(renewal.reached) and name not in f"{renewal.reached} {renewal.learned}".lower()


def panel_of(application: Application) -> QuerySet[PanelSeat]:
    return application.seats.select_related("person").order_by("-is_chair", "person__name")
