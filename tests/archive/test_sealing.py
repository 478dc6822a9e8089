from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mercat.archive import actions, guards, queries
from mercat.archive.lifecycle import ClosingStatus
from mercat.archive.models import Closing
from mercat.audit import queries as audit
from mercat.audit.models import Event
from mercat.common.models import JobRun
from mercat.common.refusals import NotAllowed, Refused, Sealed
from mercat.home import jobs
from mercat.organisations import actions as organisations
from mercat.organisations.models import Membership, Organisation
from mercat.register.models import Account
from tests.archive.closed import close, everything, operator, plan
from tests.factories import AccountFactory


def test_whoever_planned_it_cannot_confirm_it(council, at):
    by = operator()
    closing = plan(council.organisation, at=at, by=by)
    with pytest.raises(Refused, match="Somebody else"):
        actions.confirm(closing=closing, by=by, at=at)


def test_clerk_cannot_confirm(council, at):
    closing = plan(council.organisation, at=at)
    with pytest.raises(NotAllowed):
        actions.confirm(closing=closing, by=council.clerk.person, at=at)


def test_administrator_confirms_for_the_own_organisation_alone(council, outside, at):
    mine = plan(council.organisation, at=at)
    actions.confirm(closing=mine, by=council.administrator.person, at=at)
    other = plan(outside.organisation, at=at)
    with pytest.raises(NotAllowed):
        actions.confirm(closing=other, by=council.administrator.person, at=at)


def test_changed_plan_is_confirmed_anew(council, at):
    closing = plan(council.organisation, at=at)
    actions.confirm(closing=closing, by=operator(), at=at)
    again = plan(council.organisation, at=at, contact="Somewhere else")
    assert (again.pk, again.status) == (closing.pk, ClosingStatus.PLANNED)
    with pytest.raises(Refused):
        actions.seal(closing=again, by=None, at=at)


def test_nothing_closes_before_its_day(council, at):
    closing = plan(council.organisation, at=at, closes_on=at.date() + timedelta(days=1))
    actions.confirm(closing=closing, by=operator(), at=at)
    with pytest.raises(Refused, match="day has not come"):
        actions.seal(closing=closing, by=None, at=at)


def test_what_ends_with_it(council, outside, at):
    closing = close(council.organisation, at=at)
    organisation = Organisation.objects.get(pk=council.organisation.pk)
    assert organisation.sealed_at == at
    assert not Membership.objects.filter(organisation=organisation, ended_at=None).exists()
    council.clerk.person.refresh_from_db()
    assert not council.clerk.person.is_active
    assert Membership.objects.filter(organisation=outside.organisation, ended_at=None).exists()
    assert closing.ended["memberships"] > 3
    assert Event.objects.filter(verb="archive.closing.sealed").count() == 1
    assert list(audit.faults()) == []


def test_who_works_elsewhere_too_signs_in_there(council, outside, at):
    person = council.clerk.person
    organisations.add_member(
        organisation=outside.organisation,
        person=person,
        department=None,
        manager=None,
        job_title="",
        roles=[],
        by=None,
        at=at,
    )
    close(council.organisation, at=at)
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("whole", [True, False])
def test_no_event_is_added(council, at, whole):
    close(None if whole else council.organisation, at=at)
    guards.lift()  # the chain refuses by itself
    council.organisation.refresh_from_db()
    with pytest.raises(Sealed), transaction.atomic():
        organisations.change_organisation(
            organisation=council.organisation,
            name={"en": "Other"},
            languages=["en"],
            by=council.administrator.person,
            at=at,
        )


@pytest.mark.parametrize("whole", [True, False])
def test_database_itself_refuses(council, at, whole):
    account = AccountFactory(organisation=council.organisation)
    close(None if whole else council.organisation, at=at)
    for change in (
        lambda: Account.objects.filter(pk=account.pk).update(name="Other"),
        lambda: AccountFactory(organisation=council.organisation),
        account.delete,
        lambda: council.clerk.roles.all().delete(),
        lambda: Event.objects.create(
            organisation_id=council.organisation.public_id, sequence=10**6, at=at, verb="forged"
        ),
    ):
        with pytest.raises(DatabaseError, match=guards.SAYS), transaction.atomic():
            change()


def test_others_go_on(council, outside, at):
    close(council.organisation, at=at)
    account = AccountFactory(organisation=outside.organisation)
    Account.objects.filter(pk=account.pk).update(name="Other")
    assert organisations.create(name="New", slug="new", nation="wales", by=None, at=at)


def test_accounts_can_end_with_it(council, at):
    account = AccountFactory(organisation=council.organisation)
    closing = close(council.organisation, at=at, accounts=Closing.Accounts.ENDED)
    account.refresh_from_db()
    assert (account.status, account.since) == ("closed_parked", at.date())
    assert closing.ended["accounts"] == 1


def test_jobs_leave_it_alone_for_years(council, outside, at):
    AccountFactory(organisation=council.organisation)
    close(council.organisation, at=at)
    before = everything(of=council.organisation)
    for days in (1, 30, 200, 800, 4000):
        moment = at + timedelta(days=days)
        assert jobs.tick(at=moment)
        assert not list(failed())
    assert everything(of=council.organisation) == before


def failed():
    return JobRun.objects.filter(result__startswith="failed").values_list("job", "result")


def test_closed_site_ticks_no_more(council, at):
    close(None, at=at)
    before = everything()
    assert jobs.tick(at=at + timedelta(days=3)) == []
    call_command("tick")
    assert everything() == before


def test_reopened_as_it_was(council, at, capsys):
    AccountFactory(organisation=council.organisation)
    here = Membership.objects.filter(ended_at=None).count()
    close(council.organisation, at=at)
    with pytest.raises(CommandError, match="Say why"):
        call_command("reopen", organisation=council.organisation.slug, reason=" ")
    call_command("reopen", organisation=council.organisation.slug, reason="An appeal was won.")
    assert Membership.objects.filter(ended_at=None).count() == here
    council.clerk.person.refresh_from_db()
    assert council.clerk.person.is_active
    assert guards.standing() == []
    Account.objects.update(name="Other")
    event = Event.objects.get(verb="archive.closing.reopened")
    assert audit.words_of([event])[event.pk] == {"reason": "An appeal was won."}
    assert list(audit.faults()) == []


def test_reopened_site(council, outside, at):
    close(outside.organisation, at=at)
    close(None, at=at + timedelta(hours=3))
    call_command("reopen", reason="Too early.")
    assert not Organisation.objects.get(pk=council.organisation.pk).sealed_at
    assert Organisation.objects.get(pk=outside.organisation.pk).sealed_at == at
    assert audit.site_sealed_at() is None
    Account.objects.update(name="Other")


def test_nothing_else_reopens(council, at):
    with pytest.raises(CommandError, match="not closed"):
        call_command("reopen", reason="Because.")
    closing = plan(None, at=at)
    with pytest.raises(Refused):
        actions.reopen(closing=closing, reason="Because.", at=at)


def test_migrate_puts_the_guards_back(council, at):
    close(council.organisation, at=at)
    there = guards.standing()
    guards.step_aside()
    assert guards.check(databases=["default"])[0].id == "mercat.archive.E001"
    guards.restore()
    assert guards.standing() == there
    assert guards.check(databases=["default"]) == []


def test_command_rehearses_first(council, at, capsys):
    call_command("seal", organisation=council.organisation.slug, rehearse=True)
    assert "People who work here: " in capsys.readouterr().out
    with pytest.raises(CommandError, match="Nobody has planned it"):
        call_command("seal", organisation=council.organisation.slug)
    with pytest.raises(CommandError, match="No organisation is called nowhere"):
        call_command("seal", organisation="nowhere")
    closing = plan(council.organisation, at=at)
    actions.confirm(closing=closing, by=operator(), at=at)
    call_command("seal", organisation=council.organisation.slug)
    assert queries.live(council.organisation).is_sealed


def test_pages_take_it_from_plan_to_end(council, client, at):
    first, second = operator(), operator()
    slug = council.organisation.slug
    page = reverse("archive:closing", args=[slug])
    client.force_login(first)
    assert client.get(reverse("archive:closings")).status_code == 200
    assert b"What will happen" in client.get(page).content
    form = reverse("archive:plan", args=[slug])
    assert client.get(form).status_code == 200
    assert client.post(form, {}).status_code == 200
    day = council.organisation.day(timezone.now())
    typed = {
        "words_en": "It ends.",
        "contact": "The office",
        "accounts": "kept",
        "closes_on_day": day.day,
        "closes_on_month": day.month,
        "closes_on_year": day.year,
    }
    assert client.post(form, typed).status_code == 302
    client.post(reverse("archive:confirm", args=[slug]))
    assert queries.live(council.organisation).status == "planned"
    other = Client()
    other.force_login(second)
    other.post(reverse("archive:confirm", args=[slug]))
    assert queries.live(council.organisation).status == "confirmed"
    assert client.get(page).status_code == 200
    client.post(reverse("archive:seal", args=[slug]))
    assert queries.live(council.organisation).is_sealed
    assert b"Closed on" in client.get(page).content
    public = client.get(reverse("lookup:organisation", args=[slug])).content.decode()
    assert "It ends." in public
    assert "The office" in public


def test_strangers_see_no_closing(council, client):
    client.force_login(council.clerk.person)
    assert client.get(reverse("archive:closings")).status_code == 404
    assert client.get(reverse("archive:closing_site")).status_code == 404
    assert (
        client.get(reverse("archive:closing", args=[council.organisation.slug])).status_code == 404
    )


def test_administrator_reads_and_cannot_plan(council, client):
    client.force_login(council.administrator.person)
    slug = council.organisation.slug
    assert client.get(reverse("archive:closing", args=[slug])).status_code == 200
    assert client.get(reverse("archive:plan", args=[slug])).status_code == 403


def test_dropped_plan(council, client, at):
    closing = plan(council.organisation, at=at)
    client.force_login(operator())
    client.post(reverse("archive:drop", args=[council.organisation.slug]))
    closing.refresh_from_db()
    assert closing.status == "dropped"
    assert queries.live(council.organisation) is None
