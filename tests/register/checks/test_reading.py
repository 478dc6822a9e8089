"""What others answer: never believed beyond its form, and nothing of it makes the reader fail."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.register.checks.reading import atproto, data, fediverse, pages, schema, trust_txt

BASE = "https://strathbeg.example/news/"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "links",
                    "rel",
                    "href",
                    "type",
                    "url",
                    "sameAs",
                    "attachment",
                    "value",
                    "alsoKnownAs",
                    "movedTo",
                    "inbox",
                    "fields",
                    "acct",
                    "verified_at",
                    "summary",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
DID = "did:plc:" + "a" * 24


@pytest.mark.parametrize(
    ("html", "urls"),
    [
        ('<a href="https://x.com/strathbeg">X</a>', ["https://x.com/strathbeg"]),
        ("<a href=/about>", ["https://strathbeg.example/about"]),
        ('<area href="//a.example/">', ["https://a.example/"]),
        ('<a href="mailto:a@b.example"><a href="javascript:x"><a>', []),
        ('<link rel="me" href="https://a.example/@b">', ["https://a.example/@b"]),
        ('<link rel="stylesheet" href="a.css">', []),
        ('<base href="https://b.example/"><a href="c">', ["https://b.example/c"]),
        ('<!-- <a href="https://x.com/old"> -->', []),
        ('<a href="https://[bad/">', []),
        ("", []),
        ("\0", []),
    ],
)
def test_links(html, urls):
    assert [link.url for link in pages.links(html, base=BASE)] == urls


def test_links_carry_their_rel():
    found = pages.links('<a rel="Me nofollow" href="/a">', base=BASE)

    assert found[0].rel == {"me", "nofollow"}


@given(st.text(max_size=300))
def test_links_of_any_text(text):
    assert all(link.url.startswith("http") for link in pages.links(f"<p>{text}", base=BASE))
    assert isinstance(pages.linked_data(text), list)
    assert isinstance(pages.plain(text), str)


def test_linked_data_with_a_broken_part():
    html = """<script type="Application/LD+JSON">{"url": "a"}</script>
    <script type="application/ld+json">{broken</script><script>var a = 1</script>"""

    assert pages.linked_data(html) == [{"url": "a"}, None]


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "GovernmentOrganization", "url": BASE, "sameAs": ["https://x.com/a", 7]},
        {"url": BASE, "sameAs": "https://x.com/a"},
        {"@graph": [{"@id": BASE, "sameAs": "https://x.com/a"}]},
        {"publisher": {"url": {"@id": BASE}, "sameAs": ["https://x.com/a"]}},
        [{"url": [BASE], "sameAs": ["https://x.com/a"]}],
    ],
)
def test_same_as(thing):
    assert schema.same_as([thing]) == [(BASE, ["https://x.com/a"])]


@pytest.mark.parametrize("thing", [{"sameAs": "https://x.com/a"}, {"url": BASE}, None, "a", 3])
def test_same_as_of_what_does_not_say_both(thing):
    assert schema.same_as([thing]) == []


def test_trust_txt():
    text = "# ours\n social = https://x.com/a \nSOCIAL=https://y.example\nmember=z\nno line\n"

    assert trust_txt.accounts(text) == ["https://x.com/a", "https://y.example"]
    assert not trust_txt.is_trust_txt('<html lang="en"><p>hello')


def test_actor_address_wants_a_link_to_itself():
    links = [
        {"rel": "self", "type": "text/html", "href": "https://a.example/1"},
        {"rel": "self", "type": "application/activity+json", "href": "javascript:x"},
    ]
    good = {
        "rel": "self",
        "type": 'application/ld+json; profile="x"',
        "href": "https://a.example/2",
    }

    assert fediverse.actor_address({"links": links}) == ""
    assert fediverse.actor_address({"links": [links[0], good]}) == "https://a.example/2"


@pytest.mark.parametrize(
    ("records", "did"),
    [
        ([f"did={DID}"], DID),
        ([f"did={DID}", f"did={DID}", "v=spf1"], DID),
        ([f"did={DID}", "did=did:plc:" + "b" * 24], ""),
        ([f"did={DID}", "did=nonsense"], ""),
        (["did=did:key:abc"], ""),
        ([DID], ""),
        ([], ""),
    ],
)
def test_did_in_records(records, did):
    assert atproto.did_in_records(records) == did


def test_handle_is_the_first_that_the_account_names():
    document = {"id": DID, "alsoKnownAs": ["https://x", "at://New.example", "at://old.example"]}

    assert atproto.handle_in_document(document, did=DID) == "new.example"
    assert atproto.handle_in_document({**document, "id": "did:web:x.example"}, did=DID) == ""


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": NaN}', "\ud800"])
def test_parse_of_anything(text):
    data.parse(text)


@given(JSON)
def test_no_json_makes_a_reader_fail(value):
    assert isinstance(fediverse.actor_address(value), str)
    assert fediverse.actor(value) is None or fediverse.actor(value).id
    assert fediverse.verified(value) is None or True
    assert isinstance(schema.same_as([value]), list)
    assert isinstance(atproto.handle_in_document(value, did=DID), str)


@given(st.text(max_size=200))
def test_no_text_makes_a_reader_fail(text):
    assert atproto.did_in_file(text) in {"", text.strip()}
    assert isinstance(trust_txt.accounts(text), list)
    assert data.parse(json.dumps(text)) == text
