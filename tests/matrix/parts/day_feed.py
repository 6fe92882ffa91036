"""Matrix: a family's days. On the stage each group has released a day of October and begun the next one."""

from datetime import date
from typing import Any

from activities.models import DayEntry, DayLog
from people.models import ChildGroup, User
from tests.matrix.actors import SIGNED_IN
from tests.matrix.table import Row, people
from tests.world import at

RELEASED, BEGUN = date(2026, 10, 12), date(2026, 10, 13)
PARENTS = people("parent", "other_parent", "restricted", "former_parent", "their_parent")
OF_BEES = people("head", "teacher", "assistant", "substitute", "specialist")
OF_THEIRS = people("their_head", "their_teacher")

ROWS = (
    Row("activities:feed", "GET HEAD", "", {200: PARENTS}),
    Row("activities:feed", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
)
TELLS = {
    "diena-bitēm": OF_BEES | people("parent"),
    "melnraksts-bitēm": OF_BEES,
    "diena-viņu": OF_THEIRS | people("their_parent"),
    "melnraksts-viņu": OF_THEIRS,
}


def prepare(stage: Any) -> None:
    for whose, teacher, name in (("bees", "teacher", "bitēm"), ("theirs", "their_teacher", "viņu")):
        group, by = stage.group(whose), stage.user(teacher)
        said = {"confirmed_at": at(14, day=RELEASED), "confirmed_by": by}
        _day(group, RELEASED, by, f"Diena-{name}", **said, released_at=at(14, 1, day=RELEASED))
        _day(group, BEGUN, by, f"Melnraksts-{name}")


def _day(group: ChildGroup, day: date, by: User, title: str, **state: Any) -> None:
    mine: dict[str, Any] = {"institution": group.institution}
    opened = {"opened_at": at(13, day=day), "opened_by": by}
    log = DayLog.objects.create(**mine, group=group, day=day, **opened, **state)
    added = {"added_at": at(13, day=day), "added_by": by}
    DayEntry.objects.create(**mine, log=log, area="MAT", title=title, **added)
