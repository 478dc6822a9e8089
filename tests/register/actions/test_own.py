import pytest

from mercat.audit.models import Event, EventWords
from mercat.common.refusals import NotAllowed, Refused
from mercat.lookup import queries as lookup
from mercat.organisations import actions as organisations
from mercat.platforms import Account as Recognised
from mercat.platforms import recognise
from mercat.register import actions, queries
from mercat.register.models import Account
from tests.factories import AccountFactory, MembershipFactory
from tests.factories.council import NOW

ADDRESS = "facebook.com/CouncillorRennie"


def listed(by, name="Ailsa Rennie"):
    recognised = recognise(ADDRESS)
    assert isinstance(recognised, Recognised)
    return actions.list_own(recognised=recognised, name=name, by=by, at=NOW)


def answer():
    return lookup.look_up(ADDRESS, at=NOW).answer


def test_list_own_answers_own_account(council):
    listed(council.member)

    assert answer() == "own_account"


def test_list_own_is_on_no_list_but_its_owners(council):
    account = listed(council.member)

    assert not queries.accounts_of(council.organisation).exists()
    assert not queries.public_list(council.organisation).exists()
    assert list(queries.own_accounts_of(council.member.person, council.organisation)) == [account]
    assert not queries.own_accounts_of(council.keeper.person, council.organisation).exists()


def test_list_own_twice_changes_its_name(council):
    listed(council.member)

    listed(council.member, name="Councillor Rennie")

    assert [each.name for each in Account.objects.all()] == ["Councillor Rennie"]


def test_list_own_of_another_person_is_not_allowed(council):
    listed(council.member)

    with pytest.raises(NotAllowed):
        listed(council.keeper)


def test_list_own_of_an_account_of_the_organisation_is_refused(council):
    AccountFactory(
        organisation=council.organisation, key="facebook:councillorrennie", name="Rennie"
    )

    with pytest.raises(Refused) as refusal:
        listed(council.member)

    assert refusal.value.sentence.startswith("Rennie is on the register of Strathbeg Council")


def test_remove_own_leaves_nothing_but_an_event_without_a_name(council):
    account = listed(council.member)

    actions.remove_own(account=account, by=council.member, at=NOW)

    assert (answer(), Account.objects.count()) == ("not_registered", 0)
    verbs = Event.objects.filter(subject_id=account.public_id).order_by("sequence")
    assert [event.verb for event in verbs] == ["register.own.listed", "register.own.removed"]
    assert not EventWords.objects.exists()


@pytest.mark.parametrize("part", ["keeper", "administrator", "chair", "colleague"])
def test_remove_own_is_for_its_owner_alone(part, council, outside):
    account = listed(council.member)

    for by in (council.members[part], outside.members[part]):
        with pytest.raises(NotAllowed):
            actions.remove_own(account=account, by=by, at=NOW)

    assert answer() == "own_account"


def test_remove_own_leaves_an_account_of_the_organisation_alone(council):
    account = AccountFactory(organisation=council.organisation)

    with pytest.raises(Refused):
        actions.remove_own(account=account, by=council.member, at=NOW)


def test_own_account_goes_when_its_person_leaves(council):
    account = listed(council.member)
    listed_by_another = actions.list_own(
        recognised=recognise("instagram.com/colleague"), name="C", by=council.colleague, at=NOW
    )
    organisations.end_membership(membership=council.member, by=None, at=NOW)

    removed = [actions.remove_own_of_leavers(at=NOW) for _ in range(2)]

    assert removed == [1, 0]
    assert (answer(), list(Account.objects.all())) == ("not_registered", [listed_by_another])
    event = Event.objects.latest("pk")
    assert (event.verb, event.subject_id, event.person_key) == (
        "register.own.removed",
        account.public_id,
        None,
    )


def test_own_account_stays_with_whoever_came_back(council):
    listed(council.member)
    organisations.end_membership(membership=council.member, by=None, at=NOW)
    MembershipFactory(organisation=council.organisation, person=council.member.person)

    assert actions.remove_own_of_leavers(at=NOW) == 0
