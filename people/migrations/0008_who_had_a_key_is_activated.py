from django.db import migrations

# Whoever could sign in before there were invitations has an account in use.
_ACTIVATED = """
    UPDATE people_user SET activated_at = date_joined
    WHERE activated_at IS NULL AND password <> '' AND password NOT LIKE '!%'
"""


class Migration(migrations.Migration):
    # the trail's trigger of people must know the new columns first
    dependencies = [
        ("people", "0007_keys_of_one_institution"),
        ("audit", "0004_the_people_and_their_keys"),
    ]
    operations = [migrations.RunSQL(_ACTIVATED, migrations.RunSQL.noop)]
