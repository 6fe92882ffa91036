"""R15: writing down a talk is told as people say it: taps and typing in a row are one line, each moment is
one; nothing of what was said."""

import pytest
from django.urls import reverse

from messaging.talks import operations
from outbox import grace
from tests.messaging.talks import makers
from tests.rules.test_r15_my_activity import acting, links, told
from tests.world import at

BEGAN, WROTE, SHARED, BACK, ADDED, REMARK, SETTLED, DELETED, FINISHED = (
    "sāka sarunas pierakstu", "pierakstīja sarunu ar vecākiem",
    "kopīgoja sarunas pierakstu ar vecākiem", "atsauca sarunas pieraksta kopīgošanu",
    "papildināja sarunas pierakstu", "pievienoja piebildi sarunas pierakstam",
    "atzīmēja, kas paveikts no sarunā norunātā", "dzēsa sarunas melnrakstu",
    "pabeidza sarunas pierakstu, nekopīgojot",
)  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def act(house):
    def done(what, person=None, role="teacher"):
        with acting(house, person or house.people.teacher, role) as by:
            return what(by), by

    return done


def test_each_moment_of_a_talk_is_a_line_of_its_own(act, house, anna, bees):
    mother = house.people.mother
    talk, _by = act(lambda by: makers.opened(anna, by))
    who = {"guardians": [mother.pk], "staff": []}
    act(lambda by: operations.set_participants(talk=talk, **who, by=by, at=at(13)))
    act(lambda by: operations.set_subjects(talk=talk, kinds=["care"], by=by, at=at(13)))
    said = {"code": "content", "text": "Noslēpums", "version": 0}
    act(lambda by: operations.save_section(talk=talk, **said, by=by, at=at(13)))
    agreed, _by = act(
        lambda by: operations.add_action(
            talk=talk, text="Noslēpums", user=mother.pk, by=by, at=at(13)
        )
    )
    act(lambda by: operations.finish(talk=talk, by=by, at=at(13, 10)))
    act(lambda by: operations.share(talk=talk, by=by, at=at(13, 20)))
    act(lambda by: operations.take_back(talk=talk, by=by, at=at(13, 20, 30)))
    act(lambda by: operations.share(talk=talk, by=by, at=at(13, 30)))
    grace.release_due(at(13, 31))  # by nobody
    talk.refresh_from_db()
    act(lambda by: operations.add_addition(talk=talk, text="Noslēpums", by=by, at=at(14)))
    agreed.talk = talk
    _done, by = act(
        lambda by: operations.settle_action(action=agreed, state="done", by=by, at=at(14))
    )
    lines = told(by)
    assert [line.partition(" · ")[0] for line in lines] == [
        SETTLED, ADDED, SHARED, BACK, SHARED, FINISHED, WROTE, BEGAN,
    ]  # fmt: skip
    assert not [line for line in lines if "Noslēpums" in line]
    assert set(links(by)) == {reverse("messaging:talks", args=[bees.pk])}


def test_a_deleted_draft_and_a_parents_remark(act, house, anna, teacher):
    talk, _by = act(lambda by: makers.opened(anna, by))
    _gone, by = act(lambda by: operations.delete_draft(talk=talk, by=by, at=at(13)))
    assert [line.partition(" · ")[0] for line in told(by)] == [DELETED, BEGAN]
    mother = house.people.mother
    shared = makers.released(anna, teacher, [mother])
    _said, hers = act(
        lambda by: operations.add_remark(talk=shared, text="Jā", by=by, at=at(14)), mother, "parent"
    )
    assert [line.partition(" · ")[0] for line in told(hers)] == [REMARK]
