"""The pages of a conversation, as each side reads them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from mercat.comments.models import Comment, Reader
from mercat.common.models import OutboxMail
from mercat.passports import actions
from mercat.passports.models import Advice
from tests.factories import AccountFactory
from tests.passports.conversations import (
    ASKED,
    KINDS,
    answer,
    in_general,
    on_account,
    on_case,
)
from tests.passports.states import give_roles
from tests.passports.views.reading import errors_of, messages_of, said_on

each_kind = pytest.mark.parametrize("kind", KINDS)


def page_of(advice):
    return reverse("passports:advice", args=[advice.public_id])


def act(name, advice, comment=None):
    keys = [advice.public_id, *([comment.public_id] if comment else [])]
    return reverse(f"passports:{name}", args=keys)


def text_of(response):
    return response.content.decode()


def now(**given):
    return {"at": timezone.now(), **given}


@pytest.mark.parametrize("path", ["application_advice", "account_advice"])
def test_conversation_begins_on_the_page_of_what_it_is_about(path, council, client):
    if path == "application_advice":
        thing, asker = council.case("draft"), council.sign_in(client, "applicant")
    else:
        thing, asker = on_account(council).account, council.sign_in(client, "colleague")
        Advice.objects.all().delete()
    url = reverse(f"passports:{path}", args=[thing.public_id])
    assert "Nobody has written yet." in text_of(client.get(url))

    assert errors_of(client.post(url, {"text": " "})) == {"text": "Write your message first"}
    page = client.post(url, {"text": "How often?"}, follow=True)

    assert messages_of(page) == ["It is sent. You get a mail when there is an answer."]
    assert "How often?" in text_of(page)
    assert client.get(url).status_code == 302
    assert Comment.objects.get(text="How often?").author == asker.person


def test_adviser_who_may_not_read_a_draft_reads_what_was_asked_about_it(council, client):
    advice = on_case(council, "draft")
    council.sign_in(client, "adviser")

    page = client.get(page_of(advice))

    assert ASKED in text_of(page)
    assert reverse("passports:application", args=[advice.application.public_id]) not in text_of(
        page
    )
    assert "Answer family historians" not in text_of(page)


@pytest.mark.parametrize("part", ["member", "keeper", "chair"])
def test_account_advice_of_another_leads_to_a_question_of_ones_own(part, council, client):
    account = AccountFactory(organisation=council.organisation, name="Strathbeg & Co")
    council.sign_in(client, part)

    page = client.get(reverse("passports:account_advice", args=[account.public_id]), follow=True)

    assert said_on(page, "h1") == ["Ask communications"]
    assert 'value="Strathbeg &amp; Co on Facebook"' in text_of(page)
    posted = client.post(
        reverse("passports:account_advice", args=[account.public_id]), {"text": "x"}
    )
    assert posted.status_code == 403


@pytest.mark.parametrize("part", ["manager", "clerk", "chair", "panel_member", "auditor"])
def test_application_advice_is_refused_to_other_readers(part, council, client):
    application = council.case("in_panel")
    council.sign_in(client, part)
    url = reverse("passports:application_advice", args=[application.public_id])

    assert (client.get(url).status_code, client.post(url, {"text": "x"}).status_code) == (403, 403)


def test_ask_communications_about_nothing_in_particular(council, client):
    council.sign_in(client, "member")
    url = reverse("passports:ask_communications")

    assert errors_of(client.post(url, {"subject": "", "text": " "})) == {
        "subject": "Say in a few words what it is about",
        "text": "Write your question first",
    }
    page = client.post(url, {"subject": "Pictures\n of us", "text": "May we?"}, follow=True)

    assert said_on(page, "h1") == ["Advice: Pictures of us"]
    listed = client.get(reverse("passports:advice_list"))
    assert "Pictures of us" in text_of(listed)
    assert "With communications" in text_of(listed)


def test_advice_list_without_questions_says_what_one_can_do(council, client):
    council.sign_in(client, "member")

    page = client.get(reverse("passports:advice_list"))

    assert "You have asked nothing yet" in text_of(page)


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        'https://a.example/"onmouseover="alert(1)',
        "javascript:alert(1)",
        "<a href='https://b.example'>x</a>",
    ],
)
def test_message_is_plain_text_whatever_stands_in_it(written, council, client):
    advice = in_general(council, text=written)
    answer(advice, council.adviser, quotes=advice.thread.comments.get())
    council.sign_in(client, "adviser")

    page = text_of(client.get(page_of(advice)))

    assert written not in page or written.startswith("javascript")
    for bad in ("<script>alert", '"onmouseover', 'href="javascript', "<a href='"):
        assert bad not in page


def test_message_links_lead_away_and_are_not_followed_by_robots(council, client):
    advice = in_general(council, text="See https://archives.example/a?b=1&c=2 for more")
    council.sign_in(client, "adviser")

    page = text_of(client.get(page_of(advice)))

    assert '<a href="https://archives.example/a?b=1&amp;c=2" rel="nofollow">' in page


def test_new_messages_are_marked_until_they_are_read(council, client):
    advice = in_general(council, **now())
    council.sign_in(client, "member")
    client.get(page_of(advice))
    answer(advice, council.adviser, **now())

    dashboard, listed = client.get("/dashboard/"), client.get(reverse("passports:advice_list"))
    assert "New message" in text_of(dashboard)
    assert "New message" in text_of(listed)
    head = client.head(page_of(advice))
    assert head.status_code == 200
    client.get(page_of(advice), headers={"Sec-Purpose": "prefetch"})
    assert "New" in said_on(client.get(page_of(advice)), "strong")
    assert "New" not in said_on(client.get(page_of(advice)), "strong")
    assert "New message" not in text_of(client.get("/dashboard/"))


def test_case_page_says_that_communications_answered(council, client):
    advice = on_case(council, "draft", **now())
    url = reverse("passports:application", args=[advice.application.public_id])
    council.sign_in(client, "applicant")
    assert "Ask communications" in said_on(client.get(url), "main//a")

    answer(advice, council.adviser, **now())

    assert "Read what communications wrote" in said_on(client.get(url), "main//a")


def test_answer_tells_of_what_was_asked_meanwhile(council, client):
    advice = in_general(council, **now())
    seen = advice.thread.comments.get().public_id
    answer(advice, council.member, text="And?", **now())
    council.sign_in(client, "adviser")

    page = client.post(page_of(advice), {"text": "Yes.", "seen": seen}, follow=True)

    assert messages_of(page) == [
        "Your message is sent.",
        "They wrote again while you did: see below.",
    ]


def test_quote_stands_above_the_answer(council, client):
    advice = in_general(council, **now())
    asked = advice.thread.comments.get()
    council.sign_in(client, "adviser")

    page = client.get(f"{page_of(advice)}?quote={asked.public_id}")
    assert "You quote Member:" in text_of(page)
    client.post(page_of(advice), {"text": "Yes.", "quotes": asked.public_id})

    assert Comment.objects.get(text="Yes.").quotes == asked


def test_quote_from_another_conversation_is_left_out(council, client):
    theirs = in_general(council, by=council.colleague, text="CANARY-theirs", **now())
    advice = in_general(council, **now())
    foreign = theirs.thread.comments.get().public_id
    council.sign_in(client, "member")

    page = client.get(f"{page_of(advice)}?quote={foreign}")
    client.post(page_of(advice), {"text": "Yes.", "quotes": foreign, "seen": foreign})

    assert "CANARY-theirs" not in text_of(page)
    assert Comment.objects.get(text="Yes.").quotes is None


@pytest.mark.parametrize("bad", ["\x00", "\u202e", "' OR 1", "x" * 3000])
def test_quote_of_nothing_is_no_quotation(bad, council, client):
    advice = in_general(council, **now())
    council.sign_in(client, "adviser")

    assert "You quote" not in text_of(client.get(page_of(advice), {"quote": bad}))
    assert client.post(act("settle_advice", advice), {"seen": bad}).status_code == 302
    assert client.post(act("take_advice", advice), {"taken_from": bad}).status_code == 302


def test_message_too_long_keeps_what_was_typed(council, client):
    advice = in_general(council, **now())
    council.sign_in(client, "member")

    page = client.post(page_of(advice), {"text": "Well " * 1001})

    assert list(errors_of(page)) == ["text"]
    assert "Well Well" in text_of(page)


@pytest.mark.parametrize("text", ["\x00", "\u202eabc", "🦭" * 5000])
def test_message_of_odd_letters_is_taken_or_refused_in_words(text, council, client):
    advice = in_general(council, **now())
    council.sign_in(client, "member")

    page = client.post(page_of(advice), {"text": text}, follow=True)

    assert page.status_code == 200
    assert errors_of(page) or messages_of(page)


def test_own_message_is_changed_and_withdrawn_within_the_day(council, client):
    advice = on_case(council, **now())
    comment = advice.thread.comments.get()
    council.sign_in(client, "applicant")

    client.post(act("change_message", advice, comment), {"text": "Mended", "shared": "on"})
    page = client.get(page_of(advice))
    assert ("Mended" in text_of(page), "how it read before" in text_of(page)) == (True, True)
    assert "The panel sees this" in said_on(page, "strong")
    page = client.post(act("withdraw_message", advice, comment), follow=True)

    assert "Applicant withdrew this message" in text_of(page)
    assert ("Mended" in text_of(page), ASKED in text_of(page)) == (False, False)


@pytest.mark.parametrize("name", ["change_message", "withdraw_message", "share_message"])
def test_message_of_the_other_side_cannot_be_touched(name, council, client):
    advice = on_case(council, **now())
    comment = advice.thread.comments.get()
    council.sign_in(client, "adviser")

    assert client.post(act(name, advice, comment), {"text": "Mine"}).status_code == 403


def test_message_of_another_conversation_is_not_found(council, client):
    advice = on_case(council, **now())
    elsewhere = in_general(council, by=council.applicant, **now()).thread.comments.get()
    council.sign_in(client, "applicant")

    assert client.post(act("share_message", advice, elsewhere)).status_code == 404


def test_adviser_takes_and_gives_back_and_flags(council, client):
    advice = in_general(council, **now())
    council.sign_in(client, "adviser")

    page = client.post(act("take_advice", advice), {"taken_from": ""}, follow=True)
    assert messages_of(page) == ["You have it. Your colleagues see that you will answer."]
    page = client.post(act("take_advice", advice), {"taken_from": ""}, follow=True)
    assert "meanwhile" in messages_of(page)[0]
    client.post(act("give_back_advice", advice))
    client.post(page_of(advice), {"text": "Yes.", "could_be_guidance": "on"})
    answered = Comment.objects.get(text="Yes.")
    assert answered.could_be_guidance
    client.post(act("flag_message", advice, answered), {"could_be_guidance": "no"})
    answered.refresh_from_db()
    assert not answered.could_be_guidance
    page = client.post(act("settle_advice", advice), follow=True)
    assert messages_of(page)[-1] == "It waits for nothing now."


CANARY = "CANARY-between-us"
OTHERS = ["clerk", "chair", "panel_member", "auditor", "manager", "member", "keeper",
          "administrator", "colleague"]  # fmt: skip


@pytest.mark.parametrize("part", OTHERS)
def test_advice_that_is_not_shown_leaks_nowhere(part, council, client):
    """Pages, lists, look-up and mails: what is not shown to the panel stands nowhere of theirs."""
    council.applicant.person.name = "Applicant"
    advice = on_case(council, text=CANARY, **now())
    asked = advice.thread.comments.get()
    answer(advice, council.adviser, text="Shown to all", shared=True, quotes=asked, **now())
    answer(advice, council.adviser, text=f"{CANARY} too", **now())
    in_general(council, by=council.applicant, subject=CANARY, text=CANARY, **now())
    give_roles(council.members[part])
    council.sign_in(client, part)
    case = reverse("passports:application", args=[advice.application.public_id])
    pages = [case, "/dashboard/", "/passports/", "/passports/advice/", "/register/"]
    pages += [f"/lookup/?q={CANARY[:-1]}", f"/register/?q={CANARY[:-1]}", "/advice/"]
    pages.append(page_of(advice))

    found = {path: text_of(client.get(path)) for path in pages}

    assert [path for path, text in found.items() if CANARY in text] == []
    reads = part in {"clerk", "chair", "panel_member", "auditor"}
    assert ("Shown to all" in found[case]) == reads
    assert client.get(page_of(advice)).status_code == 404
    told = OutboxMail.objects.filter(to=f"{part}@strathbeg.example")
    assert not [mail for mail in told if CANARY in str(mail.context)]


@each_kind
def test_advice_of_another_organisation_is_not_there(kind, council, outside, client):
    advice = KINDS[kind](outside)
    for part in council.members:
        council.sign_in(client, part)
        assert client.get(page_of(advice)).status_code == 404
        assert client.post(page_of(advice), {"text": "x"}).status_code == 404


@pytest.mark.parametrize(("part", "queries"), [("member", 10), ("adviser", 13)])
@pytest.mark.parametrize("count", [1, 3])
def test_conversation_costs_the_same_for_one_message_and_three(
    part, queries, count, council, client, django_assert_num_queries
):
    advice = in_general(council, **now())
    for _ in range(count - 1):
        answer(advice, council.adviser, quotes=advice.thread.comments.first(), **now())
    council.sign_in(client, part)
    client.get(page_of(advice))

    with django_assert_num_queries(queries):
        client.get(page_of(advice))
    assert Reader.objects.get(thread=advice.thread, person=council.members[part].person).read_to


def test_long_conversation_shows_the_newest_and_leads_to_the_rest(council, client):
    advice = in_general(council, text="The first", **now())
    for number in range(50):
        answer(advice, council.member, text=f"Message {number}", **now())
    council.sign_in(client, "adviser")

    page = client.get(page_of(advice))
    assert ("The first" in text_of(page), "Message 49" in text_of(page)) == (False, True)
    (earlier,) = [a for a in said_on(page, "main//a") if a.startswith("Earlier")]
    address = html.document_fromstring(text_of(page)).xpath(f"//a[.='{earlier}']/@href")[0]
    older = text_of(client.get(page_of(advice) + address))

    assert ("The first" in older, "Later messages" in older) == (True, True)


def test_panel_sees_of_a_changed_message_only_how_it_reads_now(council, client):
    advice = on_case(council, text=CANARY, **now())
    comment = advice.thread.comments.get()
    actions.change_message(
        advice=advice,
        comment=comment,
        text="Fit to show",
        shared=True,
        by=council.applicant,
        **now(),
    )
    council.sign_in(client, "chair")

    page = text_of(
        client.get(reverse("passports:application", args=[advice.application.public_id]))
    )

    assert ("Fit to show" in page, CANARY in page) == (True, False)
