"""Anybody reports an account, and whoever runs it asks for a review. No account, no name."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from mercat.config import settings as real
from mercat.files.models import StoredFile
from mercat.register.models import Account
from mercat.register.reports.models import OwnerReview, Report, ReportedAccount
from tests.lookup.claims import published
from tests.passports.views.reading import said_on
from tests.register.reports.reported import CANARY, URL, attributes, known_false, png

REPORT = "/lookup/report/"


@pytest.fixture(autouse=True)
def nobody_counted(db):
    cache.clear()


def given(**changed):
    return {"account": URL, "does": "pretends", "words": "It uses the crest.", **changed}


def picture(content=None):
    return SimpleUploadedFile("seen.png", content or png(), content_type="image/png")


def test_report_needs_no_account_and_comes_to_the_organisation(client, council):
    answer = client.post(REPORT, given(email=CANARY, picture=picture()))

    reported = ReportedAccount.objects.get()
    report = reported.reports.get()
    assert said_on(answer, "h1") == ["Thank you: your report has come"]
    assert (reported.organisation, report.email, report.by) == (council.organisation, CANARY, None)
    assert (report.picture.stored_by, report.picture.attached_at) == (None, report.received_at)
    assert Account.objects.count() == 0


def test_report_asks_which_organisation_where_there_are_several(client, council, outside):
    without = client.post(REPORT, given())
    client.post(REPORT, given(organisation="glentarbet"))
    client.post(REPORT + "?organisation=strathbeg", given())
    client.post(REPORT + "?organisation=nothing", given(organisation="nothing"))

    assert "Choose the organisation" in without.content.decode()
    found = ReportedAccount.objects.order_by("pk").values_list("organisation__slug", flat=True)
    assert list(found) == ["glentarbet", "strathbeg"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"account": ""}, "Paste the address of the account"),
        ({"account": "hello world"}, "We cannot read this as an address"),
        ({"account": "facebook.com/strathbeg/posts/1"}, "the address of a post"),
        ({"account": "x" * 600}, "500"),
        ({"account": "\0"}, "holds a character we cannot keep"),
        ({"does": "parody"}, "Parody and criticism are everybody’s right"),
        ({"does": "criticism"}, "Parody and criticism are everybody’s right"),
        ({"does": "nonsense"}, "Choose one of the answers"),
        ({"words": ""}, "Say what you saw"),
        ({"words": "x" * 2001}, "2000 characters"),
        ({"email": "nobody"}, "Enter an email address"),
    ],
)
def test_report_that_is_wrong_says_so_beside_the_field_and_keeps_the_rest(
    wrong, said, client, council
):
    answer = client.post(REPORT, given(**wrong, picture=picture()))

    assert answer.status_code == 200
    assert said in " ".join(said_on(answer, "p[contains(@class, 'govuk-error-message')]"))
    assert "Choose the picture again" in answer.content.decode()
    assert (Report.objects.count(), StoredFile.objects.count()) == (0, 0)


@pytest.mark.parametrize("content", [b"%PDF-1.4", b"<svg/>", b"", b"\x89PNG broken"])
def test_report_with_something_that_is_no_picture_is_not_taken(content, client, council):
    upload = SimpleUploadedFile("seen.png", content, content_type="image/png")

    answer = client.post(REPORT, given(picture=upload))

    assert (answer.status_code, Report.objects.count()) == (200, 0)


@pytest.mark.parametrize("status", ["active", "dormant", "paused", "own", "false"])
def test_report_of_what_we_know_is_answered_at_once_and_not_kept(status, client, council):
    published(council.organisation, status=status, platform="x", key="x:strathbegnews1")

    answer = client.post(REPORT, given(email=CANARY))

    assert said_on(answer, "h1") == ["We know this account already"]
    assert ReportedAccount.objects.count() == 0


@pytest.mark.parametrize("status", ["closed_released", "lost"])
def test_report_of_what_was_ours_is_taken(status, client, council):
    published(council.organisation, status=status, platform="x", key="x:strathbegnews1")

    client.post(REPORT, given())

    assert ReportedAccount.objects.get().state == "received"


def test_reports_from_one_place_have_an_end(client, council, settings):
    settings.ACCOUNT_RATE_LIMITS = real.ACCOUNT_RATE_LIMITS
    codes = [client.post(REPORT, given(words=str(n))).status_code for n in range(12)]

    assert codes == [200] * 10 + [429] * 2
    assert ReportedAccount.objects.get().report_count == 10


@pytest.mark.parametrize("path", ["/lookup/", "/lookup/organisations/strathbeg/"])
def test_form_is_reached_from_the_answer_and_the_public_page(path, client, council):
    answer = client.get(path, {"q": URL})

    (link,) = [each for each in attributes(answer, "main//a/@href") if "/report/" in each]
    assert client.get(link).status_code == 200


def test_form_knows_the_account_that_was_looked_up(client, council):
    answer = client.get(REPORT, {"q": URL})

    assert attributes(answer, "input[@name='account']/@value") == [URL]


@pytest.mark.parametrize("bad", ["\0", "x" * 5000, "<b>", "%00"])
def test_form_of_bad_questions_is_the_form(bad, client, council):
    assert client.get(REPORT, {"q": bad, "organisation": bad}).status_code == 200


def test_report_where_nobody_publishes_says_so(client, db):
    assert "No organisation here" in client.get(REPORT).content.decode()
    assert client.post(REPORT, given()).status_code == 200
    assert ReportedAccount.objects.count() == 0


def test_nobody_reports_to_an_organisation_that_has_closed(client, council, outside):
    trust = outside.organisation
    trust.sealed_at = timezone.now()
    trust.save()
    published(trust, status="closed_parked")

    register = client.get(reverse("lookup:organisation", args=[trust.slug]))
    asked = client.get(REPORT, {"organisation": trust.slug})

    assert attributes(register, "main//a[starts-with(@href, '/lookup/report')]/@href") == []
    assert str(trust) not in asked.content.decode()
    client.post(REPORT, given(organisation=trust.slug))
    assert not ReportedAccount.objects.filter(organisation=trust).exists()


def review_page(reported):
    return reverse("lookup:ask_review", args=[reported.account.public_id])


def review(**changed):
    return {"words": "It is my name.", "email": CANARY, "is_mine": "on", **changed}


def test_owner_asks_for_a_review_from_the_answer(client, council):
    reported = known_false(council)
    link = review_page(reported)

    answer = client.get("/lookup/", {"q": URL})
    said = client.post(link, review())

    assert link in attributes(answer, "div[@id='answer']//a/@href")
    assert said_on(said, "h1") == ["Your review is asked for"]
    assert OwnerReview.objects.get().reported == reported


@pytest.mark.parametrize("wrong", [{"words": ""}, {"email": ""}, {"is_mine": ""}, {"email": "a"}])
def test_review_that_is_wrong_says_so(wrong, client, council):
    answer = client.post(review_page(known_false(council)), review(**wrong))

    assert (answer.status_code, OwnerReview.objects.count()) == (200, 0)
    assert said_on(answer, "p[contains(@class, 'govuk-error-message')]") != []


@pytest.mark.parametrize("status", ["active", "lost", "own", "closed_released"])
def test_review_is_of_false_accounts_alone(status, client, council):
    account = published(council.organisation, status=status)

    answer = client.get(reverse("lookup:ask_review", args=[account.public_id]))

    assert answer.status_code == 404


def test_reviews_from_one_place_have_an_end(client, council, settings):
    settings.ACCOUNT_RATE_LIMITS = real.ACCOUNT_RATE_LIMITS
    link = review_page(known_false(council))
    codes = [client.post(link, review(email=f"a{n}@b.example")).status_code for n in range(6)]

    assert codes == [200] * 5 + [429]


@pytest.mark.parametrize("path", [REPORT])
def test_public_form_by_another_method_is_not_taken(path, client, council):
    assert [getattr(client, each)(path).status_code for each in ("put", "delete")] == [405, 405]
