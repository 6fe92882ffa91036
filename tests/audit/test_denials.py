"""L14: what was sent and refused is kept: who, what kind, when; and nothing of what was sent."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, transaction
from django.urls import reverse

from audit.models import Denial
from tests.constraints import constraints_of, refused_by
from tests.world import MONDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


@pytest.fixture
def specialist(house, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.people.specialist, backend=BACKEND)
    return client


def register(house, group: str) -> str:
    return reverse("attendance:register", args=[house.groups[group].pk, MONDAY])


def test_a_refused_write_is_kept_without_its_content(house, specialist):
    specialist.post(register(house, "Bitītes"), {"late_reason": "slepens"})  # seen, not theirs
    specialist.post(register(house, "Pūcītes"), {"late_reason": "slepens"})  # not even seen
    role = f"teacher-{house.institution.pk}"
    assert list(
        Denial.objects.order_by("pk").values_list("act", "status", "acting", "person", "at")
    ) == [
        ("attendance:register", 403, role, house.people.specialist.pk, at(9)),
        ("attendance:register", 404, role, house.people.specialist.pk, at(9)),
    ]


def test_reading_what_is_not_there_is_no_denial(house, specialist):
    assert specialist.get(register(house, "Pūcītes")).status_code == 404
    specialist.logout()
    specialist.post(register(house, "Bitītes"))
    assert not Denial.objects.exists()


def test_nobody_takes_a_denial_back(house, specialist):
    specialist.post(register(house, "Pūcītes"))
    for act in (Denial.objects.all().delete, lambda: Denial.objects.update(status=404)):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            act()


def denial(house, **changes) -> Denial:
    facts = {"at": at(9), "person": house.head, "act": "people:invite", "status": 403}
    return Denial.objects.create(**facts | changes)


BREAKS = {
    "a_denial_is_a_refusal": {"status": 200},
    "a_denial_holds_no_text": {"act": "Anna Bērziņa"},
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(house, name):
    with refused_by(name):
        denial(house, **BREAKS[name])


def test_every_constraint_is_among_them(db):
    assert {name for name in constraints_of("audit") if "denial" in name} == set(BREAKS)
