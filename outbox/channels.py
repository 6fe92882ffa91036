"""Ways out of the portal. A channel is one small class; the list within the portal needs none."""

from __future__ import annotations

import smtplib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from allauth.account.models import EmailAddress
from django.core.mail import get_connection
from django.utils.translation import gettext_lazy as _

from outbox import letters
from outbox.models import Notification


class TryLater(Exception):
    """It did not go out now and may later; says why in a code."""


class Refused(Exception):
    """It will never go out like this; says why in a code."""


class Channel(ABC):
    """Opened once for a run of the relay, used for many letters."""

    code: str
    label: Any

    @abstractmethod
    def reaches(self, user_ids: Iterable[int]) -> set[int]:
        """Those who can be reached by it. One query."""

    @abstractmethod
    def send(self, letter: str, notifications: Sequence[Notification]) -> None:
        """Send one letter to one person; ``letter`` is its name, the same each time it is tried.

        :raises TryLater: not now
        :raises Refused: never
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()

    @abstractmethod
    def close(self) -> None:
        """Let go of what was opened; it may be opened again."""


class Email(Channel):
    """Letters to the confirmed main address of a person, over one connection as long as it holds."""

    code = "email"
    label = _("E-mail")

    def __init__(self) -> None:
        self._connection: Any = None

    def reaches(self, user_ids: Iterable[int]) -> set[int]:
        return set(addresses(user_ids))

    def send(self, letter: str, notifications: Sequence[Notification]) -> None:
        to = addresses([notifications[0].person_id])
        if not to:
            raise Refused("no address")
        message = letters.message(letter, notifications, to=next(iter(to.values())))
        message.connection = self._connection = self._connection or get_connection()
        try:
            self._connection.open()
            message.send()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _in_our_words(error) from error

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def addresses(user_ids: Iterable[int]) -> dict[int, str]:
    """Only confirmed addresses: a mistyped one is a stranger's."""
    found = EmailAddress.objects.filter(user__in=list(user_ids), primary=True, verified=True)
    return dict(found.values_list("user", "email"))


def _in_our_words(error: Exception) -> TryLater | Refused:
    """A code only: a server's text may hold the address. Whose fault it is decides what follows."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min((code for code, _text in error.recipients.values()), default=0)
        return Refused(f"refused {code}") if code >= 500 else TryLater(f"smtp {code}")
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500:
        return Refused(f"refused {error.smtp_code}")
    if isinstance(error, smtplib.SMTPResponseException):  # greeting, log-in, sender: our server's
        return TryLater(f"smtp {error.smtp_code}")
    return TryLater("no connection")


CHANNELS: dict[str, type[Channel]] = {Email.code: Email}
