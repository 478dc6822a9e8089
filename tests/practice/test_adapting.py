import pytest
from django.urls import reverse

from mercat.common.refusals import Refused
from mercat.practice import actions, queries
from mercat.practice.merging import merge
from tests.factories.council import NOW
from tests.practice.written import published

POLICY = "## Who\n\nStrathbeg Council asks [[records manager]].\n\n## When\n\nEvery year.\n"


def adapted(council, outside, licence="ogl-3", **changed):
    page = published(council.member, "everyone", kind="policy", body=POLICY, **changed)
    copy = actions.adapt(page=page, title="Our policy", licence=licence, by=outside.member, at=NOW)
    return page, copy


def test_a_copy_says_whose_it_was_and_makes_room_for_other_names(client, council, outside):
    page, copy = adapted(council, outside)
    outside.sign_in(client, "member")
    names = client.get(reverse("practice:fields", args=[copy.public_id])).content.decode()
    assert "Organisation" in names
    client.post(
        reverse("practice:fields", args=[copy.public_id]),
        {"field_0": "Glentarbet Care", "field_1": "Iona *Lamont*"},
    )
    shown = client.get(reverse("practice:page", args=[copy.public_id])).content.decode()

    assert "Glentarbet Care asks Iona *Lamont*." in shown
    assert "Strathbeg Council asks" not in shown
    assert "Adapted from “Evening answers” by Strathbeg Council, Open Government" in shown
    council.sign_in(client, "member")
    actions.publish(page=copy, visibility="everyone", by=outside.member, at=NOW)
    original = client.get(reverse("practice:page", args=[page.public_id])).content.decode()
    assert "Glentarbet Care adapted it:" in original


def test_the_original_improves_and_the_copy_takes_the_change(client, council, outside):
    page, copy = adapted(council, outside)
    given = {"by": outside.member, "at": NOW}
    actions.change(page=copy, number=1, body=copy.body.replace("year", "spring"), **given)
    better = POLICY.replace("asks", "first asks")
    actions.change(page=page, number=1, body=better, by=council.member, at=NOW)
    outside.sign_in(client, "member")

    told = client.get(reverse("practice:page", args=[copy.public_id])).content.decode()
    assert "The page that this was adapted from has changed." in told
    where = reverse("practice:original", args=[copy.public_id])
    form = client.get(where).context["form"]
    assert "first asks" in form.initial["body"]
    assert "spring" in form.initial["body"]
    client.post(where, {**form.initial})
    copy.refresh_from_db()
    assert "[[organisation]] first asks" in copy.body
    assert "spring" in copy.body
    assert (copy.adapted_number, copy.number) == (2, 3)
    told = client.get(reverse("practice:page", args=[copy.public_id])).content.decode()
    assert "The page that this was adapted from has changed." not in told


def test_an_original_that_changed_once_more_is_looked_at_again(council, outside):
    page, copy = adapted(council, outside)
    actions.change(page=page, number=1, body="2", by=council.member, at=NOW)
    actions.change(page=page, number=2, body="3", by=council.member, at=NOW)
    copy.refresh_from_db()
    with pytest.raises(Refused, match="once more"):
        actions.take_change(page=copy, body="2", number=1, taken=2, by=outside.member, at=NOW)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("cc-by-sa-4", "ogl-3"), ("cc-by-sa-4", "cc0-1"), ("ogl-3", "cc0-1"), ("cc-by-4", "cc0-1")],
)
def test_licences_that_do_not_fit_are_refused_with_the_reason(council, outside, theirs, ours):
    with pytest.raises(Refused, match="can be adapted under"):
        adapted(council, outside, licence=ours) if theirs == "ogl-3" else _with(
            council, outside, theirs, ours
        )


def _with(council, outside, theirs, ours):
    page = published(council.member, "everyone", licence=theirs)
    actions.adapt(page=page, title="x", licence=ours, by=outside.member, at=NOW)


def test_an_original_that_is_private_again_is_not_shown_to_the_copy(client, council, outside):
    page, copy = adapted(council, outside)
    actions.set_visibility(page=page, visibility="organisation", by=council.member, at=NOW)
    actions.change(page=page, number=1, body="CANARY", by=council.member, at=NOW)
    outside.sign_in(client, "member")

    assert client.get(reverse("practice:original", args=[copy.public_id])).status_code == 404
    assert (
        "CANARY" not in client.get(reverse("practice:page", args=[copy.public_id])).content.decode()
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "conflicts"),
    [
        ("a\nb\nc", "a\nB\nc", "a\nb\nC", "a\nB\nC", 1),
        ("a\nx\nb", "A\nx\nb", "a\nx\nB", "A\nx\nB", 0),
        ("a\nb", "a\nb", "a\nb\nc", "a\nb\nc", 0),
        ("a\nb", "a\nb\nc", "a\nb\nc", "a\nb\nc", 0),
        ("a\nb\nc", "a\nc", "a\nb\nc", "a\nc", 0),
        ("a", "b", "c", "««« b\n»»» c", 1),
        ("", "a", "", "a", 0),
    ],
)
def test_what_either_changed_is_taken(base, ours, theirs, merged, conflicts):
    found = merge(base, ours, theirs)
    if conflicts == 0 or base == "a":
        assert (found.text, found.conflicts) == (merged, conflicts)
    else:
        assert found.conflicts == conflicts


def test_uses_stand_on_both_pages(client, council, outside):
    page = published(council.member, "everyone")
    outside.sign_in(client, "member")
    where = reverse("practice:use", args=[page.public_id])
    client.post(where, {"kind": "learnt", "words": "Evenings are when people ask"})
    ours = client.get(reverse("practice:organisation", args=["glentarbet"])).content.decode()
    theirs = client.get(reverse("practice:page", args=[page.public_id])).content.decode()

    for shown in (ours, theirs):
        assert "We learnt from this" in shown
        assert "Evenings are when people ask" in shown
    client.post(reverse("practice:unsay_use", args=[page.public_id, "learnt"]))
    assert not queries.uses_of(page)
