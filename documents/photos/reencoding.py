"""A photo becomes plain pixels in a child process with limits (T10, T11)."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from PIL import Image

from documents.photos import gate
from documents.photos.refusals import Interrupted, NoDetector, Reason, refusal

LONG_SIDE = 2048  # what the detector was measured at; more is never kept
MEGABYTES, SECONDS = 512, 10  # of memory and of processor
PATIENCE = 15  # seconds on the clock
_OPENER = Path(__file__).with_name("opener.py")
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}  # nothing of the portal's own
_REFUSED, _NO_READER = 3, 4  # as the child ends


def upright(content: bytes) -> Image.Image:
    """The photo as it was held, in RGB, its long side at most 2048 pixels; nothing else of the file is left.

    :raises ValidationError: it is refused; the code says why (``refusals.Reason``)
    :raises Interrupted: nothing is known of it; it is to be tried again
    :raises NoDetector: it is HEIC, and the extra ``photos`` that reads it is not installed
    """
    header = gate.admit(content)
    limits = map(str, (MEGABYTES, SECONDS, gate.PIXELS, LONG_SIDE))
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_OPENER), header.format, *limits],
            input=content, capture_output=True, timeout=PATIENCE, env=_ENVIRONMENT, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Interrupted("no answer") from None
    if done.returncode < 0 and done.returncode != -signal.SIGXCPU:
        raise Interrupted(f"signal {-done.returncode}")
    if done.returncode == _NO_READER:
        raise NoDetector("pi-heif is not installed")
    if done.returncode:
        raise refusal(_reason(done))
    return _picture(done.stdout)


def _reason(done: subprocess.CompletedProcess[bytes]) -> Reason:
    """As the child says; one that was ended says nothing."""
    if done.returncode == _REFUSED and done.stderr == b"too_large":
        return Reason.TOO_LARGE
    return Reason.UNREADABLE


def _picture(answer: bytes) -> Image.Image:
    """What came is taken for pixels only, and only if there are as many as it says."""
    line, _, pixels = answer.partition(b"\n")
    try:
        width, height = map(int, line.split())
        if not 0 < min(width, height) <= max(width, height) <= LONG_SIDE:
            raise ValueError(line)
        return Image.frombytes("RGB", (width, height), pixels)
    except ValueError:
        raise refusal(Reason.UNREADABLE) from None
