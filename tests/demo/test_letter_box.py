import smtplib

import pytest
from aiosmtpd.controller import Controller
from lxml import html

from mercat.demo import letter_box
from mercat.demo.letter_box import Catcher
from mercat.demo.management.commands.demo import free_port

MAIL = """\
From: Mercat <mercat@localhost>
To: ailsa@strathbeg.example
Subject: =?utf-8?q?Archives_=26_=3Cb=3E?=
Content-Type: text/plain; charset=utf-8

Read the case, Mòrag & <b>all</b>:
http://localhost:8000/passports/
"""


def put(letters, name, text=MAIL):
    (letters / name).write_bytes(text.encode())


def words(response):
    page = html.document_fromstring(response.content)
    return " ".join(page.xpath("string(//main)").split())


def test_letter_box_that_is_empty_says_what_one_can_do(db, client, letters):
    response = client.get("/demo/letter-box/")

    assert response.status_code == 200
    assert "No mail yet" in words(response)


def test_letter_box_makes_its_folder(db, client, letters):
    letters.rmdir()

    assert client.get("/demo/letter-box/").status_code == 200


def test_letters_are_the_newest_first_and_no_more_than_asked(letters):
    for name in ("100-1.eml", "200-2.eml", "300-3.eml"):
        put(letters, name)

    assert [letter.name for letter in letter_box.letters(most=2)] == ["300-3.eml", "200-2.eml"]


def test_letter_box_page_leads_to_each_letter(db, client, letters):
    put(letters, "100-1.eml")

    page = html.document_fromstring(client.get("/demo/letter-box/").content)

    (link,) = page.xpath("//main//a")
    assert (link.get("href"), link.text) == ("/demo/letter-box/100-1.eml/", "Archives & <b>")


def test_letter_page_shows_the_words_and_makes_links_of_addresses(db, client, letters):
    put(letters, "100-1.eml")

    response = client.get("/demo/letter-box/100-1.eml/")

    page = html.document_fromstring(response.content)
    assert page.xpath("//main//a/@href") == ["http://localhost:8000/passports/"]
    assert words(response) == (
        "Archives & <b> To ailsa@strathbeg.example "
        "Read the case, Mòrag & <b>all</b>:http://localhost:8000/passports/"
    )


@pytest.mark.parametrize(
    "name",
    [
        "100-2.eml",
        "100-1.txt",
        "..",
        "..%2Fsecret_key",
        "%2Fetc%2Fpasswd",
        "100-1.eml%00",
        "٣-١.eml",
    ],
)
def test_letter_page_of_a_bad_name_is_404(db, client, letters, name):
    put(letters, "100-1.eml")
    (letters.parent / "secret_key").write_text("secret")

    assert client.get(f"/demo/letter-box/{name}/").status_code == 404


def test_letter_without_text_is_empty(letters):
    put(
        letters,
        "100-1.eml",
        "Subject: A picture\nTo: a@strathbeg.example\nContent-Type: image/png\n\nnothing",
    )

    assert letter_box.letter("100-1.eml") == letter_box.Letter(
        name="100-1.eml", to="a@strathbeg.example", subject="A picture", text=""
    )


def test_catcher_keeps_each_mail_that_a_real_server_gets(letters):
    controller = Controller(Catcher(), hostname="127.0.0.1", port=free_port())
    controller.start()
    with smtplib.SMTP("127.0.0.1", controller.port) as connection:
        for subject in ("first", "second"):
            text = f"Subject: {subject}\r\nTo: b@strathbeg.example\r\n\r\nHello"
            connection.sendmail("a@strathbeg.example", "b@strathbeg.example", text)
    controller.stop()

    kept = letter_box.letters()
    assert [(letter.subject, letter.to, letter.text.strip()) for letter in kept] == [
        ("second", "b@strathbeg.example", "Hello"),
        ("first", "b@strathbeg.example", "Hello"),
    ]
    assert [letter_box.letter(letter.name) for letter in kept] == kept
