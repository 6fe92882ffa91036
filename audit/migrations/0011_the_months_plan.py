import audit.triggers
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from audit.triggers import AddTrigger


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0010_moved_days'),
        ('curriculum', '0001_initial'),
        ('people', '0016_a_group_continues_in_its_house'),
        ('people', '__first__'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('planning', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrackedSpecialism',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('curriculum.specialism',),
        ),
        migrations.CreateModel(
            name='TrackedPlanSection',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.plansection',),
        ),
        migrations.CreateModel(
            name='TrackedPlanNote',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.plannote',),
        ),
        migrations.CreateModel(
            name='TrackedPlanItem',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.planitem',),
        ),
        migrations.CreateModel(
            name='TrackedPlanChoice',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.planchoice',),
        ),
        migrations.CreateModel(
            name='TrackedPlanAmendment',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.planamendment',),
        ),
        migrations.CreateModel(
            name='TrackedMonthPlan',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('planning.monthplan',),
        ),
        migrations.CreateModel(
            name='TrackedHidden',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('curriculum.hidden',),
        ),
        migrations.CreateModel(
            name='TrackedEntry',
            fields=[
            ],
            options={
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('curriculum.entry',),
        ),
        migrations.CreateModel(
            name='CatalogueEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('outcome', 'learning outcome'), ('value', 'value'), ('virtue', 'virtue')], max_length=7, verbose_name='kind')),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('area', models.CharField(blank=True, choices=[('VAL', 'Language'), ('SOC', 'Social and civic'), ('KUL', 'Cultural awareness and self-expression in art'), ('DAB', 'Natural sciences'), ('MAT', 'Mathematics'), ('TEH', 'Technology'), ('VES', 'Health and physical activity')], max_length=3, verbose_name='learning area')),
                ('stage', models.PositiveSmallIntegerField(blank=True, choices=[(1, '1½–3 years'), (2, '3–5 years'), (3, '5–6 years')], null=True, verbose_name='age stage')),
                ('number', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('text', models.CharField(max_length=300, verbose_name='text')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='first school year')),
                ('last_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='last school year')),
                ('institution', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedentry')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HiddenEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('code', models.CharField(max_length=30, verbose_name='code')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='from the school year')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedhidden')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MonthPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('month', models.DateField(verbose_name='month')),
                ('continues_before', models.BooleanField(default=False, verbose_name='continues the month before')),
                ('opened_at', models.DateTimeField(verbose_name='opened at')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.childgroup', verbose_name='group')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('opened_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('submitted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='submitted by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedmonthplan')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanAmendmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('at', models.DateTimeField(verbose_name='at')),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.monthplan', verbose_name='month plan')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedplanamendment')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanChoiceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('added_at', models.DateTimeField(verbose_name='added at')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taken away at')),
                ('kind', models.CharField(choices=[('value', 'Values'), ('virtue', 'Virtues'), ('outcome', 'Learning outcomes'), ('skill', 'Transversal skills'), ('not_planned', 'Not planned this month')], max_length=11, verbose_name='kind')),
                ('area', models.CharField(blank=True, choices=[('VAL', 'Language'), ('SOC', 'Social and civic'), ('KUL', 'Cultural awareness and self-expression in art'), ('DAB', 'Natural sciences'), ('MAT', 'Mathematics'), ('TEH', 'Technology'), ('VES', 'Health and physical activity')], max_length=3, verbose_name='learning area')),
                ('skill', models.CharField(blank=True, choices=[('KD', 'critical thinking and problem solving'), ('JU', 'creativity and entrepreneurship'), ('PM', 'self-guided learning'), ('SA', 'cooperation'), ('PL', 'civic participation'), ('DP', 'digital literacy')], max_length=2, verbose_name='transversal skill')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='in own words')),
                ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('entry', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='curriculum.entry', verbose_name='entry of the catalogue')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.monthplan', verbose_name='month plan')),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken away by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedplanchoice')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('added_at', models.DateTimeField(verbose_name='added at')),
                ('voided_at', models.DateTimeField(blank=True, null=True, verbose_name='taken away at')),
                ('kind', models.CharField(choices=[('excursion', 'Study excursion'), ('walk', 'Walk'), ('briefing', 'Safety briefing'), ('parents', 'Cooperation with parents'), ('event', 'Event'), ('entertainment', 'Entertainment'), ('process', 'Process in a learning area'), ('wall', 'Talking wall'), ('own', 'Something else')], max_length=13, verbose_name='kind')),
                ('own_kind', models.CharField(blank=True, max_length=60, verbose_name='kind in own words')),
                ('area', models.CharField(blank=True, choices=[('VAL', 'Language'), ('SOC', 'Social and civic'), ('KUL', 'Cultural awareness and self-expression in art'), ('DAB', 'Natural sciences'), ('MAT', 'Mathematics'), ('TEH', 'Technology'), ('VES', 'Health and physical activity')], max_length=3, verbose_name='learning area')),
                ('text', models.CharField(max_length=1000, verbose_name='text')),
                ('since', models.DateField(blank=True, null=True, verbose_name='from (day)')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until (not included)')),
                ('added_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.monthplan', verbose_name='month plan')),
                ('voided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken away by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedplanitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanNoteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='saved at')),
                ('child', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.child', verbose_name='child')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.monthplan', verbose_name='month plan')),
                ('saved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedplannote')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlanSectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='version')),
                ('saved_at', models.DateTimeField(blank=True, null=True, verbose_name='saved at')),
                ('code', models.CharField(max_length=20, verbose_name='section')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='planning.monthplan', verbose_name='month plan')),
                ('saved_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='saved by')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedplansection')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SpecialismEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('area', models.CharField(choices=[('VAL', 'Language'), ('SOC', 'Social and civic'), ('KUL', 'Cultural awareness and self-expression in art'), ('DAB', 'Natural sciences'), ('MAT', 'Mathematics'), ('TEH', 'Technology'), ('VES', 'Health and physical activity')], max_length=3, verbose_name='learning area')),
                ('institution', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.institution', verbose_name='institution')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='audit.trackedspecialism')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchild',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchild',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchild',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchildgroup',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchildgroup',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='trackedchildgroup',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='childevent',
            name='stage_override',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1½–3 years'), (2, '3–5 years'), (3, '5–6 years')], help_text='Empty: by age.', null=True, verbose_name='age stage'),
        ),
        migrations.AddField(
            model_name='childgroupevent',
            name='continues',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.childgroup', verbose_name='continues the group of the year before'),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchild',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_childevent" ("birth_date", "compulsory_override", "diet_code", "first_name", "id", "institution_id", "last_name", "personal_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_key", "sex", "sort_key", "stage_override", "warning") VALUES (NEW."birth_date", NEW."compulsory_override", NEW."diet_code", NEW."first_name", NEW."id", NEW."institution_id", NEW."last_name", NEW."personal_code", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."search_key", NEW."sex", NEW."sort_key", NEW."stage_override", NEW."warning"); RETURN NULL;', hash='c4cc084cb9748f8521d2296ac7cd5074e4617e1f', operation='INSERT', pgid='pgtrigger_insert_insert_d9a42', table='people_child', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchild',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_childevent" ("birth_date", "compulsory_override", "diet_code", "first_name", "id", "institution_id", "last_name", "personal_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_key", "sex", "sort_key", "stage_override", "warning") VALUES (NEW."birth_date", NEW."compulsory_override", NEW."diet_code", NEW."first_name", NEW."id", NEW."institution_id", NEW."last_name", NEW."personal_code", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."search_key", NEW."sex", NEW."sort_key", NEW."stage_override", NEW."warning"); RETURN NULL;', hash='8c09c133ccd1cfd0ba62d23d15a3ab3ac9328dc1', operation='UPDATE', pgid='pgtrigger_update_update_e8046', table='people_child', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchild',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_childevent" ("birth_date", "compulsory_override", "diet_code", "first_name", "id", "institution_id", "last_name", "personal_code", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "search_key", "sex", "sort_key", "stage_override", "warning") VALUES (OLD."birth_date", OLD."compulsory_override", OLD."diet_code", OLD."first_name", OLD."id", OLD."institution_id", OLD."last_name", OLD."personal_code", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."search_key", OLD."sex", OLD."sort_key", OLD."stage_override", OLD."warning"); RETURN NULL;', hash='4593cd0961aba5d4a086c3b632a39c2e20035f71', operation='DELETE', pgid='pgtrigger_delete_delete_cb12c', table='people_child', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchildgroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_childgroupevent" ("continues_id", "id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_year", "sort_key", "symbol") VALUES (NEW."continues_id", NEW."id", NEW."institution_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."school_year", NEW."sort_key", NEW."symbol"); RETURN NULL;', hash='190f0569aca62000661f48e0dadb7a919af0ae21', operation='INSERT', pgid='pgtrigger_insert_insert_00eb0', table='people_childgroup', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchildgroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_childgroupevent" ("continues_id", "id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_year", "sort_key", "symbol") VALUES (NEW."continues_id", NEW."id", NEW."institution_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."school_year", NEW."sort_key", NEW."symbol"); RETURN NULL;', hash='75f64864791527744f79743dc22448ed857a9e96', operation='UPDATE', pgid='pgtrigger_update_update_09fca', table='people_childgroup', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedchildgroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_childgroupevent" ("continues_id", "id", "institution_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "school_year", "sort_key", "symbol") VALUES (OLD."continues_id", OLD."id", OLD."institution_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."school_year", OLD."sort_key", OLD."symbol"); RETURN NULL;', hash='010a4ea7ade1a28a5f0149acab1648ce3614b087', operation='DELETE', pgid='pgtrigger_delete_delete_2ae9e', table='people_childgroup', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedspecialism',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_specialismevent" ("area", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."area", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;', hash='3cbb8f439ca6e30f01c46d7f0115bb656f3954a0', operation='INSERT', pgid='pgtrigger_insert_insert_fd7f3', table='curriculum_specialism', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedspecialism',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_specialismevent" ("area", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."area", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;', hash='11cfa27dc3dfc03debd87167476b432c77564cd9', operation='UPDATE', pgid='pgtrigger_update_update_944b6', table='curriculum_specialism', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedspecialism',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_specialismevent" ("area", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."area", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;', hash='06fa037f40bd9bee850318c87765bb5e6f45f036', operation='DELETE', pgid='pgtrigger_delete_delete_badb6', table='curriculum_specialism', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplansection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_plansectionevent" ("code", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (NEW."code", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."text", NEW."version"); RETURN NULL;', hash='51427558f5e89bb8bd4f00a6fef5af78ee528f58', operation='INSERT', pgid='pgtrigger_insert_insert_0be71', table='planning_plansection', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplansection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_plansectionevent" ("code", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (NEW."code", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."text", NEW."version"); RETURN NULL;', hash='203168d569c3a8d05fb67cd9b9c27cd78f185e38', operation='UPDATE', pgid='pgtrigger_update_update_02924', table='planning_plansection', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplansection',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_plansectionevent" ("code", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (OLD."code", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."saved_at", OLD."saved_by_id", OLD."text", OLD."version"); RETURN NULL;', hash='352d38800d315a1dec270ec00a6f771955befa57', operation='DELETE', pgid='pgtrigger_delete_delete_0a082', table='planning_plansection', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplannote',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_plannoteevent" ("child_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (NEW."child_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."text", NEW."version"); RETURN NULL;', hash='ac72681fe09f75768ccc0efc0b3c5a9321a79a46', operation='INSERT', pgid='pgtrigger_insert_insert_d13cf', table='planning_plannote', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplannote',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_plannoteevent" ("child_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (NEW."child_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."saved_at", NEW."saved_by_id", NEW."text", NEW."version"); RETURN NULL;', hash='6eae057928f6caa0778f2cfb0f2d3efb76c932a8', operation='UPDATE', pgid='pgtrigger_update_update_98c3a', table='planning_plannote', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplannote',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_plannoteevent" ("child_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "saved_at", "saved_by_id", "text", "version") VALUES (OLD."child_id", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."saved_at", OLD."saved_by_id", OLD."text", OLD."version"); RETURN NULL;', hash='08fbc57cb6caa5406d66da75181bb5201398881a', operation='DELETE', pgid='pgtrigger_delete_delete_c4538', table='planning_plannote', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planitemevent" ("added_at", "added_by_id", "area", "done_on", "id", "institution_id", "kind", "own_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since", "text", "until", "voided_at", "voided_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."area", NEW."done_on", NEW."id", NEW."institution_id", NEW."kind", NEW."own_kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."since", NEW."text", NEW."until", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='4172bc61aad6d2dce39a5d187506ea39e320d25c', operation='INSERT', pgid='pgtrigger_insert_insert_219e0', table='planning_planitem', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_planitemevent" ("added_at", "added_by_id", "area", "done_on", "id", "institution_id", "kind", "own_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since", "text", "until", "voided_at", "voided_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."area", NEW."done_on", NEW."id", NEW."institution_id", NEW."kind", NEW."own_kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."since", NEW."text", NEW."until", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='4ae0b2fd7a4d6676c2e7d31127918080b6d93c58', operation='UPDATE', pgid='pgtrigger_update_update_16cd0', table='planning_planitem', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanitem',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planitemevent" ("added_at", "added_by_id", "area", "done_on", "id", "institution_id", "kind", "own_kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "since", "text", "until", "voided_at", "voided_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."area", OLD."done_on", OLD."id", OLD."institution_id", OLD."kind", OLD."own_kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."since", OLD."text", OLD."until", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='ced219f632e28e63e541246c512542e2bd9cd969', operation='DELETE', pgid='pgtrigger_delete_delete_268ec', table='planning_planitem', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanchoice',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planchoiceevent" ("added_at", "added_by_id", "area", "done_on", "entry_id", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "skill", "text", "voided_at", "voided_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."area", NEW."done_on", NEW."entry_id", NEW."id", NEW."institution_id", NEW."kind", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."skill", NEW."text", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='38d5f5ca0b84d44f3ad03fa60885cdb38d75f953', operation='INSERT', pgid='pgtrigger_insert_insert_b40a9', table='planning_planchoice', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanchoice',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_planchoiceevent" ("added_at", "added_by_id", "area", "done_on", "entry_id", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "skill", "text", "voided_at", "voided_by_id") VALUES (NEW."added_at", NEW."added_by_id", NEW."area", NEW."done_on", NEW."entry_id", NEW."id", NEW."institution_id", NEW."kind", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."skill", NEW."text", NEW."voided_at", NEW."voided_by_id"); RETURN NULL;', hash='74a5ad9ffe0cbe407fbc9fa321385ed4be400df8', operation='UPDATE', pgid='pgtrigger_update_update_e055b', table='planning_planchoice', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanchoice',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planchoiceevent" ("added_at", "added_by_id", "area", "done_on", "entry_id", "id", "institution_id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "skill", "text", "voided_at", "voided_by_id") VALUES (OLD."added_at", OLD."added_by_id", OLD."area", OLD."done_on", OLD."entry_id", OLD."id", OLD."institution_id", OLD."kind", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."skill", OLD."text", OLD."voided_at", OLD."voided_by_id"); RETURN NULL;', hash='73377ce46fc7d2b3deaffaba774bb94c49ee0efe', operation='DELETE', pgid='pgtrigger_delete_delete_ebb85', table='planning_planchoice', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanamendment',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planamendmentevent" ("at", "by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;', hash='ed924a5bc7b60fac2bf56c473aa9883bd543ae4d', operation='INSERT', pgid='pgtrigger_insert_insert_5fb79', table='planning_planamendment', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanamendment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_planamendmentevent" ("at", "by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (NEW."at", NEW."by_id", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."reason"); RETURN NULL;', hash='33c66ac7c9e7a571e3e7e4ffed634af458582304', operation='UPDATE', pgid='pgtrigger_update_update_fd0c9', table='planning_planamendment', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedplanamendment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_planamendmentevent" ("at", "by_id", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "reason") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."reason"); RETURN NULL;', hash='963d70cde7e1b0c4a65cca7f0c9ca5ea9bfc0bae', operation='DELETE', pgid='pgtrigger_delete_delete_0b0bd', table='planning_planamendment', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedmonthplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_monthplanevent" ("continues_before", "group_id", "id", "institution_id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (NEW."continues_before", NEW."group_id", NEW."id", NEW."institution_id", NEW."month", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='b41ca4452bb983a72e70fb7d6ab8e6bea9a001af', operation='INSERT', pgid='pgtrigger_insert_insert_96896', table='planning_monthplan', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedmonthplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_monthplanevent" ("continues_before", "group_id", "id", "institution_id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (NEW."continues_before", NEW."group_id", NEW."id", NEW."institution_id", NEW."month", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='30444b10f5253a8d4192fd789c62b2b8e70af729', operation='UPDATE', pgid='pgtrigger_update_update_71ad0', table='planning_monthplan', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedmonthplan',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_monthplanevent" ("continues_before", "group_id", "id", "institution_id", "month", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (OLD."continues_before", OLD."group_id", OLD."id", OLD."institution_id", OLD."month", OLD."opened_at", OLD."opened_by_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;', hash='071400a2c67c41265c19f33fe6c28b1743c1bf6d', operation='DELETE', pgid='pgtrigger_delete_delete_3829f', table='planning_monthplan', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedhidden',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_hiddenentryevent" ("code", "first_year", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."first_year", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='73c23b981b7f2ec557c65f36a63b12bc9e2ca01f', operation='INSERT', pgid='pgtrigger_insert_insert_3cbae', table='curriculum_hidden', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedhidden',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_hiddenentryevent" ("code", "first_year", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."first_year", NEW."id", NEW."institution_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='2e67d5193823cb256b5475ab29da69eafdc4e918', operation='UPDATE', pgid='pgtrigger_update_update_420b0', table='curriculum_hidden', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedhidden',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_hiddenentryevent" ("code", "first_year", "id", "institution_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."first_year", OLD."id", OLD."institution_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='3b7adf4b11a55e7681272c81c8099ac74e796c9e', operation='DELETE', pgid='pgtrigger_delete_delete_29ac2', table='curriculum_hidden', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_catalogueentryevent" ("area", "code", "first_year", "id", "institution_id", "kind", "last_year", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text") VALUES (NEW."area", NEW."code", NEW."first_year", NEW."id", NEW."institution_id", NEW."kind", NEW."last_year", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."stage", NEW."text"); RETURN NULL;', hash='5bb5575da99443b027fa4b376cab954b90567294', operation='INSERT', pgid='pgtrigger_insert_insert_82239', table='curriculum_entry', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "audit_catalogueentryevent" ("area", "code", "first_year", "id", "institution_id", "kind", "last_year", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text") VALUES (NEW."area", NEW."code", NEW."first_year", NEW."id", NEW."institution_id", NEW."kind", NEW."last_year", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."stage", NEW."text"); RETURN NULL;', hash='2a2d89a4dd6705ba77dc08fa29b65a93c03491df', operation='UPDATE', pgid='pgtrigger_update_update_f3418', table='curriculum_entry', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='trackedentry',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "audit_catalogueentryevent" ("area", "code", "first_year", "id", "institution_id", "kind", "last_year", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage", "text") VALUES (OLD."area", OLD."code", OLD."first_year", OLD."id", OLD."institution_id", OLD."kind", OLD."last_year", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stage", OLD."text"); RETURN NULL;', hash='ac360b068c4ce4a1bd7a181689ff0b081a7cb5ee', operation='DELETE', pgid='pgtrigger_delete_delete_2c4c5', table='curriculum_entry', when='AFTER')),
        ),
        audit.triggers.AddTrigger(
            model_name='specialismevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9f0dcdca49268633929bbd4dfcc3668e65bf14a9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_27cfd', table='audit_specialismevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='plansectionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='079dd19a2704212da20e10b993719a4b28643f19', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4e1a3', table='audit_plansectionevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='plannoteevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c4607fea4d8aaee261674932168638d7e83ad3f9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8336d', table='audit_plannoteevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='planitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='476939d46eefbd2581e2924a8954d4b25f4f5040', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8451', table='audit_planitemevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='planchoiceevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1cbadd41bcdabaa96abcb3eb777a20549ce63f4c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f32a', table='audit_planchoiceevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='planamendmentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dad082b3f933f7b1c1172087488c201e334a0700', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_697b8', table='audit_planamendmentevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='monthplanevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='46f29c3b40b3ce9d77bc41fcad12c5849be61b96', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cb66a', table='audit_monthplanevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='hiddenentryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='dfef350c461b15aa17333772e25077229c65ad20', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_380fe', table='audit_hiddenentryevent', when='BEFORE')),
        ),
        audit.triggers.AddTrigger(
            model_name='catalogueentryevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='beb457e931ffd4a3e2fc6198c3754855f0ced1be', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a9bd7', table='audit_catalogueentryevent', when='BEFORE')),
        ),
    ]
