"""What other sites show beside a link to a page."""

import io

from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse
from lxml import html
from PIL import Image

from mercat.common import languages
from mercat.files.models import StoredFile
from mercat.practice import actions
from mercat.practice.exports.cover import cover_of
from mercat.practice.models import Attachment
from tests.factories.council import NOW
from tests.practice.pictures import png
from tests.practice.written import draft, published, stored


def where(page, number=None):
    return reverse("practice:cover", args=[page.public_id, number or page.number])


def with_picture(member, body="## Why\n\n![](picture:1)\n", visibility="public"):
    page = draft(member, body=body)
    file = stored(member, "map.png", png())
    actions.add_attachment(
        page=page, stored=file, words="A map of the bus", is_picture=True, by=member, at=NOW
    )
    return actions.publish(page=page, visibility=visibility, by=member, at=NOW)


def metas(client, page):
    tree = html.document_fromstring(
        client.get(reverse("practice:page", args=[page.public_id])).content
    )
    named = tree.xpath("//meta[@property] | //meta[@name]")
    return {each.get("property") or each.get("name"): each.get("content") for each in named}


def test_a_public_page_names_its_cover_and_anybody_gets_it(client, council):
    page = published(council.member, "public")
    said = metas(client, page)
    assert said["og:image"] == settings.SITE_URL + where(page)
    assert said["og:image:alt"] == "Evening answers"
    assert said["twitter:card"] == "summary_large_image"
    answer = client.get(where(page))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    size = f"{said['og:image:width']}x{said['og:image:height']}"
    assert "{}x{}".format(*Image.open(io.BytesIO(answer.content)).size) == size
    assert "public" in answer["Cache-Control"]


def test_it_is_not_sent_again_until_something_on_it_changed(client, council):
    page = published(council.member, "public")
    first = client.get(where(page))
    again = client.get(where(page), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    actions.change(page=page, number=1, title="Late answers", by=council.member, at=NOW)
    page.refresh_from_db()
    assert client.get(where(page, 1)).url == where(page, 2)
    after = client.get(where(page), headers={"if-none-match": first["ETag"]})
    assert after.status_code == 200
    assert after.content != first.content


def test_a_new_name_of_the_organisation_is_drawn_without_a_new_revision(client, council):
    page = published(council.member, "public")
    first = client.get(where(page))
    council.organisation.name = {"en": "Another Council"}
    council.organisation.save()
    assert client.get(where(page))["ETag"] != first["ETag"]


def test_nobody_gets_the_cover_of_what_is_not_public(client, council):
    pages = [
        draft(council.member),
        published(council.member),
        published(council.member, "everyone"),
    ]
    for page in pages:
        assert client.get(where(page)).url.startswith(reverse("account_login"))
    council.sign_in(client, "member")
    for page in pages:
        assert client.get(where(page)).status_code == 404
        assert "og:image" not in metas(client, page)


def test_a_cover_goes_when_its_page_is_taken_down(client, council):
    page = published(council.member, "public")
    actions.withdraw(page=page, reason="Old", by=council.member, at=NOW)
    council.sign_in(client, "member")
    assert client.get(where(page)).status_code == 404


def test_the_first_picture_of_the_text_is_its_cover(client, council):
    page = with_picture(council.member)
    assert metas(client, page)["og:image:alt"] == "A map of the bus"
    cover = Image.open(io.BytesIO(client.get(where(page)).content)).convert("RGB")
    assert cover.getpixel((600, 315)) == (74, 42, 94)  # what png() is filled with
    assert cover.getpixel((10, 10)) == (248, 245, 240)


def test_a_picture_that_the_text_does_not_show_is_no_cover(client, council):
    page = with_picture(council.member, body="No picture here")
    assert metas(client, page)["og:image:alt"] == "Evening answers"


def test_a_picture_that_is_lost_leaves_the_words(client, council):
    page = with_picture(council.member)
    file = StoredFile.objects.get(pk=Attachment.objects.get(page=page).stored_id)
    file.sha256 = "0" * 64  # another one, which nobody has drawn yet
    file.save()
    default_storage.delete(file.path)
    cover = Image.open(io.BytesIO(client.get(where(page)).content)).convert("RGB")
    assert cover.getpixel((10, 10)) == (74, 42, 94)  # the band


def test_a_cover_speaks_the_language_of_its_page(client, council):
    council.organisation.name = {"en": "Strathbeg Council", "cy": "Cyngor Strathbeg"}
    council.organisation.save()
    page = published(council.member, "public", language="cy")
    english = client.get(where(page), headers={"accept-language": "en"})
    welsh = client.get(where(page), headers={"accept-language": "cy"})
    assert english["ETag"] == welsh["ETag"]
    with languages.reading("en"):
        assert cover_of(page).organisation == "Cyngor Strathbeg"


def test_asking_for_a_cover_costs_as_many_queries_as_reading_what_is_on_it(
    client, council, django_assert_num_queries
):
    page = published(council.member, "public")
    with django_assert_num_queries(2):
        client.get(where(page))
