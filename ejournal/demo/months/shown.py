"""Plans that show something: one being written by three, one amended, a template, notes on
single children."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta
from typing import Any

from curriculum.lists import Area
from curriculum.models import Entry
from ejournal.demo.half_done import is_ours
from ejournal.demo.months.course import working_day
from ejournal.demo.months.rows import Sheet, choices_said, entries_of, items_said
from ejournal.demo.months.year import BEING_WRITTEN, coming, now, sheet_of
from ejournal.demo.place import Place
from ejournal.demo.plan.months.content import note
from outbox.clock import moment
from people.access import Access
from people.models import ChildGroup, User
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanNote, PlanSection
from planning.operations import amend, mark_template, open_plan, submit, write
from planning.operations.items import Said
from planning.operations.sections import children_of
from planning.operations.whole import Whole
from planning.parts import SECTIONS, ItemKind, area_of

_EVENING, _LAST_MOMENT, _MIDDAY = time(19, 40), time(21, 30), time(13, 15)
_NOT_YET = frozenset({"content", "ask_home", "differentiation"})  # of the draft
_LATER = frozenset({Area.TECHNOLOGY.value, Area.HEALTH.value})
_AMENDED, _AMENDED_ON = 4, 6  # the number of the group, the day of the month
_TEMPLATE = 2  # the number of the group
_REASON = "Bērnu jautājumi aizveda tālāk, nekā bija iecerēts; ekskursiju pārceļam par nedēļu."
_MORE = "Turpinām ar bērnu pašu jautājumu un izdomājam, kā to pārbaudīt."
_OUTCOME = "uzdod savu jautājumu un izdomā, kā uz to atrast atbildi"
_NOTED = (3, 7)  # places of the children in that group


def begin(place: Place) -> int:
    """The coming month of one group is being written by its two teachers and the specialist.

    :returns: how many were begun
    """
    month, day = coming(place), place.calendar().working_day_before(place.today)
    there = MonthPlan.objects.filter(group__in=_looked_at(place), month=month)
    if not place.groups or day is None or month >= place.year_end or there.exists():
        return 0
    if (sheet := sheet_of(place, BEING_WRITTEN, month)) is None:
        return 0
    at = moment(day, _EVENING, place.institution.time_zone)
    first = place.as_teacher(sheet.authors.of(0), day)
    plan = open_plan(group=sheet.group, month=month, by=first, at=at)
    entries = entries_of(place.institution, place.year)
    for number, person in enumerate(_people(sheet)):
        by, then = place.as_teacher(person, day), at + timedelta(minutes=17 * number)
        write(plan=plan, whole=_part_of(person, sheet, entries, place), by=by, at=then)
    return 1


def finish(place: Place) -> int:
    """What nobody but this demonstration has written is completed and submitted when its month begins.

    :returns: how many were submitted
    """
    begun = MonthPlan.objects.filter(
        group__in=_looked_at(place), submitted_at=None, month__lte=place.today
    )
    own = [plan for plan in begun.select_related("group__institution") if _is_ours(plan)]
    entries = entries_of(place.institution, place.year)
    for plan in own:
        sheet = sheet_of(place, BEING_WRITTEN, plan.month)
        day = place.calendar().working_day_before(plan.month)
        if sheet and day:
            _complete(plan, sheet, entries, place.as_teacher(sheet.authors.of(0), day), place)
    return len(own)


def amend_one(place: Place) -> None:
    """One group's plan of each month is supplemented with a reason."""
    group = place.groups[_AMENDED : _AMENDED + 1]
    done = MonthPlan.objects.filter(group__in=group, month__lte=place.today)
    for plan in done.submitted().filter(amendments=None).select_related("group__institution"):
        day = working_day(place.calendar(), plan.month.replace(day=_AMENDED_ON))
        at = moment(day, _MIDDAY, place.institution.time_zone)
        if at < now(place) and plan.submitted_at and plan.submitted_at < at:
            by = place.as_teacher(place.teachers(day)[plan.group_id][-1], day)
            amend(plan=plan, whole=_supplement(plan, place), reason=_REASON, by=by, at=at)


def mark_one(place: Place) -> None:
    """The first plan of one group is the institution's template, as long as nobody says otherwise."""
    of_house = MonthPlan.objects.filter(institution=place.institution)
    group = place.groups[_TEMPLATE : _TEMPLATE + 1]
    plan = of_house.filter(group__in=group).submitted().order_by("month").first()
    if plan and not of_house.exclude(template_said_at=None).exists():
        mark_template(plan=plan, by=place.head(), at=now(place))


def write_notes(place: Place) -> None:
    """On two children in each plan of the group that is being looked at, for its staff alone."""
    plans = MonthPlan.objects.filter(group__in=_looked_at(place), notes=None)
    rows = []
    for plan in plans.select_related("group", "opened_by"):
        known = sorted(children_of(plan))
        rows += [
            PlanNote(
                institution=place.institution, plan=plan, child_id=known[nth % len(known)],
                text=note(plan.month.month + nth), version=1, saved_at=plan.opened_at,
                saved_by=plan.opened_by,
            )
            for nth in _NOTED if known
        ]  # fmt: skip
    PlanNote.objects.bulk_create(rows)


def _looked_at(place: Place) -> list[ChildGroup]:
    """The group of whoever tries the demonstration first; none before its first day."""
    return place.groups[BEING_WRITTEN : BEING_WRITTEN + 1]


def _is_ours(plan: MonthPlan) -> bool:
    return all(is_ours(model, plan=plan.pk) for model in (PlanSection, PlanChoice, PlanItem))


def _people(sheet: Sheet) -> list[User]:
    return list(dict.fromkeys([*sheet.authors.teachers, *sheet.authors.specialists.values()]))


def _part_of(person: User, sheet: Sheet, entries: Mapping[str, Entry], place: Place) -> Whole:
    """What one of the authors has written of the draft by now."""
    texts, of = sheet.content.texts, sheet.authors.of
    written = [
        code for number, code in enumerate(SECTIONS)
        if texts.get(code) and code not in _NOT_YET
        and area_of(code) not in _LATER and of(number, area_of(code)) == person
    ]  # fmt: skip
    chosen = [
        one for number, one in enumerate(choices_said(sheet.content, entries))
        if one.get("area") not in _LATER and of(number, one.get("area", "")) == person
    ]  # fmt: skip
    items = [
        said for number, said in enumerate(items_said(sheet, place.calendar()))
        if of(number, said.area) == person
    ]  # fmt: skip
    return Whole({code: (texts[code], 0) for code in written}, chosen=chosen, items_added=items)


def _complete(
    plan: MonthPlan, sheet: Sheet, entries: Mapping[str, Entry], by: Access, place: Place
) -> None:
    at = max(
        moment(by.day, _LAST_MOMENT, place.institution.time_zone),
        plan.opened_at + timedelta(hours=1),
    )
    empty = plan.sections.filter(text="").values_list("code", "version")
    texts = {
        code: (sheet.content.texts[code], version)
        for code, version in empty
        if sheet.content.texts.get(code)
    }
    said = choices_said(sheet.content, entries)
    who: dict[str, Any] = {"by": by, "at": at}
    write(plan=plan, whole=Whole(texts, chosen=list(said)), **who)
    submit(plan=plan, **who)


def _supplement(plan: MonthPlan, place: Place) -> Whole:
    """The content goes on, an outcome in own words is added, the excursion is a week later."""
    content = plan.sections.get(code="content")
    own = {"kind": "outcome", "area": Area.NATURE, "text": _OUTCOME}
    moved = plan.items.standing().filter(kind=ItemKind.EXCURSION, since__isnull=False)
    return Whole(
        {"content": (f"{content.text}\n{_MORE}", content.version)},
        chosen=[own],
        items_changed={item.pk: _a_week_later(item, place) for item in moved},
    )


def _a_week_later(item: PlanItem, place: Place) -> Said:
    assert item.since  # those that have a day
    day = working_day(place.calendar(), item.since + timedelta(weeks=1))
    day = day if day.month == item.since.month else item.since
    return Said(item.kind, item.text, item.own_kind, item.area, day, day)
