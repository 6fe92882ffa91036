"""Rows of talks as the database's own refusals are tested: valid as they are, each fact can be changed."""

from typing import Any

from messaging import models
from tests.world import MONDAY, House, at, institution


class Place:
    """A house with a child in a group and a talk."""

    def __init__(self, name: str, number: str) -> None:
        self.house: House = institution(name, number)
        self.head = self.house.head
        self.group = self.house.group("Bitītes")
        self.child = self.house.child(self.group, "Anna", "Bērziņa")
        self.talk = talk(self)


def talk(place: Place, **changes: Any) -> models.Talk:
    facts = {
        "institution": place.house.institution, "child": place.child, "group": place.group,
        "day": MONDAY, "opened_at": at(9), "opened_by": place.head,
    }  # fmt: skip
    return models.Talk.objects.create(**facts | changes)


def shared(place: Place, **changes: Any) -> models.Talk:
    return talk(place, **{"shared_at": at(10), "shared_by": place.head} | changes)


def participant(place: Place, **changes: Any) -> models.TalkParticipant:
    return models.TalkParticipant.objects.create(**_added(place) | {"user": place.head} | changes)


def subject(place: Place, **changes: Any) -> models.TalkSubject:
    return models.TalkSubject.objects.create(**_added(place) | {"kind": "behaviour"} | changes)


def section(place: Place, **changes: Any) -> models.TalkSection:
    return models.TalkSection.objects.create(**_of(place) | {"code": "content"} | changes)


def action(place: Place, **changes: Any) -> models.TalkAction:
    said = {"text": "Josla", "user": place.head}
    return models.TalkAction.objects.create(**_added(place) | said | changes)


def addition(place: Place, **changes: Any) -> models.TalkAddition:
    said = {"text": "Vēl", "at": at(11), "by": place.head}
    return models.TalkAddition.objects.create(**_of(place) | said | changes)


def _of(place: Place) -> dict[str, Any]:
    return {"institution": place.house.institution, "talk": place.talk}


def _added(place: Place) -> dict[str, Any]:
    return _of(place) | {"added_at": at(9), "added_by": place.head}
