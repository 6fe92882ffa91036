"""R23: the four conflicts between the register and the parents' notices."""

from datetime import date, datetime, timedelta

import pytest

from attendance.check.rules import Conflict, Kind, conflicts_of
from attendance.check.week import DayMark
from attendance.models import AbsenceNotice
from tests.attendance.check.weeks import DAYS, FRI, MON, THU, TUE, WED
from tests.world import at

BEFORE = date(2026, 11, 6)
NOTICED = at(7, day=MON)


def seen(day: date, word: str, *, child: int = 1, settled: datetime | None = None) -> DayMark:
    """``word``: present, unknown, or a reason."""
    presence = "present" if word == "present" else "absent"
    reason = None if word in ("present", "unknown") else word
    return DayMark(1, child, day, presence, reason, settled)


def notice(
    since: date, until: date, reason: str = "illness", *, child: int = 1, at_=NOTICED
) -> AbsenceNotice:
    return AbsenceNotice(
        child_id=child, since=since, until=until, reason=reason, reported_at=at_
    )  # fmt: skip


def found(marks: list[DayMark], *notices: AbsenceNotice) -> list[Conflict]:
    return conflicts_of(marks, notices, DAYS, BEFORE)


def kinds(marks: list[DayMark], *notices: AbsenceNotice) -> list[tuple[Kind, date]]:
    return [(conflict.kind, conflict.mark.day) for conflict in found(marks, *notices)]


def test_a_notice_but_present():
    marks = [seen(MON, "present"), seen(TUE, "present")]
    assert kinds(marks, notice(TUE, WED)) == [(Kind.NOTICE_BUT_PRESENT, TUE)]


def test_absent_without_notice_and_without_a_reason():
    assert kinds([seen(TUE, "unknown")]) == [(Kind.ABSENT_WITHOUT_NOTICE, TUE)]


def test_a_notice_that_ended_and_still_absent():
    marks = [seen(day, "illness") for day in (MON, TUE)] + [
        seen(WED, "unknown"),
        seen(THU, "unknown"),
    ]
    ended = [(Kind.ENDED_BUT_ABSENT, WED), (Kind.ENDED_BUT_ABSENT, THU)]
    assert kinds(marks, notice(MON, WED)) == ended


def test_a_notice_that_ended_on_the_working_day_before_the_week():
    assert kinds([seen(MON, "unknown")], notice(BEFORE, BEFORE + timedelta(days=1))) == [
        (Kind.ENDED_BUT_ABSENT, MON)
    ]


def test_who_came_back_and_is_absent_again_is_absent_without_notice():
    marks = [seen(MON, "illness"), seen(TUE, "present"), seen(WED, "unknown")]
    assert kinds(marks, notice(MON, TUE)) == [(Kind.ABSENT_WITHOUT_NOTICE, WED)]


def test_another_reason_than_the_notice():
    assert kinds([seen(TUE, "family")], notice(TUE, WED)) == [(Kind.REASON_DIFFERS, TUE)]


def test_a_notice_that_came_after_the_register_gives_its_reason():
    """Absent without a reason while parents gave one: the reason differs, too."""
    (one,) = found([seen(TUE, "unknown")], notice(TUE, WED))
    assert (one.kind, one.is_unexplained) == (Kind.REASON_DIFFERS, True)


@pytest.mark.parametrize(
    ("word", "notices"),
    [("present", ()), ("illness", (notice(TUE, WED),)), ("illness", ()), ("quarantine", ()),
     ("unexcused", ())],
)  # fmt: skip
def test_what_agrees_is_no_conflict(word, notices):
    assert kinds([seen(TUE, word)], *notices) == []


def test_of_several_notices_the_latest_counts():
    later = notice(TUE, WED, "family", at_=at(8, day=MON))
    assert kinds([seen(TUE, "family")], notice(TUE, WED), later) == []
    assert kinds([seen(TUE, "illness")], later, notice(TUE, WED)) == [(Kind.REASON_DIFFERS, TUE)]


def test_another_childs_notice_says_nothing():
    assert kinds([seen(TUE, "present")], notice(TUE, WED, child=2)) == []


@pytest.mark.parametrize(
    ("settled", "expected"),
    [
        (None, 1),
        (NOTICED - timedelta(seconds=1), 1),
        (NOTICED, 0),
        (NOTICED + timedelta(days=1), 0),
    ],
)
@pytest.mark.parametrize("word", ["present", "family"])
def test_what_was_looked_at_after_the_notice_is_no_conflict_any_more(word, settled, expected):
    assert len(found([seen(TUE, word, settled=settled)], notice(TUE, WED))) == expected


def shortened(on: int, *, reason: str = "illness") -> list[AbsenceNotice]:
    """Tuesday to Friday from Monday 7:00 on; ``on`` Wednesday at that hour until Thursday only."""
    first, when = notice(TUE, FRI), at(on, day=WED)
    first.ended_at = when
    return [first, notice(TUE, THU, reason, at_=when)]


def test_a_notice_that_was_only_shortened_brings_nothing_back():
    looked_at = seen(TUE, "present", settled=at(9, day=TUE))
    assert found([looked_at], *shortened(12)) == []
    assert len(found([looked_at], *shortened(12, reason="doctor"))) == 1
    assert len(found([seen(TUE, "present", settled=at(6, day=MON))], *shortened(12))) == 1


def test_a_withdrawn_notice_is_no_word_any_more():
    told = notice(TUE, WED)
    told.ended_at = at(8, day=MON)
    assert found([seen(TUE, "present")], told) == []
    assert kinds([seen(TUE, "unknown")], told) == [(Kind.ABSENT_WITHOUT_NOTICE, TUE)]


def test_a_settled_absence_without_notice_is_no_conflict_any_more():
    assert found([seen(TUE, "unexcused", settled=NOTICED)]) == []


@pytest.mark.parametrize(
    ("word", "notices", "says"),
    [
        ("present", (notice(FRI, FRI + timedelta(days=1), "family"),), ["present", "family"]),
        ("holiday", (notice(FRI, FRI + timedelta(days=1), "family"),), ["holiday", "family"]),
        ("unknown", (notice(FRI, FRI + timedelta(days=1), "family"),), ["unexcused", "family"]),
        ("unknown", (), ["unexcused", "present"]),
        ("unknown", (notice(THU, FRI),), ["unexcused", "present"]),
    ],
)
def test_every_conflict_can_be_resolved_by_keeping_or_by_the_other_word(word, notices, says):
    marks = [seen(THU, "illness"), seen(FRI, word)]
    conflict = next(one for one in found(marks, *notices) if one.mark.day == FRI)
    assert [act.says for act in conflict.acts] == says
    assert all(act.label for act in conflict.acts)
