"""An application that depends on a barrier: named, seen by the panel, taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mercat.access import actions as access
from mercat.audit.models import Event
from mercat.common.refusals import NotAllowed, Refused
from mercat.passports import actions
from mercat.passports.models import Application
from tests.factories.council import NOW
from tests.passports.views.reading import errors_of


def barrier_of(council, title="Video is blocked"):
    given = {"kind": "tool", "tool": "", "title": title, "work": "Films", "for_whom": ""}
    return access.report(**given, seen="", site=None, by=council.colleague, at=NOW)


def name(application, barrier, by, at=NOW):
    actions.name_barrier(application=application, barrier=barrier, by=by, at=at)


def address(view, application):
    return reverse(f"passports:{view}", args=[application.public_id])


def shown(client, application):
    return client.get(address("application", application)).content.decode()


def test_applicant_names_a_barrier_and_the_panel_sees_how_it_stands(council, client):
    application, barrier = council.case("in_panel"), barrier_of(council)
    council.sign_in(client, "applicant")

    answer = client.post(address("name_barrier", application), {"barrier": barrier.public_id})

    assert answer.status_code == 302
    assert "Video is blocked" in shown(client, application)
    council.sign_in(client, "chair")
    said = shown(client, application)
    assert reverse("access:barrier", args=[barrier.public_id]) in said
    assert "Reported" in said
    assert "Fewer than five applications wait for it." in said
    assert address("drop_barrier", application) not in said
    assert "The applicant said which barrier it depends on" in said


def test_one_press_takes_it_back(council, client):
    application = council.case("in_panel")
    name(application, barrier_of(council), council.applicant)
    council.sign_in(client, "applicant")

    for _press in range(2):
        client.post(address("drop_barrier", application))

    application.refresh_from_db()
    assert application.barrier is None
    assert "Video is blocked" not in shown(client, application)
    verbs = Event.objects.filter(verb__contains="barrier_").order_by("pk")
    verbs = list(verbs.values_list("verb", flat=True))
    assert verbs == [f"passports.application.barrier_{did}" for did in ("named", "dropped")]


def test_how_many_wait_is_told_from_five(council, client):
    barrier = barrier_of(council)
    cases = [council.case("in_panel", at=NOW - timedelta(hours=each)) for each in range(5)]
    for each in cases:
        name(each, barrier, council.applicant)
    council.sign_in(client, "chair")
    assert "5 applications wait for it." in shown(client, cases[0])

    actions.withdraw(application=cases[4], reason="", by=council.applicant, at=NOW)

    assert "Fewer than five applications wait for it." in shown(client, cases[0])


@pytest.mark.parametrize("state", ["draft", "in_panel"])
def test_who_applies_is_asked_while_it_is_open(state, council, client):
    application = council.case(state)
    council.sign_in(client, "applicant")

    assert address("name_barrier", application) in shown(client, application)


def test_nobody_but_the_applicant_names_it(council):
    application = council.case("in_panel")

    with pytest.raises(NotAllowed):
        name(application, barrier_of(council), council.chair)


def test_decided_case_waits_for_nothing(council):
    application = council.case("decided")

    with pytest.raises(Refused):
        name(application, barrier_of(council), council.applicant)


def test_barrier_that_ended_or_is_of_others_is_refused(council, outside):
    application, ended = council.case("in_panel"), barrier_of(council)
    access.withdraw(barrier=ended, by=council.colleague, at=NOW)

    for barrier in (ended, barrier_of(outside)):
        with pytest.raises(Refused):
            name(application, barrier, council.applicant)

    assert Application.objects.get(pk=application.pk).barrier is None


@pytest.mark.parametrize("typed", ["", "moon", "a\0b", "x" * 100_000])
def test_what_is_not_on_the_list_is_an_error_beside_the_field(typed, council, client):
    application = council.case("in_panel")
    barrier_of(council)
    council.sign_in(client, "applicant")

    page = client.post(address("name_barrier", application), {"barrier": typed})

    assert page.status_code == 200
    assert set(errors_of(page)) == {"barrier"}


def test_barrier_costs_the_case_two_queries(council, client, django_assert_num_queries):
    application = council.case("in_panel")
    council.sign_in(client, "applicant")
    shown(client, application)

    with CaptureQueriesContext(connection) as before:
        shown(client, application)
    Application.objects.update(barrier=barrier_of(council))
    with django_assert_num_queries(len(before) + 2):
        shown(client, application)
