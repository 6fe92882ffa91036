"""Who takes part: people of the bulk demonstration, found in its database; sessions written beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tests.bench.visitor import SESSION, Visitor

if TYPE_CHECKING:
    from activities.models import DayEntry, DayLog
    from people.models import ChildGroup, User
    from planning.models import MonthPlan, PlanChoice

SIZES = {0: (25, 5, 40, 25, 22, 25), 1: (5,)}  # of the groups of the first two institutions
MANY_GROUPS = (3,) * 30  # of the last institution, which the other figures leave aside
ROLES = ("teacher0a", "nurse", "clerk", "admin", "superuser")


@dataclass(frozen=True)
class Sitting:
    """A teacher and the register waiting for them."""

    user: User
    path: str
    photos: str  # where photos of the group's day are sent


def today() -> date:
    from django.utils import timezone

    return timezone.localdate()


def shown_day() -> date:
    from duties import calendar
    from ejournal.demo.bulk.scale import shown_day
    from people.models import Institution

    day = today()
    return shown_day(day, calendar.around(Institution.objects.earliest("pk"), day, 60))


def user(name: str, institution: int = 1) -> User:
    from people.models import User

    return User.objects.get(username=f"n{institution}.{name}")


def groups(institution: int = 1) -> list[ChildGroup]:
    from duties.calendar.school_year import school_year_of
    from people.models import ChildGroup

    year = school_year_of(shown_day())
    own = ChildGroup.objects.filter(institution__slug=f"pirmsskola-{institution}", school_year=year)
    return list(own.order_by("pk"))


def register_path(group: ChildGroup) -> str:
    from django.urls import reverse

    return reverse("attendance:register", args=[group.pk, shown_day()])


def photos_path(group: ChildGroup) -> str:
    from django.urls import reverse

    return reverse("activities:photos", args=[group.pk, shown_day()])


def sittings(institutions: range) -> list[Sitting]:
    """One teacher for each group of these institutions."""
    return [
        Sitting(user(f"teacher{number}a", institution), register_path(group), photos_path(group))
        for institution in institutions
        for number, group in enumerate(groups(institution))
    ]


def parents(count: int, institutions: range) -> list[User]:
    from people.models import User

    numbers = "|".join(map(str, institutions))
    mothers = User.objects.filter(username__regex=rf"^n({numbers})\.mother").order_by("pk")
    return list(mothers[:count])


def session_of(person: User, backend: str = "") -> str:
    """What a log-in leaves: the key of a session in the database."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = backend or settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    return str(store.session_key)


def visitor(port: int, person: User, backend: str = "") -> Visitor:
    return Visitor(port, {SESSION: session_of(person, backend)})


def leave_the_day_open() -> None:
    """Nobody has recorded the shown day yet."""
    from attendance.models import Mark, Register

    day = shown_day()
    for model in (Mark, Register):
        model.objects.filter(day=day).delete()


def draft() -> MonthPlan:
    """This month's plan of the first group, as if it were still being written."""
    from planning.models import MonthPlan

    mine = MonthPlan.objects.select_related("group__institution", "institution")
    plan = mine.get(group=groups()[0], month=shown_day().replace(day=1))
    MonthPlan.objects.filter(pk=plan.pk).update(submitted_at=None, submitted_by=None)
    return plan


def submit_again(plan: MonthPlan) -> None:
    from django.utils import timezone

    from planning.models import MonthPlan

    own = MonthPlan.objects.filter(pk=plan.pk)
    own.update(submitted_at=timezone.now(), submitted_by=plan.opened_by)


def day_entry() -> DayEntry:
    """Something written in the first group's day, which is a draft."""
    from django.utils import timezone

    from activities import operations
    from people.access import Access, role_key

    group, day, at = groups()[0], shown_day(), timezone.now()
    key = role_key("teacher", group.institution_id)
    by = Access(user("teacher0a"), day=day, acting_key=key)
    log = operations.open_day(group=group, day=day, by=by, at=at)
    said = operations.Said("Tilts no klučiem", "MAT")
    return operations.add_entry(log=log, said=said, by=by, at=at)


def outcomes(log: DayLog) -> list[PlanChoice]:
    """Those planned for the log's month."""
    from planning.models import PlanChoice

    month = log.day.replace(day=1)
    planned = PlanChoice.objects.filter(plan__group=log.group, plan__month=month, kind="outcome")
    return list(planned.order_by("pk"))


def mother_of_three() -> User:
    """Of children in three groups of the first institution."""
    from people.models import Enrolment, Guardianship

    mother = parent_of(groups()[0])
    own = Guardianship.objects.filter(user=mother).earliest("pk")
    facts = {"institution": own.institution, "since": own.since, "relation": own.relation}
    for group in groups()[1:3]:
        child = Enrolment.objects.filter(group=group).earliest("pk").child
        Guardianship.objects.get_or_create(child=child, user=mother, defaults=facts)
    return mother


def parent_of(group: ChildGroup) -> User:
    """Of the first child there."""
    from people.models import Guardianship

    here = Guardianship.objects.filter(child__enrolments__group=group).order_by("pk")
    return here.select_related("user")[0].user
