"""How far notifications have come, in Django's admin; what they say is not told."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from messaging.notifications.delivery import in_words
from outbox import registry
from outbox.channels import CHANNELS
from outbox.models import Delivery
from people.access import Action
from people.models import User
from people.office import LookOnly, by_group, column, seen


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
