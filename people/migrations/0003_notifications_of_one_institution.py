from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    """The outbox lies below this app, so that what joins its rows to a house is said here."""

    dependencies = [("people", "0002_one_institution"), ("outbox", "0001_initial")]
    operations = [same_institution("outbox_notification", "group", "people_childgroup")]
