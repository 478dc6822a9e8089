from mercat.register.lifecycle import ANSWERS, LISTED, OPEN, TONES, Answer, Status


def test_every_status_has_its_answer():
    assert ANSWERS == {
        "proposed": "not_registered",
        "active": "official",
        "dormant": "official",
        "paused": "official",
        "closed_parked": "was_official",
        "closed_released": "was_official",
        "lost": "not_controlled",
        "false": "known_false",
        "own": "own_account",
    }
    assert set(ANSWERS) == set(Status)


def test_open_statuses_are_those_that_answer_official():
    assert set(OPEN) == {status for status in Status if ANSWERS[status] == Answer.OFFICIAL}


def test_listed_answers_leave_out_what_is_not_ours():
    assert set(LISTED) == {"official", "was_official"}


def test_tones_belong_to_statuses():
    assert set(TONES) <= set(Status)
