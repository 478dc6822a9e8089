"""Who is asked and who is told when something is to close, and how its last words look."""

from datetime import timedelta

from django.urls import reverse

from mercat.archive import actions
from mercat.common.markdown import without_headings
from mercat.common.models import OutboxMail
from mercat.organisations.models import Organisation
from tests.archive.closed import close, operator, plan


def told(purpose):
    found = OutboxMail.objects.filter(purpose=f"archive/{purpose}")
    return sorted(found.values_list("to", flat=True))


def test_whoever_may_confirm_is_asked(council, outside, at):
    by, other = operator(), operator()
    plan(council.organisation, at=at, by=by)
    assert told("planned") == sorted([other.email, council.administrator.person.email])
    assert told("confirmed") == []


def test_everybody_there_is_told_once_two_have_confirmed(council, outside, at):
    closing = plan(council.organisation, at=at)
    actions.confirm(closing=closing, by=operator(), at=at)
    assert told("confirmed") == sorted(each.person.email for each in council.members.values())
    mail = OutboxMail.objects.filter(purpose="archive/confirmed").first()
    assert mail.context["words"] == "Strathbeg became part of Glentarbet. Ask there from now on."


def test_site_tells_everybody_once(council, outside, at):
    closing = plan(None, at=at)
    actions.confirm(closing=closing, by=operator(), at=at)
    found = told("confirmed")
    assert len(found) == len(set(found))
    people = [*council.members.values(), *outside.members.values()]
    assert {each.person.email for each in people} <= set(found)


def test_who_was_told_hears_when_it_stays_open(council, at):
    by = operator()
    closing = plan(council.organisation, at=at)
    actions.drop(closing=closing, by=by, at=at)
    assert told("dropped") == []  # nobody had been told
    closing = plan(council.organisation, at=at)
    closing = actions.confirm(closing=closing, by=by, at=at)
    plan(council.organisation, at=at, closes_on=at.date() + timedelta(days=9))
    assert told("dropped") == told("confirmed") != []


def test_last_words_are_markdown_without_headings_or_code():
    said = without_headings(
        "# Where to go\n\n**Ask** [there](https://e.example) <script>x</script>"
    )
    assert "<p><strong>Where to go</strong></p>" in said
    assert '<a href="https://e.example"' in said
    assert "<h" not in said
    assert "<script" not in said


def test_banner_has_no_heading_before_the_title(council, client, at):
    words = {"en": "# Goodbye\n\n- Ask *there*\n- or there"}
    close(council.organisation, at=at, words=words)
    assert Organisation.objects.get(pk=council.organisation.pk).sealed_at
    address = reverse("lookup:organisation", args=[council.organisation.slug])
    page = client.get(address).content.decode()
    assert "<p><strong>Goodbye</strong></p>" in page
    assert "<em>there</em>" in page
    assert page.index("<strong>Goodbye") < page.index("<h1")
