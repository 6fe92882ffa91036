"""Acts about adults: roles given and taken, e-mail, generated user names."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError

from people import operations
from people.access import Access, Action
from people.models import Role, RoleGroup, User
from people.operations import adults
from tests.world import MONDAY


def roles(user) -> set[str]:
    return set(RoleGroup.objects.filter(group__user=user).values_list("role", flat=True))


def test_nobody_changes_their_own_roles(house):
    for act in (operations.give_role, operations.take_role):
        with pytest.raises(PermissionDenied):
            act(user=house.head, role=Role.ADMIN, institution=house.institution, by=house.by)


def test_a_role_given_twice_is_held_once(house):
    for _ in range(2):
        operations.give_role(
            user=house.people.teacher, role=Role.NURSE, institution=house.institution, by=house.by
        )
    assert roles(house.people.teacher) == {"teacher", "nurse"}


def test_the_role_of_parent_is_not_taken_while_there_is_a_child(house):
    """Membership follows guardianship (design.md, «Acting»)."""
    with pytest.raises((ValidationError, PermissionDenied)):
        operations.take_role(
            user=house.people.mother, role=Role.PARENT, institution=house.institution, by=house.by
        )


def add(house, **details) -> User:
    facts = {"role": "teacher", "first_name": "Jauna", "last_name": "Zīle"}
    return operations.add_adult(institution=house.institution, by=house.by, **facts | details)


def test_an_e_mail_is_one_persons_whatever_its_case(house):
    for email in ("ilze@jancis.test", "ILZE@Jancis.TEST", "Ilze@jancis.test"):
        with pytest.raises(ValidationError) as told:
            add(house, email=email)
        assert "e-past" in str(told.value).lower()
        assert "one_person_per_email" not in str(told.value)
    assert User.objects.filter(last_name="Zīle").count() == 0


def test_an_e_mail_is_one_persons_across_institutions(house, other_house):
    with pytest.raises(ValidationError):
        add(other_house, email="Ilze@jancis.test")


def test_many_have_no_e_mail(house):
    assert {add(house, email=nothing).email for nothing in (None, "", None)} == {None}


def test_the_address_book_of_the_log_in_knows_the_e_mail(house):
    user = add(house, email="Jauna@Jancis.test")
    address = EmailAddress.objects.get(user=user)
    assert address.email.casefold() == user.email.casefold() == "jauna@jancis.test"
    assert (address.primary, address.verified) == (True, False)


def test_what_is_no_e_mail_is_refused(house):
    for email in ("nav", "a@b", "a b@c.lv", "x" * 250 + "@c.lv"):
        with pytest.raises(ValidationError):
            add(house, email=email)


def test_user_names_are_made_and_say_nothing_of_their_owner(house):
    users = [add(house) for _ in range(20)]
    assert len({user.username for user in users}) == 20
    for user in users:
        assert user.username.isascii()
        assert user.username.isalnum()
        assert not any(part in user.username for part in ("jauna", "zile"))


def test_a_user_name_that_is_taken_is_not_made_again(house, monkeypatch):
    add(house, username="rasa1000")
    drawn = iter([0, 0, 1])
    monkeypatch.setattr(adults, "_WORDS", ("rasa",))
    monkeypatch.setattr(adults.secrets, "randbelow", lambda limit: next(drawn))
    assert add(house).username == "rasa1001"


def test_nobody_new_can_log_in_yet(house):
    user = add(house)
    assert not user.has_usable_password()
    assert not user.is_superuser


def test_one_person_is_the_same_in_both_institutions(house, other_house):
    """The guardian is the bridge between two cards of a child."""
    mother = house.people.mother
    other_house.welcome(mother, "parent")
    other_house.guardian(other_house.children["Bitītes"][0], mother)
    access = Access(mother, day=MONDAY, acting_key="parent")
    here, there = house.children["Bitītes"][0], other_house.children["Bitītes"][0]
    assert all(access.can(Action.VIEW_CHILD, child) for child in (here, there))
    assert [role.key for role in access.roles] == ["parent"]


def test_a_childs_birth_date_and_code_are_checked(house):
    facts = {"first_name": "Jauna", "last_name": "Zīle", "sex": "f", "birth_date": date(2021, 1, 2)}
    for wrong in ({"sex": "x"}, {"personal_code": "123"}, {"birth_date": None}, {"first_name": ""}):
        with pytest.raises(ValidationError):
            operations.add_child(institution=house.institution, by=house.by, **facts | wrong)
