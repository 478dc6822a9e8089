"""The field for files. Whatever else is wrong on the page, a file that is fit is kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mercat.common.forms.fields import Asked
from mercat.common.refusals import Refused
from mercat.common.uploads import KINDS, MOST_MEGABYTES, Checked, check
from mercat.common.uploads.checking import TOO_LARGE
from mercat.common.uploads.handler import TooLarge
from mercat.common.uploads.kinds import PICTURES
from mercat.common.uploads.names import clean_name
from mercat.files import actions, queries
from mercat.files.models import StoredFile
from mercat.organisations.models import Membership

MOST_FILES = 10
TAKEN = _("PDF, pictures, text, Word, Excel, PowerPoint or OpenDocument")
ENDINGS = ",".join(sorted(ending for kind in KINDS.values() for ending in kind.endings))


class FilesInput(forms.Widget):
    """The files held so far, each with a box to remove it, and a place to choose more."""

    template_name = "files/files_input.html"
    use_fieldset = True
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.held: list[StoredFile] = []
        self.removing: set[str] = set()
        self.most = MOST_FILES

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, Any]:
        return {
            "new": _list(files, name),
            "held": set(_list(data, f"{name}_held")),
            "removing": set(_list(data, f"{name}_remove")),
        }

    def id_for_label(self, id_: str | None) -> str:
        return f"{id_}_new" if id_ else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in files and f"{name}_held" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"].update(
            held=self.held, removing=self.removing, endings=ENDINGS, most=self.most
        )
        return context


def _list(data: Any, name: str) -> list[Any]:
    return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name) or [])


class FilesField(Asked, forms.Field):
    """Several files. `attached` are those that its owner has already.

    After `is_valid()` the page must call `keep(by=…, at=…)`, whether the form is valid or not:
    it stores what is fit, so that it is on the page again. It returns the files that the answer is.
    """

    widget: FilesInput = FilesInput  # type: ignore[assignment]

    def __init__(
        self,
        *,
        member: Membership | None,
        attached: Iterable[StoredFile] = (),
        only_picture: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.member, self.only_picture = member, only_picture
        self.most = self.widget.most = 1 if only_picture else MOST_FILES
        self.attached = {each.public_id: each for each in attached}
        self.widget.held = list(self.attached.values())
        self.fit: list[Checked] = []
        if not self.help_text:
            self.help_text = (
                gettext("JPEG, PNG or WebP, up to {megabytes} MB.").format(megabytes=MOST_MEGABYTES)
                if only_picture
                else gettext("Up to {most} files, each of {megabytes} MB: {kinds}.").format(
                    most=MOST_FILES, megabytes=MOST_MEGABYTES, kinds=TAKEN
                )
            )

    def clean(self, value: dict[str, Any]) -> list[str]:
        """The hashes of all that is held. Several faults are told at once."""
        self._find_held(value)
        faults = [fault for each in value["new"] if (fault := self._take(each))]
        staying = self.staying()
        if len(staying) + len(self.fit) > self.most:
            self.fit = self.fit[: max(0, self.most - len(staying))]
            faults.append(
                gettext("Keep one picture alone. Those after the first were left out")
                if self.only_picture
                else gettext(
                    "Keep {most} files at most. Those after the first were left out"
                ).format(most=self.most)
            )
        if faults:
            raise ValidationError(faults)
        if self.required and not staying and not self.fit:
            raise ValidationError(self.error_messages["required"], code="required")
        return self._hashes()

    def _find_held(self, value: dict[str, Any]) -> None:
        """Attached ones stay though the page did not know of them: a colleague added those."""
        others = value["held"] - set(self.attached)
        waiting = queries.waiting_of(self.member, others) if others and self.member else []
        self.widget.held = [*self.attached.values(), *waiting]
        self.widget.removing = value["removing"]

    def staying(self) -> list[StoredFile]:
        return [each for each in self.widget.held if each.public_id not in self.widget.removing]

    def _take(self, uploaded: "UploadedFile[Any]") -> str:
        """What is wrong with it, if anything."""
        name = uploaded.name or ""
        try:
            if isinstance(uploaded, TooLarge):
                return gettext("“{name}” {fault}.").format(name=clean_name(name), fault=TOO_LARGE)
            checked = check(name, uploaded.read())
        except Refused as refusal:
            return refusal.sentence
        if self.only_picture and checked.kind.key not in PICTURES:
            return gettext("“{name}” is no picture. Take a screenshot, and choose that").format(
                name=checked.name
            )
        if checked.sha256 not in self._hashes():
            self.fit.append(checked)  # the same file twice is one file
        return ""

    def _hashes(self) -> list[str]:
        return [each.sha256 for each in self.staying()] + [each.sha256 for each in self.fit]

    def keep(self, *, by: Membership, at: datetime) -> list[StoredFile]:
        self.widget.held += [actions.store(checked=each, by=by, at=at) for each in self.fit]
        self.fit = []
        return self.staying()
