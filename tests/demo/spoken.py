"""What the demonstration's talks must show."""

from ejournal.demo.place import Place
from messaging.models import Talk, TalkAction, TalkAddition, TalkParticipant
from messaging.talks.card import NEAR
from messaging.talks.reading import KIND
from outbox.models import Notification, Seen
from people.access import Access, Action
from people.models import User

MODELS = (Talk, TalkParticipant, TalkAction, TalkAddition)


def are_shown(place: Place) -> None:
    """Read, not read, a draft; with a remark, with something due; with one parent of two."""
    here = Talk.objects.filter(institution=place.institution)
    assert {talk.group_id for talk in here} == {group.pk for group in place.groups}
    assert not here.filter(day__gte=place.today).exists()
    assert here.drafts().count() == 1
    assert not here.filter(shared_at__isnull=False, released_at=None).exists()
    assert TalkAddition.objects.filter(is_remark=True).exists()
    due = TalkAction.objects.open().filter(due_on__lte=place.today + NEAR)
    assert due.filter(talk__group=place.groups[0]).exists()
    mother, father = (User.objects.get(username=name) for name in ("mamma", "tetis"))
    (new,) = _read_by(mother, place).filter(participants__user=mother).order_by("-day")[:1]
    assert not Seen.objects.filter(person=mother, kind=KIND, subject=new.pk).exists()
    assert Notification.objects.filter(person=mother, kind="messaging.talk", subject_id=new.pk)
    assert not _read_by(father, place).filter(pk=new.pk).exists()


def _read_by(person: User, place: Place):
    access = Access(person, day=place.today, acting_key="parent")
    return Talk.objects.visible_to(access, Action.VIEW_TALK)
