"""Lists of the admin: found without diacritics, filtered, masked, in few queries."""

import pytest

from people import operations
from people.models import Assignment, Child, Enrolment, Guardianship, User
from tests.people.admin_pages import MODELS, first_of, page
from tests.world import BEGIN


def test_search_ignores_diacritics(house, head):
    names = {str(child) for child in head.get(page(Child), {"q": "berzins"}).context["cl"].queryset}
    assert names == {"Kārlis Bērziņš"}
    relations = head.get(page(Guardianship), {"q": "BĒRZIŅŠ janis"}).context["cl"].queryset
    assert {one.user for one in relations} == {house.people.father}


@pytest.mark.parametrize("query", ["???", '"', "%", "'", "a" * 5000])
def test_an_odd_search_finds_nothing_and_does_not_fail(head, query):
    assert not head.get(page(Child), {"q": query}).context["cl"].queryset.exists()


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
    listed = head.get(page(Enrolment), {"group__id__exact": group, "in_force": "today"})
    assert listed.context["cl"].queryset.count() == 3
    for value in ("ended", "later", "x"):
        assert head.get(page(Assignment), {"in_force": value}).status_code == 200
    assert head.get(page(Enrolment), {"group__id__exact": "x"}).status_code == 302


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
