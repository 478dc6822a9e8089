"""What is read together. Each starts from an organisation or a person."""

from mercat.passports.queries.answers import (
    answers_of,
    file_seen_by,
    files_in,
    files_of_draft,
    files_sent,
    given,
)
from mercat.passports.queries.cases import (
    ended_own,
    helped,
    helpers_of,
    open_own,
    own_applications,
    seen_by,
    waiting,
)
from mercat.passports.queries.certification import (
    accounts_to_certify,
    accounts_without_certification,
    answers_to_deal_with,
    certifications_of,
    due_certifications,
    latest_certification,
    organisations_with_due_certifications,
)
from mercat.passports.queries.panel import (
    MOST_EXAMPLES,
    examples_of,
    latest_revision,
    panel_of,
    standing_decision,
    views_asked_of,
)
from mercat.passports.queries.passports import (
    accounts_with_lapsed_passport,
    member_seen_by,
    passports_of,
    passports_seen_by,
    public_passports,
    valid_passport_of,
)
from mercat.passports.queries.policies import certify_days, handover_working_days, policy_of

__all__ = [
    "MOST_EXAMPLES",
    "accounts_to_certify",
    "accounts_with_lapsed_passport",
    "accounts_without_certification",
    "answers_of",
    "answers_to_deal_with",
    "certifications_of",
    "certify_days",
    "due_certifications",
    "ended_own",
    "examples_of",
    "file_seen_by",
    "files_in",
    "files_of_draft",
    "files_sent",
    "given",
    "handover_working_days",
    "helped",
    "helpers_of",
    "latest_certification",
    "latest_revision",
    "member_seen_by",
    "open_own",
    "organisations_with_due_certifications",
    "own_applications",
    "panel_of",
    "passports_of",
    "passports_seen_by",
    "policy_of",
    "public_passports",
    "seen_by",
    "standing_decision",
    "valid_passport_of",
    "views_asked_of",
    "waiting",
]
