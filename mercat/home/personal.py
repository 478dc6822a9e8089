"""Where people stand in the database: every column that points to a person or may name one.

Erasure and "my data" follow this table, and tests/home/test_personal.py fails when a model has a
key to a person, or a column of free text, that is not in it. Add a line when you add a column.
"""

import dataclasses
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet

from mercat.comments.models import Comment, Reader
from mercat.files.models import StoredFile
from mercat.home.models import Complaint, Hold, Review
from mercat.learning.models import (
    Evidence,
    FrameworkDraft,
    FrameworkVersion,
    Judgement,
    LearningAssessment,
    Response,
    Share,
)
from mercat.organisations.models import ApiToken, Invitation, Membership, Organisation
from mercat.passports.models import (
    Advice,
    Application,
    Assessment,
    Attendance,
    Certification,
    CertificationAnswer,
    Condition,
    Correction,
    Decision,
    FoiAnswer,
    Handover,
    Helper,
    InformationRequest,
    Interest,
    Letter,
    LetterDraft,
    ManagerView,
    Meeting,
    PanelSeat,
    Passport,
    ReminderChoice,
    Revision,
    Revocation,
    SectionAnswers,
    Suspension,
    Together,
    Vote,
)
from mercat.people.models import Person, SignIn
from mercat.register.checks.models import Finding, FoundAccount, Proof
from mercat.register.elections.models import Acknowledgement, Candidate, Partnership, Period
from mercat.register.models import (
    Alias,
    BulkChange,
    Change,
    Custodian,
    DisputeSide,
    Import,
    SavedView,
    Transfer,
)
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount

# What becomes of the row when the person is erased from an organisation.
FORMER = "it stays, and says “a former colleague”"
EMPTY = "it stays, and names nobody"
GOES = "it goes with the person, when no organisation here has them any more"


@dataclasses.dataclass(frozen=True, slots=True)
class Link:
    """A column that points to a person."""

    model: type[Model]
    field: str
    then: str
    why: str  # it is kept; for the rehearsal and the person's own download
    organisation: str = ""  # the path from the row to its organisation
    clears: dict[str, Any] = dataclasses.field(default_factory=dict)  # what else of the row goes
    title: str = ""  # in "my data"; empty: it says nothing about the person that is not elsewhere
    shows: dict[str, str] = dataclasses.field(default_factory=dict)  # in "my data": column: word

    def rows(self, person: Person, organisation: Organisation | None = None) -> QuerySet[Any]:
        found = self.model._default_manager.filter(**{self.field: person})
        return found.filter(**{self.organisation: organisation}) if organisation else found


CASE = "the organisation answers for its decisions"
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
        *(Evidence, "added_by", FORMER, LEARNS, "organisation", {}),
        *("Evidence of learning that you added", {"title": "Title", "added_at": "When"}),
    ),
    Link(
        Membership,
        "person",
        FORMER,
        "that somebody held this part, and when",
        organisation="organisation",
        clears={"job_title": ""},
        title="Where you work",
        shows={
            "organisation__name": "Organisation",
            "department__name": "Department",
            "job_title": "Job title",
            "started_at": "Since",
            "ended_at": "Until",
        },
    ),
    Link(Membership, "manager", EMPTY, "", organisation="organisation"),
    Link(Invitation, "manager", EMPTY, "", organisation="organisation"),
    Link(
        Application,
        "applicant",
        FORMER,
        CASE,
        organisation="organisation",
        title="Your applications",
        shows={
            "public_id": "Number",
            "title": "What for",
            "kind": "Kind",
            "status": "State",
            "created_at": "Begun",
            "submitted_at": "Sent",
            "ended_at": "Ended",
        },
    ),
    Link(
        SectionAnswers,
        "saved_by",
        FORMER,
        CASE,
        organisation="application__organisation",
        title="Answers that you saved",
        shows={"application__title": "Application", "answers": "Answers", "saved_at": "Saved"},
    ),
    Link(
        Revision,
        "submitted_by",
        FORMER,
        CASE,
        organisation="application__organisation",
        title="Versions that you sent",
        shows={
            "application__title": "Application",
            "number": "Version",
            "content__answers": "Answers",
            "content__declarations": "Declarations",
            "content__shows_name": "Name on the public page",
            "submitted_at": "Sent",
        },
    ),
    Link(
        ManagerView,
        "manager",
        FORMER,
        "the panel read it",
        organisation="application__organisation",
        title="Views that you gave as line manager",
        shows={"view": "View", "text": "Words", "due_on": "Asked until", "given_at": "Given"},
    ),
    Link(
        *(InformationRequest, "asked_by", FORMER, CASE, "application__organisation", {}),
        *("Questions that you asked applicants", {"question": "Question", "asked_at": "Asked"}),
    ),
    Link(
        *(Helper, "person", FORMER, CASE, "application__organisation", {}),
        *(
            "Applications that you help to write",
            {"application__title": "Application", "added_at": "Since"},
        ),
    ),
    Link(
        PanelSeat,
        "person",
        FORMER,
        CASE,
        organisation="application__organisation",
        title="Panels that you sat on",
        shows={
            "application__public_id": "Application",
            "is_chair": "As chair",
            "steps_out": "Stepped out",
        },
    ),
    Link(
        *(Interest, "person", FORMER, CASE, "application__organisation", {}),
        *("Interests that stand against you in cases", {"kind": "Interest", "effect": "Effect"}),
    ),
    Link(
        *(Vote, "person", FORMER, CASE, "application__organisation", {}),
        *("Votes that you cast", {"choice": "Vote", "words": "Words", "cast_at": "When"}),
    ),
    Link(
        Decision,
        "decided_by",
        FORMER,
        CASE,
        organisation="application__organisation",
        title="Decisions that you recorded",
        shows={"application__public_id": "Application", "outcome": "Outcome", "decided_at": "When"},
    ),
    Link(FoiAnswer, "begun_by", FORMER, "that somebody drafted the answer", "organisation"),
    Link(FoiAnswer, "released_by", FORMER, "that somebody released the answer", "organisation"),
    Link(Meeting, "planned_by", FORMER, "that somebody called the panel", "organisation"),
    Link(Meeting, "approved_by", FORMER, "that the minutes were approved", "organisation"),
    Link(
        *(Attendance, "person", FORMER, "who was there", "meeting__organisation", {}),
        *("Meetings of the panel", {"meeting__starts_at": "When", "presence": "Where you were"}),
    ),
    Link(
        *(Assessment, "written_by", FORMER, CASE, "application__organisation", {}),
        "Cases that you assessed for the panel",
        {"application__public_id": "Application", "summary": "Words", "written_at": "Written"},
    ),
    Link(
        Letter,
        "released_by",
        FORMER,
        CASE,
        organisation="decision__application__organisation",
        title="Letters that you released",
        shows={"public_id": "Letter", "released_at": "When"},
    ),
    Link(
        Passport,
        "holder",
        FORMER,
        "whether the account was in good hands can still be asked",
        organisation="organisation",
        clears={"job_title": "", "shows_name": False},
        title="Your passports",
        shows={
            "public_id": "Number",
            "purpose": "What for",
            "job_title": "Job title",
            "status": "State",
            "starts_on": "From",
            "expires_on": "To",
            "shows_name": "Name on the public page",
        },
    ),
    Link(
        Custodian,
        "person",
        FORMER,
        "that the account was looked after",
        organisation="account__organisation",
        title="Accounts that you look after or looked after",
        shows={
            "account__name": "Account",
            "account__url": "Address",
            "level": "As",
            "since": "Since",
            "until": "Until",
        },
    ),
    Link(
        Change,
        "proposed_by",
        FORMER,
        "that somebody asked for it",
        organisation="organisation",
        title="Changes of the register that you asked for",
        shows={
            "account__name": "Account",
            "kind": "What",
            "reason": "Reason",
            "proposed_at": "Asked",
            "outcome": "Outcome",
        },
    ),
    Link(Change, "decided_by", FORMER, "that a second person settled it", "organisation"),
    Link(
        SavedView,
        "person",
        FORMER,
        "others may use the view",
        organisation="organisation",
        title="Views of the register that you saved",
        shows={"name": "View", "is_shared": "For everybody"},
    ),
    Link(Transfer, "asked_by", FORMER, "that somebody asked another organisation", "organisation"),
    Link(Transfer, "answered_by", FORMER, "that somebody answered for theirs", "to"),
    Link(DisputeSide, "said_by", FORMER, "what was said to another organisation", "organisation"),
    Link(Alias, "checked_by", FORMER, "that somebody looked", "account__organisation"),
    Link(
        Comment,
        "author",
        FORMER,
        "others answered to it",
        organisation="thread__organisation",
        title="What you wrote in discussions",
        shows={"text": "Words", "written_at": "Written"},
    ),
    Link(
        *(Advice, "asker", FORMER, "communications answered it", "organisation", {}),
        *("What you asked communications about", {"subject": "About", "begun_at": "Asked"}),
    ),
    Link(Advice, "taken_by", FORMER, "that somebody took the question", "organisation"),
    Link(Reader, "person", GOES, ""),
    Link(ReminderChoice, "person", GOES, ""),
    Link(Certification, "asked", EMPTY, "", organisation="organisation"),
    Link(
        CertificationAnswer,
        "answered_by",
        FORMER,
        "that somebody confirmed the account",
        organisation="organisation",
        title="What you said of accounts when we asked",
        shows={"account__name": "Account", "words": "Words", "answered_at": "When"},
    ),
    Link(LetterDraft, "kept_by", FORMER, CASE, "decision__application__organisation"),
    Link(Together, "by", FORMER, "that somebody did it for many cases", "organisation"),
    Link(Suspension, "suspended_by", FORMER, "that somebody suspended it", "organisation"),
    Link(Suspension, "lifted_by", FORMER, "that somebody lifted it", "organisation"),
    Link(
        *(Correction, "proposed_by", FORMER, "that somebody corrected a letter"),
        organisation="application__organisation",
    ),
    Link(
        *(Correction, "settled_by", FORMER, "that a second person agreed"),
        organisation="application__organisation",
    ),
    Link(Revocation, "asked_by", FORMER, "that somebody gave reasons", "organisation"),
    Link(Revocation, "settled_by", FORMER, "that somebody settled it", "organisation"),
    Link(Handover, "settled_by", FORMER, "that somebody saw to it", organisation="organisation"),
    Link(Condition, "met_by", FORMER, "that somebody accepted it", "organisation"),
    Link(Hold, "person", FORMER, "why something was kept longer", organisation="organisation"),
    Link(Hold, "placed_by", FORMER, "that a hold was placed", organisation="organisation"),
    Link(Hold, "ended_by", FORMER, "that a hold was ended", organisation="organisation"),
    Link(Review, "decided_by", FORMER, "that somebody decided it", organisation="organisation"),
    Link(Complaint, "answered_by", FORMER, "that it was answered", organisation="organisation"),
    Link(ApiToken, "made_by", FORMER, "that a token was made", organisation="organisation"),
    Link(Import, "by", FORMER, "whence the register has it", organisation="organisation"),
    Link(BulkChange, "by", FORMER, "who changed the register", organisation="organisation"),
    Link(Proof, "by", FORMER, "that somebody looked", organisation="account__organisation"),
    *(
        Link(ReportedAccount, field, FORMER, "that two people looked", "organisation")
        for field in ("looked_by", "proposed_by", "decided_by")
    ),
    Link(
        *(Report, "by", FORMER, "that somebody reported it", "reported__organisation", {}),
        *("Accounts that you reported", {"words": "Words", "received_at": "When"}),
    ),
    Link(OwnerReview, "answered_by", FORMER, "that somebody looked again", "organisation"),
    Link(Period, "set_by", FORMER, "that somebody set it", "organisation"),
    Link(
        *(Acknowledgement, "person", FORMER, "that the rules were read", "period__organisation"),
        *({}, "Rules before elections that you were asked to read"),
        {"period__name": "Election", "asked_on": "Asked", "acknowledged_at": "Acknowledged"},
    ),
    Link(Partnership, "hands_over", FORMER, "that it was handed over", "period__organisation"),
    Link(
        *(Candidate, "person", GOES, "", "period__organisation", {}, "Elections you stand in"),
        {"period__name": "Election", "said_at": "Said"},
    ),
    Link(Candidate, "said_by", EMPTY, "", "period__organisation"),
    Link(FoundAccount, "judged_by", FORMER, "that somebody looked", organisation="organisation"),
    Link(Finding, "judged_by", FORMER, "that somebody judged it", organisation="organisation"),
    Link(
        StoredFile,
        "stored_by",
        FORMER,
        "it belongs to an application or another record",
        organisation="organisation",
        title="Files that you uploaded",
        shows={"name": "File", "size": "Bytes", "stored_at": "Uploaded"},
    ),
    Link(
        SignIn,
        "person",
        GOES,
        "",
        title="Where you are signed in",
        shows={"browser": "Browser", "began_at": "Since", "seen_at": "Last hour used"},
    ),
    Link(
        Authenticator,
        "user",
        GOES,
        "",
        title="Your second steps of signing in",
        shows={"type": "Kind", "created_at": "Added", "last_used_at": "Last used"},
    ),
    Link(EmailAddress, "user", GOES, ""),
)
