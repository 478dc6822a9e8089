"""A report taken along: as a workbook, as a PDF, and on paper."""

import io

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader
from weasyprint.urls import URLFetcher

from mercat.learning import actions
from mercat.learning.views import exports
from tests.factories.council import NOW
from tests.learning.addresses import asked, assessed, planned, shown
from tests.learning.test_assessments import answered, answers, judged


@pytest.fixture
def lead(council):
    return council.learning_lead


@pytest.fixture
def assessment(council, lead):
    assessment = assessed(council)
    share = asked(assessment, council.colleague, by=lead, team="Archives")
    given = answers("most")
    given["purpose_begun_1"]["note"] = '=HYPERLINK("https://elsewhere.example")'
    actions.answer(share=share, answers=given, by=council.colleague, at=NOW)
    shown(assessment, by=lead, title="The policy \x0bof 2026")
    planned(assessment, council.colleague, by=lead)
    actions.plan_nothing(
        assessment=assessment, capability="learning", reason="In May.", by=lead, at=NOW
    )
    return assessment


def book_of(client, assessment):
    answer = client.get(reverse("learning:workbook", args=[assessment.public_id]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    }


def test_workbook_holds_everything_and_no_formula(assessment, council, client):
    council.sign_in(client, "learning_lead")

    book = book_of(client, assessment)

    assert list(book) == ["Report", "Where we stand", "Answers", "Evidence", "Facts", "Plan"]
    assert len(book["Answers"]) == 1 + 8
    assert book["Answers"][1][3:] == [
        "Archives",
        "In most places, or everywhere",
        '\'=HYPERLINK("https://elsewhere.example")',
    ]
    assert book["Evidence"][1][2] == "The policy  of 2026"
    assert [row[1] for row in book["Plan"][1:]] == ["Ask what stops night staff", "Nothing for now"]
    assert all(row[3] == "nothing to count" for row in book["Facts"][1:] if "Accounts" in row[2])


def test_workbook_of_a_final_report_has_no_plan_for_others(assessment, council, lead, client):
    judged(assessment, lead)
    actions.finish(assessment=assessment, by=lead, at=NOW)
    council.sign_in(client, "member")

    book = book_of(client, assessment)

    assert "Plan" not in book
    assert book["Report"][-1][1] == assessment.__class__.objects.get(pk=assessment.pk).sha256


def test_pdf_without_its_program_says_how_to_print(assessment, council, client, monkeypatch):
    monkeypatch.setattr(exports, "can_make_pdf", lambda: False)
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:report_pdf", args=[assessment.public_id]))

    assert "As the printer choose “Save as PDF”." in page.content.decode()


def test_pdf_is_drawn_with_every_capability_and_its_fingerprint(assessment, council, lead, client):
    judged(assessment, lead)
    final = actions.finish(assessment=assessment, by=lead, at=NOW)
    council.sign_in(client, "learning_lead")

    answer = client.get(reverse("learning:report_pdf", args=[assessment.public_id]))

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    pdf = PdfReader(io.BytesIO(answer.content))
    text = " ".join(page.extract_text() for page in pdf.pages).replace("\0", "")
    words = " ".join(text.split())
    assert pdf.metadata.title == "Ready for 2027"
    for each in (
        "Strathbeg Council",
        "Purpose and policy",
        "Learning and tools",
        "In most places, or everywhere",
        "A dot is where you stand, a ring what you aim at",
    ):
        assert each in words
    assert final.sha256 in words.replace(" ", "")


@pytest.fixture
def asked_for(monkeypatch):
    """What WeasyPrint would fetch, if it might."""
    addresses, fetch = [], URLFetcher.fetch

    def heard(self, url, *args, **kwargs):
        addresses.append(url)
        return fetch(self, url, *args, **kwargs)

    monkeypatch.setattr(URLFetcher, "fetch", heard)
    return addresses


def test_pdf_asks_for_nothing_and_draws_the_profile(assessment, council, client, asked_for):
    council.sign_in(client, "learning_lead")

    answer = client.get(reverse("learning:report_pdf", args=[assessment.public_id]))

    assert asked_for == []
    first = PdfReader(io.BytesIO(answer.content)).pages[0]
    curves = [each for each in first.get_contents().operations if each[1] == b"c"]
    assert curves  # rings; nothing else on the page is round


def test_pdf_of_a_page_with_addresses_fetches_none(asked_for):
    addresses = ["https://elsewhere.example/a.png", "file:///etc/hostname", "data:,a"]
    pictures = "".join(f'<img src="{each}">' for each in addresses)

    page = exports._drawn(f"{pictures}<p>There.</p>")

    assert asked_for == addresses
    pdf = PdfReader(io.BytesIO(page))
    assert "There." in pdf.pages[0].extract_text()
    assert not list(pdf.pages[0].images)


def test_change_over_time_stands_in_the_report(assessment, council, lead, client):
    judged(assessment, lead)
    previous = actions.finish(assessment=assessment, by=lead, at=NOW)
    given = {"starts_on": previous.starts_on, "ends_on": previous.ends_on, "teams": []}
    again = actions.start_again(
        previous=previous,
        title="Ready for 2028",
        capabilities=["purpose", "learning"],
        due_on=previous.ends_on,
        **given,
        by=lead,
        at=NOW,
    )
    actions.judge(
        assessment=again, capability="learning", stage="begun", reason="We did.", by=lead, at=NOW
    )
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:report", args=[again.public_id])).content.decode()

    said = " ".join(page.split())
    assert "Last time was “Ready for 2027”, until 31 December 2026." in said
    assert page.count('data-label="Last time"') == 2
    # the larger gap first, in the picture too: purpose was not judged, learning is one stage on
    assert page.index(">Purpose and policy<") < page.index(">Learning and tools<")
    assert 'fill="#fff" stroke="#1d1a22"' in page


def test_judge_page_says_where_one_stood_last_time(assessment, council, lead, client):
    answered(assessment.shares.get(), council.colleague, coverage="most", keys=[])
    judged(assessment, lead)
    previous = actions.finish(assessment=assessment, by=lead, at=NOW)
    given = {"starts_on": previous.starts_on, "ends_on": previous.ends_on, "teams": []}
    again = actions.start_again(
        previous=previous,
        title="Next",
        capabilities=["purpose"],
        due_on=previous.ends_on,
        **given,
        by=lead,
        at=NOW,
    )
    council.sign_in(client, "learning_lead")

    page = client.get(reverse("learning:judge", args=[again.public_id, "purpose"]))

    assert "Last time (Ready for 2027):" in page.content.decode()


def test_drawing_has_no_row_for_workers_where_none_were_asked(assessment, council, client):
    council.sign_in(client, "learning_lead")

    answer = client.get(reverse("learning:report", args=[assessment.public_id]))

    assert "Workers say" not in answer.content.decode()
