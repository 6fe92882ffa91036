"""Letters with a one-time link. The row is the queue; the token is made when the letter is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from outbox import claims
from outbox.channels import Email
from outbox.claims import Clock
from outbox.clock import portal_day
from outbox.letters import headers
from people.access.acting import is_kept_out
from people.keys import links
from people.keys.links import Purpose
from people.models import OneTimeLink

Claim = claims.Claim[OneTimeLink]


class Letters(claims.Work[OneTimeLink]):
    """Links whose letter has not gone yet and that somebody may still open."""

    what = "letter of link"

    def __init__(self) -> None:
        self.post = Email()

    def close(self) -> None:
        self.post.close()

    def waiting(self) -> QuerySet[OneTimeLink]:
        unsent = OneTimeLink.objects.filter(
            carrier=links.Carrier.EMAIL, sent_at=None, given_up_at=None, used_at=None,
            revoked_at=None, user__is_active=True,
        )  # fmt: skip
        return unsent.select_related("user", "institution")

    def due(self, at: datetime) -> QuerySet[OneTimeLink]:
        return super().due(at).filter(expires_at__gt=at)

    def do(self, claim: Claim, now: Clock) -> None:
        link, at = claim.row, now()
        if is_kept_out(link.user, portal_day(at)):
            self.settle(claim, revoked_at=at)
        else:
            self.post.post(message_of(link))
            self.settle(claim, sent_at=now(), error="")

    def give_up(self, claim: Claim, rows: Iterable[OneTimeLink], why: str, at: datetime) -> None:
        self.settle(claim, rows, given_up_at=at, error=why)


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
