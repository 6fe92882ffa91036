"""The Celery application. Tasks take nothing: the rows, not the broker, are the truth."""

from celery import Celery

app = Celery("ejournal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
