"""Matrix: the register's operations; its pages stand in the common table."""

from typing import Any

from attendance.register import operations
from people.access import Access
from tests.matrix.operations_table import Line
from tests.matrix.table import RECORD_BEES, RECORD_OWLS, RECORD_THEIRS
from tests.world import MONDAY, at

MODULES = {"register": operations}
LINES = (
    Line("register.confirm", "bees", RECORD_BEES),
    Line("register.confirm", "owls", RECORD_OWLS),
    Line("register.confirm", "theirs", RECORD_THEIRS),
    Line("register.draft", "bees", RECORD_BEES),
    Line("register.draft", "owls", RECORD_OWLS),
    Line("register.draft", "theirs", RECORD_THEIRS),
)


def confirm(stage, objects: str, by: Access) -> Any:
    answers = [operations.Answer(stage.children[objects].pk, absent=True)]
    return operations.confirm(
        group=stage.group(objects), day=MONDAY, answers=answers, by=by, at=at(8, 50)
    )


def draft(stage, objects: str, by: Access) -> Any:
    return operations.draft(
        group=stage.group(objects), day=MONDAY, child_id=stage.children[objects].pk, absent=True,
        by=by, at=at(8, 50),
    )  # fmt: skip


DEEDS = {"register.confirm": confirm, "register.draft": draft}
