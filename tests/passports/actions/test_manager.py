from datetime import UTC, datetime, timedelta

import pytest

from mercat.audit import queries as audit
from mercat.common import links
from mercat.common.links import LinkPlan
from mercat.common.models import ActLink
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions
from tests.factories.council import NOW, decide
from tests.passports.states import in_state

LATER = datetime(2026, 11, 19, 9, 0, tzinfo=UTC)


def give(view, by, *, said="support", text="", link=None):
    return actions.give_view(manager_view=view, view=said, text=text, by=by, at=LATER, link=link)


def link_for(application, manager):
    plan = LinkPlan(
        purpose="passports.manager_view",
        path="/{token}/",
        subject=application.public_id,
        person_key=str(manager.person.audit_key),
        revision=1,
        days=30,
    )
    token = links.mint(plan, at=NOW).strip("/")
    return links.read(token, purpose="passports.manager_view", at=LATER)


@pytest.mark.parametrize("said", ["support", "comment", "object"])
def test_give_view_keeps_it_and_stops_nothing(said, council):
    application = council.case("submitted")

    view = give(application.manager_view, council.manager, said=said, text="Mind the weekends")
    actions.open_case(application=application, by=council.clerk, at=LATER)
    decide(application, by=council.chair, at=LATER)

    application.refresh_from_db()
    view.refresh_from_db()
    assert (view.view, view.text, view.given_at) == (said, "Mind the weekends", LATER)
    assert application.status == "decided"


def test_give_view_leaves_an_event_without_the_words(council):
    application = council.case("submitted")

    give(application.manager_view, council.manager, said="object", text="Not now")

    event = audit.events_of(application).last()
    assert (event.verb, event.facts) == (
        "passports.application.manager_view_given",
        {"status": "submitted", "view": "object"},
    )
    assert event.person_key == council.manager.person.audit_key


def test_give_view_a_second_time_is_refused_and_the_first_stays(council):
    view = council.case("submitted").manager_view
    give(view, council.manager, said="support")

    with pytest.raises(Refused) as refusal:
        give(view, council.manager, said="object", text="I thought again")

    view.refresh_from_db()
    assert refusal.value.sentence == "You have given your view on this already. Thank you."
    assert (view.view, view.text) == ("support", "")


@pytest.mark.parametrize("state", ["decided", "released", "withdrawn"])
def test_give_view_too_late_is_refused(state, council):
    view = in_state(council, state).manager_view

    with pytest.raises(Refused) as refusal:
        give(view, council.manager)

    assert refusal.value.sentence == (
        "This case has been decided or withdrawn, so no view is needed now."
    )


@pytest.mark.parametrize("part", ["applicant", "clerk", "chair", "member"])
def test_give_view_of_anybody_else_is_refused(part, council):
    view = council.case("submitted").manager_view

    with pytest.raises(NotAllowed) as refusal:
        give(view, council.members[part])

    sentence = "This question went to the line manager, or to the head of the service."
    assert str(refusal.value) == sentence


def test_give_view_spends_every_link_of_the_manager_for_this_case(council):
    application = council.case("submitted")
    first = link_for(application, council.manager)
    second = link_for(application, council.manager)

    give(application.manager_view, council.manager, link=first)

    used = ActLink.objects.order_by("pk").values_list("used_at", flat=True)
    assert list(used) == [LATER, LATER]
    assert second.used_at is None  # as it was read before


def test_give_view_by_a_spent_link_is_refused_and_changes_nothing(council):
    application = council.case("submitted")
    link = link_for(application, council.manager)
    ActLink.objects.update(used_at=LATER - timedelta(hours=1))

    with pytest.raises(Refused) as refusal:
        give(application.manager_view, council.manager, link=link)

    application.manager_view.refresh_from_db()
    assert refusal.value.sentence == links.GONE
    assert application.manager_view.view == ""
