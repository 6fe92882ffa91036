"""R26, R15: staff who assess a child read what became of each assessment, who and when; no parent does."""

import pytest
from django.urls import reverse

from assessment import operations
from audit.history import life_of
from outbox import grace
from outbox.models import GRACE
from tests.assessment import makers
from tests.audit.sections import written_by
from tests.world import MONDAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def act(house, bees):
    """Each by a request of its own; where nothing else is said, by the teacher."""

    def done(what, who="teacher"):
        person = getattr(house.people, who)
        with written_by(house, person):
            return what({"group": bees, "by": house.access(person, "teacher")})

    return done


@pytest.fixture
def row(act, anna):
    """Assessed in mathematics."""
    return act(lambda here: makers.assessed(**here, child=anna, outcome=makers.outcomes()[0]))


@pytest.fixture
def shown(act, anna, row):
    """With an idea for home, published at two and shown a minute later."""
    act(
        lambda here: operations.save_idea(
            **here, child=anna, text="Skaitiet pakāpienus", version=0, at=at(13)
        )
    )
    (publication,) = act(lambda here: makers.published(**here, children=[anna]))
    grace.release_due(at(14) + GRACE)
    for one in (row, publication):
        one.refresh_from_db()
    return publication


def told(entry):
    """Of each step who it was, and what was done of what; the newest first."""
    return [
        (step.by, [(one.kind, one.subject, changed(one)) for one in step.tellings])
        for step in life_of(entry, entry.institution)
    ]


def changed(telling):
    return {change.label: (change.old, change.new) for change in telling.changes}


def painted(row, level):
    return lambda here: makers.painted(
        here["group"], here["by"],
        makers.cell(row.child, row.outcome, level, version=row.version),
    )  # fmt: skip


# --- step by step -----------------------------------------------------------------------------------
def test_each_change_of_a_level_is_told_with_its_author(house, row, act):
    act(painted(row, "A"), "substitute")
    assert told(row) == [
        (house.people.substitute, [("update", "", {"apguves līmenis": ("turpina apgūt", "apguvis")})]),
        (house.people.teacher, [
            ("insert", "", {"diena": ("", "16.11.2026."), "apguves līmenis": ("", "turpina apgūt")}),
        ]),
    ]  # fmt: skip


def test_a_comment_is_told(row, act):
    act(
        lambda here: operations.explain(
            **here, assessment=row, comment="Skaita līdz desmit", evidence=None, version=1,
            at=at(14),
        )
    )  # fmt: skip
    assert told(row)[0][1] == [("update", "", {"komentārs": ("", "Skaita līdz desmit")})]


def test_what_was_taken_away_is_told_as_removed_and_comes_back_as_entered(row, act):
    act(painted(row, ""))
    row.refresh_from_db()
    act(lambda here: makers.assessed(**here, child=row.child, outcome=row.outcome, level="S"))
    kinds = [[one[0] for one in tellings] for _by, tellings in told(row)]
    assert kinds == [["insert"], ["delete"], ["insert"]]


def test_published_it_is_taken_away_with_the_reason_that_was_said(row, shown, act):
    act(lambda here: operations.take_away(**here, assessment=row, reason="Cits bērns", at=at(15)))
    assert told(row)[0][1] == [("delete", "", {"noņemšanas iemesls": ("", "Cits bērns")})]


def test_an_observation_typed_in_one_go_is_one_step(house, anna, act):
    for version, text in enumerate(("Būvē", "Būvē torni", "Būvē torni un gaida")):
        row = act(
            lambda here, version=version, text=text: operations.save_observation(
                **here, child=anna, day=MONDAY, text=text, version=version, at=at(13)
            )
        )
    ((by, ((kind, _subject, facts),)),) = told(row)
    assert (by, kind, facts["teksts"]) == (
        house.people.teacher, "insert", ("", "Būvē torni un gaida"),
    )  # fmt: skip


def test_of_a_publication_what_went_with_it_and_when_parents_saw_it(house, row, shown):
    release, published, *_typed = told(shown)
    assert (release[0], [list(facts) for _k, _s, facts in release[1]]) == (
        None, [["parādīts vecākiem"]],
    )  # fmt: skip
    assert published[0] == house.people.teacher
    kinds = {subject: (kind, list(facts)) for kind, subject, facts in published[1]}
    assert kinds[row.trail_name] == ("insert", ["apguves līmenis"])
    assert "14:00" in str(published[1])


# --- who opens it -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "of_a_draft", "once_shown"),
    [
        ("teacher", 200, 200), ("specialist", 200, 200), ("substitute", 200, 200),
        ("head", 200, 200), ("assistant", 404, 404), ("other_teacher", 404, 404),
        ("former_teacher", 404, 404), ("nurse", 404, 404), ("clerk", 404, 404),
        ("superuser", 404, 404), ("mother", 404, 403), ("other_parent", 404, 404),
    ],
)  # fmt: skip
def test_its_history_is_of_those_who_assess_and_of_administration(
    client, time_machine, house, act, anna, row, shown, who, of_a_draft, once_shown
):
    """A parent who reads it is refused; of a draft there is nothing to refuse."""
    time_machine.move_to(at(20), tick=False)
    draft = act(lambda here: makers.assessed(**here, child=anna, outcome=makers.outcomes()[1]))
    client.force_login(getattr(house.people, who))
    for kind, entry, status in (
        ("assessment", draft, of_a_draft), ("assessment", row, once_shown),
        ("publication", shown, once_shown),
    ):  # fmt: skip
        address = reverse("audit:history", args=[kind, entry.pk])
        assert client.get(address).status_code == status, kind


def test_the_history_goes_with_the_child(client, time_machine, house, anna, row):
    """To the next teacher; the one before loses sight of it."""
    from people import operations as people

    people.move(child=anna, group=house.groups["Pūcītes"], since=MONDAY, by=house.by)
    time_machine.move_to(at(20), tick=False)
    for who, status in (("teacher", 404), ("other_teacher", 200)):
        client.force_login(getattr(house.people, who))
        address = reverse("audit:history", args=["assessment", row.pk])
        assert client.get(address).status_code == status
