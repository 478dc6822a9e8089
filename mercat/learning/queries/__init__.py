from mercat.learning.queries.assessments import (
    asked_of,
    assessments_seen_by,
    evidence_of,
    evidence_seen_by,
    file_seen_by,
    progress,
    responses_of,
    shares_seen_by,
    shares_to_answer,
    suggestion,
    suggestions,
    unanswered,
)
from mercat.learning.queries.frameworks import (
    checked,
    drafts_of,
    earlier_versions,
    latest_versions,
    versions_for,
)
from mercat.learning.queries.judging import Given, Suggestion, suggest
from mercat.learning.queries.reports import canonical, report

__all__ = [
    "Given",
    "Suggestion",
    "asked_of",
    "assessments_seen_by",
    "canonical",
    "checked",
    "drafts_of",
    "earlier_versions",
    "evidence_of",
    "evidence_seen_by",
    "file_seen_by",
    "latest_versions",
    "progress",
    "report",
    "responses_of",
    "shares_seen_by",
    "shares_to_answer",
    "suggest",
    "suggestion",
    "suggestions",
    "unanswered",
    "versions_for",
]
