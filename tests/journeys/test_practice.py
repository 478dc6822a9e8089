"""Write a case study; adapt, improve and take the change; bring old documents in."""

import pytest

from mercat.practice.models import Page
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.practice.pictures import png
from tests.practice.test_bringing import OLD, word
from tests.practice.written import published

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_a_case_study_with_a_picture_and_sources(walk, council, javascript):
    writer = walk(javascript=javascript)
    writer.sign_in("member@strathbeg.example", PASSWORD)
    writer.go("/practice/")
    writer.press("Write a page")
    writer.type("Title", "Answering in the evening")
    writer.page.locator("[name=body]").fill("## Why\n\nFamilies ask then.\n\n![](picture:1)")
    writer.tick("Case study")
    writer.press("Show how it will look")
    writer.sees("Families ask then.")
    writer.press("Keep the draft")
    writer.page.get_by_role("link", name="Pictures", exact=True).click()
    picture = {"name": "map.png", "mimeType": "image/png", "buffer": png()}
    writer.page.locator("input[type=file]").set_input_files([picture])
    writer.press("Add the picture")
    writer.sees("Say what the picture shows")
    writer.page.locator("[name=words]").fill("Questions by the hour, most of them after six")
    writer.press("Add the picture")
    writer.page.go_back()
    writer.go(f"/practice/{Page.objects.get().public_id}/sources/")
    writer.page.locator("[name=source-0-author], [name=form-0-author]").first.fill("NESTA")
    writer.page.locator("[name=source-0-title], [name=form-0-title]").first.fill("Local by Social")
    writer.press("Save")
    writer.sees("Local by Social")
    writer.follow("Publish it")
    writer.tick("Everybody, on the web")
    writer.tick("Yes: nobody in it has to be kept private")
    writer.press("Publish it")
    citizen = walk(javascript=javascript, width=320)
    citizen.go("/practice/?q=evenings family")
    citizen.follow("Answering in the evening")
    citizen.sees("Families ask then.")
    assert citizen.page.get_by_alt_text("Questions by the hour").evaluate("e => e.naturalWidth")


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_one_adapts_the_other_improves_and_the_first_takes_it(walk, council, outside, javascript):
    body = "## Who answers\n\nStrathbeg Council answers.\n\n## When\n\nOn weekdays.\n"
    page = published(council.member, "everyone", title="House rules", body=body)
    theirs = walk(javascript=javascript, width=320)
    theirs.sign_in("member@glentarbet.example", PASSWORD)
    theirs.go(f"/practice/{page.public_id}/")
    theirs.follow("Make it yours")
    theirs.press("Copy it as a draft")
    theirs.press("Save")
    theirs.sees("Glentarbet Care answers.")
    theirs.sees("Adapted from “House rules” by Strathbeg Council")
    copy = theirs.page.url
    ours = walk(javascript=javascript)
    ours.sign_in("member@strathbeg.example", PASSWORD)
    ours.go(f"/practice/{page.public_id}/change/")
    ours.page.locator("[name=body]").fill(body.replace("weekdays", "weekdays until eight"))
    ours.press("Save")
    theirs.go(copy)
    theirs.follow("See the change and take it")
    theirs.sees("until eight")
    theirs.press("Take the change")
    theirs.sees("On weekdays until eight.")
    theirs.sees("Glentarbet Care answers.")


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_old_documents_are_brought_in_beside_the_original(walk, council, javascript):
    writer = walk(javascript=javascript)
    writer.sign_in("member@strathbeg.example", PASSWORD)
    for name, content in (("policy.docx", word()), ("policy.html", OLD.encode())):
        writer.go("/practice/bring-in/")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        writer.page.locator("input[type=file]").set_input_files([file])
        writer.press("Bring it in")
        assert writer.heading() == "Using social media"
        prose = writer.page.locator(".m-prose")
        assert prose.locator("li").first.inner_text().startswith("Be kind")
        assert "greater risk" in prose.locator("blockquote").inner_text()
        assert prose.locator("h2").inner_text() == "What we ask"
        writer.sees("Iona Lamont")
