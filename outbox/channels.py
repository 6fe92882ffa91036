"""Ways out of the portal. A channel is one small class; the list within the portal needs none."""

from __future__ import annotations

import smtplib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage, get_connection
from django.utils.translation import gettext_lazy as _

from outbox import letters
from outbox.claims import Away, Refused, TryLater
from outbox.models import Notification


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
        self.post(letters.message(letter, notifications, to=next(iter(to.values()))))

    def post(self, message: EmailMessage) -> None:
        """Send a letter that is written already.

        :raises TryLater: not now
        :raises Refused: never
        """
        message.connection = self._connection = self._connection or get_connection()
        self._open()
        try:
            message.send()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _in_our_words(error) from None  # the server's words may hold the address
        except Exception:
            self.close()  # in the middle of a letter
            raise

    def _open(self) -> None:
        """:raises Away: no connection, no greeting, no log-in"""
        try:
            self._connection.open()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            code = getattr(error, "smtp_code", None)
            raise Away(f"smtp {code}" if code else "no connection") from None

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def addresses(user_ids: Iterable[int]) -> dict[int, str]:
    """Only confirmed addresses: a mistyped one is a stranger's."""
    found = EmailAddress.objects.filter(user__in=list(user_ids), primary=True, verified=True)
    return dict(found.values_list("user", "email"))


def _in_our_words(error: Exception) -> TryLater | Refused:
    """A code only. Whose fault it is decides what follows."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = min(error.recipients.values(), default=(0, b""))
        return _by_recipient(code, text)
    if isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500:
        return Refused(f"refused {error.smtp_code}")
    if isinstance(error, smtplib.SMTPSenderRefused):  # all letters have one sender
        return Away(f"smtp {error.smtp_code}")
    if isinstance(error, smtplib.SMTPResponseException):
        return TryLater(f"smtp {error.smtp_code}")
    return TryLater("no connection")


def _by_recipient(code: int, text: bytes) -> TryLater | Refused:
    """5.7.x, 530 and 554 speak of what *we* may do (relaying, log-in), not of the address."""
    ours = code in (530, 554) or text.startswith(b"5.7.")
    return Refused(f"refused {code}") if code >= 500 and not ours else TryLater(f"smtp {code}")


CHANNELS: dict[str, type[Channel]] = {Email.code: Email}
