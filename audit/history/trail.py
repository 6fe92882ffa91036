"""The events of an entry and of its parts, in the order they were written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, Func, Model, prefetch_related_objects
from django.utils.translation import gettext as _

from audit.rights import event_model_of
from people.models import Role, User


@dataclass(frozen=True)
class Story:
    """The events of one row: of the entry itself, or of a part named by ``subject``."""

    model: Any
    events: list[Any]
    subject: str = ""
    told: frozenset[str] = frozenset()  # fields that somebody else tells of


@dataclass(frozen=True)
class Deed:
    """What one row was and what it became; by one event, or by several of one person."""

    story: Story
    before: Any  # an event; None: the row was not there
    event: Any


@dataclass(frozen=True)
class Trail:
    """All that is known of an entry, the entry's own story first."""

    entry: Any
    stories: list[Story]

    @property
    def deeds(self) -> list[Deed]:
        """Every write, the oldest first."""
        found = [deed for story in self.stories for deed in _deeds(story)]
        return sorted(found, key=lambda deed: place_of(deed.event))

    @property
    def joins(self) -> timedelta | None:
        return getattr(self.entry, "trail_joins", None)


def read(entry: Model) -> Trail:
    """Queries: one for the entry; for each kind of parts one (of parts of parts two), and one for each
    relation its names need."""
    model = type(entry)
    stories = [Story(model, events_of(model, pgh_obj_id=entry.pk))]
    for name in getattr(entry, "trail_parts", ()):
        stories += _parts(entry, name)
    return Trail(entry, stories)


def events_of(model: type[Model], **lookup: Any) -> list[Any]:
    """Events of a table in the order they were written."""
    events = event_model_of(model)
    rows = events._default_manager.filter(**lookup).select_related("pgh_context")
    return list(rows.annotate(written=_written(events)).order_by("pgh_id"))


def place_of(event: Any) -> tuple[datetime, int]:
    """Where it stands among the events of all tables.

    Everything a transaction writes has its one moment; within it (a night's job, the demonstration) the
    savepoints, which operations open, come one after the other.
    """
    return event.pgh_created_at, event.written


def _written(events: Any) -> Func:
    template = f'"{events._meta.db_table}".xmin::text::bigint'
    return Func(template=template, output_field=BigIntegerField())


def _parts(entry: Any, name: str) -> Iterator[Story]:
    """Those that are gone too: a part is found by its events and called as it was last."""
    model, by_part = type(entry), {entry.pk: [entry]}
    for step in name.split("__"):
        relation = getattr(model, step).field
        model, owners, by_part = relation.model, list(by_part), {}
        for event in events_of(model, **{f"{relation.attname}__in": owners}):
            by_part.setdefault(event.pgh_obj_id, []).append(event)
    rows = [_row(model, events[-1]) for events in by_part.values()]
    prefetch_related_objects(rows, *entry.trail_parts[name])
    told = frozenset(field.name for field in entry._meta.concrete_fields)
    told |= frozenset(getattr(model, "trail_in_name", ()))
    for row, events in zip(rows, by_part.values(), strict=True):
        yield Story(model, events, row.trail_name, told)


def _row(model: Any, event: Any) -> Any:
    names = (field.attname for field in model._meta.concrete_fields)
    return model(**{name: getattr(event, name) for name in names if hasattr(event, name)})


def _deeds(story: Story) -> Iterator[Deed]:
    for before, event in zip([None, *story.events], story.events, strict=False):
        yield Deed(story, before, event)


def metadata_of(event: Any) -> dict[str, Any]:
    return event.pgh_context.metadata if event.pgh_context else {}


def house_of(metadata: dict[str, Any]) -> str:
    """The id of the institution acted in; empty for a parent, and for what no person did."""
    return (metadata.get("role") or "").partition("-")[2]


def role_in_words(metadata: dict[str, Any]) -> str:
    """The acting role of a person; what no person did was done by the portal itself."""
    role = (metadata.get("role") or "").split("-")[0]
    if role in Role.values:
        return str(Role(role).label)
    return _("the portal itself") if metadata.get("task") else ""


def people(ids: Iterable[int | None]) -> dict[int, User]:
    return get_user_model().objects.in_bulk([pk for pk in set(ids) if pk])
