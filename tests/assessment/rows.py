"""Rows of assessment as the database's own refusals are tested: valid as they are, each fact can be
changed."""

from typing import Any

from activities.models import DayEntry, DayPhoto
from assessment import models
from curriculum.models import Entry
from documents.models import Photo
from tests.activities import rows as days
from tests.assessment import makers
from tests.world import MONDAY, House, at


class Place:
    """A house with a day that was written, an outcome of its own, and what is published of a child."""

    def __init__(self, name: str, number: str) -> None:
        day = days.Place(name, number)
        self.house: House = day.house
        self.head = day.head
        self.evidence: DayEntry = day.entry
        self.photo: DayPhoto = _photo(day)
        (self.child,) = self.house.children["Bitītes"]
        self.outcome, self.other_outcome, *_rest = makers.outcomes()
        self.own_outcome = Entry.objects.create(
            institution=self.house.institution, kind="outcome", code="MAT.101", text="Skaita zīles",
            area="MAT", stage=3, first_year=2026,
        )  # fmt: skip
        self.publication = published(self)


def _photo(day: days.Place) -> DayPhoto:
    """Of the day; nobody has looked at it yet."""
    mine = {"institution": day.house.institution}
    received = Photo.objects.create(
        **mine, kind="activities.photo", key="0" * 32, made_by=day.head, received_at=at(9),
        next_try_at=at(9),
    )  # fmt: skip
    facts = {"log": day.log, "photo": received, "added_at": at(9), "added_by": day.head}
    return DayPhoto.objects.create(**mine, **facts)


def assessment(place: Place, **changes: Any) -> models.Assessment:
    facts = {
        "outcome": place.outcome, "day": MONDAY, "level": "T", "assessed_at": at(9),
        "assessed_by": place.head,
    }  # fmt: skip
    return models.Assessment.objects.create(**_of(place) | facts | changes)


def observation(place: Place, **changes: Any) -> models.Observation:
    return models.Observation.objects.create(**_of(place) | {"day": MONDAY} | changes)


def publication(place: Place, **changes: Any) -> models.Publication:
    """A draft."""
    return models.Publication.objects.create(**_of(place) | changes)


def published(place: Place, **changes: Any) -> models.Publication:
    return publication(place, **{"published_at": at(10), "published_by": place.head} | changes)


def _of(place: Place) -> dict[str, Any]:
    return {"institution": place.house.institution, "child": place.child}
