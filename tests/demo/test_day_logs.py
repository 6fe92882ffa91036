"""Days of the demonstration: each as operations would have written it, nobody's touched, none to come."""

import re
from datetime import date
from functools import partial
from io import BytesIO
from itertools import combinations, product

import pghistory
import pytest
from django.db import connection
from django.db.models import Max
from PIL import Image

from activities import operations
from activities.models import DayEntry, DayLog, DayPhoto
from activities.operations import Said
from activities.parts import ALT, NOTE, TEXT, TITLE
from activities.photos import operations as of_photos
from activities.picks import Pick, PickKind
from curriculum.lists import Area, Skill, Stage
from curriculum.operations import set_areas
from documents import content
from documents.models import StoredFile
from ejournal.demo.day_logs import photos, shown, year
from ejournal.demo.day_logs.course import is_silent
from ejournal.demo.day_logs.rows import Page
from ejournal.demo.months import year as months
from ejournal.demo.pictures.canvas import Table
from ejournal.demo.pictures.motifs import MOTIFS
from ejournal.demo.pictures.stored import drawn_copies
from ejournal.demo.place import Place
from ejournal.demo.plan import names
from ejournal.demo.plan.days.content import own, words
from ejournal.demo.plan.houses import JANCIS
from outbox import grace
from outbox.clock import local_day
from outbox.models import GRACE
from people.access import Action
from planning.models import PlanChoice, PlanItem
from planning.parts import Choose
from planning.rules import clean_text
from tests.activities.photos import sent
from tests.world import RIGA, a_house
from tests.world import at as moment_of

FRIDAY, SATURDAY = date(2026, 10, 9), date(2026, 10, 10)
MONDAY, TUESDAY = date(2026, 10, 12), date(2026, 10, 13)
at = partial(moment_of, day=MONDAY)
MONTHS = range(1, 13)
EVERY = pytest.mark.parametrize(("month", "stage"), [*product(MONTHS, Stage)])


@EVERY
def test_a_group_says_nothing_twice_in_a_season(month, stage):
    season = [own(month, stage, turn) for turn in range(21)]
    assert len({one.title for one in season}) == len(season)
    assert {one.area for one in season} == set(Area.values)


@EVERY
def test_every_idea_may_be_written_and_names_no_child(month, stage):
    called = {*names.GIRLS, *names.BOYS}
    for one in (own(month, stage, turn) for turn in range(40)):
        assert clean_text(one.title, TITLE) == one.title
        assert clean_text(one.text, TEXT) == one.text
        assert one.skills
        assert set(one.skills) <= set(Skill.values)
        assert not called & set(re.findall(r"\w+", f"{one.title} {one.text}"))


def test_what_is_said_to_colleagues_may_be_written():
    for what in ("echo", "note", "more", "why"):
        assert all(clean_text(words(what, turn), NOTE) == words(what, turn) for turn in range(12))


@pytest.fixture
def place(db):
    """Two groups, a specialist of music in the first; their plans are there."""
    house = a_house()
    set_areas(
        institution=house.institution, user=house.people.specialist, areas=[Area.CULTURE], seen=[],
        by=house.by,
    )  # fmt: skip
    made = Place(JANCIS, house.institution, MONDAY, list(house.groups.values()))
    made.house_of_tests = house
    return made


@pytest.fixture
def told(place):
    """Its days so far."""
    brought_up(place)
    return place


def on(place: Place, day: date) -> Place:
    return Place(place.house, place.institution, day, place.groups)


def brought_up(place: Place) -> None:
    with pghistory.context(task="demo"):
        for step in (
            months.fill,
            year.fill,
            shown.begin,
            shown.finish,
            shown.change_one,
            photos.take,
            photos.leave_one,
        ):
            step(place)


def test_every_day_so_far_is_confirmed_and_shown_to_parents(told):
    """But for the few that are meant silent."""
    done, known = DayLog.objects.filter(day__lt=MONDAY), told.calendar()
    owed = {
        (group.pk, day)
        for number, group in enumerate(told.groups)
        for day in told.past_days()
        if not is_silent(number, day, known)
    }
    assert set(done.values_list("group", "day")) == owed
    assert not done.filter(released_at=None).exists()
    late = done.filter(confirmed_at__hour__gte=19)
    assert 0 < late.count() < done.count() // 10
    assert late.exclude(late_reason="").exists()
    assert not done.exclude(pk__in=late).exclude(late_reason="").exists()
    connection.check_constraints()


def test_entries_are_written_on_their_day_before_it_is_confirmed(told):
    for entry in DayEntry.objects.select_related("log").filter(log__day__lt=MONDAY):
        log = entry.log
        assert local_day(entry.added_at, "Europe/Riga") == log.day
        assert log.opened_at <= entry.added_at <= log.confirmed_at
        assert entry.saved_at is None or entry.saved_at <= log.confirmed_at


def test_a_day_in_bulk_is_what_the_operations_would_have_written(told):
    log = _with_everything(told)
    in_bulk, page = _content(log), _page(told, log.day)
    for entry in log.entries.all():
        entry.outcomes.all().delete()
    for part in (log.entries, log.notes):
        part.all().delete()
    log.delete()
    _by_operations(told, page)
    assert _content(DayLog.objects.get(group=page.planned.sheet.group, day=page.day)) == in_bulk


def _with_everything(place: Place) -> DayLog:
    """Ticks, an idea that touches an outcome, a note."""
    days = DayLog.objects.filter(group=place.groups[0], day__lt=FRIDAY).exclude(notes__text="")
    touching = days.filter(entries__outcomes__isnull=False).filter(entries__choice__isnull=False)
    return touching.latest("day")


def _page(place: Place, day: date) -> Page:
    (planned,) = year.months_planned(place, {day.replace(day=1)}, {0})
    return Page(planned, day, year.assistants(place)[place.groups[0].pk])


def _by_operations(place: Place, page: Page) -> None:
    when, group = page.course, page.planned.sheet.group
    by = [place.as_teacher(page.author(nth), page.day) for nth in range(len(page.did))]
    log = operations.open_day(group=group, day=page.day, by=by[0], at=when.opened_at)
    for nth, one in enumerate(page.did):
        who, then = by[nth], when.written_at(nth)
        if one.is_own:
            touched = [one.touches.pk] if one.touches else []
            said = Said(one.title, one.area, one.text, one.skills, touched)
            operations.add_entry(log=log, said=said, by=who, at=then)
            continue
        kind, planned = (PickKind.CHOICE, one.choice) if one.choice else (PickKind.ITEM, one.item)
        pick = Pick(kind, planned.pk)
        entry = operations.pick(log=log, pick=pick, is_on=True, by=who, at=then)
        if one.text:
            entry.log = log
            operations.save_text(entry=entry, text=one.text, version=0, by=who, at=then)
    colleague = place.as_teacher(page.assistant, page.day)
    at_last = when.confirmed_at
    operations.save_note(log=log, text=page.note, version=0, by=colleague, at=at_last)
    teacher = place.as_teacher(page.teacher, page.day)
    operations.confirm(log=log, by=teacher, late_reason=when.late_reason, at=at_last)
    grace.release_due(at_last + GRACE)


def _content(log: DayLog) -> list:
    fields = ("area", "title", "text", "version", "choice", "item", "added_at", "added_by",
              "saved_at", "saved_by", "outcomes__choice", "outcomes__added_by")  # fmt: skip
    stamps = (
        "opened_at",
        "opened_by",
        "confirmed_at",
        "confirmed_by",
        "late_reason",
        "released_at",
    )
    return [
        DayLog.objects.filter(pk=log.pk).values_list(*stamps).get(),
        sorted(log.entries.values_list(*fields), key=str),
        sorted((one.title, sorted(one.skills)) for one in log.entries.all()),
        log.notes.values_list("text", "version", "saved_at", "saved_by").get(),
    ]


def test_a_specialist_writes_the_own_area_and_the_assistant_some_ideas(told):
    people = told.house_of_tests.people
    mine = DayEntry.objects.filter(log__group=told.groups[0])
    music = set(mine.filter(area="KUL", item=None).values_list("added_by", flat=True))
    assert music == {people.specialist.pk}
    assert not mine.exclude(area="KUL").filter(added_by=people.specialist).exists()
    assert mine.filter(added_by=people.assistant, choice=None, item=None).exists()
    confirming = DayLog.objects.filter(group=told.groups[0]).values("confirmed_by")
    assert not confirming.filter(confirmed_by__in=[people.assistant, people.specialist]).exists()


def test_the_plan_hears_on_which_day_each_was_done_last(told):
    for model in (PlanChoice, PlanItem):
        entries = model.objects.annotate(last=Max("day_entries__log__day"))
        assert entries.exclude(done_on=None).exists()
        for one in entries:
            assert (one.done_on or date.min) >= (one.last or date.min)
    outcomes = PlanChoice.objects.filter(kind=Choose.OUTCOME, plan__month=MONDAY.replace(day=1))
    assert outcomes.filter(done_on=None).exists()
    assert not PlanChoice.objects.exclude(kind=Choose.OUTCOME).exclude(done_on=None).exists()


def test_today_of_the_group_that_is_looked_at_is_half_written(told):
    draft = DayLog.objects.get(confirmed_at=None)
    assert (draft.group, draft.day) == (told.groups[0], MONDAY)
    entries = draft.entries.standing()
    assert entries.exclude(choice=None, item=None).count() == 2
    idea = entries.get(choice=None, item=None)
    assert idea.text
    assert draft.notes.get().text
    assert not DayLog.objects.filter(day=MONDAY).exclude(pk=draft.pk).exists()


@pytest.mark.parametrize(
    "now", [at(0, 4), at(6, 30), at(13, 11), at(22)], ids=["at midnight", "early", "noon", "late"]
)
def test_nothing_is_written_before_it_is_written(place, time_machine, now):
    time_machine.move_to(now, tick=False)
    brought_up(place)
    draft = DayLog.objects.get(confirmed_at=None)
    moments = [draft.opened_at, *draft.entries.values_list("added_at", flat=True)]
    moments.append(draft.notes.get().saved_at)
    assert max(moments) <= now
    assert {moment.astimezone(RIGA).date() for moment in moments} == {MONDAY}


def test_on_a_saturday_fridays_is_the_half_written_one(place, time_machine):
    time_machine.move_to(at(8, 41, day=SATURDAY), tick=False)
    brought_up(on(place, SATURDAY))
    draft = DayLog.objects.get(confirmed_at=None)
    assert (draft.group, draft.day) == (place.groups[0], FRIDAY)
    assert DayLog.objects.get(group=place.groups[1], day=FRIDAY).is_confirmed


def test_said_again_it_changes_nothing(told):
    before = _everything()
    brought_up(told)
    assert _everything() == before


def _everything() -> list:
    return [
        (log.pk, log.confirmed_at, log.entries.count(), log.amendments.count())
        for log in DayLog.objects.order_by("pk")
    ]


def test_the_next_day_the_draft_is_confirmed_and_parents_read_it(told):
    brought_up(on(told, TUESDAY))
    mother = told.house_of_tests.access(told.house_of_tests.people.mother, "parent", TUESDAY)
    seen = DayLog.objects.visible_to(mother, Action.VIEW_DAY)
    assert seen.get(group=told.groups[0], day=MONDAY).entries.standing().count() > 2
    assert DayLog.objects.get(confirmed_at=None).day == TUESDAY


def test_a_draft_that_somebody_has_touched_stays_theirs(told):
    draft, teacher = DayLog.objects.get(confirmed_at=None), told.house_of_tests.people.teacher
    draft = DayLog.objects.select_related("group__institution").get(pk=draft.pk)
    with pghistory.context(user=teacher.pk):  # as the portal's middleware tells the trail
        operations.add_entry(
            log=draft, said=Said("Mans ieraksts", "MAT"), by=told.as_teacher(teacher, MONDAY),
            at=at(20),
        )  # fmt: skip
    brought_up(on(told, TUESDAY))
    draft.refresh_from_db()
    assert not draft.is_confirmed


# --- photos ---------------------------------------------------------------------------------------
def test_photos_stand_in_days_as_the_worker_and_their_authors_would_have_left_them(told):
    shown_ones = DayPhoto.objects.shown().select_related("log", "entry", "photo")
    assert shown_ones.count() > 8
    for row in shown_ones:
        log, entry = row.log, row.entry
        assert row.photo.original is None
        assert row.photo.copies.count() == 4
        assert row.alt
        assert entry is None or (entry.log, entry.added_by) == (log, row.added_by)
        assert log.opened_at <= row.added_at
        assert local_day(row.confirmed_at, "Europe/Riga") == log.day
    groups = {row.log.group for row in shown_ones}
    assert groups == {told.groups[0]}  # of two; the second is not here


def test_their_files_open_as_pictures(told):
    for file in StoredFile.objects.filter(kind="activities.photo")[:8]:
        with Image.open(BytesIO(b"".join(content.read(file)))) as picture:
            assert picture.get_format_mimetype() == file.content_type
            assert max(picture.size) in (900, 480)


def test_one_of_the_half_written_day_is_to_be_checked_by_who_tries_it_first(told):
    left = DayPhoto.objects.get(confirmed_at=None)
    assert left.log == DayLog.objects.get(confirmed_at=None)
    assert left.added_by == told.teachers(MONDAY)[told.groups[0].pk][0]
    assert left.photo.is_ready


def test_the_next_day_it_is_confirmed_and_another_one_is_left(told):
    left = DayPhoto.objects.get(confirmed_at=None)
    brought_up(on(told, TUESDAY))
    left.refresh_from_db()
    assert left.confirmed_at
    assert left.entry
    assert DayPhoto.objects.get(confirmed_at=None).log.day == TUESDAY


def test_said_again_no_photo_is_added_nor_one_that_was_deleted(told):
    row = DayPhoto.objects.shown().latest("pk")
    by = told.as_teacher(row.added_by, MONDAY)
    row = DayPhoto.objects.select_related("log__group", "log__institution", "photo").get(pk=row.pk)
    of_photos.delete(photo=row, by=by, at=at(20))
    before = set(DayPhoto.objects.values_list("pk", "voided_at", "confirmed_at"))
    brought_up(told)
    assert set(DayPhoto.objects.values_list("pk", "voided_at", "confirmed_at")) == before


def test_a_photo_that_somebody_added_keeps_the_draft_theirs(told):
    draft, teacher = DayLog.objects.get(confirmed_at=None), told.house_of_tests.people.teacher
    draft = DayLog.objects.select_related("group__institution", "institution").get(pk=draft.pk)
    with pghistory.context(user=teacher.pk):
        sent(draft, told.as_teacher(teacher, MONDAY), when=at(20))
    brought_up(on(told, TUESDAY))
    draft.refresh_from_db()
    assert not draft.is_confirmed


def test_every_still_life_is_drawn_the_same_each_time_and_told_in_words():
    for motif in MOTIFS:
        assert clean_text(motif.alt, ALT) == motif.alt
    one = MOTIFS[0]
    tables = [Table(one.seed, one.table) for _time in range(2)]
    for table in tables:
        one.draw(table)
    assert len({table.taken().tobytes() for table in tables}) == 1
    assert {motif.area for motif in MOTIFS} == set(Area)


def test_what_would_name_somebody_is_covered():
    (house,) = (motif for motif in MOTIFS if motif.covered)
    large = next(copy for copy in drawn_copies(house) if copy.content_type == "image/jpeg")
    with Image.open(BytesIO(large.content)) as picture:
        width, height = picture.size
        left, top, right, bottom = house.covered
        inside = picture.crop((
            left * width // 10_000, top * height // 10_000, right * width // 10_000,
            bottom * height // 10_000,
        ))  # fmt: skip
    blue = [pixel for pixel in inside.get_flattened_data() if pixel[2] > pixel[0] + 60]
    assert not blue  # of the strokes that were there


def test_before_the_first_day_there_is_nothing(place):
    brought_up(Place(JANCIS, place.institution, MONDAY))
    brought_up(on(place, date(2026, 8, 30)))
    assert not DayLog.objects.exists()


def test_no_two_groups_are_silent_on_one_day(place):
    known, days = place.calendar(), place.working_days()
    silent = [{day for day in days if is_silent(number, day, known)} for number in range(10)]
    assert sum(map(len, silent)) == 3
    assert not any(one & other for one, other in combinations(silent, 2))
