from mercat.audit import queries as audit
from mercat.passports import actions
from tests.factories import OrganisationFactory
from tests.factories.council import NOW


def test_adopt_policy_makes_the_next_version(council):
    person = council.administrator.person

    policy = actions.adopt_policy(
        organisation=council.organisation, key="small_panel", by=person, at=NOW
    )

    assert (policy.version, policy.key, policy.content["working_days"]) == (2, "small_panel", 10)
    event = audit.events_of(council.organisation).last()
    assert (event.verb, event.facts, event.person_key) == (
        "passports.policy.adopted",
        {"policy": "small_panel", "version": 2},
        person.audit_key,
    )


def test_adopt_policy_counts_each_organisations_versions_by_themselves(council):
    other = OrganisationFactory()

    policy = actions.adopt_policy(organisation=other, key="small_panel", by=None, at=NOW)

    assert policy.version == 1
