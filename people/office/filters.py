"""How rows are found without a search: by group, and by whether they hold today."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.models import ChildGroup, Enrolment
from people.models.group import year_label

from .base import access_of, seen


def in_words(group: ChildGroup) -> str:
    """Groups of one name in different years are told apart."""
    return f"{group.name} ({year_label(group.school_year)})"


class OfGroup(admin.SimpleListFilter):
    """Rows of one group of the house. ``path``: how a row knows it."""

    title = _("group")
    parameter_name = "group"
    path = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        groups = seen(ChildGroup, request).order_by("-school_year", "sort_key")
        return [(str(group.pk), in_words(group)) for group in groups]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        known = dict(self.lookup_choices)
        return self.of(request, queryset, self.value()) if self.value() in known else queryset

    def of(self, request: HttpRequest, rows: QuerySet, group: Any) -> QuerySet:
        return rows.filter(**{self.path: group})


def by_group(path: str) -> type[OfGroup]:
    return type("OfGroup", (OfGroup,), {"path": path})


class OfChildrenNow(OfGroup):
    """Rows of the children who are in the group today."""

    path = "child"

    def of(self, request: HttpRequest, rows: QuerySet, group: Any) -> QuerySet:
        now = Enrolment.objects.on(access_of(request).day).filter(group=group)
        return rows.filter(**{f"{self.path}__in": now.values("child")})


def by_group_of(path: str) -> type[OfChildrenNow]:
    return type("OfChildrenNow", (OfChildrenNow,), {"path": path})


class OfState(admin.SimpleListFilter):
    """Rows in a state that people have a word for. ``states``: its name → its word, its rows."""

    title = _("state")
    parameter_name = "state"
    states: dict[str, tuple[Any, dict[str, Any]]] = {}

    def lookups(self, request: HttpRequest, model_admin: Any) -> list:
        return [(state, words) for state, (words, _rows) in self.states.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        _words, rows = self.states.get(self.value() or "", ("", {}))
        return queryset.filter(**rows)


def by_state(**states: tuple[Any, dict[str, Any]]) -> type[OfState]:
    return type("OfState", (OfState,), {"states": states})


class InForce(admin.SimpleListFilter):
    title = _("in force")
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list:
        return [("today", _("today")), ("ended", _("ended")), ("later", _("later"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet:
        day = access_of(request).day
        if self.value() == "today":
            return queryset.on(day)
        if self.value() == "ended":
            return queryset.filter(until__lte=day)
        return queryset.filter(since__gt=day) if self.value() == "later" else queryset
