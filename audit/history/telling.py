"""What became of one row, in words: each field that changed, old and new."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.utils.formats import localize
from django.utils.translation import gettext as _

from outbox.clock import ONE_DAY, local

from .trail import Deed, Story
from .words import Piece, compared, is_long

_PLUMBING = {
    "sort_key", "search_key", "version", "saved_at", "saved_by", "added_at", "voided_at",
    "template_said_at", "assessed_at",
    "hidden_at",  # who reported it is administration's to read, on the report's own page
    "done_on",  # of what was planned: said by the day's log, whose history tells it
}  # fmt: skip
# Of every period the first day that counts no more; people say the last one that does.
_END = "until"
_WHY = "void_reason"


@dataclass(frozen=True)
class Change:
    """One field's old and new value, as shown."""

    label: str
    old: str
    new: str

    @cached_property
    def pieces(self) -> list[Piece]:
        """Of a long text: word by word. Empty of a short value, which is shown whole."""
        return compared(self.old, self.new) if is_long(self.old, self.new) else []


@dataclass(frozen=True)
class Telling:
    """Of what, what was done, and each field that changed."""

    subject: str
    kind: str  # insert, update, delete
    changes: list[Change]

    @property
    def what(self) -> str:
        return {"insert": _("entered"), "update": _("changed"), "delete": _("removed")}[self.kind]


def told(deed: Deed) -> Telling | None:
    """None when there is nothing to tell: only plumbing moved, or what was changed came back."""
    before, after = _standing(deed.before), _standing(deed.event)
    if before is None and after is None:
        return None
    if after is None:
        return Telling(deed.story.subject, "delete", list(_why(deed)))
    changes = list(_changes(before, after, deed.story))
    if before is None:
        is_as_expected = _is_as_expected(after, deed.story)
        return None if is_as_expected else Telling(deed.story.subject, "insert", changes)
    return Telling(deed.story.subject, "update", changes) if changes else None


def _standing(event: Any) -> Any:
    """None of a row that is gone: deleted, or voided where rows are."""
    is_gone = event is None or event.pgh_label == "delete" or getattr(event, "voided_at", None)
    return None if is_gone else event


def _why(deed: Deed) -> Iterator[Change]:
    """Of what is taken away with a reason where rows are."""
    for field in deed.story.model._meta.concrete_fields:
        if field.name == _WHY and (reason := getattr(deed.event, _WHY)):
            yield Change(_label(field), "", reason)


def _is_as_expected(event: Any, story: Story) -> bool:
    """A part began as everybody expects (``trail_expected``)."""
    expected = getattr(story.model, "trail_expected", {}) if story.subject else {}
    return bool(expected) and all(getattr(event, name) == is_ for name, is_ in expected.items())


def _changes(before: Any, after: Any, story: Story) -> Iterator[Change]:
    for field in story.model._meta.concrete_fields:
        if field.name in _PLUMBING or field.name in story.told or field.is_relation:
            continue
        if field.primary_key or not hasattr(after, field.attname):
            continue  # the number of the row, or kept out of the trail
        old, new = (_shown(row, field) for row in (before, after))
        is_in_its_name = before is None and new.casefold() in story.subject.casefold()
        if old != new and not is_in_its_name:
            yield Change(_label(field), old, new)


def _label(field: Any) -> str:
    return _("last day") if field.name == _END else str(field.verbose_name)


def _shown(row: Any, field: Any) -> str:
    value = None if row is None else getattr(row, field.attname)
    if field.name == _END and value:
        value -= ONE_DAY
    if isinstance(field, ArrayField):
        words = dict(field.base_field.flatchoices)
        return ", ".join(str(words.get(one, one)) for one in value or ())
    if field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        value = local(value, settings.TIME_ZONE)
    return "" if value is None else str(localize(value))
