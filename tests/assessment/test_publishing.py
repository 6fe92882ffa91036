"""R26: draft, published, shown after its minute; nothing of a draft reaches a parent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessment import operations
from assessment.models import Assessment, Observation, Publication
from outbox import grace
from outbox.models import Notification
from outbox.sections import Stale
from tests.assessment import makers
from tests.world import BEGIN, MONDAY, TUESDAY, at

pytestmark = pytest.mark.django_db
VIEW = "view_assessment"


def seen(access, *models):
    models = models or (Assessment, Observation, Publication)
    return [model.objects.visible_to(access, VIEW).count() for model in models]


def observed(bees, by, child, text="Būvē torni", version=0, day=MONDAY):
    return operations.save_observation(
        child=child, group=bees, day=day, text=text, version=version, by=by, at=at(13, day=day)
    )


def idea(bees, by, child, text="Skaitiet pakāpienus", version=0, when=None):
    return operations.save_idea(
        child=child, group=bees, text=text, version=version, by=by, at=when or at(13)
    )


def test_parents_see_it_once_its_minute_is_over(bees, teacher, mother, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    observed(bees, teacher, anna)
    idea(bees, teacher, anna)
    assert seen(mother) == [0, 0, 0]
    makers.published(bees, teacher, [anna])
    assert seen(mother) == [0, 0, 0]

    assert grace.release_due(at(14, 1, 1)) == 1
    assert seen(mother) == [1, 1, 1]


def test_a_group_is_published_in_as_many_questions_as_a_child(
    house, bees, teacher, counting, savepoints_aside
):
    crowd = house.crowd(bees, 20)
    makers.painted(bees, teacher, *(makers.cell(child, counting) for child in crowd))
    with savepoints_aside(11):
        found = makers.published(bees, teacher, crowd)
    assert len(found) == 20


def test_of_whom_there_is_nothing_new_nothing_is_published(bees, teacher, anna, emils, counting):
    makers.assessed(bees, teacher, anna, counting)
    (one,) = makers.published(bees, teacher, [anna, emils])
    assert one.child == anna


def test_within_the_minute_all_of_it_is_a_draft_again(bees, teacher, mother, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    observed(bees, teacher, anna)
    idea(bees, teacher, anna)
    (one,) = makers.published(bees, teacher, [anna])
    back = operations.take_back(publication=one, group=bees, by=teacher, at=at(14, 0, 59))
    assert (back.is_published, back.text) == (False, "Skaitiet pakāpienus")
    assert Assessment.objects.get().publication is None
    assert Observation.objects.get().publication is None
    (again,) = makers.released(bees, teacher, [anna], at(15))
    assert (again.pk, seen(mother)) == (one.pk, [1, 1, 1])


def test_after_the_minute_it_stays(bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    (one,) = makers.released(bees, teacher, [anna])
    with pytest.raises(ValidationError):
        operations.take_back(publication=one, group=bees, by=teacher, at=at(14, 2))


def test_within_the_minute_nothing_more_is_published_or_typed(bees, teacher, anna, counting):
    """A child has one draft: taken back, it would meet another."""
    makers.assessed(bees, teacher, anna, counting)
    makers.published(bees, teacher, [anna])
    with pytest.raises(ValidationError):
        makers.published(bees, teacher, [anna], at(14, 0, 30))
    with pytest.raises(ValidationError):
        idea(bees, teacher, anna, when=at(14, 0, 30))


def test_published_it_goes_with_a_reason_and_parents_see_it_no_more(
    bees, teacher, mother, anna, counting
):
    row = makers.assessed(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    common = {"assessment": row, "group": bees, "by": teacher, "at": at(15)}
    with pytest.raises(ValidationError) as refused:
        operations.take_away(**common)
    assert list(refused.value.message_dict) == ["reason"]
    operations.take_away(**common, reason="Cits bērns")
    assert seen(mother, Assessment) == [0]


def test_of_two_ideas_neither_is_lost(bees, teacher, colleague, anna):
    idea(bees, teacher, anna)
    with pytest.raises(Stale) as stale:
        idea(bees, colleague, anna, "Klājiet galdu")
    assert stale.value.joined == "Skaitiet pakāpienus\n\nKlājiet galdu"


def with_a_told_idea(bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    idea(bees, teacher, anna)
    (one,) = makers.published(bees, teacher, [anna])
    return {"publication": one, "group": bees, "by": teacher}


def test_a_published_idea_is_taken_away_with_a_reason_and_what_came_with_it_stands(
    bees, teacher, mother, anna, counting
):
    common = with_a_told_idea(bees, teacher, anna, counting)
    grace.release_due(at(14, 1, 1))
    with pytest.raises(ValidationError):
        operations.take_away_idea(**common, reason=" ", at=at(15))
    gone = operations.take_away_idea(**common, reason="Cits bērns", at=at(15))
    assert (gone.idea, gone.text, gone.voided_by) == ("", "Skaitiet pakāpienus", teacher.user)
    assert seen(mother) == [1, 0, 1]
    again = operations.take_away_idea(**common, reason="Vēlreiz", at=at(16))
    assert (again.void_reason, again.voided_at) == ("Cits bērns", at(15))


def test_within_its_minute_an_idea_is_taken_back_not_away(bees, teacher, anna, counting):
    common = with_a_told_idea(bees, teacher, anna, counting)
    with pytest.raises(ValidationError) as refused:
        operations.take_away_idea(**common, reason="Cits bērns", at=at(14, 0, 59))
    assert refused.value.code == "waits"


def test_an_idea_that_waits_is_typed_over_not_taken_away(bees, teacher, anna):
    draft = idea(bees, teacher, anna)
    with pytest.raises(ValidationError) as refused:
        operations.take_away_idea(
            publication=draft, group=bees, reason="Cits", by=teacher, at=at(15)
        )
    assert refused.value.code == "draft"


@pytest.mark.parametrize("who", ["assistant", "head", "other_teacher", "mother"])
def test_only_the_childs_teachers_take_an_idea_away(house, bees, teacher, anna, counting, who):
    common = with_a_told_idea(bees, teacher, anna, counting)
    role = {"head": "admin", "mother": "parent"}.get(who, "teacher")
    common["by"] = house.access(getattr(house.people, who), role)
    with pytest.raises(PermissionDenied):
        operations.take_away_idea(**common, reason="Cits bērns", at=at(15))


def test_an_observation_is_of_a_child_and_day(bees, teacher, anna):
    observed(bees, teacher, anna)
    observed(bees, teacher, anna, "Būvē torni un gaida", version=1)
    observed(bees, teacher, anna, "Šodien zīmē", day=TUESDAY)
    assert list(Observation.objects.values_list("day", "text")) == [
        (MONDAY, "Būvē torni un gaida"), (TUESDAY, "Šodien zīmē"),
    ]  # fmt: skip


def test_a_published_observation_is_typed_over_no_more(bees, teacher, mother, anna):
    row = observed(bees, teacher, anna)
    makers.released(bees, teacher, [anna])
    with pytest.raises(ValidationError):
        observed(bees, teacher, anna, "Cits", version=1)
    common = {"observation": row, "group": bees, "by": teacher, "at": at(15)}
    with pytest.raises(ValidationError):
        operations.take_away_observation(**common)
    operations.take_away_observation(**common, reason="Cits bērns")
    assert seen(mother, Observation) == [0]


@pytest.mark.parametrize("who", ["assistant", "head", "other_teacher", "mother"])
def test_only_the_childs_teachers_publish(house, bees, teacher, anna, counting, who):
    makers.assessed(bees, teacher, anna, counting)
    role = {"head": "admin", "mother": "parent"}.get(who, "teacher")
    by = house.access(getattr(house.people, who), role)
    with pytest.raises(PermissionDenied):
        makers.published(bees, by, [anna])


def test_no_child_of_another_group_is_published(house, bees, teacher, anna):
    with pytest.raises(PermissionDenied):
        makers.published(bees, teacher, [anna, house.children["Pūcītes"][0]])


def test_a_specialist_publishes_nothing(bees, music, anna, singing):
    makers.assessed(bees, music, anna, singing)
    with pytest.raises(PermissionDenied):
        makers.published(bees, music, [anna])


def test_a_restriction_of_the_journal_takes_it_at_the_next_request(
    house, bees, teacher, mother, anna, counting
):
    from people.models import Guardianship, Restriction

    makers.assessed(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    own = Guardianship.objects.get(child=anna, user=mother.user)
    Restriction.objects.create(
        institution=house.institution, guardianship=own, document="1", issuer="Tiesa",
        since=MONDAY - timedelta(days=1), journal=True, whereabouts=False,
    )  # fmt: skip
    assert seen(house.access(house.people.mother, "parent")) == [0, 0, 0]


def test_an_assistant_and_another_familys_parent_see_nothing(house, bees, teacher, anna, counting):
    makers.assessed(bees, teacher, anna, counting)
    makers.released(bees, teacher, [anna])
    for who, role in (("assistant", "teacher"), ("other_parent", "parent"), ("nurse", "nurse")):
        assert seen(house.access(getattr(house.people, who), role)) == [0, 0, 0]


def test_what_was_taken_away_within_the_minute_stays_so_when_it_is_taken_back(
    bees, teacher, anna, counting
):
    row = makers.assessed(bees, teacher, anna, counting, "A")
    makers.assessed(bees, teacher, anna, makers.outcomes("VAL")[0])
    (one,) = makers.published(bees, teacher, [anna])
    common = {"group": bees, "by": teacher, "at": at(14, 0, 30)}
    operations.take_away(assessment=row, reason="Cits bērns", **common)
    operations.take_back(publication=one, **common)
    makers.assessed(bees, teacher, anna, counting, "S")
    standing = Assessment.objects.standing().unpublished()
    assert sorted(standing.values_list("level", flat=True)) == ["S", "T"]


def test_of_what_was_all_taken_away_nobody_is_told(bees, teacher, anna, counting):
    row = makers.assessed(bees, teacher, anna, counting)
    makers.published(bees, teacher, [anna])
    operations.take_away(
        assessment=row, group=bees, reason="Cits bērns", by=teacher, at=at(14, 0, 30)
    )
    grace.release_due(at(14, 1, 1))
    assert not Notification.objects.filter(kind="assessment.growth").exists()


def test_an_idea_published_in_a_year_that_was_sealed_since_stays(
    house, bees, teacher, anna, counting
):
    from duties.models import Closure

    common = with_a_told_idea(bees, teacher, anna, counting)
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.YEAR, since=BEGIN, until=TUESDAY,
        closed_at=at(15), closed_by=house.head,
    )  # fmt: skip
    later = at(9, day=TUESDAY)
    with pytest.raises(ValidationError):
        operations.take_away_idea(**common, reason="Cits bērns", at=later)
    assert Publication.objects.get().idea == "Skaitiet pakāpienus"


def test_nothing_of_a_sealed_year_is_published(house, bees, teacher, anna, counting):
    from duties.models import Closure

    makers.assessed(bees, teacher, anna, counting, day=MONDAY)
    makers.assessed(bees, teacher, anna, makers.outcomes("VAL")[0], day=TUESDAY)
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.YEAR, since=BEGIN, until=TUESDAY,
        closed_at=at(9), closed_by=house.head,
    )  # fmt: skip
    makers.published(bees, teacher, [anna], at(14, day=TUESDAY))
    assert Assessment.objects.get(publication__isnull=False).day == TUESDAY
