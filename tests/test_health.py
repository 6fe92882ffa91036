"""/health/ asks the database each time: a connection that was open yesterday proves nothing."""

from django.db import OperationalError, connection
from django.test import Client


def gone(execute, sql, params, many, context):
    raise OperationalError("terminating connection due to unexpected postmaster exit")


def test_it_is_well_while_the_database_answers(db):
    answer = Client().get("/health/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_it_is_not_when_an_open_connection_leads_nowhere(db):
    connection.ensure_connection()
    with connection.execute_wrapper(gone):
        answer = Client(raise_request_exception=False).get("/health/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
