from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("duties", "0002_people_in_it"), ("people", "0002_one_institution")]
    operations = [
        same_institution("duties_calendarexception", "group", "people_childgroup"),
        same_institution("duties_closure", "group", "people_childgroup"),
    ]
