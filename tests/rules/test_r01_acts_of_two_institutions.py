"""R1: no act joins two institutions, whoever hands its objects to the operation."""

from datetime import date

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from attendance.models import Mark
from attendance.register.operations import Answer, confirm, draft
from duties import operations as duties
from people import operations
from people.access import Access
from people.models import Guardianship, Role
from tests.world import MONDAY, TUESDAY, at


def teacher_of(house) -> Access:
    return house.access(house.people.teacher, "teacher")


def _restriction(a, b):
    of_b = Guardianship.objects.filter(institution=b.institution).first()
    operations.restrict(guardianship=of_b, document="7", issuer="Tiesa", since=MONDAY, by=a.by)


def _ending(a, b):
    of_b = Guardianship.objects.filter(institution=b.institution).first()
    operations.end(of_b, until=TUESDAY, by=a.by)


def _closing(a, b, **facts):
    duties.close(
        **{
            "institution": a.institution, "kind": 2, "since": MONDAY, "until": TUESDAY,
            "by": a.by, "at": at(15),
        } | facts
    )  # fmt: skip


def _recording(a, group, children, by):
    answers = [Answer(child.pk, False) for child in children]
    confirm(group=group, day=MONDAY, answers=answers, by=by, at=at(8, 50))


CHILD = {"first_name": "J", "last_name": "Z", "birth_date": date(2021, 1, 2), "sex": "f"}
ADULT = {"role": Role.NURSE, "first_name": "J", "last_name": "Z"}
GROUP = {"name": "Jaunā", "school_year": 2026, "symbol": "laceni"}

# Each act of A's administration or teacher with something of B among its objects.
MIXED = {
    "a child into the other's group": lambda a, b: operations.enrol(
        child=a.children["Bitītes"][0], group=b.groups["Bitītes"], since=MONDAY, kind=2, by=a.by
    ),
    "the other's child into a group": lambda a, b: operations.enrol(
        child=b.children["Bitītes"][0], group=a.groups["Bitītes"], since=MONDAY, kind=2, by=a.by
    ),
    "the other's child into its own group": lambda a, b: operations.enrol(
        child=b.children["Bitītes"][0], group=b.groups["Pūcītes"], since=MONDAY, kind=2, by=a.by
    ),
    "a move to the other's group": lambda a, b: operations.move(
        child=a.children["Bitītes"][0], group=b.groups["Pūcītes"], since=MONDAY, by=a.by
    ),
    "a move of the other's child": lambda a, b: operations.move(
        child=b.children["Bitītes"][0], group=a.groups["Pūcītes"], since=MONDAY, by=a.by
    ),
    "an assignment to the other's group": lambda a, b: operations.assign(
        user=a.people.teacher, group=b.groups["Bitītes"], since=MONDAY, by=a.by
    ),
    "an assignment of the other's teacher": lambda a, b: operations.assign(
        user=b.people.teacher, group=a.groups["Bitītes"], since=MONDAY, by=a.by
    ),
    "a guardian of the other's child": lambda a, b: operations.record_guardianship(
        child=b.children["Bitītes"][0], user=a.people.father, relation="father", since=MONDAY,
        by=a.by,
    ),
    "the other's adult as a guardian": lambda a, b: operations.record_guardianship(
        child=a.children["Bitītes"][0], user=b.people.father, relation="father", since=MONDAY,
        by=a.by,
    ),
    "a restriction in the other's family": _restriction,
    "an end of the other's guardianship": _ending,
    "a role for the other's adult": lambda a, b: operations.give_role(
        user=b.people.nurse, role=Role.NURSE, institution=a.institution, by=a.by
    ),
    "a role in the other institution": lambda a, b: operations.give_role(
        user=a.people.nurse, role=Role.NURSE, institution=b.institution, by=a.by
    ),
    "a role taken from the other's adult": lambda a, b: operations.take_role(
        user=b.people.nurse, role=Role.NURSE, institution=b.institution, by=a.by
    ),
    "the other's adult changed": lambda a, b: operations.write_name(
        user=b.people.nurse, first_name="Cita", last_name="Citāda", by=a.by, at=at(9)
    ),
    "an adult made for the other": lambda a, b: operations.add_adult(
        institution=b.institution, by=a.by, **ADULT
    ),
    "a child made for the other": lambda a, b: operations.add_child(
        institution=b.institution, by=a.by, **CHILD
    ),
    "the other's child changed": lambda a, b: operations.change_child(
        child=b.children["Bitītes"][0], by=a.by
    ),
    "a group made for the other": lambda a, b: operations.open_group(
        institution=b.institution, by=a.by, **GROUP
    ),
    "the other's group changed": lambda a, b: operations.change_group(
        group=b.groups["Bitītes"], by=a.by
    ),
    "the other institution changed": lambda a, b: operations.change_institution(
        institution=b.institution, by=a.by
    ),
    "a day off for the other": lambda a, b: duties.except_day(
        institution=b.institution, day=MONDAY, kind="closed", by=a.by
    ),
    "a day off for the other's group": lambda a, b: duties.except_day(
        institution=a.institution, group=b.groups["Bitītes"], day=MONDAY, kind="closed", by=a.by
    ),
    "days of the other closed": lambda a, b: _closing(a, b, institution=b.institution),
    "days of the other's group closed": lambda a, b: _closing(a, b, group=b.groups["Bitītes"]),
    "days of the other closed by way of one's own group": lambda a, b: _closing(
        a, b, institution=b.institution, group=a.groups["Bitītes"]
    ),
    "the other's register": lambda a, b: _recording(
        a, b.groups["Bitītes"], b.children["Bitītes"], teacher_of(a)
    ),
    "a draft in the other's register": lambda a, b: draft(
        group=b.groups["Bitītes"], day=MONDAY, child_id=b.children["Bitītes"][0].pk, absent=True,
        by=teacher_of(a), at=at(8, 30),
    ),
    "a draft about the other's child": lambda a, b: draft(
        group=a.groups["Bitītes"], day=MONDAY, child_id=b.children["Bitītes"][0].pk, absent=True,
        by=teacher_of(a), at=at(8, 30),
    ),
}  # fmt: skip


def refusal(act, here, there) -> str:
    """What an act answers. That the database would refuse it at the commit does not count."""
    try:
        with transaction.atomic():
            before = _trail_length()
            act(here, there)
            return "accepted" if _trail_length() > before else "nothing done"
    except (PermissionDenied, ValidationError):
        return "refused"


def test_every_act_that_mixes_two_institutions_is_refused(house, other_house):
    answers = {}
    for name, act in MIXED.items():
        with transaction.atomic():
            answers[name] = refusal(act, house, other_house)
            transaction.set_rollback(True)
    assert {name: answer for name, answer in answers.items() if answer != "refused"} == {}


def _trail_length() -> int:
    events = [m for m in apps.get_app_config("audit").get_models() if hasattr(m, "pgh_obj_id")]
    return sum(model._default_manager.count() for model in events)


def test_a_child_of_the_other_in_a_form_changes_nothing_there(house, other_house):
    stranger = other_house.children["Bitītes"][0]
    answer = [Answer(stranger.pk, True)]
    confirm(
        group=other_house.groups["Bitītes"], day=MONDAY, answers=answer, at=at(8, 40),
        by=teacher_of(other_house),
    )  # fmt: skip
    _recording(house, house.groups["Bitītes"], [stranger], teacher_of(house))
    assert Mark.objects.get(child=stranger).is_absent
