"""Applications in every state, passports without their long way, and who may come near."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Membership, MembershipRole
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.lifecycle import Status
from mercat.passports.models import Application, Decision, Passport, Policy, Revision
from mercat.register.models import Account
from tests.factories.council import NOW, Council, decide

STATES = [each.value for each in Status]
TO_LAPSE = timedelta(days=60)  # more than the time to answer, and twice that of a reminder
DAY = timedelta(days=1)


def in_state(council: Council, state: str, *, at: datetime = NOW, **answers: Any) -> Application:
    """`more_info` and `lapsed` come from the panel, `withdrawn` from submitted."""
    if state == "more_info":
        application = council.case("in_panel", at=at, **answers)
        actions.ask(application=application, question="How often?", by=council.chair, at=at)
    elif state == "lapsed":
        application = in_state(council, "more_info", at=at, **answers)
        for number in range(TO_LAPSE.days):
            actions.chase_answers(at=at + DAY * number)
    elif state == "deferred":
        application = deferred(council, at=at, **answers)
    elif state == "withdrawn":
        application = council.case("submitted", at=at, **answers)
        actions.withdraw(application=application, reason="", by=council.applicant, at=at)
    else:
        return council.case(state, at=at, **answers)
    application.refresh_from_db()
    return application


def deferred(council: Council, *, at: datetime = NOW, **answers: Any) -> Application:
    """Until thirty days later, with its letter."""
    application = council.case("in_panel", at=at, **answers)
    until = (at + timedelta(days=30)).date()
    decide(application, by=council.chair, at=at, outcome="deferred", deferred_until=until)
    actions.release(application=application, text="Not yet.", by=council.clerk, at=at)
    return application


def everybody(council: Council, outside: Council) -> dict[str, Membership]:
    """Each part of this council, and a stranger who is clerk and chair of another."""
    stranger = outside.clerk
    give_roles(stranger, Role.CHAIR)
    return {**council.members, "stranger": stranger}


def give_roles(member: Membership, *roles: Role) -> Membership:
    for role in roles:
        MembershipRole.objects.get_or_create(membership=member, role=role)
    return member


def verbs() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def passport_for(
    account: Account, *, holder: Membership, status: str = "active", **fields: Any
) -> Passport:
    """A passport with the rows it stands on, and none of the steps that lead there."""
    application = Application.objects.create(
        organisation=account.organisation,
        applicant=holder.person,
        status="released",
        title=account.name,
        question_set="speak-1",
        policy=_policy(account),
        created_at=NOW,
        submitted_at=NOW,
        released_at=NOW,
    )
    return Passport.objects.create(
        organisation=account.organisation,
        application=application,
        decision=_decision(application),
        holder=holder.person,
        account=account,
        purpose=str(account.purpose),
        status=status,
        **{"starts_on": date(2026, 11, 18), "expires_on": date(2027, 11, 18), **fields},
    )


def _policy(account: Account) -> Policy:
    policy, _ = Policy.objects.get_or_create(
        organisation=account.organisation,
        version=1,
        defaults={"key": "small_panel", "content": {}, "created_at": NOW},
    )
    return policy


def _decision(application: Application) -> Decision:
    revision = Revision.objects.create(
        application=application,
        number=1,
        content={"answers": {}},
        sha256="",
        submitted_by=application.applicant,
        submitted_at=NOW,
    )
    return Decision.objects.create(
        application=application,
        revision=revision,
        outcome="approved",
        reasons="A clear purpose.",
        decided_by=application.applicant,
        decided_at=NOW,
    )


def tried(application: Any, act: Any, by: Membership) -> tuple[str, str]:
    """What is said and the state afterwards; whatever came of it is undone."""
    with transaction.atomic():
        try:
            act(application, by)
            said = "done"
        except (NotAllowed, Refused) as refusal:
            said = type(refusal).__name__
        status = str(type(application)._default_manager.get(pk=application.pk).status)
        transaction.set_rollback(True)
    return said, status


def check_every_part(
    application: Any,
    council: Council,
    *,
    acts: dict[str, Any],
    who: dict[str, set[str]],
    table: dict[tuple[str, str], Any],
) -> None:
    """In its state: every action by everybody is allowed exactly where the tables say."""
    state = str(application.status)
    for action, act in acts.items():
        for part, by in council.members.items():
            new = table.get((action, state))
            wanted = ("done", str(new)) if new else ("Refused", state)
            if part not in who[action]:
                wanted = ("NotAllowed", state)
            assert (action, part, *tried(application, act, by)) == (action, part, *wanted)
