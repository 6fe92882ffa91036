from django.db import migrations

from people.one_institution import same_institution, same_or_no_institution


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_initial"),
        ("activities", "0002_one_institution"),
        ("curriculum", "0001_initial"),
        ("people", "0002_one_institution"),
    ]
    operations = [
        *(
            same_institution(f"assessment_{part}", "child", "people_child")
            for part in ("publication", "observation", "assessment")
        ),
        *(
            same_institution(f"assessment_{part}", "publication", "assessment_publication")
            for part in ("observation", "assessment")
        ),
        same_institution("assessment_assessment", "evidence", "activities_dayentry"),
        same_or_no_institution("assessment_assessment", "outcome", "curriculum_entry"),
    ]
