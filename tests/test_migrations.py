"""A database with rows in it is migrated to the end, step by step.

A later change of the tables adds a ``Step``: the migrations the rows are made at, and what fills
them, written with the models of that time. What was filled earlier goes through it as well.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from audit.rights import event_models, grant_rights

ALIAS = "filled"
TRAIL = ("audit", "0001_trail")
CLOSED = date(2026, 11, 17)
MORNING = datetime(2026, 11, 16, 6, 50, tzinfo=UTC)


def a_register(models) -> None:
    """An institution, a teacher, a child in a group, a confirmed register."""
    create = _maker(models)
    place = create("people.Institution", name="Jancis", slug="jancis", registration_number="1")
    teacher = create("people.User", username="rasa1234", first_name="Ilze", last_name="Kalēja")
    group = create("people.ChildGroup", institution=place, name="Bitītes", school_year=2026)
    child = create(
        "people.Child", institution=place, first_name="Anna", last_name="Bērziņa", sex="f",
        birth_date=date(2021, 3, 5),
    )  # fmt: skip
    create("people.Enrolment", institution=place, child=child, group=group, since=MORNING.date())
    register = create(
        "attendance.Register", institution=place, group=group, day=MORNING.date(), version=1,
        saved_at=MORNING, saved_by=teacher, first_confirmed_at=MORNING, first_confirmed_by=teacher,
    )  # fmt: skip
    create(
        "attendance.Mark", institution=place, register=register, child=child, presence="absent",
        day=MORNING.date(), reason="illness",
    )  # fmt: skip


def a_closed_day(models) -> None:
    """Made while the trail was there already."""
    place = models.get_model("people.Institution").objects.using(ALIAS).get()
    _maker(models)("duties.CalendarException", institution=place, day=CLOSED, kind="closed")


def a_notification(models) -> None:
    """Told once, on its way, and the settings of a person; the trail does not know these tables yet."""
    create, rows = _maker(models), lambda label: models.get_model(label).objects.using(ALIAS)
    teacher, group = rows("people.User").get(), rows("people.ChildGroup").get()
    told = create(
        "outbox.Notification", institution_id=group.institution_id, person=teacher, role="teacher",
        kind="reminder.attendance", group=group, day=MORNING.date(), created_at=MORNING,
    )  # fmt: skip
    create(
        "outbox.Delivery", notification=told, channel="email", due_at=MORNING, next_try_at=MORNING
    )
    create("outbox.Hours", person=teacher)
    create("outbox.Preference", person=teacher, kind=told.kind, channel="email", mode="digest")


@dataclass(frozen=True)
class Step:
    at: list[tuple[str, str]]
    fill: Callable


def somebody_with_a_key(models) -> None:
    """Signed in before there were invitations; and somebody who never could."""
    create = _maker(models)
    for name, password in (("migla1234", "pbkdf2_sha256$1$a$b"), ("sala1234", "!none")):
        create(
            "people.User", username=name, first_name="Aija", last_name="Ozola", password=password,
            date_joined=MORNING,
        )  # fmt: skip


def moved_days_in_halves(models) -> None:
    """Of two houses that wrote at once: a pair of the old list, one of their own each, halves alone."""
    create = _maker(models)
    here = models.get_model("people.Institution").objects.using(ALIAS).get()
    follows = create(
        "people.Institution", name="Saulstari", slug="saulstari", registration_number="2",
        settings={"calendar.follows_moved_days": True},
    )  # fmt: skip
    off, work = "moved_off", "moved_work"
    for place, kind, day, note in (
        (here, off, (2026, 1, 2), ""), (follows, off, (2027, 5, 3), "Mūsu"),
        (here, work, (2026, 1, 17), ""), (here, off, (2027, 5, 3), ""),
        (follows, work, (2027, 5, 8), ""), (here, work, (2027, 5, 15), "Citādi"),
        (follows, off, (2026, 6, 22), ""), (follows, work, (2027, 10, 2), "Viena"),
        (here, off, (2028, 5, 2), ""),
    ):  # fmt: skip
        create("duties.CalendarException", institution=place, kind=kind, day=date(*day), note=note)


BATCHES = {  # how it stood with slips before there were jobs → what a job says of it
    "waiting": "waits", "printing": "waits", "ready": "waits", "gone": "finished", "failed": "failed",
    "agreed": "waits", "not agreed": None, "refused": None,
}  # fmt: skip


def batches_of_slips(models) -> None:
    """One of each; they are told apart by their numbers, from 1 on."""
    create = _maker(models)
    users = models.get_model("people.User").objects.using(ALIAS)
    asker, other = users.get(username="migla1234"), users.get(username="rasa1234")
    place = models.get_model("people.Institution").objects.using(ALIAS).get(slug="jancis")
    done = {"done": 3, "finished_at": MORNING}
    asked_of = {"needs_another": True, "decided_by": other}
    facts = {
        "printing": {"done": 2, "attempts": 1}, "ready": {**done, "sheets": b"sealed"},
        "gone": done, "failed": {"failed_at": MORNING, "attempts": 16},
        "agreed": {**asked_of, "agreed_at": MORNING}, "not agreed": {"needs_another": True},
        "refused": {**asked_of, "refused_at": MORNING},
    }  # fmt: skip
    for number, name in enumerate(BATCHES, start=1):
        create(
            "people.SlipBatch", pk=number, institution=place, asked_by=asker, asked_at=MORNING,
            total=3, next_try_at=MORNING, **facts.get(name, {}),
        )  # fmt: skip


STEPS = [
    Step([(app, "0002_one_institution") for app in ("people", "duties", "attendance")], a_register),
    Step([TRAIL], a_closed_day),
    Step([TRAIL, ("people", "0003_notifications_of_one_institution")], a_notification),
    Step([TRAIL, ("people", "0005_reads_of_one_institution")], somebody_with_a_key),
    Step([TRAIL, ("duties", "0003_the_whole_morning")], moved_days_in_halves),
    Step(
        [("audit", "0010_moved_days"), ("people", "0014_guesses_at_every_door")], batches_of_slips
    ),
]


def _maker(models) -> Callable:
    def create(label: str, **facts):
        return models.get_model(label).objects.using(ALIAS).create(**facts)

    return create


def migrate(targets: list) -> None:
    executor = MigrationExecutor(connections[ALIAS])
    executor.migrate(targets)


def models_at(targets: list):
    """The models as the code of that time knew them."""
    return MigrationExecutor(connections[ALIAS]).loader.project_state(targets).apps


def everything() -> list:
    return MigrationExecutor(connections[ALIAS]).loader.graph.leaf_nodes()


def tables_with_triggers() -> set[str]:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal "
            "AND tgfoid::regproc::text LIKE 'pgtrigger_%%' GROUP BY 1 HAVING count(*) = 3"
        )
        return {table for (table,) in cursor.fetchall()}


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    """A database of its own, filled on the way from nothing to the last migration."""
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"] + "_filled"
        _as_owner(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}"')
        connections.databases[ALIAS] = connection.settings_dict | {"NAME": name}
        _become_owner()
        seen: dict[str, set] = {"before the trail": set(), "after it": set()}
        for step in STEPS:
            migrate(step.at)
            step.fill(models_at(step.at))
            when = "after it" if "audit" in dict(step.at) else "before the trail"
            seen[when] = tables_with_triggers()
        migrate(everything())
        grant_rights(using=ALIAS)
        yield seen
        connections[ALIAS].close()
        del connections[ALIAS], connections.databases[ALIAS]
        _as_owner(f'DROP DATABASE "{name}"')


def _become_owner() -> None:
    with connections[ALIAS].cursor() as cursor:
        cursor.execute("RESET ROLE")


def _as_owner(*statements: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("RESET ROLE")
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def rows(filled, django_db_blocker):
    """Reads the filled database."""
    with django_db_blocker.unblock():
        yield lambda label: apps.get_model(label)._default_manager.using(ALIAS)


def test_nothing_is_left_to_migrate(rows):
    assert MigrationExecutor(connections[ALIAS]).migration_plan(everything()) == []


def test_what_was_there_is_there_still(rows):
    mark = rows("attendance.Mark").select_related("child", "register__first_confirmed_by").get()
    assert (mark.child.last_name, mark.presence, mark.reason) == ("Bērziņa", "absent", "illness")
    assert mark.register.first_confirmed_at == MORNING
    assert mark.register.first_confirmed_by.username == "rasa1234"
    assert rows("people.Enrolment").get().until is None
    assert rows("duties.CalendarException").filter(kind="closed", day=CLOSED).exists()
    delivery = rows("outbox.Delivery").select_related("notification__group").get()
    assert (delivery.state, delivery.notification.group.name) == ("waiting", "Bitītes")
    assert rows("outbox.Preference").get().mode == "digest"


def test_halves_of_a_moved_day_become_one_row_of_their_own_house(rows):
    """What nobody can join says what it said where its house follows moved days, and goes elsewhere."""
    said = {
        (one.institution.slug, one.day.isoformat(), str(one.worked or one.kind), one.note)
        for one in rows("duties.CalendarException")
        .exclude(day=CLOSED)
        .select_related("institution")
    }
    assert said == {
        ("jancis", "2026-01-02", "2026-01-17", ""),
        ("jancis", "2027-05-03", "2027-05-15", "Citādi"),
        ("saulstari", "2027-05-03", "2027-05-08", "Mūsu"),
        ("saulstari", "2026-06-22", "closed", ""),  # its other half lies more than a year away
        ("saulstari", "2027-10-02", "open", "Viena"),
    }


def test_what_was_laid_down_before_is_not_offered_again(rows):
    offers = rows("duties.MovedDayOffer")
    assert offers.filter(institution__slug="jancis").count() == 7
    assert offers.filter(institution__slug="saulstari", day=date(2024, 12, 23)).exists()


def test_slips_that_wait_or_lie_ready_are_printed_by_a_job_and_others_by_none(rows):
    """What another person has not agreed to has none; what failed or has lain its day says so still."""

    def said(job) -> str:
        return "failed" if job.failed_at else "finished" if job.finished_at else "waits"

    batches = rows("people.SlipBatch").select_related("job").order_by("pk")
    found = dict(zip(BATCHES, batches, strict=True))
    assert {name: one.job and said(one.job) for name, one in found.items()} == BATCHES
    jobs = [one.job for one in found.values() if one.job]
    assert {(job.kind, job.total, job.asked_by.username) for job in jobs} == {
        ("people.slips", 3, "migla1234")
    }
    assert all(one.job.subject_id == one.pk for one in found.values() if one.job)
    assert (found["ready"].job.done, found["printing"].job.done) == (0, 2)
    assert not rows("documents.StoredFile").exists()


def test_whoever_had_a_key_is_activated_and_nobody_else(rows):
    people = rows("people.User")
    assert people.get(username="migla1234").activated_at == MORNING
    assert people.get(username="sala1234").activated_at is None


def test_the_trail_came_with_triggers_on_every_tracked_table(filled):
    tracked = {event.pgh_tracked_model._meta.db_table for event in event_models()}
    assert filled["before the trail"] == set()
    assert filled["after it"] <= tracked


def test_at_the_end_every_tracked_table_has_its_triggers(rows):
    tracked = {event.pgh_tracked_model._meta.db_table for event in event_models()}
    assert tables_with_triggers() == tracked


def test_the_trail_begins_with_the_trail_and_goes_on_for_old_rows(rows):
    assert not rows("audit.MarkEvent").exists()
    assert rows("audit.CalendarExceptionEvent").get(day=CLOSED).pgh_label == "insert"
    with connections[ALIAS].cursor() as cursor:
        cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")
    rows("attendance.Mark").update(reason=None)
    rows("outbox.Preference").update(mode="never")
    _become_owner()
    event = rows("audit.MarkEvent").get()
    assert (event.pgh_label, event.reason) == ("update", None)
    event = rows("audit.PreferenceEvent").get()
    assert (event.pgh_label, event.mode) == ("update", "never")


def test_the_models_have_no_change_without_a_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_migration_of_a_tracked_table_comes_before_its_trail():
    """The trail's last step depends on the tables it records (the graph may point up); what only

    changes rows afterwards depends on the trail.
    """
    graph = MigrationLoader(None).graph
    (last,) = graph.leaf_nodes("audit")
    below = set(graph.forwards_plan(last))
    for app in (
        "people", "agreements", "duties", "attendance", "outbox", "account", "auth", "mfa", "curriculum",
        "planning", "activities", "assessment",
    ):  # fmt: skip
        (leaf,) = graph.leaf_nodes(app)
        assert leaf in below or last in graph.forwards_plan(leaf), app
