"""Matrix: month tables, the house's month, closing.

On the stage September is over and nothing was owed on its days but Tuesday the 1st, of which the
registers are confirmed; October is closed. «ours» is the house one acts in, whatever the address.
"""

from datetime import date, timedelta
from typing import Any

from attendance.models import Register
from attendance.months import operations
from duties.models import CalendarException, Closure
from people.access import Access
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import HEAD, THEIR_HEAD, Line
from tests.matrix.table import (
    HEADS,
    OF_TEACHERS_ROLE,
    OFFICES,
    SEE_BEES,
    SEE_OWLS,
    SEE_THEIRS,
    Row,
)
from tests.world import at

SEPTEMBER, NOVEMBER, DECEMBER = (date(2026, month, 1) for month in (9, 11, 12))
WORK_HERE = OF_TEACHERS_ROLE | OFFICES
GROUPS = {"bees": SEE_BEES, "owls": SEE_OWLS, "theirs": SEE_THEIRS, "nothing": frozenset()}
TABLES = tuple(f"attendance:month{ending}" for ending in ("", "_xlsx", "_csv", "_pdf"))
MONTHS = {"september": SEPTEMBER, "november": NOVEMBER, "december": DECEMBER}
OF_THE_HOUSE = ("attendance:months_of", "attendance:months_xlsx")
CLOSING = ("attendance:close_month",)
NO_SUCH_MONTH = date(1999, 1, 1)


def _of_groups(route: str) -> tuple[Row, ...]:
    return (
        *(Row(route, "GET HEAD", whose, {200: seen}) for whose, seen in GROUPS.items()),
        Row(route, "POST PUT PATCH DELETE OPTIONS", "bees nothing", {405: SIGNED_IN}),
    )


def _of_the_house(route: str) -> tuple[Row, ...]:
    return (
        Row(route, "GET HEAD", "september november december", {200: WORK_HERE}),
        Row(route, "GET HEAD", "nothing", {}),
        Row(route, "POST PUT PATCH DELETE OPTIONS", "november", {405: SIGNED_IN}),
    )


ROWS = (
    Row("attendance:months", "GET HEAD", "", {200: WORK_HERE}),
    Row("attendance:months", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    *(row for route in OF_THE_HOUSE for row in _of_the_house(route)),
    *(row for route in TABLES for row in _of_groups(route)),
    Row("attendance:close_month", "POST POST!", "september", {302: HEADS, 403: WORK_HERE - HEADS}),
    Row("attendance:close_month", "POST", "december", {409: HEADS, 403: WORK_HERE - HEADS}),
    Row("attendance:close_month", "POST", "november", {422: HEADS, 403: WORK_HERE - HEADS}),
    Row("attendance:close_month", "POST", "nothing", {}),
    *(
        Row(route, "GET HEAD PUT PATCH DELETE OPTIONS", "november", {405: SIGNED_IN})
        for route in CLOSING
    ),
)

MODULES = {"months": operations}
LINES = tuple(
    Line("months.close_month", whose, allowed)
    for whose, allowed in (("ours", HEAD), ("theirs", THEIR_HEAD))
)


def prepare(stage: Any) -> None:
    for house in (stage.first, stage.second):
        mine = {"institution": house.institution}
        CalendarException.objects.bulk_create(
            [
                CalendarException(**mine, day=SEPTEMBER + timedelta(days=n), kind="closed")
                for n in range(1, 30)
            ]
        )
        for group in house.groups.values():
            Register.objects.create(
                **mine, group=group, day=SEPTEMBER, saved_at=at(8), saved_by=house.head,
                first_confirmed_at=at(8), first_confirmed_by=house.head,
            )  # fmt: skip
            Closure.objects.create(
                **mine, group=group, kind=Closure.Kind.WEEK, since=date(2026, 8, 31),
                until=date(2026, 9, 7), closed_at=at(8), closed_by=house.head,
            )  # fmt: skip
        Closure.objects.create(
            **mine, kind=Closure.Kind.MONTH, since=DECEMBER, until=date(2027, 1, 1), closed_at=at(8),
            closed_by=house.head,
        )  # fmt: skip


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if route in TABLES:
        return {"group_id": stage._group_id(objects), "month": NOVEMBER}
    if route in (*OF_THE_HOUSE, *CLOSING):
        return {"month": MONTHS.get(objects, NO_SUCH_MONTH)}
    return None


def form(stage: Any, route: str, objects: str, actor: str, *, valid: bool) -> dict[str, Any] | None:
    return {} if route == "attendance:close_month" else None


def close_month(stage: Any, objects: str, by: Access) -> Any:
    house = stage.second if objects == "theirs" else stage.first
    return operations.close_month(
        institution=house.institution, month=SEPTEMBER, by=by, at=at(12)
    )  # fmt: skip


DEEDS = {"months.close_month": close_month}
