"""A clerk with forty of these: letters, cases for the panel, reminders, many at once."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from mercat.audit.models import Event
from mercat.common.models import OutboxMail
from mercat.organisations.roles import Role
from mercat.passports import actions
from mercat.passports.models import Application, Letter, Passport, Together
from tests.factories.council import decide
from tests.passports.states import give_roles, in_state, verbs
from tests.passports.views.reading import errors_of, messages_of, said_on
from tests.passports.views.test_panel import YES

ONE, TWO, THREE = (f"{each} on Instagram" for each in ("one", "two", "three"))
NO = "We cannot approve your application this time."


def choose(task="release"):
    return reverse("passports:choose_together", args=[task])


def confirm(*cases, task="release"):
    asked = "&".join(f"case={each.public_id}" for each in cases)
    return reverse("passports:confirm_together", args=[task]) + f"?{asked}"


def start(task="release"):
    return reverse("passports:start_together", args=[task])


def typed(page):
    """What the one form of the page to confirm would send."""
    tree = html.document_fromstring(page.content.decode())
    (key,) = tree.xpath("//main//input[@name='key']/@value")
    return {"key": key, "case": tree.xpath("//main//input[@name='case']/@value")}


def decided(council, name, **changed):
    application = council.case(
        "in_panel", at=timezone.now(), account=f"instagram.com/{name}", account_name=name
    )
    decide(application, by=council.chair, at=timezone.now(), **changed)
    return application


def status_of(*cases):
    return [Application.objects.get(pk=each.pk).status for each in cases]


@pytest.fixture
def three(council):
    return [
        decided(council, "one"),
        decided(council, "two"),
        decided(council, "three", outcome="declined", reasons="There is one already."),
    ]


def test_all_decided_cases_stand_there_with_their_letters(three, council, client):
    council.sign_in(client, "clerk")

    page = client.get(choose())

    assert said_on(page, "tbody/tr/th/p/a") == [ONE, TWO, THREE]
    letters = said_on(page, "details[@class='govuk-details']")
    assert [YES in each for each in letters] == [True, True, False]
    assert NO in letters[2]
    assert page.content.decode().count("<input class=") == 3
    assert page.content.decode().count("checked") == 0
    assert client.get(choose() + "?tick=all").content.decode().count(" checked>") == 3


def test_confirmation_counts_by_outcome_and_sends_nothing(three, council, client):
    council.sign_in(client, "clerk")

    page = client.get(confirm(*three))

    assert said_on(page, "ul[contains(@class, 'bullet')]/li") == ["Approve: 2", "Decline: 1"]
    assert len(typed(page)["case"]) == 3
    assert (Letter.objects.count(), Together.objects.count()) == (0, 0)


def test_released_together_each_has_its_letter_and_event(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(*three)))

    page = client.post(start(), sent, follow=True)

    assert status_of(*three) == ["released"] * 3
    assert said_on(page, "p[@role='status']") == ["3 cases are done."]
    assert Passport.objects.count() == 2
    outcomes = {each.decision.outcome: each.text for each in Letter.objects.all()}
    assert (YES in outcomes["approved"], NO in outcomes["declined"]) == (True, True)
    assert verbs()[-1] == "passports.together.released"
    assert verbs().count("passports.application.released") == 3
    together = Together.objects.get()
    facts = Event.objects.get(verb="passports.together.released").facts
    assert facts == {"counts": {"done": 3}, "report_sha256": together.report_sha256}
    assert OutboxMail.objects.filter(purpose="passports/letter").count() == 3


def test_those_that_changed_meanwhile_are_left_out_and_the_others_go(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(*three)))
    first, second, _third = three
    now = timezone.now()
    actions.reopen(application=first, by=council.chair, at=now)
    decide(first, by=council.chair, at=now, outcome="declined")
    actions.withdraw(application=second, reason="", by=council.applicant, at=now)

    page = client.post(start(), sent, follow=True)

    assert status_of(*three) == ["decided", "withdrawn", "released"]
    assert said_on(page, "p[@role='status']") == [
        "1 case is done. 2 were left out, and the others went on."
    ]
    assert said_on(page, "h2[.='Left out']/following-sibling::ul[1]/li") == [
        f"{ONE}, Applicant Its decision or its letter changed after you looked at it.",
        f"{TWO}, Applicant It changed meanwhile. It is now: Withdrawn",
    ]
    assert Together.objects.get().counts == {"done": 1, "left_out": 2}


def test_reopened_and_not_decided_again_is_left_out(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(three[0])))
    actions.reopen(application=three[0], by=council.chair, at=timezone.now())

    page = client.post(start(), sent, follow=True)

    assert status_of(three[0]) == ["in_panel"]
    assert "It is now: With the panel" in page.content.decode()


def test_pressed_twice_is_released_once(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(*three)))

    first, second = client.post(start(), sent), client.post(start(), sent)

    assert first.url == second.url
    assert (Together.objects.count(), Letter.objects.count()) == (1, 3)
    assert verbs().count("passports.together.released") == 1


def test_changed_letter_is_kept_and_goes_with_the_others(three, council, client):
    council.sign_in(client, "clerk")
    address = reverse("passports:release", args=[three[0].public_id]) + "?together=1"
    words = f"Dear Ms A,\n\n{YES} It will be a joy."

    page = client.post(address, {"text": words, "keep": "1"}, follow=True)

    assert messages_of(page) == ["The letter is kept. It goes when you release it."]
    assert "It will be a joy." in said_on(page, "details[@class='govuk-details']")[0]
    assert said_on(page, "strong[.='Changed by hand']") == ["Changed by hand"]
    client.post(start(), typed(client.get(confirm(three[0]))))
    assert Letter.objects.get().text == words


def test_letter_changed_after_the_look_is_left_out(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(three[0])))
    actions.keep_letter(
        application=three[0], text=f"{YES} A joy.", by=council.clerk, at=timezone.now()
    )

    client.post(start(), sent)

    assert (status_of(three[0]), Letter.objects.count()) == (["decided"], 0)


def test_kept_letter_does_not_outlive_its_decision(three, council, client):
    now = timezone.now()
    actions.keep_letter(application=three[0], text=f"{YES} A joy.", by=council.clerk, at=now)
    actions.reopen(application=three[0], by=council.chair, at=now)
    decide(three[0], by=council.chair, at=now, outcome="declined")
    council.sign_in(client, "clerk")

    page = client.get(choose())

    assert "A joy." not in page.content.decode()
    assert NO in said_on(page, "details[@class='govuk-details']")[0]


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("Dear Ms A, well done.", f"The letter has to say “{YES}”"),
        (f"Dear Ms A, {YES} {NO}", f"The decision is another: take out “{NO}”"),
    ],
    ids=["silent", "contradicts"],
)
@pytest.mark.parametrize("pressed", [{}, {"keep": "1"}], ids=["release", "keep"])
def test_letter_that_says_another_outcome_is_refused(pressed, words, error, three, council, client):
    council.sign_in(client, "clerk")
    address = reverse("passports:release", args=[three[0].public_id])

    page = client.post(address, {"text": words, **pressed})

    assert errors_of(page) == {"text": error}
    assert f"{words}</textarea>" in page.content.decode()
    assert Letter.objects.count() == 0


def test_many_cost_no_more_queries_than_few(council, client, django_assert_num_queries):
    council.sign_in(client, "clerk")
    cases = [decided(council, f"number{number}") for number in range(2)]
    client.get(choose())
    for most in (2, 7):
        cases += [decided(council, f"more{number}") for number in range(len(cases), most)]
        with django_assert_num_queries(7):
            client.get(choose())
        with django_assert_num_queries(7):
            client.get(confirm(*cases))


def test_own_case_and_cases_stepped_out_of_are_not_among_them(three, council, client):
    give_roles(council.applicant, Role.CLERK)
    give_roles(council.colleague, Role.CLERK, Role.PANEL_MEMBER)
    three[0].seats.create(person=council.colleague.person, steps_out=True)
    three[1].seats.create(person=council.colleague.person, interest_said=False)

    council.sign_in(client, "applicant")
    assert said_on(client.get(choose()), "tbody/tr") == []
    council.sign_in(client, "colleague")
    page = client.get(choose())

    assert said_on(page, "tbody/tr/th/p/a") == [TWO, THREE]
    assert "Say first whether you have an interest in this case." in page.content.decode()
    assert page.content.decode().count("<input class=") == 1
    sent = {"key": "6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11", "case": [f"{three[0].public_id}:-"]}
    client.post(start(), sent)
    assert Together.objects.get().rows.count() == 0
    assert status_of(three[0]) == ["decided"]


def test_what_a_stopped_server_left_the_worker_goes_on_with(three, council):
    at = timezone.now()
    row = actions.start_together(
        task="release",
        chosen={three[2].public_id: "-"},
        key="6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11",
        by=council.clerk,
        at=at,
    )
    assert actions.advance_together(at=at) == 0

    assert actions.advance_together(at=at + timezone.timedelta(minutes=2)) == 1

    row.refresh_from_db()
    assert (row.counts, row.done_at is None) == ({"left_out": 1}, False)


def test_page_of_the_unfinished_looks_again_by_itself(three, council, client):
    together = actions.start_together(
        task="release",
        chosen={each.public_id: "-" for each in three},
        key="6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11",
        by=council.clerk,
        at=timezone.now(),
    )
    council.sign_in(client, "clerk")

    page = client.get(reverse("passports:together", args=[together.public_id]))

    assert page.headers["Refresh"] == "2"
    assert said_on(page, "p[@role='status']") == ["0 of 3 so far."]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"key": "6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11"}, ["Tick the cases first."]),
        ({"key": "nonsense", "case": "bcdfghjkmn:-"}, []),
        (
            {
                "key": "6f1c8e34-3c5f-4a38-9c1b-1f6a5a0f5d11",
                "case": [f"b{number}:-" for number in range(101)],
            },
            ["At most 100 cases go together. Tick fewer, and then the rest."],
        ),
    ],
    ids=["none", "key", "many"],
)
def test_bent_press_changes_nothing(sent, said, three, council, client):
    council.sign_in(client, "clerk")

    page = client.post(start(), sent, follow=True)

    assert (messages_of(page), Together.objects.count()) == (said, 0)
    assert client.get(choose("nonsense")).status_code == 404


def test_report_names_each_case_and_why(three, council, client):
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(*three[1:])))
    actions.withdraw(application=three[1], reason="", by=council.applicant, at=timezone.now())
    client.post(start(), sent)
    address = reverse("passports:together_csv", args=[Together.objects.get().public_id])

    lines = b"".join(client.get(address).streaming_content).decode("utf-8-sig").splitlines()

    assert lines == [
        "Case,From,What became of it,Why",
        f"{TWO},Applicant,Left out,It changed meanwhile. It is now: Withdrawn",
        f"{THREE},Applicant,Done,",
    ]


def test_many_are_put_before_the_panel(council, client):
    now = timezone.now()
    cases = [council.case("submitted", at=now, account_name=name) for name in ("one", "two")]
    advised = in_state(council, "decided", at=now)
    OutboxMail.objects.all().delete()
    council.sign_in(client, "clerk")
    assert said_on(client.get(choose("open")), "tbody/tr/th/p/a") == [ONE, TWO]

    page = client.post(start("open"), typed(client.get(confirm(*cases, task="open"))), follow=True)

    assert said_on(page, "p[@role='status']") == ["2 cases are done."]
    assert status_of(*cases, advised) == ["in_panel", "in_panel", "decided"]
    assert verbs()[-1] == "passports.together.opened"
    told = OutboxMail.objects.filter(purpose__startswith="passports/panel").order_by("pk")
    assert [each.to for each in told] == [
        "chair@strathbeg.example",
        "panel_member@strathbeg.example",
    ]
    assert [each.partition(",")[0] for each in told[0].context["lines"]] == [ONE, TWO]


def test_one_case_put_before_the_panel_by_itself_has_the_mail_of_one(council, client):
    case = council.case("submitted", at=timezone.now(), account_name="one")
    council.sign_in(client, "clerk")

    client.post(start("open"), typed(client.get(confirm(case, task="open"))))

    told = OutboxMail.objects.filter(purpose__startswith="passports/panel")
    assert {each.purpose for each in told} == {"passports/panel"}


def test_without_a_chair_each_row_says_why(council, client):
    cases = [council.case("submitted", at=timezone.now(), account_name="one")]
    council.chair.roles.all().delete()
    council.sign_in(client, "clerk")

    page = client.post(start("open"), typed(client.get(confirm(*cases, task="open"))), follow=True)

    assert said_on(page, "h2[.='Left out']/following-sibling::ul[1]/li") == [
        f"{ONE}, Applicant No chair can take this case. Ask an administrator to name another chair."
    ]


def test_reminding_many_is_one_mail_for_each_and_once_a_day(council, client):
    now = timezone.now()
    cases = [council.case("in_panel", at=now, account_name=name) for name in ("one", "two")]
    asked = in_state(council, "more_info", at=now)
    actions.discuss(application=cases[0], text="Fine.", by=council.chair, at=now)
    actions.discuss(application=cases[1], text="Fine.", by=council.chair, at=now)
    OutboxMail.objects.all().delete()
    council.sign_in(client, "clerk")
    sent = typed(client.get(confirm(*cases, asked, task="remind")))

    client.post(start("remind"), sent)
    again = client.get(choose("remind"))

    assert sorted((each.purpose, each.to) for each in OutboxMail.objects.all()) == [
        ("passports/reminders", "panel_member@strathbeg.example"),
        ("passports/still_needed", "applicant@strathbeg.example"),
    ]
    assert len(OutboxMail.objects.get(purpose="passports/reminders").context["lines"]) == 2
    assert again.content.decode().count("Somebody was reminded of it today.") == 3
    assert verbs()[-1] == "passports.together.reminded"
    assert verbs().count("passports.application.reminded") == 3


def test_chair_reminds_people_of_many_cases_and_is_offered_nothing_else(council, client):
    case = council.case("in_panel", at=timezone.now())
    council.sign_in(client, "chair")

    offered = client.get(reverse("passports:index")).content.decode()
    page = client.get(choose("remind"))

    assert choose("remind") in offered
    assert choose("release") not in offered
    assert choose("open") not in page.content.decode()
    assert client.get(choose("release")).status_code == 403
    asked = typed(client.get(confirm(case, task="remind")))
    answer = client.post(start("remind"), asked, follow=True)
    assert "1 case is done." in answer.content.decode()
