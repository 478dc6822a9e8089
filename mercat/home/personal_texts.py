"""Columns of free text in which somebody may be named: the other half of personal.py."""

import dataclasses

from django.db.models import Model

from mercat.comments.models import Comment, CommentVersion
from mercat.common.models import OutboxMail
from mercat.files.models import StoredFile
from mercat.home.models import Complaint, Hold, Review
from mercat.learning.models import (
    Evidence,
    Judgement,
    LearningAssessment,
    NoAction,
    PlannedAction,
    Response,
    Share,
)
from mercat.organisations.models import ApiToken
from mercat.passports.models import (
    Advice,
    AgendaItem,
    Application,
    Assessment,
    CaseWords,
    CertificationAnswer,
    Condition,
    Correction,
    Decision,
    InformationRequest,
    Interest,
    Letter,
    LetterDraft,
    ManagerView,
    Meeting,
    Passport,
    Renewal,
    Revision,
    Revocation,
    SectionAnswers,
    Suspension,
    Vote,
)
from mercat.register.checks.models import Finding, FoundAccount, Proof
from mercat.register.models import (
    Account,
    Alias,
    BulkChange,
    BulkRow,
    Change,
    Custodian,
    DisputeSide,
    SavedView,
    Transfer,
)
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount


@dataclasses.dataclass(frozen=True, slots=True)
class Text:
    """A column of free text in which somebody may be named; erasure takes the name out of it."""

    model: type[Model]
    field: str
    organisation: str  # the path to the organisation, or to its public id


TEXTS = (
    Text(LearningAssessment, "title", "organisation"),
    Text(Share, "team", "assessment__organisation"),
    Text(Share, "asked", "assessment__organisation"),
    Text(Response, "note", "share__assessment__organisation"),
    Text(Judgement, "reason", "assessment__organisation"),
    Text(Evidence, "title", "organisation"),
    Text(Evidence, "text", "organisation"),
    Text(Evidence, "url", "organisation"),
    Text(Evidence, "url_title", "organisation"),
    *(Text(PlannedAction, each, "assessment__organisation") for each in ("text", "outcome")),
    Text(NoAction, "reason", "assessment__organisation"),
    Text(Application, "title", "organisation"),
    Text(SectionAnswers, "answers", "application__organisation"),
    Text(Revision, "content", "application__organisation"),
    Text(ManagerView, "text", "application__organisation"),
    Text(InformationRequest, "question", "application__organisation"),
    Text(Decision, "reasons", "application__organisation"),
    Text(Decision, "conditions", "application__organisation"),
    Text(Decision, "panel_note", "application__organisation"),
    *(Text(Condition, each, "organisation") for each in ("text", "holder_words", "asked_again")),
    *(Text(Meeting, each, "organisation") for each in ("opening", "closing", "place")),
    Text(AgendaItem, "minute", "meeting__organisation"),
    Text(Decision, "override_reason", "application__organisation"),
    *(Text(each, "words", "application__organisation") for each in (Interest, Vote)),
    Text(Assessment, "lines", "application__organisation"),
    Text(Assessment, "summary", "application__organisation"),
    Text(CaseWords, "title", "organisation"),
    Text(CaseWords, "purpose", "organisation"),
    Text(CaseWords, "audience", "organisation"),
    Text(Letter, "subject", "decision__application__organisation"),
    Text(Letter, "text", "decision__application__organisation"),
    Text(LetterDraft, "text", "decision__application__organisation"),
    Text(Passport, "purpose", "organisation"),
    Text(Suspension, "reason", "organisation"),
    Text(Renewal, "reached", "application__organisation"),
    Text(Renewal, "learned", "application__organisation"),
    Text(Suspension, "words", "organisation"),
    *(
        Text(Correction, field, "application__organisation")
        for field in ("reason", "reasons", "terms", "panel_note", "letter")
    ),
    *(
        Text(Revocation, field, "organisation")
        for field in ("reasons", "reply", "companion", "words")
    ),
    Text(CertificationAnswer, "words", "organisation"),
    Text(Comment, "text", "thread__organisation"),
    Text(CommentVersion, "text", "comment__thread__organisation"),
    Text(Advice, "subject", "organisation"),
    Text(SavedView, "query", "organisation"),
    Text(Change, "content", "organisation"),
    Text(Change, "reason", "organisation"),
    Text(Change, "decision_reason", "organisation"),
    Text(BulkChange, "content", "organisation"),
    Text(BulkRow, "was", "bulk__organisation"),
    Text(BulkRow, "becomes", "bulk__organisation"),
    Text(BulkRow, "before", "bulk__organisation"),
    Text(BulkRow, "why", "bulk__organisation"),
    Text(DisputeSide, "words", "organisation"),
    Text(Transfer, "reason", "organisation"),
    Text(Transfer, "answer_reason", "to"),
    Text(DisputeSide, "evidence", "organisation"),
    Text(Custodian, "reason", "account__organisation"),
    Text(Custodian, "end_reason", "account__organisation"),
    Text(Alias, "how", "account__organisation"),
    Text(StoredFile, "name", "organisation"),
    Text(ApiToken, "name", "organisation"),
    Text(Account, "status_reason", "organisation"),
    Text(Account, "exit_plan", "organisation"),
    Text(Account, "mailbox", "organisation"),
    Text(Finding, "reason", "organisation"),
    Text(FoundAccount, "reason", "organisation"),
    Text(Proof, "seen", "account__organisation"),
    Text(Proof, "latest_seen", "account__organisation"),
    *(Text(ReportedAccount, each, "organisation") for each in ("evidence", "words", "letter")),
    Text(Report, "words", "reported__organisation"),
    Text(Report, "email", "reported__organisation"),
    *(Text(OwnerReview, each, "organisation") for each in ("words", "email", "answer")),
    Text(Hold, "note", "organisation"),
    Text(Review, "reason", "organisation"),
    Text(Complaint, "name", "organisation"),
    Text(Complaint, "email", "organisation"),
    Text(Complaint, "text", "organisation"),
    Text(Complaint, "answer", "organisation"),
    Text(OutboxMail, "context", "organisation_id"),
)
