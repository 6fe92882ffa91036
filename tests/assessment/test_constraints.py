"""Each constraint of assessment refuses what it is for."""

import pytest

from assessment.models import Assessment
from tests.assessment import rows as make
from tests.assessment.rows import Place
from tests.constraints import accepted, constraints_of, refused_by
from tests.suite.frozen import laid_down
from tests.world import TUESDAY, TWO, at


@pytest.fixture
def two(db):
    """Two institutions, each with a child, an outcome of its own and something published."""
    return laid_down("two assessments", 84, lambda: [Place(*one) for one in TWO])


def foreign(row, name):
    """A row of the first institution that points into the second."""
    return [lambda two: row(two[0], **{name: getattr(two[1], name)})]


def voided(row):
    """Taken away by nobody, at no moment, while it stands with a reason, published without one."""
    return [
        lambda two: row(two[0], voided_by=two[0].head),
        lambda two: row(two[0], voided_at=at(10)),
        lambda two: row(two[0], void_reason="Cits bērns"),
        lambda two: row(
            two[0], publication=two[0].publication, voided_at=at(10), voided_by=two[0].head
        ),
    ]


def written(row):
    """Text of nobody, a version without an author, a text without a moment."""
    return [
        lambda two: row(two[0], text="Būvē torni"),
        lambda two: row(two[0], version=1),
        lambda two: row(two[0], version=1, text="Būvē torni", saved_at=at(9)),
    ]


def an_idea(place, **changes):
    said = {"version": 1, "text": "Skaitiet", "saved_at": at(9), "saved_by": place.head}
    return make.published(place, **(said | changes))


def gone(place):
    return {"voided_at": at(11), "voided_by": place.head, "void_reason": "Cits bērns"}


def twice(row, **facts):
    return [lambda two: [row(two[0], **facts), row(two[0], **facts)]]


ASSESSMENTS = {
    "an_outcome_is_assessed_once_a_day": twice(make.assessment),
    "a_level_is_one_of_four": [
        lambda two, level=level: make.assessment(two[0], level=level) for level in ("", "s", "Т")
    ],
    "an_assessment_is_taken_away_by_somebody": voided(make.assessment),
    "assessment_child_of_one_institution": foreign(make.assessment, "child"),
    "assessment_evidence_of_one_institution": foreign(make.assessment, "evidence"),
    "assessment_photo_of_one_institution": foreign(make.assessment, "photo"),
    "assessment_publication_of_one_institution": foreign(make.assessment, "publication"),
}
OBSERVATIONS = {
    "one_observation_of_a_child_a_day": twice(make.observation),
    "an_observation_is_saved_by_somebody": written(make.observation),
    "an_observation_is_taken_away_by_somebody": voided(make.observation),
    "observation_child_of_one_institution": foreign(make.observation, "child"),
    "observation_publication_of_one_institution": foreign(make.observation, "publication"),
}
PUBLICATIONS = {
    "one_publication_is_made_ready_of_a_child": twice(make.publication),
    "it_is_published_by_somebody": [
        lambda two: make.publication(two[0], published_at=at(10)),
        lambda two: make.publication(two[0], published_by=two[0].head),
    ],
    "it_is_shown_after_its_minute": [
        lambda two: make.published(two[0], released_at=at(10, 0, 59)),
        lambda two: make.publication(two[0], released_at=at(12)),
    ],
    "an_idea_for_home_is_saved_by_somebody": written(make.publication),
    "an_idea_for_home_is_taken_away_by_somebody": [
        lambda two: an_idea(two[0], voided_by=two[0].head),
        lambda two: an_idea(two[0], voided_at=at(11)),
        lambda two: an_idea(two[0], void_reason="Cits bērns"),
        lambda two: an_idea(two[0], voided_at=at(11), voided_by=two[0].head),  # no reason
        lambda two: an_idea(two[0], text="", **gone(two[0])),
        lambda two: an_idea(two[0], published_at=None, published_by=None, **gone(two[0])),
    ],
    "publication_child_of_one_institution": foreign(make.publication, "child"),
}
VIOLATIONS = ASSESSMENTS | OBSERVATIONS | PUBLICATIONS
# of composite foreign keys: an id is unique by itself
TARGETS = {"a_publication_has_one_institution"}
# A version below zero is refused before by the constraint on who saved.
IMPLIED = {"assessment_observation_version_check", "assessment_publication_version_check"}
VERSION = "assessment_assessment_version_check"
OUTCOME = "assessment_outcome_of_one_institution"


def test_the_list_holds_every_constraint(db):
    assert constraints_of("assessment") - TARGETS - IMPLIED == {*VIOLATIONS, VERSION}


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, ways in VIOLATIONS.items() for number in range(len(ways))],
)
def test_what_it_is_for_is_refused(two, name, number):
    with refused_by(name):
        VIOLATIONS[name][number](two)


def test_no_version_is_below_zero(two):
    with refused_by(VERSION):
        make.assessment(two[0], version=-1)


def test_an_outcome_of_another_house_is_assessed_nowhere(two):
    """Laid down by a trigger: the common catalogue is of no house."""
    with refused_by(OUTCOME):
        make.assessment(two[0], outcome=two[1].own_outcome)
    with accepted():
        standing = make.assessment(two[0])
    with refused_by(OUTCOME):
        Assessment.objects.filter(pk=standing.pk).update(outcome=two[1].own_outcome)


def test_what_is_right_is_kept(two):
    """The rows that the refusals above change are valid as they are."""
    place = two[0]
    away = {"voided_at": at(10), "voided_by": place.head}
    with accepted():
        make.assessment(place, **away)
        make.assessment(place, level="S")
        make.assessment(place, level="P", day=TUESDAY, evidence=place.evidence, comment="Pats",
                        photo=place.photo)  # fmt: skip
        make.assessment(place, outcome=place.other_outcome, publication=place.publication)
        make.assessment(place, outcome=place.own_outcome, publication=place.publication,
                        void_reason="Cits bērns", **away)  # fmt: skip
        make.observation(place, **away)
        make.observation(place, version=1, text="Zīmē", saved_at=at(9), saved_by=place.head)
        make.observation(place, day=TUESDAY, publication=place.publication)
        make.publication(place, version=1, text="Skaitiet", saved_at=at(9), saved_by=place.head)
        make.published(place, released_at=at(10, 1))
        an_idea(place, **gone(place))
