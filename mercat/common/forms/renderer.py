"""How a field becomes a page: classes, ids and its template. For every form, ours or not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django import forms
from django.forms import widgets
from django.forms.renderers import DjangoTemplates
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

# The first kind that fits counts, so the narrow ones come first.
CLASSES: dict[type[forms.Widget], str] = {
    forms.HiddenInput: "",
    forms.CheckboxSelectMultiple: "govuk-checkboxes__input",
    forms.RadioSelect: "govuk-radios__input",
    forms.CheckboxInput: "govuk-checkboxes__input",
    forms.Select: "govuk-select",
    forms.Textarea: "govuk-textarea",
    forms.FileInput: "govuk-file-upload",
    forms.PasswordInput: "govuk-input govuk-password-input__input govuk-js-password-input-input",
    widgets.Input: "govuk-input",
    forms.MultiWidget: "govuk-input",
}
PLAIN = (forms.TextInput, forms.Select)


class BoundField(forms.BoundField):
    """A field on a page. allauth's and Django's own forms get it too, from the renderer."""

    @property
    def template_name(self) -> str:
        if chosen := getattr(self.field, "template_name", None):
            return str(chosen)
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "django/forms/field_checkbox.html"
        return f"django/forms/field{'_group' if self.use_fieldset else ''}.html"

    @property
    def page_heading(self) -> bool:
        return getattr(self.field, "page_heading", False)

    @property
    def is_optional(self) -> bool:
        marked = getattr(self.form, "mark_optional", False)
        return marked and not self.field.required and not self.is_revealed

    @property
    def is_plain(self) -> bool:
        """Nothing but a label and its field: no hint, no choices to tick, nothing hidden."""
        return not self.help_text and isinstance(self.field.widget, PLAIN) and bool(self.auto_id)

    @property
    def is_revealed(self) -> bool:
        revealed_by = getattr(self.form, "revealed_by", dict)
        return self.name in revealed_by()

    @property
    def character_limit(self) -> int | None:
        counted = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if counted else None

    @property
    def first_id(self) -> str:
        """Where a line of the error summary leads."""
        self.mark_wrong_parts()
        return self.id_for_label or (f"{self.auto_id}_0" if self.auto_id else "")

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if self.character_limit and described is not None and self.auto_id:
            return f"{described} {self.auto_id}-info".strip()
        return described

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        self.fill_revealed()
        self.mark_wrong_parts()
        return super().as_widget(widget, attrs, only_initial)

    def fill_revealed(self) -> None:
        """Give the widget the fields that its choices reveal."""
        widget = self.field.widget
        if reveals := getattr(widget, "reveals", None):
            widget.revealed = {
                value: self.form[name].as_field_group()
                for value, name in reveals.items()
                if name in self.form.fields
            }

    def mark_wrong_parts(self) -> None:
        """Tell a date which of its boxes are wrong."""
        if hasattr(self.field.widget, "wrong") and self.errors:
            self.field.widget.wrong = self.wrong_parts()

    def wrong_parts(self) -> set[str]:
        errors = self.errors.as_data()
        named = {part for error in errors for part in (error.params or {}).get("parts", ())}
        return named or {"day", "month", "year"}

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if self.use_fieldset:
            attrs.pop("aria-invalid", None)
        if classes := self.widget_classes(widget):
            attrs["class"] = classes
        if "maxlength" in widget.attrs:
            attrs["maxlength"] = False  # a browser would cut off what is pasted, without a word
        return attrs

    def widget_classes(self, widget: forms.Widget) -> str:
        ours = next((name for kind, name in CLASSES.items() if isinstance(widget, kind)), "")
        wrong = (
            f"{ours.split()[0]}--error" if ours and self.errors and not self.use_fieldset else ""
        )
        counted = "govuk-js-character-count" if self.character_limit else ""
        return " ".join(filter(None, [ours, wrong, counted, widget.attrs.get("class", "")]))


class Renderer(DjangoTemplates):
    """`FORM_RENDERER`. Our templates come before Django's whatever the order of the apps is."""

    form_template_name = "django/forms/div.html"
    field_template_name = "django/forms/field.html"
    bound_field_class = BoundField

    @cached_property
    def engine(self) -> Any:
        ours = Path(__file__).parents[1] / "templates"
        django = Path(forms.__file__).parent / "templates"
        options = {"APP_DIRS": True, "DIRS": [ours, django], "NAME": "forms", "OPTIONS": {}}
        return self.backend(options)
