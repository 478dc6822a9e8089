"""Days that the operator proposes to a nation."""

from datetime import date

import pytest
from django.core.management import call_command

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations.models import Organisation
from mercat.register.elections import actions
from mercat.register.elections.models import Period, Proposal
from tests.factories import OrganisationFactory, PersonFactory
from tests.factories.council import NOW
from tests.passports.views.reading import errors_of, said_on

DAYS = {"starts_on": date(2027, 3, 22), "ends_on": date(2027, 5, 6)}
LIST = "/register/elections/proposals/"
FORM = f"{LIST}propose/"
FILLED = {
    "nation": "scotland",
    "name": "Local elections, 6 May 2027",
    "starts_on_day": "22",
    "starts_on_month": "3",
    "starts_on_year": "2027",
    "ends_on_day": "6",
    "ends_on_month": "5",
    "ends_on_year": "2027",
}


@pytest.fixture
def operator(db):
    return PersonFactory(is_operator=True)


def proposed(operator, **changed):
    given = {"nation": "scotland", "name": "Local elections", **DAYS, **changed}
    return actions.propose(**given, by=operator, at=NOW)


def states():
    found = Period.objects.order_by("organisation__slug")
    return [(each.organisation.slug, each.state) for each in found]


def verbs(organisation):
    key = organisation.public_id if organisation else ""
    found = Event.objects.filter(organisation_id=key, verb__startswith="register.election")
    return list(found.order_by("sequence").values_list("verb", flat=True))


def test_proposal_reaches_each_organisation_of_the_nation_once(council, outside, operator):
    Organisation.objects.filter(pk=outside.organisation.pk).update(nation="wales")
    proposed(operator)
    before = states()

    counts = [actions.follow_proposals(at=NOW) for _ in range(2)]

    assert (before, states()) == ([], [("strathbeg", "proposed")])
    assert counts == [1, 0]
    assert OutboxMail.objects.filter(purpose="elections/proposed").count() == 2
    assert verbs(None) == ["register.election.proposed_to_nation"]
    assert verbs(council.organisation) == ["register.election.proposed"]
    assert Event.objects.get(verb__endswith="to_nation").person_key == operator.audit_key


def test_organisation_that_begins_later_is_asked_too(council, operator):
    proposed(operator)
    actions.follow_proposals(at=NOW)
    OrganisationFactory(slug="late")

    actions.follow_proposals(at=NOW)

    assert states() == [("late", "proposed"), ("strathbeg", "proposed")]


def test_organisation_that_set_these_days_itself_is_not_asked(council, operator):
    actions.set_period(name="Ours", rules_text="Be fair.", **DAYS, by=council.keeper, at=NOW)
    proposed(operator)

    actions.follow_proposals(at=NOW)

    assert states() == [("strathbeg", "set")]


def test_withdrawn_proposal_is_taken_back_from_those_who_did_not_answer(council, operator):
    others = [OrganisationFactory(slug=slug) for slug in ("waiting", "zetland")]
    proposal = proposed(operator)
    actions.follow_proposals(at=NOW)
    ours = Period.objects.get(organisation=council.organisation)
    actions.accept(
        period=ours, name="Ours", rules_text="Be fair.", **DAYS, by=council.keeper, at=NOW
    )

    actions.withdraw(proposal=proposal, by=operator, at=NOW)
    OrganisationFactory(slug="after")
    counts = [actions.follow_proposals(at=NOW) for _ in range(2)]

    assert counts == [2, 0]
    assert states() == [("strathbeg", "set"), ("waiting", "withdrawn"), ("zetland", "withdrawn")]
    assert verbs(None)[1:] == ["register.election.withdrawn_from_nation"]
    assert verbs(others[0])[1:] == ["register.election.withdrawn"]


def test_what_was_withdrawn_can_be_proposed_again(council, operator):
    actions.follow_proposals(at=NOW)
    actions.withdraw(proposal=proposed(operator), by=operator, at=NOW)
    actions.follow_proposals(at=NOW)

    again = proposed(operator)
    actions.follow_proposals(at=NOW)

    assert Period.objects.get(state="proposed").proposal == again


def test_same_days_are_proposed_once(operator):
    proposal = proposed(operator)

    with pytest.raises(Refused):
        proposed(operator)
    actions.withdraw(proposal=proposal, by=operator, at=NOW)
    with pytest.raises(Refused):
        actions.withdraw(proposal=proposal, by=operator, at=NOW)


def test_what_is_over_reaches_nobody(council, operator):
    proposed(operator, starts_on=date(2026, 1, 1), ends_on=date(2026, 2, 1))

    assert actions.follow_proposals(at=NOW) == 0


@pytest.mark.parametrize("part", ["keeper", "administrator", "auditor"])
def test_nobody_but_an_operator_proposes_or_finds_the_pages(part, council, client, operator):
    proposal = proposed(operator)
    person = council.members[part].person
    with pytest.raises(NotAllowed):
        proposed(person)
    with pytest.raises(NotAllowed):
        actions.withdraw(proposal=proposal, by=person, at=NOW)
    client.force_login(person)

    paths = (LIST, FORM, f"{LIST}{proposal.public_id}/withdraw/")
    assert [client.get(path).status_code for path in paths] == [404] * 3
    assert [client.post(path, FILLED).status_code for path in paths[1:]] == [404] * 2
    assert Proposal.objects.get().withdrawn_at is None


def test_operator_proposes_reads_and_withdraws_on_pages(client, council, operator):
    client.force_login(operator)
    empty = client.get(LIST)

    answer = client.post(FORM, FILLED, follow=True)
    waiting = said_on(answer, "td[@data-label='Organisations']")
    actions.follow_proposals(at=NOW)
    told = said_on(client.get(LIST), "td[@data-label='Organisations']")
    proposal = Proposal.objects.get()
    asked = client.get(f"{LIST}{proposal.public_id}/withdraw/").content.decode()
    client.post(f"{LIST}{proposal.public_id}/withdraw/")
    actions.follow_proposals(at=NOW)

    assert "Nothing is proposed yet" in empty.content.decode()
    assert "Each organisation is told within some minutes" in answer.content.decode()
    assert waiting[0].startswith("They are told within some minutes")
    assert told[0].startswith("1 told, 0 set it, 0 do not want it")
    assert "1 have not answered and are asked no longer." in asked
    assert states() == [("strathbeg", "withdrawn")]
    assert client.get(f"{LIST}{proposal.public_id}/withdraw/").status_code == 404
    assert "Withdrawn on" in client.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"nation": ""}, "nation", "Choose a nation"),
        ({"nation": "cornwall"}, "nation", ""),
        ({"ends_on_year": "2026"}, "ends_on", "The last day cannot be before the first"),
        ({"name": "x" * 100_000}, "name", ""),
        ({"name": "a\0b"}, "name", ""),
        ({"starts_on_month": "never"}, "starts_on", ""),
    ],
)
def test_what_cannot_be_proposed_is_said_beside_the_field(changed, field, said, client, operator):
    client.force_login(operator)

    page = client.post(FORM, {**FILLED, **changed})

    assert page.status_code == 200
    assert errors_of(page)[field].startswith(said)
    assert Proposal.objects.count() == 0


def test_keepers_see_what_was_withdrawn(client, council, operator):
    actions.withdraw(proposal=proposed(operator), by=operator, at=NOW)
    again = proposed(operator)
    actions.follow_proposals(at=NOW)
    actions.withdraw(proposal=again, by=operator, at=NOW)
    actions.follow_proposals(at=NOW)
    council.sign_in(client, "keeper")

    page = client.get(f"/register/elections/{Period.objects.get().public_id}/").content.decode()

    assert "Whoever runs this site has withdrawn it." in page


def test_operator_who_works_here_finds_the_page_from_the_periods(client, council):
    council.sign_in(client, "keeper")
    before = client.get("/register/elections/").content.decode()
    call_command("make_operator", council.keeper.person.email)
    council.keeper.person.refresh_from_db()
    council.sign_in(client, "keeper")

    after = client.get("/register/elections/").content.decode()

    assert (LIST in before, LIST in after) == (False, True)


@pytest.mark.parametrize("count", [1, 20])
def test_list_takes_as_many_queries_for_many(count, client, operator, django_assert_num_queries):
    for n in range(count):
        proposed(operator, ends_on=date(2027, 5, 7 + n))
    client.force_login(operator)
    client.get(LIST)

    with django_assert_num_queries(5):
        client.get(LIST)
