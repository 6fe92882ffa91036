"""The Celery application. Tasks take nothing: the rows, not the broker, are the truth."""

from celery import Celery
from celery.signals import worker_ready

app = Celery("ejournal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def look_at_once(**kwargs: object) -> None:
    """A worker that starts again does not wait for the beat."""
    from documents import tasks as documents
    from outbox import tasks, wake

    wake.start(tasks.relay)
    wake.start(documents.make_photos)
