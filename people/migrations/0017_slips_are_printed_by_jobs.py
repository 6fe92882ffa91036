import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from people.one_institution import same_institution


def into_jobs(apps, schema_editor):
    """What waits is printed by a job, and so is once more what lies ready: the same keys come out again.

    What failed or has lain its day says so as before; what another person has not agreed to has no job.
    """
    alias = schema_editor.connection.alias
    batches = apps.get_model("people", "SlipBatch").objects.using(alias)
    jobs = apps.get_model("documents", "Job").objects.using(alias)
    ready = set(batches.filter(sheets__isnull=False).values_list("pk", flat=True))
    for batch in batches.filter(Q(needs_another=False) | Q(agreed_at__isnull=False)).defer("sheets"):
        batch.job = jobs.create(
            institution_id=batch.institution_id, kind="people.slips", subject_id=batch.pk,
            asked_at=batch.asked_at, asked_by_id=batch.asked_by_id, total=batch.total,
            done=0 if batch.pk in ready else batch.done,
            finished_at=None if batch.pk in ready else batch.finished_at,
            failed_at=batch.failed_at, next_try_at=batch.next_try_at,
            attempts=0 if batch.pk in ready else batch.attempts,
        )  # fmt: skip
        batch.save(update_fields=["job"])
    with schema_editor.connection.cursor() as cursor:  # the tables are changed on
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0016_a_group_continues_in_its_house"),
        ("documents", "0001_files_and_jobs"),
        ("audit", "0011_the_months_plan"),  # rows are changed: their trail is laid down first
    ]

    operations = [
        migrations.AddField(
            model_name="slipbatch",
            name="job",
            field=models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="slips", to="documents.job",
            ),
        ),
        # documents lies below this app, so that what joins its rows to a house is said here
        same_institution("documents_job", "result", "documents_storedfile"),
        same_institution("people_slipbatch", "job", "documents_job"),
        migrations.RunPython(into_jobs, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="slipbatch", name="no_slip_before_another_agreed"),
        *(
            migrations.RemoveField(model_name="slipbatch", name=name)
            for name in ("attempts", "done", "failed_at", "finished_at", "next_try_at", "sheets")
        ),
        migrations.AddConstraint(
            model_name="slipbatch",
            constraint=models.CheckConstraint(
                condition=Q(needs_another=False) | Q(agreed_at__isnull=False) | Q(job__isnull=True),
                name="no_slip_before_another_agreed",
            ),
        ),
    ]
