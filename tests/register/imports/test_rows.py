"""Shapes met in the wild, and what we make of them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mercat.common.refusals import Refused
from mercat.register.imports.reading import open_
from mercat.register.imports.rows import Row, guessed, rows_of


def rows(text, *, is_yaml=False):
    return rows_in(text.encode(), "list.yaml" if is_yaml else "")


def rows_in(content, name=""):
    opened = open_(content, name=name)
    return list(rows_of(opened, guessed(opened)))


def test_rows_of_the_bulk_upload_of_the_us_register():
    text = (
        "account_platform,account_url,account_name,short_description,language,agencies,contacts\n"
        "Facebook,http://facebook.com/StrathWater,Water,Leaks,English,Water|Roads,a@b.example\n"
    )

    address = "http://facebook.com/StrathWater"
    assert rows(text) == [Row(1, address, "Facebook", "Water", "Water", "Leaks")]


def test_rows_of_its_older_dump_without_headings():
    text = (
        "http://nist.example,Institute of Standards,commerce,http://facebook.com/4nist,English\n"
        'manila.example/,Embassy - Manila,state,facebook.com/manila.embassy,English,"Manila, eap"\n'
        ",Embassy,state,twitter.com/EmbassyRome,Italian\n"
    )

    assert rows(text) == [
        Row(1, "http://facebook.com/4nist", "", "Institute of Standards", "commerce"),
        Row(2, "facebook.com/manila.embassy", "", "Embassy - Manila", "state"),
        Row(3, "twitter.com/EmbassyRome", "", "Embassy", "state"),
    ]


def test_rows_of_the_government_of_canada():
    text = (
        "Account,Platform,Department,Language,URL,gc_orgID,wikidata_id,Date Added\n"
        "Parks North,Intagram,Parks,English,https://instagram.com/parksnorth,12,Q1,2024-01-01\n"
    )

    address = "https://instagram.com/parksnorth"
    assert rows(text) == [Row(1, address, "Intagram", "Parks North", "Parks")]


def test_rows_of_govuk_links():
    text = "service_type,title,href\ntwitter,Roads on X,https://twitter.com/StrathRoads\n"

    assert rows(text) == [Row(1, "https://twitter.com/StrathRoads", "twitter", "Roads on X")]


def test_rows_of_bare_names_beside_their_platform():
    text = "Service,Channel,Username\nLibraries,Twitter,@StrathLibs\nParks,Facebook,StrathParks\n"

    assert rows(text) == [
        Row(1, "@StrathLibs", "Twitter", department="Libraries"),
        Row(2, "StrathParks", "Facebook", department="Parks"),
    ]


def test_rows_of_a_column_for_each_platform_are_one_for_each_account():
    text = (
        "Team,Facebook,Twitter,Instagram\n"
        "Libraries,StrathLibs,@StrathLibs,\n"
        "Archives,,,\n"
        "Parks,https://facebook.com/StrathParks,,strathparks\n"
    )

    assert rows(text) == [
        Row(1, "StrathLibs", "facebook", department="Libraries"),
        Row(2, "@StrathLibs", "x", department="Libraries"),
        Row(3, "", "", department="Archives"),
        Row(4, "https://facebook.com/StrathParks", "facebook", department="Parks"),
        Row(5, "strathparks", "instagram", department="Parks"),
    ]


def test_rows_of_unknown_heading_words_are_known_by_their_content():
    text = "Cyfeiriad,Sylw\nhttps://facebook.com/BroGwyr,da\nhttps://x.com/BroGwyr,iawn\n"

    assert [row.address for row in rows(text)] == [
        "https://facebook.com/BroGwyr",
        "https://x.com/BroGwyr",
    ]


def test_rows_of_a_postal_address_are_not_taken_for_accounts():
    text = "Team,Address,Where\nParks,1 High Street,https://facebook.com/StrathParks\n"

    assert [row.address for row in rows(text)] == ["https://facebook.com/StrathParks"]


def test_rows_of_one_column_of_addresses():
    assert [row.address for row in rows("x.com/StrathA\nfacebook.com/StrathB\n")] == [
        "x.com/StrathA",
        "facebook.com/StrathB",
    ]


def test_rows_with_too_few_cells_are_rows():
    text = "Name,URL,Department\nParks\nRoads,https://x.com/StrathRoads\n"

    assert rows(text) == [
        Row(1, "", name="Parks"),
        Row(2, "https://x.com/StrathRoads", name="Roads"),
    ]


def test_rows_with_too_many_cells_are_believed_up_to_the_address():
    text = "Name,URL,Department\nParks,https://x.com/StrathParks,Parks, Roads and Water,more\n"

    assert rows(text) == [Row(1, "https://x.com/StrathParks", name="Parks")]


def test_rows_lose_what_nobody_can_see_and_keep_within_the_register():
    text = f"URL,Name,About\nx.com/StrathParks,\0Pa\u202erks\u200b  of\tus,{'a' * 3000}\n"

    [row] = rows(text)

    assert (row.name, len(row.purpose), row.purpose[-1]) == ("Pa rks of us", 2000, "…")


def test_rows_of_yaml_are_one_for_each_account_of_a_person():
    text = """
- id: {bioguide: A000001}
  name: {first: Ada, last: Lee, official_full: Ada B. Lee}
  social: {twitter: AdaLee, twitter_id: 12, facebook: adalee, youtube_id: UCGdrLQbt1PYDTPsampx4t1A}
- id: {bioguide: B000002}
  social: {instagram_id: '99'}
"""

    assert rows(text, is_yaml=True) == [
        Row(1, "AdaLee", "twitter", "Ada B. Lee"),
        Row(2, "adalee", "facebook", "Ada B. Lee"),
        Row(3, "https://www.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A", "youtube", "Ada B. Lee"),
        Row(4, "id 99", "instagram"),
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a: [", "could not be read as YAML"),
        ("[" * 200_000, "could not be read as YAML"),
        ("- " * 200_000, "could not be read as YAML"),
        ("just words", "holds no list of accounts"),
        ("- 1\n- 2", "holds no list of accounts"),
        ("- name: nobody", "No column of this file holds accounts"),
    ],
)
def test_rows_of_other_yaml_are_refused(text, sentence):
    with pytest.raises(Refused, match=sentence):
        rows(text, is_yaml=True)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("apples\npears\nplums\n", "No column of this file holds accounts"),
        ("Name,Email\nA,b@c.example\n", "No column of this file holds accounts"),
        ("URL,Name\n", "headings and no rows"),
    ],
)
def test_rows_of_a_file_without_accounts_are_refused(text, sentence):
    with pytest.raises(Refused, match=sentence):
        rows(text)


def test_rows_under_a_heading_are_rows_even_where_none_is_an_account():
    assert rows("URL\nhttps://strathbeg.example\n") == [Row(1, "https://strathbeg.example")]


HEADED = b"URL,Platform,Name\nx.com/StrathParks,X,"


@given(st.one_of(st.binary(), st.binary().map(lambda tail: HEADED + tail)), st.booleans())
@example(b'"', False)
@example(b"&a [*a]", True)
@example(b"- social: &a {twitter: *a}", True)
@example(b"- social: {? [1] : 2}", True)
@example(b"- {social: {twitter: [1, 2], facebook: !!int x}}", True)
def test_any_bytes_are_rows_or_a_sentence(content, is_yaml):
    try:
        found = rows_in(content, "list.yaml" if is_yaml else "")
    except Refused as refused:
        found, sentence = [], refused.sentence
    else:
        sentence = f"{len(found)} rows."

    assert sentence.endswith(".")
    assert [row.number for row in found] == list(range(1, len(found) + 1))
