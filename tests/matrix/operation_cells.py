"""The table of operations unrolled, and the operations the code really has."""

import inspect
from collections.abc import Callable
from types import ModuleType

import duties.operations
import messaging.notifications.operations
import people.operations
from tests.matrix.actors import ACTORS
from tests.matrix.operations_table import (
    BY_KEY,
    COMMAND_LINE_ONLY,
    LOCKS,
    OPERATIONS,
    WITNESSES,
)
from tests.matrix.parts import all_of, merged

MODULES: dict[str, ModuleType] = {
    "people": people.operations,
    "duties": duties.operations,
    "messaging": messaging.notifications.operations,
} | merged("MODULES")
LINES = OPERATIONS + all_of("LINES")
CELLS = len(LINES) * len(ACTORS)


def operations() -> dict[str, Callable]:
    """Every public function of the modules of operations."""
    return {
        f"{app}.{name}": function
        for app, module in MODULES.items()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__.startswith(module.__name__)
    }


def declared_operations() -> set[str]:
    return {line.operation for line in LINES} | COMMAND_LINE_ONLY | LOCKS | WITNESSES | BY_KEY


def undeclared_operations() -> set[str]:
    return set(operations()) - declared_operations()


def stale_operations() -> set[str]:
    return declared_operations() - set(operations())
