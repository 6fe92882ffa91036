"""Letters with a one-time link. The row is the queue; the token is made when the letter is.

Claimed with SKIP LOCKED, the claim committed before anything is sent: whoever is killed between the two
leaves a claim that runs out, and the letter goes out again under the same name.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from outbox.channels import Away, Email, Refused, TryLater
from outbox.letters import headers
from outbox.relay import pause_after
from people.access.acting import is_kept_out
from people.keys import links
from people.keys.links import Purpose
from people.models import OneTimeLink

MAX_ATTEMPTS = 12  # together about six hours
logger = logging.getLogger(__name__)


def drain(now: Callable[[], datetime], *, until: datetime | None = None) -> int:
    """Letter by letter, until none is due or the time is up. While the mail server is away, only one.

    :returns: how many letters were dealt with
    """
    done = 0
    with Email() as post:
        while (until is None or now() < until) and (claimed := claim(now())):
            done += 1
            if not _deliver_or_log(claimed, post, now):
                break
    return done


@transaction.atomic
def claim(at: datetime) -> OneTimeLink | None:
    """The next link whose letter is due, for as long as ``settings.RITS_CLAIM_SECONDS``."""
    due = _unsent().filter(next_try_at__lte=at, expires_at__gt=at)
    free = due.select_for_update(skip_locked=True, of=("self",))
    found = free.select_related("user", "institution").order_by("next_try_at", "pk").first()
    if found is None:
        return None
    found.attempts += 1
    found.next_try_at = at + timedelta(seconds=settings.RITS_CLAIM_SECONDS)
    found.save(update_fields=["attempts", "next_try_at"])
    return found


def _unsent() -> QuerySet[OneTimeLink]:
    return OneTimeLink.objects.filter(
        carrier=links.Carrier.EMAIL, sent_at=None, given_up_at=None, used_at=None, revoked_at=None,
        user__is_active=True,
    )  # fmt: skip


def _deliver_or_log(claimed: OneTimeLink, post: Email, now: Callable[[], datetime]) -> bool:
    """A mistake of ours in one letter keeps no other waiting; its claim runs out and it is tried again.

    :returns: False when the mail server is away
    """
    try:
        _deliver(claimed, post, now)
    except Away:
        return False
    except Exception as error:  # its text may hold an address
        logger.error("letter of link %d failed: %s", claimed.pk, type(error).__name__)
    return True


def _deliver(claimed: OneTimeLink, post: Email, now: Callable[[], datetime]) -> None:
    """:raises Away: nothing can be sent now"""
    at = now()
    if is_kept_out(claimed.user, timezone.localdate(at)):
        return _settle(claimed, revoked_at=at)
    if claimed.attempts > MAX_ATTEMPTS:  # whoever tried did not live to say how it went
        return _settle(claimed, given_up_at=at, error="no answer")
    try:
        post.post(message_of(claimed))
    except TryLater as later:
        _retry_or_give_up(claimed, str(later), now())
        if isinstance(later, Away):
            raise
    except Refused as refused:
        _settle(claimed, given_up_at=now(), error=str(refused)[:60])
    else:
        _settle(claimed, sent_at=now(), error="")


def _retry_or_give_up(claimed: OneTimeLink, why: str, at: datetime) -> None:
    logger.warning("letter of link %d: %s", claimed.pk, why)
    if claimed.attempts >= MAX_ATTEMPTS:
        return _settle(claimed, given_up_at=at, error=why[:60])
    _settle(claimed, next_try_at=at + pause_after(claimed.attempts), error=why[:60])


def _settle(claimed: OneTimeLink, **facts: Any) -> None:
    """Say what became of it, unless the claim has run out and it is somebody else's now."""
    ours = _unsent().filter(pk=claimed.pk, next_try_at=claimed.next_try_at)
    ours.update(**facts)


def message_of(link: OneTimeLink) -> EmailMultiAlternatives:
    """In Latvian, text and HTML: the institution and what to do, no name and no child."""
    with translation.override(settings.LANGUAGE_CODE):
        words = _words(link.purpose)
        house = " ".join(link.institution.name.split()) if link.institution else ""
        context = words | {"house": house, "url": links.url(link), "good_until": link.expires_at}
        email = EmailMultiAlternatives(
            subject=_("Rīts: %(what)s") % {"what": words["subject"]},
            body=render_to_string("people/keys/letter.txt", context),
            to=[link.address],
            headers=headers(f"link-{link.pk}-{link.nonce[:8]}"),
        )
        email.attach_alternative(render_to_string("people/keys/letter.html", context), "text/html")
    return email


def _words(purpose: str) -> dict[str, str]:
    """Subject, what it is about, the words of the button, and what to do when it was not wanted."""
    not_yours = _("If this is not meant for you, do nothing: the link dies by itself.")
    said = {
        Purpose.INVITE: (
            _("your key to the e-journal"),
            _("You are invited to the e-journal of the preschool. Set your own password: it is yours alone."),
            _("Set the password"), not_yours,
        ),
        Purpose.RESET: (
            _("a new password"),
            _("The old password no longer works. Set a new one: nobody else sees it."),
            _("Set a new password"), not_yours,
        ),
        Purpose.JOIN: (
            _("an invitation of a preschool"),
            _("Another preschool asks you to join its e-journal with the account you have."),
            _("Look and decide"), not_yours,
        ),
        Purpose.CONFIRM_EMAIL: (
            _("is this your address?"),
            _("Somebody wants to sign in to the e-journal by this address from now on. Was it you?"),
            _("Yes, confirm it"), not_yours,
        ),
        Purpose.UNDO_EMAIL: (
            _("your address was changed"),
            _(
                "You will sign in by another address from now on. If it was not you, take it back: "
                "all sessions end and a link to a new password comes here."
            ),
            _("Take it back"), _("If it was you, do nothing."),
        ),
    }  # fmt: skip
    subject, text, act, otherwise = said[Purpose(purpose)]
    return {"subject": subject, "text": text, "act": act, "otherwise": otherwise}
