"""A passport is given back by its holder, and somebody looks after the account."""

from mercat.home import queries as home


def test_surrender_by_holder_ends_the_passport_and_leaves_the_account(client, council):
    passport = council.case("released").passport
    council.sign_in(client, "applicant")
    address = f"/passports/{passport.public_id}/surrender/"

    assert "Give your passport back?" in client.get(address).content.decode()
    assert "Say who looks after the account" in client.post(address).content.decode()
    client.post(address, {"after": "same"})

    passport.refresh_from_db()
    assert (passport.status, passport.account.status) == ("surrendered", "active")
    again = client.post(address, {"after": "unsure"}, follow=True).content.decode()
    assert "Somebody changed this" in again
    assert "In use, and its passport has ended: hand it over or close it" in [
        each.what for each in home.waiting_for(council.keeper)
    ]


def test_surrender_hands_the_account_to_a_colleague_who_is_named(client, council):
    passport = council.case("released").passport
    council.sign_in(client, "applicant")
    address = f"/passports/{passport.public_id}/surrender/"
    mine, nobody = council.applicant.person.email, "nobody@strathbeg.example"
    typed = {"after": "colleague", "person": nobody}

    page = client.post(address, typed).content.decode()
    assert "Nobody here has this e-mail address" in page
    assert nobody in page
    page = client.post(address, {**typed, "person": mine}).content.decode()
    assert "This is you" in page
    client.post(address, {**typed, "person": council.colleague.person.email})

    passport.refresh_from_db()
    assert passport.status == "surrendered"
    now = passport.account.custodians.filter(until=None)
    assert council.colleague.person_id in now.values_list("person", flat=True)
    assert council.applicant.person_id not in now.values_list("person", flat=True)


def test_surrender_of_anothers_is_refused(client, council):
    passport = council.case("released").passport
    council.sign_in(client, "keeper")

    assert client.post(f"/passports/{passport.public_id}/surrender/").status_code == 403
