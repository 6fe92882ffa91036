"""The Celery application. Tasks take ids; the row, not the broker, is the truth."""

from celery import Celery

app = Celery("ejournal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
