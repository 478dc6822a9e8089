"""The statuses of an account and what the look-up answers for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mercat.common.lifecycle import Move


class Status(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ACTIVE = "active", _("In use")
    DORMANT = "dormant", _("Dormant")
    PAUSED = "paused", _("Paused")
    CLOSED_PARKED = "closed_parked", _("Closed, name kept")
    CLOSED_RELEASED = "closed_released", _("Closed, name given up")
    LOST = "lost", _("Lost")
    FALSE = "false", _("Pretends to be us")
    OWN = "own", _("A person's own")


class Answer(models.TextChoices):
    OFFICIAL = "official"
    WAS_OFFICIAL = "was_official"
    KNOWN_FALSE = "known_false"
    NOT_CONTROLLED = "not_controlled"
    OWN_ACCOUNT = "own_account"
    NOT_REGISTERED = "not_registered"


ANSWERS = {
    Status.PROPOSED: Answer.NOT_REGISTERED,
    Status.ACTIVE: Answer.OFFICIAL,
    Status.DORMANT: Answer.OFFICIAL,
    Status.PAUSED: Answer.OFFICIAL,
    Status.CLOSED_PARKED: Answer.WAS_OFFICIAL,
    Status.CLOSED_RELEASED: Answer.WAS_OFFICIAL,
    Status.LOST: Answer.NOT_CONTROLLED,
    Status.FALSE: Answer.KNOWN_FALSE,
    Status.OWN: Answer.OWN_ACCOUNT,
}


class PublicKind(models.TextChoices):
    """What became of what the public reads of an account."""

    ENTERED = "entered", _("Entered")
    CHANGED = "changed", _("Changed")
    CONFIRMED = "confirmed", _("Confirmed")
    REMOVED = "removed", _("Taken off")


# One organisation says yes while another says that it is not, or no longer, theirs to run.
YES = frozenset({Answer.OFFICIAL, Answer.OWN_ACCOUNT})
NO = frozenset({Answer.KNOWN_FALSE, Answer.NOT_CONTROLLED})
OPEN = (Status.ACTIVE, Status.DORMANT, Status.PAUSED)
CLOSED = (Status.CLOSED_PARKED, Status.CLOSED_RELEASED)
OURS = (*OPEN, Status.CLOSED_PARKED)  # those whose name we hold

AGREED = "keeper or owner asks, a second person agrees"
WHY = "reason, since when"
TWO = "keeper or adviser proposes, a second person agrees"
MOVES = (
    Move("enter", "", Status.ACTIVE, "the panel's letter, an import, the keeper", "its day"),
    Move("rest", Status.ACTIVE, Status.DORMANT, AGREED, WHY),
    *(Move("pause", old, Status.PAUSED, AGREED, WHY) for old in (Status.ACTIVE, Status.DORMANT)),
    *(Move("resume", old, Status.ACTIVE, AGREED, WHY) for old in (Status.DORMANT, Status.PAUSED)),
    *(Move("close", old, new, AGREED, f"{WHY}, exit plan") for old in OPEN for new in CLOSED),
    Move("give_up", Status.CLOSED_PARKED, Status.CLOSED_RELEASED, AGREED, WHY),
    Move("reopen", Status.CLOSED_PARKED, Status.ACTIVE, AGREED, WHY),
    *(Move("lose", old, Status.LOST, "keeper or adviser, at once", WHY) for old in OURS),
    Move("recover", Status.LOST, Status.ACTIVE, AGREED, WHY),
    *(
        Move("withdraw_claim", old, Status.PROPOSED, "keeper, while another disputes it", "reason")
        for old in (*OURS, Status.LOST, Status.FALSE)
    ),
    Move("claim", Status.PROPOSED, Status.ACTIVE, AGREED, WHY),
    *(
        Move(
            "call_false", old, Status.FALSE, TWO, "evidence, since when; never parody or criticism"
        )
        for old in ("", Status.PROPOSED, Status.CLOSED_RELEASED, Status.LOST)
    ),
    *(
        Move("call_false_no_longer", Status.FALSE, new, "keeper, adviser, or a review", "reason")
        for new in ("[*]", Status.PROPOSED, Status.CLOSED_RELEASED, Status.LOST)
    ),
    Move("list_own", "", Status.OWN, "the person whose own it is"),
    Move("remove_own", Status.OWN, "[*]", "the same person, at once", "nothing"),
)


class Kind(models.TextChoices):
    """What a proposed change is about; each needs a second person."""

    WORDING = "wording", _("What the public reads")
    OWNER = "owner", _("Who owns it")
    ADDRESS = "address", _("Its name on the platform")
    STATUS = "status", _("Its status")


class Outcome(models.TextChoices):
    WAITING = "", _("Waiting for a second person")
    AGREED = "agreed", _("Agreed")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")


class TransferOutcome(models.TextChoices):
    WAITING = "", _("Waiting for the other organisation")
    ACCEPTED = "accepted", _("Taken over")
    REFUSED = "refused", _("Not taken")
    TAKEN_BACK = "taken_back", _("Taken back")


CHANGE_MOVES = (
    Move("propose", "", "waiting", "keeper, owner of the account", "what, reason"),
    Move("agree", "waiting", "agreed", "keeper or chair who did not ask", "day"),
    Move("decline", "waiting", "declined", "keeper or chair who did not ask", "reason"),
    Move("withdraw", "waiting", "withdrawn", "whoever asked"),
)
# On the public list of an organisation; a false account is not one of its accounts.
LISTED = (Answer.OFFICIAL, Answer.WAS_OFFICIAL)
TONES = {
    Status.ACTIVE: "ok",
    Status.DORMANT: "wait",
    Status.PAUSED: "wait",
    Status.LOST: "stop",
    Status.FALSE: "stop",
}


class ImportState(models.TextChoices):
    STARTED = "started", _("Columns to look at")
    READING = "reading", _("Being read")
    READ = "read", _("Ready to look at")
    APPLYING = "applying", _("Being entered")
    APPLIED = "applied", _("Entered")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")


WORKING = [ImportState.READING, ImportState.APPLYING, ImportState.UNDOING]
IMPORT_TONES = {
    ImportState.STARTED: "wait",
    ImportState.READ: "wait",
    ImportState.APPLIED: "ok",
}
KEEPER, WORKER, GONE = "keeper", "the worker", "[*]"
IMPORT_MOVES = (
    Move("start", "", ImportState.STARTED, KEEPER, "the file, its hash, what was guessed of it"),
    Move("read", ImportState.STARTED, ImportState.READING, KEEPER, "the columns as chosen"),
    Move("read", ImportState.READ, ImportState.READING, KEEPER, "the columns as chosen anew"),
    Move("read", ImportState.UNDONE, ImportState.READING, KEEPER, "judged anew"),
    Move("refuse", ImportState.READING, ImportState.STARTED, WORKER, "why it cannot be read"),
    Move("finish_reading", ImportState.READING, ImportState.READ, WORKER, "each row's outcome"),
    Move("apply", ImportState.READ, ImportState.APPLYING, KEEPER, "the rows left out"),
    Move("finish", ImportState.APPLYING, ImportState.APPLIED, WORKER, "accounts, report, event"),
    Move("undo", ImportState.APPLIED, ImportState.UNDOING, KEEPER, "that nothing changed since"),
    Move("keep", ImportState.UNDOING, ImportState.APPLIED, WORKER, "which accounts changed since"),
    Move("finish_undoing", ImportState.UNDOING, ImportState.UNDONE, WORKER, "event"),
    Move("discard", ImportState.STARTED, GONE, KEEPER, "nothing: file and rows are deleted"),
    Move("discard", ImportState.READ, GONE, KEEPER, "nothing: file and rows are deleted"),
)


class BulkState(models.TextChoices):
    CHOSEN = "chosen", _("Accounts chosen")
    PLANNED = "planned", _("Ready to look at")
    APPLIED = "applied", _("Changed")
    UNDONE = "undone", _("Undone")


BULK_MOVES = (
    Move("choose", "", BulkState.CHOSEN, KEEPER, "the accounts"),
    Move("plan", BulkState.CHOSEN, BulkState.PLANNED, KEEPER, "what would become of each"),
    Move("plan", BulkState.PLANNED, BulkState.PLANNED, KEEPER, "the same, for another change"),
    Move("apply", BulkState.PLANNED, BulkState.APPLIED, KEEPER, "what became of each, event"),
    Move("undo", BulkState.APPLIED, BulkState.UNDONE, KEEPER, "event; that nothing changed since"),
    Move("discard", BulkState.CHOSEN, GONE, KEEPER, "nothing: the choice is deleted"),
    Move("discard", BulkState.PLANNED, GONE, KEEPER, "nothing: the choice is deleted"),
)
BULK_TONES = {BulkState.APPLIED: "ok", BulkState.UNDONE: "plain"}


class BulkKind(models.TextChoices):
    """What can be changed of many accounts at once: what one keeper may change of one."""

    DEPARTMENT = "department", _("The service that they are for")
    PURPOSE = "purpose", _("What they are for")
    AUDIENCE = "audience", _("Whom they reach")
    MAILBOX = "mailbox", _("The team mailbox")
    TOOL = "tool", _("The tool that you post with")
    CONTRACT = "contract", _("The contract")
    CUSTODIAN = "custodian", _("Who looks after them: one person in place of another")
    LOST = "lost", _("They are out of our hands")


class BulkOutcome(models.TextChoices):
    CHANGE = "change", _("To change")
    SAME = "same", _("As it is")
    REFUSED = "refused", _("Cannot be changed so")


class DisappearanceAnswer(models.TextChoices):
    KEPT = "kept", _("Still ours")
    PARKED = "parked", _("Closed, name kept")
    RELEASED = "released", _("Closed, name given up")
