"""What somebody downloads: all that is about them, and nothing about others."""

import io
import json
import zipfile
from typing import Any

import pytest
from lxml import html

from mercat.audit.models import Event
from mercat.home import personal
from mercat.organisations import actions as organisations
from mercat.organisations.models import ApiToken
from mercat.passports import actions as passports
from mercat.passports.models import Application
from tests.api.programs import program


def downloaded(client) -> dict[str, bytes]:
    response = client.post("/people/my-data/")
    assert response["Cache-Control"] == "no-store"
    assert "attachment" in response["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


@pytest.fixture
def told(council, client, at) -> dict[str, Any]:
    """The applicant's data, after a case with everybody's words in it."""
    application = council.case("in_panel")
    passports.discuss(application=application, text="The chair's words", by=council.chair, at=at)
    passports.give_view(
        manager_view=application.manager_view,
        view="support",
        text="The manager's words",
        by=council.manager,
        at=at,
    )
    council._to_decided(application, at)
    application.decisions.update(panel_note="For the panel alone")
    passports.release(application=application, text="Yes, with joy.", by=council.clerk, at=at)
    council.sign_in(client, "applicant")
    return json.loads(downloaded(client)["my-data.json"])


def test_it_holds_what_is_about_me(council, told):
    application = Application.objects.get()

    assert told["You"][0]["Work e-mail"] == "applicant@strathbeg.example"
    assert told["Your applications"][0]["Number"] == application.public_id
    assert told["Versions that you sent"][0]["Answers"]["purpose"].startswith("Answer family")
    assert told["Decisions on your applications"][0]["Letter"] == "Yes, with joy."
    assert told["Your passports"][0]["State"] == "active"
    account = told["Accounts that you look after or looked after"][0]
    assert account["Account"] == "Strathbeg Archives"
    verbs = [event["What"] for event in told["What you did, in the record of events"]]
    assert "passports.application.submitted" in verbs


def test_it_holds_nothing_about_others(council, told):
    text = json.dumps(told)

    others = {m.person.email for m in council.members.values()} - {"applicant@strathbeg.example"}
    assert [email for email in others if email in text] == []
    for words in ("The chair's words", "The manager's words", "For the panel alone"):
        assert words not in text


def test_every_part_of_the_table_is_there_even_when_it_is_empty(told):
    titles = {link.title for link in personal.LINKS if link.title}

    assert titles - set(told) == set()


def test_it_holds_the_programs_that_i_let_act_for_me(council, client, at):
    stopped, works, others = (program(council).token for _ in range(3))
    ApiToken.objects.filter(pk=stopped.pk).update(name="Old")
    for token, who in ((stopped, council.applicant), (works, council.applicant)):
        organisations.allow_program(token=token, by=who, at=at)
    organisations.allow_program(token=others, by=council.clerk, at=at)
    organisations.stop_program(token=stopped, by=council.applicant, at=at)
    council.sign_in(client, "applicant")

    told = json.loads(downloaded(client)["my-data.json"])["Programs that you let act for you"]

    assert [(each["Program"], bool(each["Stopped"])) for each in told] == [
        ("Old", True),
        ("Forms", False),
    ]
    assert told[1]["Organisation"] == "Strathbeg Council"
    assert "as people who allow it" in told[1]["What it may do"]


def test_page_in_the_zip_reads_well_and_escapes_what_was_typed(council, client, at):
    council.case("submitted", purpose="<script>alert(1)</script> & more")
    council.sign_in(client, "applicant")

    page = html.document_fromstring(downloaded(client)["my-data.html"].decode())

    assert page.xpath("//script") == []
    assert "<script>alert(1)</script> & more" in page.text_content()
    assert page.xpath("//h2")[0].text == "You"


def test_download_stands_in_the_record(council, told):
    event = Event.objects.get(verb="home.my_data.downloaded")

    assert event.person_key == council.applicant.person.audit_key
    assert event.organisation_id == council.organisation.public_id


def test_looking_at_the_page_downloads_nothing(council, client):
    council.sign_in(client, "member")

    page = client.get("/people/my-data/").content.decode()

    assert "Your applications" in page
    assert not Event.objects.filter(verb="home.my_data.downloaded").exists()


def test_as_many_queries_whatever_there_is(council, client, django_assert_num_queries, at):
    for _ in range(2):
        council.case("released")
    council.sign_in(client, "applicant")
    client.get("/people/my-data/")

    with django_assert_num_queries(4):
        client.get("/people/my-data/")
