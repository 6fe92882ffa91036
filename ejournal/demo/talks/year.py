"""The talks of the school year so far, of every group; and of the group that is looked at what shows
something: a draft, one that a mother has not read, one that both have read, something agreed that is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ejournal.demo.day_logs.year import LOOKED_AT
from ejournal.demo.place import Place
from ejournal.demo.plan.talks.content import spoken
from ejournal.demo.talks.course import Families, talks_of, term_of
from ejournal.demo.talks.rows import Held
from ejournal.demo.talks.writing import write
from messaging.models import Talk
from messaging.talks import kinds
from outbox.clock import ONE_DAY
from outbox.models import GRACE, Notification
from people.access import Action, guardians
from people.models import Child, ChildGroup, User
from people.whose_day import children_due

_READER = "mamma"
# how many working days ago, whether shared, whether answered, in how many days what was agreed is due, what
# was said
_SHOWN = (
    (2, True, False, 12, 5),  # of the mother whom one signs in as: not read yet
    (8, True, False, 6, 1),
    (13, True, True, 1, 0),  # with a remark
    (20, True, True, -2, 3),
    (1, False, False, 14, 4),  # a draft
)
_NEW = 14  # days in which guardians are told


def fill(place: Place) -> int:
    """Add those that are missing. A term in which somebody has begun one of a child is left to them.

    :returns: how many were made
    """
    families, there = families_of(place), _there(place)
    made = [
        held
        for number, group in enumerate(place.groups)
        for held in _of_group(place, number, group, families)
        if (held.child.pk, term_of(held.day)) not in there
    ]
    write(made)
    return len(made)


def tell(place: Place) -> None:
    """Guardians of the group that is looked at, of what was shared lately and of which nobody was told."""
    since = place.today - ONE_DAY * _NEW
    told = Notification.objects.filter(kind=kinds.TalkIsShared.code).values("subject_id")
    shared = Talk.objects.standing().released().filter(day__gte=since).exclude(pk__in=told)
    here = shared.filter(group__in=place.groups[LOOKED_AT : LOOKED_AT + 1])
    for talk in here.select_related("institution"):
        if talk.shared_at:
            kinds.tell_guardians(talk, talk.shared_at + GRACE)


def families_of(place: Place) -> Families:
    """Whoever may read talks of a child, the first recorded first. One query."""
    children = Child.objects.filter(enrolments__group__in=place.groups)
    rows = guardians(Action.VIEW_TALK, children.values_list("pk", flat=True), place.today)
    found: dict[int, list[User]] = defaultdict(list)
    for one in rows.select_related("user").order_by("pk"):
        found[one.child_id].append(one.user)
    return found


def _there(place: Place) -> set[tuple[int, tuple[int, bool]]]:
    """Children with the terms in which there is a talk, also one that was deleted. One query."""
    rows = Talk.objects.filter(institution=place.institution).values_list("child", "day")
    return {(child, term_of(day)) for child, day in rows}


def _of_group(
    place: Place, number: int, group: ChildGroup, families: Families
) -> Iterator[Held]:  # fmt: skip
    teachers = place.teachers(place.today).get(group.pk, [])
    children = children_due(group, place.shown_day())
    shown = _shown(place, group, children, families, teachers) if number == LOOKED_AT else []
    yield from shown
    others = [child for child in children if child not in {held.child for held in shown}]
    yield from talks_of(group, others, families, teachers, place.calendar(), place.today)


def _shown(
    place: Place, group: ChildGroup, children: Sequence[Child], families: Families,
    teachers: Sequence[User],
) -> list[Held]:  # fmt: skip
    """One each, with a guardian of the first children who have some; none in the first days of a year."""
    days, readers = place.past_days(), _in_turn(children, families)
    if not teachers or len(days) <= max(ago for ago, *_more in _SHOWN):
        return []
    return [
        Held(
            child, group, days[-ago], teachers[0], families[child.pk][:1], spoken(turn), place.today,
            is_shared=is_shared, is_answered=is_answered, due_on=place.today + ONE_DAY * ahead,
        )
        for child, (ago, is_shared, is_answered, ahead, turn) in zip(readers, _SHOWN, strict=False)
    ]  # fmt: skip


def _in_turn(children: Sequence[Child], families: Families) -> list[Child]:
    """The child of the mother whom one signs in as comes first."""

    def place(child: Child) -> bool:
        return not any(one.username == _READER for one in families[child.pk])

    return sorted((child for child in children if families.get(child.pk)), key=place)
