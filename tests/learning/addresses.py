"""Every address of Learning, and who may see it."""

from datetime import date, timedelta
from typing import Any

from mercat.learning import actions, frameworks, queries
from mercat.learning.models import FrameworkVersion, LearningAssessment, Share
from mercat.organisations.models import Membership
from tests.factories.council import NOW

MEMBERS = {"learning:index", "learning:frameworks", "learning:framework", "learning:framework_file"}
LOADERS = {"learning:upload_framework"}
DRAFTS = {
    "learning:draft_framework",
    "learning:write_draft",
    "learning:preview_draft",
    "learning:describe_draft",
    "learning:set_draft_rules",
    "learning:discard_draft",
    "learning:draft_capability",
    "learning:add_part",
    "learning:change_part",
    "learning:remove_part",
}
# Of one assessment or of what one team answers.
ASSESSMENT_FORMS = {
    "learning:set_targets",
    "learning:assign",
    "learning:finish",
    "learning:start_again",
    "learning:stop",
    "learning:judge",
    "learning:add_evidence",
    "learning:use_evidence",
    "learning:open_pulse",
}
PULSE_FORMS = {
    "learning:extend_pulse",
    "learning:close_pulse",
    "learning:make_cards",
    "learning:type_in",
    "learning:name_moderator",
    "learning:say_what_we_did",
}
PULSE_PAGES = {"learning:pulse", "learning:poster", "learning:paper"}
# Of the plan: forms of an assessment, and those of one action.
PLAN_FORMS = {"learning:plan_action", "learning:no_action"}
ACTION_LEAD_FORMS = {"learning:change_action", "learning:drop_action", "learning:reopen_action"}
ACTION_FORMS = {"learning:complete_action", *ACTION_LEAD_FORMS}
ACTION_POST_ONLY = {
    "learning:begin_action",
    "learning:action_evidence",
    "learning:draft_note",
}
ASSESSMENT_POST_ONLY = {
    "learning:draft_report_page",
    "learning:count_facts",
    "learning:use_fact",
    "learning:use_again",
    "learning:fetch_title",
}
SHARE_FORMS = {"learning:answer", "learning:request_changes", "learning:remove"}
PAGES = {
    "learning:assessment",
    "learning:report",
    "learning:share",
    "learning:plan",
    "learning:planned_action",
    "learning:last_time",
    "learning:evidence",
    "learning:report_pdf",
    "learning:workbook",
}
FORMS = {*ASSESSMENT_FORMS, *PLAN_FORMS, *ACTION_FORMS, *SHARE_FORMS, *PULSE_FORMS}
OF_ONE = {*FORMS, *PAGES, *PULSE_PAGES, "learning:report_file"}
MODERATORS = {"learning:moderate"}
FILES = {"learning:evidence_file"}
SHARE_POST_ONLY = {
    "learning:submit",
    "learning:close",
    *ACTION_POST_ONLY,
    *ASSESSMENT_POST_ONLY,
}
LOADERS_POST_ONLY = {
    "learning:copy_framework",
    "learning:use_draft",
    "learning:undo_draft",
    "learning:move_part",
}
LEARNING = {
    *MEMBERS,
    *LOADERS,
    *DRAFTS,
    *OF_ONE,
    *FILES,
    *MODERATORS,
    *SHARE_POST_ONLY,
    *LOADERS_POST_ONLY,
    "learning:start",
}


def small() -> FrameworkVersion:
    """The readiness framework, in use."""
    text = next(each for each in frameworks.shipped() if "social-media-readiness" in each)
    return actions.load(text=text, organisation=None, by=None, at=NOW)


def assessed(council: Any, *, version: FrameworkVersion | None = None) -> LearningAssessment:
    return actions.start(
        version=version or small(),
        title="Ready for 2027",
        department=None,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        capabilities=["purpose", "learning"],
        target="ready",
        by=council.learning_lead,
        at=NOW,
    )


def asked(assessment: LearningAssessment, lead: Membership, *, by: Membership, team: str) -> Any:
    given = {"team": team, "lead": lead, "due_on": date(2026, 12, 9), "by": by, "at": NOW}
    return actions.assign(assessment=assessment, **given)


def shown(assessment: LearningAssessment, *, by: Membership, **changed: Any) -> Any:
    """Evidence of the day before."""
    given = {
        "indicators": ["purpose_begun_1"],
        "title": "The policy of 2026",
        "shows": "practice",
        "text": "It says who may do what.",
        "url": "",
        "stored": [],
        "dated_on": date(2026, 11, 17),
        "review_on": None,
        **changed,
    }
    return actions.add_evidence(assessment=assessment, **given, by=by, at=NOW)


def planned(
    assessment: LearningAssessment, owner: Membership, *, by: Membership, **more: Any
) -> Any:
    given = {
        "capability": "purpose",
        "text": "Ask what stops night staff",
        "stage": "begun",
        "owner": owner,
        "due_on": date(2026, 12, 18),
        **more,
    }
    return actions.plan(assessment=assessment, **given, by=by, at=NOW)


def pulsing(assessment: LearningAssessment, council: Any, **changed: Any) -> Any:
    """A pulse of workers that is open on NOW's day, its words read first by the clerk."""
    given = {
        "audience": "worker",
        "starts_on": NOW.date() - timedelta(days=7),
        "ends_on": NOW.date() + timedelta(days=7),
        "door": "link",
        "parts": [],
        "moderator": council.clerk,
        "by": council.learning_lead,
        "at": NOW,
        **changed,
    }
    return actions.open_pulse(assessment=assessment, **given)


def answer_all(pulse: Any, people: int, coverage: str = "most", **changed: Any) -> None:
    """So many people say the same of everything."""
    said = {each.key: coverage for each in queries.statements_of(pulse)}
    for _number in range(people):
        answer = actions.Answer(said=said, **changed)
        actions.answer_pulse(pulse=pulse, answer=answer, code="", on=NOW.date())


def of_learning(council: Any) -> dict[str, Any]:
    assessment = assessed(council)
    before = asked(assessed(council), council.colleague, by=council.learning_lead, team="Archives")
    share = asked(assessment, council.colleague, by=council.learning_lead, team="Archives")
    Share.objects.filter(pk=share.pk).update(came_from=before)
    draft = actions.draft_framework(text=frameworks.shipped()[1], by=council.learning_lead, at=NOW)
    evidence = shown(assessment, by=council.learning_lead)
    action = planned(assessment, council.colleague, by=council.learning_lead)
    open_long = {"starts_on": date(2026, 1, 1), "ends_on": date(2100, 1, 1)}  # whatever day it is
    pulse = pulsing(assessment, council, **open_long)
    return {
        "assessment_id": assessment.public_id,
        "share_id": share.public_id,
        "version_id": assessment.version.public_id,
        "draft_id": draft.public_id,
        "evidence_id": evidence.public_id,
        "pulse_id": pulse.public_id,
        "code": "bcdfghjkmnpqrstv",
        "capability": "purpose",
        "action_id": action.public_id,
        "fact": "accounts_purpose",
        "kind": "capabilities",
        "part": "purpose",
    }
