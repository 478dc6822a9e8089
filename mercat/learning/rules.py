from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.learning.lifecycle import AssessmentStatus, PlanStatus
from mercat.learning.models import LearningAssessment, PlannedAction, Pulse, Share
from mercat.organisations import queries as organisations
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role

PERMISSIONS: dict[str, frozenset[Role]] = {
    "see assessments under way": frozenset({Role.LEARNING_LEAD, Role.ADMINISTRATOR, Role.AUDITOR}),
    "lead an assessment": frozenset({Role.LEARNING_LEAD}),
    "load a learning framework": frozenset({Role.ADMINISTRATOR, Role.LEARNING_LEAD}),
}


def can_see_all_assessments(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["see assessments under way"])


def check_can_see_all_assessments(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["see assessments under way"]))


def can_lead(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["lead an assessment"])


def check_can_lead(membership: Membership, assessment: LearningAssessment | None = None) -> None:
    check_role(membership, sorted(PERMISSIONS["lead an assessment"]))
    if assessment is None:
        return
    if assessment.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def check_is_open(assessment: LearningAssessment) -> None:
    if not assessment.is_open:
        raise Refused(_("This assessment has ended. What it says stays as it is."))


def check_has_ended(assessment: LearningAssessment) -> None:
    if assessment.is_open:
        raise Refused(_("This is still under way. The next one begins when it has ended."))


def check_is_final(assessment: LearningAssessment) -> None:
    if not assessment.is_final:
        raise Refused(_("Make the report final first: what is shared is what was kept."))


def can_load(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["load a learning framework"])


def check_can_load(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["load a learning framework"]))


def can_answer(membership: Membership, share: Share) -> bool:
    """Whoever answers for the team, and the learning lead."""
    if share.assessment.organisation_id != membership.organisation_id:
        return False
    return share.lead_id == membership.person_id or can_lead(membership)


def check_answers_for(membership: Membership, share: Share) -> None:
    if not can_answer(membership, share):
        raise NotAllowed(_("This is for whoever answers for the team, and for the learning lead."))


def check_can_answer(membership: Membership, share: Share) -> None:
    check_answers_for(membership, share)
    check_is_open(share.assessment)
    if not share.is_answerable:
        raise Refused(_("These answers were sent. Ask the learning lead if they have to change."))


def check_can_plan(membership: Membership, assessment: LearningAssessment) -> None:
    """A plan outlives its report, but not an assessment that was stopped."""
    check_can_lead(membership, assessment)
    if assessment.status == AssessmentStatus.STOPPED:
        raise Refused(_("This assessment was stopped, so nothing is planned from it."))


def can_do(membership: Membership, planned: PlannedAction) -> bool:
    """Its owner, and the learning lead."""
    if planned.assessment.organisation_id != membership.organisation_id:
        return False
    return planned.owner_id == membership.person_id or can_lead(membership)


def check_can_do(membership: Membership, planned: PlannedAction) -> None:
    if not can_do(membership, planned):
        raise NotAllowed(_("This is for whoever does it, and for the learning lead."))


def check_is_done(planned: PlannedAction) -> None:
    if planned.status != PlanStatus.DONE:
        raise Refused(_("Say first that it is done, and what came of it."))


def check_can_lead_pulse(membership: Membership, pulse: Pulse) -> None:
    check_can_lead(membership, pulse.assessment)


def check_is_outside(member: Membership, assessment: LearningAssessment) -> None:
    """Who reads first what was written in a pulse is nobody that it speaks of."""
    if can_lead(member):
        raise Refused(_("Not a learning lead: they read what is left afterwards."))
    if assessment.shares.filter(lead=member.person_id).exists():
        raise Refused(_("This colleague answers for a team here. Choose somebody outside."))
    judged = assessment.department
    if judged and member.department_id in organisations.below(judged):
        raise Refused(_("This colleague works in what is assessed. Choose somebody outside."))


def can_moderate(membership: Membership, pulse: Pulse) -> bool:
    here = pulse.assessment.organisation_id == membership.organisation_id
    return here and pulse.moderator_id == membership.person_id


def check_can_moderate(membership: Membership, pulse: Pulse) -> None:
    if not can_moderate(membership, pulse):
        raise NotAllowed(_("This is for the one person outside who was asked to read it first."))
    check_is_outside(membership, pulse.assessment)
