"""Frames stand in one piece: no call, however deep, has the system give and take memory each time."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from resource import RUSAGE_SELF, getrusage

from ejournal.frames import in_one_piece

CALLS, DEEPEST = 500, 400


def leaf() -> None:
    pass


def faults_at(depth: int) -> int:
    """Pages that the system had to give while a function was called again and again at that depth."""
    if depth:
        return faults_at(depth - 1)
    before = getrusage(RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return getrusage(RUSAGE_SELF).ru_minflt - before


def in_a_thread(depth: int) -> int:
    """Where no frames are but its own: a test stands in one piece already (``tests/suite/speed.py``)."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(faults_at, depth).result()


def worst(ask: Callable[[int], int]) -> int:
    return max(ask(depth) for depth in range(DEEPEST))


def test_no_depth_is_an_edge():
    assert worst(in_one_piece(faults_at)) < CALLS / 10


def test_without_it_some_depth_is_one():
    """When this fails, Python keeps its pieces by itself and ``ejournal/frames.py`` may go."""
    assert worst(in_a_thread) > CALLS / 2


def test_it_is_the_same_function():
    assert in_one_piece(divmod)(7, 2) == (3, 1)
    assert in_one_piece(dict)(one=1) == {"one": 1}
