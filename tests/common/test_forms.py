"""Forms look and speak the same everywhere, whoever wrote them."""

import datetime
import re

import pytest
from django import forms as django_forms
from django.template.loader import render_to_string

from mercat.common import forms


class ReasonForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=10)
    reason = forms.CharField(
        label="Why do you want it?",
        help_text="Two sentences are enough.",
        max_length=20,
        widget=forms.Textarea,
        missing="Tell us why you want it",
    )


class StartForm(forms.Form):
    start = forms.DateField(label="When does it start?")


class KindForm(forms.Form):
    kind = forms.ChoiceField(
        label="What would you like to do?",
        page_heading=True,
        choices=[("learn", "Learn"), ("other", "Something else")],
        widget=forms.Radios(
            hints={"learn": "Granted at once"}, or_before="other", reveals={"other": "other"}
        ),
    )
    other = forms.CharField(label="What is it?", missing="Tell us what it is")


def start(day, month, year):
    return StartForm({"start_day": day, "start_month": month, "start_year": year})


class TestWords:
    def test_missing_says_what_the_page_wants(self):
        form = ReasonForm({})
        assert form.errors["reason"] == ["Tell us why you want it"]

    def test_without_missing_the_label_makes_the_sentence(self):
        assert ReasonForm({}).errors["name"] == ["Fill in “Your name”"]
        assert StartForm({}).errors["start"] == ["Answer “When does it start?”"]

    def test_a_text_that_is_too_long_names_the_limit(self):
        form = ReasonForm({"name": "a" * 11, "reason": "b" * 21})
        assert form.errors["name"] == ["“Your name” must be 10 characters or fewer"]
        assert form.errors["reason"] == [
            "Your answer to “Why do you want it?” must be 20 characters or fewer"
        ]

    def test_a_line_break_counts_once(self):
        form = ReasonForm({"name": "a", "reason": "b\r\n" * 9 + "bb"})
        assert form.is_valid()
        assert form.cleaned_data["reason"] == "b\n" * 9 + "bb"

    def test_a_null_byte_is_an_error_in_words(self):
        message = ReasonForm({"name": "a\0", "reason": "b"}).errors["name"][0]
        assert message == "“Your name” holds a character we cannot keep. Type it again"

    def test_a_percent_sign_in_a_label_survives(self):
        class Share(forms.Form):
            share = forms.CharField(label="How many % is it?", max_length=1)

        for typed in ("", "ab", "\0"):
            assert "How many % is it?" in Share({"share": typed}).errors["share"][0]

    def test_a_message_that_somebody_wrote_stays(self):
        class Own(forms.Form):
            name = forms.CharField(error_messages={"max_length": "Shorter, please"}, max_length=1)

        assert Own({"name": "ab"}).errors["name"] == ["Shorter, please"]

    @pytest.mark.parametrize(
        ("field", "typed", "said"),
        [
            (forms.EmailField(), "no", "Enter an email address like name@example.org"),
            (forms.URLField(), "no way", "Enter a web address like https://www.example.org"),
            (forms.IntegerField(label="Age"), "x", "“Age” must be a whole number"),
            (forms.IntegerField(label="Age", min_value=3), "2", "“Age” must be 3 or more"),
            (forms.DecimalField(label="Part"), "x", "“Part” must be a number"),
            (forms.BooleanField(label="I agree"), "", "Tick “I agree”"),
            (forms.FileField(label="Picture"), "", "Choose a file for “Picture”"),
            (
                forms.ChoiceField(label="Kind", choices=[("a", "A")]),
                "b",
                "Choose one of the answers shown for “Kind”",
            ),
            (forms.MultipleChoiceField(label="Tools"), "", "Choose an answer to “Tools”"),
        ],
    )
    def test_each_kind_of_field_speaks_plainly(self, field, typed, said):
        form_class = type("OneField", (forms.Form,), {"it": field})
        assert form_class({"it": typed}).errors["it"] == [said]

    def test_forms_of_others_speak_plainly_too(self):
        class Theirs(django_forms.Form):
            login = django_forms.CharField(label="Email")

        class Ours(forms.PlainWords, Theirs):
            pass

        assert Ours({}).errors["login"] == ["Fill in “Email”"]


class TestDate:
    @pytest.mark.parametrize("month", ["3", "03", "March", "march", "Mar", "mar."])
    def test_a_month_is_a_number_or_a_word(self, month):
        form = start("27", month, "2027")
        assert form.is_valid()
        assert form.cleaned_data["start"] == datetime.date(2027, 3, 27)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            (("", "3", "2027"), "must include a day"),
            (("27", "", ""), "must include a month and a year"),
            (("27", "3", "27"), "must have a year of 4 numbers"),
            (("31", "2", "2027"), "must be a real date, like 27 3 2027"),
            (("x", "ma", "2027"), "must be a real date, like 27 3 2027"),
            (("27", "3", "٢٠٢٧"), "must have a year of 4 numbers"),
            (("²", "3", "2027"), "must be a real date, like 27 3 2027"),
            (("1\0", "9" * 5000, "2027"), "must be a real date, like 27 3 2027"),
        ],
    )
    def test_an_error_names_what_is_wrong(self, typed, said):
        assert start(*typed).errors["start"] == [f"Your answer to “When does it start?” {said}"]

    def test_only_the_wrong_boxes_are_marked_and_linked(self):
        form = start("27", "", "2027")
        assert form["start"].first_id == "id_start_month"
        assert re.findall(r'name="(\w+)"[^>]*aria-invalid', str(form["start"])) == ["start_month"]

    def test_what_was_typed_stays(self):
        assert 'value="Feb"' in str(start("31", "Feb", "2027")["start"])

    def test_an_initial_date_fills_the_boxes(self):
        html = str(StartForm(initial={"start": datetime.date(2027, 3, 27)})["start"])
        assert re.findall(r'value="(\d+)"', html) == ["27", "3", "2027"]

    def test_an_optional_date_may_be_empty(self):
        assert forms.DateField(required=False).clean(None) is None


class TestField:
    def test_hint_error_and_count_describe_the_field(self):
        html = ReasonForm({"name": "a"})["reason"].as_field_group()
        described = "id_reason_helptext id_reason_error id_reason-info"
        assert f'aria-describedby="{described}"' in html
        assert all(f'id="{name}"' in html for name in described.split())
        assert 'aria-invalid="true"' in html
        assert "govuk-textarea--error" in html

    def test_a_browser_neither_cuts_off_nor_complains(self):
        html = str(ReasonForm())
        assert "maxlength=" not in html.replace("data-maxlength=", "")
        assert " required" not in html
        assert 'data-maxlength="20"' in html

    def test_an_optional_field_says_so_but_not_in_filters(self):
        field = forms.CharField(label="Words", required=False)
        assert "(optional)" in str(type("Some", (forms.Form,), {"q": field})())
        assert "(optional)" not in str(type("Find", (forms.FilterForm,), {"q": field})())

    def test_a_heading_is_the_label_itself(self):
        assert re.search(r"<legend.*?<h1[^>]*>What would", str(KindForm()), re.DOTALL)

    def test_words_typed_are_escaped(self):
        assert "<script>" not in str(ReasonForm({"name": "<script>", "reason": "<script>"}))

    def test_a_tag_of_ours_is_drawn_as_djangos_is(self):
        said = {"q": '"<i>&', "it": "b", "hidden": "7", "on": "on", "mail": "a@b"}
        kinds = {
            "q": (forms.CharField(max_length=9), django_forms.CharField(max_length=9)),
            "it": tuple(
                module.ChoiceField(choices=[("", "Any"), ("b", "<b>")], widget=module.Select)
                for module in (forms, django_forms)
            ),
            "hidden": tuple(m.CharField(widget=m.HiddenInput) for m in (forms, django_forms)),
            "on": (forms.BooleanField(), django_forms.BooleanField()),
        }
        for name, (ours, theirs) in kinds.items():
            drawn, by_django = (
                type("Some", (forms.Form,), {name: field})(said)[name] for field in (ours, theirs)
            )
            assert str(drawn).replace(">\n", ">").replace(" selected", "") == "".join(
                line.strip() for line in str(by_django).replace(" selected", "").splitlines()
            )
            assert ("selected" in str(drawn)) == ("selected" in str(by_django))

    def test_forms_of_a_class_share_nothing_that_one_of_them_changes(self):
        made = {"it": forms.ChoiceField(choices=[("a", "A")], widget=forms.Select)}
        one, other = (type("Find", (forms.FilterForm,), dict(made))() for _ in range(2))
        one.fields["it"].choices = [("b", "B")]
        one.fields["it"].widget.attrs["class"] = "wide"

        assert "A" in str(other)
        assert "wide" not in str(other)

    def test_a_filter_with_a_fault_or_a_hint_says_so(self):
        fields = {
            "it": forms.ChoiceField(choices=[("a", "A")], widget=forms.Select),
            "q": forms.CharField(required=False, help_text="Or part of it"),
        }
        html = str(type("Find", (forms.FilterForm,), fields)({"it": "none such"}))

        assert "govuk-error-message" in html
        assert "Or part of it" in html

    @pytest.mark.parametrize(
        "field",
        [
            django_forms.CharField(),
            django_forms.IntegerField(),
            django_forms.FileField(),
            django_forms.BooleanField(),
            django_forms.DateField(),
            django_forms.SplitDateTimeField(),
            django_forms.ChoiceField(choices=[("a", "A")]),
            django_forms.ChoiceField(choices=[("a", "A")], widget=django_forms.RadioSelect),
            django_forms.CharField(widget=django_forms.PasswordInput),
            django_forms.CharField(widget=django_forms.Textarea),
            django_forms.NullBooleanField(),
        ],
    )
    def test_any_field_of_djangos_looks_like_ours(self, field):
        form = type("Theirs", (django_forms.Form,), {"it": field})({})
        html = form["it"].as_field_group()
        assert 'class="govuk-' in html.split("<input")[-1] or "govuk-select" in html
        assert not re.search(r'<[^>]*class="[^>]*class="', html)

    def test_hidden_fields_have_no_label(self):
        field = forms.CharField(widget=forms.HiddenInput, required=False)
        html = str(type("Quiet", (forms.Form,), {"it": field})())
        assert "label" not in html
        assert "govuk-" not in html


class TestChoices:
    def test_hints_describe_and_a_word_divides(self):
        html = str(KindForm())
        assert 'aria-describedby="id_kind_0_hint"' in html
        assert '<div class="govuk-radios__divider">or</div>' in html

    def test_a_field_that_a_choice_reveals_stands_there_once(self):
        assert str(KindForm()).count('name="other"') == 1
        assert 'name="other"' in KindForm()["kind"].as_field_group()

    def test_it_is_asked_with_its_choice_alone(self):
        assert KindForm({"kind": "other"}).errors["other"] == ["Tell us what it is"]
        form = KindForm({"kind": "learn", "other": "left over"})
        assert form.is_valid()
        assert form.cleaned_data["other"] == ""

    def test_none_of_these_unticks_the_others(self):
        field = forms.MultipleChoiceField(
            label="Which?",
            choices=[("a", "A"), ("none", "None")],
            widget=forms.Checkboxes(or_before="none"),
        )
        html = str(type("Some", (forms.Form,), {"it": field})())
        assert html.count('data-behaviour="exclusive"') == 1


class TestErrorSummary:
    def links(self, **context):
        html = render_to_string("components/error_summary.html", context)
        return re.findall(r'href="#([^"]*)"', html)

    def test_each_line_leads_to_its_field(self):
        assert self.links(form=ReasonForm({})) == ["id_name", "id_reason"]
        assert self.links(form=KindForm({"kind": "x"})) == ["id_kind_0"]
        assert self.links(form=StartForm({})) == ["id_start_day"]

    def test_the_place_it_leads_to_exists(self):
        for form in (ReasonForm({}), KindForm({"kind": "other"}), StartForm({})):
            html = str(form)
            assert all(f'id="{place}"' in html for place in self.links(form=form))

    def test_forms_of_a_set_are_in_it(self):
        several = forms.formset_factory(StartForm, extra=1)
        data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-start_day": "1"}
        assert self.links(formset=several(data)) == ["id_form-0-start_month"]

    def test_a_page_without_errors_has_none(self):
        assert self.links(form=ReasonForm()) == []
        assert render_to_string("components/error_summary.html").strip() == ""
