"""Every table is in the trail or exempt with a reason; whatever writes is recorded."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from attendance.models import Mark, Register
from audit.exempt import UNTRACKED
from audit.rights import event_models
from people.models import Child, User
from tests.audit.trail import events_of
from tests.world import MONDAY, at


def tables() -> dict[str, type]:
    """Every concrete table and view of the project by the label of its model, events left out."""
    models = apps.get_models(include_auto_created=True)
    own = [m for m in models if not m._meta.proxy and not hasattr(m, "pgh_tracked_model")]
    return {model._meta.label: model for model in own}


def tracked() -> set[str]:
    return {e.pgh_tracked_model._meta.concrete_model._meta.label for e in event_models()}


def test_every_model_is_tracked_or_exempt_with_a_reason():
    assert set(tables()) - tracked() - set(UNTRACKED) == set()
    assert all(len(reason.split()) > 2 for reason in UNTRACKED.values())


def test_no_exemption_is_stale():
    assert set(UNTRACKED) - set(tables()) == set()
    assert set(UNTRACKED) & tracked() == set()


def test_the_database_itself_records_each_tracked_table(db):
    """Three triggers, for insert, update and delete, all switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger "
            "WHERE tgname LIKE 'pgtrigger_%' AND tgenabled = 'O' AND tgtype & 1 = 1 GROUP BY 1"
        )
        triggers = dict(cursor.fetchall())
    names = {tables()[label]._meta.db_table for label in tracked()}
    assert {name: triggers.get(name, 0) for name in names} == dict.fromkeys(names, 3)


def test_every_tracked_field_reaches_the_event():
    left_out = {
        f"{event.pgh_tracked_model._meta.concrete_model._meta.label}.{field.name}"
        for event in event_models()
        for field in event.pgh_tracked_model._meta.concrete_fields
        if not hasattr(event, field.attname)
    }
    assert left_out == {
        "people.User.password", "people.User.last_login", "people.OneTimeLink.nonce",
        "people.Device.key_digest", "people.DeviceUse.pin", "people.DeviceUse.last_seen_at",
        "people.User.passkey_answered_at",
        "mfa.Authenticator.data", "mfa.Authenticator.last_used_at",
    }  # fmt: skip


@pytest.fixture
def register(house) -> Register:
    return Register.objects.create(
        institution=house.institution, group=house.groups["Bitītes"], day=MONDAY,
        saved_at=at(8), saved_by=house.people.teacher,
    )  # fmt: skip


def marks(house, register, presence="present") -> list[Mark]:
    return [
        Mark(
            institution=house.institution, register=register, child=child, day=MONDAY,
            presence=presence,
        )
        for child in house.children["Bitītes"]
    ]  # fmt: skip


def kinds_of_marks() -> list[tuple[str, str]]:
    return [(event.pgh_label, event.presence) for event in events_of(Mark)]


def test_rows_made_and_changed_in_bulk_are_recorded(house, register):
    made = Mark.objects.bulk_create(marks(house, register))
    Mark.objects.update(presence="absent")
    for mark in made:
        mark.presence = "present"
    Mark.objects.bulk_update(made, ["presence"])
    expected = [("insert", "present"), ("update", "absent"), ("update", "present")]
    assert kinds_of_marks() == [kind for kind in expected for _ in made]


def test_an_upsert_is_recorded_as_what_it_did(house, register):
    Mark.objects.bulk_create(marks(house, register)[:1])
    Mark.objects.bulk_create(
        marks(house, register, "absent"), update_conflicts=True,
        unique_fields=["child", "day"], update_fields=["presence"],
    )  # fmt: skip
    labels = sorted(kinds_of_marks())
    assert labels == [("insert", "absent")] * 2 + [("insert", "present"), ("update", "absent")]


def test_raw_sql_is_recorded(house, register):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_child SET birth_date = %s", [date(2021, 4, 6)])
        changed = cursor.rowcount
        cursor.execute("DELETE FROM attendance_register")
    updates = [event for event in events_of(Child) if event.pgh_label == "update"]
    assert [event.birth_date for event in updates] == [date(2021, 4, 6)] * changed
    assert events_of(Register)[-1].pgh_label == "delete"


def test_a_change_of_nothing_leaves_no_event(house):
    before = len(events_of(Child))
    house.children["Bitītes"][0].save()
    assert len(events_of(Child)) == before


def test_membership_and_roles_are_recorded(house):
    user = house.people.teacher
    events = events_of(User.groups.through)
    assert {e.group.name for e in events if e.user_id == user.pk} == {"jancis: teacher"}


def test_what_is_removed_can_still_be_read(house):
    child = house.child(house.groups["Bitītes"], "Īsa", "Zīle")
    child.enrolments.all().delete()
    child.delete()
    last = events_of(Child)[-1]
    assert (last.pgh_label, last.first_name) == ("delete", "Īsa")


def test_no_password_is_in_the_trail(house):
    secret = house.people.teacher.password
    assert secret.startswith("md5$")
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(e)::text FROM audit_userevent e")
        rows = [row for (row,) in cursor.fetchall()]
    assert rows
    assert not any(secret in row or "password" in row for row in rows)


def test_a_new_password_or_log_in_makes_no_event(house):
    before = len(events_of(User))
    User.objects.update(password="md5$other", last_login=at(8))
    assert len(events_of(User)) == before
