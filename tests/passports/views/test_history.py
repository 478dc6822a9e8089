from mercat.passports import actions
from mercat.passports.views import history
from tests.factories.council import NOW
from tests.passports.states import in_state


def told(events):
    return [event["title"] for event in events]


def test_history_for_the_applicant_leaves_out_the_panels_own_steps(council):
    application = council.case("released")

    events = history.for_applicant(application)

    assert told(events) == ["We sent you the decision", "The panel has it", "You sent it"]
    assert [set(event) for event in events] == [{"title", "when"}] * 3


def test_history_for_the_panel_names_who_did_what(council):
    application = council.case("decided")
    actions.reopen(application=application, by=council.chair, at=NOW)

    events = history.for_panel(application)

    assert [(event["title"], event["by"]) for event in events] == [
        ("Decision taken back", "Chair"),
        ("Decision recorded", "Chair"),
        ("Put before the panel", "Clerk"),
        ("Sent by the applicant", "Applicant"),
    ]


def test_history_takes_two_queries_whatever_happened(council, django_assert_num_queries):
    application = in_state(council, "more_info")

    with django_assert_num_queries(2):
        history.for_panel(application)


def test_history_has_words_for_each_event_that_the_panel_sees():
    silent = set(history.FOR_PANEL) - set(history.FOR_APPLICANT)

    assert silent == {
        *("assessed", "called_again", "decided", "reopened", "manager_named", "reminded"),
        *("correction_proposed", "correction_dropped", "letter_kept"),
        *("barrier_named", "barrier_dropped"),
    }
    assert set(history.FOR_APPLICANT) - set(history.FOR_PANEL) == set()
