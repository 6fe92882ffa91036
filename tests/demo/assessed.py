"""What the demonstration's assessments must show."""

from assessment.models import Assessment, Level, Observation, Publication
from ejournal.demo.assessment.shown import SEEN
from ejournal.demo.place import Place
from outbox.models import Notification, Seen
from people.models import User

MODELS = (Assessment, Observation, Publication)


def are_shown(place: Place) -> None:
    """Every group, of all levels; this month's are drafts, one mother has something new."""
    here = Assessment.objects.filter(institution=place.institution)
    assert set(here.values_list("level", flat=True)) == set(Level.values)
    assert not here.filter(day__gt=place.today).exists()
    month = place.today.replace(day=1)
    assert here.filter(day__lt=month).exists()
    assert not here.filter(day__lt=month, publication=None).exists()
    assert not here.filter(day__gte=month).exclude(publication=None).exists()
    assert Observation.objects.filter(institution=place.institution, publication=None).exists()
    assert Publication.objects.draft().filter(institution=place.institution).count() == 1
    mother = User.objects.get(username="mamma")
    assert Notification.objects.filter(kind=SEEN, person=mother).exists()
    assert Seen.objects.filter(kind=SEEN, person=mother).exists()
