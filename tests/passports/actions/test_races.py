"""Two at once, with real threads and connections: exactly one wins."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from mercat.audit import queries as audit
from mercat.common import links
from mercat.common.models import OutboxMail
from mercat.common.refusals import Refused
from mercat.organisations.roles import Role
from mercat.passports import actions, emails
from mercat.passports.models import Application, Decision, Letter, ManagerView, Passport, Together
from mercat.register.models import Account, Custodian
from tests.factories import MembershipFactory
from tests.factories.council import NOW, decide
from tests.passports.states import verbs

pytestmark = pytest.mark.usefixtures("flushable")
LATER = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)
CHANGED = "Somebody changed this while you were reading. Look at it again, then decide."
WON = "won"


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """What each was told, in order of the words."""
    together = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        try:
            together.wait(timeout=10)
            act()
        except Refused as refusal:
            return refusal.sentence
        finally:
            connections.close_all()
        return WON

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(run, acts))


def status_of(application: Application) -> str:
    return Application.objects.get(pk=application.pk).status


def chain_is_whole() -> bool:
    return list(audit.faults()) == []


def test_decide_by_two_chairs_at_once_has_one_winner(council):
    application = council.case("in_panel")
    other = MembershipFactory(organisation=council.organisation, roles=[Role.CHAIR])

    told = at_once(
        lambda: decide(application, by=council.chair, at=LATER),
        lambda: decide(application, by=other, at=LATER, outcome="declined"),
    )

    assert told == [CHANGED, WON]
    assert (status_of(application), Decision.objects.count()) == ("decided", 1)
    assert verbs().count("passports.application.decided") == 1
    assert chain_is_whole()


def test_release_twice_at_once_sends_one_letter(council):
    application = council.case("decided")
    OutboxMail.objects.all().delete()

    def release() -> None:
        actions.release(application=application, text="Yes.", by=council.clerk, at=LATER)

    told = at_once(release, release)

    assert told == [CHANGED, WON]
    assert (Letter.objects.count(), Passport.objects.count()) == (1, 1)
    assert (Account.objects.count(), Custodian.objects.count()) == (1, 3)
    assert OutboxMail.objects.count() == 1
    assert chain_is_whole()


def test_withdraw_against_release_has_one_winner(council):
    application = council.case("decided")

    told = at_once(
        lambda: actions.withdraw(
            application=application, reason="", by=council.applicant, at=LATER
        ),
        lambda: actions.release(application=application, text="Yes.", by=council.clerk, at=LATER),
    )

    released = status_of(application) == "released"
    assert told == [CHANGED, WON]
    assert Passport.objects.count() == Letter.objects.count() == int(released)
    assert verbs()[-1] == f"passports.application.{status_of(application)}"
    assert chain_is_whole()


def test_manager_link_used_twice_at_once_counts_once(council):
    view = council.case("submitted").manager_view
    plan = OutboxMail.objects.get(purpose="passports/manager_view").link
    token = links.mint(links.LinkPlan(**plan), at=NOW).rstrip("/").rpartition("/")[2]
    link = links.read(token, purpose="passports.manager_view", at=LATER)

    def give(said: str) -> None:
        actions.give_view(
            manager_view=view, view=said, text="Well", by=council.manager, at=LATER, link=link
        )

    told = at_once(lambda: give("support"), lambda: give("object"))

    assert told == ["You have given your view on this already. Thank you.", WON]
    assert verbs().count("passports.application.manager_view_given") == 1
    assert ManagerView.objects.get().view in {"support", "object"}
    assert chain_is_whole()


def test_submit_twice_at_once_makes_one_revision(council):
    application = council.case("draft")

    def submit() -> None:
        actions.submit(
            application=application,
            declarations=[],
            shows_name=False,
            by=council.applicant,
            at=LATER,
        )

    told = at_once(submit, submit)

    assert told == [CHANGED, WON]
    assert (application.revisions.count(), ManagerView.objects.count()) == (1, 1)
    assert chain_is_whole()


def test_save_section_in_two_windows_at_once_keeps_the_first(council):
    application = council.case("draft")

    def save(text: str) -> None:
        actions.save_section(
            application=application,
            section="risks",
            answers={"risks": text},
            row_version=1,
            by=council.applicant,
            at=LATER,
        )

    told = at_once(lambda: save("One window"), lambda: save("Another window"))

    assert told == ["This page was saved in another window since you opened it.", WON]
    assert application.sections.get(section="risks").row_version == 2
    assert chain_is_whole()


def test_letters_pressed_twice_at_once_go_once(council):
    cases = [council.case("decided", account=f"instagram.com/{name}") for name in ("one", "two")]
    marks = {}
    for case in cases:
        decision = case.decisions.get()
        marks[case.public_id] = emails.mark_of(decision, actions.letter_of(case, decision))
    given = {"task": "release", "chosen": marks, "key": uuid4(), "by": council.clerk, "at": LATER}

    def press() -> None:
        actions.go_on_together(together=actions.start_together(**given), at=LATER)

    assert at_once(press, press) == [WON, WON]
    assert (Together.objects.get().counts, Letter.objects.count()) == ({"done": 2}, 2)
    assert verbs().count("passports.together.released") == 1
    assert verbs().count("passports.application.released") == 2
    assert chain_is_whole()


def test_letters_together_against_a_decision_taken_back_never_contradict_it(council):
    case = council.case("decided")
    decision = case.decisions.get()
    mark = emails.mark_of(decision, actions.letter_of(case, decision))
    together = actions.start_together(
        task="release", chosen={case.public_id: mark}, key=uuid4(), by=council.clerk, at=LATER
    )

    told = at_once(
        lambda: actions.go_on_together(together=together, at=LATER),
        lambda: actions.reopen(application=case, by=council.chair, at=LATER),
    )

    released = status_of(case) == "released"
    counts = Together.objects.get().counts
    assert counts == ({"done": 1} if released else {"left_out": 1})
    assert told == sorted([WON, CHANGED if released else WON])
    assert Letter.objects.count() == Passport.objects.count() == int(released)
    assert chain_is_whole()
