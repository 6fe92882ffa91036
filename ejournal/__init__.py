"""Composition: settings, addresses, Celery, the Today pages. May import every other app."""

from ejournal.celery import app as celery_app

__all__ = ["celery_app"]
