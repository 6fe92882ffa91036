from django.db import migrations

from people.one_institution import same_institution

OF_A_LOG = ("dayentry", "daynote", "dayamendment")


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0001_initial"),
        ("planning", "0006_rows_of_one_institution"),
        ("people", "0002_one_institution"),
    ]
    operations = [
        same_institution("activities_daylog", "group", "people_childgroup"),
        *(same_institution(f"activities_{part}", "log", "activities_daylog") for part in OF_A_LOG),
        same_institution("activities_dayentry", "choice", "planning_planchoice"),
        same_institution("activities_dayentry", "item", "planning_planitem"),
        same_institution("activities_dayentry", "repeats", "activities_dayentry"),
        same_institution("activities_entryoutcome", "entry", "activities_dayentry"),
        same_institution("activities_entryoutcome", "choice", "planning_planchoice"),
        same_institution("activities_dayamendment", "entry", "activities_dayentry"),
    ]
