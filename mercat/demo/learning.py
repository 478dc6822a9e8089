"""An assessment under way: two teams have answered, the first capability is judged."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from mercat.learning import actions, queries
from mercat.learning.models import FrameworkVersion, LearningAssessment, Share
from mercat.organisations.models import Membership

ANSWERS = {"Libraries": ("most", "most", "half", "few"), "Roads": ("most", "half", "few", "none")}
LEADS = {"Libraries": "morag", "Roads": "kirsty", "Archives": "rory"}
CHOSEN = ["purpose", "keys", "learning"]
EVIDENCE = (
    ("practice", "Social media policy", "Adopted in March, with a page for staff."),
    ("worker", "What staff said in May", "Sixty answered. Most may use it, few know where to ask."),
)


def assess(members: Mapping[str, Membership], *, at: datetime) -> None:
    actions.load_shipped(at=at - timedelta(days=100))
    lead, begun = members["hamish"], at - timedelta(days=20)
    assessment = actions.start(
        version=FrameworkVersion.objects.get(framework__urn__endswith=":social-media-readiness"),
        title=f"Ready for social media, {at.year}",
        department=None,
        starts_on=date(at.year, 1, 1),
        ends_on=date(at.year, 12, 31),
        capabilities=CHOSEN,
        target="ready",
        by=lead,
        at=begun,
    )
    for team, who in LEADS.items():
        share = actions.assign(
            assessment=assessment,
            team=team,
            lead=members[who],
            due_on=at.date() + timedelta(days=4),
            by=lead,
            at=begun,
        )
        if team in ANSWERS:
            _answer(share, ANSWERS[team], by=members[who], at=at - timedelta(days=6))
    _show(assessment, by=lead, at=at - timedelta(days=5))


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
