"""The periodic jobs. tick starts each once per period, however many machines call it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from mercat.access import actions as access
from mercat.audit import queries as audit
from mercat.common.models import JobRun
from mercat.files import actions as files
from mercat.home.retention import disposing
from mercat.learning import actions as learning
from mercat.lookup import actions as lookup
from mercat.organisations import actions as organisations
from mercat.passports import actions as passports
from mercat.people import actions as people
from mercat.practice import actions as practice
from mercat.practice.content import bringing
from mercat.practice.imports import actions as documents
from mercat.practice.papers import actions as papers
from mercat.register import actions as register
from mercat.register.checks import running as checks
from mercat.register.checks import sweeping
from mercat.register.checks.actions import tell_keepers
from mercat.register.elections import actions as elections
from mercat.register.imports import remembered
from mercat.register.reports import actions as reports

log = logging.getLogger("mercat.jobs")
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    every: timedelta
    run: Callable[[datetime], object]  # is told the time


def _expire_passports(at: datetime) -> object:
    return passports.expire_passports(at=at)


def _give_notice(at: datetime) -> object:
    return passports.give_notice(at=at)


def _fall_back(at: datetime) -> object:
    return passports.fall_back(at=at)


def _ask_to_certify(at: datetime) -> object:
    return passports.ask_to_certify(at=at)


def _remind(at: datetime) -> object:
    return passports.remind(at=at)


def _follow_leavers(at: datetime) -> object:
    return passports.follow_leavers(at=at)


def _chase_answers(at: datetime) -> object:
    return passports.chase_answers(at=at)


def _take_up(at: datetime) -> object:
    return passports.take_up(at=at)


def _chase_conditions(at: datetime) -> object:
    return passports.chase_conditions(at=at)


def _remove_unattached_files(at: datetime) -> object:
    return files.remove_unattached(at=at)


def _forget_sign_ins(at: datetime) -> object:
    return people.forget_sign_ins(at=at)


def _plan_sweeps(at: datetime) -> object:
    return sweeping.plan_sweeps(at=at)


def _watch_new_accounts(at: datetime) -> object:
    return checks.watch_new_accounts(at=at)


def _tell_of_ended_emergencies(at: datetime) -> object:
    return passports.tell_of_ended_emergencies(at=at)


def _tell_keepers(at: datetime) -> object:
    return tell_keepers(at=at)


def _follow_periods(at: datetime) -> object:
    return elections.follow_periods(at=at)


def _follow_proposals(at: datetime) -> object:
    return elections.follow_proposals(at=at)


def _follow_candidates(at: datetime) -> object:
    return elections.follow_candidates(at=at)


def _tell_of_reports(at: datetime) -> object:
    return reports.tell_of_reports(at=at)


def _answer_reporters(at: datetime) -> object:
    return reports.answer_reporters(at=at)


def _follow_what_is_false(at: datetime) -> object:
    return reports.follow_register(at=at)


def _dispose(at: datetime) -> object:
    return {kind: count for kind, count in disposing.dispose(at=at).items() if count}


def _count_register(at: datetime) -> object:
    return register.count_register(at=at)


def _remove_own_of_leavers(at: datetime) -> object:
    return register.remove_own_of_leavers(at=at)


def _follow_disputes(at: datetime) -> object:
    return register.follow_disputes(at=at)


def _finish_transfers(at: datetime) -> object:
    return register.finish_transfers(at=at)


def _read_lists(at: datetime) -> object:
    return remembered.read_due(at=at)


def _recount_advice(at: datetime) -> object:
    return passports.recount_advice(at=at)


def _tell_followers(at: datetime) -> object:
    return practice.tell_followers(at=at)


def _tell_of_originals(at: datetime) -> object:
    return practice.tell_of_originals(at=at)


def _remind_of_reviews(at: datetime) -> object:
    return practice.remind_of_reviews(at=at)


def _forget_notices(at: datetime) -> object:
    return practice.forget_notices(at=at)


def _compare_cases(at: datetime) -> object:
    return passports.compare_cases(at=at)


def _count_panel(at: datetime) -> object:
    return passports.count_panel(at=at)


def _follow_likeness(at: datetime) -> object:
    return lookup.follow_likeness(at=at)


def _close_pulses(at: datetime) -> object:
    return learning.close_pulses(at=at)


def _note_answers(at: datetime) -> object:
    return learning.note_answers(at=at)


def _load_frameworks(at: datetime) -> object:
    return learning.load_shipped(at=at)


def _remind_of_learning(at: datetime) -> object:
    return learning.remind(at=at)


def _chase_barriers(at: datetime) -> object:
    return access.chase_barriers(at=at)


def _warn_of_old_browsers(at: datetime) -> object:
    return access.warn_of_old_browsers(at=at)


def _bring_in_guidance(at: datetime) -> object:
    return bringing.bring_in(at=at)


def _follow_papers(at: datetime) -> object:
    return papers.follow_days(at=at)


def _remind_of_papers(at: datetime) -> object:
    return papers.remind_before_closing(at=at)


def _forget_unconfirmed(at: datetime) -> object:
    return papers.forget_unconfirmed(at=at) + papers.forget_addresses(at=at)


JOBS = (
    Job("load_frameworks", timedelta(hours=1), _load_frameworks),
    Job("close_pulses", timedelta(days=1), _close_pulses),
    Job("note_answers", timedelta(days=1), _note_answers),
    Job("bring_in_guidance", timedelta(hours=1), _bring_in_guidance),
    Job("count_register", timedelta(hours=1), _count_register),
    Job("ask_to_certify", timedelta(days=1), _ask_to_certify),
    Job("remind", timedelta(days=1), _remind),
    Job("remind_of_learning", timedelta(days=1), _remind_of_learning),
    Job("follow_leavers", timedelta(hours=1), _follow_leavers),
    Job("remove_own_of_leavers", timedelta(minutes=5), _remove_own_of_leavers),
    Job("expire_passports", timedelta(hours=1), _expire_passports),
    Job("follow_likeness", timedelta(minutes=5), _follow_likeness),
    Job("follow_disputes", timedelta(hours=1), _follow_disputes),
    Job("finish_transfers", timedelta(hours=1), _finish_transfers),
    Job("tell_of_ended_emergencies", timedelta(hours=1), _tell_of_ended_emergencies),
    Job("give_notice", timedelta(hours=1), _give_notice),
    Job("fall_back", timedelta(hours=1), _fall_back),
    Job("chase_answers", timedelta(days=1), _chase_answers),
    Job("take_up", timedelta(hours=1), _take_up),
    Job("chase_conditions", timedelta(hours=1), _chase_conditions),
    Job("read_lists", timedelta(hours=1), _read_lists),
    Job("forget_sign_ins", timedelta(hours=1), _forget_sign_ins),
    Job("plan_sweeps", timedelta(hours=1), _plan_sweeps),
    Job("watch_new_accounts", timedelta(hours=1), _watch_new_accounts),
    Job("count_panel", timedelta(hours=1), _count_panel),
    Job("compare_cases", timedelta(hours=1), _compare_cases),
    Job("recount_advice", timedelta(hours=1), _recount_advice),
    Job("tell_keepers", timedelta(days=1), _tell_keepers),
    Job("follow_proposals", timedelta(minutes=5), _follow_proposals),
    Job("follow_candidates", timedelta(minutes=5), _follow_candidates),
    Job("follow_periods", timedelta(hours=1), _follow_periods),
    Job("answer_reporters", timedelta(hours=1), _answer_reporters),
    Job("follow_what_is_false", timedelta(hours=1), _follow_what_is_false),
    Job("chase_barriers", timedelta(days=1), _chase_barriers),
    Job("warn_of_old_browsers", timedelta(days=1), _warn_of_old_browsers),
    Job("tell_followers", timedelta(hours=1), _tell_followers),
    Job("tell_of_originals", timedelta(hours=1), _tell_of_originals),
    Job("remind_of_reviews", timedelta(days=1), _remind_of_reviews),
    Job("forget_notices", timedelta(days=1), _forget_notices),
    Job("tell_of_reports", timedelta(days=1), _tell_of_reports),
    Job("follow_papers", timedelta(minutes=5), _follow_papers),
    Job("remind_of_papers", timedelta(hours=1), _remind_of_papers),
    Job("forget_unconfirmed_comments", timedelta(days=1), _forget_unconfirmed),
    Job("remove_unattached_files", timedelta(days=1), _remove_unattached_files),
    Job("dispose", timedelta(days=1), _dispose),
)


def ask_others(*, at: datetime) -> int:
    """A little of what asks other servers, and is slow; returns how much was done.

    Not among JOBS: nothing waits behind it, and each row is claimed by itself.
    """
    if not settings.OUTGOING_REQUESTS or audit.site_sealed_at():
        return 0
    asked = checks.check_due(at=at) + sweeping.sweep_due(at=at) + learning.fetch_titles(at=at)
    asked += documents.fetch_pictures(at=at)
    return asked + organisations.check_domains_due(at=at)


def tick(*, at: datetime) -> list[str]:
    """Run what is due; returns the names of the jobs that this call ran.

    A period that passed while nothing ticked is not run later: each job does all that is due.
    """
    if audit.site_sealed_at():
        return []
    return [job.name for job in JOBS if _run_once(job, at=at)]


def _run_once(job: Job, *, at: datetime) -> bool:
    due_at = EPOCH + (at - EPOCH) // job.every * job.every
    if JobRun.objects.filter(job=job.name, due_at=due_at).exists():
        return False  # so that an idle worker writes nothing
    try:
        with transaction.atomic():
            run = JobRun.objects.create(job=job.name, due_at=due_at, started_at=at)
    except IntegrityError:  # another machine has this period
        return False
    JobRun.objects.filter(pk=run.pk).update(finished_at=at, result=_result(job, at=at))
    return True


def _result(job: Job, *, at: datetime) -> str:
    try:
        return str(job.run(at))[:200]
    except Exception as error:  # the other jobs and the mail go on; the next period tries again
        log.exception("the job %s failed", job.name)
        return f"failed: {type(error).__name__}"
