"""Assessment in Django's admin: looked at, never changed. It is written on its own pages of the portal."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment, Observation, Publication
from people.access import Action
from people.office import LookOnly, by_group_of, by_state, column

OF_THE_CHILD = by_group_of("child")
STATE = by_state(
    draft=(_("draft"), {"voided_at__isnull": True, "publication__isnull": True}),
    published=(_("published"), {"voided_at__isnull": True, "publication__isnull": False}),
    taken_away=(_("taken away"), {"voided_at__isnull": False}),
)
PUBLISHED = by_state(
    draft=(_("draft"), {"published_at__isnull": True}),
    published=(_("published"), {"published_at__isnull": False}),
)
TAKEN_AWAY = ("voided_at", column("voided_by", _("taken away by")), "void_reason")


class OfAChild(LookOnly):
    """Rows lead to the page of their child."""

    right = Action.VIEW_ASSESSMENT

    def portal_page(self, row: Any) -> str:  # type: ignore[override]
        return row.trail_url


class Published(OfAChild):
    """What goes to parents with a publication."""

    list_select_related = ("publication",)
    date_hierarchy = "day"
    ordering = ("-day", "child__sort_key", "pk")

    @admin.display(description=_("published at"))
    def published(self, row: Any) -> datetime | None:
        return row.publication and row.publication.published_at


@admin.register(Assessment)
class AssessmentAdmin(Published):
    list_display = (
        "child", "outcome", "day", "level", "assessed_at", column("assessed_by", _("assessed by")),
        "published",
    )  # fmt: skip
    also = ("comment", "evidence", "photo", *TAKEN_AWAY)
    list_filter = (OF_THE_CHILD, "level", STATE)


@admin.register(Observation)
class ObservationAdmin(Published):
    list_display = ("child", "day", "saved_at", column("saved_by", _("saved by")), "published")
    also = ("text", *TAKEN_AWAY)
    list_filter = (OF_THE_CHILD, STATE)


@admin.register(Publication)
class PublicationAdmin(OfAChild):
    list_display = (
        "child", "published_at", column("published_by", _("published by")), "released_at",
    )  # fmt: skip
    also = ("text", "saved_at", column("saved_by", _("saved by")), *TAKEN_AWAY)
    list_filter = (OF_THE_CHILD, PUBLISHED)
    date_hierarchy = "published_at"
    ordering = ("-published_at", "child__sort_key", "pk")
