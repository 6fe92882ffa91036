"""In Django's admin: how far notifications have come; what they say is not told. And talks with parents:
who took part, what it was about, what was agreed; what was said is read on the talk's own page.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from messaging.models import Talk, TalkAction, TalkAddition
from messaging.notifications.delivery import in_words
from outbox import registry
from outbox.channels import CHANNELS
from outbox.models import Delivery
from people.access import Action
from people.models import User
from people.office import LookOnly, by_group, by_state, column, seen

SHARED = by_state(
    draft=(_("draft"), {"shared_at__isnull": True, "finished_at__isnull": True}),
    finished=(
        pgettext_lazy("talk", "finished, not shared"),
        {"shared_at__isnull": True, "finished_at__isnull": False},
    ),
    shared=(pgettext_lazy("talk", "shared"), {"shared_at__isnull": False}),
)
WHOSE = (column("talk__child", _("child")), column("talk__day", _("day")))
BY_GROUP = by_group("talk__group")


@admin.register(Delivery)
class DeliveryAdmin(LookOnly):
    right = Action.OPERATE_DELIVERY
    list_display = (
        column("notification__created_at", _("created at")), "kind", "person", "way",
        "state", "attempts", "settled_at",
    )  # fmt: skip
    also = (
        column("notification__group", _("group")), "due_at", "next_try_at", "why",
        column("notification__read_at", _("read at")),
    )  # fmt: skip
    list_filter = ("state", by_group("notification__group"))
    list_select_related = ("notification__person", "notification__group")
    date_hierarchy = "due_at"
    ordering = ("-due_at", "-pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Who was told is named while they belong to the house."""
        here = seen(User, request).filter(pk=OuterRef("notification__person"))
        return super().get_queryset(request).annotate(is_here=Exists(here))

    @admin.display(description=_("kind"), ordering="notification__kind")
    def kind(self, delivery: Delivery) -> str:
        kind = registry.find(delivery.notification.kind)
        return str(kind.letter_label) if kind else ""

    @admin.display(description=_("person"))
    def person(self, delivery: Any) -> str:
        return str(delivery.notification.person) if delivery.is_here else ""

    @admin.display(description=_("channel"), ordering="channel")
    def way(self, delivery: Delivery) -> str:
        channel = CHANNELS.get(delivery.channel)
        return str(channel.label) if channel else ""

    @admin.display(description=_("last error"))
    def why(self, delivery: Delivery) -> str:
        return in_words(delivery.error) if delivery.error else ""


# --- talks ------------------------------------------------------------------------------------
@admin.register(Talk)
class TalkAdmin(LookOnly):
    right = Action.VIEW_TALK
    list_display = (
        "child", "day", "group", "opened_at", column("opened_by", _("opened by")), "shared_at",
    )  # fmt: skip
    also = (
        "participants", "subjects", "finished_at", column("finished_by", _("finished by")),
        column("shared_by", _("shared by")), "released_at",
    )  # fmt: skip
    list_filter = (by_group("group"), SHARED)
    date_hierarchy = "day"
    ordering = ("-day", "-pk")

    def portal_page(self, talk: Any) -> str:  # type: ignore[override]
        return talk.trail_url

    @admin.display(description=_("who took part"))
    def participants(self, talk: Any) -> str:
        people = talk.participants.standing().select_related("user")
        return ", ".join(str(one) for one in people)

    @admin.display(description=_("subjects"))
    def subjects(self, talk: Any) -> str:
        return ", ".join(str(one) for one in talk.subjects.standing())


class OfATalk(LookOnly):
    """Rows of a talk lead to its page."""

    right = Action.VIEW_TALK
    date_hierarchy = "talk__day"

    def portal_page(self, row: Any) -> str:  # type: ignore[override]
        return row.talk.trail_url


@admin.register(TalkAction)
class TalkActionAdmin(OfATalk):
    list_display = (*WHOSE, "text", "who_does_it", "due_on", "state")
    also = (
        "settled_at", column("settled_by", _("settled by")), "added_at",
        column("added_by", _("added by")), "voided_at", column("voided_by", _("taken away by")),
    )  # fmt: skip
    list_filter = (BY_GROUP, "state")
    list_select_related = ("user",)
    ordering = ("-talk__day", "-talk", "pk")

    @admin.display(description=_("who does it"))
    def who_does_it(self, row: TalkAction) -> str:
        return row.who


@admin.register(TalkAddition)
class TalkAdditionAdmin(OfATalk):
    list_display = (*WHOSE, "at", column("by", _("by")), "is_remark")
    also = ("text",)
    list_filter = (BY_GROUP, "is_remark")
    ordering = ("-at", "-pk")
