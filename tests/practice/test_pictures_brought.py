"""Pictures of documents: in the file, beside the page, or fetched when somebody asks."""

import base64
import io
import zipfile
from datetime import timedelta
from email.message import EmailMessage

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mercat.common.refusals import NotAllowed, Refused
from mercat.practice import actions, queries
from mercat.practice.imports import actions as documents
from mercat.practice.imports import bring
from mercat.practice.models import Attachment, MissingPicture, Page
from tests.factories.council import NOW
from tests.practice.pictures import png
from tests.practice.test_bringing import OLD, word
from tests.practice.written import draft

PNG = "image/png"


def coloured(colour, size=(40, 30)):
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "PNG")
    return kept.getvalue()


def zipped(**files):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return kept.getvalue()


def single_file():
    made = EmailMessage()
    made["Snapshot-Content-Location"] = "https://strathbeg.example/old/policy"
    made.set_content(OLD, subtype="html")
    made.replace_header("Content-Type", "text/html; charset=utf-8")
    made["Content-Location"] = "https://strathbeg.example/old/policy"
    made.make_related()
    made.add_related(png(), "image", "png")
    made.get_payload()[1]["Content-Location"] = "https://strathbeg.example/iona.jpg"
    return made.as_bytes()


def test_a_word_document_brings_its_pictures_where_they_stood():
    brought = bring("policy.docx", word())

    assert [each.checked.kind.key for each in brought.pictures] == ["png"]
    assert brought.body.endswith("![](picture:1)")
    assert brought.missing == []


def test_a_zip_of_a_saved_page_brings_the_folder_beside_it():
    page = OLD.replace("/iona.jpg", "policy_files/Iona%20L.PNG").encode()
    files = {"old/policy.html": page, "old/policy_files/iona l.png": png()}
    brought = bring("policy.zip", zipped(**files))

    assert brought.title == "Using social media"
    assert [each.alt for each in brought.pictures] == ["Iona Lamont"]
    assert "Written by ![](picture:1) *Iona*." in brought.body


def test_a_page_saved_as_one_file_brings_its_pictures():
    brought = bring("policy.mhtml", single_file())

    assert (brought.title, brought.url) == (
        *("Using social media", "https://strathbeg.example/old/policy"),
    )
    assert [each.alt for each in brought.pictures] == ["Iona Lamont"]
    assert "- Be kind\n  - and patient" in brought.body


def test_a_page_of_one_file_alone_names_what_it_does_not_hold():
    brought = bring("old.html", OLD.encode(), url="https://strathbeg.example/old/policy")

    assert [each.url for each in brought.missing] == ["https://strathbeg.example/iona.jpg"]
    assert "![Iona Lamont](https://strathbeg.example/iona.jpg)" in brought.body
    without = bring("old.html", OLD.encode())
    assert [(each.name, each.url) for each in without.missing] == [("iona.jpg", "")]
    assert "Written by Iona Lamont *Iona*." in without.body


def test_the_author_s_picture_is_kept_though_it_stands_in_what_goes():
    face = base64.b64encode(png()).decode()
    page = (
        "<html><body><article><header><h1>Being there</h1><p class='byline'>"
        f"<img src='data:image/png;base64,{face}'><span rel='author'>Iona</span></p></header>"
        "<p>Go where people are.</p></article></body></html>"
    )
    brought = bring("being.html", page.encode())

    assert brought.author == "Iona"
    assert [each.alt for each in brought.pictures] == ["Iona"]
    assert brought.body == "![](picture:1)\n\nGo where people are."


def test_what_counts_readers_is_left_and_the_same_picture_is_kept_once():
    same = base64.b64encode(png()).decode()
    page = (
        "<html><body><p>One <img width=1 height=1 src='https://count.example/x.gif'></p>"
        f"<p><img src='data:image/png;base64,{same}' alt='Map'> and "
        f"<img data-src='data:image/png;base64,{same}' src='data:image/gif;base64,R0lGOD'></p>"
        "<p><img src='javascript:x()' alt='no'><img src='drawing.svg' alt='yes'></p></body></html>"
    )
    brought = bring("a.html", page.encode(), url="https://a.example/b/")

    assert len(brought.pictures) == 1
    assert brought.body.count("![](picture:1)") == 2
    assert [each.url for each in brought.missing] == ["", "https://a.example/b/drawing.svg"]
    assert "javascript" not in brought.body


def test_what_is_no_picture_is_said_with_its_reason():
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    page = b"<html><body><p><img src='a.svg' alt='Plan'><img src='b.png'></p></body></html>"
    brought = bring("a.zip", zipped(**{"a.html": page, "a.svg": svg, "b.png": b"\x89PNG nothing"}))

    assert brought.pictures == []
    assert "a drawing that can run scripts" in str(brought.missing[0].why)
    assert "a kind of picture that cannot be kept" in str(brought.missing[1].why)


def test_markdown_with_pictures_beside_it():
    text = b"# Rules\n\n![A map](map.png)\n\nSee ![x](https://a.example/x.png) ![y](ftp://b/c.png)."
    brought = bring("rules.zip", zipped(**{"rules.md": text, "map.png": png()}))

    assert brought.body.startswith("![](picture:1)\n\nSee ![x](https://a.example/x.png)")
    assert [each.alt for each in brought.pictures] == ["A map"]


@pytest.mark.parametrize(
    "content",
    [
        zipped(**{"a.txt": b"nothing"}),
        b"PK\x03\x04" + b"x" * 400,
        b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--",
        zipped(**{f"{n}.txt": b"" for n in range(5_100)}),
    ],
    ids=["nothing", "broken", "no page", "many"],
)
def test_a_folder_that_cannot_be_read_is_refused_with_a_sentence(content):
    with pytest.raises(Refused):
        bring("a.zip", content)


def test_a_bomb_is_not_unfolded():
    page = b"<html><body><p>Begin</p><p><img src='a.png' alt='Big'></p></body></html>"
    brought = bring("a.zip", zipped(**{"a.html": page, "a.png": b"\0" * 60_000_000}))

    assert "larger than" in str(brought.missing[0].why)


def brought_in(client, council, **given):
    council.sign_in(client, "member")
    return client.post(reverse("practice:bring_in"), given)


def test_its_pictures_wait_to_be_described_and_nobody_publishes_before(client, council):
    answer = brought_in(client, council, file=SimpleUploadedFile("p.docx", word()))
    page = Page.objects.get()
    picture = page.attachments.get()

    assert answer.url == reverse("practice:brought", args=[page.public_id])
    assert "1 picture is here. 1 waits for you" in client.get(answer.url).content.decode()
    with pytest.raises(Refused):
        actions.publish(page=page, visibility="public", by=council.member, at=NOW)
    publish = client.get(reverse("practice:publish", args=[page.public_id]))
    describe = reverse("practice:describe_pictures", args=[page.public_id])
    assert publish.url == describe
    assert "What does picture 1 show?" in client.get(describe).content.decode()
    client.post(describe, {f"words_{picture.public_id}": "The town hall at night"})
    picture.refresh_from_db()
    assert picture.words == "The town hall at night"
    actions.publish(page=page, visibility="public", by=council.member, at=NOW)
    client.logout()
    shown = client.get(reverse("practice:page", args=[page.public_id])).content.decode()
    assert 'alt="The town hall at night"' in shown


def test_the_original_s_words_are_proposed(client, council):
    page = OLD.replace("/iona.jpg", "iona.png").encode()
    content = zipped(**{"policy.html": page, "iona.png": png()})
    brought_in(client, council, file=SimpleUploadedFile("policy.zip", content))
    one = Page.objects.get()
    where = reverse("practice:describe_pictures", args=[one.public_id])

    assert one.attachments.get().words == ""
    assert ">Iona Lamont</textarea>" in client.get(where).content.decode().replace("\n", "")


def test_nothing_is_fetched_unless_somebody_asks(client, council, web):
    web.page("https://strathbeg.example/iona.jpg", png(), kind=PNG)
    given = {"url": "https://strathbeg.example/old/policy"}
    answer = brought_in(client, council, file=SimpleUploadedFile("o.html", OLD.encode()), **given)

    assert documents.fetch_pictures(at=NOW) == 0
    assert web.urls() == []
    page = Page.objects.get()
    shown = client.get(answer.url).content.decode()
    assert "Not fetched" in shown
    assert "Fetch these pictures" in shown
    client.post(reverse("practice:ask_for_pictures", args=[page.public_id]))
    waiting = client.get(answer.url)
    assert waiting.headers["Refresh"]
    assert "0 done, 1 to go." in waiting.content.decode()
    assert documents.fetch_pictures(at=NOW) == 1
    assert web.urls() == ["https://strathbeg.example/iona.jpg"]
    read = client.get(reverse("practice:page", args=[page.public_id])).content.decode()
    assert 'alt="Iona Lamont" class="m-picture"' in read


def test_a_page_is_fetched_with_its_pictures_and_what_fails_is_said(client, council, web):
    page = OLD.replace("</div>", "<p><img src='gone.png' alt='Gone'></p></div>")
    web.page("https://strathbeg.example/old/policy", page)
    web.page("https://strathbeg.example/iona.jpg", png(), kind=PNG)
    web.page("https://strathbeg.example/old/gone.png", status=404)
    given = {"url": "https://strathbeg.example/old/policy", "fetches": "on"}
    answer = brought_in(client, council, **given)
    page = Page.objects.get()

    assert page.title == "Using social media"
    assert page.source == "https://strathbeg.example/old/policy; Iona Lamont"
    assert documents.fetch_pictures(at=NOW, most=1) == 1
    assert "1 done, 1 to go." in client.get(answer.url).content.decode()
    assert documents.fetch_pictures(at=NOW) == 1
    said = client.get(answer.url).content.decode()
    assert "strathbeg.example answered 404." in said
    assert [each.source for each in page.attachments.all()] == [
        "https://strathbeg.example/iona.jpg"
    ]
    assert documents.fetch_pictures(at=NOW) == 0


@pytest.mark.parametrize(
    ("url", "kind", "content"),
    [
        ("https://a.example/a.png", PNG, b"<svg onload=alert(1)>"),
        ("https://a.example/a.png", "image/svg+xml", b"<svg/>"),
        ("https://a.example/a.png", PNG, b"\x89PNG" + b"x" * 11_000_000),
        ("http://169.254.169.254/latest", PNG, png()),
        ("http://localhost:5432/", PNG, png()),
    ],
    ids=["no picture", "drawing", "too big", "metadata", "own"],
)
def test_what_may_not_be_fetched_is_not_kept(council, web, url, kind, content):
    web.page("https://a.example/a.png", content, kind=kind)
    page = draft(council.member, body=f"![]({url})")
    missing = MissingPicture.objects.create(page=page, name="a.png", url=url, state="waits")
    documents.fetch_pictures(at=NOW)
    missing.refresh_from_db()

    assert missing.state == "failed"
    assert missing.why
    assert not Attachment.objects.exists()


def test_each_picture_is_asked_for_by_one_worker_and_again_if_that_died(council, web):
    web.page("https://a.example/a.png", png(), kind=PNG)
    page = draft(council.member)
    about = {"name": "a.png", "url": "https://a.example/a.png", "state": "waits"}
    MissingPicture.objects.create(page=page, claimed_until=NOW + timedelta(minutes=9), **about)

    assert documents.fetch_pictures(at=NOW) == 0
    assert documents.fetch_pictures(at=NOW + timedelta(minutes=10)) == 1


def test_a_picture_fetched_for_a_published_page_waits_for_its_description(client, council, web):
    web.page("https://a.example/a.png", png(), kind=PNG)
    page = draft(council.member, body="![](https://a.example/a.png)")
    actions.publish(page=page, visibility="public", by=council.member, at=NOW)
    MissingPicture.objects.create(
        page=page, name="a.png", url="https://a.example/a.png", state="waits", alt="A map"
    )
    documents.fetch_pictures(at=NOW)
    picture = page.attachments.get()

    page.refresh_from_db()
    assert "<img" not in queries.shown(page).text.html
    words = {picture.public_id: "A map of the town"}
    actions.describe_pictures(page=page, words=words, by=council.member, at=NOW)
    assert 'alt="A map of the town"' in queries.shown(page).text.html


def test_only_writers_ask_and_describe(council):
    page = draft(council.member)
    for action in (documents.ask_for_pictures, actions.describe_pictures):
        more = {"words": {}} if action is actions.describe_pictures else {}
        with pytest.raises(NotAllowed):
            action(page=page, by=council.colleague, at=NOW, **more)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a document"),
        ({"url": "https://a.example/"}, "Choose a document, or ask below to fetch the page"),
        ({"fetches": "on"}, "Enter the address of the page to fetch"),
        ({"fetches": "on", "url": "https://nowhere.example/"}, "There is no site of the name"),
        ({"fetches": "on", "url": "https://127.0.0.1/"}, "This is not a web address"),
    ],
)
def test_what_cannot_be_brought_in_is_said_beside_its_field(client, council, web, given, said):
    answer = brought_in(client, council, **given)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert not Page.objects.exists()


def test_a_copy_has_the_pictures_of_its_original_as_its_own(client, council, outside):
    page = draft(council.member, body="![](picture:1)")
    brought = bring("policy.docx", word())
    for each in brought.pictures:
        stored = documents.files.store(checked=each.checked, by=council.member, at=NOW)
        about = {"page": page, "stored": stored, "words": "A map", "is_picture": True}
        actions.add_attachment(**about, by=council.member, at=NOW)
    page = actions.publish(page=page, visibility="everyone", by=council.member, at=NOW)
    copy = actions.adapt(page=page, title="Ours", licence="ogl-3", by=outside.member, at=NOW)

    assert 'alt="A map"' in queries.shown(copy).text.html
    assert copy.attachments.get().stored.organisation == outside.organisation
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_pictures_go_out_with_a_page_and_come_in_again(client, council, ending):
    brought_in(client, council, file=SimpleUploadedFile("p.docx", word()))
    page = Page.objects.get()
    picture = page.attachments.get()
    words = {picture.public_id: "The town hall"}
    actions.describe_pictures(page=page, words=words, by=council.member, at=NOW)
    answer = client.get(reverse("practice:download", args=[page.public_id, ending]))
    brought = bring(f"page.{ending}", answer.content)

    assert [each.alt for each in brought.pictures] == ["The town hall"]
    assert "![](picture:1)" in brought.body
    if ending == "docx":
        assert len(docx.Document(io.BytesIO(answer.content)).inline_shapes) == 1
