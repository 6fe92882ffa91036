from django.db import migrations

from people.one_institution import same_institution


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_documents")]
    operations = [
        same_institution("agreements_version", "document", "agreements_document"),
        same_institution("agreements_acknowledgement", "version", "agreements_version"),
    ]
