from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("people", "0015_groups_continue_and_stages")]
    operations = [same_institution("people_childgroup", "continues", "people_childgroup")]
