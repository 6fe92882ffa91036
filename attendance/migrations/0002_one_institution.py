from django.db import migrations

from people.one_institution import agree, same_institution


class Migration(migrations.Migration):
    dependencies = [("attendance", "0001_initial"), ("people", "0002_one_institution")]
    operations = [
        same_institution("attendance_register", "group", "people_childgroup"),
        same_institution("attendance_mark", "child", "people_child"),
        agree(
            "mark_tells_the_day_of_its_register",
            table="attendance_mark",
            columns="register_id, institution_id, day",
            target="attendance_register",
            target_columns="id, institution_id, day",
        ),
    ]
