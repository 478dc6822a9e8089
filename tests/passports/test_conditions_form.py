"""What the chair chooses and types as conditions."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from mercat.passports import library
from mercat.passports.forms import DecideForm
from mercat.passports.forms.conditions import own_terms
from mercat.passports.library import Term
from mercat.passports.models import Condition
from tests.factories.council import NOW

DUE = date(2026, 12, 16)
USUAL = date(2026, 12, 31)
WORDS = st.text(st.characters(categories=["L", "N"], max_codepoint=0x2FF), min_size=1, max_size=12)


def test_library_offers_conditions_that_can_be_kept():
    offered = library.conditions()

    assert len({each.key for each in offered}) == len(offered) > 8
    assert {each.check for each in offered} == {"", *Condition.Check.values}
    assert all(0 < each.working_days < 100 and len(each.text) < 100 for each in offered)


@pytest.mark.parametrize(
    ("line", "text", "due_on"),
    [
        ("Publish house rules", "Publish house rules", USUAL),
        ("- Publish them, by 14 March 2027.", "Publish them", date(2027, 3, 14)),
        ("2) Publish them BY 3 mar 2027", "Publish them", date(2027, 3, 3)),
        ("Stand by", "Stand by", USUAL),
        ("Stand by by 1 May 2027", "Stand by", date(2027, 5, 1)),
    ],
)
def test_own_condition_has_its_day_or_the_usual_one(line, text, due_on):
    assert own_terms(f"\n{line}\n\n", usual=USUAL) == [Term(text, due_on)]


@pytest.mark.parametrize("line", ["Do it by 31 February 2027", "Do it by 3 Mxy 2027", "x" * 501])
def test_own_condition_that_cannot_be_kept_is_refused(line):
    with pytest.raises(ValidationError):
        own_terms(line, usual=USUAL)


@given(lines=st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.dates()), max_size=5))
def test_own_conditions_are_read_as_they_were_written(lines):
    lines = [
        (f"Do {' '.join(words)}", day.replace(year=2027)) for words, day in lines if day.day < 29
    ]
    typed = "\n".join(f"{text} by {day.day} {day:%B} 2027" for text, day in lines)

    assert own_terms(typed, usual=None) == [Term(text, day) for text, day in lines]


def form(**changed: Any) -> DecideForm:
    typed = {"outcome": "approved_with_conditions", "reasons": "Clear.", **changed}
    return DecideForm(typed, today=NOW.date(), nation="scotland")


def days(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_decide_form_makes_one_list_of_what_is_chosen_and_written():
    filled = form(
        chosen=["house_rules"],
        conditions="Ask us in a crisis",
        **days("due_house_rules", DUE),
        **days("conditions_due_on", USUAL),
    )

    assert filled.is_valid(), filled.errors
    assert [(each.key, each.due_on) for each in filled.cleaned_data["conditions"]] == [
        ("house_rules", DUE),
        ("", USUAL),
    ]
    assert set(filled.cleaned_data) == {
        *("outcome", "reasons", "conditions", "expires_on", "panel_note"),
        *("revision", "trial_months", "deferred_until"),
    }


def test_decide_form_offers_days_in_working_days():
    offered = DecideForm(today=NOW.date(), nation="scotland")

    # Ten working days from 18 November; St Andrew's Day is none in Scotland.
    assert offered["due_house_rules"].initial == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({"outcome": "declined", "conditions": "Do it by 14 March 2027"}, "outcome"),
        ({"outcome": "approved", "chosen": ["hours"], **days("due_hours", DUE)}, "outcome"),
        ({"chosen": ["hours"]}, "due_hours"),
        ({"chosen": ["hours"], **days("due_hours", NOW.date())}, "due_hours"),
        ({"conditions": "Do it by 18 November 2026"}, "conditions"),
        ({"conditions": "Do it"}, "conditions"),
        ({"conditions": "\n".join(["Do it by 14 March 2027"] * 21)}, "conditions"),
        (
            {"conditions": "Do it by 14 March 2027", **days("expires_on", date(2027, 3, 1))},
            "conditions",
        ),
    ],
)
def test_decide_form_refuses_what_contradicts_itself(typed, at):
    assert list(form(**typed).errors) == [at]
