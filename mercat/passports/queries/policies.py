from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from mercat.common.refusals import Refused
from mercat.organisations.models import Organisation
from mercat.passports import question_sets
from mercat.passports.lifecycle import (
    CERTIFY_DAYS,
    HANDOVER_WORKING_DAYS,
    OPEN,
    Status,
)
from mercat.passports.models import Application, Policy, PolicyDraft
from mercat.passports.question_sets import QuestionSet

SPEAK = "speak"  # the questions that organisations add to


def policy_of(organisation: Organisation) -> Policy:
    policy = policy_in_force(organisation)
    if policy is None:
        raise Refused(_("Nobody has said yet how cases are decided here. Ask an administrator."))
    return policy


def has_policy(organisation: Organisation) -> bool:
    return Policy.objects.filter(organisation=organisation).exists()


def question_set_of(application: Application) -> QuestionSet:
    """What this case is asked: its set, and what the organisation adds to it.

    A case that was sent keeps the questions of its policy. A draft has those of the policy in
    force, which is one query.
    """
    given = question_sets.load(application.question_set)
    if given.key != SPEAK:
        return given
    policy = application.policy or policy_in_force(application.organisation)
    return question_sets.with_added(given, policy.content) if policy else given


def policy_in_force(organisation: Organisation) -> Policy | None:
    return Policy.objects.filter(organisation=organisation).order_by("-version").first()


def policies(organisation: Organisation) -> QuerySet[Policy]:
    """Every version, the one in force first."""
    return Policy.objects.filter(organisation=organisation).order_by("-version")


def policy_draft(organisation: Organisation) -> PolicyDraft | None:
    return PolicyDraft.objects.filter(organisation=organisation).first()


def open_cases_by_version(organisation: Organisation) -> dict[int, int]:
    """How many cases that are not decided yet were sent under each version."""
    found = Application.objects.filter(
        organisation=organisation, status__in=[each for each in OPEN if each != Status.DRAFT]
    ).values_list("policy__version")
    return {version: count for version, count in found.annotate(count=Count("pk")) if version}


def count_drafts(organisation: Organisation) -> int:
    return Application.objects.filter(organisation=organisation, status=Status.DRAFT).count()


def certify_days(organisation: Organisation) -> int:
    """How long a confirmation holds, by the organisation's policy."""
    policy = policy_in_force(organisation)
    return int(policy.content.get("certify_days", CERTIFY_DAYS)) if policy else CERTIFY_DAYS


def handover_working_days(organisation: Organisation) -> int:
    """How long there is to settle what somebody left, by the organisation's policy."""
    policy = policy_in_force(organisation)
    key = "handover_working_days"
    return int(policy.content.get(key, HANDOVER_WORKING_DAYS)) if policy else HANDOVER_WORKING_DAYS
