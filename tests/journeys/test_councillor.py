"""An elected member asks for advice, gets it, and says which account is their own."""

import pytest
from django.utils import timezone

from mercat.common import outbox
from tests.factories.models import PASSWORD
from tests.letters import link_in

pytestmark = pytest.mark.journey
ADDRESS = "https://www.facebook.com/CllrStrathbegNorth"


def test_councillor_is_advised_and_lists_an_account_of_their_own(walk, council, letter_box):
    member = walk(width=320)
    member.sign_in("member@strathbeg.example", PASSWORD)
    asks_for_advice(member)
    for part in ("clerk", "adviser"):
        colleague = walk()
        colleague.sign_in(f"{part}@strathbeg.example", PASSWORD)
        colleague.go("/dashboard/")
        colleague.sees("Give advice")
        colleague.follow("Councillor for Strathbeg North on Facebook")
    colleague.press("Give advice")
    colleague.type("Your advice", "Say on it whose it is.")
    colleague.press("Send the advice")

    outbox.send_due(at=timezone.now())
    member.go(link_in(letter_box.to("member@strathbeg.example")[-1]))
    member.sees("Say on it whose it is.")
    member.follow("list it as an account of your own")
    member.tick("I agree that everybody may read this")
    member.press("List it as my own")
    member.sees("does not speak for Strathbeg Council")

    citizen = walk()
    citizen.go(f"/lookup/?q={ADDRESS}")
    citizen.sees("This is a person’s own account")
    member.press("Take away Councillor for Strathbeg North on Facebook")
    member.sees("You have listed none.")
    citizen.go(f"/lookup/?q={ADDRESS}")
    citizen.sees("It is not on any register here")


def asks_for_advice(member):
    member.go("/passports/apply/")
    member.press("Ask for advice on my own account")
    member.follow("The account")
    member.type("What is it called, or what will it be called?", "Councillor for Strathbeg North")
    member.type("Paste its address, or the name you would like", ADDRESS)
    member.press("Save and continue")
    member.type("What is it for, and whom do you want to reach?", "Surgeries and local news")
    member.type("Who writes and answers, and what do you do about abuse?", "I do, in a week")
    member.type("What do you do when somebody brings you a case in public?", "I ask them to write")
    member.press("Save and continue")
    member.type("Where might the code of conduct touch what you post?", "In heated threads")
    member.type("What will you do with it in the weeks before an election?", "I stop using it")
    member.press("Save and continue")
    member.follow("Check and send")
    member.tick("I know that the code of conduct holds")
    member.tick("I will keep to the rules that hold before elections")
    member.tick("The account says that it is mine")
    member.press("Ask for advice")
