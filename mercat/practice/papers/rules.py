from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.people.models import Person
from mercat.practice.lifecycle import ReportState, Visibility
from mercat.practice.models import PageReport
from mercat.practice.papers.lifecycle import ANSWERABLE, CommentState
from mercat.practice.papers.models import Paper, PaperComment
from mercat.practice.rules import A_DAY, NEW_FOR

OPEN_TO_OTHERS = "open a paper to other organisations and the public"
MODERATE = "look after comments on papers"
PERMISSIONS: dict[str, frozenset[Role]] = {
    OPEN_TO_OTHERS: frozenset(
        {Role.ADVISER, Role.CLERK, Role.CHAIR, Role.LEARNING_LEAD, Role.ADMINISTRATOR}
    ),
    MODERATE: frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
}


def is_author(by: Membership | None, paper: Paper) -> bool:
    """An author who works elsewhere now is none any more."""
    if by is None or by.organisation_id != paper.organisation_id:
        return False
    return any(each.person_id == by.person_id for each in paper.authors.all())


def check_is_author(by: Membership, paper: Paper) -> None:
    if not is_author(by, paper):
        raise NotAllowed(_("This is for the authors of the paper. Any of them can add you."))


def can_open_to(by: Membership, visibility: str) -> bool:
    return visibility == Visibility.ORGANISATION or has_role(by, PERMISSIONS[OPEN_TO_OTHERS])


def check_can_open(by: Membership, paper: Paper, visibility: str) -> None:
    check_is_author(by, paper)
    if visibility != Visibility.ORGANISATION:
        check_role(by, sorted(PERMISSIONS[OPEN_TO_OTHERS]))


def can_moderate(by: Membership | None, paper: Paper) -> bool:
    if by is None or by.organisation_id != paper.organisation_id:
        return False
    return is_author(by, paper) or has_role(by, PERMISSIONS[MODERATE])


def check_can_moderate(by: Membership, paper: Paper) -> None:
    if by.organisation_id != paper.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))
    if not is_author(by, paper):
        check_role(by, sorted(PERMISSIONS[MODERATE]))


def is_own(by: Membership | None, comment: PaperComment) -> bool:
    return by is not None and comment.author_id == by.person_id


def check_is_own(by: Membership, comment: PaperComment) -> None:
    if not is_own(by, comment):
        raise NotAllowed(_("Only the person who wrote this can do that."))


def check_can_judge(by: Membership, comment: PaperComment, paper: Paper) -> None:
    check_can_moderate(by, paper)
    if is_own(by, comment):
        raise Refused(_("You wrote this comment. Somebody else looks at it."))


def check_is_another(by: Membership, report: PageReport) -> None:
    """A second look is by somebody who did not look first."""
    if report.state == ReportState.APPEALED and report.judged_by_id == by.person_id:
        raise Refused(_("You looked at it the first time. Somebody else looks now."))


def check_can_report(by: Membership, comment: PaperComment) -> None:
    if is_own(by, comment):
        raise Refused(_("This is your own comment. You can withdraw it."))
    if comment.state != CommentState.SHOWN:
        raise Refused(_("This comment is not shown."))


def check_can_appeal(by: Membership | None, comment: PaperComment) -> None:
    """Without an account, the link in the mail says who asks."""
    if comment.author_id != (by.person_id if by else None):
        raise NotAllowed(_("This is for whoever wrote what was hidden."))
    if comment.state != CommentState.HIDDEN:
        raise Refused(_("This comment is not hidden."))


def check_pace(by: Membership, *, at: datetime) -> None:
    """As under pages: whoever is new says twenty things a day."""
    if at - by.started_at > NEW_FOR:
        return
    today = PaperComment.objects.filter(author=by.person_id, written_at__gt=at - timedelta(days=1))
    if today.count() >= A_DAY["comments"]:
        raise Refused(_("That is a lot for one of your first days. Please go on tomorrow."))


def check_takes_comments(paper: Paper, *, today: date) -> None:
    if paper.takes_comments(today):
        return
    if paper.opens_on and today < paper.opens_on and not paper.is_over:
        raise Refused(_("This paper is not open for comments yet."))
    raise Refused(_("This paper is closed. You can read it, and what was said."))


def check_can_answer_to(comment: PaperComment | None) -> None:
    if comment and comment.state != CommentState.SHOWN:
        raise Refused(_("The comment that you answer is not shown any more."))


def check_can_be_answered(comment: PaperComment, paper: Paper) -> None:
    if paper.state not in ANSWERABLE:
        raise Refused(_("The answers to this paper stand as they are."))
    if comment.state != CommentState.SHOWN:
        raise Refused(_("Show the comment first. Then everybody can read what you answer to."))


def check_can_agree(comment: PaperComment, by: Person) -> None:
    if comment.author_id == by.pk:
        raise Refused(_("This is your own comment."))
    if comment.state != CommentState.SHOWN:
        raise Refused(_("This comment is not shown."))
