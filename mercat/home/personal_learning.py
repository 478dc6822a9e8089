"""Where people stand in what belongs to Learning: a part of personal.py."""

from mercat.home.personal_links import EMPTY, FORMER, Link
from mercat.learning.models import (
    Evidence,
    FrameworkDraft,
    FrameworkVersion,
    Judgement,
    LearningAssessment,
    NoAction,
    PlannedAction,
    Pulse,
    Response,
    Share,
)

LEARNS = "the organisation shows how far it lets its people learn"
LINKS = (
    Link(FrameworkVersion, "loaded_by", EMPTY, "", "framework__organisation"),
    Link(FrameworkDraft, "changed_by", FORMER, "that somebody wrote it", "organisation"),
    Link(
        *(LearningAssessment, "started_by", FORMER, LEARNS, "organisation", {}),
        *("Assessments of learning that you began", {"title": "Title", "started_at": "When"}),
    ),
    Link(
        *(Share, "lead", FORMER, LEARNS, "assessment__organisation", {}),
        *("Teams that you answered for", {"team": "Team", "assessment__title": "Assessment"}),
    ),
    Link(
        *(Response, "saved_by", FORMER, LEARNS, "share__assessment__organisation", {}),
        "Answers about learning that you saved",
        {"share__team": "Team", "coverage": "Answer", "note": "Note", "saved_at": "When"},
    ),
    Link(
        *(Judgement, "judged_by", FORMER, LEARNS, "assessment__organisation", {}),
        "What you said of where the organisation stands",
        {"assessment__title": "Assessment", "reason": "Reason", "judged_at": "When"},
    ),
    Link(
        *(PlannedAction, "owner", FORMER, LEARNS, "assessment__organisation", {}),
        "What you do so that people can learn",
        {"text": "What", "due_on": "By", "status": "State", "outcome": "What came of it"},
    ),
    Link(
        *(NoAction, "said_by", FORMER, LEARNS, "assessment__organisation", {}),
        *("Why you said that nothing is done", {"reason": "Reason", "said_at": "When"}),
    ),
    Link(
        *(Evidence, "added_by", FORMER, LEARNS, "organisation", {}),
        *("Evidence of learning that you added", {"title": "Title", "added_at": "When"}),
    ),
    Link(
        *(Pulse, "opened_by", FORMER, LEARNS, "assessment__organisation", {}),
        *("Pulses that you opened", {"assessment__title": "Assessment", "starts_on": "From"}),
    ),
    Link(
        *(Pulse, "moderator", FORMER, LEARNS, "assessment__organisation", {}),
        "Pulses whose words you read first",
        {"assessment__title": "Assessment", "ends_on": "Until"},
    ),
)
