"""Who can have taken part in a talk, and which guardians will see it: by name, before it is shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from messaging.models import Talk, TalkParticipant
from people.access import Action, guardians
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Exclusion,
    Guardianship,
    Role,
    RoleGroup,
    User,
)


@dataclass(frozen=True)
class Guardian:
    """Somebody of the child's family. ``reads``: nothing keeps talks from them today."""

    person: User
    relation: str
    reads: bool

    @property
    def pk(self) -> int:
        return self.person.pk

    def __str__(self) -> str:
        return f"{self.person}, {self.relation}"


def guardians_of(child: Child, day: date) -> list[Guardian]:
    """Those of a day in Latvian order: mothers and fathers as they are called. Two queries."""
    reading = set(guardians(Action.VIEW_TALK, [child], day).values_list("user", flat=True))
    rows = Guardianship.objects.counting_on(day).filter(child=child)
    in_order = rows.select_related("user").order_by("user__sort_key", "user")
    return [
        Guardian(row.user, row.get_relation_display(), row.user_id in reading) for row in in_order
    ]


def staff_of(group: ChildGroup, day: date) -> list[User]:
    """Whoever works with the group on a day, in Latvian order. One query."""
    working = Assignment.objects.on(day).filter(group=group)
    return list(User.objects.filter(pk__in=working.values("user")).order_by("sort_key", "pk"))


def are_of_the_house(people: Collection[int], child: Child, day: date) -> bool:
    """Does everybody hold a role of the staff in the child's house, and has not left? One query."""
    gone = Exclusion.objects.on(day).filter(institution=child.institution_id)
    roles = RoleGroup.objects.filter(institution=child.institution_id).exclude(role=Role.PARENT)
    staff = roles.filter(group__user__in=people).exclude(group__user__in=gone.values("user"))
    return set(staff.values_list("group__user", flat=True)) >= set(people)


@dataclass(frozen=True)
class Sight:
    """Who will see a talk once it is shared, and which guardians will not. ``kept_out``: they took part,
    yet something keeps talks from them; administration knows what."""

    seen_by: list[Guardian]
    absent: list[Guardian]
    kept_out: list[Guardian]


def sight_of(family: Iterable[Guardian], participants: Iterable[TalkParticipant]) -> Sight:
    took_part = {one.user_id for one in participants if one.is_guardian}
    family = list(family)
    return Sight(
        [one for one in family if one.pk in took_part and one.reads],
        [one for one in family if one.pk not in took_part],
        [one for one in family if one.pk in took_part and not one.reads],
    )


def told_of(talk: Talk, day: date) -> list[User]:
    """Guardians who took part and may read it on a day. One query."""
    reading = guardians(Action.VIEW_TALK, [talk.child_id], day)
    took_part = talk.participants.guardians().values("user")
    people = User.objects.filter(pk__in=reading.values("user")).filter(pk__in=took_part)
    return list(people.order_by("sort_key", "pk"))
