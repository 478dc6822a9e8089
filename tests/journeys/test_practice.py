"""Write a case study; adapt, improve and take the change; bring old documents in."""

import pytest

from mercat.practice.models import Page
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.practice.pictures import png
from tests.practice.test_bringing import OLD, word
from tests.practice.test_pictures_brought import zipped
from tests.practice.written import published

pytestmark = pytest.mark.journey
DRAWN = "each => each.decode().then(() => each.naturalWidth)"


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
    assert citizen.page.get_by_alt_text("Questions by the hour").evaluate(DRAWN)


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


def words_of(page, root):
    """What is compared: bullets, quotations, headings and links of a text."""
    return {
        tag: [" ".join(each.split()) for each in page.locator(f"{root} {tag}").all_inner_texts()]
        for tag in ("h2", "li", "blockquote", "a", "td")
    }


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_old_documents_are_brought_in_beside_the_original(walk, council, javascript):
    face = "policy_files/iona.png"
    saved = zipped(**{"policy.html": OLD.replace("/iona.jpg", face).encode(), face: png()})
    writer = walk(javascript=javascript)
    writer.sign_in("member@strathbeg.example", PASSWORD)
    original = writer.page.context.new_page()
    original.set_content(OLD.replace('<a href="javascript:x()">not</a>', "not"))
    wanted = words_of(original, "#content")
    for name, content in (("policy.docx", word()), ("policy.zip", saved)):
        writer.go("/practice/bring-in/")
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        writer.page.locator("input[type=file]").set_input_files([file])
        writer.press("Bring it in")
        writer.sees("1 picture is here. 1 waits for you to say what it shows.")
        writer.page.get_by_role("link", name="Read the draft").click()
        assert writer.heading() == "Using social media"
        prose = writer.page.locator(".m-prose")
        assert prose.locator("li").first.inner_text().startswith("Be kind")
        assert "greater risk" in prose.locator("blockquote").inner_text()
        assert prose.locator("h2").inner_text() == "What we ask"
        assert prose.locator("img").evaluate(DRAWN) == 40
        writer.sees("Iona Lamont")
    assert words_of(writer.page, ".m-prose") == wanted
    assert prose.locator("img").get_attribute("alt") == "Iona Lamont"
    writer.follow("Publish it")
    writer.sees("Say first what each picture shows.")
    writer.page.get_by_label("What does picture 1 show?").fill("Iona Lamont at her desk")
    writer.press("Save")
    writer.follow("Publish it")
    writer.tick("Everybody, on the web")
    writer.tick("Yes: nobody in it has to be kept private")
    writer.press("Publish it")
    citizen = walk(javascript=javascript, width=320)
    citizen.go(writer.page.url)
    picture = citizen.page.get_by_alt_text("Iona Lamont at her desk")
    assert picture.evaluate(DRAWN) == 40
