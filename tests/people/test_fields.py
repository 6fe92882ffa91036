"""A day is chosen by the same field in every form, and is sent as the browser sends it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver, reverse

from people import operations
from people.models import Enrolment
from people.rules import days
from people.rules.days import DayField
from tests.world import MONDAY, TUESDAY, at

OURS = ("agreements", "attendance", "curriculum", "duties", "ejournal", "messaging", "people")


def of_ours(form: type = forms.BaseForm) -> Iterator[type]:
    """Every form of the portal's pages, the admin's left out."""
    for one in form.__subclasses__():
        app, *rest = one.__module__.split(".")
        if app in OURS and "admin" not in rest:
            yield one
        yield from of_ours(one)


def test_every_form_asks_for_a_day_by_the_one_field():
    assert get_resolver().url_patterns  # so that every form of a page is known
    found = {
        f"{form.__name__}.{name}": field
        for form in of_ours()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.DateField)
    }
    assert len(found) > 10
    assert [name for name, field in found.items() if not isinstance(field, DayField)] == []


def test_a_day_is_shown_and_read_as_an_input_of_a_day_has_it():
    class OneDay(forms.Form):
        day = DayField()

    shown = str(OneDay(initial={"day": date(2026, 11, 9)})["day"])
    assert 'type="date"' in shown
    assert 'value="2026-11-09"' in shown
    assert DayField().clean("2026-11-09") == date(2026, 11, 9)
    with pytest.raises(ValidationError):
        DayField().clean("9.11.2026")


# --- days within sane bounds ----------------------------------------------------------------------------
@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_no_journal_speaks_of_is_said_at_its_field(day):
    with pytest.raises(ValidationError) as refused:
        DayField().clean(day)
    assert [error.code for error in refused.value.error_list] == ["far"]


@pytest.mark.parametrize("day", [days.FIRST_DAY, days.LAST_DAY])
def test_the_first_and_the_last_day_of_all_are_days(day):
    assert DayField().clean(day.isoformat()) == day


@pytest.mark.parametrize("name", ["since", "until"])
def test_a_period_begins_and_ends_near(house, name):
    enrolment = Enrolment.objects.filter(institution=house.institution)[0]
    setattr(enrolment, name, date.max if name == "until" else date.min)
    with pytest.raises(ValidationError) as refused:
        enrolment.full_clean()
    assert name in refused.value.message_dict


@pytest.mark.parametrize(
    ("birth_date", "fits"),
    [(MONDAY, True), (TUESDAY, False), (date(2031, 1, 1), False), (date(2011, 1, 1), True),
     (date(2010, 12, 31), False), (date(1, 1, 1), False)],
)  # fmt: skip
def test_a_child_is_born_and_not_long_ago(house, birth_date, fits):
    child = house.children["Bitītes"][0]
    child.birth_date = birth_date
    head = house.access(house.head, "admin")
    if fits:
        assert operations.change_child(child=child, by=head).birth_date == birth_date
        return
    with pytest.raises(ValidationError) as refused:
        operations.change_child(child=child, by=head)
    assert list(refused.value.message_dict) == ["birth_date"]


def test_a_wrong_birth_date_is_said_together_with_a_wrong_code(house, client, time_machine):
    """Both at once, and what was typed stays."""
    time_machine.move_to(at(9), tick=False)
    form = {"first_name": "Rūta", "last_name": "Jauna", "birth_date": "2031-01-01", "sex": "f"}
    client.force_login(house.head)
    page = client.post(reverse("people:child_new"), {**form, "personal_code": "123"})
    assert page.status_code == 422
    assert {"birth_date", "personal_code"} <= set(page.context["form"].errors)
    assert b'value="2031-01-01"' in page.content


@pytest.mark.parametrize("year", [1999, 2100, 32767])
def test_a_group_is_of_a_near_school_year(house, year):
    with pytest.raises(ValidationError) as refused:
        operations.open_group(
            institution=house.institution, name="Jauni", school_year=year, symbol="ezisi",
            by=house.access(house.head, "admin"),
        )  # fmt: skip
    assert list(refused.value.message_dict) == ["school_year"]
