"""A letter: the kind, the group and the sender's role, never a name or a word of the content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import registry
from outbox.models import Notification


def message(
    letter: str, notifications: Sequence[Notification], *, to: str
) -> EmailMultiAlternatives:
    """In Latvian, text and HTML; the same ``letter`` has the same Message-ID each time it is sent."""
    with translation.override(settings.LANGUAGE_CODE):
        items = [_item(n) for n in _once(notifications)]
        context = {
            "items": items,
            "settings_url": settings.RITS_ORIGIN + reverse("messaging:settings"),
        }
        email = EmailMultiAlternatives(
            subject=_subject(items),
            body=render_to_string("outbox/letter.txt", context),
            to=[to],
            headers=headers(letter),
        )
        email.attach_alternative(render_to_string("outbox/letter.html", context), "text/html")
    return email


def _once(notifications: Sequence[Notification]) -> list[Notification]:
    """Whoever is told of a fact in two roles reads it once, as they were told first."""
    first: dict[tuple[object, ...], Notification] = {}
    for notification in notifications:
        first.setdefault(notification.fact, notification)
    return list(first.values())


def headers(letter: str) -> dict[str, str]:
    """Of any letter of ours: its name stays the same each time it is sent."""
    return {
        "Message-ID": f"<{letter}@{urlsplit(settings.RITS_ORIGIN).hostname}>",
        "Auto-Submitted": "auto-generated",  # holiday answers do not come back
    }


def _item(notification: Notification) -> dict[str, Any]:
    kind = registry.get(notification.kind)
    return {
        "kind": str(kind.letter_label),
        "group": _one_line(notification.group.name) if notification.group else "",
        "sender": kind.sender(notification),
        "text": _one_line(kind.letter_text(notification)),
        "url": settings.RITS_ORIGIN + reverse("messaging:open", args=[notification.pk]),
    }


def _one_line(name: str) -> str:
    """A name with line breaks would forge lines of the letter, or break its header."""
    return " ".join(name.split())


def _subject(items: list[dict[str, Any]]) -> str:
    if len(items) > 1:
        return ngettext("%(n)d notification", "%(n)d notifications", len(items)) % {"n": len(items)}
    parts = filter(None, (items[0]["kind"], items[0]["group"]))
    return _("Rīts: %(what)s") % {"what": " – ".join(parts)}
