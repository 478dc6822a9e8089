from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Membership
from mercat.passports import emails, queries, question_sets, reminding, rules
from mercat.passports.actions import filing, moving
from mercat.passports.actions.appealing import receive_appeal
from mercat.passports.actions.correcting import overtake_corrections
from mercat.passports.actions.destroying import end_passports
from mercat.passports.actions.manager import ask_for_views
from mercat.passports.actions.revision import freeze
from mercat.passports.lifecycle import Kind, Status
from mercat.passports.models import Application, Revision, SectionAnswers
from mercat.platforms import platform_name

NOT_ASKED = (Kind.COUNCILLOR, Kind.APPEAL)  # has none; has said it the first time
EDITABLE = (Status.DRAFT, Status.MORE_INFO)


@transaction.atomic
def start(*, by: Membership, at: datetime, kind: Kind = Kind.NEW) -> Application:
    policy = queries.policy_of(by.organisation)
    own_set = question_sets.COUNCILLOR if kind == Kind.COUNCILLOR else ""
    application = Application.objects.create(
        organisation=by.organisation,
        applicant=by.person,
        kind=kind,
        question_set=own_set or policy.content["question_set"],
        created_at=at,
    )
    moving.record("started", application, by=by, at=at)
    return application


@transaction.atomic
def save_section(
    *,
    application: Application,
    section: str,
    answers: dict[str, Any],
    row_version: int,
    by: Membership,
    at: datetime,
) -> SectionAnswers:
    """Keep one section's answers. Refused when it was saved elsewhere since `row_version`."""
    application = moving.locked(application)
    rules.check_can_edit(by, application)
    if application.status not in EDITABLE:
        raise Refused(_("This application was sent, so it can no longer be changed here."))
    saved = application.sections.filter(section=section).select_related("saved_by").first()
    if (saved.row_version if saved else 0) != row_version:
        raise Refused(_saved_meanwhile(saved, by=by))
    saved = saved or SectionAnswers(application=application, section=section, row_version=0)
    before = saved.answers
    # An answer whose question is not asked now stays, in case it is asked again.
    saved.answers = {**saved.answers, **answers}
    saved.saved_by, saved.saved_at = by.person, at
    saved.row_version += 1
    has_files = bool(queries.files_in(before) or queries.files_in(answers))
    if has_files:
        filing.attach_new(application, answers, by=by, at=at)
    saved.save()
    if has_files:
        filing.remove_unnamed(application, by=by, at=at)
    if "account_name" in answers or "listed" in answers:
        application.title = title_of(answers)
        application.save(update_fields=["title"])
    moving.record("saved", application, by=by, at=at, facts={"section": section})
    return saved


def _saved_meanwhile(saved: SectionAnswers | None, *, by: Membership) -> str:
    if saved is None or saved.saved_by_id == by.person_id:
        return _("This page was saved in another window since you opened it.")
    said = _("{name} saved this part since you opened it.")
    return said.format(name=saved.saved_by.name)


def title_of(answers: dict[str, Any]) -> str:
    if "listed" in answers:
        return str(_("Access to {name}").format(name=answers["listed"]["name"]))[:160]
    return f"{answers['account_name']} on {platform_name(answers['account']['platform'])}"


@transaction.atomic
def submit(
    *,
    application: Application,
    declarations: list[str],
    shows_name: bool = False,
    by: Membership,
    at: datetime,
) -> Revision:
    application = moving.locked(application)
    rules.check_can_send(by, application)
    moving.move(application, action="submit")
    application.policy = queries.policy_of(application.organisation)
    application.submitted_at = at
    application.due_on = moving.due_on(application, "working_days", at=at)
    application.save()
    revision = _freeze_all(application, declarations, shows_name, by=by, at=at)
    if application.kind not in NOT_ASKED:
        ask_for_views(application, by=by, at=at)
    if application.kind == Kind.APPEAL:
        receive_appeal(application, at=at)
    emails.queue_submitted(application, at=at)
    emails.queue_received(application, but=reminding.who_want_one_a_day(), at=at)
    moving.record("submitted", application, by=by, at=at, facts={"sha256": revision.sha256})
    return revision


@transaction.atomic
def answer(
    *,
    application: Application,
    declarations: list[str],
    shows_name: bool = False,
    by: Membership,
    at: datetime,
) -> Revision:
    """Send a new version in answer to a question; the case goes back whence it came."""
    application = moving.locked(application)
    rules.check_can_send(by, application)
    moving.move(application, action="answer", new=application.resumes_to or "nowhere")
    application.resumes_to = ""
    application.due_on = moving.due_on(application, "working_days", at=at)
    application.save()
    application.information_requests.filter(answered_at=None).update(answered_at=at)
    revision = _freeze_all(application, declarations, shows_name, by=by, at=at)
    emails.queue_answered(application, at=at)
    if application.status == Status.IN_PANEL:
        emails.queue_vote_again(application, at=at)
    moving.record("answered", application, by=by, at=at, facts={"sha256": revision.sha256})
    return revision


@transaction.atomic
def withdraw(*, application: Application, reason: str, by: Membership, at: datetime) -> Application:
    application = moving.locked(application)
    rules.check_can_withdraw(by, application)
    old = moving.move(application, action="withdraw")
    application.ended_at, application.resumes_to = at, ""
    application.save()
    application.information_requests.filter(answered_at=None).update(answered_at=at)
    if old == Status.DEFERRED:
        overtake_corrections(application, at=at)
    if application.kind == Kind.EMERGENCY:
        end_passports(passports=application.passports.all(), by=by.person, at=at)
    if old != Status.DRAFT:
        emails.queue_withdrawn(application, at=at)
    moving.record(
        "withdrawn", application, by=by, at=at, facts={"old": old}, words={"reason": reason}
    )
    return application


def _freeze_all(
    application: Application,
    declarations: list[str],
    shows_name: bool,
    *,
    by: Membership,
    at: datetime,
) -> Revision:
    answers = _all_answers(application)
    return freeze(application, answers, declarations, shows_name=shows_name, by=by, at=at)


def _all_answers(application: Application) -> dict[str, Any]:
    answers = queries.given(queries.answers_of(application))
    question_set = queries.question_set_of(application)
    if not question_set.is_complete(answers):
        raise Refused(_("Some parts are not filled in yet. The list shows which."))
    return question_set.asked(answers)
