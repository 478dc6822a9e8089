from io import StringIO

from django.core.management import call_command

from mercat.common import outbox
from mercat.home.jobs import JOBS


def tick():
    out = StringIO()
    call_command("tick", stdout=out)
    return out.getvalue()


def test_tick_command_runs_jobs_and_sends_mail_and_says_so(db, letter_box, at):
    outbox.queue("people/unknown_account", to="ailsa@strathbeg.example", at=at)

    said = [tick(), tick()]

    assert (
        said[0]
        == f"Jobs: {', '.join(job.name for job in JOBS)}. Mails sent: 1. Accounts checked: 0.\n"
    )
    assert said[1].endswith("Mails sent: 0. Accounts checked: 0.\n")
    assert len(letter_box.messages) == 1
