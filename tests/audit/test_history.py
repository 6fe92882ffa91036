"""An entry's life: old → new, who, when (R29, R31)."""

import pytest
from django.conf import settings
from django.urls import reverse

from attendance.models import HealthNote, Mark, Register
from attendance.register.operations import draft
from audit.history import life_of, model_of
from audit.rights import event_models
from people.access import BY_ASSIGNMENT, BY_ROLE, Action
from people.models import Restriction
from people.operations import change_child
from tests.attendance import makers
from tests.world import MONDAY, TUESDAY, at

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
LINE = '<li class="line">'


def record(client, house, *absent: int, version="0", who="teacher"):
    client.force_login(getattr(house.people, who), backend=BACKEND)
    children = [child.pk for child in house.children["Bitītes"]]
    url = reverse("attendance:register", args=[house.groups["Bitītes"].pk, MONDAY])
    body = {"version": version, "child": children, "absent": [children[n] for n in absent]}
    assert client.post(url, body).status_code == 302


@pytest.fixture
def corrected(client, house, monday) -> Register:
    """Anna absent at 8:50 by the teacher; at 11:00 the assistant says she is here."""
    record(client, house, 0)
    monday.move_to(at(11), tick=False)
    record(client, house, version="1", who="assistant")
    return Register.objects.get()


def life(entry) -> list[tuple]:
    return [
        (telling.kind, step.by, [(change.old, change.new) for change in telling.changes])
        for step in life_of(entry, entry.institution)
        for telling in step.tellings
    ]


def test_a_marks_life_tells_old_and_new_and_who(corrected, house):
    mark = Mark.objects.get(child=house.children["Bitītes"][0])
    newest, oldest = life(mark)
    assert newest == ("update", house.people.assistant, [("nav klāt", "ir klāt")])
    kind, by, changes = oldest
    assert (kind, by) == ("insert", house.people.teacher)
    assert ("", "nav klāt") in changes


def test_a_step_tells_the_role_as_words(corrected, house):
    mark = Mark.objects.get(child=house.children["Bitītes"][0])
    assert {step.role for step in life_of(mark, mark.institution)} == {"pedagogs"}


def test_a_registers_life_tells_of_its_marks(corrected):
    told = [change for _, _, changes in life(corrected) for change in changes]
    assert ("nav klāt", "ir klāt") in told


def test_moments_are_told_where_the_institution_is(corrected):
    told = " ".join(new for _, _, changes in life(corrected) for _, new in changes)
    assert "8:50" in told
    assert "+00:00" not in told


def test_nobody_is_named_for_what_no_request_did(house):
    child = house.children["Bitītes"][0]
    assert [(kind, by) for kind, by, _ in life(child)] == [("insert", None)]


def test_a_life_costs_the_same_however_long_it_is(house, django_assert_max_num_queries):
    child = house.children["Bitītes"][0]
    for number in range(10):
        child.first_name = f"Anna{number}"
        change_child(child=child, by=house.by)
    with django_assert_max_num_queries(5):
        assert len(life_of(child, child.institution)) == 11


def page(client, entry, **kwargs):
    kind = entry._meta.model_name
    return client.get(reverse("audit:history", args=[kind, entry.pk]), **kwargs)


SEERS = [
    "teacher", "assistant", "substitute", "nurse", "clerk", "head",
]  # fmt: skip
STRANGERS = ["mother", "other_teacher", "superuser", "former_teacher", "other_parent"]


def test_those_with_view_history_see_the_page(client, house, corrected):
    for who in SEERS:
        client.force_login(getattr(house.people, who), backend=BACKEND)
        answer = page(client, corrected)
        assert answer.status_code == 200, who
        assert LINE in answer.content.decode()


def test_others_do_not(client, house, corrected):
    for who in STRANGERS:
        client.force_login(getattr(house.people, who), backend=BACKEND)
        assert page(client, corrected).status_code in (403, 404), who


def test_a_specialist_sees_the_register_but_not_its_history(client, house, corrected):
    client.force_login(house.people.specialist, backend=BACKEND)
    assert page(client, corrected).status_code == 403


def test_nobody_of_another_institution_sees_it(client, other_house, house, corrected):
    for who in SEERS:
        client.force_login(getattr(other_house.people, who), backend=BACKEND)
        assert page(client, corrected).status_code == 404


def test_a_substitutes_sight_ends_at_midnight(client, house, corrected, monday):
    monday.move_to(at(0, day=TUESDAY), tick=False)
    client.force_login(house.people.substitute, backend=BACKEND)
    assert page(client, corrected).status_code == 404


def test_a_part_of_a_page_gets_the_steps_alone(client, house, corrected):
    client.force_login(house.people.teacher, backend=BACKEND)
    part = page(client, corrected, headers={"HX-Request": "true"}).content.decode()
    assert LINE in part
    assert "<html" not in part


def test_what_has_no_history_is_no_page(client, house):
    client.force_login(house.head, backend=BACKEND)
    for kind in ("session", "permission", "user_groups", "markevent", "x"):
        assert client.get(f"/history/{kind}/1/").status_code == 404, kind


def test_only_these_kinds_have_a_history_one_can_open():
    """A new kind of entry is nobody's here until somebody has said whose it is."""
    tracked = {event.pgh_tracked_model._meta.concrete_model for event in event_models()}
    names = {model._meta.model_name for model in tracked}
    assert {name for name in names if model_of(name)} == {
        "institution", "user", "childgroup", "child", "enrolment", "assignment", "guardianship",
        "restriction", "register", "mark", "monthplan", "daylog", "assessment", "observation",
        "publication", "talk",
    }  # fmt: skip


def test_a_parents_note_is_nobodys_by_its_address(client, house):
    """Not administration's, who manages people; not those who may read notes: readings are kept."""
    note = makers.health_note(house, text="Vējbakas")
    for who in ("head", "nurse", "clerk", "teacher", "mother"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        assert page(client, note).status_code == 404, who


@pytest.mark.parametrize("action", sorted(set(Action) - {Action.VIEW_HEALTH_NOTE}))
def test_no_other_right_lets_a_note_of_health_be_seen(house, action):
    makers.health_note(house)
    for who in (house.by, house.access(house.people.nurse, "nurse")):
        assert not HealthNote.objects.visible_to(who, action).exists()


def test_what_is_shown_never_runs(client, house):
    child = house.children["Bitītes"][0]
    child.first_name = "<script>alert(1)</script>"
    change_child(child=child, by=house.by)
    client.force_login(house.head, backend=BACKEND)
    assert "<script>alert(1)" not in page(client, child).content.decode()


def test_the_newest_comes_first_within_one_moment_too(client, house, monday):
    """A test is one transaction, hence one moment: a draft, then its confirmation."""
    draft(
        group=house.groups["Bitītes"], day=MONDAY, child_id=house.children["Bitītes"][0].pk,
        absent=True, by=house.access(house.people.teacher, "teacher"), at=at(8, 40),
    )  # fmt: skip
    record(client, house, 0, version="1")
    register = Register.objects.get()
    steps = life_of(register, register.institution)
    own = [telling for step in steps for telling in step.tellings if not telling.subject]
    assert [telling.kind for telling in own] == ["update", "insert"]
    assert len({step.at for step in steps}) == 1


def test_the_history_of_a_childs_card_is_for_administration_alone(client, house):
    """It tells the whole personal code and the warning, which a register's history does not."""
    child = house.children["Bitītes"][0]
    for who in ("teacher", "assistant", "specialist", "nurse", "clerk", "mother", "superuser"):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        assert page(client, child).status_code in (403, 404)
    client.force_login(house.head, backend=BACKEND)
    assert page(client, child).status_code == 200


def test_papers_of_a_restriction_are_not_for_teachers(client, house):
    paper = Restriction.objects.get()
    for who, status in (("teacher", 404), ("nurse", 404), ("head", 200)):
        client.force_login(getattr(house.people, who), backend=BACKEND)
        assert page(client, paper).status_code == status


def test_the_table_gives_history_to_staff_who_work_with_the_entry():
    """The cases above are all there are."""
    assert {role for role, actions in BY_ROLE.items() if Action.VIEW_HISTORY in actions} == {
        "admin", "nurse", "clerk",
    }  # fmt: skip
    assert sum(Action.VIEW_HISTORY in actions for actions in BY_ASSIGNMENT.values()) == 3
