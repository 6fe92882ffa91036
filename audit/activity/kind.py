"""What is said of a model's events: the words, and of whom, of which days, with which link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, Model, OuterRef, Q, Value, When

from audit.activity.links import Seen
from audit.activity.row import Row
from audit.rights import event_model_of

OWN = "own"  # the word of an act upon one's own person
LABEL = F("pgh_label")  # insert, update, delete


@dataclass(frozen=True)
class Kind:
    """Events of one model; of whom they are is said by paths from the event."""

    model: type[Model]
    said: dict[str, Any]  # word → what was done; of several in one act the first
    word: Any = LABEL
    child: str = ""
    group: str = ""
    person: str = ""
    days: tuple[str, ...] = ()  # the day; or the first, and the one after the last
    month: str = ""  # instead of days: its first
    link: Callable[[Row, Seen], str] | None = None


def was(model: type[Model], alike: str, **lookup: Any) -> Exists:
    """The entry was so before, ``alike`` being as it is now."""
    events = event_model_of(model)._default_manager.filter(**lookup, pgh_id__lt=OuterRef("pgh_id"))
    return Exists(events.filter(**{name: OuterRef(name) for name in ("pgh_obj", alike)}))


def case(*cases: tuple[Q | Exists, str | F]) -> Case:
    """The word of the first condition that holds; else the label."""
    whens = [
        When(condition, then=Value(word) if isinstance(word, str) else word)
        for condition, word in cases
    ]
    return Case(*whens, default=LABEL, output_field=CharField())


INSERTED, DELETED, ELSE = Q(pgh_label="insert"), Q(pgh_label="delete"), ~Q(pgh_label="")
