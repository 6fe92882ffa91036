from django.db import migrations, models
from django.db.models import F


def due_since_asked_for(apps, schema_editor):
    batches = apps.get_model("people", "SlipBatch").objects.using(schema_editor.connection.alias)
    batches.filter(next_try_at=None).update(next_try_at=F("asked_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_guesses_in_a_row"),
        ("audit", "0006_guesses_in_a_row"),  # rows are changed: their trail is laid down first
    ]

    operations = [
        migrations.RenameField(
            model_name="slipbatch", old_name="claimed_until", new_name="next_try_at"
        ),
        migrations.RunPython(due_since_asked_for, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="slipbatch", name="next_try_at", field=models.DateTimeField()
        ),
        migrations.AddField(
            model_name="slipbatch",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
