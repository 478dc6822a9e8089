"""The full question set, through the forms and the actions: deeper only where it is called for."""

from typing import Any

import pytest

from mercat.common.refusals import Refused
from mercat.passports import question_sets
from mercat.passports.forms import SectionForm
from mercat.register import actions as register
from tests.factories import AccountFactory
from tests.factories.full_case import fill_in, save, send, start

SPEAK = question_sets.load("speak-2")
DEEP = {"level": "respond", "touches": ["children", "partners"]}


def form(council: Any, section: str, **changed: Any) -> SectionForm:
    typed = council.answers(**changed)
    shown = SPEAK.shown(typed).section(section)
    assert shown
    return SectionForm(typed, section=shown, organisation=council.organisation)


def test_submit_sends_the_answers_that_were_called_for(council):
    application = start(council)
    fill_in(application, council, **DEEP)

    sent = send(application, council).content["answers"]

    assert sent["safeguarding"] == "About safeguarding"
    assert "consent" in sent
    assert "elections" not in sent
    assert (sent["level"], sent["touches"], sent["hours"]) == (
        "respond",
        ["children", "partners"],
        3,
    )


def test_a_change_that_hides_a_question_keeps_its_answer_and_does_not_send_it(council):
    application = start(council)
    fill_in(application, council, **DEEP)
    save(application, council, "request", council.answers(level="broadcast"))
    save(application, council, "conversations", council.answers(level="broadcast"))

    sent = send(application, council).content["answers"]

    kept = application.sections.get(section="conversations").answers
    assert kept["replies"] == "Weekdays 9 to 5, in one working day"
    assert kept["silence"] == "About silence"
    assert ("replies" in sent, "safeguarding" in sent, sent["silence"]) == (
        False,
        False,
        "About silence",
    )


def test_a_change_that_calls_for_more_is_not_sent_before_it_is_answered(council):
    application = start(council)
    fill_in(application, council, level="broadcast")
    save(application, council, "request", council.answers(**DEEP))

    with pytest.raises(Refused, match="Some parts are not filled in yet"):
        send(application, council)

    save(application, council, "conversations", council.answers(**DEEP))
    save(application, council, "risks", council.answers(**DEEP))
    assert "cover" in send(application, council).content["answers"]


ANSWER_ALL = "Tick each of these, or ask communications for help first"
UNKNOWN = (
    "Nobody here has this e-mail address. Check its spelling, or ask an administrator to invite "
    "them first"
)
HOURS = "Your answer to “How many hours a week are there for it?” must be a whole number"
BIO = "Your answer to “What will it say about itself?” must be 160 characters or fewer"
OWN = "This is one person’s own address. Enter a mailbox that a team reads"


@pytest.mark.parametrize(
    ("section", "field", "typed", "error"),
    [
        ("request", "touches", ["none", "children"], "Tick “None of these” or others, not both"),
        ("request", "touches", [], "Tick what it would touch, or “None of these”"),
        (
            "request",
            "level",
            "shout",
            "Choose one of the answers shown for “How would you use it?”",
        ),
        ("people", "mailbox", "member@strathbeg.example", OWN),
        ("people", "hours", "many", HOURS),
        ("people", "owner", "nobody@strathbeg.example", UNKNOWN),
        ("risks", "security", ["password"], ANSWER_ALL),
        (
            "account",
            "official_page",
            "our page",
            "Enter a web address like https://www.example.org",
        ),
        ("account", "bio", "x" * 161, BIO),
    ],
)
def test_section_form_says_what_is_wrong_beside_the_field(section, field, typed, error, council):
    assert form(council, section, **{field: typed}).errors == {field: [error]}


def test_section_form_wants_the_last_day_after_the_first(council):
    days = {"starts_on_day": "1", "starts_on_month": "3", "starts_on_year": "2027"}
    ends = {"ends_on_day": "1", "ends_on_month": "2", "ends_on_year": "2027"}

    wrong = form(council, "account", request="campaign", **days, **ends)
    right = form(council, "account", request="campaign", **days, **{**ends, "ends_on_month": "6"})

    assert wrong.errors == {"ends_on": ["The last day must come after the first"]}
    assert right.errors == {}
    assert right.answers()["ends_on"] == "2027-06-01"


def accounts(council):
    """Two of the same service, one of another on the same platform; one not published."""
    made = [
        AccountFactory(organisation=council.organisation, department=council.department, name=name)
        for name in ("Strathbeg Pictures", "Strathbeg Maps", "Strathbeg Secrets")
    ]
    for account in made[:2]:
        publish(account)
    return made


def publish(account):
    register.publish(account=account, at=account.created_at)


def picker(council, **typed):
    section = SPEAK.section("case")
    given = {"department": council.department.public_id}
    return SectionForm(typed, section=section, organisation=council.organisation, given=given)


def labels(form):
    return [label for _, label in form.fields["considered"].choices]


def test_picker_offers_the_services_own_accounts_first(council):
    accounts(council)

    assert labels(picker(council)) == [
        "Strathbeg Maps on Facebook",
        "Strathbeg Pictures on Facebook",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("maps", ["Strathbeg Maps on Facebook"]),
        ("ARCHIVES facebook", ["Strathbeg Maps on Facebook", "Strathbeg Pictures on Facebook"]),
        ("secrets", []),
        ("\0 %", []),
        ("x" * 5000, []),
    ],
)
def test_picker_finds_published_accounts_by_any_word(words, found, council):
    accounts(council)

    assert labels(picker(council, find_considered=words)) == found


def test_picker_says_when_nothing_is_found_and_keeps_what_is_chosen(council):
    pictures = accounts(council)[0]

    found = picker(council, find_considered="nothing", considered=[pictures.public_id])

    assert labels(found) == ["Strathbeg Pictures on Facebook"]
    assert "Nothing of ours" not in found.fields["find_considered"].help_text
    none = picker(council, find_considered="nothing")
    assert none.fields["find_considered"].help_text.startswith("Nothing of ours is called that")


def test_picker_never_offers_another_organisations_accounts(council, outside):
    theirs = AccountFactory(organisation=outside.organisation, name="Strathbeg Maps")
    publish(theirs)

    found = picker(council, find_considered="maps", considered=[theirs.public_id])

    assert labels(found) == []
    assert "considered" in found.errors


def test_chosen_accounts_are_kept_with_their_names(council):
    pictures = accounts(council)[0]

    made = form(council, "case", considered=[pictures.public_id])

    assert made.errors == {}
    assert made.answers()["considered"] == [
        {"account": pictures.public_id, "name": "Strathbeg Pictures on Facebook"}
    ]
