from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("people", "0006_the_people_and_their_keys")]
    operations = [
        same_institution("people_address", "child", "people_child"),
        same_institution("people_pickupperson", "child", "people_child"),
        same_institution("people_joining", "child", "people_child"),
        same_institution("people_onetimelink", "batch", "people_slipbatch"),
    ]
