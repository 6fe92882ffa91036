"""Lists of the admin: filtered, masked, in few queries; nobody is searched for in an address."""

import pytest

from people import operations
from people.models import Assignment, Child, Enrolment, Guardianship, User
from tests.people.admin_pages import MODELS, first_of, page
from tests.world import BEGIN


@pytest.mark.parametrize("model", MODELS)
def test_nobody_is_searched_for_in_an_address(house, head, model):
    page_of = head.get(page(model), {"q": "Bērziņš"})
    assert (
        page_of.context["cl"].queryset.count() == head.get(page(model)).context["cl"].result_count
    )
    assert 'name="q"' not in page_of.content.decode()


def test_a_family_is_found_by_its_group(house, head):
    bees = {"group": house.groups["Bitītes"].pk}
    mothers = head.get(page(User), bees).context["cl"].queryset
    assert house.people.mother in mothers
    assert house.people.other_parent not in mothers
    children = head.get(page(Child), bees).context["cl"].queryset
    assert set(children) == set(house.children["Bitītes"])
    relations = head.get(page(Guardianship), bees).context["cl"].queryset
    assert {one.child for one in relations} <= set(house.children["Bitītes"])


@pytest.mark.parametrize(
    "lookup", ["password__startswith", "groups__role_group__role", "personal_code__startswith"]
)
def test_an_address_does_not_fish_in_other_columns(head, lookup):
    model = Child if "code" in lookup else User
    assert head.get(page(model), {lookup: "1"}).status_code == 400


def test_filters_work(house, head):
    teachers = head.get(page(User), {"role": "teacher"}).context["cl"].queryset
    assert house.people.teacher in teachers
    assert house.people.mother not in teachers
    group = house.groups["Bitītes"].pk
    listed = head.get(page(Enrolment), {"group": group, "in_force": "today"})
    assert listed.context["cl"].queryset.count() == 3
    for value in ("ended", "later", "x"):
        assert head.get(page(Assignment), {"in_force": value}).status_code == 200
    odd = head.get(page(Enrolment), {"group": "x"})
    assert odd.context["cl"].queryset.count() == 6  # of every group


def test_a_personal_code_is_masked_in_lists_and_whole_in_the_form(house, head):
    child = house.children["Bitītes"][0]
    child.personal_code = "32123456789"
    operations.change_child(child=child, by=house.by)
    listed = head.get(page(Child)).content.decode()
    assert "******-*6789" in listed
    assert "32123456789" not in listed
    assert "32123456789" in head.get(page(Child, "change", child.pk)).content.decode()


def two_hundred_children(house) -> None:
    """At once: what each operation asks is not what is counted here."""
    mine, mother = house.institution, house.people.mother
    Guardianship.objects.bulk_create(
        Guardianship(institution=mine, child=child, user=mother, relation="mother", since=BEGIN)
        for child in house.crowd(house.groups["Bitītes"], 200)
    )


def test_lists_of_two_hundred_rows_take_few_queries(house, head, django_assert_max_num_queries):
    two_hundred_children(house)
    house.group("Ezīši")
    for model in MODELS:
        with django_assert_max_num_queries(15):
            assert head.get(page(model), {"all": ""}).status_code == 200


def test_forms_take_few_queries(house, head, django_assert_max_num_queries):
    for model in MODELS:
        with django_assert_max_num_queries(20):
            head.get(page(model, "change", first_of(model, house).pk))


def test_what_is_added_is_chosen_among_two_hundred_in_few_queries(
    house, head, django_assert_max_num_queries
):
    two_hundred_children(house)
    for model in MODELS:
        with django_assert_max_num_queries(15):
            head.get(page(model, "add"))
