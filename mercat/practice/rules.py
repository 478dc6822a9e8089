from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from mercat.organisations.rules import check_role, has_role
from mercat.people.models import Person
from mercat.practice.lifecycle import ADAPTABLE, CommentState, Licence, Reach, Status
from mercat.practice.models import Page, PageComment, PageReport, Suggestion, Writer

# In their first two weeks people do so many of each a day: a flood is stopped, a start is not.
NEW_FOR = timedelta(days=14)
A_DAY = {"pages": 10, "suggestions": 10, "reports": 5, "comments": 20}
WIDER = (Reach.WRITERS, Reach.ORGANISATION, Reach.EVERYONE, Reach.PUBLIC)  # each than the last
PERMISSIONS: dict[str, frozenset[Role]] = {
    "review reported pages": frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
    "keep tags tidy": frozenset({Role.ADVISER, Role.ADMINISTRATOR}),
}


def is_writer(membership: Membership, page: Page) -> bool:
    return any(each.person_id == membership.person_id for each in page.writers.all())


def can_write(membership: Membership, page: Page) -> bool:
    """Those whom the page names as writers; advisers write those of their organisation, too."""
    if is_writer(membership, page):
        return True
    return page.organisation_id == membership.organisation_id and (
        page.is_published and has_role(membership, [Role.ADVISER])
    )


def check_can_write(membership: Membership, page: Page) -> None:
    if not can_write(membership, page):
        raise NotAllowed(
            _("This is for those who write the page. Anybody may suggest a change, though.")
        )


def are_pictures_described(page: Page) -> bool:
    return not page.attachments.filter(is_picture=True, words="").exists()


def check_pictures_described(page: Page) -> None:
    if not are_pictures_described(page):
        raise Refused(_("Say what each picture shows first, for those who cannot see it."))


def looks_after_library(membership: Membership) -> bool:
    """Who answers for what came with Mercat: operators, as everybody here reads it.

    Where one organisation is alone, all its readers are its own people: so do those who review.
    """
    if membership.person.is_operator:
        return True
    if not has_role(membership, PERMISSIONS["review reported pages"]):
        return False
    others = Membership.objects.exclude(organisation=membership.organisation_id)
    return not others.filter(ended_at=None).exists()


def can_review(membership: Membership, page: Page | None = None) -> bool:
    if page is None and membership.person.is_operator:
        return True
    if page and page.came_with_mercat:
        return looks_after_library(membership)
    same = page is None or page.organisation_id == membership.organisation_id
    return same and has_role(membership, PERMISSIONS["review reported pages"])


def check_can_review(membership: Membership, page: Page | None = None) -> None:
    if can_review(membership, page):
        return
    if page and page.came_with_mercat:
        raise NotAllowed(_("This came with Mercat: an operator of this site decides about it."))
    check_role(membership, sorted(PERMISSIONS["review reported pages"]))
    if page and page.organisation_id != membership.organisation_id:
        raise NotAllowed(_("This belongs to another organisation."))


def can_tidy_tags(membership: Membership) -> bool:
    return has_role(membership, PERMISSIONS["keep tags tidy"])


def check_can_tidy_tags(membership: Membership) -> None:
    check_role(membership, sorted(PERMISSIONS["keep tags tidy"]))


def check_licences(theirs: str, ours: str) -> None:
    if ours in ADAPTABLE[theirs]:
        return
    wanted = [str(Licence(each).label) for each in sorted(ADAPTABLE[theirs])]
    raise Refused(
        _("A page under {theirs} can be adapted under {wanted} alone, not under {ours}.").format(
            theirs=Licence(theirs).label, ours=Licence(ours).label, wanted=_(" or ").join(wanted)
        )
    )


def check_pace(membership: Membership, *, what: str, at: datetime) -> None:
    """Whoever is new takes it slowly; after two weeks nothing is counted."""
    if at - membership.started_at > NEW_FOR:
        return
    since, person = at - timedelta(days=1), membership.person_id
    made = {
        "pages": Writer.objects.filter(person=person, since__gt=since),
        "suggestions": Suggestion.objects.filter(by=person, made_at__gt=since),
        "reports": PageReport.objects.filter(by=person, made_at__gt=since),
        "comments": PageComment.objects.filter(
            comment__author=person, comment__written_at__gt=since
        ),
    }[what]
    if made.count() >= A_DAY[what]:
        raise Refused(_("That is a lot for one of your first days. Please go on tomorrow."))


def reach_of(page: Page) -> Reach:
    """Who can read what is said of it now."""
    return Reach(page.visibility) if page.is_published else Reach.WRITERS


def narrower(one: str, other: str) -> Reach:
    return min(Reach(one), Reach(other), key=WIDER.index)


def reaches_for(membership: Membership | None, page: Page) -> list[Reach]:
    """Of what was said under a page, as much as they could have read when it was said."""
    if membership is None:
        return [Reach.PUBLIC]
    if is_writer(membership, page):
        return list(WIDER)
    ours = membership.organisation_id == page.organisation_id
    return list(WIDER[1 if ours else 2 :])


def takes_comments(page: Page) -> bool:
    """Where somebody is there to answer: what came with Mercat is written by nobody here."""
    return page.status in {Status.DRAFT, Status.PUBLISHED} and bool(page.writers.all())


def check_can_comment(page: Page, to: PageComment | None = None) -> None:
    if not takes_comments(page):
        raise Refused(_("This page takes no comments. You can make it yours, and talk about that."))
    if to and to.state != CommentState.SHOWN:
        raise Refused(_("The comment that you answer is not shown any more."))


def check_is_author(said: PageComment, by: Person) -> None:
    if said.comment.author_id != by.pk:
        raise NotAllowed(_("Only the person who wrote this can do that."))


def check_is_own(said: PageComment, by: Person) -> None:
    check_is_author(said, by)
    if said.state != CommentState.SHOWN:
        raise Refused(_("This comment is not shown any more."))


def check_can_report(said: PageComment) -> None:
    if said.state != CommentState.SHOWN:
        raise Refused(_("This comment is not shown any more."))
    if said.reach == Reach.WRITERS:
        raise Refused(_("Only those who write this draft read it. Talk to them first."))


def can_appeal(membership: Membership, report: PageReport, page: Page) -> bool:
    """Whoever wrote what was hidden."""
    if report.said:
        return report.said.comment.author_id == membership.person_id
    if page.came_with_mercat:  # for those who would read it
        return membership.person.is_operator or can_review(membership)
    return can_write(membership, page)


def check_can_appeal(membership: Membership, report: PageReport, page: Page) -> None:
    if not can_appeal(membership, report, page):
        raise NotAllowed(_("This is for whoever wrote what was hidden."))


def check_can_judge(membership: Membership, report: PageReport, page: Page) -> None:
    """By somebody of the page's organisation who wrote neither of both."""
    check_can_review(membership, page)
    if report.said and report.said.comment.author_id == membership.person_id:
        raise Refused(_("You wrote this comment. Somebody else looks at it."))
    if is_writer(membership, page):
        raise Refused(_("You write this page. Somebody else answers what is said against it."))
