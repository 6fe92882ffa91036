"""Becomes the worker of photos as the portal starts it, but for three things: its detector says what is
recorded, so that no model is needed; at the three moments at which a kill is worst it says so and waits a
little; and a claim lasts shorter, since a trial waits for it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from documents.photos.boxes import Box
from ejournal.launcher import commands

FACE = Box(0, 0, 80, 60)  # what the detector finds
LOOKING, LAID, COVERED = "looking", "laid", "covered"
MOMENTS = (
    LOOKING,
    LAID,
    COVERED,
)  # before the copies; before they count; while the original still lies
CLAIM_SECONDS, PAUSE = 3, 0.25
PLACE = "RITS_TRIAL_MOMENTS"


def main() -> None:
    import django

    django.setup()
    from documents import content
    from documents.photos import faces
    from documents.photos.work import Photos
    from ejournal.celery import app

    Photos.claim_seconds = CLAIM_SECONDS
    faces.find = after(LOOKING, lambda picture: [FACE])
    Photos._hand_over = after(LAID, Photos._hand_over)  # type: ignore[method-assign]
    content.remove = after(COVERED, content.remove)
    words = commands.photos()
    app.worker_main(words[words.index("worker") :])


def after(moment: str, work: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(work)
    def done(*args: Any, **facts: Any) -> Any:
        with Path(os.environ[PLACE]).open("a") as said:
            said.write(f"{moment}\n")
        time.sleep(PAUSE)
        return work(*args, **facts)

    return done


if __name__ == "__main__":
    main()
