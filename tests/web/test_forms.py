"""Fields draw themselves in the design system's way, with every label, hint and error tied to its control."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from lxml import html

from sherwood.web.programme.programmes.models import Finding
from sherwood.web.site import ui
from sherwood.web.site.ui.fields import CountField, DayField, ManyField, MoneyField, NumberField


class Sample(forms.Form):
    name = forms.CharField(help_text="As the post is called.")
    why = forms.CharField(widget=forms.Textarea)
    place = forms.ChoiceField(choices=[("n", "North"), ("s", "South")])
    rating = forms.ChoiceField(widget=forms.RadioSelect, choices=[("g", "On track"), ("r", "Off track")])
    topics = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=[("a", "A"), ("b", "B")])
    agreed = forms.BooleanField(label="I agree")
    day = DayField(help_text="Such as 8 3 2010.")


def page(form) -> html.HtmlElement:
    summary = render_to_string("ui/error_summary.html", {"form": form})
    return html.fromstring(f"<main>{summary}{form}</main>")


def controls(tree) -> list[html.HtmlElement]:
    return tree.xpath("//input | //select | //textarea")


def test_every_control_has_a_label_of_its_own():
    tree = page(Sample())
    labelled = {label.get("for") for label in tree.xpath("//label")}
    assert {control.get("id") for control in controls(tree)} == labelled
    assert len(labelled) == 11


@pytest.mark.parametrize(
    "wanted",
    [
        "govuk-input",
        "govuk-textarea",
        "govuk-select",
        "govuk-radios__input",
        "govuk-checkboxes__input",
        "govuk-date-input__input",
        "govuk-hint",
        "govuk-fieldset__legend",
    ],
)
def test_the_design_systems_class_is_there(wanted):
    assert page(Sample()).find_class(wanted)


def test_every_line_of_the_error_summary_leads_to_a_control():
    tree = page(Sample({}))
    targets = [link.get("href")[1:] for link in tree.xpath("//*[@class='govuk-error-summary__body']//a")]
    assert len(targets) == 7
    assert {control.get("id") for control in controls(tree)} >= set(targets)


def test_a_fault_is_told_where_it_is_and_to_a_screen_reader():
    tree = page(Sample({"name": ""}))
    (name,) = tree.xpath("//input[@id='id_name']")
    assert name.get("aria-invalid") == "true"
    assert name.get("aria-describedby") == "id_name_helptext id_name_error"
    assert "govuk-input--error" in name.get("class")
    assert tree.get_element_by_id("id_name_error").text_content().strip().startswith("Error:")
    (group,) = tree.xpath("//fieldset[.//input[@name='rating']]")
    assert group.get("aria-describedby") == "id_rating_error"


def test_every_id_that_is_pointed_at_exists():
    tree = page(Sample({}))
    ids = set(tree.xpath("//@id"))
    for described in tree.xpath("//@aria-describedby"):
        assert set(described.split()) <= ids


def test_what_was_typed_is_kept():
    given = {"name": 'A "quoted" <b>', "why": "Because", "place": "s", "rating": "r", "topics": ["b"]}
    tree = page(Sample(given | {"day_0": "30", "day_1": "2", "day_2": "2010"}))
    assert tree.xpath("//input[@id='id_name']/@value") == ['A "quoted" <b>']
    assert tree.xpath("//option[@selected]/@value") == ["s"]
    assert tree.xpath("//input[@checked]/@value") == ["r", "b"]
    assert tree.xpath("//input[starts-with(@name, 'day')]/@value") == ["30", "2", "2010"]


def test_text_of_others_is_never_markup():
    class Hostile(forms.Form):
        field = forms.CharField(label="<script>1</script>", help_text="<b>2</b>")

    assert "<script>" not in str(Hostile())
    assert "<b>" not in str(Hostile())


class Day(forms.Form):
    day = DayField(required=False)


def day_of(*parts):
    form = Day({f"day_{i}": part for i, part in enumerate(parts)})
    return form.cleaned_data["day"] if form.is_valid() else form.errors["day"][0]


def test_a_day_is_three_numbers():
    assert day_of("8", "3", "2010") == date(2010, 3, 8)
    assert day_of("", "", "") is None


@pytest.mark.parametrize("parts", [("30", "2", "2010"), ("8", "13", "2010"), ("99999999999", "1", "2010")])
def test_a_day_that_is_not_in_the_calendar_is_refused(parts):
    assert day_of(*parts) == "Day must be a real date, such as 8 3 2010"


@pytest.mark.parametrize("year", ["10", "1", "9999", "99999999999"])
def test_a_year_without_four_likely_figures_is_a_slip(year):
    assert day_of("8", "3", year) == f"The year was {year}. Enter it with four figures, such as 2010."


@pytest.mark.parametrize("parts", [("", "3", "2010"), ("8", "", "2010"), ("8", "3", ""), ("8", "", "")])
def test_a_day_that_may_be_left_out_is_left_out_whole_or_not_at_all(parts):
    assert day_of(*parts) == "Day must include a day, a month and a year"


def test_a_day_in_words_is_refused():
    assert day_of("eighth", "3", "2010") == "Day must be a real date, such as 8 3 2010"


def test_a_choice_of_many_refuses_a_number_no_row_could_have(db):
    class Several(forms.Form):
        findings = ManyField(queryset=Finding.objects.all())

    form = Several({"findings": ["99999999999999999999"]})
    assert form.errors["findings"] == ["Choose from the list: what came is not on it."]


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("1250", 1250), ("1,250", 1250), ("£1,250.50", 1251), ("1250.49", 1250), ("1250.00", 1250), (" 1 250 ", 1250),
        ("£ 12,500", 12_500), ("1\u00a0250", 1250), ("100,000,000", 100_000_000), ("0", 0), ("£1,234,567.99", 1_234_568),
    ],
)  # fmt: skip
def test_money_is_read_as_people_type_it_to_the_whole_pound(typed, pounds):
    assert MoneyField().clean(typed) == pounds


@pytest.mark.parametrize(
    "typed", ["1,25", "12,50,0", "1.250,00", "1.5", "1,250.5", "£", "about 60", "1e5", "1,250 000", "1.2.3"]
)
def test_money_that_can_be_read_two_ways_is_never_guessed(typed):
    with pytest.raises(ValidationError, match="Enter pounds as figures, such as 12,500"):
        MoneyField().clean(typed)


@pytest.mark.parametrize("typed", ["999999999999", "£100,000,001", "9" * 15])
def test_more_money_than_a_programme_spends_is_asked_about(typed):
    with pytest.raises(
        ValidationError, match=r"Is £[\d,]+ right\? Check it: an amount here is at most £100,000,000"
    ):
        MoneyField().clean(typed)


def test_less_than_nothing_is_no_cost():
    with pytest.raises(ValidationError, match="Enter 0 or more pounds"):
        MoneyField().clean("-£5".replace("£", ""))


def test_a_field_for_money_says_how_pence_are_rounded_and_takes_more_than_figures():
    field = MoneyField(help_text="0 when nothing is spent.")
    assert field.help_text == "0 when nothing is spent. Pence are rounded to the pound, 50p upwards."
    assert field.widget.input_type == "text", "a browser throws “1,250” away in a box for numbers"


@pytest.mark.parametrize(
    ("field", "typed", "number"),
    [
        (CountField(), "1,250", 1250), (CountField(), "12 000", 12_000), (CountField(), "-3", -3),
        (NumberField(), "1,250.5", Decimal("1250.5")), (NumberField(), "4.5", Decimal("4.5")),
        (NumberField(), "-1,000", Decimal(-1000)),
    ],
)  # fmt: skip
def test_other_numbers_may_have_their_thousands_set_apart(field, typed, number):
    assert field.clean(typed) == number


@pytest.mark.parametrize("field", [CountField(), NumberField()])
@pytest.mark.parametrize("typed", ["1,25", "two", "1,2,3"])
def test_other_numbers_are_never_guessed(field, typed):
    with pytest.raises(ValidationError):
        field.clean(typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["1", "1", "1900"], "Is 1 January 1900 right?"),
        (["31", "12", "1989"], "from 1 January 1990 to 31 December 2040"),
        (["1", "1", "2041"], "Is 1 January 2041 right?"),
        (["1", "1", "10"], "The year was 10. Enter it with four figures"),
    ],
)
def test_a_day_no_programme_could_mean_is_asked_about(typed, said):
    with pytest.raises(ValidationError, match=said.replace("?", r"\?")):
        DayField().clean(typed)


@pytest.mark.parametrize("typed", [["1", "1", "1990"], ["31", "12", "2040"]])
def test_the_first_and_the_last_sensible_day_are_taken(typed):
    assert DayField().clean(typed)


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " Mar. "])
def test_a_month_may_be_written_as_a_word(month):
    assert DayField().clean(["8", month, "2010"]) == date(2010, 3, 8)


@pytest.mark.parametrize("month", ["ma", "smarch", "13", "0"])
def test_a_month_that_is_none_is_told(month):
    with pytest.raises(ValidationError):
        DayField().clean(["8", month, "2010"])


def test_every_form_that_asks_for_money_a_number_or_a_day_asks_in_one_way():
    """No form of the site draws a field of its own for them; days within a line of text are looked at there."""
    for path in sorted(Path(ui.__file__).parent.parent.glob("*/forms.py")):
        text = path.read_text("utf-8")
        visible = [
            line
            for line in text.splitlines()
            if re.search(r"forms\.(Integer|Decimal|Float|Date)Field\(", line)
        ]
        own = [line for line in visible if "HiddenInput" not in line and "day = forms.DateField(" not in line]
        assert not own, f"{path.parent.name}: {own}"
