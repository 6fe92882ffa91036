"""Rows of a day as the database's own refusals are tested: valid as they are, each fact can be changed."""

from secrets import token_hex
from typing import Any

from activities import models
from documents.models import Photo
from planning.models import PlanChoice, PlanItem
from tests.planning import rows as plans
from tests.world import MONDAY, TUESDAY, House, at


class Place:
    """A house with a plan of the month, a day that was opened, and an entry of it."""

    def __init__(self, name: str, number: str) -> None:
        self.house: House = plans.place(name, number)
        self.group = self.house.groups["Bitītes"]
        self.head = self.house.head
        outcome = {"kind": "outcome", "entry": None, "area": "VAL"}
        self.choice: PlanChoice = plans.choice(self.house, **outcome, text="Stāsta")
        self.other_choice: PlanChoice = plans.choice(self.house, **outcome, text="Klausās")
        self.item: PlanItem = plans.item(self.house)
        self.log = log(self)
        self.entry = entry(self)


def log(place: Place, **changes: Any) -> models.DayLog:
    facts = {"group": place.group, "day": MONDAY, "opened_at": at(9), "opened_by": place.head}
    return models.DayLog.objects.create(**_of(place) | facts | changes)


def confirmed(place: Place, **changes: Any) -> models.DayLog:
    facts = {"day": TUESDAY, "confirmed_at": at(10), "confirmed_by": place.head}
    return log(place, **facts | changes)


def entry(place: Place, **changes: Any) -> models.DayEntry:
    facts = {"log": place.log, "area": "VAL", "title": "Pasaka", **_added(place)}
    return models.DayEntry.objects.create(**_of(place) | facts | changes)


def outcome(place: Place, **changes: Any) -> models.EntryOutcome:
    facts = {"entry": place.entry, "choice": place.choice, **_added(place)}
    return models.EntryOutcome.objects.create(**_of(place) | facts | changes)


def note(place: Place, **changes: Any) -> models.DayNote:
    return models.DayNote.objects.create(**_of(place) | {"log": place.log} | changes)


def amendment(place: Place, **changes: Any) -> models.DayAmendment:
    facts = {"log": place.log, "entry": place.entry, "at": at(11), "by": place.head}
    return models.DayAmendment.objects.create(**_of(place) | facts | changes)


def photo(place: Place, **changes: Any) -> models.DayPhoto:
    facts = {"log": place.log, "photo": picture(place), **_added(place)}
    return models.DayPhoto.objects.create(**_of(place) | facts | changes)


def standing(place: Place, **changes: Any) -> models.DayPhoto:
    """Looked at by who took it."""
    facts = {"alt": "Tilts", "confirmed_at": at(10), "confirmed_by": place.head}
    return photo(place, **facts | changes)


def picture(place: Place) -> Photo:
    facts = {"kind": "activities.photo", "received_at": at(9), "next_try_at": at(9)}
    return Photo.objects.create(**_of(place) | facts, key=token_hex(16), made_by=place.head)


def _of(place: Place) -> dict[str, Any]:
    return {"institution": place.house.institution}


def _added(place: Place) -> dict[str, Any]:
    return {"added_at": at(9), "added_by": place.head}
