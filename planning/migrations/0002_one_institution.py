from django.db import migrations

from people.one_institution import same_institution

OF_A_PLAN = ("plansection", "planchoice", "planitem", "plannote", "planamendment")


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial"), ("people", "0002_one_institution")]
    operations = [
        same_institution("planning_monthplan", "group", "people_childgroup"),
        *(same_institution(f"planning_{part}", "plan", "planning_monthplan") for part in OF_A_PLAN),
        same_institution("planning_plannote", "child", "people_child"),
    ]
