"""Writing the plan down, by the operations that people use."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db.models import F

from ejournal.demo.logins import PASSWORD
from ejournal.demo.place import Place
from ejournal.demo.plan.families import Family
from ejournal.demo.plan.houses import House
from ejournal.demo.plan.invention import Adult, Card
from ejournal.demo.plan.staff import Post, posts
from people.access import Access
from people.models import Child, Institution, Role, User
from people.operations import (
    add_adult,
    add_child,
    assign,
    create_institution,
    enrol,
    open_group,
    record_guardianship,
    restrict,
)
from people.operations.adults import members

Cards = list[tuple[Card, Child]]


def open_house(house: House, today: date) -> Place:
    """The institution, its head and its groups."""
    first_name, last_name = house.head
    institution, head = create_institution(
        name=house.name, registration_number=house.registration_number,
        head_first_name=first_name, head_last_name=last_name,
        head_email=f"{house.head_username}@{house.email.partition('@')[2]}",
        address=house.address, phone=house.phone, email=house.email,
        settings={
            "calendar.follows_moved_days": house.follows_moved_days,
            "people.two_step_roles": [],  # who tries the demonstration has no second step
        },
    )  # fmt: skip
    head.username = house.head_username  # generated ones differ each time
    head.save(update_fields=["username"])
    place = Place(house, institution, today)
    open_groups(place)
    return place


def open_groups(place: Place) -> None:
    by = place.head()
    place.groups = [
        open_group(
            institution=place.institution, name=plan.name, school_year=place.year,
            symbol=plan.symbol, by=by,
        )
        for plan in place.house.groups
    ]  # fmt: skip


def hire(place: Place) -> None:
    by = place.head()
    for post in posts(place.house):
        user = _adult(post.adult, post.role, place.institution, by)
        _to_groups(place, post, user, by)


def _to_groups(place: Place, post: Post, user: User, by: Access) -> None:
    for number in post.groups:
        assign(
            user=user, group=place.groups[number], kind=post.kind, by=by,
            since=place.first_day, until=place.year_end,
        )  # fmt: skip


def take_in(places: dict[str, Place], families: Iterable[Family]) -> Cards:
    """Children with their enrolments, and those who answer for them."""
    heads = {key: place.head() for key, place in places.items()}
    cards: Cards = []
    for family in families:
        for card in family.children:
            place, by = places[card.house], heads[card.house]
            child = _child(place, card, by)
            cards.append((card, child))
            _guardians(place, family, child, by)
    return cards


def _child(place: Place, card: Card, by: Access) -> Child:
    child = add_child(
        institution=place.institution, first_name=card.first_name, last_name=card.last_name,
        birth_date=card.birth_date, sex=card.sex, personal_code=card.personal_code,
        warning=card.warning, diet_code=card.diet_code, by=by,
    )  # fmt: skip
    group = place.groups[card.group]
    enrol(child=child, group=group, since=place.first_day, until=place.year_end, by=by)
    return child


def _guardians(place: Place, family: Family, child: Child, by: Access) -> None:
    for adult, relation in family.guardians:
        user = _adult(adult, Role.PARENT, place.institution, by)
        guardianship = record_guardianship(
            child=child, user=user, relation=relation, since=place.first_day, by=by
        )
        if adult.username == family.restricted:
            restrict(
                guardianship=guardianship, document="Lēmums Nr. C-0000/26", since=place.first_day,
                issuer="Rīgas rajona tiesa", by=by, pick_up=True, whereabouts=True,
            )  # fmt: skip


def _adult(adult: Adult, role: str, institution: Institution, by: Access) -> User:
    """The person's account; one who has it already gets no second one, only the role here too."""
    if known := User.objects.filter(username=adult.username).first():
        members(institution, role).user_set.add(known)  # as if the person had accepted
        return known
    return add_adult(
        institution=institution, role=role, by=by,
        first_name=adult.first_name, last_name=adult.last_name,
        username=adult.username, email=adult.email, phone=adult.phone,
    )  # fmt: skip


def give_newcomers_the_password(known: Collection[str] = ()) -> int:
    """Hashed once: it is one password, and hashing is slow on purpose.

    :param known: user names of those who were there before; theirs stays
    """
    newcomers = User.objects.exclude(username__in=known)
    return newcomers.update(password=make_password(PASSWORD), activated_at=F("date_joined"))


def confirm_addresses() -> None:
    """Invented ones; letters go to confirmed addresses only, and here to the catcher."""
    EmailAddress.objects.update(verified=True)
