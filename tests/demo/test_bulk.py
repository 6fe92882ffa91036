"""Many institutions at once: within the rules of the database, with the trail, in empty hands only."""

from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Sum

from activities.models import DayEntry, DayLog, DayNote, DayPhoto
from assessment.models import Assessment, Publication
from attendance.models import (
    AbsenceNotice,
    HeadCount,
    HeadCountLine,
    Mark,
    Presence,
    Register,
    Reply,
)
from documents.pictures import thumb_of
from duties.models import Closure
from ejournal.demo.bulk.load import make
from ejournal.demo.bulk.scale import Scale
from messaging.models import Talk, TalkAction, TalkParticipant, TalkSection, TalkSubject
from people.access import Access, Action
from people.models import Child, ChildGroup, Institution, User
from people.operations import create_institution
from planning.models import MonthPlan, PlanChoice, PlanItem, PlanSection
from planning.operations.submitting import missing_of
from planning.parts import SECTIONS

_TOLD = (
    MonthPlan, PlanSection, PlanChoice, PlanItem, DayLog, DayEntry, DayNote, DayPhoto, Assessment,
    Publication, Talk, TalkParticipant, TalkSubject, TalkSection, TalkAction,
)  # fmt: skip
TOLD = [(one.__name__, one) for one in _TOLD]
DAY = date(2026, 11, 24)
SCALE = Scale(DAY, institutions=2, groups=2, children=4, days=40, sizes={1: (3,)})


def event(name: str):
    return apps.get_model("audit", f"{name}Event")._default_manager


@pytest.mark.django_db
def test_a_bulk_demonstration_is_whole():
    marks = make(SCALE)
    connection.check_constraints()
    days = Register.objects.values_list("day", flat=True).distinct()
    assert marks == Mark.objects.count() == len(days) * (4 + 4 + 3)
    assert max(days) < DAY
    assert {c.pk for c in Child.objects.all()} == set(Mark.objects.values_list("child", flat=True))
    _everything_is_told_to_the_trail()
    _people_have_their_rights()
    _the_kitchen_agrees()
    _every_group_has_planned()
    _every_child_is_assessed()
    _a_day_in_five_has_a_photo()


def _a_day_in_five_has_a_photo():
    days, photos = DayLog.objects.confirmed().count(), DayPhoto.objects.shown()
    assert days // 6 <= photos.count() <= days // 4
    row = photos.with_thumbs().first()
    assert thumb_of(row.thumbs)
    assert row.entry.log == row.log


def _everything_is_told_to_the_trail():
    for name, model in (
        ("Mark", Mark),
        ("Register", Register),
        ("HeadCountLine", HeadCountLine),
        *TOLD,
    ):
        events = event(name).filter(pgh_context__metadata__task="demo", pgh_label="insert")
        assert events.count() == model.objects.count() > 0, name
    assert event("Mark").values("pgh_context").distinct().count() == SCALE.institutions


def _people_have_their_rights():
    first = Institution.objects.earliest("pk")
    teacher, nurse = (User.objects.get(username=f"n1.{name}") for name in ("teacher0a", "nurse"))
    mine = Access(teacher, day=DAY).groups(Action.RECORD_ATTENDANCE)
    group = mine.get(institution=first)
    assert group == ChildGroup.objects.filter(institution=first, school_year=2026).earliest("pk")
    seen = Access(nurse, day=DAY).groups(Action.VIEW_ATTENDANCE)
    assert seen.filter(institution=first, school_year=2026).count() == seen.count() == 2
    mother = User.objects.filter(username__startswith="n1.mother").earliest("pk")
    assert Access(mother, day=DAY).own_children(Action.VIEW_ATTENDANCE).count() == 1
    assert mother.check_password("rits-labrit-jancis")


def _the_kitchen_agrees():
    for count in HeadCount.objects.all():
        lines = HeadCountLine.objects.filter(head_count=count, received=True)
        told = Mark.objects.filter(institution=count.institution, day=count.day)
        eat = told.filter(at_cutoff=Presence.PRESENT).count()
        assert (lines.aggregate(sum=Sum("children"))["sum"] or 0) == eat
    assert Mark.objects.filter(at_cutoff=F("presence")).exists()
    assert AbsenceNotice.objects.over(DAY).exists()
    assert Reply.objects.exists()
    assert Closure.objects.filter(kind=Closure.Kind.WEEK).exists()


def _every_group_has_planned():
    """October, November, and the coming month where it would be submitted by now."""
    plans = MonthPlan.objects.filter(month__lte=DAY)
    assert plans.count() == ChildGroup.objects.filter(school_year=2026).count() * 2
    assert not any(missing_of(plan) for plan in MonthPlan.objects.all())
    assert PlanSection.objects.count() == MonthPlan.objects.count() * len(SECTIONS)


def _every_child_is_assessed():
    """What was written before this month is shown to parents."""
    older = [child.pk for child in Child.objects.all() if child.birth_date.year < 2024]
    assert set(older) == set(Assessment.objects.values_list("child", flat=True))
    month = DAY.replace(day=1)
    assert not Assessment.objects.filter(day__lt=month, publication=None).exists()
    assert not Assessment.objects.filter(day__gte=month).exclude(publication=None).exists()


@pytest.mark.django_db
def test_not_among_institutions_of_somebody_else():
    create_institution(
        name="Cita", registration_number="4000000000", head_first_name="A", head_last_name="B"
    )
    with pytest.raises(CommandError):
        call_command("demo", "--yes-invented-data", institutions=1, today=DAY, verbosity=0)
    assert not Mark.objects.exists()
