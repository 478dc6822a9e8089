from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mercat.audit.models import Event
from mercat.common import links
from mercat.common.models import ActLink
from mercat.common.refusals import Refused
from mercat.home import actions
from mercat.organisations.models import Department, Membership, MembershipRole, Organisation
from mercat.organisations.roles import Role
from mercat.passports import actions as passports
from mercat.passports import policy_files
from mercat.passports.models import Policy
from mercat.people.models import Person
from tests.common.together import together
from tests.factories import OrganisationFactory, PersonFactory

GIVEN = {
    "name": "Strathbeg Council",
    "slug": "strathbeg",
    "nation": "scotland",
    "domain": "strathbeg.example",
    "admin_name": "Hamish Dow",
    "admin_email": "hamish@strathbeg.example",
    "policy": "small_panel",
}
HAMISH = ["--admin-email=Hamish@strathbeg.example", "--admin-name=Hamish Dow"]
ABERDEEN = ["--organisation=Aberdeen City Council", "--domain=aberdeen.example"]


def run(*options):
    out = StringIO()
    call_command("setup", *options, stdout=out)
    return out.getvalue()


def count():
    kinds = (Organisation, Membership, Person, Policy, Event)
    return [kind.objects.count() for kind in kinds]


def token_of(path):
    return path.rstrip("/").rpartition("/")[2]


def test_set_up_makes_all_that_a_council_needs_to_begin(db, at):
    done = actions.set_up(**GIVEN, at=at)

    organisation = Organisation.objects.get()
    membership = Membership.objects.get()
    assert (str(organisation), organisation.domain_set.get().verified_at) == (GIVEN["name"], at)
    assert Policy.objects.get(organisation=organisation).key == "small_panel"
    assert membership.person.has_usable_password() is False
    assert [held.role for held in membership.roles.all()] == [Role.ADMINISTRATOR]
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "organisations.organisation.created",
        "organisations.domain.verified",
        "passports.policy.adopted",
        "people.person.joined",
        "organisations.membership.started",
    ]
    assert done[0] == "Strathbeg Council is made."


def test_set_up_again_changes_nothing_and_says_so(db, at):
    actions.set_up(**GIVEN, at=at)
    before = count()

    done = actions.set_up(**{**GIVEN, "policy": "one_adviser"}, at=at)

    assert count() == before
    assert done == [
        "Strathbeg Council is here already.",
        "strathbeg.example is its domain already.",
        "The policy stays as it is: Small panel.",
        "Hamish Dow (hamish@strathbeg.example) is administrator already.",
    ]


def test_set_up_makes_a_member_administrator_who_keeps_their_part(council, at):
    given = {**GIVEN, "admin_email": "clerk@strathbeg.example"}

    done = actions.set_up(**given, at=at)

    assert {held.role for held in council.clerk.roles.all()} == {"clerk", "administrator"}
    assert done[-1] == "Clerk (clerk@strathbeg.example) is administrator now."


def test_set_up_whose_domain_belongs_to_another_leaves_nothing(db, at):
    OrganisationFactory(slug="other", verified=True)
    before = count()

    with pytest.raises(Refused, match="belongs to another organisation"):
        actions.set_up(**{**GIVEN, "domain": "other.example"}, at=at)

    assert count() == before


def test_first_run_link_ends_with_use_with_time_and_with_any_organisation(db, at):
    path = actions.offer_first_run(at=at)
    link = actions.first_run_link(token_of(path), at=at)

    with pytest.raises(Refused):
        actions.first_run_link(token_of(path), at=at + timedelta(days=2))
    with pytest.raises(Refused):
        actions.first_run_link("not-a-token", at=at)
    actions.first_run(link=link, at=at, **GIVEN)
    for attempt in (
        lambda: actions.first_run_link(token_of(path), at=at),
        lambda: actions.offer_first_run(at=at),
    ):
        with pytest.raises(Refused):
            attempt()


def test_first_run_link_is_kept_as_a_hash_and_the_newest_alone_works(db, at):
    old, new = (token_of(actions.offer_first_run(at=at)) for _ in range(2))

    with pytest.raises(Refused, match=str(links.GONE)):
        actions.first_run_link(old, at=at)
    assert actions.first_run_link(new, at=at).used_at is None
    assert ActLink.objects.filter(token_hash__in=[old, new]).exists() is False


def test_first_run_by_two_at_once_makes_one_organisation(flushable, at):
    link = actions.first_run_link(token_of(actions.offer_first_run(at=at)), at=at)

    def begin(slug):
        try:
            actions.first_run(link=link, at=at, **{**GIVEN, "slug": slug})
        except Refused:
            return "refused"
        return "begun"

    assert sorted(together(lambda: begin("one"), lambda: begin("two"))) == ["begun", "refused"]
    assert Organisation.objects.count() == 1


def test_setup_without_options_prints_a_link(db):
    said = run()

    assert "http://localhost:8000/start/" in said
    assert ActLink.objects.get().used_at is None


def test_setup_without_options_is_over_when_an_organisation_exists(council):
    with pytest.raises(CommandError, match="An organisation exists here already"):
        run()


def test_setup_of_an_authority_knows_its_name_and_nation(db):
    said = run(*ABERDEEN, *HAMISH)

    organisation = Organisation.objects.get()
    assert (str(organisation), organisation.slug, organisation.nation) == (
        "Aberdeen City Council",
        "aberdeen",
        "scotland",
    )
    assert "Next: hamish@strathbeg.example signs in at http://localhost:8000/sign-in/code/" in (
        said.replace("Hamish@", "hamish@")
    )


def test_setup_again_is_idempotent(db):
    run(*ABERDEEN, *HAMISH)
    before = count()

    said = run("--organisation=ABE", "--domain=www.aberdeen.example", *HAMISH)

    assert count() == before
    assert said.count("already") == 3


def test_setup_of_another_kind_of_body_needs_its_nation(db):
    name = "--organisation=Glentarbet Care"
    with pytest.raises(CommandError, match="No UK authority is called Glentarbet Care"):
        run(name, *HAMISH)

    run(name, "--nation=wales", "--policy=one_adviser", *HAMISH)

    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.nation) == ("glentarbet-care", "wales")
    assert "is here already" in run(name)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--organisation=Cumbria"], "Name Cumberland Council or Westmorland and Furness Council"),
        (["--organisation=Aberdean"], "Did you mean Aberdeen City Council"),
        ([*ABERDEEN], "--admin-name: Enter the administrator’s name"),
        ([*ABERDEEN, "--admin-name=H", "--admin-email=h"], "--admin-email: Enter an email"),
        ([*ABERDEEN[:1], "--domain=gov.uk", *HAMISH], "--domain: Enter the domain"),
    ],
)
def test_setup_says_what_is_wrong_and_makes_nothing(db, options, sentence):
    with pytest.raises(CommandError) as refusal:
        run(*options)

    assert sentence in str(refusal.value)
    assert count() == [0, 0, 0, 0, 0]


def test_setup_offers_only_policies_that_work_today():
    keys = [each["key"] for each in policy_files.choices()]

    assert keys == ["one_adviser", "small_panel", "full_panel"]


def test_setup_of_a_second_organisation_beside_the_first(council):
    PersonFactory(email="hamish@strathbeg.example", name="Hamish D")

    run(*ABERDEEN, *HAMISH)

    assert Organisation.objects.count() == 2
    assert Person.objects.filter(email="hamish@strathbeg.example").count() == 1
    assert Department.objects.filter(organisation__slug="aberdeen").count() == 0


def test_one_adviser_takes_a_case_from_receipt_to_passport(council, at):
    passports.adopt_policy(organisation=council.organisation, key="one_adviser", by=None, at=at)
    for role in (Role.CLERK, Role.CHAIR):
        MembershipRole.objects.create(membership=council.adviser, role=role)
    council.members["clerk"] = council.members["chair"] = council.adviser

    application = council.case("released", at=at)

    assert application.policy.key == "one_adviser"
    assert application.passport.status == "active"
