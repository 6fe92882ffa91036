from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("people", "0004_the_whole_morning")]
    operations = [same_institution("people_sensitiveread", "child", "people_child")]
