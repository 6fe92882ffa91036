"""What a family reads of one child at a time, so that siblings are not compared: a school year, in a
constant number of questions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.urls import reverse

from assessment.family import words
from assessment.family.evidence import evidence_of
from assessment.family.growth import Growth
from assessment.family.reading import KIND, Reading, unread, with_marks
from assessment.kinds import GrowthIsThere
from assessment.models import Publication
from assessment.photos import photos_for_families
from assessment.record import Record, record_of, sight_of
from duties.calendar import school_year
from duties.calendar.days import short
from outbox import seen
from outbox.clock import ONE_DAY, local_day
from people.access import Access, Action
from people.models import Child


@dataclass(frozen=True)
class Year:
    """Of which is read; ``is_now``: the school year of today."""

    number: int
    is_now: bool

    @classmethod
    def asked(cls, number: int | None, today: date) -> Year:
        now = school_year.school_year_of(today)
        return cls(now if number is None else number, number in (None, now))

    @property
    def since(self) -> date:
        return school_year.first_day(self.number)

    @property
    def until(self) -> date:
        return school_year.last_day(self.number) + ONE_DAY


def children_of(access: Access, year: Year, at: datetime) -> list[Any]:
    """The own ones, in Latvian order, with ``has_news`` and ``earlier``, the last day before the year
    of which something was assessed or observed. One query."""
    sight = sight_of(access)
    news = unread(access, at).filter(child=OuterRef("pk"))
    rows = access.own_children(Action.VIEW_ASSESSMENT).select_related("institution")
    before = (_last_before(sight.assessments, year), _last_before(sight.observations, year))
    return list(
        rows.annotate(has_news=Exists(news), earlier=Greatest(*before)).order_by("sort_key", "pk")
    )


def _last_before(rows: QuerySet, year: Year) -> Subquery:
    mine = rows.filter(child=OuterRef("pk"), day__lt=year.since).order_by("-day")
    return Subquery(mine.values("day")[:1])


def page_of(
    access: Access, child: Any, children: list[Any], year: Year, at: datetime
) -> dict[str, Any]:
    """What it shows is noted as shown."""
    mine = sight_of(access)
    sight = replace(mine, publications=with_marks(mine.publications, access))
    record = record_of(child, sight, year.since, year.until)
    reading = Reading.of(record, at)
    seen.read(access.user.pk, KIND, reading.unseen, told_by=GrowthIsThere.code, at=at)
    growth = Growth(
        record, latest=reading.latest, new=reading.new, **_shows(record, access),
        **_idea(record, year),
    )  # fmt: skip
    return {
        "growth": growth,
        "reading": _told(reading, child, at),
        "reported": reading.newest.pk if reading.newest else None,
        **_around(child, children, year),
    }


def preview_of(record: Record, ready: Publication | None, access: Access) -> Growth:
    """For staff, as the family will see it: what is ``ready`` (a draft, or in its minute) stands first."""
    waits = ready.pk if ready and ready.is_published else None
    year = Year.asked(None, access.day)
    older = _idea(record, year, dated=bool(ready))
    idea: dict[str, Any] = {"idea": ready.text} if ready and ready.text else older
    return Growth(record, latest={waits}, **_shows(record, access), **idea)


def _shows(record: Record, access: Access) -> dict[str, Any]:
    """Entries and photos of days."""
    steps = [step for one in record.learned for step in one.steps]
    return {
        "evidence": evidence_of(record, access), "photos": photos_for_families(steps, access),
    }  # fmt: skip


def _idea(record: Record, year: Year, *, dated: bool = False) -> dict[str, Any]:
    """Of the newest publication of this school year that has one, as long as anything stands of what came
    with it; of an earlier one with its day. ``dated``: something newer is about to be published."""
    zone = record.child.institution.time_zone
    told = (one for one in record.publications if one.pk in record.told)
    of_year = [one for one in told if _day(one, zone) >= year.since] if year.is_now else []
    found = next((one for one in of_year if one.idea), None)
    if found is None:
        return {}
    is_old = dated or found is not of_year[0]
    return {"idea": found.idea, "idea_of": short(_day(found, zone)) if is_old else ""}


def _day(publication: Publication, zone: str) -> date:
    assert publication.published_at  # a parent sees no other
    return local_day(publication.published_at, zone)


def _told(reading: Reading, child: Child, at: datetime) -> dict[str, str]:
    """Input of ``child.html``: what was not acknowledged can be, by a form."""
    zone, said = child.institution.time_zone, reading.acknowledged_at
    if reading.newest and not reading.is_acknowledged:
        url = reverse("assessment:read_growth", args=[child.pk])
        return {"new": words.new(_day(reading.newest, zone)), "url": url, "when": ""}
    return {"new": "", "url": "", "when": words.acknowledged(said, at, zone) if said else ""}


def _around(child: Any, children: list[Any], year: Year) -> dict[str, Any]:
    """Whose it is, and the ways to the others and to other years."""
    several = len({one.institution_id for one in children}) > 1
    own = reverse("assessment:growth_of", args=[child.pk])
    before = school_year.school_year_of(child.earlier) if child.earlier else None
    return {
        "subtitle": words.subtitle(year.number, child.institution.name if several else ""),
        "chips": [_chip(one, child) for one in children] if len(children) > 1 else [],
        "earlier": f"{own}?year={before}" if before else "", "newest": "" if year.is_now else own,
        "summary": reverse("assessment:summary", args=[child.pk, year.number]),
    }  # fmt: skip


def _chip(child: Any, here: Child) -> dict[str, Any]:
    url = reverse("assessment:growth_of", args=[child.pk])
    is_here = child == here
    return {
        "url": url, "label": child.first_name, "is_here": is_here,
        "has_news": child.has_news and not is_here,
    }  # fmt: skip
