from mercat.common import ids


def test_new_public_id_is_ten_of_28_letters_without_vowels():
    made = "".join(ids.new_public_id() for _ in range(1000))

    assert len(made) == 10_000
    assert set(made) == set(ids.ALPHABET)
    assert len(set(ids.ALPHABET)) == len(ids.ALPHABET) == 28
    assert set(ids.ALPHABET) & set("aeioul01") == set()


def test_new_public_id_made_often_never_repeats():
    made = [ids.new_public_id() for _ in range(5000)]

    assert len(set(made)) == 5000


def test_spoken_id_is_in_three_groups():
    assert ids.spoken("kx7t4m29bc") == "KX7-T4M2-9BC"
