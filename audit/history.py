"""An entry's life, read from the trail: old and new, who, when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils.formats import localize
from django.utils.translation import gettext as _

from audit.rights import event_model_of, event_models
from outbox.clock import local
from people.access import Action
from people.models import Institution, Role, User

# The entries whose history is a page, and whose eyes it needs: people and their papers are
# administration's, the journal its staff's. Of what is not here (a parent's words, notes of health,
# requests, letters) nobody reads a history by its address.
_SEEN_BY = {
    "institution": Action.MANAGE_PEOPLE, "user": Action.MANAGE_PEOPLE,
    "childgroup": Action.MANAGE_PEOPLE, "child": Action.MANAGE_PEOPLE,
    "enrolment": Action.MANAGE_PEOPLE, "assignment": Action.MANAGE_PEOPLE,
    "guardianship": Action.MANAGE_PEOPLE, "restriction": Action.MANAGE_PEOPLE,
    "register": Action.VIEW_HISTORY, "mark": Action.VIEW_HISTORY,
}  # fmt: skip

_PLUMBING = {"sort_key", "search_key", "version", "saved_at", "saved_by"}


@dataclass(frozen=True)
class Change:
    """One field's old and new value, as shown."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """One event: of what, what was done, when, by whom, in which role."""

    subject: str
    kind: str  # insert, update, delete
    at: datetime
    by: User | None
    role: str
    changes: list[Change]

    @property
    def what(self) -> str:
        return {"insert": _("entered"), "update": _("changed"), "delete": _("removed")}[self.kind]


def model_of(kind: str) -> type[Model] | None:
    """The tracked model of a short name («mark»), None when its history is no page."""
    tracked = (_model(event) for event in event_models())
    named = (model for model in tracked if model._meta.model_name == kind)
    return next(named, None) if kind in _SEEN_BY else None


def action_for(model: type[Model]) -> Action:
    """What one must hold to read the history of such an entry."""
    return _SEEN_BY[model._meta.model_name or ""]


@dataclass(frozen=True)
class _Story:
    """The events of one row: of the entry itself, or of a part named by ``subject``."""

    model: Any
    events: list[Any]
    subject: str = ""
    told: frozenset[str] = frozenset()  # fields the entry itself tells of


def life_of(obj: Model, house: Institution | None) -> list[Step]:
    """Every event of an entry and of its parts, the newest first, for somebody of that house.

    A model names its parts by ``trail_parts`` (related name → what to load with it) and a part
    itself by ``trail_name``, so that a register tells of its marks too. Queries: one for the
    entry, two for each kind of parts, one for the people.
    """
    stories = [_Story(type(obj), _events(type(obj), [obj.pk]))]
    for name in getattr(obj, "trail_parts", ()):
        stories += _parts(obj, name)
    people = _people(event for story in stories for event in story.events)
    steps = [step for story in stories for step in _steps(story, people, house)]
    return sorted(steps, key=attrgetter("at"))[::-1]  # one request has one moment: keep its order


def _parts(obj: Any, name: str) -> list[_Story]:
    parts = list(getattr(obj, name).select_related(*obj.trail_parts[name]))
    model = getattr(obj, name).model
    by_part: dict[int, list[Any]] = {part.pk: [] for part in parts}
    for event in _events(model, list(by_part)):
        by_part[event.pgh_obj_id].append(event)
    told = frozenset(field.name for field in obj._meta.concrete_fields)
    return [_Story(model, by_part[part.pk], part.trail_name, told) for part in parts]


def _events(model: type[Model], pks: list[int]) -> list[Any]:
    rows = event_model_of(model)._default_manager.filter(pgh_obj_id__in=pks)
    return list(rows.select_related("pgh_context").order_by("pgh_id"))


def _steps(story: _Story, people: dict[int, User], house: Institution | None) -> Iterator[Step]:
    for before, event in zip([None, *story.events], story.events, strict=False):
        changes = list(_changes(before, event, story))
        if _says_nothing(before, event, story, changes):
            continue
        metadata = event.pgh_context.metadata if event.pgh_context else {}
        is_elsewhere = house_of(metadata) not in ("", str(house.pk) if house else "")
        yield Step(
            subject=story.subject,
            kind=event.pgh_label,
            at=event.pgh_created_at,
            by=None if is_elsewhere else people.get(metadata.get("user") or 0),
            role=_("another preschool") if is_elsewhere else role_in_words(metadata),
            changes=changes,
        )


def house_of(metadata: dict[str, Any]) -> str:
    """The id of the institution acted in; empty for a parent, and for what no person did."""
    return (metadata.get("role") or "").partition("-")[2]


def role_in_words(metadata: dict[str, Any]) -> str:
    """The acting role of a person; what no person did was done by the portal itself."""
    role = (metadata.get("role") or "").split("-")[0]
    if role in Role.values:
        return str(Role(role).label)
    return _("the portal itself") if metadata.get("task") else ""


def _says_nothing(before: Any, event: Any, story: _Story, changes: list[Change]) -> bool:
    """Only plumbing moved, or a part began as everybody expects (``trail_expected``)."""
    if before is not None:
        return not changes and event.pgh_label == "update"
    expected = getattr(story.model, "trail_expected", {}) if story.subject else {}
    return bool(expected) and all(getattr(event, name) == is_ for name, is_ in expected.items())


def _changes(before: Any, event: Any, story: _Story) -> Iterator[Change]:
    for field in story.model._meta.concrete_fields:
        if field.name in _PLUMBING or field.name in story.told or field.is_relation:
            continue
        if field.primary_key or not hasattr(event, field.attname):
            continue  # the number of the row, or kept out of the trail
        old, new = (_shown(row, field) for row in (before, event))
        if old != new:
            yield Change(str(field.verbose_name), old, new)


def _shown(row: Any, field: Any) -> str:
    value = None if row is None else getattr(row, field.attname)
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        value = local(value, settings.TIME_ZONE)
    return "" if value is None else str(localize(value))


def _people(events: Iterable[Any]) -> dict[int, User]:
    ids = {e.pgh_context.metadata.get("user") for e in events if e.pgh_context}
    return get_user_model().objects.in_bulk([pk for pk in ids if pk])


def _model(event_model: Any) -> type[Model]:
    return event_model.pgh_tracked_model._meta.concrete_model
