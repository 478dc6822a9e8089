import pytest

from mercat.passports import policy_files

NUMBERS = ["working_days", "manager_working_days", "answer_working_days", "validity_months"]


@pytest.mark.parametrize(
    "path", sorted(policy_files.FOLDER.glob("*.yaml")), ids=lambda path: path.stem
)
def test_ready_policy_says_all_that_the_actions_read(path):
    policy = policy_files.ready(path.stem)

    assert policy["key"] == path.stem
    assert isinstance(policy["ask_manager"], bool)
    assert [key for key in NUMBERS if not policy[key] > 0] == []
    assert [key for key in ("name", "about", "deciding") if not policy[key].strip()] == []


def test_ready_policy_that_is_unknown_has_no_file():
    with pytest.raises(FileNotFoundError):
        policy_files.ready("no_panel")
