"""An entry's life, read from the trail: old and new, who, when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Model

from audit.rights import event_models
from people.models import User

_PLUMBING = {"sort_key", "search_key", "version", "saved_at", "saved_by"}


@dataclass(frozen=True)
class Change:
    """One field's old and new value, as shown."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """One event: what was done, when, by whom, in which role."""

    kind: str
    at: datetime
    by: User | None
    role: str
    changes: list[Change]


def model_of(kind: str) -> type[Model] | None:
    """The tracked model of a short name («mark»), None when there is none or it has no visibility."""
    for event in event_models():
        model = apps.get_model(event.pgh_tracked_model._meta.concrete_model._meta.label)
        if model._meta.model_name == kind and hasattr(model._default_manager, "visible_to"):
            return model
    return None


def life_of(obj: Model) -> list[Step]:
    """Every event of an entry, the newest first. Three queries at most."""
    event_model = next(
        e
        for e in event_models()
        if e.pgh_tracked_model._meta.concrete_model is type(obj)._meta.concrete_model
    )
    events = list(
        event_model._default_manager.filter(pgh_obj_id=obj.pk)
        .select_related("pgh_context")
        .order_by("pgh_id")
    )
    people = _people(events)
    pairs = zip([None, *events], events, strict=False)
    return [_step(before, event, people, type(obj)) for before, event in pairs][::-1]


def _step(before: Any, event: Any, people: dict[int, User], model: type[Model]) -> Step:
    metadata = event.pgh_context.metadata if event.pgh_context else {}
    return Step(
        kind=event.pgh_label,
        at=event.pgh_created_at,
        by=people.get(metadata.get("user") or 0),
        role=metadata.get("role") or "",
        changes=list(_changes(before, event, model)),
    )


def _changes(before: Any, event: Any, model: type[Model]) -> Iterable[Change]:
    for field in model._meta.concrete_fields:
        if field.name in _PLUMBING or field.primary_key or not hasattr(event, field.attname):
            continue
        old, new = (_shown(row, field) for row in (before, event))
        if old != new and not (before is None and field.is_relation):
            yield Change(str(field.verbose_name), old, new)


def _shown(row: Any, field: Any) -> str:
    if row is None:
        return ""
    value = getattr(row, field.attname)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    return "" if value is None else str(value)


def _people(events: Iterable[Any]) -> dict[int, User]:
    ids = {e.pgh_context.metadata.get("user") for e in events if e.pgh_context}
    return get_user_model().objects.in_bulk([pk for pk in ids if pk])
