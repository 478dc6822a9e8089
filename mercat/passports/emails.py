"""Every mail about applications: who gets it, and what it may say. All go by the outbox."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from mercat.common import languages, outbox
from mercat.common.links import LinkPlan
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.passports.lifecycle import Kind
from mercat.passports.models import (
    Advice,
    Application,
    Certification,
    CertificationAnswer,
    Handover,
    InformationRequest,
    Letter,
    ManagerView,
    PanelSeat,
    Passport,
)
from mercat.people.models import Person

LINK_DAYS = 30


def queue_submitted(application: Application, *, at: datetime) -> None:
    asked = ManagerView.objects.filter(application=application).exists()
    advice = application.kind == Kind.COUNCILLOR
    _queue("submitted", application, to=application.applicant, at=at, manager=asked, advice=advice)


def queue_helper_added(application: Application, helper: Person, *, at: datetime) -> None:
    _queue("helper_added", application, to=helper, at=at, applicant=application.applicant.name)


def queue_helper_removed(application: Application, helper: Person, *, at: datetime) -> None:
    path = reverse("passports:index")
    applicant = application.applicant.name
    _queue("helper_removed", application, to=helper, at=at, applicant=applicant, path=path)


def queue_helper_stopped(application: Application, helper: Person, *, at: datetime) -> None:
    _queue("helper_stopped", application, to=application.applicant, at=at, helper=helper.name)


def queue_manager_view(view: ManagerView, *, at: datetime) -> None:
    application = view.application
    link = LinkPlan(
        purpose="passports.manager_view",
        path=reverse("passports:manager_view", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=application.public_id,
        person_key=str(view.manager.audit_key),
        revision=1,
        days=LINK_DAYS,
    )
    _queue(
        "manager_view",
        application,
        to=view.manager,
        at=at,
        link=link,
        name=application.applicant.name,
        due_on=view.due_on,
    )


def queue_objection(view: ManagerView, *, at: datetime) -> None:
    """To the clerk, and to the panel once it has the case. A note: it stops nothing."""
    application = view.application
    seats = application.seats.filter(steps_out=False).select_related("person")
    told = {person.pk: person for person in _clerks(application)}
    told.update((seat.person.pk, seat.person) for seat in seats)
    for person in told.values():
        _queue("objection", application, to=person, at=at, manager=view.manager.name)


def queue_panel(application: Application, seats: Iterable[PanelSeat], *, at: datetime) -> None:
    for seat in seats:
        if not seat.steps_out:
            _queue("panel", application, to=seat.person, at=at)


def queue_emergency(
    application: Application, passport: Passport, seats: Iterable[PanelSeat], *, at: datetime
) -> None:
    """To the panel and its chair: the passport is valid, and theirs to judge."""
    about: dict[str, Any] = {
        "holder": passport.holder.name,
        "expires_on": passport.expires_on,
    }
    for seat in seats:
        if not seat.steps_out:
            _queue("emergency", application, to=seat.person, at=at, **about)


def queue_question(request: InformationRequest, *, at: datetime) -> None:
    application = request.application
    _queue("question", application, to=application.applicant, at=at, question=request.question)


def queue_answered(application: Application, *, at: datetime) -> None:
    for clerk in _clerks(application):
        _queue("answered", application, to=clerk, at=at)


def queue_withdrawn(application: Application, *, at: datetime) -> None:
    for clerk in _clerks(application):
        _queue("withdrawn", application, to=clerk, at=at)


def queue_decided(application: Application, *, at: datetime) -> None:
    for clerk in _clerks(application):
        path = reverse("passports:release", args=[application.public_id])
        _queue("decided", application, to=clerk, at=at, path=path)


def queue_letter(
    letter: Letter, *, application: Application, passport: Passport | None, at: datetime
) -> None:
    queue_text(letter.subject, letter.text, application=application, passport=passport, at=at)


def queue_text(
    subject: str, text: str, *, application: Application, passport: Passport | None, at: datetime
) -> None:
    about: dict[str, Any] = {"button": _("See your application")}
    if passport:
        about = {
            "button": _("See your passport"),
            "path": reverse("passports:passport", args=[passport.public_id]),
        }
    _queue(
        "letter",
        application,
        to=application.applicant,
        at=at,
        subject=subject,
        text=text,
        **about,
    )


def queue_asked(advice: Advice, advisers: Iterable[Person], *, at: datetime) -> None:
    _queue_advice("advice_asked", advice, advisers, at=at)


def queue_answer(advice: Advice, askers: Iterable[Person], *, at: datetime) -> None:
    _queue_advice("advice_answered", advice, askers, at=at)


def _queue_advice(purpose: str, advice: Advice, people: Iterable[Person], *, at: datetime) -> None:
    """Without a word of what was written: whoever opens the mail signs in to read."""
    for person in people:
        outbox.queue(
            f"passports/{purpose}",
            to=person.email,
            at=at,
            organisation_id=advice.organisation.public_id,
            context={
                "name": person.name,
                "title": "" if advice.asker_id else str(advice),
                "path": reverse("passports:advice", args=[advice.public_id]),
            },
        )


def learning_letter(application: Application, passport: Passport) -> str:
    context = {"application": application, "passport": passport}
    return render_to_string("passports/learning_letter.txt", context).strip()


def emergency_letter(passport: Passport, *, reason: str, by: Membership) -> str:
    context = {"passport": passport, "reason": reason, "by": by}
    return render_to_string("passports/emergency_letter.txt", context).strip()


def _clerks(application: Application) -> list[Person]:
    members = organisations.members_with_role(application.organisation, Role.CLERK)
    return [m.person for m in members if m.person_id != application.applicant_id]


def _queue(
    purpose: str,
    application: Application,
    *,
    to: Person,
    at: datetime,
    link: LinkPlan | None = None,
    **context: Any,
) -> None:
    language = application.organisation.language_for(to)
    given = {"due_on": application.due_on, **context}
    outbox.queue(
        f"passports/{purpose}",
        to=to.email,
        at=at,
        organisation_id=application.organisation.public_id,
        link=link,
        language=language,
        context={
            "title": application.title,
            "name": to.name,
            "path": reverse("passports:application", args=[application.public_id]),
            **_in_words(given, language),
        },
    )


def _in_words(given: dict[str, Any], language: str) -> dict[str, str]:
    """The outbox keeps text, so dates and labels are put in the reader's language here."""
    with languages.reading(language):
        return {
            key: date_format(value, "j F Y") if isinstance(value, date) else str(value or "")
            for key, value in given.items()
        }


NAMED = 20  # accounts that a mail lists


def queue_certify(
    person: Person,
    organisation: Organisation,
    step: str,
    certifications: Sequence[Certification],
    *,
    at: datetime,
) -> None:
    """One mail for all the accounts that this step asks somebody about."""
    member = organisations.membership_of(organisation, person)
    if member is None:
        return
    link = LinkPlan(
        purpose="passports.certify",
        path=reverse("passports:certify_by_link", args=["TOKEN"]).replace("TOKEN", "{token}"),
        subject=member.public_id,
        person_key=str(person.audit_key),
        revision=1,
        days=LINK_DAYS,
    )
    language = organisation.language_for(person)
    names = [str(each.account) for each in certifications[:NAMED]]
    outbox.queue(
        "passports/certify",
        to=person.email,
        at=at,
        organisation_id=organisation.public_id,
        link=link,
        language=language,
        context={
            "name": person.name,
            "step": step,
            "accounts": names,
            "count": len(certifications),
            "more": len(certifications) - len(names),
            **_in_words({"due_on": min(each.due_on for each in certifications)}, language),
        },
    )


def queue_told(answers: Sequence[CertificationAnswer], *, by: Membership, at: datetime) -> None:
    """To the keepers, or to communications where there is none."""
    members = organisations.members_with_role
    found = members(by.organisation, Role.KEEPER) or members(by.organisation, Role.ADVISER)
    for member in found:
        if member.person_id != by.person_id:
            outbox.queue(
                "passports/told",
                to=member.person.email,
                at=at,
                organisation_id=by.organisation.public_id,
                language=by.organisation.language_for(member.person),
                context={
                    "by": by.person.name,
                    "count": len(answers),
                    "path": reverse("passports:certification_told"),
                },
            )


def queue_leaver(membership: Membership, rows: Sequence[Handover], *, at: datetime) -> int:
    """To the line manager, or where there is none to the keepers, or else to communications."""
    organisation, left = membership.organisation, membership.person
    told = _who_settles(membership)
    for person in told:
        language = organisation.language_for(person)
        outbox.queue(
            "passports/leaver",
            to=person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=language,
            context={
                "name": person.name,
                "left": left.name,
                "things": [str(each) for each in rows[:NAMED]],
                "more": max(0, len(rows) - NAMED),
                "path": f"{reverse('passports:leavers')}?person={left.public_id}",
                **_in_words({"due_on": rows[0].due_on}, language),
            },
        )
    return len(told)


def _who_settles(membership: Membership) -> list[Person]:
    organisation, manager = membership.organisation, membership.manager
    if manager and organisations.membership_of(organisation, manager):
        return [manager]
    members = organisations.members_with_role
    found = members(organisation, Role.KEEPER) or members(organisation, Role.ADVISER)
    return [each.person for each in found.order_by("pk")]


def queue_leavers_due(organisation: Organisation, rows: Sequence[Handover], *, at: datetime) -> int:
    """To keepers and communications: what waits on its day, by whoever left it."""
    names = list(dict.fromkeys(each.membership.person.name for each in rows))
    members = organisations.members_with_role(organisation, Role.KEEPER, Role.ADVISER)
    told = [each.person for each in members.order_by("pk")]
    for person in told:
        outbox.queue(
            "passports/leavers_due",
            to=person.email,
            at=at,
            organisation_id=organisation.public_id,
            language=organisation.language_for(person),
            context={
                "name": person.name,
                "names": names[:NAMED],
                "more": max(0, len(names) - NAMED),
                "count": len(rows),
                "path": reverse("passports:leavers"),
            },
        )
    return len(told)
