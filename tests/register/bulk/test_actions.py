"""One change of many accounts: judged first, made as one event, undone whole or not at all."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.register import actions as register
from mercat.register import imports, queries
from mercat.register.bulk import actions
from mercat.register.imports import exporting
from mercat.register.models import Account, BulkChange, Custodian, Publication
from tests.common.together import together
from tests.factories import AccountFactory, DepartmentFactory
from tests.factories.council import NOW
from tests.register.asking import owned

LATER = NOW + timedelta(hours=1)
REASON = "Follows in the post"


@pytest.fixture
def accounts(council):
    """Three of the applicant's, published."""
    return [owned(council, handle=f"Libs{n}", name=f"Libraries {n}") for n in range(3)]


def planned(council, kind, content, accounts=None):
    if accounts is None:
        accounts = queries.accounts_of(council.organisation)
    bulk = actions.choose(accounts=accounts, by=council.keeper, at=NOW)
    return actions.plan(bulk=bulk, kind=kind, content=content, by=council.keeper)


def applied(council, kind, content, at=NOW, **more):
    bulk = planned(council, kind, content, **more)
    return actions.apply(bulk=bulk, by=council.keeper, at=at)


def undo(bulk, council, at=LATER):
    return actions.undo(bulk=bulk, by=council.keeper, at=at)


def swap(left, to):
    return {"left": left.person.public_id, "to": to.person.public_id, "reason": REASON}


def exported(council):
    return list(exporting.register_lines(council.organisation))


def outcomes(bulk):
    return [(row.account.name, row.outcome) for row in bulk.rows.order_by("account__name")]


def leave(membership):
    membership.ended_at = NOW
    membership.save()


@pytest.mark.parametrize(
    ("field", "value"),
    [("tool", "Hootsuite"), ("mailbox", "team@strathbeg.example"), ("audience", "Readers")],
)
def test_apply_changes_one_field_of_all_and_undo_puts_it_back(field, value, council, accounts):
    before = exported(council)

    bulk = applied(council, field, {"value": value})

    assert {str(getattr(each, field)) for each in Account.objects.all()} == {value}
    undo(bulk, council)
    assert {str(getattr(each, field)) for each in Account.objects.all()} == {""}
    assert exported(council) == before


def test_apply_of_a_service_is_public_at_once_and_undone(council, accounts):
    libraries = DepartmentFactory(organisation=council.organisation, name="Libraries")

    bulk = applied(council, "department", {"value": libraries.public_id})

    assert {str(each.department_name) for each in Publication.objects.all()} == {"Libraries"}
    undo(bulk, council)
    assert {str(each.department_name) for each in Publication.objects.all()} == {""}


def test_plan_says_what_becomes_of_each_and_why_not(council, accounts):
    same, welsh, plain = accounts
    Account.objects.filter(pk=same.pk).update(audience={"en": "Readers"})
    Account.objects.filter(pk=welsh.pk).update(audience={"en": "All", "cy": "Pawb"})

    bulk = planned(council, "audience", {"value": "Readers"})

    assert bulk.counts == {"same": 1, "refused": 1, "change": 1}
    why = bulk.rows.get(account=welsh).why
    assert why == "It says this in Welsh too. Change both on its own page."
    plain.refresh_from_db()
    assert plain.audience == {}


def test_apply_is_one_event_with_the_hash_of_its_report(council, accounts):
    known = Event.objects.count()

    bulk = applied(council, "tool", {"value": "Hootsuite"})

    event = audit.events_of(bulk).get()
    rows = bulk.rows.select_related("account")
    lines = sorted([r.account.public_id, r.outcome, r.was, r.becomes, r.why] for r in rows)
    digest = sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()
    assert Event.objects.count() == known + 1
    assert event.facts == {"kind": "tool", "counts": {"change": 3}, "report_sha256": digest}
    assert [each["text"] for each in queries.history_of(accounts[0])] == ["Tool: Hootsuite"]


def test_apply_leaves_alone_what_changed_after_it_was_looked_at(council, accounts):
    bulk = planned(council, "tool", {"value": "Hootsuite"})
    Account.objects.filter(pk=accounts[0].pk).update(tool="Buffer")

    actions.apply(bulk=bulk, by=council.keeper, at=NOW)

    assert outcomes(bulk)[0] == ("Libraries 0", "refused")
    tools = Account.objects.order_by("name").values_list("tool", flat=True)
    assert list(tools) == ["Buffer", "Hootsuite", "Hootsuite"]


def test_swap_gives_the_same_parts_to_whoever_follows(council, accounts):
    for account, level in zip(accounts, ["administrator", "backup", "publisher"], strict=True):
        account.custodians.create(person=council.colleague.person, level=level, since=NOW)
    before = list(Custodian.objects.order_by("pk").values())

    bulk = applied(council, "custodian", swap(council.colleague, council.member), at=LATER)

    now = Custodian.objects.filter(until=None, person=council.member.person)
    assert sorted(now.values_list("level", flat=True)) == ["administrator", "backup", "publisher"]
    assert not Custodian.objects.filter(until=None, person=council.colleague.person).exists()
    counts = Account.objects.order_by("name").values_list("administrator_count", flat=True)
    assert list(counts) == [1, 1, 0]
    undo(bulk, council)
    assert list(Custodian.objects.order_by("pk").values()) == before


def test_swap_of_an_owner_who_works_here_needs_a_second_person(council, accounts):
    bulk = planned(council, "custodian", swap(council.applicant, council.member))

    assert {row.outcome for row in bulk.rows.all()} == {"refused"}
    assert "A second person agrees another owner" in bulk.rows.first().why
    with pytest.raises(Refused, match="Nothing is left"):
        actions.apply(bulk=bulk, by=council.keeper, at=NOW)


def test_swap_of_an_owner_who_left_holds_at_once(council, accounts):
    leave(council.applicant)

    applied(council, "custodian", swap(council.applicant, council.member))

    owners = Custodian.objects.filter(level="owner", until=None)
    assert {each.person for each in owners} == {council.member.person}


def test_swap_leaves_closed_accounts_and_those_without_a_part_alone(council, accounts):
    Account.objects.filter(pk=accounts[0].pk).update(status="closed_parked")
    AccountFactory(organisation=council.organisation, name="Others")
    leave(council.applicant)

    bulk = planned(council, "custodian", swap(council.applicant, council.member))

    assert outcomes(bulk) == [
        ("Libraries 0", "refused"),
        ("Libraries 1", "change"),
        ("Libraries 2", "change"),
        ("Others", "same"),
    ]


def test_lost_warns_at_once_and_a_day_later_two_people_bring_it_back(council, accounts):
    given_up = {"status": "closed_released", "closed_on": NOW.date()}
    Account.objects.filter(pk=accounts[2].pk).update(**given_up)

    bulk = applied(council, "lost", {"since": "2026-11-10", "reason": "The tool was broken into"})

    assert outcomes(bulk)[2] == ("Libraries 2", "refused")
    answers = Publication.objects.order_by("account__name").values_list("answer", flat=True)
    assert list(answers) == ["not_controlled", "not_controlled", "official"]
    with pytest.raises(Refused, match="A day has passed"):
        undo(bulk, council, at=NOW + timedelta(hours=25))
    undo(bulk, council)
    statuses = Account.objects.order_by("name").values_list("status", "status_reason")
    assert list(statuses) == [("active", ""), ("active", ""), ("closed_released", "")]
    assert set(Publication.objects.values_list("answer", flat=True)) == {"official"}


@pytest.mark.parametrize("how", ["person", "list", "together"])
def test_undo_is_refused_whole_when_one_was_worked_on_since(how, council, accounts):
    bulk = applied(council, "audience", {"value": "Readers"})
    if how == "person":
        register.link_twins(account=accounts[0], twin=accounts[1], by=council.keeper, at=LATER)
    elif how == "list":
        entered(council, b"url,name\nhttps://www.facebook.com/Libs0,Libraries 0 anew\n", at=LATER)
    else:
        applied(council, "tool", {"value": "Buffer"}, at=LATER, accounts=accounts[:1])

    with pytest.raises(Refused, match="can no longer be undone: Libraries 0"):
        undo(bulk, council, at=LATER + timedelta(minutes=1))

    assert {str(each.audience) for each in Account.objects.all()} == {"Readers"}


def entered(council, content, *, at):
    given = {"organisation": council.organisation, "by": council.keeper.person}
    imports.apply(content, name="a.csv", **given, at=at)


def test_import_is_undone_only_after_the_change_of_many_that_followed(council):
    entered(council, b"url,name\nhttps://www.facebook.com/Libs0,Libraries\n", at=NOW)
    source = queries.accounts_of(council.organisation).get().imports.get().source
    bulk = applied(council, "tool", {"value": "Buffer"}, at=LATER)

    with pytest.raises(Refused, match="can no longer be undone: Libraries"):
        imports.actions.undo(source=source, by=council.keeper.person, at=LATER)

    undo(bulk, council, at=LATER)
    imports.actions.undo(source=source, by=council.keeper.person, at=LATER)
    imports.advance(at=LATER)
    assert not Account.objects.exists()


def test_choose_refuses_none_and_too_many(council, accounts, monkeypatch):
    with pytest.raises(Refused, match="Tick the accounts"):
        actions.choose(accounts=[], by=council.keeper, at=NOW)
    monkeypatch.setattr(actions, "MOST", 2)
    with pytest.raises(Refused, match="more than 1,000"):
        actions.choose(accounts=accounts, by=council.keeper, at=NOW)


@pytest.mark.parametrize("part", ["adviser", "administrator", "applicant"])
def test_every_step_is_the_keepers(part, council, accounts):
    bulk, by = planned(council, "tool", {"value": "Buffer"}), getattr(council, part)

    for step in (
        lambda: actions.choose(accounts=accounts, by=by, at=NOW),
        lambda: actions.plan(bulk=bulk, kind="tool", content={"value": "B"}, by=by),
        lambda: actions.apply(bulk=bulk, by=by, at=NOW),
        lambda: actions.undo(bulk=bulk, by=by, at=NOW),
        lambda: actions.discard(bulk=bulk, by=by),
    ):
        with pytest.raises(NotAllowed):
            step()


def test_discard_keeps_nothing(council, accounts):
    actions.discard(bulk=planned(council, "tool", {"value": "Buffer"}), by=council.keeper)

    assert not BulkChange.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_apply_costs_the_same_however_many(many, council, accounts, django_assert_num_queries):
    content = {"value": "Hootsuite"}
    bulk = planned(council, "tool", content, accounts=accounts[:many])

    with django_assert_num_queries(19):
        actions.apply(bulk=bulk, by=council.keeper, at=NOW)


@pytest.mark.postgresql
def test_apply_pressed_twice_is_made_once(flushable, council, accounts):
    bulk = planned(council, "tool", {"value": "Hootsuite"})

    def press():
        try:
            actions.apply(bulk=bulk, by=council.keeper, at=NOW)
        except Refused:
            return "refused"
        return "made"

    assert sorted(together(press, press)) == ["made", "refused"]
    assert audit.events_of(bulk).count() == 1
