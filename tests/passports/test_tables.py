"""A question that is answered in rows: from what was typed to the panel's page."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mercat.passports import question_sets
from mercat.passports.forms import SectionForm
from mercat.passports.forms.table import MOST_ROWS
from mercat.passports.views import changes, rows
from tests.factories.council import NOW, fill
from tests.factories.full_case import use_full_set
from tests.passports.views.reading import errors_of, said_on

SPEAK = question_sets.load("speak-3")
RISKS = SPEAK.section("risks").questions[0]
FIRST = {
    "hazard": "Somebody is named who should not be",
    "who": "The family",
    "likelihood": "low",
    "impact": "high",
    "control": "The 100-year rule",
    "action": "",
}
SECOND = {**FIRST, "hazard": "A lost password", "who": "Us", "impact": "medium"}
KEYS = [column.key for column in RISKS.columns]


def typed(*given_rows):
    return {
        f"risks_{number}_{key}": text
        for number, row in enumerate(given_rows)
        for key, text in row.items()
    }


def form(council, *given_rows, **changed):
    answers = {key: text for key, text in council.answers().items() if key[:6] != "risks_"}
    section = SPEAK.shown({"request": "new"}).section("risks")
    answers |= typed(*given_rows) | changed
    return SectionForm(answers, section=section, organisation=council.organisation)


def test_rows_that_are_empty_are_left_out(council):
    found = form(council, {}, FIRST, {}, SECOND)

    assert found.errors == {}
    assert found.answers()["risks"] == [FIRST, SECOND]


def test_one_row_at_least_is_asked_for(council):
    assert form(council).errors == {"risks": ["Tell us of one risk at least, even if it is little"]}


def test_each_wrong_cell_says_so_beside_it_and_keeps_what_was_typed(council):
    wrong = form(council, FIRST, {**SECOND, "who": "", "impact": "dreadful", "hazard": "x" * 201})

    assert wrong.errors == {
        "risks": [
            "Risk 2: “What could happen” must be 200 characters or fewer",
            "Risk 2: Say to whom it could happen",
            "Risk 2: Choose one of the answers shown for “How bad would it be”",
        ]
    }
    page = str(wrong["risks"])
    assert wrong["risks"].first_id == "id_risks_1_hazard"
    assert 'id="id_risks_1_who_error"' in page
    assert 'aria-describedby="id_risks_1_who_error"' in page
    assert "x" * 201 in page
    assert 'id="id_risks_0_who_error"' not in page


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    given_rows=st.lists(
        st.fixed_dictionaries({key: st.text(max_size=250) for key in KEYS}), max_size=4
    )
)
def test_any_text_is_kept_or_called_wrong(council, given_rows):
    found = form(council, *given_rows)

    if found.is_valid():
        assert len(found.answers()["risks"]) <= len(given_rows)
        again = form(council, *found.answers()["risks"])
        assert again.is_valid()
        assert again.answers()["risks"] == found.answers()["risks"]
    else:
        assert set(found.errors) == {"risks"}
    str(found["risks"])


def test_no_more_rows_than_twenty(council):
    found = form(council, *[{**FIRST, "who": str(number)} for number in range(MOST_ROWS + 5)])

    assert found.is_valid()
    assert len(found.answers()["risks"]) == MOST_ROWS


@pytest.fixture
def draft(council):
    use_full_set(council, "speak-3")
    return council.case("draft")


def url(application, page=""):
    return f"/passports/applications/{application.public_id}/{page}"


def test_a_row_is_added_without_a_script_and_nothing_is_saved(council, client, draft):
    council.sign_in(client, "applicant")
    before = draft.sections.get(section="risks").answers

    page = client.post(url(draft, "sections/risks/"), {**typed(SECOND), "add": "risks"})

    text = page.content.decode()
    assert errors_of(page) == {}
    assert said_on(page, "legend").count("Risk 2") == 1
    assert 'value="A lost password"' in text
    assert draft.sections.get(section="risks").answers == before


def test_a_row_is_removed_without_a_script(council, client, draft):
    council.sign_in(client, "applicant")
    sent = {**typed(FIRST, SECOND), "remove": "risks_0"}

    text = client.post(url(draft, "sections/risks/"), sent).content.decode()

    assert "A lost password" in text
    assert "Somebody is named" not in text


def test_saved_rows_stand_in_the_form_again(council, client, draft):
    council.sign_in(client, "applicant")

    text = client.get(url(draft, "sections/risks/")).content.decode()

    assert 'value="Somebody is named who should not be"' in text
    assert '<option value="high" selected>Very serious</option>' in text


def test_panel_reads_a_table(council, client):
    use_full_set(council, "speak-3")
    application = council.case("in_panel")
    council.sign_in(client, "panel_member")

    page = client.get(url(application))

    heads = ["What", "To whom", "How likely", "How bad", "What we do now", "What else, and who"]
    assert said_on(page, "th") == heads
    assert said_on(page, "td")[:4] == [FIRST["hazard"], "The family", "Unlikely", "Very serious"]


def test_differences_show_the_cells_that_changed(council):
    use_full_set(council, "speak-3")
    application = council.case("submitted")
    older = application.revisions.get().content["answers"]
    newer = {**older, "risks": [{**FIRST, "likelihood": "high"}, SECOND]}

    (row,) = changes.between(application, older, newer)

    first, second = row["table"]["rows"]
    assert first[0] == ("What", [("same", FIRST["hazard"])])
    assert first[2] == ("How likely", [("removed", "Unlikely"), ("added", "Likely")])
    assert second[0] == ("What", [("added", "A lost password")])


def test_differences_show_a_row_that_went(council):
    table = changes._table(RISKS, [FIRST, SECOND], [SECOND])

    assert table["rows"][0][0] == ("What", [("removed", FIRST["hazard"])])
    assert table["rows"][1][0] == ("What", [("same", "A lost password")])


def test_rows_as_text_for_a_mail():
    assert rows.text_of(RISKS, [FIRST], {}) == (
        "What: Somebody is named who should not be; To whom: The family; How likely: Unlikely; "
        "How bad: Very serious; What we do now: The 100-year rule; What else, and who: "
    )


def test_old_cases_keep_their_words(council):
    """A case under the second set has one text for all risks, and still reads as it did."""
    use_full_set(council, "speak-2")
    application = council.case("submitted")
    answers = application.revisions.get().content["answers"]

    (found,) = [
        row
        for section in rows.sections(
            application, question_sets.load("speak-2"), answers, change=False
        )
        for row in section["rows"]
        if row["key"] == "Risks"
    ]

    assert (found["value"], found["table"]) == (answers["risks"], None)


def test_a_second_version_of_the_rows_is_sent(council):
    use_full_set(council, "speak-3")
    application = council.case("draft")
    fill(application, council.answers(**typed(FIRST, SECOND)), by=council.applicant, at=NOW)

    saved = application.sections.get(section="risks").answers
    assert saved["risks"] == [FIRST, SECOND]
