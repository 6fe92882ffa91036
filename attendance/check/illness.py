"""Children ill in each group and week, as small pictures drawn by the server."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils.translation import ngettext

from attendance.check.week import WEEK, Week
from attendance.models import Mark, Reason
from people.models import ChildGroup

WEEKS = 8
HEIGHT, STEP, WIDTH = 32, 14, 10  # of the picture, and of its bars


@dataclass(frozen=True)
class Bar:
    """One week: how many children were ill, and where it stands in the picture."""

    monday: date
    count: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Picture:
    group: ChildGroup
    bars: list[Bar]
    width: int = WEEKS * STEP
    height: int = HEIGHT

    @property
    def now(self) -> str:
        return _children(self.bars[-1].count)

    @property
    def words(self) -> str:
        """«5.10.: 2, 12.10.: 0 …», the picture for ears."""
        return ", ".join(f"{bar.monday.day}.{bar.monday.month}.: {bar.count}" for bar in self.bars)


def pictures_of(week: Week) -> list[Picture]:
    """Of every group, all on one scale. One query."""
    since = week.monday - WEEK * (WEEKS - 1)
    rows = Mark.objects.filter(
        register__group__in=week.groups, register__first_confirmed_at__isnull=False,
        reason=Reason.ILLNESS, day__gte=since, day__lt=week.until, institution=week.institution,
    )  # fmt: skip
    grouped = rows.annotate(week=TruncWeek("day")).values_list("register__group", "week")
    counts = Counter(
        {(g, monday): n for g, monday, n in grouped.annotate(Count("child", distinct=True))}
    )
    most = max(counts.values(), default=0)
    mondays = [since + timedelta(weeks=n) for n in range(WEEKS)]
    return [
        Picture(group, [_bar(n, day, counts[group.pk, day], most) for n, day in enumerate(mondays)])
        for group in week.groups
    ]


def _bar(place: int, monday: date, count: int, most: int) -> Bar:
    height = max(2, count * HEIGHT // most) if count else 1
    return Bar(monday, count, place * STEP, HEIGHT - height, height)


def _children(count: int) -> str:
    return ngettext("%(n)d child ill", "%(n)d children ill", count) % {"n": count}
