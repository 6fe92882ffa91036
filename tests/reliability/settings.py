"""The portal as in development, with one more kind of notification and the trial's own addresses."""

from os import environ

from ejournal.settings.dev import *  # noqa: F403
from ejournal.settings.dev import CELERY_BEAT_SCHEDULE, INSTALLED_APPS

RITS_DEMO = False
INSTALLED_APPS = [*INSTALLED_APPS, "tests.reliability.apps.TrialConfig"]
if _often := environ.get("RITS_TRIAL_BEAT_SECONDS"):  # otherwise the real schedule
    for _wake in ("deliver", "make_photos"):
        CELERY_BEAT_SCHEDULE[_wake] |= {"schedule": float(_often)}
