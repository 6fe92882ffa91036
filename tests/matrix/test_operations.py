"""Every operation × actor, called directly: the guard is in the operation, not only in its page."""

import inspect
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from tests.matrix.deeds import DEEDS
from tests.matrix.operation_cells import (
    OPERATION_CELLS,
    OperationCell,
    operations,
    stale_operations,
    undeclared_operations,
)
from tests.matrix.operations_table import COMMAND_LINE_ONLY, LOCKS
from tests.matrix.parts import merged
from tests.matrix.portal import in_the_trail

EVERY_DEED = DEEDS | merged("DEEDS")


@pytest.mark.parametrize("cell", OPERATION_CELLS, ids=str)
def test_operation(scene, cell: OperationCell):
    by, expected = scene.access(cell.actor), nullcontext() if cell.allowed else refused(scene, cell)
    with expected:
        EVERY_DEED[cell.operation](scene, cell.objects, by)
    with connection.cursor() as cursor:  # what the database refuses at the end, it refuses now
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class refused:
    """The operation refuses the person, and nothing of it stands."""

    def __init__(self, scene, cell: OperationCell) -> None:
        self.raises = pytest.raises(PermissionDenied)
        self.prepared = cell.operation == "duties.reopen"  # its closure is made for it

    def __enter__(self) -> None:
        self.before = in_the_trail()
        self.raises.__enter__()

    def __exit__(self, *raised) -> bool:
        swallowed = self.raises.__exit__(*raised)
        assert in_the_trail() - self.before == self.prepared, "the database was changed"
        return bool(swallowed)


def test_every_operation_is_declared():
    assert undeclared_operations() == set()
    assert stale_operations() == set()


@pytest.mark.parametrize("name", sorted(operations()))
def test_an_operation_is_told_by_whom_unless_declared_otherwise(name):
    told = "by" in inspect.signature(operations()[name]).parameters
    assert told is (name not in COMMAND_LINE_ONLY | LOCKS)


@pytest.mark.parametrize("name", sorted(COMMAND_LINE_ONLY))
def test_no_page_leads_to_what_is_of_the_command_line(name):
    word = name.partition(".")[2]
    apps = settings.OUR_APPS
    files = [f for app in apps for f in Path(settings.BASE_DIR, app).rglob("*.py")]
    users = {f.relative_to(settings.BASE_DIR).parts for f in files if f"{word}(" in f.read_text()}
    allowed = ("operations", "operations.py", "management", "demo", "migrations")
    assert [parts for parts in users if not set(parts) & set(allowed)] == []
