"""Sessions in the database, when it may go away in the midst of a request."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import OperationalError


class SessionStore(db.SessionStore):
    """Django takes every failure to save for a session that somebody has ended, and answers 400."""

    def save(self, must_create: bool = False) -> None:
        """:raises OperationalError: the database is away (503); a person sends the form again"""
        try:
            super().save(must_create)
        except UpdateError as failed:
            if isinstance(failed.__context__, OperationalError):
                raise failed.__context__ from None
            raise
