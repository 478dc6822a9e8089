"""The retention table: what is kept, from when, how long, and what then.

docs/reference/retention.md, the page of each organisation and its privacy notice are drawn from it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text
from mercat.home.retention import due
from mercat.home.retention.due import Held, by_path
from mercat.home.retention.periods import Period
from mercat.organisations.models import Organisation
from mercat.passports.actions import destroy_cases, destroy_passports

DESTROY, REVIEW = "destroy", "review"


@dataclass(frozen=True, slots=True)
class Rule:
    key: str
    thing: Text
    trigger: Text
    count: int
    unit: str
    limits: tuple[int, int] | None  # what an organisation may choose; None: the same for all
    then: str
    why: Text
    rows: Callable[[Any, datetime], QuerySet[Any]] | None  # None: another job does it
    destroy: Callable[[QuerySet[Any]], int] = due.delete
    held: Callable[[Held], Q] = due.nothing
    of_site: bool = False
    title: Callable[[Any], str] = str  # on the page of reviews
    needs: tuple[str, ...] = ()  # to say that title without another query
    by_erasure: bool = False  # destroyed by erasing the person, on a page of its own

    def period(self, chosen: dict[str, int]) -> Period:
        return Period(chosen.get(self.key, self.count), self.unit)

    def things(self, organisation: Organisation, keys: list[int]) -> QuerySet[Any]:
        model = self.due_rows(organisation, before=timezone.now()).model
        found: QuerySet[Any] = model._default_manager.filter(pk__in=keys)
        return found.select_related(*self.needs) if self.needs else found

    def due_rows(self, organisation: Organisation | None, *, before: datetime) -> QuerySet[Any]:
        if self.rows is None:
            raise ValueError(f"{self.key} is destroyed by a job of its own")
        return self.rows(organisation, before)


TABLE = (
    Rule(
        key="drafts",
        thing=_("Applications that were never sent"),
        trigger=_("saved for the last time"),
        count=12,
        unit="months",
        limits=(3, 36),
        then=DESTROY,
        why=_("so that somebody can go on where they stopped"),
        rows=due.drafts,
        held=by_path(person="applicant", application="pk"),
    ),
    Rule(
        key="cases",
        thing=_("Applications that led to no passport, with their discussion and decision"),
        trigger=_("decided or withdrawn"),
        count=72,
        unit="months",
        limits=(12, 120),
        then=REVIEW,
        why=_("to treat the next case alike, and to answer an appeal or a claim"),
        rows=due.cases,
        destroy=destroy_cases,
        held=by_path(person="applicant", application="pk"),
        title=lambda case: gettext("Application: {case}").format(case=case),
    ),
    Rule(
        key="passports",
        thing=_("Passports, with the application and the decision behind them"),
        trigger=_("last day of the passport"),
        count=72,
        unit="months",
        limits=(12, 120),
        then=REVIEW,
        why=_("to show who could speak for the organisation, and when"),
        rows=due.passports,
        destroy=destroy_passports,
        held=by_path(person="holder", application="application"),
        title=lambda passport: gettext("Passport: {application}").format(
            application=passport.application
        ),
        needs=("application",),
    ),
    Rule(
        key="learning",
        thing=_("Learning passports"),
        trigger=_("last day of the passport"),
        count=12,
        unit="months",
        limits=(1, 72),
        then=DESTROY,
        why=_("to show who learns with social media at work"),
        rows=due.learning,
        destroy=destroy_passports,
        held=by_path(person="holder", application="application"),
    ),
    Rule(
        key="assessments",
        thing=_("Assessments of learning, with their answers and report"),
        trigger=_("final or stopped"),
        count=84,
        unit="months",
        limits=(24, 180),
        then=DESTROY,
        why=_("to see what changed over the years"),
        rows=due.assessments,
    ),
    Rule(
        "pulses",
        _("What was answered in pulses, which are anonymous, and what was written"),
        _("the report became final, or the assessment was stopped"),
        *(3, "months", (1, 24), DESTROY),
        why=_("to look at it once more beside the report, which keeps tenths alone"),
        rows=due.pulses,
        destroy=due.delete_answers,
    ),
    Rule(
        key="learning_evidence",
        thing=_("Evidence of learning that no assessment uses any more"),
        trigger=_("added"),
        count=84,
        unit="months",
        limits=(12, 180),
        then=DESTROY,
        why=_("so that next year’s assessment can use it again"),
        rows=due.evidence,
    ),
    Rule(
        key="browser_tallies",
        thing=_("Weekly tallies of browsers, without any person"),
        trigger=_("the week they are of"),
        count=24,
        unit="months",
        limits=(6, 60),
        then=DESTROY,
        why=_("to see what changed from year to year"),
        rows=due.browser_tallies,
    ),
    Rule(
        key="tool_tallies",
        thing=_("Weekly tallies of tools that could be reached, without any person"),
        trigger=_("the week they are of"),
        count=24,
        unit="months",
        limits=(6, 60),
        then=DESTROY,
        why=_("to see what changed from year to year"),
        rows=due.tool_tallies,
    ),
    Rule(
        key="barriers",
        thing=_("Barriers that were reported, with what became of them"),
        trigger=_("opened to all, declined or withdrawn"),
        count=36,
        unit="months",
        limits=(6, 84),
        then=DESTROY,
        why=_("to show how long it takes to remove one, and to ask again"),
        rows=due.barriers,
        held=by_path(person="reported_by"),
    ),
    Rule(
        key="meetings",
        thing="Meetings of the panel, with who was there and the minutes",
        trigger="held",
        count=72,
        unit="months",
        limits=(12, 120),
        then=DESTROY,
        why="to show how the panel came to its decisions",
        rows=due.meetings,
    ),
    Rule(
        key="foi",
        thing=_("Answers to information requests"),
        trigger=_("drafted"),
        count=36,
        unit="months",
        limits=(12, 120),
        then=DESTROY,
        why=_("to show what was answered, and to compare it with the next"),
        rows=due.foi,
    ),
    Rule(
        key="people_who_left",
        thing=_("Names and addresses of people who left"),
        trigger=_("left the organisation"),
        count=72,
        unit="months",
        limits=(1, 120),
        then=REVIEW,
        why=_("to say who decided and who looked after an account"),
        rows=due.people_who_left,
        held=by_path(person="person"),
        title=lambda membership: gettext("Somebody who left: {name}").format(
            name=membership.person.name
        ),
        needs=("person",),
        by_erasure=True,
    ),
    Rule(
        key="words",
        thing=_("Names and words in the record of what happened; the events themselves stay"),
        trigger=_("happened"),
        count=84,
        unit="months",
        limits=(24, 180),
        then=DESTROY,
        why=_("to show how a decision came about"),
        rows=due.words,
        held=due.words_held,
    ),
    Rule(
        key="imports",
        thing=_("Reports of lists that were imported"),
        trigger=_("imported"),
        count=72,
        unit="months",
        limits=(12, 120),
        then=REVIEW,
        why=_("to show whence an entry of the register came"),
        rows=due.imports,
        destroy=due.delete_imports,
        title=lambda each: gettext("Import of {day}").format(day=date_format(each.created_at)),
    ),
    Rule(
        key="done_together",
        thing=_("Reports of what a clerk did with many cases together"),
        trigger=_("started"),
        count=24,
        unit="months",
        limits=(6, 120),
        then=DESTROY,
        why=_("to see which letters went out together, and what was left out"),
        rows=due.done_together,
        held=by_path(person="by"),
    ),
    Rule(
        key="bulk_changes",
        thing="Reports of changes that were made to many accounts together",
        trigger="made",
        count=24,
        unit="months",
        limits=(6, 120),
        then=DESTROY,
        why="to see what was changed, and to undo it",
        rows=due.bulk_changes,
        held=by_path(person="by"),
    ),
    Rule(
        key="invitations",
        thing=_("Invitations"),
        trigger=_("sent for the first time"),
        count=6,
        unit="months",
        limits=(1, 24),
        then=DESTROY,
        why=_("to see who was invited and has not come"),
        rows=due.invitations,
        held=by_path(address="email"),
    ),
    Rule(
        key="mails",
        thing=_("Mails that were sent"),
        trigger=_("sent"),
        count=30,
        unit="days",
        limits=(7, 90),
        then=DESTROY,
        why=_("to find out whether a mail went out"),
        rows=due.mails,
        held=by_path(address="to"),
    ),
    Rule(
        key="unsent_mails",
        thing=_("Mails that could not be sent"),
        trigger=_("written"),
        count=90,
        unit="days",
        limits=None,
        then=DESTROY,
        why=_("to try again for as long as that makes sense"),
        rows=due.unsent_mails,
        held=by_path(address="to"),
    ),
    Rule(
        key="erasure_mails",
        thing=_("Mails that confirm an erasure"),
        trigger=_("sent"),
        count=1,
        unit="days",
        limits=None,
        then=DESTROY,
        why=_("they hold the one address that is still here"),
        rows=due.erasure_mails,
    ),
    Rule(
        key="complaints",
        thing=_("Data-protection complaints"),
        trigger=_("answered"),
        count=24,
        unit="months",
        limits=(12, 72),
        then=DESTROY,
        why=_("to show the Information Commissioner what was done"),
        rows=due.complaints,
    ),
    Rule(
        key="candidates",
        thing=_("Who of us was a candidate"),
        trigger=_("last day of the pre-election period"),
        count=30,
        unit="days",
        limits=(1, 90),
        then=DESTROY,
        why=_("to show their own accounts again"),
        rows=due.candidates,
        held=by_path(person="person"),
    ),
    Rule(
        key="pre_election_periods",
        thing=_("Pre-election periods, with who acknowledged their rules"),
        trigger=_("last day of the pre-election period"),
        count=24,
        unit="months",
        limits=(12, 72),
        then=DESTROY,
        why=_("to show that those who look after accounts knew the rules"),
        rows=due.periods,
    ),
    Rule(
        key="reported_accounts",
        thing=_("Reports of accounts that pretend to be us, with their pictures"),
        trigger=_("found not to be false, or called false no longer"),
        count=12,
        unit="months",
        limits=(1, 36),
        then=DESTROY,
        why=_("to treat the next report of the same account alike"),
        rows=due.reported_accounts,
    ),
    Rule(
        key="reports_set_aside",
        thing=_("Reports that were none: advertising, abuse"),
        trigger=_("set aside"),
        count=30,
        unit="days",
        limits=(7, 90),
        then=DESTROY,
        why=_("to undo a slip"),
        rows=due.reports_set_aside,
    ),
    Rule(
        key="holds",
        thing=_("Holds"),
        trigger=_("ended"),
        count=24,
        unit="months",
        limits=(12, 72),
        then=DESTROY,
        why=_("to show why something was kept longer"),
        rows=due.holds,
    ),
    Rule(
        key="sign_ins",
        thing=_("Where somebody is signed in"),
        trigger=_("signed in"),
        count=12,
        unit="hours",
        limits=None,
        then=DESTROY,
        why=_("to keep you signed in, and to let you end it"),
        rows=None,
        of_site=True,
    ),
    Rule(
        key="site_mails",
        thing=_("Mails with sign-in codes and about one’s sign-in"),
        trigger=_("sent"),
        count=30,
        unit="days",
        limits=None,
        then=DESTROY,
        why=_("to find out whether a mail went out; the code itself goes when it is sent"),
        rows=due.site_mails,
        held=by_path(address="to"),
        of_site=True,
    ),
    Rule(
        key="links",
        thing=_("Links in mails that were used or have ended"),
        trigger=_("used or ended"),
        count=30,
        unit="days",
        limits=None,
        then=DESTROY,
        why=_("to say that a link has ended, not that there is none"),
        rows=due.links,
        of_site=True,
    ),
    Rule(
        key="job_runs",
        thing=_("Runs of periodic jobs, which name nobody"),
        trigger=_("started"),
        count=30,
        unit="days",
        limits=None,
        then=DESTROY,
        why=_("to find out whether a job ran"),
        rows=due.job_runs,
        of_site=True,
    ),
)
RULES = {rule.key: rule for rule in TABLE}
