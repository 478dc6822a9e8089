"""Each proof against servers that speak its protocol."""

import json

import pytest

from mercat.platforms import likely, recognise
from mercat.register.checks.asking.proofs import Question, look
from mercat.register.checks.asking.seen import Asking
from mercat.register.checks.asking.website import Website
from mercat.register.checks.lifecycle import Kind, Result, Trouble
from tests.register.checks.platforms import be_bluesky, be_mastodon, say, webfinger

SITE = "https://strathbeg.example/"
FACEBOOK = "https://www.facebook.com/StrathbegCouncil"
MASTODON = "https://mastodon.scot/@council"
DID = "did:plc:" + "a" * 24
OTHER_DID = "did:plc:" + "b" * 24
FOUND, NOT_FOUND, UNKNOWN, ERROR = Result.FOUND, Result.NOT_FOUND, Result.UNKNOWN, Result.ERROR


def report_on(address: str, *, domains=("strathbeg.example",), page="", known_id="", code=""):
    account = likely(recognise(address))
    site = Website(domains, page)
    known = (account.platform, account.key, account.handle, account.url, known_id)
    return look(Question(*known, site, code), Asking())


def results(report) -> dict[str, str]:
    return {str(each.kind): str(each.result) for each in report.outcomes}


def test_official_page_links_to_the_account(web):
    web.page(SITE, '<a href="http://facebook.com/strathbegcouncil/?ref=ts">Like us</a>')

    outcome = report_on(FACEBOOK).outcomes[0]

    assert (outcome.kind, outcome.result) == (Kind.OFFICIAL_PAGE, FOUND)
    assert outcome.evidence_url == SITE


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>facebook.com/StrathbegCouncil</p>",
        '<a href="https://www.facebook.com/StrathbegCouncil2">',
        '<a href="https://www.facebook.com/sharer.php?u=StrathbegCouncil">',
        '<a href="https://facebook.com.evil.example/StrathbegCouncil">',
    ],
)
def test_official_page_without_the_account(web, html):
    web.page(SITE, html)

    assert results(report_on(FACEBOOK))["official_page"] == NOT_FOUND


def test_official_page_that_the_keeper_named_comes_first(web):
    page = "https://www.strathbeg.example/contact"
    web.page(page, f'<a href="{FACEBOOK}">')

    assert report_on(FACEBOOK, page=page).outcomes[0].evidence_url == page


def test_official_page_of_somebody_else_does_not_count(web):
    web.page("https://fan.example/", f'<a href="{FACEBOOK}">')
    web.redirect(SITE, "https://fan.example/")

    assert results(report_on(FACEBOOK, page="https://fan.example/"))["official_page"] == NOT_FOUND


@pytest.mark.parametrize(("status", "result"), [(500, ERROR), (404, NOT_FOUND), (403, ERROR)])
def test_official_page_that_does_not_answer(web, status, result):
    web.page(SITE, status=status)

    assert results(report_on(FACEBOOK))["official_page"] == result


def test_without_a_proved_website_nothing_is_said(web):
    outcomes = results(report_on(FACEBOOK, domains=()))

    assert outcomes == dict.fromkeys(["official_page", "schema_org", "trust_txt"], UNKNOWN)


def test_when_nothing_may_be_asked_nothing_is_said(web, settings):
    settings.OUTGOING_REQUESTS = False

    report = report_on(MASTODON)

    assert set(results(report).values()) == {UNKNOWN}
    assert report.sighting.result == UNKNOWN


@pytest.mark.parametrize(
    ("own", "result"),
    [
        (SITE, FOUND),
        ("https://www.strathbeg.example", FOUND),
        ("https://fan.example/", NOT_FOUND),
    ],
)
def test_schema_org_names_the_account(web, own, result):
    thing = {"@type": "GovernmentOrganization", "url": own, "sameAs": [FACEBOOK]}
    web.page(SITE, f'<script type="application/ld+json">{json.dumps(thing)}</script>')

    assert results(report_on(FACEBOOK))["schema_org"] == result


@pytest.mark.parametrize("path", ["trust.txt", ".well-known/trust.txt"])
def test_trust_txt_names_the_account(web, path):
    web.page(SITE + path, f"social={FACEBOOK}\n", kind="text/plain")

    assert results(report_on(FACEBOOK))["trust_txt"] == FOUND


def test_trust_txt_of_a_site_that_answers_everything_with_a_page(web):
    for path in ("trust.txt", ".well-known/trust.txt"):
        web.page(SITE + path, f"<p>social={FACEBOOK}")

    assert results(report_on(FACEBOOK))["trust_txt"] == NOT_FOUND


def test_profile_and_page_that_link_to_each_other(web):
    web.page(SITE, f'<a rel="me" href="{MASTODON}">')
    actor = be_mastodon(web, "council@mastodon.scot", links=(SITE,), verified=True)

    report = report_on(MASTODON)

    assert (report.sighting.result, report.sighting.stable_id) == (FOUND, actor)
    assert results(report) == {
        "official_page": FOUND,
        "schema_org": NOT_FOUND,
        "trust_txt": NOT_FOUND,
        "activitypub": FOUND,
        "rel_me": FOUND,
        "mastodon": FOUND,
    }


def test_profile_that_names_our_site_without_being_named(web):
    web.page(SITE, "<p>Nothing here")
    be_mastodon(web, "council@mastodon.scot", links=(SITE,))

    found = results(report_on(MASTODON))

    assert (found["activitypub"], found["rel_me"], found["mastodon"]) == (
        FOUND,
        NOT_FOUND,
        NOT_FOUND,
    )


def test_profile_that_names_the_site_of_another(web):
    be_mastodon(web, "council@mastodon.scot", links=("https://notstrathbeg.example/",))

    found = results(report_on(MASTODON))

    assert {found["activitypub"], found["rel_me"], found["mastodon"]} == {NOT_FOUND}


def test_account_on_a_server_of_ours(web):
    be_mastodon(web, "council@social.strathbeg.scot")

    found = results(
        report_on("https://social.strathbeg.scot/@council", domains=("strathbeg.scot",))
    )

    assert found["own_host"] == FOUND


def test_account_on_a_server_of_others(web):
    found = results(report_on("https://notstrathbeg.scot/@council", domains=("strathbeg.scot",)))

    assert "own_host" not in found


def test_account_that_moved_and_says_so_on_both_sides(web):
    new = be_mastodon(web, "new@mstdn.scot", alsoKnownAs=["https://mastodon.scot/users/council"])
    be_mastodon(web, "council@mastodon.scot", movedTo=new)

    sighting = report_on(MASTODON).sighting

    assert (sighting.trouble, sighting.stable_id) == (Trouble.RENAMED, new)
    assert sighting.now_called.handle == "new@mstdn.scot"


@pytest.mark.parametrize("also", [[], ["https://mastodon.scot/users/somebody"]])
def test_account_whose_new_one_knows_nothing_of_it(web, also):
    new = be_mastodon(web, "new@mstdn.scot", alsoKnownAs=also)
    be_mastodon(web, "council@mastodon.scot", movedTo=new)

    assert report_on(MASTODON).sighting.result == FOUND


def test_account_that_another_one_replaced(web):
    be_mastodon(web, "council@mastodon.scot", actor_id="https://mastodon.scot/u/2")

    sighting = report_on(MASTODON, known_id="https://mastodon.scot/u/1").sighting

    assert (sighting.result, sighting.trouble) == (NOT_FOUND, Trouble.REPLACED)


@pytest.mark.parametrize(("status", "trouble"), [(404, "gone"), (410, "gone"), (500, None)])
def test_account_that_its_server_does_not_show(web, status, trouble):
    actor = be_mastodon(web, "council@mastodon.scot")
    web.page(actor, status=status)

    sighting = report_on(MASTODON).sighting

    assert (sighting.trouble, sighting.result) == (trouble, NOT_FOUND if trouble else ERROR)


def test_account_that_its_server_never_had(web):
    web.page("https://mastodon.scot/")

    assert report_on(MASTODON).sighting.trouble == Trouble.GONE


def test_account_whose_server_has_vanished(web):
    assert report_on("https://vanished.scot/@council").sighting.trouble == Trouble.GONE


def test_account_that_was_suspended(web):
    be_mastodon(web, "council@mastodon.scot", suspended=True)

    assert report_on(MASTODON).sighting.trouble == Trouble.GONE


def test_account_on_a_server_that_talks_to_servers_alone(web):
    actor = be_mastodon(web, "council@mastodon.scot")
    web.page(actor, status=401)

    assert report_on(MASTODON).sighting.result == UNKNOWN


def test_account_on_a_server_that_is_no_mastodon(web):
    be_mastodon(web, "council@mastodon.scot", links=(SITE,))
    web.page("https://mastodon.scot/api/v1/accounts/lookup?acct=council", status=404)

    found = results(report_on(MASTODON))

    assert (found["activitypub"], found["mastodon"]) == (FOUND, UNKNOWN)


def test_webfinger_that_leads_inside(web):
    web.name("inside.example", ["10.0.0.1"])
    webfinger(web, "council@mastodon.scot", "https://inside.example/users/council")

    assert report_on(MASTODON).sighting.result == ERROR


BLUESKY = "https://bsky.app/profile/strathbeg.scot"


@pytest.mark.parametrize("led_by", ["dns", "file"])
def test_bluesky_name_that_is_our_domain(web, led_by):
    be_bluesky(web, DID, called="strathbeg.scot", led_by=led_by)

    report = report_on(BLUESKY, domains=("strathbeg.scot",))

    assert (report.sighting.result, report.sighting.stable_id) == (FOUND, DID)
    assert results(report)["domain_handle"] == FOUND


def test_bluesky_name_that_is_no_domain_of_ours(web):
    be_bluesky(web, DID, called="strathbeg.scot")

    assert results(report_on(BLUESKY))["domain_handle"] == NOT_FOUND


def test_bluesky_account_that_has_a_new_name(web):
    be_bluesky(web, DID, called="news.strathbeg.scot")

    sighting = report_on(BLUESKY, known_id=DID).sighting

    assert (sighting.trouble, sighting.stable_id) == (Trouble.RENAMED, DID)
    assert sighting.now_called.key == "bluesky:news.strathbeg.scot"


def test_bluesky_account_whose_new_name_does_not_lead_to_it(web):
    be_bluesky(web, DID, called="somebody.scot", led_by="nothing")
    web.name("somebody.scot", ["127.0.0.1"])

    assert report_on(BLUESKY, known_id=DID).sighting.trouble == Trouble.GONE


def test_bluesky_name_that_another_account_took(web):
    say(web, f"https://plc.directory/{DID}", {"id": DID, "alsoKnownAs": []})
    be_bluesky(web, OTHER_DID, called="strathbeg.scot")

    assert report_on(BLUESKY, known_id=DID).sighting.trouble == Trouble.REPLACED


def test_bluesky_account_that_was_deleted(web):
    web.txt("_atproto.strathbeg.scot", f"did={DID}")
    web.page(f"https://plc.directory/{DID}", status=410)

    assert report_on(BLUESKY).sighting.trouble == Trouble.GONE


def test_bluesky_when_dns_fails(web):
    web.name("_atproto.strathbeg.scot", ["fails"], kind="TXT")

    assert report_on(BLUESKY, known_id=DID).sighting.result == ERROR


def test_bluesky_account_known_by_its_number(web):
    be_bluesky(web, DID, called="strathbeg.scot")

    assert report_on(f"https://bsky.app/profile/{DID}").sighting.result == FOUND


@pytest.mark.parametrize(
    ("bio", "result"), [("We are it: MERCAT-k7t4-m2xb!", FOUND), ("", NOT_FOUND)]
)
def test_code_in_the_profile(web, bio, result):
    be_bluesky(web, DID, called="strathbeg.scot", bio=bio)

    assert results(report_on(BLUESKY, code="mercat-k7t4-m2xb"))["bio_code"] == result


def test_code_where_no_program_can_read(web):
    assert results(report_on(FACEBOOK, code="mercat-k7t4-m2xb"))["bio_code"] == UNKNOWN
