"""What is asked of somebody who wants a change that a second person agrees, and of that person."""

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.common.languages import Text
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
    "rest": _("Call it dormant: nobody posts, and it stays ours"),
    "pause": _("Pause it for a while"),
    "resume": _("Use it again"),
    "give_up": _("Give up the name, which was kept"),
    "reopen": _("Open it again"),
    "recover": _("It is in our hands again"),
    "claim": _("Put it on the public register"),
}
PARKED, RELEASED = Status.CLOSED_PARKED, Status.CLOSED_RELEASED


WHY, SAY_WHY = _("Why?"), _("Say why")


def reason(label: Text = WHY, *, missing: Text = SAY_WHY) -> forms.CharField:
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
        raise forms.ValidationError(
            gettext("Nobody here has the address {email}. Invite them first.").format(email=email)
        )
    return member.person


def recognised(text: str, *, platform: str) -> Recognised:
    """The account at this address, on the platform where we expect it."""
    found = recognise(text, platform=platform)
    if not isinstance(found, Recognised):
        raise forms.ValidationError(found.said(gettext))
    return found


def account_typed(text: str) -> Recognised:
    """The account that somebody most likely means by what they pasted."""
    answer = recognise(text)
    account = likely(answer)
    if account is None:
        raise forms.ValidationError(
            answer.said(gettext) if isinstance(answer, NotAnAccount) else ""
        )
    return account


class SinceForm(forms.Form):
    since = forms.DateField(label=_("Since when?"), missing=_("Enter the day"))

    def __init__(
        self, *args: Any, account: Account | None = None, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **{"initial": {"since": today}, **kwargs})
        self.account, self.today = account, today

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if day > self.today:
            raise forms.ValidationError(gettext("The day must be today or in the past"))
        return day


class OwnerForm(forms.Form):
    owner = forms.EmailField(
        label=_("Work e-mail of the new owner"), missing=_("Enter the new owner’s work e-mail")
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
        label=_("Its new name or address"),
        help_text=_("Open the account, and copy the address from the top of your browser."),
        max_length=500,
        missing=_("Paste the new address"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    reason = reason(
        _("Why was it renamed, and how do you know?"), missing=_("Say why, and how you know")
    )
    kind = Kind.ADDRESS

    def __init__(self, *args: Any, account: Account, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_address(self) -> Recognised:
        found = recognised(self.cleaned_data["address"], platform=self.account.platform)
        if found.platform != self.account.platform:
            raise forms.ValidationError(
                gettext(
                    "This is not on {platform_name}. An account on another platform is another "
                    "account: add it, and close this one."
                ).format(platform_name=self.account.platform_name)
            )
        return found

    def content(self) -> dict[str, Any]:
        found: Recognised = self.cleaned_data["address"]
        return {"key": found.key, "handle": found.handle, "url": found.url}


class StatusForm(SinceForm):
    action = forms.ChoiceField(label=_("What shall become of it?"), missing=_("Choose what"))
    reason = reason()
    field_order = ["action", "since", "reason"]
    kind = Kind.STATUS

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, account=account, **kwargs)
        self.moves = {move.action: move for move in status_moves(account)}
        choices = [(action, ACTIONS[action]) for action in self.moves]
        self.offer("action", choices)

    def content(self) -> dict[str, Any]:
        move = self.moves[self.cleaned_data["action"]]
        return _status(move.action, move.new, self.cleaned_data["since"])


def status_moves(account: Account) -> list[Move]:
    return [move for move in MOVES if move.old == account.status and move.action in ACTIONS]


class CloseForm(SinceForm):
    name_is = forms.ChoiceField(
        label=_("What becomes of its name?"),
        choices=[
            (PARKED, _("We keep the name, so that nobody else can take it")),
            (RELEASED, _("We give up the name")),
        ],
        widget=forms.Radios(
            hints={
                PARKED: _(
                    "Safest. Sign in once in a while: some platforms give away unused names."
                ),
                RELEASED: _(
                    "Somebody else may take it. The look-up goes on saying that it was ours."
                ),
            }
        ),
        missing=_("Choose what becomes of the name"),
    )
    since = forms.DateField(label=_("On which day was it closed?"), missing=_("Enter the day"))
    exit_plan = forms.CharField(
        label=_("What did you do about its followers, its posts and its records?"),
        help_text=_("Where people are sent now, where the posts are kept, who holds the sign-in."),
        max_length=2000,
        widget=forms.Textarea(rows=4),
        missing=_("Say what becomes of followers, posts and records"),
        validators=[refuse_password],
    )
    reason = reason(_("Why is it closed?"))
    field_order = ["name_is", "since", "reason", "exit_plan"]
    kind = Kind.STATUS

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            **_status("close", given["name_is"], given["since"]),
            "exit_plan": given["exit_plan"],
        }


class LoseForm(SinceForm):
    since = forms.DateField(
        label=_("Since when is it out of your hands?"), missing=_("Enter the day")
    )
    reason = reason(_("What happened?"), missing=_("Say what happened"))


class DeclineForm(forms.Form):
    reason = reason(_("Why not?"), missing=_("Say why, so that whoever asked can understand it"))


def _status(action: str, new: str, since: date) -> dict[str, Any]:
    return {"action": action, "new": new, "since": since.isoformat()}
