"""The page of an entry's history shows its versions above the steps."""

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import AbsenceNotice, Mark, Register
from tests.attendance import makers
from tests.audit.sections import amended, written_by
from tests.world import at


@pytest.fixture
def versions_of_a_register(house, monkeypatch):
    """A register whose confirmation and one later amendment are its versions."""
    bees = house.groups["Bitītes"]
    with written_by(house, house.people.teacher):
        house.register = makers.register(
            house, first_confirmed_at=at(8, 50), first_confirmed_by=house.people.teacher
        )
        makers.mark(house, presence="absent")
    with written_by(house, house.people.assistant, "assistant"):
        Mark.objects.filter(register__group=bees).update(presence="present")
        amended(house, at(12), reported_by=house.people.assistant)
    monkeypatch.setattr(Register, "trail_versions", property(_of_register), raising=False)
    return house.register


def _of_register(register) -> list[tuple]:
    later = AbsenceNotice.objects.filter(institution=register.institution)
    return [
        (register, "first_confirmed_at", "Apstiprināts"),
        *((one, "reported_at", "Bērns tomēr bija klāt") for one in later),
    ]


def page(client, who, entry, **kwargs) -> str:
    client.force_login(who, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client.get(reverse("audit:history", args=["register", entry.pk]), **kwargs).text


def test_the_page_shows_versions_above_the_steps(client, house, versions_of_a_register):
    text = page(client, house.people.teacher, versions_of_a_register)
    places = [
        text.index(part) for part in ("Bērns tomēr bija klāt", "Apstiprināts", "Soli pa solim")
    ]
    assert places == sorted(places)
    assert text.count('<details class="fold" open>') == 1
    assert str(house.people.assistant) in text[places[0] : places[1]]
    assert "nav klāt" in text[places[0] : places[1]]


def test_without_versions_the_page_speaks_of_none(
    client, house, versions_of_a_register, monkeypatch
):
    monkeypatch.delattr(Register, "trail_versions")
    assert 'id="versions"' not in page(client, house.people.teacher, versions_of_a_register)


def test_a_part_of_a_page_gets_no_versions(client, house, versions_of_a_register):
    headers = {"HX-Request": "true"}
    text = page(client, house.people.teacher, versions_of_a_register, headers=headers)
    assert 'class="fold"' not in text
