"""Room for the frames of Python's calls.

CPython (3.11 and later) keeps them in pieces of 16 KiB and gives a piece back to the system the moment
its last frame ends. A call at the edge of a piece that is made again and again then costs two system
calls each time; middleware and templates are deep enough that some loop always stands at an edge.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
SLOTS = 70_000  # over half a mebibyte, so that a whole one is taken; what is not used stays empty


def in_one_piece(function: Callable[P, T]) -> Callable[P, T]:
    """The same function; all frames under it stand in one piece."""

    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    called.__code__ = called.__code__.replace(co_stacksize=SLOTS)
    return called
