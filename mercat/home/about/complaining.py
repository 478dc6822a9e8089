"""A complaint about somebody's personal data: received, told to those who answer, answered.

The Data (Use and Access) Act 2025 asks for an acknowledgement within 30 days: ours goes at once.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from mercat.audit import actions as audit
from mercat.common import outbox
from mercat.common.lifecycle import check_move
from mercat.home import rules
from mercat.home.lifecycle import COMPLAINT_MOVES
from mercat.home.models import Complaint
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role

ANSWERED_WITHIN = timedelta(days=30)


def complaints_of(organisation: Organisation) -> QuerySet[Complaint]:
    return Complaint.objects.filter(organisation=organisation).select_related("answered_by")


@transaction.atomic
def complain(
    *, organisation: Organisation, name: str, email: str, text: str, at: datetime
) -> Complaint:
    move = check_move(COMPLAINT_MOVES, action="complain", old="")
    complaint = Complaint.objects.create(
        organisation=organisation,
        name=name,
        email=email,
        text=text,
        status=move.new,
        received_at=at,
        due_on=organisation.day(at + ANSWERED_WITHIN),
    )
    for address in _answerers(organisation):
        _queue("complaint_received", complaint, to=address, at=at)
    _queue("complaint_acknowledged", complaint, to=email, at=at)
    _record("received", complaint, by=None, at=at)
    return complaint


def _answerers(organisation: Organisation) -> list[str]:
    """The data-protection contact; the administrators where nobody is named."""
    contact = organisation.contacts.get("data_protection", {}).get("email")
    if contact:
        return [contact]
    members = organisations.members_with_role(organisation, Role.ADMINISTRATOR)
    return [member.person.email for member in members]


@transaction.atomic
def answer_complaint(
    *, complaint: Complaint, answer: str, by: Membership, at: datetime
) -> Complaint:
    rules.check_can_answer_complaint(by)
    complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    move = check_move(COMPLAINT_MOVES, action="answer_complaint", old=complaint.status)
    complaint.status, complaint.answer = move.new, answer
    complaint.answered_by, complaint.answered_at = by.person, at
    complaint.save()
    _queue("complaint_answered", complaint, to=complaint.email, at=at, answer=answer)
    _record("answered", complaint, by=by, at=at)
    return complaint


def _queue(purpose: str, complaint: Complaint, *, to: str, at: datetime, **more: Any) -> None:
    organisation = complaint.organisation
    outbox.queue(
        f"home/{purpose}",
        to=to,
        at=at,
        organisation_id=organisation.public_id,
        context={
            "organisation": str(organisation),
            "name": complaint.name,
            "text": complaint.text,
            "due_on": f"{complaint.due_on:%d %B %Y}".lstrip("0"),
            "path": reverse("home:complaint", args=[complaint.public_id]),
            **more,
        },
    )


def _record(verb: str, complaint: Complaint, *, by: Membership | None, at: datetime) -> None:
    audit.record(
        f"home.complaint.{verb}",
        subject=complaint,
        organisation=complaint.organisation,
        by=by.person if by else None,
        at=at,
        facts={"status": complaint.status},
    )
