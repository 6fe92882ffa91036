"""The trail of people knows their table as it is now; what is counted of guesses it leaves out."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0005_papers_of_a_house"),
        ("people", "0010_guesses_in_a_row"),
    ]
    operations = []
