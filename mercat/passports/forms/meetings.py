import datetime
import re
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common import forms
from mercat.organisations.models import Organisation
from mercat.passports.models import Application, Meeting
from mercat.passports.queries.meetings import Item
from mercat.people.models import Person

CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)


class MeetingForm(forms.Form):
    keeps_people_safe = False  # a day and a place
    day = forms.DateField(label=_("On which day?"), missing=_("Enter the day of the meeting"))
    time = forms.CharField(
        label=_("When does it begin?"),
        help_text=_("Such as 14:00 or 2 pm"),
        missing=_("Enter when it begins"),
        max_length=10,
        widget=forms.TextInput(width=5),
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=200)
    link = forms.URLField(
        label=_("Link to join from elsewhere"),
        required=False,
        max_length=500,
        error_messages={"invalid": _("Enter a link that begins with https://")},
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    def clean_time(self) -> datetime.time:
        typed = CLOCK.fullmatch(self.cleaned_data["time"].strip())
        hour, minute = (int(typed[1]), int(typed[2] or 0)) if typed else (99, 0)
        if typed and typed[3]:
            hour = hour % 12 + (12 if typed[3].lower() == "pm" else 0) if 0 < hour < 13 else 99
        if hour > 23 or minute > 59:
            raise forms.ValidationError(gettext("The time must be a real one, like 14:00"))
        return datetime.time(hour, minute)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("place") and not cleaned.get("link") and "link" not in self.errors:
            self.add_error("place", gettext("Say where it is, or give a link"))
        return cleaned

    def meeting(self) -> dict[str, Any]:
        """What the actions take; the hour is the organisation's."""
        said = self.cleaned_data
        here = ZoneInfo(self.organisation.time_zone)
        starts_at = datetime.datetime.combine(said["day"], said["time"], tzinfo=here)
        return {"starts_at": starts_at, "place": said["place"], "link": said["link"]}


def as_typed(meeting: Meeting) -> dict[str, Any]:
    start = meeting.local_start
    return {
        "day": start.date(),
        "time": start.strftime("%H:%M"),
        "place": meeting.place,
        "link": meeting.link,
    }


class AddItemsForm(forms.Form):
    cases = forms.MultipleChoiceField(
        label=_("Which cases?"), missing=_("Choose at least one case"), choices=()
    )

    def __init__(self, *args: Any, cases: list[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("cases", [(case.public_id, _told(case)) for case in cases])


def _told(case: Application) -> str:
    said = gettext("{title}: {applicant}, due by {day}")
    day = date_format(case.due_on, "j F Y") if case.due_on else "–"
    return said.format(title=case, applicant=case.applicant.name, day=day)


class AttendanceForm(forms.Form):
    here = forms.MultipleChoiceField(label=_("Who is here?"), required=False)
    apologies = forms.MultipleChoiceField(label=_("Who cannot come?"), required=False)
    mark_optional = False

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {person.public_id: person.pk for person in people}
        for field in self.fields.values():
            field.choices = [  # type: ignore[attr-defined]  # fields with choices
                (person.public_id, person.name) for person in people
            ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if set(cleaned.get("here", ())) & set(cleaned.get("apologies", ())):
            self.add_error("apologies", gettext("Nobody is both here and away"))
        return cleaned

    def attendance(self) -> dict[str, set[int]]:
        said = self.cleaned_data
        return {name: {self.keys[each] for each in said[name]} for name in ("here", "apologies")}


class MinutesForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    opening = forms.CharField(
        label=_("Who was there"),
        missing=_("Say who was there"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, items: list[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {f"item_{item.row.pk}": item for item in items if item.row}
        for name, item in self.rows.items():
            self.fields[name] = forms.CharField(
                label=f"{item.number}. {item.application}",
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
        self.fields["closing"] = forms.CharField(
            label=_("Anything else"),
            required=False,
            max_length=3000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def minutes(self) -> dict[int, str]:
        said = self.cleaned_data
        return {item.row.pk: said[name] for name, item in self.rows.items() if item.row}


def minutes_as_typed(meeting: Meeting, items: list[Item]) -> dict[str, Any]:
    typed: dict[str, Any] = {
        "version": meeting.minutes_version,
        "opening": meeting.opening,
        "closing": meeting.closing,
    }
    return typed | {f"item_{item.row.pk}": item.row.minute for item in items if item.row}
