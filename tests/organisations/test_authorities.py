import pytest

from mercat.organisations import authorities

EVERYONE = list(authorities.everyone().values())


def names(text):
    return [found.authority.name for found in authorities.search(text)]


def test_authorities_are_all_there():
    assert (len(EVERYONE), len([each for each in EVERYONE if each.is_current])) == (470, 397)


def test_slugs_of_current_authorities_are_their_own():
    slugs = [each.slug for each in EVERYONE if each.is_current]

    assert len(set(slugs)) == 397


def test_every_former_authority_leads_to_current_ones():
    lost = [each.name for each in EVERYONE if not authorities.successors(each)]

    assert lost == []
    assert all(new.is_current for each in EVERYONE for new in authorities.successors(each))


def test_search_finds_each_or_its_successors_first_by_the_whole_name():
    wrong = []
    for each in EVERYONE:
        expected = authorities.successors(each)
        found = [one.authority for one in authorities.search(each.name)]
        if found[: len(expected)] != expected:
            wrong.append(each.name)

    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aberd", "Aberdeen City Council"),
        ("ABERDEENSHIRE", "Aberdeenshire Council"),
        ("edin", "City of Edinburgh Council"),
        ("st. helens", "St Helens Council"),
        ("King’s Lynn", "Borough Council of Kings Lynn and West Norfolk"),
        ("Brighton & Hove", "Brighton and Hove City Council"),
        ("city council of aberdeen", "Aberdeen City Council"),
        ("aberdean", "Aberdeen City Council"),
        ("S12000033", "Aberdeen City Council"),
    ],
)
def test_search_by_a_part_of_the_name(typed, first):
    assert names(typed)[0] == first


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Caerdydd", "City of Cardiff Council"),
        ("Abertawe", "City and County of Swansea Council"),
        ("Ynys Môn", "Isle of Anglesey County Council"),
        ("ynys mon", "Isle of Anglesey County Council"),
        ("Bro Morgannwg", "Vale of Glamorgan Council"),
    ],
)
def test_search_by_the_welsh_name(typed, expected):
    assert names(typed) == [expected]


def test_search_of_a_former_authority_says_who_took_its_place():
    found = authorities.search("Cumbria")

    assert [each.authority.name for each in found] == [
        "Cumberland Council",
        "Westmorland and Furness Council",
    ]
    assert found[0].sentence == (
        "Cumbria County Council ended on 1 April 2023; Cumberland Council took its place."
    )


def test_search_follows_two_steps_to_the_successor():
    assert names("Taunton Deane") == ["Somerset Council"]


@pytest.mark.parametrize("typed", ["", "   ", "?!", "zzxqj", "\0", "😀"])
def test_search_of_nothing_known_is_empty(typed):
    assert names(typed) == []


def test_search_answers_twenty_at_most():
    assert len(authorities.search("n")) == 20


@pytest.mark.parametrize("text", ["ABE", "s12000033", "aberdeen", "Aberdeen City Council"])
def test_exactly_by_code_slug_and_name(text):
    assert [each.code for each in authorities.exactly(text)] == ["ABE"]


def test_current_of_a_former_or_unknown_code_is_none():
    assert [authorities.current(code) for code in ("CMA", "XXX", "")] == [None, None, None]
