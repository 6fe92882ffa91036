from django.db import migrations

from people.one_institution import agree, same_institution


class Migration(migrations.Migration):
    dependencies = [("attendance", "0003_the_whole_morning"), ("people", "0002_one_institution")]
    operations = [
        same_institution("attendance_absencenotice", "child", "people_child"),
        same_institution("attendance_healthnote", "notice", "attendance_absencenotice"),
        same_institution("attendance_reply", "child", "people_child"),
        same_institution("attendance_doctorsnote", "child", "people_child"),
        same_institution("attendance_groupquarantine", "group", "people_childgroup"),
        same_institution("attendance_correctionrequest", "child", "people_child"),
        agree(
            "request_tells_the_day_of_its_register",
            table="attendance_correctionrequest",
            columns="register_id, institution_id, day",
            target="attendance_register",
            target_columns="id, institution_id, day",
        ),
        same_institution("attendance_headcountline", "group", "people_childgroup"),
        same_institution("attendance_headcountline", "head_count", "attendance_headcount"),
        same_institution("attendance_clarification", "child", "people_child"),
        same_institution("attendance_clarificationstep", "clarification", "attendance_clarification"),
    ]
