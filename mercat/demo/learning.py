"""Last year's assessment with its report and plan, and this year's under way from it.

Two teams have answered this year, the third looks at what it said last time; one capability is
judged.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from mercat.learning import actions, queries
from mercat.learning.models import FrameworkVersion, LearningAssessment, PlannedAction, Share
from mercat.organisations.models import Membership

ANSWERS = {"Libraries": ("most", "most", "half", "few"), "Roads": ("most", "half", "few", "none")}
LAST_YEAR = {
    "Libraries": ("most", "half", "few", "few"),
    "Roads": ("half", "few", "none", "none"),
    "Archives": ("most", "few", "few", "cant_say"),
}
LEADS = {"Libraries": "morag", "Roads": "kirsty", "Archives": "rory"}
# What, for which capability, who does it, planned so many days ago, due in so many.
PLAN = (
    ("Give every account a second administrator", "keys", "ailsa", 280, -40),
    ("Write down which tools are blocked, and why", "learning", "callum", 60, 30),
    ("Show two teams how to ask for a blocked tool", "learning", "morag", 20, 60),
)
OUTCOME = "All but two accounts have one now. The two are closed in spring."
DAY = timedelta(days=1)
CHOSEN = ["purpose", "keys", "learning"]
EVIDENCE = (
    ("practice", "Social media policy", "Adopted in March, with a page for staff."),
    ("worker", "What staff said in May", "Sixty answered. Most may use it, few know where to ask."),
)


def assess(members: Mapping[str, Membership], *, at: datetime) -> None:
    actions.load_shipped(at=at - timedelta(days=400))
    lead = members["hamish"]
    previous = _last_year(members, at.year - 1, at=at - timedelta(days=330))
    _plan(previous, members, at=at)
    assessment = actions.start_again(
        previous=previous,
        title=f"Ready for social media, {at.year}",
        starts_on=date(at.year, 1, 1),
        ends_on=date(at.year, 12, 31),
        capabilities=CHOSEN,
        teams=[(share, who) for share, who in queries.teams_again(previous) if who],
        due_on=at.date() + timedelta(days=4),
        by=lead,
        at=at - timedelta(days=20),
    )
    for share in assessment.shares.filter(team__in=ANSWERS):
        by = members[LEADS[share.team]]
        _answer(share, ANSWERS[share.team], by=by, at=at - timedelta(days=6))
    _show(assessment, by=lead, at=at - timedelta(days=5))
    actions.count_facts(by=lead, at=at - timedelta(hours=1))


def _last_year(members: Mapping[str, Membership], year: int, *, at: datetime) -> LearningAssessment:
    """Final, a stage or two below what was aimed at."""
    lead = members["hamish"]
    assessment = actions.start(
        version=FrameworkVersion.objects.get(framework__urn__endswith=":social-media-readiness"),
        title=f"Ready for social media, {year}",
        department=None,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        capabilities=CHOSEN,
        target="ready",
        by=lead,
        at=at,
    )
    for team, who in LEADS.items():
        share = actions.assign(
            assessment=assessment,
            team=team,
            lead=members[who],
            due_on=at.date() + timedelta(days=21),
            by=lead,
            at=at,
        )
        _answer(share, LAST_YEAR[team], by=members[who], at=at + timedelta(days=9))
        actions.close(share=share, by=lead, at=at + timedelta(days=10))
    for key in CHOSEN:
        day = at + timedelta(days=20)
        actions.judge(assessment=assessment, capability=key, stage="", reason="", by=lead, at=day)
    return actions.finish(assessment=assessment, by=lead, at=at + timedelta(days=21))


def _plan(
    assessment: LearningAssessment, members: Mapping[str, Membership], *, at: datetime
) -> None:
    """One thing done, one begun, one to come; and a reason why nothing is done for one."""
    lead = members["hamish"]
    for text, capability, who, planned, due in PLAN:
        action = actions.plan(
            assessment=assessment,
            capability=capability,
            text=text,
            stage="begun",
            owner=members[who],
            due_on=at.date() + timedelta(days=due),
            by=lead,
            at=at - timedelta(days=planned),
        )
        if due < 0:
            done = at - timedelta(days=-due + 2)
            actions.complete(planned=action, outcome=OUTCOME, by=members[who], at=done)
    actions.begin(planned=_action(assessment, PLAN[1][0]), by=members[PLAN[1][2]], at=at - DAY)
    actions.plan_nothing(
        assessment=assessment,
        capability="purpose",
        reason="The new policy comes to the council in spring; we look again after it.",
        by=lead,
        at=at - timedelta(days=280),
    )


def _action(assessment: LearningAssessment, text: str) -> PlannedAction:
    return assessment.planned_actions.get(text=text)


def _answer(share: Share, said: tuple[str, ...], *, by: Membership, at: datetime) -> None:
    answers = {
        indicator.key: {"coverage": coverage, "note": "", "row_version": 0}
        for indicators in queries.asked_of(share).values()
        for indicator, coverage in zip(indicators, said, strict=True)
    }
    actions.answer(share=share, answers=answers, by=by, at=at)
    actions.submit(share=share, by=by, at=at)


def _show(assessment: LearningAssessment, *, by: Membership, at: datetime) -> None:
    for shows, title, text in EVIDENCE:
        actions.add_evidence(
            assessment=assessment,
            indicators=["purpose_begun_1"],
            title=title,
            shows=shows,
            text=text,
            url="",
            stored=[],
            dated_on=at.date() - timedelta(days=150),
            review_on=None,
            by=by,
            at=at,
        )
    suggested = queries.suggestion(assessment, "purpose").stage
    actions.judge(
        assessment=assessment, capability="purpose", stage=suggested, reason="", by=by, at=at
    )
