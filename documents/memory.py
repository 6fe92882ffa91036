"""What a process gives back to the system of what it no longer needs."""

import ctypes
from contextlib import suppress

_MMAP_THRESHOLD = -3  # as glibc's malloc.h has it


def give_back_large_pieces() -> None:
    """At once when they are freed: a photo in memory, what a model computes with. glibc may else keep what
    is so large once the first of it was freed, in each thread's heap.
    """
    with suppress(AttributeError, OSError):  # another C library
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, 1 << 20)
