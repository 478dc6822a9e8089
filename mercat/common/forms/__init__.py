"""Forms that look, speak and behave like one public service.

Write `from mercat.common import forms` instead of `from django import forms`:

    class ReasonForm(forms.Form):
        reason = forms.CharField(
            label="Why do you want to use it?",
            help_text="Two or three sentences are enough.",
            max_length=500,
            widget=forms.Textarea,
            missing="Tell us why you want to use it",
        )

and in the page `{{ form.reason.as_field_group }}`, or `{{ form }}` for all of it.

- `missing=` is what we say when nothing was answered. For any other mistake give
  `error_messages`. Without either we make a sentence from the label ("Enter your name").
- `page_heading=True` makes the label or legend the page's h1, for a page that asks one question.
- `Textarea` with `max_length` counts characters as one types.
- `Radios` and `Checkboxes` take `hints={value: text}`, `or_before=value` for the word "or" above
  a choice, and `reveals={value: "name_of_field"}` for a field that is asked only with that choice.
- `DateField` shows three boxes and takes the month as a number or a word.
- Optional fields say so; set `mark_optional = False` on the form where that is noise (filters).
- Forms that are not ours (allauth) look the same; put `PlainWords` before them to make them speak
  the same.
"""

from django.core.exceptions import ValidationError
from django.forms import (
    BaseFormSet,
    BaseModelFormSet,
    FileInput,
    MultipleHiddenInput,
    NumberInput,
    SelectMultiple,
    URLInput,
    formset_factory,
    modelform_factory,
    modelformset_factory,
)

from .base import FilterForm, Form, ModelForm, PlainWords
from .fields import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    DecimalField,
    EmailField,
    FileField,
    ImageField,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    RegexField,
    SlugField,
    TypedChoiceField,
    URLField,
    UUIDField,
)
from .renderer import BoundField, Renderer
from .widgets import (
    Checkbox,
    Checkboxes,
    DateInput,
    EmailInput,
    HiddenInput,
    PasswordInput,
    Radios,
    Select,
    Textarea,
    TextInput,
)

__all__ = [
    "BaseFormSet",
    "BaseModelFormSet",
    "BooleanField",
    "BoundField",
    "CharField",
    "Checkbox",
    "Checkboxes",
    "ChoiceField",
    "DateField",
    "DateInput",
    "DecimalField",
    "EmailField",
    "EmailInput",
    "FileField",
    "FileInput",
    "FilterForm",
    "Form",
    "HiddenInput",
    "ImageField",
    "IntegerField",
    "ModelChoiceField",
    "ModelForm",
    "ModelMultipleChoiceField",
    "MultipleChoiceField",
    "MultipleHiddenInput",
    "NumberInput",
    "PasswordInput",
    "PlainWords",
    "Radios",
    "RegexField",
    "Renderer",
    "Select",
    "SelectMultiple",
    "SlugField",
    "TextInput",
    "Textarea",
    "TypedChoiceField",
    "URLField",
    "URLInput",
    "UUIDField",
    "ValidationError",
    "formset_factory",
    "modelform_factory",
    "modelformset_factory",
]
