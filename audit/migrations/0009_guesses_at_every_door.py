"""Where guesses were counted is gone from people; the trail had left it out."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0008_acts_of_a_person"),
        ("people", "0014_guesses_at_every_door"),
    ]
    operations = []
