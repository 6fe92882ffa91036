"""Contexts of the trail by person, the newest first: «My activity» (R15). The table is pghistory's."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0007_keys_restrictions_names'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX acts_of_a_person ON pghistory_context ((metadata -> 'user'), created_at DESC, id DESC)",
            "DROP INDEX acts_of_a_person",
        ),
    ]
