"""What rights alone cannot say: triggers that cannot be switched off, contexts that settle."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from people.models import Child
from tests.audit.trail import event_model_of
from tests.suite.database import as_owner

OFF = "SELECT set_config('pgtrigger.ignore', %s, false)"


@pytest.fixture
def triggers(house) -> str:
    """Every trigger of the children's table, as pgtrigger's setting names them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(tgname)::text FROM pg_trigger "
            "WHERE tgrelid = 'people_child'::regclass AND NOT tgisinternal"
        )
        return cursor.fetchone()[0]


def rename_with_triggers_off(child: Child, triggers: str) -> int:
    """How many events the change left behind."""
    events = event_model_of(Child)._default_manager
    before = events.count()
    with connection.cursor() as cursor:
        cursor.execute(OFF, [triggers])
        cursor.execute("UPDATE people_child SET first_name = 'Cita' WHERE id = %s", [child.pk])
        cursor.execute(OFF, [""])
    return events.count() - before


def test_the_portal_cannot_switch_the_trail_off(house, triggers):
    assert rename_with_triggers_off(house.children["Bitītes"][0], triggers) == 1


def test_the_owner_can_for_lawful_erasure(house, triggers):
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        assert rename_with_triggers_off(house.children["Bitītes"][0], triggers) == 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {settings.RITS_APP_ROLE}")


def a_context(age: str) -> str:
    """Laid down by the owner: the portal writes none by hand."""
    with as_owner() as cursor:
        cursor.execute(
            "INSERT INTO pghistory_context (id, metadata, created_at, updated_at) "
            "VALUES (gen_random_uuid(), '{}', now() - %s::interval, now()) RETURNING id",
            [age],
        )
        return cursor.fetchone()[0]


def rewrite(context: str) -> None:
    """What a change does that is made in a request of that number."""
    with connection.cursor() as cursor:
        said = "SELECT set_config('pghistory.context_id', %s, true)"
        cursor.execute(said, [str(context)])
        cursor.execute("SELECT set_config('pghistory.context_metadata', '{\"user\": 1}', true)")
        cursor.execute("INSERT INTO auth_group (name) VALUES ('Cita')")


def test_a_running_request_adds_to_its_context(db):
    rewrite(a_context("1 minute"))


def test_an_older_context_has_settled(db):
    context = a_context("16 minutes")
    with pytest.raises(ProgrammingError, match="settled"), transaction.atomic():
        rewrite(context)
