"""What the public reads is said to have changed when it did, and only then."""

from datetime import timedelta

import pytest

from mercat.people.models import Person
from mercat.platforms import recognise
from mercat.register import actions, imports, queries
from mercat.register.imports import actions as import_actions
from mercat.register.models import Import, Publication, PublicChange
from tests.factories import AccountFactory, OrganisationFactory, PersonFactory


@pytest.fixture
def account(db, at):
    organisation = OrganisationFactory(slug="strathbeg", verified=True)
    account = AccountFactory(organisation=organisation, name="Harbour", handle="Harbour")
    actions.publish(account=account, at=at)
    return account


def told():
    return list(PublicChange.objects.order_by("pk").values_list("account_id", "kind", "answer"))


def test_what_is_published_first_is_entered(account, at):
    assert told() == [(account.public_id, "entered", "official")]
    assert PublicChange.objects.get().at == at


def test_what_reads_the_same_is_neither_written_nor_said(account, at):
    account.mailbox = "harbour.desk@strathbeg.example"

    actions.publish(account=account, at=at + timedelta(days=1))

    assert told() == [(account.public_id, "entered", "official")]
    assert Publication.objects.get().published_at == at


def test_what_reads_otherwise_is_changed(account, at):
    account.purpose = {"en": "Berths", "cy": "Angorfeydd"}

    actions.publish(account=account, at=at + timedelta(days=1))

    assert told()[1:] == [(account.public_id, "changed", "official")]
    assert Publication.objects.get().purpose == {"en": "Berths", "cy": "Angorfeydd"}


def test_what_ended_says_so_and_what_is_withdrawn_is_removed(account, at):
    account.status = "closed_parked"
    actions.publish(account=account, at=at)
    account.status = "proposed"
    actions.publish(account=account, at=at)

    assert told()[1:] == [
        (account.public_id, "changed", "was_official"),
        (account.public_id, "removed", "was_official"),
    ]
    assert list(Publication.objects.all()) == []


def test_confirming_is_said(account, at):
    actions.confirm(account=account, at=at)
    assert told()[1:] == [(account.public_id, "confirmed", "official")]


def test_confirming_what_is_not_published_is_not_said(db, at):
    actions.confirm(account=AccountFactory(), at=at)
    assert told() == []


def test_many_are_written_by_a_few_statements(account, at, django_assert_num_queries):
    others = [AccountFactory(organisation=account.organisation) for _ in range(40)]
    account.name = "Harbours"
    with django_assert_num_queries(4):
        actions.publish_all(accounts=[account, *others], at=at)
    assert [kind for _, kind, _ in told()] == ["entered"] * 41 + ["changed"]


def test_own_account_leaves_no_trace(council, at):
    own = actions.list_own(
        recognised=recognise("https://x.com/ailsa"), name="Ailsa", by=council.member, at=at
    )
    actions.remove_own(account=own, by=council.member, at=at)
    assert told() == []


def test_import_says_what_it_entered_and_changed_and_undoing_what_it_took_back(
    account, at, settings, tmp_path
):
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    same = AccountFactory(organisation=account.organisation, name="Parks", handle="Parks")
    actions.publish(account=same, at=at)
    file = b"URL,Name\nfacebook.com/Harbour,Harbours\nfacebook.com/Parks,Parks\nx.com/roads,Roads\n"
    before = told()

    imports.apply(file, organisation=account.organisation, by=None, at=at)

    new = Publication.objects.get(platform="x").account.public_id
    assert sorted(told()[len(before) :]) == sorted(
        [(account.public_id, "changed", "official"), (new, "entered", "official")]
    )

    before = told()
    import_actions.undo(source=Import.objects.get(), by=PersonFactory(), at=at)
    imports.advance(at=at)
    assert sorted(told()[len(before) :]) == sorted(
        [(account.public_id, "changed", "official"), (new, "removed", "official")]
    )


def test_readers_see_organisations_that_may_publish_alone(account, at, django_assert_num_queries):
    hidden = AccountFactory(organisation=OrganisationFactory())
    other = AccountFactory(organisation=OrganisationFactory(verified=True))
    for each in (hidden, other):
        actions.publish(account=each, at=at)

    with django_assert_num_queries(2):
        changes = list(queries.public_changes())
        now = queries.publications_of(changes)
    assert [each.account_id for each in changes] == [account.public_id, other.public_id]
    assert {key: each.name for key, each in now.items()} == {
        account.public_id: "Harbour",
        other.public_id: other.name,
    }
    mine = queries.public_changes(other.organisation)
    assert [each.organisation for each in mine] == [other.organisation]


def test_nothing_in_a_change_names_a_person():
    related = [field.related_model for field in PublicChange._meta.fields if field.is_relation]
    assert Person not in related
