"""Each constraint of the outbox refuses what it is for."""

from datetime import date, timedelta

import pytest

from outbox.models import Delivery, Hours, Preference, Receipt, Seen
from people.models import ChildGroup, Institution
from tests.constraints import accepted, constraints_of, refused_by
from tests.outbox.notes import MORNING, Note, note, some_people

TODAY = date(2026, 11, 16)


@pytest.fixture
def rows(place, ilze):
    """One of each, and a group of another institution."""
    other = Institution.objects.create(name="Cita", slug="cita", registration_number="40000000008")
    ours, theirs = (
        ChildGroup.objects.create(institution=where, name="Ezīši", school_year=2026, symbol="ezisi")
        for where in (place, other)
    )
    told = note(ilze, place, group=ours, day=TODAY, occasion="soon", created_at=MORNING)
    told.save()
    return {
        "notification": told,
        "delivery": Delivery.objects.create(
            notification=told, channel="email", due_at=MORNING, next_try_at=MORNING
        ),
        "preference": Preference.objects.create(
            person=ilze, kind=Note.code, channel="email", mode="digest"
        ),
        "hours": Hours.objects.create(person=ilze),
        "receipt": Receipt.objects.create(
            person=ilze, key="k", digest="d", received_at=MORNING
        ),
        "seen": Seen.objects.create(person=ilze, kind="day", subject=1, first_at=MORNING),
        "theirs": theirs,
    }  # fmt: skip


def again(row, **changes):
    """The same row once more, save for what is changed."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return type(row)._default_manager.create(**{**fields, "id": None, **changes})


def bare(row, **changes):
    """Changed without any check of Django's."""
    type(row)._default_manager.filter(pk=row.pk).update(**changes)


BREAKS = {
    "a_thing_is_told_once": lambda rows: again(rows["notification"]),
    "a_notification_holds_no_text": lambda rows: bare(
        rows["notification"], occasion="Anna ir slima"
    ),
    "notification_group_of_one_institution": lambda rows: bare(
        rows["notification"], group=rows["theirs"]
    ),
    "one_delivery_by_a_channel": lambda rows: again(rows["delivery"]),
    "a_delivery_waits_or_is_settled": lambda rows: bare(rows["delivery"], state="sent"),
    "an_error_is_a_code": lambda rows: bare(rows["delivery"], error="550 <anna@pasts.test>"),
    "outbox_delivery_attempts_check": lambda rows: bare(rows["delivery"], attempts=-1),
    "one_preference_by_kind_and_channel": lambda rows: again(rows["preference"], mode="never"),
    "a_mode_is_a_known_one": lambda rows: bare(rows["preference"], mode="loudly"),
    "outbox_hours_person_id_key": lambda rows: again(rows["hours"]),
    "a_thing_is_seen_first_once": lambda rows: again(rows["seen"]),
    "a_thing_is_seen_before_it_is_acknowledged": lambda rows: bare(
        rows["seen"], acknowledged_at=MORNING - timedelta(seconds=1)
    ),
    "a_form_is_received_once": lambda rows: again(rows["receipt"], digest="other"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(rows, name):
    with refused_by(name):
        BREAKS[name](rows)


def test_every_constraint_is_among_them(db):
    assert constraints_of("outbox") == set(BREAKS)


@pytest.mark.parametrize("unsaid", ["group_id", "subject_id", "day"])
def test_what_is_unsaid_is_the_same_as_unsaid(rows, unsaid):
    with accepted():
        once = again(rows["notification"], **{unsaid: None})
    with refused_by("a_thing_is_told_once"):
        again(once)


def test_it_is_told_in_each_role_and_in_each_house(rows):
    told, elsewhere = rows["notification"], rows["theirs"].institution
    with accepted():
        again(told, role="parent")
        again(told, group_id=None, institution_id=elsewhere.pk)
        again(told, group_id=None)


@pytest.mark.parametrize("kind", ["Reminder.attendance", "reminder", "reminder. x", "", "ziņa.x"])
def test_a_kind_is_a_code(rows, kind):
    with refused_by("a_notification_holds_no_text"):
        bare(rows["notification"], kind=kind)


@pytest.mark.parametrize("kind", ["reminder.month_plan", "overdue.attendance", "a.b.c"])
def test_these_are_codes(rows, kind):
    with accepted():
        bare(rows["notification"], kind=kind)


@pytest.mark.parametrize(
    ("state", "settled_at"),
    [("waiting", MORNING), ("dead", None), ("lost", None), ("lost", MORNING)],
)
def test_a_delivery_is_in_a_state_that_there_is(rows, state, settled_at):
    with refused_by("a_delivery_waits_or_is_settled"):
        bare(rows["delivery"], state=state, settled_at=settled_at)


def test_without_a_group_a_notification_is_of_its_institution_all_the_same(rows):
    with accepted():
        bare(rows["notification"], group=None, institution=rows["theirs"].institution)


def test_what_is_of_one_person_is_nobody_elses_matter(rows):
    (other,) = some_people(1)
    with accepted():
        for name in ("notification", "preference", "hours", "receipt", "seen"):
            again(rows[name], person_id=other.pk)
