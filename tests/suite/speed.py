"""The same tests in less time: room for Python's frames, and less often a search for its garbage."""

import gc

import pytest
from _pytest.runner import runtestprotocol

from ejournal.frames import in_one_piece

_run = in_one_piece(runtestprotocol)


def pytest_collection_finish() -> None:
    """What is there by now stays until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """As pytest does it."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    _run(item, nextitem=nextitem)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
