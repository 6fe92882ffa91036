"""The two halves of a moved day, which lay in two rows, become one; a half without another ends.

Halves were written in one act, first the day off: what the old list of moved days knows is joined by it,
the rest by the next key of the house's own. A half that stands alone says what it said while its house
follows moved days, and goes where nobody heeds it.
"""

from datetime import date, timedelta

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.db import migrations, models

# As they were laid down in every house until now: (day off, day worked instead).
_LAID_DOWN = (
    (date(2023, 5, 5), date(2023, 5, 20)),
    (date(2024, 12, 23), date(2024, 12, 14)),
    (date(2024, 12, 30), date(2024, 12, 28)),
    (date(2025, 5, 2), date(2025, 5, 10)),
    (date(2025, 11, 17), date(2025, 11, 8)),
    (date(2026, 1, 2), date(2026, 1, 17)),
    (date(2026, 6, 22), date(2026, 6, 27)),
)
_APART = timedelta(days=62)  # nobody moves a day further; such halves belong to others
_ALONE = {"moved_off": "closed", "moved_work": "open"}


def join_halves(apps, schema_editor):
    rows = apps.get_model("duties", "CalendarException").objects.using(schema_editor.connection.alias)
    halves = rows.filter(kind__in=_ALONE).order_by("institution", "pk")
    left = list(halves.select_related("institution"))
    for pairs in (_known_pairs(left), _next_pairs(left)):
        for off, work in list(pairs):
            _join(off, work)
            left = [half for half in left if half.pk not in (off.pk, work.pk)]
    for half in left:
        _end(rows, half)


def _known_pairs(left):
    works = {(half.institution_id, half.day): half for half in left if half.kind == "moved_work"}
    known = dict(_LAID_DOWN)
    for off in left:
        if off.kind == "moved_off" and (work := works.get((off.institution_id, known.get(off.day)))):
            yield off, work


def _next_pairs(left):
    for off, work in zip(left, left[1:], strict=False):
        kinds = (off.kind, work.kind) == ("moved_off", "moved_work")
        if kinds and off.institution_id == work.institution_id and abs(work.day - off.day) <= _APART:
            yield off, work


def _join(off, work):
    off.kind, off.worked, off.note = "moved", work.day, off.note or work.note
    work.delete()
    off.save(update_fields=["kind", "worked", "note"])


def _end(rows, half):
    """The house's own word goes before a moved day, as it did."""
    own = rows.filter(institution=half.institution, group=None, day=half.day, kind__in=_ALONE.values())
    if half.institution.settings.get("calendar.follows_moved_days") and not own.exists():
        half.kind = _ALONE[half.kind]
        half.save(update_fields=["kind"])
    else:
        half.delete()


def remember_what_was_offered(apps, schema_editor):
    """Who has removed one of these days has decided."""
    alias = schema_editor.connection.alias
    houses = apps.get_model("people", "Institution").objects.using(alias)
    offer = apps.get_model("duties", "MovedDayOffer")
    offer.objects.using(alias).bulk_create(
        offer(institution=house, day=day) for house in houses.all() for day, _worked in _LAID_DOWN
    )


def part_halves(apps, schema_editor):
    rows = apps.get_model("duties", "CalendarException").objects.using(schema_editor.connection.alias)
    for moved in rows.filter(kind="moved"):
        worked, moved.kind, moved.worked = moved.worked, "moved_off", None
        moved.save(update_fields=["kind", "worked"])
        rows.create(
            institution=moved.institution, day=worked, kind="moved_work", note=moved.note
        )


def _day(name):
    return models.Func(models.F(name), models.F(name), models.Value('[]'), function='daterange')


class Migration(migrations.Migration):

    dependencies = [
        ('duties', '0003_the_whole_morning'),
        ('people', '0012_keys_restrictions_names'),
    ]

    operations = [
        migrations.CreateModel(
            name='MovedDayOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='day')),
                ('institution', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.institution', verbose_name='institution')),
            ],
            options={
                'verbose_name': 'offer of a moved day',
                'verbose_name_plural': 'offers of moved days',
                'constraints': [models.UniqueConstraint(fields=('institution', 'day'), name='a_moved_day_is_offered_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='calendarexception',
            name='a_day_is_moved_once',
        ),
        migrations.RemoveConstraint(
            model_name='calendarexception',
            name='a_calendar_exception_is_a_known_one',
        ),
        migrations.AddField(
            model_name='calendarexception',
            name='worked',
            field=models.DateField(blank=True, null=True, verbose_name='worked instead on'),
        ),
        migrations.AlterField(
            model_name='calendarexception',
            name='kind',
            field=models.CharField(choices=[('closed', 'closed'), ('open', 'working day of ours'), ('moved', 'moved working day')], max_length=10, verbose_name='kind'),
        ),
        migrations.RunPython(join_halves, part_halves),
        migrations.RunPython(remember_what_was_offered, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='calendarexception',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('kind', 'moved')), expressions=[(models.Func(models.F('institution'), models.F('institution'), models.Value('[]'), function='int8range'), '&&'), (models.Func(_day('day'), _day('worked'), function='datemultirange'), '&&')], name='a_day_is_moved_once'),
        ),
        migrations.AddConstraint(
            model_name='calendarexception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('kind', 'moved'), models.Q(('worked', models.F('day')), _negated=True)), ('worked__isnull', False)), models.Q(models.Q(('kind', 'moved'), _negated=True), ('worked__isnull', True)), _connector='OR'), name='a_moved_day_is_worked_on_another'),
        ),
        migrations.AddConstraint(
            model_name='calendarexception',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['closed', 'open', 'moved'])), name='a_calendar_exception_is_a_known_one'),
        ),
    ]
