"""R24: a catalogue that changes never changes what was planned, nor what a past year could choose."""

import pytest

from curriculum import operations
from curriculum.models import Entry
from tests.curriculum.makers import COMMON, added, common, reworded, texts

pytestmark = pytest.mark.django_db
PAST, THIS, NEXT = 2025, 2026, 2027


def choosable(house, year: int) -> dict[str, str]:
    return dict(Entry.objects.in_use(house.institution, year).values_list("code", "text"))


def everything(house) -> None:
    """All that administration can do, from this year on."""
    here = {"institution": house.institution, "by": house.by}
    mine = reworded(house, common(), "pirmie vārdi")
    mine = reworded(house, mine, "otrie vārdi", first_year=NEXT)
    operations.retire(entry=mine, first_year=NEXT, **here)
    operations.hide(code="VAL.1.4", first_year=THIS, **here)
    own = added(house)
    operations.retire(entry=own, first_year=THIS, **here)
    operations.show_again(code=own.code, **here)


def test_a_past_year_offers_what_it_offered(house):
    before = choosable(house, PAST)
    everything(house)
    assert choosable(house, PAST) == before
    assert choosable(house, THIS) != before


def test_no_row_is_rewritten_or_removed(house):
    mine = reworded(house, common(), "pirmie vārdi")
    told = {entry.pk: entry.text for entry in Entry.objects.all()}
    reworded(house, mine, "otrie vārdi")
    everything_else = Entry.objects.filter(pk__in=told)
    assert {entry.pk: entry.text for entry in everything_else} == told


def test_what_was_chosen_this_year_keeps_its_words_though_it_is_worded_anew_this_year(house):
    chosen = reworded(house, common(), "pirmie vārdi")
    reworded(house, chosen, "otrie vārdi")
    chosen.refresh_from_db()
    assert chosen.text == "pirmie vārdi"
    assert texts(house, THIS) == ["otrie vārdi"]


def test_the_other_house_sees_nothing_of_it(house, other_house):
    before = [choosable(other_house, year) for year in (PAST, THIS, NEXT)]
    everything(house)
    assert [choosable(other_house, year) for year in (PAST, THIS, NEXT)] == before


def test_a_code_offers_one_wording_at_most(house):
    everything_from = [PAST, THIS, NEXT, NEXT + 1]
    own = reworded(house, common(), first_year=NEXT)
    reworded(house, own, "jau šogad", first_year=THIS)
    for year in everything_from:
        codes = list(Entry.objects.in_use(house.institution, year).values_list("code", flat=True))
        assert len(codes) == len(set(codes))
    assert texts(house, NEXT, COMMON) == ["jau šogad"]
