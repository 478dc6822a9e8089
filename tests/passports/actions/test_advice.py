from datetime import timedelta

import pytest
from django.utils import timezone

from mercat.audit.models import EventWords
from mercat.comments import actions as comments
from mercat.common.models import OutboxMail
from mercat.common.refusals import NotAllowed, Refused
from mercat.organisations import actions as organisations
from mercat.passports import actions
from mercat.passports import advice as conversations
from mercat.passports.models import Advice
from tests.common.together import together
from tests.factories.council import NOW
from tests.passports.conversations import (
    ASKED,
    ASKERS,
    KINDS,
    answer,
    in_general,
    look_after,
    on_account,
    on_case,
)
from tests.passports.states import everybody, give_roles, verbs

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
each_kind = pytest.mark.parametrize("kind", KINDS)


def mails():
    return [
        (mail.purpose.rpartition("/")[2], mail.to)
        for mail in OutboxMail.objects.order_by("pk")
        if "advice" in mail.purpose
    ]


def fresh(advice):
    return Advice.objects.get(pk=advice.pk)


@each_kind
def test_write_is_for_both_sides_and_nobody_else(kind, council, outside):
    advice = KINDS[kind](council)
    allowed = set()
    for part, by in everybody(council, outside).items():
        try:
            answer(advice, by)
        except NotAllowed:
            continue
        allowed.add(part)

    assert allowed == {ASKERS[kind], "adviser"}


@each_kind
def test_advising_acts_are_for_communications_alone(kind, council, outside):
    advice = KINDS[kind](council)
    written = answer(advice, council.adviser)
    acts = {
        "take": lambda by: actions.take_advice(
            advice=advice, taken_from=council.adviser.person.public_id, by=by, at=NOW
        ),
        "give_back": lambda by: actions.give_back_advice(advice=advice, by=by, at=NOW),
        "flag": lambda by: actions.flag_message(
            advice=advice, comment=written, could_be_guidance=True, by=by, at=NOW
        ),
        "make_guidance": lambda by: actions.make_guidance(
            advice=advice, comment=written, by=by, at=NOW
        ),
        "settle": lambda by: actions.settle_advice(advice=advice, seen=None, by=by, at=NOW),
    }
    for name, act in acts.items():
        for part, by in everybody(council, outside).items():
            if part != "adviser":
                with pytest.raises(NotAllowed):
                    act(by)
        if name == "settle":
            answer(advice, council.members[ASKERS[kind]], text="And?")
        act(council.adviser)


def test_answer_says_which_question_it_answers_and_ends_the_waiting(council):
    advice = in_general(council)
    question = advice.thread.comments.get()
    assert (fresh(advice).waiting_on, fresh(advice).waiting_since) == (question, NOW)

    reply = answer(advice, council.adviser, could_be_guidance=True)

    assert (reply.answers, reply.part, reply.could_be_guidance) == (
        question,
        "communications",
        True,
    )
    found = fresh(advice)
    assert (found.waiting_on, found.waiting_since, found.taken_by) == (
        None,
        None,
        council.adviser.person,
    )


def test_answer_leaves_waiting_what_was_asked_meanwhile(council):
    advice = in_general(council)
    seen = advice.thread.comments.get()
    meanwhile = answer(advice, council.member, text="And?", at=NOW + HOUR)

    answer(advice, council.adviser, seen=seen, at=NOW + 2 * HOUR)

    assert fresh(advice).waiting_on == meanwhile
    assert conversations.count_waiting(council.adviser) == 1


def test_asking_twice_waits_since_the_first(council):
    advice = in_general(council)
    answer(advice, council.member, text="And?", at=NOW + DAY)

    assert fresh(advice).waiting_since == NOW
    assert conversations.count_waiting(council.adviser) == 1


def test_withdrawn_question_waits_no_longer(council):
    advice = in_general(council)
    first = advice.thread.comments.get()
    second = answer(advice, council.member, text="And?", at=NOW + HOUR)
    actions.withdraw_message(advice=advice, comment=first, by=council.member, at=NOW + HOUR)

    assert fresh(advice).waiting_on == second
    actions.withdraw_message(advice=advice, comment=second, by=council.member, at=NOW + HOUR)
    assert fresh(advice).waiting_on is None
    assert conversations.count_waiting(council.adviser) == 0


def test_settle_needs_no_answer(council):
    advice = in_general(council)
    actions.settle_advice(advice=advice, seen=None, by=council.adviser, at=NOW)

    assert fresh(advice).waiting_since is None
    with pytest.raises(Refused):
        actions.settle_advice(advice=advice, seen=None, by=council.adviser, at=NOW)
    assert verbs()[-1] == "passports.advice.settled"


def test_take_goes_to_the_first_of_two(council):
    give_roles(council.member, "adviser")
    advice = on_account(council)

    actions.take_advice(advice=advice, taken_from="", by=council.adviser, at=NOW)
    with pytest.raises(Refused):
        actions.take_advice(advice=advice, taken_from="", by=council.member, at=NOW)

    assert fresh(advice).taken_by == council.adviser.person
    actions.take_advice(
        advice=advice,
        taken_from=council.adviser.person.public_id,
        by=council.member,
        at=NOW,
    )
    assert fresh(advice).taken_by == council.member.person
    with pytest.raises(Refused):
        actions.give_back_advice(advice=advice, by=council.adviser, at=NOW)
    actions.give_back_advice(advice=advice, by=council.member, at=NOW)
    assert fresh(advice).taken_by is None
    assert verbs()[-3:] == [f"passports.advice.{each}" for each in ("taken", "taken", "given_back")]


def test_begin_twice_is_one_conversation(council):
    first = on_account(council)
    second = actions.begin_advice(about=first.account, text="And?", by=council.colleague, at=NOW)

    assert first == second
    assert first.thread.comments.count() == 2


def test_begin_is_refused_to_others_and_leaves_nothing(council):
    application = council.case("in_panel")
    with pytest.raises(NotAllowed):
        actions.begin_advice(about=application, text="Hm", by=council.chair, at=NOW)

    assert not Advice.objects.exists()


def test_ten_messages_make_one_mail(council):
    advice = in_general(council)
    for _ in range(9):
        answer(advice, council.member, text="And?")
    assert mails() == [("advice_asked", "adviser@strathbeg.example")]

    comments.mark_read(thread=advice.thread, by=council.adviser.person, at=NOW + HOUR)
    answer(advice, council.member, text="And?", at=NOW + 2 * HOUR)
    answer(advice, council.member, text="And?", at=NOW + 3 * HOUR)
    assert len(mails()) == 2
    answer(advice, council.member, text="And?", at=NOW + 3 * DAY)
    assert len(mails()) == 3


def test_mail_goes_to_the_other_side_and_to_who_took_it(council):
    give_roles(council.keeper, "adviser")
    advice = on_account(council)
    look_after(advice.account, council.manager)
    assert {to for _, to in mails()} == {"adviser@strathbeg.example", "keeper@strathbeg.example"}
    OutboxMail.objects.all().delete()

    answer(advice, council.keeper, at=NOW)
    assert {to for _, to in mails()} == {"colleague@strathbeg.example", "manager@strathbeg.example"}
    OutboxMail.objects.all().delete()
    answer(advice, council.colleague, at=NOW + 2 * DAY)
    assert mails() == [("advice_asked", "keeper@strathbeg.example")]


def test_mail_never_goes_to_who_left(council):
    advice = in_general(council)
    organisations.end_membership(membership=council.member, by=council.administrator.person, at=NOW)

    answer(advice, council.adviser)

    assert [to for _, to in mails()] == ["adviser@strathbeg.example"]


@each_kind
def test_mail_holds_nothing_of_what_was_written(kind, council):
    advice = KINDS[kind](council)
    answer(advice, council.adviser)

    for mail in OutboxMail.objects.all():
        assert "CANARY" not in str(mail.context)


def test_share_is_the_writers_alone_and_only_on_an_application(council):
    advice = on_case(council)
    comment = advice.thread.comments.get()
    with pytest.raises(NotAllowed):
        actions.share_message(advice=advice, comment=comment, by=council.adviser, at=NOW)
    actions.share_message(advice=advice, comment=comment, by=council.applicant, at=NOW + 9 * DAY)
    assert conversations.shown_to_panel(advice.application) == [comment]

    general = in_general(council)
    with pytest.raises(Refused):
        answer(general, council.member, shared=True)


def test_change_keeps_what_stood_there_and_leaves_an_event(council):
    advice = on_case(council, shared=True)
    comment = advice.thread.comments.get()
    actions.change_message(
        advice=advice, comment=comment, text="Mended", shared=False, by=council.applicant, at=NOW
    )

    comment.refresh_from_db()
    assert (comment.text, comment.changed_at, comment.shared_at) == ("Mended", NOW, None)
    assert comment.versions.get().text == ASKED
    assert verbs()[-1] == "comments.comment.changed"
    assert EventWords.objects.order_by("pk").last().words == {"text": "Mended"}


@pytest.mark.parametrize("by", ["adviser", "applicant"])
def test_change_after_a_day_or_by_another_is_refused(by, council):
    advice = on_case(council)
    comment = advice.thread.comments.get()
    refusal = Refused if by == "applicant" else NotAllowed

    with pytest.raises(refusal):
        actions.change_message(
            advice=advice,
            comment=comment,
            text="No",
            shared=False,
            by=council.members[by],
            at=NOW + DAY,
        )
    with pytest.raises(refusal):
        actions.withdraw_message(
            advice=advice, comment=comment, by=council.members[by], at=NOW + DAY
        )
    comment.refresh_from_db()
    assert (comment.text, comment.withdrawn_at) == (ASKED, None)


def test_only_communications_own_words_become_guidance(council):
    advice = in_general(council)
    with pytest.raises(NotAllowed):
        actions.flag_message(
            advice=advice,
            comment=advice.thread.comments.get(),
            could_be_guidance=True,
            by=council.adviser,
            at=timezone.now(),
        )
    answer(advice, council.member, could_be_guidance=True)
    assert not conversations.could_be_guidance(council.adviser).exists()


def test_message_pressed_twice_is_one_message_and_one_mail(council):
    advice = in_general(council)
    first = answer(advice, council.adviser, text="Yes, on Fridays")
    OutboxMail.objects.all().delete()

    again = actions.write_advice(
        advice=advice, text="Yes, on Fridays", by=council.adviser, at=NOW + timedelta(seconds=59)
    )

    assert again == first
    assert advice.thread.comments.count() == 2
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("text", "seconds"), [("Yes, on Fridays", 60), ("Yes, on Fridays, too", 1)]
)
def test_message_said_again_later_or_otherwise_is_another(text, seconds, council):
    advice = in_general(council)
    answer(advice, council.adviser, text="Yes, on Fridays")

    later = NOW + timedelta(seconds=seconds)
    actions.write_advice(advice=advice, text=text, by=council.adviser, at=later)

    assert advice.thread.comments.count() == 3


@pytest.mark.postgresql
def test_question_pressed_twice_begins_one_conversation(flushable, council):
    def ask():
        given = {"subject": "Pictures", "text": "May I use them?"}
        return actions.ask_communications(**given, by=council.member, at=NOW).pk

    first, second = together(ask, ask)

    assert first == second
    assert Advice.objects.get().thread.comments.count() == 1
