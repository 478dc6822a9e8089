"""An adviser's answer that others could use becomes guidance."""

from django.urls import reverse

from mercat.practice.models import Page
from tests.passports.conversations import ASKED, answer, in_general
from tests.passports.views.test_advice import act


def test_an_answer_becomes_a_draft_of_guidance_in_one_step(client, council):
    advice = in_general(council)
    answered = answer(advice, council.adviser, could_be_guidance=True)
    council.sign_in(client, "adviser")

    done = client.post(act("make_guidance", advice, answered))

    page = Page.objects.get()
    assert done.url == reverse("practice:change", args=[page.public_id])
    assert (page.kind, page.status, page.body) == ("guidance", "draft", answered.text)
    assert ASKED not in page.body
    assert client.get(done.url).status_code == 200
    answered.refresh_from_db()
    assert not answered.could_be_guidance
    council.sign_in(client, "colleague")
    assert client.get(done.url).status_code == 404


def test_what_was_asked_never_becomes_guidance(client, council):
    advice = in_general(council)
    council.sign_in(client, "adviser")

    assert (
        client.post(act("make_guidance", advice, advice.thread.comments.get())).status_code == 403
    )
    assert not Page.objects.exists()
