import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx.shared import Inches

from mercat.common.refusals import Refused
from mercat.practice.exports import EXPORTS
from mercat.practice.imports import bring
from mercat.practice.models import Page
from tests.practice.pictures import png
from tests.practice.written import published

OLD = """<!doctype html><html><head><title>Policy | Strathbeg</title>
<meta name="author" content="Iona Lamont"><meta name="DC.date" content="2011-03-14">
<script>track()</script></head><body><header><nav><a href="/">Home</a></nav></header>
<div id="content"><h1>Using social media</h1>
<p>Written by <img src="/iona.jpg" alt="Iona Lamont"> <em>Iona</em>.</p>
<h2>What we ask</h2><ul><li>Be kind<ul><li>and patient</li></ul></li><li>Be brief</li></ul>
<blockquote><p>The greater risk is not to be there.</p></blockquote>
<p>See <a href="https://example.org/guide">the guide</a> or <a href="javascript:x()">not</a>.</p>
<table><tr><th>When</th><th>Who</th></tr><tr><td>Day</td><td>Desk</td></tr></table>
</div><footer>© Council</footer></body></html>"""


def word():
    made = docx.Document()
    made.core_properties.author = "Iona Lamont"
    made.add_heading("Using social media", 0)
    made.add_heading("What we ask", 1)
    made.add_paragraph("Be kind", style="List Bullet")
    made.add_paragraph("Be brief", style="List Bullet")
    made.add_paragraph("The greater risk is not to be there.", style="Quote")
    bold = made.add_paragraph("This is ")
    bold.add_run("important").bold = True
    made.add_picture(io.BytesIO(png()), width=Inches(1))
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_an_old_web_page_keeps_its_shape_and_loses_its_furniture():
    brought = bring("policy.html", OLD.encode())

    assert (brought.title, brought.author) == ("Using social media", "Iona Lamont")
    assert f"{brought.day:%Y-%m-%d}" == "2011-03-14"
    assert [each.alt for each in brought.missing] == ["Iona Lamont"]
    assert "## What we ask" in brought.body
    assert "- Be kind\n  - and patient\n- Be brief" in brought.body
    assert "> The greater risk is not to be there." in brought.body
    assert "[the guide](https://example.org/guide)" in brought.body
    assert "| When | Who |" in brought.body
    for gone in ("track()", "javascript", "Home", "© Council", "# Using social media"):
        assert gone not in brought.body


def test_a_word_policy_keeps_headings_lists_quotations_and_emphasis():
    brought = bring("policy.docx", word())

    assert (brought.title, brought.author) == ("Using social media", "Iona Lamont")
    assert "## What we ask" in brought.body
    assert "- Be kind\n- Be brief" in brought.body
    assert "> The greater risk is not to be there." in brought.body
    assert "**important**" in brought.body


def test_markdown_comes_as_it_is():
    brought = bring("house-rules.md", b"# House rules\n\nBe **kind**.\n")
    assert (brought.title, brought.body) == ("House rules", "Be **kind**.")
    assert bring("house_rules.md", b"Be kind.").title == "house rules"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", b"PK\x03\x04 nothing"),
        ("a.bin", b"\x00\x01\x02" * 50),
        ("a.md", b"x" * 100_001),
        ("a.html", b"<p>" + b"x" * 100_001),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name, content):
    with pytest.raises(Refused):
        bring(name, content)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.html", b"<html>"), ("a.md", b""), ("a.html", b"\xff\xfe<\0h\0t\0m\0l\0>\0")],
)
def test_nearly_nothing_is_a_draft_all_the_same(name, content):
    assert bring(name, content).title


def test_a_document_becomes_a_draft_that_says_whence_it_came(client, council):
    council.sign_in(client, "member")
    given = {"url": "https://strathbeg.example/old/policy", "file": upload("old.html", OLD)}
    answer = client.post(reverse("practice:bring_in"), given)
    page = Page.objects.get()

    assert answer.url == reverse("practice:brought", args=[page.public_id])
    assert page.status == "draft"
    assert page.source == "https://strathbeg.example/old/policy; Iona Lamont"
    assert f"{page.source_on:%Y-%m-%d}" == "2011-03-14"
    assert "Brought in from:" in client.get(answer.url).content.decode()


def upload(name, text):
    return SimpleUploadedFile(name, text.encode())


def test_a_wrong_document_is_told_beside_its_field(client, council):
    council.sign_in(client, "member")
    given = {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04x"), "url": "nonsense"}
    answer = client.post(reverse("practice:bring_in"), given)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Page.objects.exists()


@pytest.mark.parametrize("ending", EXPORTS)
def test_what_goes_out_comes_in_again_as_it_was(client, council, ending):
    body = (
        "## Why\n\nPeople **ask** in the *evening*.\n\n- one\n- two\n\n"
        "> Said well.\n\nSee [this](https://example.org/)."
    )
    cited = [{"author": "NESTA", "year": "2010", "title": "Local by Social"}]
    page = published(council.member, "public", body=body, citations=cited)
    where = reverse("practice:download", args=[page.public_id, ending])
    answer = client.get(where)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    brought = bring(f"page.{ending}", answer.content)
    assert brought.title == "Evening answers"
    for said in ("**ask**", "- one\n- two", "> Said well.", "example.org", "Local by Social"):
        assert said in brought.body
    assert "Open Government Licence 3.0" in brought.body


def test_long_web_page_keeps_its_headings_and_lists():
    parts = "".join(
        f"<h2>Part {number}</h2><p>Answer <em>kindly</em>, and say who you are. Then stop.</p>"
        f"<ul><li>Look at <a href='https://x.example/{number}'>the rules</a></li></ul>"
        for number in range(900)
    )

    brought = bring("page.html", f"<main><h1>Policy</h1>{parts}</main>".encode())

    assert brought.body.count("\n## Part ") + brought.body.startswith("## Part ") == 900
    assert brought.body.count("- Look at [the rules](https://x.example/") == 900
