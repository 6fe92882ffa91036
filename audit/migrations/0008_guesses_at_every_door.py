"""Where guesses were counted is gone from people; the trail had left it out."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0007_keys_restrictions_names"),
        ("people", "0013_guesses_at_every_door"),
    ]
    operations = []
