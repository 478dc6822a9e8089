"""What is asked of somebody who wants a change that a second person agrees, and of that person."""

from datetime import date
from typing import Any

from mercat.common import forms
from mercat.common.lifecycle import Move
from mercat.organisations import queries as organisations
from mercat.organisations.models import Organisation
from mercat.people.models import Person
from mercat.platforms import Account as Recognised
from mercat.platforms import NotAnAccount, likely, recognise
from mercat.register.forms.secrets import refuse_password
from mercat.register.lifecycle import MOVES, Kind, Status
from mercat.register.models import Account

ACTIONS = {
    "rest": "Call it dormant: nobody posts, and it stays ours",
    "pause": "Pause it for a while",
    "resume": "Use it again",
    "give_up": "Give up the name, which was kept",
    "reopen": "Open it again",
    "recover": "It is in our hands again",
    "claim": "Put it on the public register",
}
PARKED, RELEASED = Status.CLOSED_PARKED, Status.CLOSED_RELEASED


def reason(label: str = "Why?", *, missing: str = "Say why") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=1000,
        widget=forms.Textarea(rows=3),
        missing=missing,
        validators=[refuse_password],
    )


def member_named(organisation: Organisation, email: str) -> Person:
    member = organisations.member_by_email(organisation, email)
    if member is None:
        raise forms.ValidationError(f"Nobody here has the address {email}. Invite them first.")
    return member.person


def recognised(text: str, *, platform: str) -> Recognised:
    """The account at this address, on the platform where we expect it."""
    found = recognise(text, platform=platform)
    if not isinstance(found, Recognised):
        raise forms.ValidationError(found.sentence)
    return found


def account_typed(text: str) -> Recognised:
    """The account that somebody most likely means by what they pasted."""
    answer = recognise(text)
    account = likely(answer)
    if account is None:
        raise forms.ValidationError(answer.sentence if isinstance(answer, NotAnAccount) else "")
    return account


class SinceForm(forms.Form):
    since = forms.DateField(label="Since when?", missing="Enter the day")

    def __init__(
        self, *args: Any, account: Account | None = None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"since": today}, **kwargs})
        self.account, self.today = account, today

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError("The day must be today or in the past")
        return day


class OwnerForm(forms.Form):
    owner = forms.EmailField(
        label="Work e-mail of the new owner", missing="Enter the new owner’s work e-mail"
    )
    reason = reason()
    kind = Kind.OWNER

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_owner(self) -> Person:
        return member_named(self.account.organisation, self.cleaned_data["owner"])

    def content(self) -> dict[str, Any]:
        person: Person = self.cleaned_data["owner"]
        return {"person": person.public_id, "name": person.name}


class AddressForm(forms.Form):
    address = forms.CharField(
        label="Its new name or address",
        help_text="Open the account, and copy the address from the top of your browser.",
        max_length=500,
        missing="Paste the new address",
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    reason = reason("Why was it renamed, and how do you know?", missing="Say why, and how you know")
    kind = Kind.ADDRESS

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_address(self) -> Recognised:
        found = recognised(self.cleaned_data["address"], platform=self.account.platform)
        if found.platform != self.account.platform:
            raise forms.ValidationError(
                f"This is not on {self.account.platform_name}. An account on another platform is "
                "another account: add it, and close this one."
            )
        return found

    def content(self) -> dict[str, Any]:
        found: Recognised = self.cleaned_data["address"]
        return {"key": found.key, "handle": found.handle, "url": found.url}


class StatusForm(SinceForm):
    action = forms.ChoiceField(label="What shall become of it?", missing="Choose what")
    reason = reason()
    field_order = ["action", "since", "reason"]
    kind = Kind.STATUS

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, account=account, **kwargs)
        self.moves = {move.action: move for move in status_moves(account)}
        choices = [(action, ACTIONS[action]) for action in self.moves]
        self.fields["action"].choices = choices  # type: ignore[attr-defined]

    def content(self) -> dict[str, Any]:
        move = self.moves[self.cleaned_data["action"]]
        return _status(move.action, move.new, self.cleaned_data["since"])


def status_moves(account: Account) -> list[Move]:
    return [move for move in MOVES if move.old == account.status and move.action in ACTIONS]


class CloseForm(SinceForm):
    name_is = forms.ChoiceField(
        label="What becomes of its name?",
        choices=[
            (PARKED, "We keep the name, so that nobody else can take it"),
            (RELEASED, "We give up the name"),
        ],
        widget=forms.Radios(
            hints={
                PARKED: "Safest. Sign in once in a while: some platforms give away unused names.",
                RELEASED: "Somebody else may take it. The look-up goes on saying that it was ours.",
            }
        ),
        missing="Choose what becomes of the name",
    )
    since = forms.DateField(label="On which day was it closed?", missing="Enter the day")
    exit_plan = forms.CharField(
        label="What did you do about its followers, its posts and its records?",
        help_text="Where people are sent now, where the posts are kept, who holds the sign-in.",
        max_length=2000,
        widget=forms.Textarea(rows=4),
        missing="Say what becomes of followers, posts and records",
        validators=[refuse_password],
    )
    reason = reason("Why is it closed?")
    field_order = ["name_is", "since", "reason", "exit_plan"]
    kind = Kind.STATUS

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **_status("close", given["name_is"], given["since"]),
            "exit_plan": given["exit_plan"],
        }


class LoseForm(SinceForm):
    since = forms.DateField(label="Since when is it out of your hands?", missing="Enter the day")
    reason = reason("What happened?", missing="Say what happened")


class DeclineForm(forms.Form):
    reason = reason("Why not?", missing="Say why, so that whoever asked can understand it")


def _status(action: str, new: str, since: date) -> dict[str, Any]:
    return {"action": action, "new": new, "since": since.isoformat()}
