"""From an empty database to a council whose panel can take its first case, in one sitting."""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from mercat.common import outbox
from mercat.organisations.models import Membership
from mercat.organisations.roles import Role
from tests.journeys.walker import WITH_AND_WITHOUT
from tests.letters import link_in, text_of

pytestmark = pytest.mark.journey
DOMAIN = "cumberland.example"
PASSWORD = "three odd words"


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_council_begins(walk, letter_box, javascript):
    administrator = walk(javascript=javascript)
    first_run(administrator, printed_link())
    sign_in_by_code(administrator, letter_box, f"hamish@{DOMAIN}")
    assert administrator.heading() == "Your organisation"
    departments(administrator)
    invite(administrator, "Invite your clerk to the panel", "Laidlaw, Fergus <fergus@{}>")
    invite(administrator, "Invite your chair of the panel", "shona@{}")
    invite(administrator, "Tell people, and invite those who will apply", "ailsa@{}, morag@{}")
    send_mail()
    accept(walk(javascript=javascript), letter_box, "fergus", "Fergus Laidlaw", suggested=True)
    accept(walk(javascript=javascript), letter_box, "shona", "Shona Kerr", password=PASSWORD)
    accept(walk(javascript=javascript, width=320), letter_box, "ailsa", "Ailsa Rennie")
    administrator_sees_who_is_here(administrator)
    applicant_begins(walk(javascript=javascript), letter_box)


def printed_link():
    out = StringIO()
    call_command("setup", stdout=out)
    return re.search(r"http\S+", out.getvalue())[0]


def first_run(person, link):
    person.go(link)
    person.type("Name of your organisation", "Cumbria")
    if not person.javascript:
        person.press("Find")
    person.sees("Cumbria County Council ended on 1 April 2023")
    person.follow("Cumberland Council")
    person.press("Begin")
    person.sees("There is a problem")
    person.type("Domain of its website", f"https://www.{DOMAIN}/")
    person.type("Name of the first administrator", "Hamish Dow")
    person.type("Their work e-mail", f"hamish@{DOMAIN}")
    person.press("Begin")
    assert person.heading() == "Cumberland Council has begun"
    answer = person.page.request.get(link)
    assert answer.status == 404
    person.page.get_by_role("button", name="Get a code to sign in").click()
    person.look()


def sign_in_by_code(person, letter_box, email):
    person.type("E-mail address", email)
    person.press("Send the code")
    send_mail()
    mail = letter_box.to(email)[-1]
    code = re.search(r"^([A-Z0-9-]+)\s*$", text_of(mail), re.MULTILINE)[1]
    person.type("The code in the mail", code)
    person.press("Sign in")


def send_mail():
    outbox.send_due(at=timezone.now())


def departments(person):
    person.follow("Add departments")
    for name, parent in (("Culture", None), ("Archives", "Culture"), ("Roads", None)):
        person.go("/organisation/departments/add/")
        person.type("What is it called?", name)
        if parent:
            person.choose("Which department is it part of? (optional)", parent)
        person.press("Add it")
        person.sees(f"{name} is added.")
    person.follow("Roads")
    person.type("What is it called?", "Roads and bridges")
    person.press("Save")
    person.sees("Roads and bridges is changed.")


def invite(person, step, addressees):
    person.go("/organisation/")
    person.follow(step)
    person.type("Their work e-mail addresses", "fergus@")
    person.press("Send the invitations")
    person.sees("“fergus@” is not an e-mail address")
    person.type("Their work e-mail addresses", addressees.replace("{}", DOMAIN))
    person.choose("Where do they work? (optional)", "– Archives")
    person.press("Send the invitations")
    person.sees("on the way")


def accept(person, letter_box, key, name, *, password="", suggested=False):
    email = f"{key}@{DOMAIN}"
    link = link_in(letter_box.to(email)[0])
    person.go(link)
    assert person.heading() == "Join Cumberland Council"
    assert person.page.get_by_label("Your name").input_value() == (name if suggested else "")
    person.type("Your name", name)
    person.page.locator("#id_password").fill(password)
    person.press("Accept")
    assert person.heading() == "You are in"
    person.go(link)
    assert person.heading() == "This link has ended"


def administrator_sees_who_is_here(person):
    person.go("/organisation/people/")
    person.sees("Shona Kerr")
    person.sees("Invited and not here yet: 1")
    person.follow("Ailsa Rennie")
    person.page.get_by_role("button", name="Change").click()
    person.look()
    person.type("Job title (optional)", "Archivist")
    person.type("Work e-mail of their line manager (optional)", f"shona@{DOMAIN}")
    person.press("Save")
    person.sees("What Ailsa Rennie does here is changed.")
    person.follow("They have left, or are leaving")
    person.sees("They cannot sign in any more")
    person.go("/organisation/policy/")
    person.sees("Small panel")
    person.go("/organisation/policy/adopt/")
    person.go("/organisation/invitations/")
    person.follow(f"morag@{DOMAIN}")
    person.press("Withdraw the invitation")
    person.sees("is withdrawn")
    assert {held for each in Membership.objects.all() for held in roles_of(each)} == {
        ("Hamish Dow", Role.ADMINISTRATOR),
        ("Fergus Laidlaw", Role.CLERK),
        ("Shona Kerr", Role.CHAIR),
    }


def roles_of(membership):
    return [(membership.person.name, held.role) for held in membership.roles.all()]


def applicant_begins(person, letter_box):
    person.go("/sign-in/code/")
    sign_in_by_code(person, letter_box, f"ailsa@{DOMAIN}")
    person.go("/passports/apply/")
    assert "Cumberland Council" in person.page.content()
    person.press("Begin")
