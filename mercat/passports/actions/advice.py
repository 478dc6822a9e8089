"""Conversations with communications: asking, answering, and who looks after the answer."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from mercat.audit import actions as audit
from mercat.comments import actions as comments
from mercat.comments import queries as threads
from mercat.comments.models import Comment, Thread
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership, Organisation
from mercat.passports import advice as conversations
from mercat.passports import emails, rules
from mercat.passports.advice import COMMUNICATIONS
from mercat.passports.models import Advice, AdviceTally, Application, PagePointedTo
from mercat.people.models import Person
from mercat.practice import actions as practice
from mercat.practice.lifecycle import Kind, Licence
from mercat.practice.models import Page
from mercat.register.models import Account


@transaction.atomic
def ask_communications(*, subject: str, text: str, by: Membership, at: datetime) -> Advice:
    """A question that belongs to no application and no account; pressed twice, it is one."""
    Membership.objects.select_for_update().get(pk=by.pk)
    asked = conversations.just_asked(by, subject=subject, text=text, at=at)
    if asked is not None:
        return asked
    thread = Thread.objects.create(organisation=by.organisation)
    advice = Advice.objects.create(
        organisation=by.organisation,
        thread=thread,
        asker=by.person,
        subject=subject,
        begun_at=at,
        latest_at=at,
    )
    write_advice(advice=advice, text=text, by=by, at=at)
    return advice


@transaction.atomic
def begin_advice(
    *,
    about: Application | Account,
    text: str,
    shared: bool = False,
    points_to: Sequence[Page] = (),
    by: Membership,
    at: datetime,
) -> Advice:
    """The first message on an application or an account; a later one if another came first."""
    type(about).objects.select_for_update().get(pk=about.pk)
    key = "application" if isinstance(about, Application) else "account"
    advice = Advice.objects.filter(**{key: about}).first()
    if advice is None:
        thread = Thread.objects.create(organisation=about.organisation)
        advice = Advice.objects.create(
            organisation=about.organisation,
            thread=thread,
            begun_at=at,
            latest_at=at,
            **{key: about},
        )
    write_advice(advice=advice, text=text, shared=shared, points_to=points_to, by=by, at=at)
    return advice


@transaction.atomic
def write_advice(
    *,
    advice: Advice,
    text: str,
    shared: bool = False,
    could_be_guidance: bool = False,
    points_to: Sequence[Page] = (),
    quotes: Comment | None = None,
    seen: Comment | None = None,
    by: Membership,
    at: datetime,
) -> Comment:
    """Write to the other side. An answer ends the waiting, but for what came after `seen`."""
    advice = _locked(advice)
    rules.check_can_write(by, advice)
    if written := threads.just_written(advice.thread, text=text, by=by.person, at=at):
        return written
    advises = rules.can_answer_asker(by, advice)
    if shared:
        _check_has_panel(advice)
    answers = _answered(advice, quotes) if advises else None
    advice.latest_at = at
    comment = comments.add(
        thread=advice.thread,
        text=text,
        part=COMMUNICATIONS if advises else "",
        quotes=quotes,
        answers=answers,
        shared=shared,
        could_be_guidance=could_be_guidance and advises,
        by=by.person,
        at=at,
    )
    if advises:
        PagePointedTo.objects.bulk_create(
            PagePointedTo(comment=comment, page=page) for page in points_to
        )
        if advice.taken_by_id is None:
            advice.taken_by, advice.taken_at = by.person, at
        read_to = seen or comment
        _wait(advice, after=read_to.pk)
        emails.queue_answer(
            advice, _to_tell(advice, conversations.askers_of(advice), by, at=at), at=at
        )
    else:
        _wait(advice, after=advice.waiting_on_id - 1 if advice.waiting_on_id else comment.pk - 1)
        told = _to_tell(advice, conversations.advisers_of(advice), by, at=at)
        emails.queue_asked(advice, told, at=at)
    advice.save()
    return comment


@transaction.atomic
def take_advice(*, advice: Advice, taken_from: str, by: Membership, at: datetime) -> Advice:
    """Look after the answer. `taken_from` is who had it when the reader looked, or nobody."""
    advice = _locked(advice)
    rules.check_can_answer_asker(by, advice)
    holder = advice.taken_by
    if (holder.public_id if holder else "") != taken_from:
        raise Refused(_("Somebody else took it or gave it back meanwhile. Look at it again."))
    if holder != by.person:
        advice.taken_by, advice.taken_at = by.person, at
        advice.save()
        _record("taken", advice, by=by, at=at)
    return advice


@transaction.atomic
def give_back_advice(*, advice: Advice, by: Membership, at: datetime) -> Advice:
    advice = _locked(advice)
    rules.check_can_answer_asker(by, advice)
    if advice.taken_by_id != by.person_id:
        raise Refused(_("You do not have this one now."))
    advice.taken_by, advice.taken_at = None, None
    advice.save()
    _record("given_back", advice, by=by, at=at)
    return advice


@transaction.atomic
def settle_advice(*, advice: Advice, seen: Comment | None, by: Membership, at: datetime) -> Advice:
    """Nothing to answer: thanks, or what was settled by telephone."""
    advice = _locked(advice)
    rules.check_can_answer_asker(by, advice)
    if advice.waiting_on_id is None:
        raise Refused(_("It waits for nothing now."))
    newest = advice.thread.comments.latest("pk")
    _wait(advice, after=(seen or newest).pk)
    advice.save()
    _record("settled", advice, by=by, at=at)
    return advice


@transaction.atomic
def change_message(
    *, advice: Advice, comment: Comment, text: str, shared: bool, by: Membership, at: datetime
) -> Comment:
    advice = _locked(advice)
    rules.check_can_write(by, advice)
    if shared:
        _check_has_panel(advice)
    return comments.change(comment=comment, text=text, shared=shared, by=by.person, at=at)


@transaction.atomic
def withdraw_message(*, advice: Advice, comment: Comment, by: Membership, at: datetime) -> Comment:
    """A question that is withdrawn waits no longer."""
    advice = _locked(advice)
    rules.check_can_write(by, advice)
    comment = comments.withdraw(comment=comment, by=by.person, at=at)
    if advice.waiting_on_id == comment.pk:
        _wait(advice, after=comment.pk)
        advice.save()
    return comment


@transaction.atomic
def share_message(*, advice: Advice, comment: Comment, by: Membership, at: datetime) -> Comment:
    """Show one's own message to the panel."""
    advice = _locked(advice)
    rules.check_can_write(by, advice)
    _check_has_panel(advice)
    return comments.share(comment=comment, by=by.person, at=at)


@transaction.atomic
def flag_message(
    *, advice: Advice, comment: Comment, could_be_guidance: bool, by: Membership, at: datetime
) -> Comment:
    advice = _locked(advice)
    rules.check_can_answer_asker(by, advice)
    if comment.part != COMMUNICATIONS:
        raise NotAllowed(_("Only what communications wrote can become guidance."))
    return comments.flag(comment=comment, could_be_guidance=could_be_guidance, by=by.person, at=at)


@transaction.atomic
def make_guidance(*, advice: Advice, comment: Comment, by: Membership, at: datetime) -> Page:
    """A draft of shared practice that its writer alone sees: the answer, without who asked."""
    advice = _locked(advice)
    rules.check_can_answer_asker(by, advice)
    if comment.part != COMMUNICATIONS or comment.withdrawn_at:
        raise NotAllowed(_("Only what communications wrote can become guidance."))
    page = practice.begin(
        kind=Kind.GUIDANCE,
        title=advice.subject or _("An answer of communications"),
        body=comment.text,
        licence=Licence.OGL,
        by=by,
        at=at,
    )
    comments.flag(comment=comment, could_be_guidance=False, by=by.person, at=at)
    return page


def recount_advice(*, at: datetime) -> int:
    """Mend the tallies, should one ever differ from what it counts; returns how many did."""
    organisations = Organisation.objects.filter(sealed_at=None)
    return sum(_recount(organisation) for organisation in organisations.iterator())


@transaction.atomic
def _recount(organisation: Organisation) -> bool:
    tally = AdviceTally.objects.select_for_update().filter(organisation=organisation).first()
    waiting = conversations.count_all(organisation)
    if tally is None or tally.waiting == waiting:
        return False
    tally.waiting = waiting
    tally.save()
    return True


def _locked(advice: Advice) -> Advice:
    return Advice.objects.select_for_update().get(pk=advice.pk)


def _check_has_panel(advice: Advice) -> None:
    if advice.application is None:
        raise Refused(_("Only a message on an application can be shown to the panel."))


def _answered(advice: Advice, quotes: Comment | None) -> Comment | None:
    """The question that an answer belongs to: the one that it quotes, or the one that waits."""
    if quotes and quotes.part != COMMUNICATIONS:
        return quotes
    return advice.waiting_on


def _wait(advice: Advice, *, after: int) -> None:
    """Wait on the first question that came later; on none, if there is none. Unsaved."""
    asked = advice.thread.comments.filter(part="", withdrawn_at=None, pk__gt=after)
    waited = advice.waiting_on_id is not None
    first = asked.order_by("pk").first()
    advice.waiting_on = first
    advice.waiting_since = first.written_at if first else None
    _tally(advice, int(first is not None) - int(waited))


def _tally(advice: Advice, change: int) -> None:
    if change:
        AdviceTally.objects.get_or_create(organisation=advice.organisation)
        tally = AdviceTally.objects.filter(organisation=advice.organisation)
        tally.update(waiting=F("waiting") + change)


def _to_tell(advice: Advice, people: list[Person], by: Membership, *, at: datetime) -> list[Person]:
    others = [person for person in people if person.pk != by.person_id]
    return [
        person for person in others if comments.tell(thread=advice.thread, person=person, at=at)
    ]


def _record(action: str, advice: Advice, *, by: Membership, at: datetime) -> None:
    audit.record(
        f"passports.advice.{action}",
        subject=advice,
        organisation=advice.organisation,
        by=by.person,
        at=at,
    )
