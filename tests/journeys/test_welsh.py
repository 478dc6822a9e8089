"""An organisation in Wales: each reads, applies and is written to in the language they choose."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from mercat.organisations import actions as organisations
from tests.factories.models import PASSWORD
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in

pytestmark = pytest.mark.journey


@pytest.fixture
def bilingual(council, settings):
    settings.PUBLIC_LANGUAGES = ["en", "cy"]
    organisations.change_organisation(
        organisation=council.organisation,
        name={"en": "Bro Garwen Council", "cy": "Cyngor Bro Garwen"},
        languages=["en", "cy"],
        by=None,
        at=timezone.now(),
    )
    return council


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_member_learns_in_welsh(walk, bilingual, letter_box, javascript):
    member = walk(javascript=javascript, width=320)
    member.go("/")
    member.press("Cymraeg")
    assert member.heading() == "Ai nhw sydd y tu ôl i’r cyfrif hwn?"
    assert member.page.get_attribute("html", "lang") == "cy"
    sign_in_welsh(member, "member@strathbeg.example")
    member.go("/passports/")
    member.sees("Cyngor Bro Garwen")
    member.press("Defnyddio cyfryngau cymdeithasol i ddysgu")
    member.press("Cael fy mhasbort dysgu")
    member.sees("Enwch o leiaf un offeryn")
    member.type("Beth hoffech chi ei ddarllen, ei ddilyn neu ymuno ag ef, ac i beth?", "Archifau")
    member.type("Pa offer fyddech chi’n eu defnyddio?", "YouTube")
    member.type("Beth ddaw ohono i’r bobl rydym yn eu gwasanaethu?", "Atebion cynt")
    member.tick("Rwyf wedi darllen y polisi cyfryngau cymdeithasol")
    member.press("Cael fy mhasbort dysgu")
    member.sees("Pasbort dysgu")

    outbox.send_due(at=timezone.now())
    letter = letter_box.to("member@strathbeg.example")[0]
    assert letter["Subject"] == "Eich pasbort dysgu"
    member.go(link_in(letter))
    member.follow("Gweld y dudalen gyhoeddus")
    assert member.heading() == "Mae’r pasbort hwn yn ddilys"
    member.sees("Mae Cyngor Bro Garwen wedi cytuno")
    english_stays_english(walk(javascript=javascript), member.page.url)


def sign_in_welsh(member, email):
    member.go("/sign-in/")
    member.type("Cyfeiriad e-bost", email)
    member.type("Cyfrinair", PASSWORD)
    member.press("Mewngofnodi")


def english_stays_english(citizen, address):
    citizen.go(address)
    assert citizen.heading() == "This passport is valid"
    citizen.sees("Bro Garwen Council has agreed")
    citizen.press("Cymraeg")
    assert citizen.heading() == "Mae’r pasbort hwn yn ddilys"


def test_questions_are_asked_in_welsh(walk, bilingual):
    applicant = walk()
    applicant.sign_in("applicant@strathbeg.example", PASSWORD)
    applicant.go("/passports/apply/")
    applicant.press("Cymraeg")
    applicant.press("Dechrau")
    applicant.page.get_by_role("link", name="Y cyfrif").click()
    heading = applicant.page.locator("h1")
    assert heading.inner_text() == "Pa gyfrif fyddech chi’n ei ddefnyddio?"
    assert heading.get_attribute("lang") in {None, "cy"}
