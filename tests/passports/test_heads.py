"""The head of the service is asked for a view like the manager, if the policy says so."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.organisations import queries as organisations_read
from mercat.passports import actions, queries
from mercat.passports.models import Application
from tests.factories import DepartmentFactory
from tests.factories.council import NOW, decide
from tests.passports.full_panel import join

DAY = timedelta(days=1)


@pytest.fixture
def head(council):
    policy = queries.policy_of(council.organisation)
    policy.content["ask_head"] = True
    policy.save()
    member = join(council, "head")
    council.department.head = member.person
    council.department.save()
    return member


def asked(application):
    return {each.asked_as: each.manager.name for each in application.views.all()}


def test_head_is_asked_beside_the_manager(head, council, mailoutbox):
    application = council.case("submitted")

    assert asked(application) == {"manager": "Manager", "head": "Head"}
    assert application.head_view.due_on == date(2026, 11, 25)
    mail = OutboxMail.objects.get(purpose="passports/manager_view", to=head.person.email)
    assert mail.context["head"] == "True"
    outbox.send_due(at=NOW, most=99)
    told = to(council.applicant, mailoutbox)
    assert any("We have told the head of the service" in each.body for each in told)


def test_head_is_not_asked_where_the_policy_does_not_say_so(head, council):
    policy = queries.policy_of(council.organisation)
    del policy.content["ask_head"]
    policy.save()

    assert asked(council.case("submitted")) == {"manager": "Manager"}


def test_manager_who_is_head_is_asked_once(head, council):
    council.department.head = council.manager.person
    council.department.save()

    assert asked(council.case("submitted")) == {"manager": "Manager"}


def test_applicant_who_is_head_is_not_asked_themselves(head, council):
    council.department.head = council.applicant.person
    council.department.save()

    assert asked(council.case("submitted")) == {"manager": "Manager"}


def test_head_above_is_asked_where_the_service_has_none_that_works_here(head, council):
    above = DepartmentFactory(organisation=council.organisation, name="Culture")
    chief = join(council, "chief")
    above.head = chief.person
    above.save()
    council.department.parent = above
    council.department.save()
    organisations.end_membership(membership=head, by=None, at=NOW - DAY)

    assert organisations_read.head_of(council.department) == chief.person
    assert asked(council.case("submitted"))["head"] == "Chief"


def test_heads_view_reaches_the_panel_and_the_applicant_and_stops_nothing(head, council, client):
    application = council.case("in_panel")
    actions.give_view(
        manager_view=application.head_view,
        view="object",
        text="We have no hours for it.",
        by=head,
        at=NOW,
    )

    mail = OutboxMail.objects.filter(purpose="passports/objection").first()
    assert (mail.context["manager"], mail.context["head"]) == ("Head", "True")
    for part in ("chair", "applicant"):
        council.sign_in(client, part)
        said = client.get(reverse("passports:application", args=[application.public_id])).content
        assert b"We have no hours for it." in said
    assert Event.objects.filter(verb="passports.application.head_view_given").count() == 1
    decide(application, by=council.chair, at=NOW)
    application.refresh_from_db()
    assert application.status == "decided"


def test_silence_of_the_head_is_a_note(head, council, client, monkeypatch):
    application = council.case("in_panel", at=NOW - 10 * DAY)
    council.sign_in(client, "chair")

    said = client.get(reverse("passports:application", args=[application.public_id])).content

    assert b"Head was asked and said nothing by 13 November 2026" in said.replace(b"\xc2\xa0", b" ")


def test_head_gives_a_view_by_link_without_signing_in(head, council, client, mailoutbox):
    application = council.case("submitted")
    outbox.send_due(at=NOW, most=99)
    (letter,) = to(head, mailoutbox)
    address = re.search(r"/passports/manager-view/\S+", letter.body)[0]

    page = client.get(address).content.decode()
    assert "as head of the service" in page
    answer = client.post(address, {"view": "comment", "text": "Mind the summer."})

    assert answer.status_code == 200
    view = Application.objects.get(pk=application.pk).head_view
    assert (view.view, view.text) == ("comment", "Mind the summer.")
    assert application.manager_view.view == ""


def to(member, letters):
    return [each for each in letters if each.to == [member.person.email]]


def test_each_answers_only_for_themselves(head, council):
    application = council.case("submitted")

    with pytest.raises(NotAllowed, match="line manager, or to the head"):
        actions.give_view(
            manager_view=application.head_view, view="support", text="", by=council.manager, at=NOW
        )


def test_head_reads_the_case_and_has_it_among_their_work(head, council, client):
    application = council.case("submitted")
    assert queries.seen_by(head).get() == application
    client.force_login(head.person)

    said = client.get(reverse("home:dashboard")).content.decode()
    assert "Your view, as head of the service" in said
    page = client.get(reverse("passports:give_view", args=[application.public_id]))
    assert "as head of the service" in page.content.decode()


def test_clerk_does_not_ask_the_head_again_as_manager(head, council):
    council.applicant.manager = None
    council.applicant.save()
    application = council.case("submitted")
    assert asked(application) == {"head": "Head"}

    with pytest.raises(Refused, match="Head was asked already, as head of the service"):
        actions.name_manager(application=application, manager=head, by=council.clerk, at=NOW)
    actions.name_manager(application=application, manager=council.manager, by=council.clerk, at=NOW)

    assert asked(application) == {"head": "Head", "manager": "Manager"}


def test_administrator_names_and_takes_away_a_head(council, client):
    council.sign_in(client, "administrator")
    address = reverse("organisations:change_department", args=[council.department.public_id])

    answer = client.post(address, {"name": "Archives", "head": "nobody@example.org"})
    assert "Nobody here has this e-mail address" in answer.content.decode()
    client.post(address, {"name": "Archives", "head": council.manager.person.email})
    council.department.refresh_from_db()
    assert council.department.head == council.manager.person
    listed = client.get(reverse("organisations:departments")).content.decode()
    assert "Manager" in listed
    client.post(address, {"name": "Archives", "head": ""})

    council.department.refresh_from_db()
    assert council.department.head is None
    assert Event.objects.filter(verb="organisations.department.changed").count() == 2
