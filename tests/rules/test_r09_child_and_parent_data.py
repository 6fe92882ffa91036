"""R9: data of children and parents are entered by the deputy head or the teacher of the own group."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from people import operations
from people.models import Address, Child, Enrolment, Guardianship, PickUpPerson, Restriction, User
from people.rules import personal_code
from tests.world import MONDAY, TUESDAY, at

NEW = "/people/children/new/"
OLD_CODES = ("161175-19997", "111111-11111", "290758-10403")
NEW_CODES = ("325035-11782", "328673-00679")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(at(9), tick=False)


def form(group, **changes):
    return {
        "first_name": "Žanis", "last_name": "Jaunzems", "birth_date": "2022-03-04", "sex": "m",
        "since": "2026-11-16", "group": group.pk,
    } | changes  # fmt: skip


def teacher(house):
    return house.access(house.people.teacher, "teacher")


def test_a_teacher_enters_a_child_and_two_parents_into_the_own_group(house, client):
    client.force_login(house.people.teacher)
    answer = client.post(NEW, form(house.groups["Bitītes"]))
    child = Child.objects.get(last_name="Jaunzems")
    assert answer.url == f"/people/children/{child.pk}/"
    assert Enrolment.objects.get(child=child).group == house.groups["Bitītes"]
    for name, relation in (("Ilva", "mother"), ("Juris", "father")):
        parent = {
            "first_name": name,
            "last_name": "Jaunzeme",
            "relation": relation,
            "is_legal": "on",
        }
        page = f"/people/children/{child.pk}/guardians/new/"
        assert client.post(page, parent | {"anyway": "1"}).status_code == 302
    assert Guardianship.objects.filter(child=child, is_legal=True).count() == 2
    shown = client.get(answer.url).text
    assert "Ilva Jaunzeme" in shown
    assert "Juris Jaunzeme" in shown


def test_a_foreign_group_is_no_choice(house, other_house, client):
    client.force_login(house.people.teacher)
    for group in (house.groups["Pūcītes"], other_house.groups["Bitītes"]):
        assert client.post(NEW, form(group)).status_code == 422
        with pytest.raises(PermissionDenied):
            operations.enter_child(
                group=group, since=MONDAY, first_name="X", last_name="Y", sex="m",
                birth_date=date(2022, 1, 1), by=teacher(house),
            )  # fmt: skip
    assert not Child.objects.filter(last_name="Jaunzems").exists()


def test_a_teacher_of_another_group_changes_nothing(house):
    others = house.access(house.people.other_teacher, "teacher")
    emils = house.children["Bitītes"][1]
    acts = [
        lambda: operations.change_child(child=emils, by=others),
        lambda: operations.set_address(child=emils, kind=1, street="Jauna", by=others),
        lambda: operations.allow_pick_up(child=emils, name="Oma", since=MONDAY, by=others),
        lambda: operations.enter_guardian(
            child=emils, relation="mother", first_name="A", last_name="B", since=MONDAY, by=others
        ),
    ]
    for act in acts:
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.parametrize("may", [False, True])
def test_the_clerk_only_where_the_institution_lets_them(house, client, may):
    place = house.institution
    place.settings = place.settings | {"people.clerk_enters_families": may}
    operations.change_institution(institution=place, by=house.by)
    client.force_login(house.people.clerk)
    answer = client.post(NEW, form(house.groups["Pūcītes"]))
    assert answer.status_code == (302 if may else 404)
    child = house.children["Pūcītes"][0]
    page = client.get(f"/people/children/{child.pk}/change/")
    assert page.status_code == (200 if may else 403)


@pytest.mark.parametrize(
    "extra", [{"institution": "99"}, {"warning": "x"}, {"id": "1"}, {"diet_code": "V"}]
)
def test_what_the_form_does_not_ask_is_not_obeyed(house, client, extra):
    client.force_login(house.people.teacher)
    client.post(NEW, form(house.groups["Bitītes"]) | extra)
    child = Child.objects.get(last_name="Jaunzems")
    assert (child.institution, child.warning, child.diet_code) == (house.institution, "", "")


# --- the same child twice -------------------------------------------------------------------------------
def test_likely_the_same_child_is_shown_and_may_be_saved_all_the_same(house, client):
    client.force_login(house.head)
    sent = form(house.groups["Bitītes"])
    client.post(NEW, sent)
    again = client.post(NEW, sent | {"first_name": "ZANIS", "last_name": "jaunzems"})
    assert again.status_code == 409
    assert "Žanis Jaunzems" in again.text
    assert client.post(NEW, sent | {"anyway": "1"}).status_code == 302
    assert Child.objects.filter(last_name="Jaunzems").count() == 2


def test_two_children_never_share_a_code(house, client):
    client.force_login(house.head)
    sent = form(house.groups["Bitītes"], personal_code=NEW_CODES[0], anyway="1")
    assert client.post(NEW, sent).status_code == 302
    answer = client.post(NEW, sent | {"first_name": "Cits"})
    assert answer.status_code == 422
    assert "Cits" in answer.text


def test_children_are_found_without_diacritics_and_by_code_where_the_office_looks(house, client):
    client.force_login(house.head)
    client.post(NEW, form(house.groups["Bitītes"], personal_code=NEW_CODES[0]))
    for q in ("zanis", "JAUNZ", "32503511782", "325035-11782"):
        assert "Jaunzems" in client.get("/people/", {"q": q}).text
    client.force_login(house.people.teacher)
    assert "Jaunzems" not in client.get("/people/", {"q": "325035-11782"}).text
    assert "Jaunzems" in client.get("/people/", {"q": "žanis"}).text


# --- personal codes ------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", OLD_CODES + NEW_CODES)
def test_a_true_code_is_kept_as_eleven_digits(code):
    kept = personal_code.normalised(code)
    assert kept == code.replace("-", "") == personal_code.normalised(f" {kept} ")
    assert personal_code.shown(kept) == code
    assert personal_code.warning(kept, personal_code.birth_date_in(kept)) == ""


@pytest.mark.parametrize("code", OLD_CODES)
def test_any_one_wrong_digit_of_an_old_code_is_refused_or_no_longer_old(code):
    plain = code.replace("-", "")
    for place in range(11):
        for digit in set("0123456789") - {plain[place]}:
            wrong = plain[:place] + digit + plain[place + 1 :]
            if not personal_code.is_new(wrong):
                with pytest.raises(ValidationError):
                    personal_code.normalised(wrong)


NO_CODES = ["123", "1611751999", "16117-519997", "٣٢١٢٣٤٥٦٧٨٩", "321234-5678a", "311299-19990"]


@pytest.mark.parametrize("code", NO_CODES)
def test_what_is_no_code_is_explained(house, client, code):
    client.force_login(house.head)
    answer = client.post(NEW, form(house.groups["Bitītes"], personal_code=code))
    assert answer.status_code == 422
    assert "personas kod" in answer.text.lower()


def test_a_new_code_that_does_not_fit_is_only_a_warning(house, client):
    client.force_login(house.head)
    sent = form(house.groups["Bitītes"], personal_code="325035-11783")
    assert client.post(NEW, sent).status_code == 409
    assert client.post(NEW, sent | {"anyway": "1"}).status_code == 302


def test_an_old_code_of_another_birth_date_is_a_warning(house, client):
    client.force_login(house.head)
    sent = form(house.groups["Bitītes"], personal_code=OLD_CODES[0])
    answer = client.post(NEW, sent)
    assert answer.status_code == 409
    assert "dzimšanas datums" in answer.text


# --- the card -------------------------------------------------------------------------------------------
def test_who_sees_what_of_a_card(house, client):
    anna = house.children["Bitītes"][0]
    User.objects.filter(pk=house.people.mother.pk).update(
        phone="+37126111222", email="m@pasts.example"
    )
    Child.objects.filter(pk=anna.pk).update(personal_code="32503511782", warning="Riekstu alerģija")
    operations.set_address(child=anna, kind=1, street="Meža iela 3", by=house.by)
    page = f"/people/children/{anna.pk}/"
    seen = {}
    for name in ("head", "teacher", "nurse", "clerk", "mother", "specialist", "assistant"):
        client.force_login(house.head if name == "head" else getattr(house.people, name))
        text = client.get(page).text
        needles = ("325035-11782", "26 111 222", "m@pasts.example", "Riekstu", "Meža iela 3")
        seen[name] = "".join("x" if needle in text else "-" for needle in needles)
    assert seen == {
        "head": "xxxxx", "teacher": "-xxxx", "nurse": "-x-xx", "clerk": "xxx-x",
        "mother": "----x", "specialist": "-----", "assistant": "---x-",
    }  # fmt: skip


def test_a_parent_kept_from_contacts_sees_no_address(house, client):
    father, emils = house.people.restricted, house.children["Bitītes"][1]
    operations.set_address(child=emils, kind=2, street="Slepenā iela 1", by=house.by)
    client.force_login(father)
    page = client.get(f"/people/children/{emils.pk}/")
    assert page.status_code == 200
    assert "Slepenā" not in page.text


def test_lists_and_cards_ask_a_constant_number_of_questions(
    house, client, django_assert_max_num_queries
):
    for number in range(30):
        child = house.child(
            house.groups["Bitītes"], "Anna", f"Zvirbule{'abcdefghijklmnopqrstuvwxyzabcd'[number]}"
        )
    client.force_login(house.head)
    for page in (
        "/people/",
        f"/people/children/{child.pk}/",
        f"/people/adults/{house.people.mother.pk}/key/",
    ):
        with django_assert_max_num_queries(15):
            client.get(page)


# --- pick-up, restrictions --------------------------------------------------------------------------------
def test_pick_up_by_somebody_old_enough_until_it_is_ended(house, client):
    anna = house.children["Bitītes"][0]
    client.force_login(house.people.teacher)
    page = f"/people/children/{anna.pk}/pick-up/new/"
    young = client.post(page, {"name": "Brālis", "birth_date": "2014-01-01"})
    assert young.status_code == 422
    client.post(page, {"name": "Vectēvs", "phone": "26 333 444"})
    person = PickUpPerson.objects.get(child=anna)
    assert person.phone == "+37126333444"
    operations.end_pick_up(person=person, by=house.access(house.people.teacher, "teacher", TUESDAY))
    assert not PickUpPerson.objects.on(TUESDAY).filter(child=anna).exists()


def test_a_restriction_survives_that_the_relation_is_written_anew(house):
    father = house.people.restricted
    old = Guardianship.objects.get(user=father)
    operations.end(old, until=MONDAY, by=house.by)
    new = operations.record_guardianship(
        child=old.child, user=father, relation="father", since=MONDAY, by=house.by
    )
    assert Restriction.objects.on(MONDAY).filter(guardianship=new, whereabouts=True).exists()


def test_a_restriction_stays_when_its_document_is_past(house):
    restriction = Restriction.objects.get(guardianship__user=house.people.restricted)
    Restriction.objects.filter(pk=restriction.pk).update(valid_until=date(2026, 10, 1))
    assert Restriction.objects.on(MONDAY).filter(pk=restriction.pk).exists()


def test_an_address_is_kept_in_its_parts_and_taken_away_without_a_street(house, client):
    anna = house.children["Bitītes"][0]
    client.force_login(house.people.teacher)
    page = f"/people/children/{anna.pk}/addresses/1/"
    client.post(page, {"street": "«Kalni»", "parish": "Ropažu pagasts", "postcode": "LV-2136"})
    assert str(Address.objects.get(child=anna)) == "«Kalni», Ropažu pagasts, LV-2136"
    assert client.post(page, {"street": "«Kalni»", "postcode": "2136"}).status_code == 422
    operations.set_address(child=anna, kind=1, street="", by=teacher(house))
    assert not Address.objects.exists()


def test_there_are_two_kinds_of_addresses(house, client):
    client.force_login(house.people.teacher)
    anna = house.children["Bitītes"][0]
    answers = [
        client.get(f"/people/children/{anna.pk}/addresses/{n}/").status_code for n in (1, 2, 3)
    ]
    assert answers == [200, 200, 404]
