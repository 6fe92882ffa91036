"""What a house sets of the day's log: the hour it is due by, and when those who owe it are reminded."""

import pytest
from django.urls import reverse

from activities.duties import DayLogBySeven
from activities.models import DayLog
from activities.settings import DUE, REMIND_BEFORE
from duties import calendar, registry
from duties.registry import Status
from duties.reminders import remind
from outbox.models import Notification
from tests.activities import makers
from tests.world import MONDAY, at

NAMES = {DUE.code: "setting_activities_due", REMIND_BEFORE.code: "setting_activities_remind_before"}


@pytest.fixture
def head(client, house, time_machine):
    time_machine.move_to(at(8), tick=False)
    client.force_login(house.head)
    return client


@pytest.fixture
def sets(head, house):
    """``sets({code: typed})``: the head fills in the form of the house and saves it."""
    place = reverse("admin:people_institution_change", args=[house.institution.pk])

    def _sets(typed: dict[str, str]):
        form = head.get(place).context["adminform"].form
        shown = {name: form[name].value() for name in form.fields}
        data = {name: value for name, value in shown.items() if value not in (None, False)}
        return head.post(place, data | {NAMES[code]: value for code, value in typed.items()})

    return _sets


def status(house, when) -> Status:
    days = calendar.of(house.institution, MONDAY, MONDAY)
    (owed,) = registry.owed_by(
        [house.groups["Bitītes"]], duties=[DayLogBySeven()], institution=house.institution,
        day=MONDAY, calendar=days,
    )  # fmt: skip
    return owed.status(when)


def reminded(house, when) -> bool:
    """Whether somebody is by this minute's beat."""
    remind(house.institution, when)
    told = Notification.objects.filter(kind="reminder.day_log", institution=house.institution)
    return told.exists()


def test_the_log_is_due_and_reminded_of_at_the_new_hour(house, sets, bees, teacher):
    assert sets({DUE.code: "17:30", REMIND_BEFORE.code: "60"}).status_code == 302
    house.institution.refresh_from_db()
    assert [status(house, at(17, 30, second)) for second in (0, 1)] == [Status.OPEN, Status.OVERDUE]
    assert [reminded(house, at(16, minute)) for minute in (29, 30)] == [False, True]
    makers.confirmed(bees, teacher, when=at(17, 30, 1))
    assert status(house, at(18)) is Status.LATE


def test_another_house_keeps_its_own(house, other_house, sets):
    before = other_house.institution.settings
    sets({DUE.code: "17:30", REMIND_BEFORE.code: "60"})
    other_house.institution.refresh_from_db()
    assert other_house.institution.settings == before
    assert [status(other_house, at(19, 0, second)) for second in (0, 1)] == [
        Status.OPEN, Status.OVERDUE,
    ]  # fmt: skip
    assert [reminded(other_house, at(*when)) for when in ((16, 30), (18, 30))] == [False, True]


def test_the_rules_own_hour_is_kept_by_nobody(house, sets):
    sets({DUE.code: "17:30"})
    sets({DUE.code: "19:00"})
    house.institution.refresh_from_db()
    assert not {DUE.code, REMIND_BEFORE.code} & house.institution.settings.keys()


@pytest.mark.parametrize(
    ("code", "typed"),
    [(DUE.code, "25:00"), (DUE.code, "septiņi"), (DUE.code, ""), (REMIND_BEFORE.code, "-1"),
     (REMIND_BEFORE.code, "721"), (REMIND_BEFORE.code, "pusstunda")],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field_and_kept_there(house, sets, code, typed):
    before = house.institution.settings
    page = sets({DUE.code: "17:30", REMIND_BEFORE.code: "60"} | {code: typed})
    form = page.context["adminform"].form
    assert (page.status_code, list(form.errors)) == (422, [NAMES[code]])
    other = {DUE.code: "17:30", REMIND_BEFORE.code: "60"} | {code: typed}
    assert {one: form[NAMES[one]].value() for one in other} == other
    if typed:
        assert f'name="{NAMES[code]}" value="{typed}"' in page.content.decode()
    house.institution.refresh_from_db()
    assert house.institution.settings == before
    assert not DayLog.objects.exists()


def test_who_does_not_manage_the_house_sets_nothing(house, client):
    client.force_login(house.people.teacher)
    place = reverse("admin:people_institution_change", args=[house.institution.pk])
    assert client.post(place, {NAMES[DUE.code]: "17:30"}).status_code == 404
    house.institution.refresh_from_db()
    assert DUE.code not in house.institution.settings
