"""A list of people who leave or join, from the paste to what it did."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from mercat.audit.models import Event
from mercat.common.refusals import Refused
from mercat.organisations import actions, rosters
from mercat.organisations.models import Invitation, Membership
from tests.organisations.test_administration_views import errors, main, rows

LIST = "/organisation/people/list/"


@pytest.fixture
def administrator(client, council):
    return council.sign_in(client, "administrator")


@pytest.mark.parametrize(
    "text",
    [
        "E-mail,Name,Job title\nA@b.example,Ann Bee,Clerk\n",
        "Name;Work email;Title\r\nAnn Bee;a@b.example;Clerk",
        "First name\tSurname\tUser principal name\tPost\nAnn\tBee\ta@b.example\tClerk\n\n",
        "\ufeffE-bost,Enw,Swydd\n a@b.example , Ann Bee ,Clerk",
    ],
)
def test_read_takes_the_header_words_that_people_write(text):
    (line,) = rosters.read(text)

    assert (line.email, line.name, line.job_title) == ("a@b.example", "Ann Bee", "Clerk")


def test_read_takes_bare_addresses():
    assert [each.email for each in rosters.read("a@b.example\nc@d.example")] == [
        "a@b.example",
        "c@d.example",
    ]


@pytest.mark.parametrize("text", ["", " \n ", "Ann Bee\nCarl Dee", "a@b.example\n" * 2001])
def test_read_refuses_what_is_no_list_of_people(text):
    with pytest.raises(Refused):
        rosters.read(text)


@given(st.text())
def test_read_of_any_text_gives_rows_or_a_sentence(text):
    try:
        lines = rosters.read(text)
    except Refused:
        return
    assert [each.number for each in lines] == list(range(1, len(lines) + 1))


def test_leavers_are_shown_first_and_then_are_out(client, council, administrator):
    text = "email\nmember@strathbeg.example\nnobody@strathbeg.example\nmember@strathbeg.example"
    shown = client.post(LIST, {"kind": "leavers", "text": text})
    here = Membership.objects.filter(ended_at=None).count()

    client.post(LIST, {"kind": "leavers", "text": text, "confirm": "1"})

    council.member.refresh_from_db()
    event = Event.objects.latest("pk")
    assert "1 person will be out. Nothing has happened yet." in main(shown)
    assert [row[2].split(" ")[0] for row in rows(shown)] == ["Leaves", "Stays", "Stays"]
    assert council.member.ended_at
    assert Membership.objects.filter(ended_at=None).count() == here - 1
    assert (event.verb, event.facts["rows"], event.facts["moved"]) == (
        "organisations.roster.taken",
        3,
        1,
    )


def test_leavers_never_include_whoever_sends_the_list(council):
    lines = rosters.read("administrator@strathbeg.example")

    (planned,) = actions.plan_leavers(
        organisation=council.organisation, lines=lines, by=council.administrator
    )

    assert planned.outcome == "refused"


def test_leavers_of_another_organisation_are_not_touched(client, council, outside, administrator):
    text = "member@glentarbet.example"

    shown = client.post(LIST, {"kind": "leavers", "text": text, "confirm": "1"})

    outside.member.refresh_from_db()
    assert outside.member.ended_at is None
    assert "There is nothing to do in this list." in main(shown)


def test_joiners_from_a_file_are_invited_with_their_part(client, council, administrator):
    text = (
        "Name,Email,Job title,Team,Line manager\n"
        "Ann Bee,ann@strathbeg.example,Clerk,archives,manager@strathbeg.example\n"
        "Carl Dee,carl@strathbeg.example,Clerk,Nowhere,\n"
        "Known,member@strathbeg.example,,,\n"
        "Wrong,wrong,,,\n"
    )
    file = SimpleUploadedFile("people.csv", text.encode())
    shown = client.post(LIST, {"kind": "joiners", "text": "", "file": file})

    client.post(LIST, {"kind": "joiners", "text": text, "confirm": "1"})

    ann = Invitation.objects.get(email="ann@strathbeg.example")
    assert [row[2] for row in rows(shown)] == [
        "Is invited",
        "Is invited There is no department called Nowhere.",
        "Stays as it is A member already.",
        "Left out “wrong” is not an e-mail address.",
    ]
    assert (ann.name, ann.job_title) == ("Ann Bee", "Clerk")
    assert (ann.department, ann.manager) == (council.department, council.manager.person)
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04\0\0", "not a CSV file"),
        (b"x" * 400_000, "too long"),
        (b"no address here", "looks like an e-mail address"),
    ],
    ids=["empty", "workbook", "long", "no addresses"],
)
def test_file_that_is_no_list_gets_a_sentence(content, said, client, administrator):
    file = SimpleUploadedFile("people.csv", content)

    answer = client.post(LIST, {"kind": "leavers", "text": "", "file": file})

    assert answer.status_code == 200
    assert any(said in each for each in errors(answer)), errors(answer)


def test_plan_takes_few_queries_however_long_the_list_is(council, django_assert_num_queries):
    lines = rosters.read("\n".join(f"person{number}@strathbeg.example" for number in range(300)))

    with django_assert_num_queries(1):
        actions.plan_leavers(
            organisation=council.organisation, lines=lines, by=council.administrator
        )
