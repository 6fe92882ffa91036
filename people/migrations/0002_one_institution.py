from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        same_institution("people_enrolment", "child", "people_child"),
        same_institution("people_enrolment", "group", "people_childgroup"),
        same_institution("people_assignment", "group", "people_childgroup"),
        same_institution("people_guardianship", "child", "people_child"),
        same_institution("people_restriction", "guardianship", "people_guardianship"),
    ]
