"""Where sessions lie: in Django's table, as Django keeps them. What there is to know of one comes along in
the question that reads it, so that no page asks for it."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from people.models.prepared import prepared


class SessionStore(db.SessionStore):
    """Knows until when its row lasts and when the person was last seen in it; neither of a new one."""

    expires_at: datetime | None = None
    seen_at: datetime | None = None

    def _get_session_from_db(self) -> Session | None:
        row = next(iter(_running(key=self.session_key, at=timezone.now())), None)
        if row is None:
            self._session_key = None
            return None
        self.expires_at, self.seen_at = row.expire_date, row.seen_at
        return row

    def save(self, must_create: bool = False) -> None:
        """Django takes every failure to save for a session that somebody has ended, and answers 400.

        :raises OperationalError: the database is away (503); a person sends the form again
        """
        try:
            super().save(must_create)
        except UpdateError as failed:
            if isinstance(failed.__context__, OperationalError):
                raise failed.__context__ from None
            raise


@prepared
def _running(key: str, at: datetime) -> QuerySet[Session]:
    seen = UserSession.objects.filter(session_key=OuterRef("pk")).values("last_seen_at")
    return Session.objects.filter(pk=key, expire_date__gt=at).annotate(seen_at=Subquery(seen))
