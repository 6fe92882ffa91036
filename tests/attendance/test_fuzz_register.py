"""Whatever a form holds, the answer is never a server error and a refused form writes nothing."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, strategies
from hypothesis import settings as effort

from attendance.models import Mark, Register
from tests.world import MONDAY, at

FORM = "application/x-www-form-urlencoded"
text = strategies.text(
    strategies.characters(exclude_categories=["Cs"]), max_size=40
) | strategies.sampled_from(
    ["", "0", "-1", "٣", "1e9", "9" * 40, "\x00", "2026-02-30", "9999-12-31", "illness", "'", "<b>"]
)
names = strategies.sampled_from(["version", "child", "absent", "late_reason", "acting", "resume"])
forms = strategies.lists(strategies.tuples(names | text, text), max_size=30)


@pytest.fixture
def teacher(client, house, time_machine):
    time_machine.move_to(at(8, 50), tick=False)
    client.force_login(house.people.teacher, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def addresses(house) -> list[str]:
    group, child = house.groups["Bitītes"].pk, house.children["Bitītes"][0].pk
    register = reverse("attendance:register", args=[group, MONDAY])
    return [register, f"{register}draft/{child}/", reverse("people:act_as")]


def attack(teacher, house, form) -> None:
    ids = {"@child": house.children["Bitītes"][0].pk}
    body = urlencode([(name, ids.get(value, value)) for name, value in form])
    for address in addresses(house):
        page = teacher.post(address, body, content_type=FORM)
        assert page.status_code < 500
        if page.status_code in (403, 404, 409, 422):
            assert not Mark.objects.filter(register__first_confirmed_at__isnull=False).exists()


@pytest.mark.slow
@given(form=forms)
@effort(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_register_survives_any_form(teacher, house, form):
    attack(teacher, house, form)
    Mark.objects.all().delete()
    Register.objects.all().delete()


@pytest.mark.deep(name="fuzz")
@given(form=forms)
@effort(
    max_examples=2000, derandomize=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_a_register_survives_two_thousand_forms(teacher, house, form):
    attack(teacher, house, form)
    Mark.objects.all().delete()
    Register.objects.all().delete()
