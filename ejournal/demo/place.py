"""One institution of the demonstration as it stands in the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from duties import calendar
from duties.calendar import Calendar, school_year
from ejournal.demo.plan.houses import House
from people.access import Access, role_key
from people.models import Assignment, ChildGroup, Institution, Role, User


@dataclass
class Place:
    """``today`` is the day the demonstration is brought up to; the groups are of its school year."""

    house: House
    institution: Institution
    today: date
    groups: list[ChildGroup] = field(default_factory=list)

    @classmethod
    def found(cls, house: House, today: date) -> Place | None:
        """None before the first load."""
        by_slug, by_number = Q(slug=house.slug), Q(registration_number=house.registration_number)
        if (institution := Institution.objects.filter(by_slug | by_number).first()) is None:
            return None
        place = cls(house, institution, today)
        place.groups = place.groups_of(place.year)
        return place

    @property
    def year(self) -> int:
        return school_year.school_year_of(self.today)

    @property
    def first_day(self) -> date:
        return school_year.first_day(self.year)

    @property
    def year_end(self) -> date:
        """The first day that is no longer of this school year."""
        return school_year.first_day(self.year + 1)

    def groups_of(self, year: int) -> list[ChildGroup]:
        """In the order of the plan, in which they were opened; groups that people added are theirs."""
        rows = ChildGroup.objects.filter(institution=self.institution).of_year(year)
        planned = rows.select_related("institution").order_by("pk")
        return list(planned[: len(self.house.groups)])

    def calendar(self) -> Calendar:
        return calendar.of(self.institution, self.first_day, self.year_end)

    def working_days(self) -> list[date]:
        """Of this school year before today."""
        days, known = (self.today - self.first_day).days, self.calendar()
        every = (date.fromordinal(self.first_day.toordinal() + n) for n in range(days))
        return [day for day in every if known.is_working(day)]

    def past_days(self) -> list[date]:
        """Working days before the one that is shown half done."""
        shown = self.shown_day()
        return [day for day in self.working_days() if day != shown]

    def shown_day(self) -> date:
        """Today, or the last working day when today is off."""
        known = self.calendar()
        if known.is_working(self.today):
            return self.today
        return known.working_day_before(self.today) or self.today

    def head(self) -> Access:
        """Who enters people and calendar."""
        user = User.objects.get(username=self.house.head_username)
        return Access(user, day=self.today, acting_key=role_key(Role.ADMIN, self.institution.pk))

    def as_teacher(self, user: User, day: date) -> Access:
        return Access(user, day=day, acting_key=role_key(Role.TEACHER, self.institution.pk))

    def teachers(self, day: date) -> dict[int, list[User]]:
        """Teachers by group on a day, always in the same order."""
        kind = Assignment.Kind.TEACHER
        rows = Assignment.objects.on(day).filter(institution=self.institution, kind=kind)
        found: dict[int, list[User]] = {}
        for assignment in rows.select_related("user").order_by("pk"):
            found.setdefault(assignment.group_id, []).append(assignment.user)
        return found
