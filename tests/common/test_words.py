from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from mercat.common import languages
from mercat.common.fields import Words


def test_spoken_filter_needs_no_load():
    template = Template("{{ number|spoken }}")

    assert template.render(Context({"number": "kx7t4m29bc"})) == "KX7-T4M2-9BC"


def test_at_key_of_a_missing_key_is_empty():
    template = Template("{{ answers|at_key:'purpose' }}, {{ answers|at_key:'risks' }}.")

    assert template.render(Context({"answers": {"purpose": "Loans"}})) == "Loans, ."


def test_a_long_list_looks_an_address_up_once():
    template = Template(
        "{% url 'register:account' 'ID' as address %}{{ address|for_id:'kx7t4m29bc' }}"
    )

    assert template.render(Context()) == "/register/accounts/kx7t4m29bc/"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_day_is_worded_like_a_date(language):
    moment = datetime(2027, 7, 14, 23, 30, tzinfo=UTC)  # the 15th in London
    template = Template("{{ moment|day|default:'not yet' }}, {{ moment|date }}")

    with languages.reading(language):
        day, date = template.render(Context({"moment": moment})).split(", ")

    assert day == date
    assert day.startswith("15 ")


def test_no_day_leaves_room_for_other_words():
    assert Template("{{ none|day|default:'not yet' }}").render(Context({"none": None})) == "not yet"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, ""),
        ({"cy": "Llyfrgelloedd"}, "Llyfrgelloedd"),
        ({"en": "Libraries", "cy": "Llyfrgelloedd"}, "Libraries"),
        ({"en": "", "cy": "Llyfrgelloedd"}, "Llyfrgelloedd"),
    ],
)
def test_words_are_said_in_the_language_there_is(words, said):
    assert str(Words(words)) == said
