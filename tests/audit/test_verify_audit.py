from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mercat.audit import actions as audit
from mercat.audit import triggers
from mercat.audit.models import Event, EventWords
from tests.common.together import together


def verify():
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_audit", stdout=out, stderr=err)
    except CommandError as error:
        return str(error), err.getvalue()
    return out.getvalue(), err.getvalue()


def test_verify_audit_of_a_whole_record_says_how_many_events(chained):
    assert verify() == ("The audit record holds: 3 events.\n", "")


def test_verify_audit_of_an_empty_record_holds(db):
    assert verify() == ("The audit record holds: 0 events.\n", "")


def test_verify_audit_after_erasure_of_words_holds(chained):
    EventWords.objects.all().delete()

    assert verify() == ("The audit record holds: 3 events.\n", "")


def test_verify_audit_of_a_forged_record_fails_and_names_each_fault(chained, organisation):
    triggers.lift()
    Event.objects.filter(sequence=2).update(verb="tests.forged")
    EventWords.objects.filter(event_id=chained[0].pk).update(words={})
    triggers.restore()

    said, faults = verify()
    assert said == "The audit record does not hold: 2 faults."
    assert faults.splitlines() == [
        f"{organisation.public_id} event 2: was altered",
        f"words of event {chained[0].pk}: were altered",
    ]


@pytest.mark.usefixtures("_lifted")
def test_verify_audit_without_triggers_fails_although_the_chain_is_whole(chained):
    names = triggers.missing()

    assert verify() == (
        f"The audit record does not hold: {len(names)} faults.",
        "".join(f"{name} is missing\n" for name in names),
    )


def test_verify_audit_while_others_record_holds(flushable, organisation, at):
    def record():
        for _ in range(80):
            audit.record(
                "tests.did", subject=organisation, organisation=organisation, by=None, at=at
            )

    def verify_often():
        return {verify()[0].partition(":")[0] for _ in range(40)}

    _, said = together(record, verify_often)

    assert said == {"The audit record holds"}
