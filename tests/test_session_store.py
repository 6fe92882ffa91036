"""A database that goes away after the work was done and before the session is kept: 503, not 400."""

import pytest
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.urls import reverse

from attendance.models import AbsenceNotice
from tests.world import MONDAY, at


def failing(error: DatabaseError):
    """Of every query only the one that keeps the session."""

    def ask(execute, sql, params, many, context):
        if sql.startswith('UPDATE "django_session"'):
            raise error
        return execute(sql, params, many, context)

    return ask


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("terminating connection due to unexpected postmaster exit"), 503),
        (
            DatabaseError("Forced update did not affect any rows."),
            400,
        ),  # somebody ended the session
    ],
)
def test_nobody_is_blamed_for_a_database_that_went_away(house, client, time_machine, error, status):
    """Django answers 400 to both, after which nobody sends a form again; after a 503 they do."""
    time_machine.move_to(at(8, 50), tick=False)
    client.raise_request_exception = False
    client.force_login(house.people.mother, backend=settings.AUTHENTICATION_BACKENDS[0])
    form = {
        "child": [house.children["Bitītes"][0].pk], "days": f"{MONDAY}/{MONDAY}", "reason": "illness",
        "once": "a-key-of-this-form",
    }  # fmt: skip
    with connection.execute_wrapper(failing(error)):
        assert client.post(reverse("attendance:report"), form).status_code == status
    assert client.post(reverse("attendance:report"), form).status_code == 302
    assert AbsenceNotice.objects.count() == 1
