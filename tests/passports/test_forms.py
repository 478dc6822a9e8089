from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.passports import forms, question_sets
from mercat.passports.forms import (
    DecideForm,
    ManagerViewForm,
    ReleaseForm,
    SectionForm,
    SendForm,
    typed_from,
)
from mercat.register.models import Account

TODAY = date(2026, 11, 18)
SPEAK = question_sets.load("speak-1")
FACEBOOK = {
    "typed": "www.facebook.com/StrathbegArchives?ref=ts",
    "platform": "facebook",
    "kind": "page",
    "handle": "StrathbegArchives",
    "key": "facebook:strathbegarchives",
    "url": "https://www.facebook.com/StrathbegArchives",
    "stable": False,
}


def section_form(council: Any, section: str, **changed: Any) -> SectionForm:
    typed = council.answers(**changed)
    return SectionForm(typed, section=SPEAK.section(section), organisation=council.organisation)


def test_section_form_recognises_an_address(council):
    form = section_form(council, "account", account="www.facebook.com/StrathbegArchives?ref=ts")

    assert form.errors == {}
    assert form.answers() == {
        "department": council.department.public_id,
        "account_name": "Strathbeg Archives",
        "account": FACEBOOK,
    }


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "facebook.com/strathbeg/posts/123",
            (
                "This is the address of a post or another single item on Facebook. "
                "Open the account that posted it and copy its address."
            ),
        ),
        (
            "faceb00k.com/strathbeg",
            (
                "Careful: this address only looks like Facebook. It leads to a different website. "
                "Do not log in there. Find the account on Facebook and copy its address."
            ),
        ),
        (
            "strathbegarchives",
            (
                "This name could be on several platforms. "
                "Choose the platform, or paste the full address."
            ),
        ),
        (
            "https://example.org/",
            "This is not an account on a platform we know. Check the address for typing errors.",
        ),
    ],
)
def test_section_form_refuses_with_the_recognisers_sentence_beside_the_field(
    typed, sentence, council
):
    form = section_form(council, "account", account=typed)

    assert form.errors == {"account": [sentence]}


def test_section_form_accepts_a_fediverse_candidate(council):
    form = section_form(council, "account", account="https://social.strathbeg.scot/@archives")

    assert form.errors == {}
    assert form.answers()["account"]["key"] == "mastodon:archives@social.strathbeg.scot"


def test_section_form_takes_a_name_with_its_platform(council):
    form = section_form(
        council, "account", account="strathbegarchives", account_platform="instagram"
    )

    assert form.errors == {}
    assert form.answers()["account"]["key"] == "instagram:strathbegarchives"


def test_section_form_refuses_an_address_that_the_register_cannot_hold(council):
    form = section_form(council, "account", account="linkedin.com/company/" + "日" * 100)

    assert form.errors == {
        "account": ["This address is too long for the register. Paste a shorter one"]
    }


def test_section_form_knows_how_long_an_address_the_register_holds():
    assert Account._meta.get_field("url").max_length == forms.LONGEST_URL


def test_section_form_makes_one_line_of_a_name(council):
    name = "Strathbeg\r\n\r\nSign in here:\nhttps://evil.example/\u2028"

    form = section_form(council, "account", account_name=name)

    assert form.errors == {}
    assert form.answers()["account_name"] == "Strathbeg Sign in here: https://evil.example/"


def test_section_form_refuses_a_colleague_whom_nobody_knows(council):
    form = section_form(council, "people", backup="stranger@strathbeg.example")

    assert form.errors == {
        "backup": [
            (
                "Nobody here has this e-mail address. Check its spelling, or ask an administrator "
                "to invite them first"
            )
        ]
    }


def test_section_form_refuses_a_colleague_of_another_organisation(council, outside):
    form = section_form(council, "people", backup=outside.member.person.email)

    assert list(form.errors) == ["backup"]


@pytest.mark.parametrize("backup", ["applicant@strathbeg.example", "Applicant@Strathbeg.example "])
def test_section_form_refuses_a_backup_who_is_the_administrator(backup, council):
    form = section_form(council, "people", backup=backup)

    assert form.errors == {"backup": ["Enter somebody else: one person alone is not enough"]}


@pytest.mark.parametrize("section", SPEAK.sections, ids=lambda section: section.key)
def test_section_form_says_of_each_question_what_is_missing(section, council):
    form = SectionForm({"other": "x"}, section=section, organisation=council.organisation)

    assert form.errors == {question.key: [question.missing] for question in section.questions}


def test_section_form_refuses_another_organisations_department(council, outside):
    form = section_form(council, "account", department=outside.department.public_id)

    assert list(form.errors) == ["department"]


@pytest.mark.parametrize(
    ("typed", "version"), [("3", 3), ("", 0), (None, 0)], ids=["given", "empty", "absent"]
)
def test_section_form_reads_the_row_version(typed, version, council):
    changed = {} if typed is None else {"row_version": typed}

    form = section_form(council, "risks", **changed)

    assert (form.errors, form.row_version) == ({}, version)


def test_section_form_counts_a_pasted_line_break_once(council):
    form = section_form(council, "risks", risks="a" * 1498 + "\r\n" + "b")

    assert (form.errors, len(form.answers()["risks"])) == ({}, 1500)


ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "\0",
            "a\0b",
            "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Alba",
            "\u202eevil",
            "مرحبا",
            "x" * 10**5,
            "é" * 10**5,
            "%00",
            "@" * 3000,
        ]
    ),
    st.sampled_from(["https://", "@a@b.example", "www.facebook.com/", "applicant@"]).flatmap(
        lambda start: st.text(max_size=40).map(lambda rest: start + rest)
    ),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_section_form_with_any_text_gives_answers_or_errors(data, council):
    for section in SPEAK.sections:
        names = [question.key for question in section.questions]
        typed = {name: data.draw(ODD) for name in [*names, "account_platform", "row_version"]}

        form = SectionForm(typed, section=section, organisation=council.organisation)

        assert form.is_valid() == (not form.errors)
        assert set(form.cleaned_data) | set(form.errors) >= set(names)


def test_typed_from_gives_back_what_was_typed():
    assert typed_from({"account": FACEBOOK, "account_name": "Archives"}) == {
        "account": "www.facebook.com/StrathbegArchives?ref=ts",
        "account_name": "Archives",
    }


def test_send_form_wants_each_declaration():
    form = SendForm({"declare_policy": "on"}, question_set=SPEAK)

    assert form.errors == {
        "declare_belongs": ["Confirm that the account belongs to the organisation"],
        "declare_manager": ["Confirm that your line manager knows"],
    }


def test_send_form_tells_what_was_declared():
    typed = {f"declare_{key}": "on" for key in ("policy", "belongs", "manager")}

    form = SendForm(typed, question_set=SPEAK)

    assert (form.errors, form.declared()) == ({}, ["policy", "belongs", "manager"])
    assert form.cleaned_data["shows_name"] is False


@pytest.mark.parametrize(
    ("view", "text", "errors"),
    [
        ("support", "", {}),
        ("comment", "Mind the weekends", {}),
        ("comment", "", {"text": ["Tell the panel in a sentence or two"]}),
        ("object", "  ", {"text": ["Tell the panel in a sentence or two"]}),
        ("", "", {"view": ["Choose what your view is"]}),
        ("veto", "", {"view": ["Choose one of the answers shown for “What is your view?”"]}),
    ],
)
def test_manager_view_form_asks_for_words_only_where_they_are_needed(view, text, errors):
    assert ManagerViewForm({"view": view, "text": text}).errors == errors


def decide_form(**changed: Any) -> DecideForm:
    given = {"outcome": "approved", "reasons": "A clear purpose.", **changed}
    return DecideForm(given, today=TODAY)


def test_decide_form_leaves_the_usual_time_open():
    form = decide_form()

    assert (form.errors, form.cleaned_data["expires_on"]) == ({}, None)


def test_decide_form_wants_conditions_with_an_outcome_that_has_them():
    form = decide_form(outcome="approved_with_conditions")

    assert form.errors == {"conditions": ["Choose or write the conditions"]}


@pytest.mark.parametrize(
    ("day", "errors"),
    [
        (date(2026, 11, 17), {"expires_on": ["The last day must lie in the future"]}),
        (date(2026, 11, 18), {"expires_on": ["The last day must lie in the future"]}),
        (date(2026, 11, 19), {}),
    ],
)
def test_decide_form_wants_a_last_day_in_the_future(day, errors):
    form = decide_form(expires_on_day=day.day, expires_on_month=day.month, expires_on_year=day.year)

    assert form.errors == errors


def test_decide_form_says_what_is_missing():
    form = DecideForm({"outcome": ""}, today=TODAY)

    assert form.errors == {
        "outcome": ["Choose what the panel agreed"],
        "reasons": ["Give the applicant a reason"],
    }


def test_release_form_wants_a_letter(council):
    case = council.case("decided")

    form = ReleaseForm({"text": " "}, application=case, standing=case.decisions.get())

    assert form.errors == {"text": ["The letter is empty"]}
