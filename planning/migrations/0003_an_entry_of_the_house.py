from django.db import migrations

from people.one_institution import same_or_no_institution


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0002_one_institution"), ("curriculum", "0001_initial"),
    ]  # fmt: skip
    operations = [same_or_no_institution("planning_planchoice", "entry", "curriculum_entry")]
