"""R27: whoever writes a day reads what it was, step by step, and what parents read when; no parent does."""

import pytest
from django.urls import reverse

from activities import operations
from activities.operations import Said
from audit.history import between, life_of
from outbox import grace
from outbox.models import GRACE
from tests.activities import makers
from tests.activities.changing import change, outcomes
from tests.activities.makers import said
from tests.audit.sections import written_by
from tests.planning.full import a_full_plan
from tests.world import MONDAY, at

NOTE, CHANGE = "Piezīme kolēģiem", "Apstiprinātas dienas labojums"


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def teacher(house):
    return house.access(house.people.teacher, "teacher")


@pytest.fixture
def plan(house, bees):
    return a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))


@pytest.fixture
def act(house):
    """Each by a request of its own; where nothing else is said, by the teacher."""

    def done(what, who="teacher"):
        person = getattr(house.people, who)
        with written_by(house, person):
            return what(house.access(person, "teacher"))

    return done


@pytest.fixture
def log(bees, act):
    """A draft with one entry."""
    return act(lambda by: makers.written(bees, by, MONDAY, said("Tilts", text="No klučiem")))


@pytest.fixture
def shown(log, act):
    """Confirmed at six, shown a minute later."""
    act(lambda by: operations.confirm(log=log, by=by, at=at(18)))
    grace.release_due(at(18) + GRACE)
    log.refresh_from_db()
    return log


def told(log):
    """Of each step who it was, and what was done of what; the newest first."""
    return [
        (step.by, [(one.kind, one.subject, changed(one)) for one in step.tellings])
        for step in life_of(log, log.institution)
    ]


def changed(telling):
    return {change.label: (change.old, change.new) for change in telling.changes}


def of(log, subject):
    """All that is told of one part."""
    return [
        (kind, facts)
        for _by, tellings in told(log)
        for kind, name, facts in tellings
        if name == subject
    ]


# --- step by step -------------------------------------------------------------------------------
def test_a_day_begins_with_what_was_written(house, log):
    ((by, tellings),) = told(log)
    assert by == house.people.teacher
    assert [(kind, subject) for kind, subject, _facts in tellings] == [
        ("insert", ""), ("insert", "Tilts"),
    ]  # fmt: skip
    (_, entry) = of(log, "Tilts")[0]
    assert entry["mācību joma"] == ("", "Matemātikas")
    assert entry["teksts"] == ("", "No klučiem")


def test_skills_are_told_in_words(log, act):
    entry = makers.entry_of(log)
    for on, skill in ((True, "KD"), (True, "DP"), (False, "KD")):
        act(lambda by, on=on, skill=skill: makers.tick(log, f"skill:{entry.pk}:{skill}", by, on=on))
        assert "['" not in str(told(log))
    ((_, entry),) = of(log, "Tilts")
    assert entry["caurviju prasmes"] == ("", "digitālā pratība")


def test_outcomes_of_an_entry_are_told_by_their_words(plan, log, act):
    entry, (_first, own) = makers.entry_of(log), outcomes(plan)
    act(lambda by: change(entry, by, outcomes=[own.pk]))
    subject = f"Tilts: {own.words}"
    assert of(log, subject) == [("insert", {})]
    act(lambda by: change(entry, by), "assistant")
    assert of(log, subject) == [("delete", {}), ("insert", {})]


def test_what_was_taken_away_is_told_as_removed(log, act):
    entry = makers.entry_of(log)
    act(lambda by: operations.take_away_entry(entry=entry, by=by, at=at(15)), "assistant")
    assert [kind for kind, _facts in of(log, "Tilts")] == ["delete", "insert"]


def test_each_author_is_named(house, log, act):
    entry = makers.entry_of(log)
    act(
        lambda by: operations.save_text(
            entry=entry, text="No smiltīm", version=1, by=by, at=at(14)
        ),
        "assistant",
    )
    assert [by for by, _ in told(log)] == [house.people.assistant, house.people.teacher]
    assert of(log, "Tilts")[0] == ("update", {"teksts": ("No klučiem", "No smiltīm")})


def test_notes_to_colleagues_are_in_it_once_they_say_something(log, act):
    assert of(log, NOTE) == []
    act(lambda by: operations.save_note(log=log, text="Līme", version=0, by=by, at=at(14)))
    assert [facts["teksts"] for _kind, facts in of(log, NOTE)] == [("", "Līme")]


def test_confirming_and_showing_are_told_the_second_by_the_portal(house, shown):
    shown_to_parents, *_ = life_of(shown, house.institution)
    assert (shown_to_parents.by, shown_to_parents.role) == (None, "portāls pats")
    (telling,) = shown_to_parents.tellings
    assert list(changed(telling)) == ["parādīts vecākiem"]
    ((_, confirmed),) = [one for one in of(shown, "") if "apstiprināts" in one[1]]
    assert "18:00" in confirmed["apstiprināts"][1]


def test_a_change_of_a_confirmed_day_is_told_with_its_reason(shown, act):
    entry = makers.entry_of(shown)
    act(
        lambda by: operations.change_entry(
            entry=entry, said=Said("Tornis", "MAT", "No klučiem"), version=1, reason="Cita spēle",
            by=by, at=at(20),
        )
    )  # fmt: skip
    ((kind, facts),) = of(shown, f"{CHANGE}: Tornis")
    assert (kind, facts["iemesls"]) == ("insert", ("", "Cita spēle"))


def test_a_days_life_costs_the_same_however_long_it_is(
    plan, log, act, django_assert_max_num_queries
):
    choice = outcomes(plan)[0]
    act(
        lambda by: [
            operations.add_entry(
                log=log, said=said(f"Tilts {n}", outcomes=[choice.pk]), by=by, at=at(14)
            )
            for n in range(10)
        ]
    )
    with django_assert_max_num_queries(12):
        assert len(life_of(log, log.institution)) == 1


# --- versions -----------------------------------------------------------------------------------
def test_versions_are_what_was_confirmed_what_parents_read_and_each_change(house, log, act):
    entry = makers.entry_of(log)

    def says(text, version, hour, minute=0, **more):
        said_now = Said("Tilts", "MAT", text)
        facts = {"said": said_now, "version": version, "at": at(hour, minute)} | more
        return lambda by: operations.change_entry(entry=entry, by=by, **facts)

    act(lambda by: operations.confirm(log=log, by=by, at=at(18)))
    grace.release_due(at(18, 1))
    act(says("No smiltīm", 1, 19, reason="Pārrakstījos"))
    act(says("No akmeņiem", 2, 20), "assistant")
    log.refresh_from_db()
    versions = between(log, log.trail_versions)
    assert [(one.title, one.by, one.at) for one in versions] == [
        ("Apstiprināts", house.people.teacher, at(18)),
        ("Parādīts vecākiem", None, at(18, 1)),
        ("Pārrakstījos", house.people.teacher, at(19)),
        ("Labots", house.people.assistant, at(20)),
    ]
    differences = [[changed(one) for one in version.differences] for version in versions]
    assert differences == [
        [], [],
        [{"teksts": ("No klučiem", "No smiltīm")}],
        [{"teksts": ("No smiltīm", "No akmeņiem")}],
    ]  # fmt: skip


def test_a_confirmation_that_was_taken_back_is_no_version(log, act):
    act(lambda by: operations.confirm(log=log, by=by, at=at(18)))
    act(lambda by: operations.take_back(log=log, by=by, at=at(18, 0, 30)))
    log.refresh_from_db()
    assert between(log, log.trail_versions) == []


# --- the plan's own history ---------------------------------------------------------------------
def test_what_a_day_says_was_done_is_no_step_of_the_plan(house, bees, plan, act):
    first = outcomes(plan)[0]
    log = act(lambda by: makers.opened(bees, by))
    before = len(life_of(plan, house.institution))
    act(lambda by: makers.tick(log, f"choice:{first.pk}", by))
    act(lambda by: makers.tick(log, f"item:{plan.items.get(kind='walk').pk}", by))
    first.refresh_from_db()
    assert first.done_on == MONDAY
    assert len(life_of(plan, house.institution)) == before


# --- who opens it -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "of_a_draft", "once_shown"),
    [
        ("teacher", 200, 200), ("assistant", 200, 200), ("specialist", 200, 200),
        ("substitute", 200, 200), ("head", 200, 200), ("other_teacher", 404, 404),
        ("former_teacher", 404, 404), ("nurse", 404, 404), ("clerk", 404, 404),
        ("superuser", 404, 404), ("mother", 404, 403), ("restricted", 404, 404),
        ("other_parent", 404, 404),
    ],
)  # fmt: skip
def test_its_history_is_of_those_who_write_it_and_of_administration(
    client, time_machine, house, shown, bees, act, who, of_a_draft, once_shown
):
    """A parent who reads the day is refused; of a draft there is nothing to refuse."""
    time_machine.move_to(at(20), tick=False)
    draft = act(lambda by: makers.written(bees, by, MONDAY.replace(day=13)))
    client.force_login(getattr(house.people, who))
    for log, status in ((draft, of_a_draft), (shown, once_shown)):
        assert client.get(reverse("audit:history", args=["daylog", log.pk])).status_code == status


@pytest.mark.parametrize("kind", ["dayentry", "daynote", "entryoutcome", "dayamendment"])
def test_parts_of_a_day_have_no_history_of_their_own(client, house, shown, kind):
    client.force_login(house.head)
    assert client.get(f"/history/{kind}/{shown.pk}/").status_code == 404
