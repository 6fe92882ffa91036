"""A restriction ends only by a person's decision, after a reminder (domain of protection orders)."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from outbox import registry
from outbox.models import Notification
from people import operations
from people.access import Access, Action
from people.entering import restrictions
from people.models import Restriction
from tests.world import MONDAY, at


@pytest.fixture
def past(house) -> Restriction:
    found = Restriction.objects.get(guardianship__user=house.people.restricted)
    found.valid_until = date(2026, 11, 1)
    found.save()
    return found


def sees(house) -> bool:
    access = Access(house.people.restricted, day=MONDAY, acting_key="parent")
    return access.can(Action.VIEW_ATTENDANCE, house.children["Bitītes"][1])


def test_administration_is_told_once_a_week_until_it_decides(house, past):
    assert restrictions.remind(at(9)) == 1
    assert restrictions.remind(at(15)) == 0
    assert restrictions.remind(at(9, day=date(2026, 11, 23))) == 1
    operations.prolong(restriction=past, document="8", valid_until=date(2027, 6, 1), by=house.by)
    assert restrictions.remind(at(9, day=date(2026, 11, 30))) == 0
    (told, _again) = Notification.objects.filter(kind="restriction.past")
    assert told.person == house.head


def test_a_document_still_good_or_without_a_day_reminds_nobody(house, past):
    for day in (MONDAY, date(2027, 1, 1), None):
        Restriction.objects.update(valid_until=day)
        assert restrictions.remind(at(9)) == 0


def test_the_page_prolongs_and_ends(house, past, client, time_machine):
    time_machine.move_to(at(9), tick=False)
    client.force_login(house.head)
    page = f"/people/restrictions/{past.pk}/"
    assert "Lēmums" in client.get(page).text or past.document in client.get(page).text
    assert client.post(page, {"document": "", "valid_until": "x"}).status_code == 422
    client.post(page, {"document": "Jauns lēmums", "valid_until": "2027-06-01"})
    past.refresh_from_db()
    assert past.document == "Jauns lēmums"
    assert not sees(house)
    client.post(f"{page}end/")
    assert sees(house)


@pytest.mark.parametrize(("person", "role"), [("teacher", "teacher"), ("clerk", "clerk")])
def test_nobody_else_decides_or_looks(house, past, client, person, role):
    by = house.access(getattr(house.people, person), role)
    with pytest.raises(PermissionDenied):
        operations.prolong(restriction=past, document="8", valid_until=MONDAY, by=by)
    client.force_login(getattr(house.people, person))
    assert client.get(f"/people/restrictions/{past.pk}/").status_code == 404


def test_who_is_told_sees_what_and_a_decision_ends_the_wish(house, past):
    restrictions.remind(at(9))
    told = Notification.objects.get(kind="restriction.past")
    kind = registry.get(told.kind)
    assert kind.wanted(told, at(9))
    shown = kind.present([told], house.by, at(9))[told.pk]
    assert shown.url == f"/people/restrictions/{past.pk}/"
    operations.end(past, until=MONDAY, by=house.by)
    assert not kind.wanted(told, at(9))
    assert kind.present([told], house.access(house.people.nurse, "nurse"), at(9)) == {}
