"""A pulse from its opening to what was done, and that nothing is said of one to four people."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from lxml import html

from mercat.audit.models import Event
from mercat.common import outbox
from mercat.common.refusals import NotAllowed, Refused
from mercat.home.retention import disposing
from mercat.learning import actions, queries
from mercat.learning.models import Pulse, PulseBox, PulseCard, PulseWords
from tests.factories.council import NOW
from tests.learning.addresses import answer_all, asked, assessed, pulsing, shown
from tests.passports.views.reading import errors_of, words

TODAY = NOW.date()


def said_on(response):
    return words(html.document_fromstring(response.content.decode()).xpath("//body")[0])


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def assessment(council):
    return assessed(council)


@pytest.fixture
def pulse(assessment, council):
    return pulsing(assessment, council)


def answer(pulse, said="most", on=TODAY, code="", **changed):
    given = {each.key: said for each in queries.statements_of(pulse)}
    answer = actions.Answer(said=given, **changed)
    actions.answer_pulse(pulse=pulse, answer=answer, code=code, on=on)


def closed(pulse, by):
    return actions.close_pulse(pulse=pulse, by=by, at=NOW)


@pytest.mark.parametrize("many", [4, 5])
def test_results_are_there_from_five_answers_on(pulse, lead, many):
    answer_all(pulse, many)
    closed(pulse, lead)

    found = queries.results(Pulse.objects.get())
    assert (found is not None) == (many == 5)
    assert bool(PulseBox.objects.get().counts) == (many == 5)


def test_nothing_is_shown_while_it_is_open(pulse, council, client):
    answer_all(pulse, 9)
    council.sign_in(client, "learning_lead")

    page = said_on(client.get(reverse("learning:pulse", args=[pulse.public_id])))

    assert queries.results(pulse) is None
    assert "Fewer than five answers by last night" in page
    actions.note_answers(at=NOW)
    page = said_on(client.get(reverse("learning:pulse", args=[pulse.public_id])))
    assert "At least 5 answers by last night" in page


def test_parts_are_shown_alone_or_with_others_whatever_the_address_asks(
    assessment, council, lead, client
):
    pulse = pulsing(assessment, council, parts=["Libraries", "Roads", "Archives"])
    for part, many, said in (("0", 8, "most"), ("1", 6, "few"), ("2", 3, "none")):
        answer_all(pulse, many, said, part=part)
    closed(pulse, lead)
    council.sign_in(client, "learning_lead")
    address = reverse("learning:pulse", args=[pulse.public_id])

    whole = said_on(client.get(address))
    assert "What 17 people said" in whole
    assert "Archives, Roads (9)" in whole or "Roads, Archives (9)" in whole
    assert "What 8 people said" in said_on(client.get(f"{address}?group=0"))
    assert "What 9 people said" in said_on(client.get(f"{address}?group=1"))
    for odd in ("?group=2", "?group=-1", "?group=x", "?group=²", "?group=0&group=1&group=1"):
        assert "What 17 people said" in said_on(client.get(address + odd))


def test_who_leaves_a_statement_out_cannot_say(pulse, lead):
    first = queries.statements_of(pulse)[0].key
    for _number in range(5):
        given = actions.Answer(said={first: "most"})
        actions.answer_pulse(pulse=pulse, answer=given, code="", on=TODAY)
    closed(pulse, lead)

    rows = queries.results(Pulse.objects.get()).rows
    assert [row.tenths["most"] for row in rows] == [10] + [0] * (len(rows) - 1)
    assert [row.tenths["cant_say"] for row in rows] == [0] + [10] * (len(rows) - 1)


# Opening, its days, its end.


def test_it_takes_answers_on_its_days_alone(pulse):
    for off in (pulse.starts_on - timedelta(days=1), pulse.ends_on + timedelta(days=1)):
        with pytest.raises(Refused):
            answer(pulse, on=off)
    for on in (pulse.starts_on, pulse.ends_on):
        answer(pulse, on=on)

    assert queries.people_in(PulseBox.objects.get()) == 2


def test_one_open_pulse_for_the_same_people(assessment, council, pulse, lead):
    with pytest.raises(Refused, match="asked already"):
        pulsing(assessment, council)
    closed(pulse, lead)
    assert pulsing(assessment, council).is_open


def test_it_can_become_longer_and_not_shorter(pulse, lead):
    with pytest.raises(Refused):
        actions.extend_pulse(
            pulse=pulse, ends_on=pulse.ends_on - timedelta(days=1), by=lead, at=NOW
        )
    longer = pulse.ends_on + timedelta(days=9)
    assert actions.extend_pulse(pulse=pulse, ends_on=longer, by=lead, at=NOW).ends_on == longer


def test_closed_it_takes_nothing(pulse, lead, client):
    closed(pulse, lead)

    with pytest.raises(Refused):
        answer(Pulse.objects.get())
    with pytest.raises(Refused):
        actions.type_in(pulse=pulse, answers=[actions.Answer(said={})], by=lead, at=NOW)
    for do in (closed, lambda pulse, by: actions.make_cards(pulse=pulse, many=5, by=by, at=NOW)):
        with pytest.raises(Refused):
            do(pulse, lead)


def test_tick_closes_what_was_forgotten_after_two_weeks(pulse):
    assert actions.close_pulses(at=NOW + timedelta(days=21)) == 0
    assert actions.close_pulses(at=NOW + timedelta(days=22)) == 1
    assert Event.objects.get(verb="learning.pulse.closed").person_key is None


def test_tick_closes_those_of_an_assessment_that_ended(pulse, assessment, lead):
    actions.stop(assessment=assessment, reason="Enough", by=lead, at=NOW)

    with pytest.raises(Refused):
        answer(Pulse.objects.get())
    assert actions.close_pulses(at=NOW) == 1


def test_nobody_but_the_lead_does_anything_with_it(pulse, council):
    for who in ("member", "auditor", "administrator"):
        with pytest.raises(NotAllowed):
            closed(pulse, council.members[who])


# Cards.


def test_a_card_lets_one_answer_in_and_is_gone(assessment, council, lead):
    pulse = pulsing(assessment, council, door="cards")
    codes = actions.make_cards(pulse=pulse, many=6, by=lead, at=NOW)

    answer(pulse, code=codes[2])
    with pytest.raises(Refused, match="used already"):
        answer(pulse, code=codes[2])
    with pytest.raises(Refused):
        answer(pulse)

    assert queries.people_in(PulseBox.objects.get()) == 1
    assert PulseCard.objects.count() == 5
    assert [actions.is_living_card(pulse, each) for each in codes].count(False) == 1


def test_no_code_is_kept_and_cards_lie_in_no_order(assessment, council, lead):
    pulse = pulsing(assessment, council, door="cards")
    codes = actions.make_cards(pulse=pulse, many=30, by=lead, at=NOW)

    kept = list(PulseCard.objects.values_list("token_hash", flat=True))
    assert sorted(kept) == kept or len(set(kept)) == 30  # the order of hashes, which is chance
    assert not {*codes} & {*kept}
    assert not any(code in str(Event.objects.values_list("facts", "verb")) for code in codes)
    closed(pulse, lead)
    assert not PulseCard.objects.exists()


def test_cards_of_another_pulse_open_nothing(assessment, council, lead, outside):
    pulse = pulsing(assessment, council, door="cards")
    other = pulsing(
        assessed(outside, version=assessment.version),
        outside,
        door="cards",
    )
    (code, *_others) = actions.make_cards(pulse=other, many=5, by=outside.learning_lead, at=NOW)

    with pytest.raises(Refused):
        answer(pulse, code=code)


# Paper.


def test_sheets_are_counted_all_together(pulse, council, client, lead):
    council.sign_in(client, "learning_lead")
    many = len(queries.statements_of(pulse))
    sheets = "\n".join(["4" * many, "3 " * many, ",".join("2" * many), "1" * many, "0" * many])
    address = reverse("learning:type_in", args=[pulse.public_id])
    pulsed = Pulse.objects.filter(pk=pulse.pk)
    pulsed.update(starts_on=date(2026, 1, 1), ends_on=date(2100, 1, 1))

    assert client.post(address, {"sheets": sheets, "written": "Ah\n\nOh"}).status_code == 302
    closed(pulse, lead)

    row = queries.results(pulsed.get()).rows[0]
    assert row.tenths == {"none": 2, "few": 2, "half": 2, "most": 2, "cant_say": 2}
    assert set(PulseWords.objects.values_list("text", flat=True)) == {"Ah", "Oh"}
    assert Event.objects.get(verb="learning.pulse.typed_in").facts == {}


@pytest.mark.parametrize(
    ("sheets", "error"),
    [
        ("", "Type at least one sheet"),
        ("444\n", "Line 1 has 3 numbers"),
        ("4444\n44x4", "Line 2: “x” is none of the numbers 0 to 5"),
        ("4444\n4464", "Line 2: “6” is none of the numbers 0 to 5"),
        ("\n".join(["4444"] * 201), "Type at most 200 sheets at once"),
    ],
)
def test_a_sheet_that_is_wrong_is_named_and_nothing_is_counted(
    pulse, council, client, sheets, error
):
    council.sign_in(client, "learning_lead")

    page = client.post(reverse("learning:type_in", args=[pulse.public_id]), {"sheets": sheets})

    assert errors_of(page)["sheets"].startswith(error)
    assert queries.people_in(PulseBox.objects.get()) == 0


# What was written.


def test_words_are_read_outside_and_the_number_withheld_is_shown(
    pulse, council, client, lead, letter_box
):
    for text in ("Give us time", "Ask Jean in Archives", ""):
        answer(pulse, words=text)
    answer_all(pulse, 3)
    closed(pulse, lead)
    outbox.send_due(at=NOW)
    assert letter_box.to("clerk@strathbeg.example")
    states = {
        str(row.key): "shown" if "time" in row.text else "withheld"
        for row in PulseWords.objects.all()
    }
    council.sign_in(client, "learning_lead")
    address = reverse("learning:pulse", args=[pulse.public_id])
    page = said_on(client.get(address))
    assert "Give us time" not in page
    assert "2 are still with Clerk" in page

    council.sign_in(client, "clerk")
    assert "Read first what people wrote" in said_on(client.get(reverse("home:dashboard")))
    moderate = reverse("learning:moderate", args=[pulse.public_id])
    assert "Ask Jean in Archives" in said_on(client.get(moderate))
    assert client.post(moderate, states).status_code == 302

    council.sign_in(client, "learning_lead")
    page = said_on(client.get(address))
    assert "Give us time" in page
    assert "Jean" not in page
    assert "1 was withheld" in page


def test_with_fewer_than_five_nobody_reads_what_they_wrote(pulse, lead):
    answer(pulse, words="It was me")
    closed(pulse, lead)

    assert not PulseWords.objects.exists()
    assert PulseBox.objects.get().words == []


def test_who_is_judged_does_not_read_first(assessment, council, lead):
    asked(assessment, council.colleague, by=lead, team="Archives")
    for who in ("colleague", "learning_lead"):
        with pytest.raises(Refused):
            pulsing(assessment, council, moderator=council.members[who])
    assessment.department = council.department
    assessment.save()
    with pytest.raises(Refused, match="works in what is assessed"):
        pulsing(assessment, council)


def test_who_answers_for_a_team_by_now_reads_no_more_and_another_is_named(
    pulse, assessment, council, lead
):
    asked(assessment, council.clerk, by=lead, team="Archives")
    with pytest.raises(Refused):
        actions.moderate(pulse=pulse, states={}, by=council.clerk, at=NOW)

    named = actions.name_moderator(pulse=pulse, moderator=council.chair, by=lead, at=NOW)
    actions.moderate(pulse=named, states={}, by=council.chair, at=NOW)


@pytest.mark.parametrize("who", ["member", "learning_lead", "auditor"])
def test_nobody_else_reads_first(pulse, council, client, who):
    council.sign_in(client, who)

    answered = client.get(reverse("learning:moderate", args=[pulse.public_id])).status_code
    assert answered == (404 if who == "member" else 403)


# What the judgement makes of it.


def test_a_closed_pulse_of_five_is_the_view_that_the_first_stage_asks_for(
    pulse, assessment, council, lead
):
    def lacking():
        return " ".join(queries.suggestion(assessment, "purpose").working)

    shown(assessment, by=lead)
    answer_all(pulse, 5)
    assert "we have not recorded what workers say" in lacking()
    closed(pulse, lead)
    assert "we have not recorded what workers say" not in lacking()


def test_a_pulse_of_four_is_no_view(pulse, assessment, lead):
    answer_all(pulse, 4)
    closed(pulse, lead)

    assert "what workers say" in " ".join(queries.suggestion(assessment, "purpose").working)


def test_views_stand_beside_ours_and_in_the_report(pulse, assessment, council, lead, client):
    answer_all(pulse, 3)
    answer_all(pulse, 2, "few")
    closed(pulse, lead)
    council.sign_in(client, "learning_lead")

    page = said_on(client.get(reverse("learning:judge", args=[assessment.public_id, "purpose"])))
    assert "What others say beside what we say" in page
    assert "6 in 10" in page
    (views,) = queries.report(assessment, on=TODAY)["capabilities"][0]["views"]
    assert views["people"] == 5
    assert set(views["stages"].values()) == {6}
    answer = client.get(reverse("learning:report", args=[assessment.public_id]))
    page = said_on(answer)
    assert "6 in 10" in page
    drawn = answer.content.decode().partition('role="img"')[2].partition("</svg>")[0]
    assert drawn.count(">6/10</text>") == 2 * len(assessment.capabilities)


# What is kept.


def test_answers_go_after_the_final_report_and_the_pulse_stays(pulse, assessment, council, lead):
    for number in range(6):
        answer(pulse, words=f"Words {number}")
    closed(pulse, lead)
    actions.stop(assessment=assessment, reason="Enough", by=lead, at=NOW)

    disposing.dispose(at=NOW + timedelta(days=80))
    assert PulseBox.objects.exists()
    disposing.dispose(at=NOW + timedelta(days=100))

    assert not PulseBox.objects.exists()
    assert not PulseWords.objects.exists()
    assert queries.results(Pulse.objects.get()) is None


def test_what_was_done_stands_where_they_answered(pulse, council, lead, client):
    did = {"you_said": "There is no time", "we_did": "Two hours a month"}
    with pytest.raises(Refused):
        actions.say_what_we_did(pulse=pulse, **did, by=lead, at=NOW)
    closed(pulse, lead)
    address = reverse("pulse:answer_pulse", args=[pulse.public_id])
    assert "Thank you, this has ended" in said_on(client.get(address))

    council.sign_in(client, "learning_lead")
    client.post(reverse("learning:say_what_we_did", args=[pulse.public_id]), did)

    page = said_on(client.get(address))
    assert "You said, we did" in page
    assert "Two hours a month" in page
