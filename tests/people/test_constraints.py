"""Each constraint of the people tables refuses what it is for."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group, Permission

from people.models import (
    SCOPES,
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    InstitutionGroupPermission,
    Restriction,
    RoleGroup,
    SensitiveRead,
    User,
)
from tests.constraints import accepted, constraints_of, refused_by
from tests.people import breaks_of_keys
from tests.suite.frozen import laid_down
from tests.world import BEGIN, MONDAY, TUESDAY, TWO, at, institution


@pytest.fixture
def two(db):
    """Two institutions, each with a group, a child and its guardian, a teacher."""
    return laid_down("two places", 81, lambda: [_place(*one) for one in TWO])


def _place(name, number):
    house = institution(name, number)
    group = house.group("Bitītes")
    house.child(group, "Anna", "Bērziņa", personal_code="32000000017")
    house.people.teacher = house.adult("teacher", "Ilze", "Kalēja", email=f"ilze@{number}.test")
    house.people.mother = house.adult("parent", "Kristīne", "Bērziņa")
    house.assign(house.people.teacher, group)
    house.guardian(house.children["Bitītes"][0], house.people.mother)
    return house


def again(instance, **changes):
    """The same row once more, save for what is changed."""
    fields = {f.attname: getattr(instance, f.attname) for f in instance._meta.concrete_fields}
    return type(instance)._default_manager.create(**{**fields, "id": None, **changes})


def bare(model, **changes):
    """The first row of a table, changed without any check of Django's."""
    row = model._default_manager.order_by("pk").first()
    model._default_manager.filter(pk=row.pk).update(**changes)


def child(two, place=0):
    return two[place].children["Bitītes"][0]


def group(two, place=0):
    return two[place].groups["Bitītes"]


def guardianship(two, place=0):
    return Guardianship.objects.get(child=child(two, place))


def restriction(two, **changes):
    facts = {
        "institution": two[0].institution, "guardianship": guardianship(two), "document": "7",
        "issuer": "Bāriņtiesa", "since": BEGIN,
    }  # fmt: skip
    return Restriction.objects.create(**facts | changes)


NOTHING = dict.fromkeys(SCOPES, False)
BACKWARDS = {"since": MONDAY, "until": MONDAY}


def read(two, **changes) -> SensitiveRead:
    house = two[0]
    facts = {
        "institution": house.institution, "child": house.children["Bitītes"][0],
        "person": house.people.teacher, "role": "teacher", "what": "health_note", "read_at": at(9),
    }  # fmt: skip
    return SensitiveRead.objects.create(**facts | changes)


BREAKS = {
    # adults and roles
    "one_person_per_email": lambda two: bare(User, email="ILZE@40000000001.TEST"),
    "no_email_is_null": lambda two: bare(User, email=""),
    "nobody_is_above_access": lambda two: bare(User, is_superuser=True),
    "people_user_username_key": lambda two: bare(User, username=two[1].people.teacher.username),
    "people_user_groups_user_id_group_id_60378d34_uniq": lambda two: again(
        User.groups.through.objects.first()
    ),
    "people_user_user_permiss_user_id_permission_id_a7ac6748_uniq": lambda two: [
        User.user_permissions.through.objects.create(
            user=two[0].head, permission=Permission.objects.first()
        )
        for _ in range(2)
    ],
    "a_role_is_a_known_one": lambda two: bare(RoleGroup, role="king"),
    "one_group_per_institution_and_role": lambda two: again(
        RoleGroup.objects.first(), group_id=Group.objects.create(name="other").pk
    ),
    "people_rolegroup_group_id_key": lambda two: bare(
        RoleGroup, group=RoleGroup.objects.last().group
    ),
    "people_institutiongroupp_group_id_permission_id_c_65a7d328_uniq": lambda two: again(
        InstitutionGroupPermission.objects.first()
    ),
    # institutions, groups, children
    "people_institution_slug_key": lambda two: bare(Institution, slug=two[1].institution.slug),
    "people_institution_registration_number_key": lambda two: bare(
        Institution, registration_number="40000000002"
    ),
    "one_group_of_a_name_per_school_year": lambda two: again(group(two)),
    "people_childgroup_school_year_check": lambda two: bare(ChildGroup, school_year=-1),
    "one_child_per_personal_code": lambda two: again(child(two)),
    "a_personal_code_is_eleven_digits": lambda two: bare(Child, personal_code="3200000001"),
    "a_sex_is_a_known_one": lambda two: bare(Child, sex="x"),
    # dated relations
    "a_child_is_in_one_group_at_a_time": lambda two: again(
        Enrolment.objects.get(child=child(two)), since=MONDAY
    ),
    "an_enrolment_ends_after_it_begins": lambda two: bare(Enrolment, **BACKWARDS),
    "an_enrolment_kind_is_known": lambda two: bare(Enrolment, kind=3),
    "one_assignment_of_a_kind_at_a_time": lambda two: again(
        Assignment.objects.get(group=group(two)), since=MONDAY, until=TUESDAY
    ),
    "an_assignment_ends_after_it_begins": lambda two: bare(Assignment, **BACKWARDS),
    "an_assignment_kind_is_known": lambda two: bare(Assignment, kind=5),
    "one_guardianship_of_a_child_at_a_time": lambda two: again(
        guardianship(two), relation="guardian"
    ),
    "a_guardianship_ends_after_it_begins": lambda two: bare(Guardianship, **BACKWARDS),
    "a_relation_is_a_known_one": lambda two: bare(Guardianship, relation="friend"),
    "a_restriction_ends_after_it_begins": lambda two: restriction(two, **BACKWARDS),
    "a_restriction_restricts_something": lambda two: restriction(two, **NOTHING),
    # nothing joins two institutions
    "enrolment_child_of_one_institution": lambda two: bare(Enrolment, child=child(two, 1), kind=2),
    "enrolment_group_of_one_institution": lambda two: bare(Enrolment, group=group(two, 1)),
    "childgroup_continues_of_one_institution": lambda two: ChildGroup.objects.filter(
        pk=group(two).pk
    ).update(continues=group(two, 1)),
    "an_age_stage_is_known": lambda two: Child.objects.filter(pk=child(two).pk).update(
        stage_override=4
    ),
    "assignment_group_of_one_institution": lambda two: bare(Assignment, group=group(two, 1)),
    "guardianship_child_of_one_institution": lambda two: bare(Guardianship, child=child(two, 1)),
    "restriction_guardianship_of_one_institution": lambda two: restriction(
        two, guardianship=guardianship(two, 1)
    ),
    "a_read_holds_no_text": lambda two: read(two, what="Drudzis 38"),
    "sensitiveread_child_of_one_institution": lambda two: read(
        two, child=two[1].children["Bitītes"][0]
    ),
    **breaks_of_keys.BREAKS,
}
# Targets of the foreign keys above: no row can break them, for ``id`` alone is unique already.
TARGETS = {
    "a_child_has_one_institution",
    "a_batch_has_one_institution",
    "a_group_has_one_institution",
    "a_guardianship_has_one_institution",
    "people_child_stage_override_check",  # Django's own: what it refuses is no known stage either
}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(two, name):
    with refused_by(name):
        BREAKS[name](two)


def test_every_constraint_is_among_them(db):
    assert constraints_of("people") == set(BREAKS) | TARGETS


SINCE, UNTIL = MONDAY, MONDAY + timedelta(days=7)
BEFORE, AFTER, INSIDE = SINCE - timedelta(days=7), UNTIL + timedelta(days=7), TUESDAY
PERIODS = [  # the other period; is it refused beside SINCE – UNTIL (not included)?
    ((BEFORE, SINCE), False),  # touching: the move counts from the start of its day
    ((UNTIL, AFTER), False),
    ((UNTIL, None), False),
    ((SINCE, UNTIL), True),
    ((BEFORE, TUESDAY), True),
    ((INSIDE, AFTER), True),
    ((INSIDE, INSIDE + timedelta(days=1)), True),
    ((BEFORE, AFTER), True),
    ((BEFORE, None), True),
    ((UNTIL - timedelta(days=1), None), True),
]
RELATIONS = [
    (Enrolment, "a_child_is_in_one_group_at_a_time"),
    (Assignment, "one_assignment_of_a_kind_at_a_time"),
    (Guardianship, "one_guardianship_of_a_child_at_a_time"),
]


@pytest.mark.parametrize(("model", "name"), RELATIONS)
def test_periods_may_touch_and_never_overlap(two, model, name):
    row = model._default_manager.filter(institution=two[0].institution).get()
    model._default_manager.filter(pk=row.pk).update(since=SINCE, until=UNTIL)
    for (since, until), overlaps in PERIODS:
        with refused_by(name) if overlaps else accepted():
            other = again(row, since=since, until=until)
        if not overlaps:
            model._default_manager.filter(pk=other.pk).delete()


@pytest.mark.parametrize(("model", "name"), RELATIONS)
def test_two_open_ended_periods_overlap(two, model, name):
    row = model._default_manager.filter(institution=two[0].institution).get()
    with refused_by(name):
        again(row, since=date(2099, 1, 1))


def test_overlap_is_refused_per_kind(two):
    """A temporary enrolment lies over the permanent one; a teacher substitutes in her own group."""
    with accepted():
        temporary = again(
            Enrolment.objects.get(child=child(two)), kind=2, since=MONDAY, until=TUESDAY
        )
        again(Assignment.objects.get(group=group(two)), kind=4, since=MONDAY, until=TUESDAY)
    with refused_by("a_child_is_in_one_group_at_a_time"):
        again(temporary)


def test_what_is_unique_is_so_within_its_institution(two):
    """The same group name, personal code and family in another institution are nobody's business."""
    assert child(two).personal_code == child(two, 1).personal_code
    assert group(two).name == group(two, 1).name
    with accepted():
        again(child(two), personal_code=None)
        again(child(two), personal_code=None)
        again(group(two), school_year=2027)
        Guardianship.objects.create(
            institution=two[1].institution, child=child(two, 1), user=two[0].people.mother,
            relation="mother", since=BEGIN,
        )  # fmt: skip
