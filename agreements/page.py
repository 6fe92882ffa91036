"""Who has acknowledged a document and when, who has not yet: what the head reads and prints (R33, R36)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agreements.models import ASKED, OF_STAFF, Acknowledgement, Version
from people.access import Action, guardians, house_holders
from people.models import Child, Institution, Role, User

Bound = dict[int, list[str]]  # person → roles here


class Part(TextChoices):
    """Of the people of a list, those one wants to see."""

    ALL = "all", pgettext_lazy("people", "all")
    WAITING = "waiting", _("not yet")
    DONE = "done", _("acknowledged")


@dataclass(frozen=True)
class Line:
    """One person; who no longer owes it here has given it once, and is kept in the list for that."""

    person: User
    roles: str
    given_at: datetime | None
    before: Acknowledgement | None  # the newest of another version
    owes: bool

    @property
    def part(self) -> Part:
        return Part.DONE if self.given_at else Part.WAITING


@dataclass(frozen=True)
class Roll:
    """All lines of a version."""

    lines: list[Line]

    def of(self, part: Part) -> list[Line]:
        return [line for line in self.lines if part in (Part.ALL, line.part)]

    @property
    def owing(self) -> int:
        return sum(line.owes for line in self.lines)

    @property
    def done(self) -> int:
        """Of those who owe it."""
        return sum(line.owes and line.given_at is not None for line in self.lines)


def roll_of(version: Version, day: date) -> Roll:
    """Those who owe the document on a day, and whoever has given this version. Five queries."""
    bound = _bound(version, *_people_of(version.institution, day))
    rows = Acknowledgement.objects.filter(version__document=version.document_id)
    given: dict[int, Acknowledgement] = {}
    before: dict[int, Acknowledgement] = {}
    for row in rows.select_related("version").order_by("version__number", "given_at"):
        (given if row.version_id == version.pk else before)[row.person_id] = row
    people = User.objects.filter(pk__in=bound.keys() | given.keys()).order_by("sort_key", "pk")
    lines = [_line(one, bound.get(one.pk), given.get(one.pk), before.get(one.pk)) for one in people]
    return Roll(sorted(lines, key=lambda line: not line.owes))


def counts(versions: Iterable[Version], house: Institution, day: date) -> list[tuple]:
    """Versions that are asked for, how many owe each, how many of those have given it. Four queries."""
    asked = [version for version in versions if version.document.kind in ASKED]
    staff, parents = _people_of(house, day)
    rows = Acknowledgement.objects.filter(version__in=asked).values_list("version", "person")
    given = set(rows)
    found = []
    for version in asked:
        owing = _bound(version, staff, parents)
        done = sum((version.pk, person) in given for person in owing)
        found.append((version, len(owing), done))
    return found


def _people_of(house: Institution, day: date) -> tuple[Bound, Bound]:
    """Staff and parents of the house on a day, as the gate finds them (``agreements.owed``)."""
    staff: Bound = {}
    for person, role in house_holders(Action.VIEW_DOCUMENTS, house, day):
        staff.setdefault(person, []).append(role)
    children = Child.objects.filter(institution=house).values_list("pk", flat=True)
    families = guardians(Action.VIEW_DOCUMENTS, children, day)
    return staff, {person: [str(Role.PARENT)] for person in families.values_list("user", flat=True)}


def _bound(version: Version, staff: Bound, parents: Bound) -> Bound:
    if version.document.kind not in ASKED:
        return {}
    if version.document.kind in OF_STAFF:
        return staff
    return {one: staff.get(one, []) + parents.get(one, []) for one in staff.keys() | parents.keys()}


def _line(
    person: User, roles: list[str] | None, given: Acknowledgement | None,
    before: Acknowledgement | None,
) -> Line:  # fmt: skip
    held = roles or ([given.role] if given else [])
    labels = ", ".join(str(Role(role).label) for role in Role.values if role in held)
    return Line(person, labels, given.given_at if given else None, before, roles is not None)
