"""A day is chosen by the same field in every form, and is sent as the browser sends it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from people.rules.days import DayField

OURS = ("agreements", "attendance", "duties", "ejournal", "messaging", "people")


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
