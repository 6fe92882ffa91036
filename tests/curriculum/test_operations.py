"""What administration does with its catalogue, and what it is refused."""

import pytest
from django.core.exceptions import ValidationError

from audit.rights import event_models
from curriculum import operations
from curriculum.models import Entry, Hidden, Specialism
from tests.curriculum.makers import COMMON, added, common, hidden, reworded, row, texts

pytestmark = pytest.mark.django_db


def mine(house, **details):
    return {"institution": house.institution, "by": house.by} | details


def set_areas(house, areas: set[str], seen: set[str] = frozenset(), user=None) -> None:
    user = user or house.people.specialist
    operations.set_areas(**mine(house, user=user, areas=areas, seen=seen))


def areas(house) -> set[str]:
    rows = Specialism.objects.filter(institution=house.institution)
    return set(rows.values_list("area", flat=True))


# --- adding ---------------------------------------------------------------------------------------
def test_own_entries_are_counted_apart_so_that_the_common_catalogue_can_grow(house, other_house):
    assert [added(house, text).code for text in ("a", "b")] == ["VAL.1.101", "VAL.1.102"]
    assert added(other_house).code == "VAL.1.101"
    assert added(house, "c", kind="value").code == "value.101"


def test_a_number_is_not_given_twice(house):
    first = added(house, "a")
    operations.retire(**mine(house, entry=first, first_year=2026))
    assert added(house, "b").code == "VAL.1.102"


def test_the_same_words_are_not_added_twice_in_one_place(house):
    with pytest.raises(ValidationError) as refusal:
        added(house, "NOSAUC tuvakos cilvēkus, lietas un darbības")
    assert "text" in refusal.value.message_dict
    added(house, "nosauc tuvākos cilvēkus, lietas un darbības", kind="outcome", area="VAL", stage=2)


@pytest.mark.parametrize(
    "place",
    [
        {"kind": "outcome", "area": "", "stage": None}, {"kind": "outcome", "area": "XXX", "stage": 1},
        {"kind": "outcome", "area": "VAL", "stage": 9}, {"kind": "value", "area": "VAL", "stage": 1},
        {"kind": "poem"},
    ],
)  # fmt: skip
def test_no_such_place(house, place):
    with pytest.raises(ValidationError):
        added(house, **place)


@pytest.mark.parametrize("text", ["", " \n ", "x" * 301])
def test_it_says_something_in_three_hundred_signs(house, text):
    with pytest.raises(ValidationError):
        added(house, text)


@pytest.mark.parametrize("year", [2025, 2028])
def test_only_this_school_year_and_the_next_are_changed(house, year):
    entry = common()
    for act in (
        lambda: added(house, first_year=year),
        lambda: reworded(house, entry, first_year=year),
        lambda: operations.hide(**mine(house, code=COMMON, first_year=year)),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert "first_year" in refusal.value.message_dict


# --- wording anew -----------------------------------------------------------------------------------
def test_a_new_wording_is_a_new_row_of_the_same_code(house):
    old = added(house, "vecie vārdi")
    new = reworded(house, old, "jaunie\nvārdi", first_year=2027)
    old.refresh_from_db()
    assert (new.code, new.area, new.stage, new.number) == (old.code, "VAL", 1, 101)
    assert (old.text, old.last_year, new.text, new.first_year) == (
        "vecie vārdi", 2026, "jaunie vārdi", 2027,
    )  # fmt: skip


def test_the_common_one_stays_what_it_is(house):
    reworded(house, common())
    one = common()
    assert (one.text, one.last_year) == ("nosauc tuvākos cilvēkus, lietas un darbības", None)


def test_the_same_words_are_no_new_wording(house):
    with pytest.raises(ValidationError) as refusal:
        reworded(house, common(), f" {common().text} ")
    assert "text" in refusal.value.message_dict


def test_who_saw_another_wording_is_told(house):
    seen = common()
    reworded(house, seen, "kolēģes vārdi")
    with pytest.raises(operations.ChangedMeanwhile):
        reworded(house, seen, "mani vārdi")
    with pytest.raises(operations.ChangedMeanwhile):
        operations.retire(**mine(house, entry=seen, first_year=2026))
    assert texts(house, 2026) == ["kolēģes vārdi"]


def test_another_houses_wording_is_none_of_ours(house, other_house):
    with pytest.raises(operations.ChangedMeanwhile):
        reworded(house, row(other_house, code="VAL.1.101", number=101))


# --- retiring, hiding, using again --------------------------------------------------------------------
def test_a_common_entry_is_hidden_not_retired(house):
    with pytest.raises(ValidationError):
        operations.retire(**mine(house, entry=common(), first_year=2026))
    operations.hide(**mine(house, code=COMMON, first_year=2026))
    assert texts(house, 2026) == []


def test_hiding_again_changes_nothing_and_from_another_year_is_told(house):
    for _ in range(2):
        operations.hide(**mine(house, code=COMMON, first_year=2026))
    with pytest.raises(operations.ChangedMeanwhile):
        operations.hide(**mine(house, code=COMMON, first_year=2027))
    assert Hidden.objects.get().first_year == 2026


def test_what_was_hidden_is_shown_again(house):
    hidden(house)
    for _ in range(2):
        operations.show_again(**mine(house, code=COMMON))
    assert texts(house, 2026) == [common().text]


def test_what_was_retired_is_used_again_from_the_year_it_ended(house):
    entry = added(house)
    operations.retire(**mine(house, entry=entry, first_year=2027))
    operations.show_again(**mine(house, code=entry.code))
    found = Entry.objects.filter(code=entry.code).order_by("pk")
    assert list(found.values_list("text", "first_year", "last_year")) == [
        ("lasa kartes", 2026, 2026), ("lasa kartes", 2027, None),
    ]  # fmt: skip


def test_a_code_that_is_not_here(house, other_house):
    theirs = added(other_house).code
    for act in (
        lambda: operations.hide(**mine(house, code=theirs, first_year=2026)),
        lambda: operations.show_again(**mine(house, code=theirs)),
    ):
        with pytest.raises(ValidationError):
            act()


# --- specialists ----------------------------------------------------------------------------------------
def test_a_specialists_areas_are_those_that_were_set(house):
    set_areas(house, {"KUL", "VES"})
    set_areas(house, {"VES", "TEH"}, seen={"KUL", "VES"})
    assert areas(house) == {"VES", "TEH"}
    set_areas(house, {"VES", "TEH"}, seen={"KUL", "VES"})  # the same said twice
    with pytest.raises(operations.ChangedMeanwhile):
        set_areas(house, {"KUL"}, seen={"KUL", "VES"})
    assert areas(house) == {"VES", "TEH"}


def test_only_a_specialist_of_the_house_and_areas_there_are(house, other_house):
    for wrong in ({"user": house.people.teacher}, {"user": other_house.people.specialist}):
        with pytest.raises(ValidationError):
            set_areas(house, {"KUL"}, **wrong)
    with pytest.raises(ValidationError):
        set_areas(house, {"DZIESMAS"})
    assert areas(house) == set()


# --- the trail ------------------------------------------------------------------------------------------
def test_each_act_is_in_the_trail(house):
    entry = added(house, "vecie vārdi")
    new = reworded(house, entry, "jaunie vārdi", first_year=2027)
    operations.hide(**mine(house, code=COMMON, first_year=2026))
    operations.show_again(**mine(house, code=COMMON))
    set_areas(house, {"KUL"})
    models = {one.__name__: one for one in event_models()}

    def labels(name: str, **of) -> list[str]:
        rows = models[name].objects.filter(institution=house.institution, **of)
        return list(rows.order_by("pgh_id").values_list("pgh_label", flat=True))

    assert labels("CatalogueEntryEvent", pgh_obj=entry) == ["insert", "update"]
    assert labels("CatalogueEntryEvent", pgh_obj=new) == ["insert"]
    assert labels("HiddenEntryEvent") == ["insert", "delete"]
    assert labels("SpecialismEvent") == ["insert"]
