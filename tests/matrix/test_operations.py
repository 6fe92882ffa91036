"""Every operation × actor, called directly: the guard is in the operation, not only in its page."""

import inspect
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection

from people.operations.relations import AskAdministration
from tests.matrix.actors import ACTORS
from tests.matrix.deeds import DEEDS
from tests.matrix.operation_cells import (
    LINES,
    operations,
    stale_operations,
    undeclared_operations,
)
from tests.matrix.operations_table import BY_KEY, COMMAND_LINE_ONLY, LOCKS, Line
from tests.matrix.parts import merged
from tests.matrix.plugin import PLAYED
from tests.matrix.portal import undone
from tests.matrix.writes import Writes

EVERY_DEED = DEEDS | merged("DEEDS")


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.operation} {line.objects}")
def test_operation(stage, record_property, line):
    faults: list[str] = []
    for actor in ACTORS:
        with undone() as writes:
            fault = _played(stage, line, actor, writes)
            faults += [f"{actor}: {fault}"] if fault else []
    record_property(PLAYED, len(ACTORS))
    assert not faults


def _played(stage, line: Line, actor: str, writes: Writes) -> str:
    """What is wrong with it; nothing when it is allowed and done, or refused and nothing of it stands."""
    allowed = actor in line.allowed
    try:
        EVERY_DEED[line.operation](stage, line.objects, stage.access(actor))
    except (PermissionDenied, AskAdministration):
        prepared = line.operation == "duties.reopen"  # its closure is made for it
        return _refused(allowed, writes.standing == prepared)
    with connection.cursor() as cursor:  # what the database refuses at the end, it refuses now
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return "" if allowed else "was not refused"


def _refused(allowed: bool, untouched: bool) -> str:
    if allowed:
        return "was refused"
    return "" if untouched else "was refused, but the database was changed"


def test_every_operation_is_declared():
    assert undeclared_operations() == set()
    assert stale_operations() == set()


@pytest.mark.parametrize("name", sorted(operations()))
def test_an_operation_is_told_by_whom_unless_declared_otherwise(name):
    told = "by" in inspect.signature(operations()[name]).parameters
    assert told is (name not in COMMAND_LINE_ONLY | LOCKS | BY_KEY)


@pytest.mark.parametrize("name", sorted(COMMAND_LINE_ONLY))
def test_no_page_leads_to_what_is_of_the_command_line(name):
    word = name.partition(".")[2]
    apps = settings.OUR_APPS
    files = [f for app in apps for f in Path(settings.BASE_DIR, app).rglob("*.py")]
    users = {f.relative_to(settings.BASE_DIR).parts for f in files if f"{word}(" in f.read_text()}
    allowed = ("operations", "operations.py", "management", "demo", "migrations", "apps.py",
               "tasks.py")  # fmt: skip
    assert [parts for parts in users if not set(parts) & set(allowed)] == []
