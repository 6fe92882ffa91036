from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("duties", "0001_initial"), ("people", "0002_one_institution")]
    operations = [
        same_institution("duties_calendarexception", "group", "people_childgroup"),
        same_institution("duties_closure", "group", "people_childgroup"),
    ]
