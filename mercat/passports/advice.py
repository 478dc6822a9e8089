"""Conversations with communications: who sees which. Lists, counts, mails and pages ask here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mercat.comments import queries as comments
from mercat.comments.models import Comment
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.organisations.roles import Role
from mercat.organisations.rules import has_role
from mercat.passports import rules
from mercat.passports.models import Advice, AdviceTally, Application, Helper, PanelSeat
from mercat.people.models import Person
from mercat.register import queries as register
from mercat.register.models import Account, Custodian

COMMUNICATIONS = "communications"  # the part in which an adviser writes


def seen_by(membership: Membership) -> QuerySet[Advice]:
    """Every conversation that this member may read: the asking side's own, and communications'."""
    readable = _asked_by(membership.person)
    if has_role(membership, rules.PERMISSIONS["answer questions to communications"]):
        readable |= ~Q(_steps_out(membership.person))
    return _rows(membership).filter(readable)


def asked_by(membership: Membership) -> QuerySet[Advice]:
    """Those in which this member stands on the asking side."""
    return _rows(membership).filter(_asked_by(membership.person))


def just_asked(membership: Membership, *, subject: str, text: str, at: datetime) -> Advice | None:
    """The same question of the same person a moment ago."""
    own = Advice.objects.filter(organisation=membership.organisation_id, asker=membership.person_id)
    lately = own.filter(subject=subject, begun_at__gt=at - comments.MOMENT).order_by("-pk").first()
    same = lately and comments.just_written(lately.thread, text=text, by=membership.person, at=at)
    return lately if same else None


def advised_by(membership: Membership) -> QuerySet[Advice]:
    """Those that this member answers: nobody's own, none of a case that they step out of."""
    found = _rows(membership)
    if not has_role(membership, rules.PERMISSIONS["answer questions to communications"]):
        return found.none()
    return found.exclude(_kept_from(membership.person))


def waiting(membership: Membership) -> QuerySet[Advice]:
    return advised_by(membership).filter(waiting_since__isnull=False)


def count_waiting(membership: Membership) -> int:
    """From the tally, less the few that are not for this adviser. Two queries."""
    if not has_role(membership, rules.PERMISSIONS["answer questions to communications"]):
        return 0
    tally = AdviceTally.objects.filter(organisation=membership.organisation_id).first()
    if tally is None or tally.waiting <= 0:
        return 0
    kept = Advice.objects.filter(
        _kept_from(membership.person),
        organisation=membership.organisation_id,
        waiting_since__isnull=False,
    )
    return max(0, tally.waiting - kept.count())


def could_be_guidance(membership: Membership) -> QuerySet[Advice]:
    flagged = Comment.objects.filter(thread=OuterRef("thread"), could_be_guidance=True)
    return advised_by(membership).filter(Exists(flagged))


def unread(membership: Membership) -> QuerySet[Advice]:
    """Of the member's own, those with something new. One query.

    It begins with the person, so it costs what is theirs, not all that is asked here.
    """
    here, person = Advice.objects.filter(organisation=membership.organisation_id), membership.person
    asked: list[dict[str, Any]] = [
        {"application__applicant": person},
        {"application__helpers__person": person},
        {"account__custodians__person": person, "account__custodians__until": None},
        {"asker": person},
    ]
    first, *others = [here.filter(**each).values("pk").order_by() for each in asked]
    new = comments.has_unread(person)
    return _rows(membership).filter(new, pk__in=first.union(*others))


def of_application(application: Application) -> Advice | None:
    return Advice.objects.filter(application=application).select_related("thread").first()


def of_account(account: Account) -> Advice | None:
    return Advice.objects.filter(account=account).select_related("thread").first()


def has_news(membership: Membership, application: Application) -> bool:
    """Something unread on this application. One query."""
    return unread(membership).filter(application=application).exists()


def shown_to_panel(application: Application) -> list[Comment]:
    """Those messages alone whose writers chose it, without what they quote of the others."""
    advice = of_application(application)
    shown = comments.shared_of(advice.thread) if advice else []
    return [_without_hidden_quote(comment) for comment in shown]


def shown_of(applications: Iterable[Application]) -> defaultdict[int, list[Comment]]:
    """The same of many cases at once, by their keys. Two queries."""
    rows = Advice.objects.filter(application__in=[each.pk for each in applications])
    threads = dict(rows.values_list("thread", "application"))
    found: defaultdict[int, list[Comment]] = defaultdict(list)
    for comment in comments.shared_in(threads):
        found[threads[comment.thread_id]].append(_without_hidden_quote(comment))
    return found


def _without_hidden_quote(comment: Comment) -> Comment:
    quoted = comment.quotes
    if quoted and (quoted.shared_at is None or quoted.withdrawn_at):
        comment.quotes = None
    return comment


def askers_of(advice: Advice) -> list[Person]:
    """The asking side: those who still work here."""
    members = organisations.active_members(advice.organisation)
    if advice.application:
        helpers = advice.application.helpers.values("person")
        wanted = Q(person=advice.application.applicant_id) | Q(person__in=helpers)
    elif advice.account:
        wanted = Q(person__in=register.custodians_of(advice.account).values("person"))
    else:
        wanted = Q(person=advice.asker_id)
    return [member.person for member in members.filter(wanted)]


def advisers_of(advice: Advice) -> list[Person]:
    """Whoever took it, or all who could."""
    members = organisations.members_with_role(advice.organisation, Role.ADVISER)
    advisers = [m for m in members.prefetch_related("roles") if rules.can_answer_asker(m, advice)]
    people = [member.person for member in advisers]
    return [person for person in people if person.pk == advice.taken_by_id] or people


def count_all(organisation: Organisation) -> int:
    """For the nightly recount alone: it counts every row."""
    return Advice.objects.filter(organisation=organisation, waiting_since__isnull=False).count()


def _rows(membership: Membership) -> QuerySet[Advice]:
    return (
        Advice.objects.filter(organisation=membership.organisation_id)
        .select_related("organisation", "thread", "account", "asker", "taken_by")
        .select_related("application__applicant", "waiting_on__author")
        .annotate(is_new=comments.has_unread(membership.person))
    )


def _asked_by(person: Person) -> Q:
    looks_after = Custodian.objects.filter(account=OuterRef("account"), person=person, until=None)
    return Q(asker=person) | Q(_applies(person)) | Q(Exists(looks_after))


def _applies(person: Person) -> Exists:
    """As applicant or helper."""
    applied = Application.objects.filter(applicant=person) | Application.objects.filter(
        pk__in=Helper.objects.filter(person=person).values("application")
    )
    return Exists(applied.filter(pk=OuterRef("application")))


def _steps_out(person: Person) -> Exists:
    seats = PanelSeat.objects.filter(person=person, steps_out=True)
    return Exists(seats.filter(application=OuterRef("application")))


def _kept_from(person: Person) -> Q:
    """An adviser's own questions, and those of cases that they step out of."""
    own = Q(asker__isnull=False, asker=person) | Q(_applies(person))
    return own | Q(_steps_out(person))
