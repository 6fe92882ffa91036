"""Guesses are counted at every door in a table of their own; what was counted in a row so far begins anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0013_a_passkey_is_offered_once'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='deviceuse',
            name='failed_sign_ins',
        ),
        migrations.RemoveField(
            model_name='user',
            name='failed_sign_ins',
        ),
        migrations.CreateModel(
            name='Guesses',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('door', models.CharField(max_length=20, verbose_name='door')),
                ('number', models.PositiveIntegerField(default=0, verbose_name='number')),
                ('last_at', models.DateTimeField(verbose_name='last at')),
                ('device_use', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.deviceuse')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'guesses',
                'verbose_name_plural': 'guesses',
                'constraints': [models.UniqueConstraint(fields=('person', 'door', 'device_use'), name='guesses_at_a_door_are_counted_once', nulls_distinct=False)],
            },
        ),
    ]
