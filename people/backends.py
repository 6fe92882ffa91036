"""Who may come in at all, whatever key they show."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet
from django.utils import timezone

from outbox.clock import portal_day
from people.access.acting import is_kept_out
from people.models import User
from people.models.prepared import prepared
from people.sign_in import guesses, suspended


class KeyBackend(AuthenticationBackend):
    """An inactive, locked or kept-out person gets the answer of a wrong password (T14). Only who is
    suspended is told so, at the end of their way in (R3; ``ejournal.sign_in.login``).

    ``user_can_authenticate`` is also asked at each request of a session, without a question.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return super().user_can_authenticate(user) and user.locked_at is None

    def get_user(self, user_id: int) -> User | None:
        """Of each request's session."""
        user = next(iter(_person(pk=user_id)), None)
        return user if user and self.user_can_authenticate(user) else None

    _request: Any = None
    _checked: frozenset[int] = frozenset()

    def _check_password(self, user: Any, password: str) -> Any:
        """Once for each person: allauth would hash twice for a known e-mail, and time would tell (T14).

        So it would if a try too many were not hashed.
        """
        if user is None or user.pk in self._checked:
            return None
        self._checked |= {user.pk}
        at = _moment(self._request)
        is_free = guesses.take(guesses.PASSWORD, user.pk, self._request, at=at)
        found = super()._check_password(user, password)
        return found if is_free else None

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """allauth would lead the inactive to a page that tells that the password was right."""

    def authenticate(self, request: Any, **credentials: Any) -> User | None:
        self._request = request
        user = super().authenticate(request, **credentials)
        if user is None or not gets_an_answer(user, request):
            return None
        guesses.give_back(guesses.PASSWORD, user.pk, request)
        return user


def may_sign_in(user: Any, request: Any) -> bool:
    """Asked at every door: password, passkey, code, one-time link."""
    if not user.is_active or user.locked_at is not None:
        return False
    return not is_kept_out(user, portal_day(_moment(request)))


def gets_an_answer(user: Any, request: Any) -> bool:
    """Whose right key is not answered like a wrong one: they come in, or are told why not (R3)."""
    return may_sign_in(user, request) or bool(suspended.everywhere(user, _moment(request)))


def _moment(request: Any) -> datetime:
    return getattr(request, "received_at", None) or timezone.now()  # a command has no request


@prepared
def _person(pk: int) -> QuerySet[User]:
    return User.objects.filter(pk=pk)
