"""What was done beside the plan: added by its button, which asks for all of it; a child's name is asked about
at its field."""

import pytest

from activities.models import DayLog
from tests.activities import makers
from tests.activities.makers import url

pytestmark = pytest.mark.django_db
ASKED, FIELD = 'name="named-own" value="replace" autofocus', 'id="id_own-{}"'


def text_of(answer) -> str:
    return answer.content.decode()


def test_the_button_that_adds_asks_for_a_title_and_keeps_the_area(ilze, bees):
    page = ilze.post(url(bees), {"adds": "1", "own-area": "TEH"})
    own = page.context["sheet"].own
    assert (page.status_code, list(own.errors), own["area"].value()) == (422, ["title"], "TEH")
    assert '<details class="fold own-entry" id="own-entry" open>' in text_of(page)
    assert not DayLog.objects.exists()


def test_an_area_alone_is_no_entry_where_the_day_is_saved(ilze, bees):
    page = ilze.post(url(bees), {"own-area": "TEH"}, follow=True)
    assert "Melnraksts ir saglabāts." in text_of(page)


def test_what_was_added_is_told_by_its_name(ilze, bees):
    posted = {"adds": "1", "own-title": "Tilts", "own-area": "TEH"}
    page = text_of(ilze.post(url(bees), posted, follow=True))
    assert "Pievienots dienai: „Tilts”." in page
    assert "Melnraksts ir saglabāts." not in page


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_childs_name_is_asked_about_at_its_field_and_the_page_goes_on_there(
    ilze, house, bees, field
):
    name = house.children["Bitītes"][0].first_name
    told = {"own-title": "Tilts", "own-area": "TEH", "own-text": "Turas"}
    page = text_of(ilze.post(url(bees), told | {f"own-{field}": f"{name} būvē"}))
    places = [page.index(FIELD.format("title")), page.index(FIELD.format("text"))]
    (asked, *others) = [n for n in range(len(page)) if page.startswith(ASKED, n)]
    assert not others
    assert sorted([*places, asked]).index(asked) == {"title": 1, "text": 2}[field]


def test_of_an_entry_too(ilze, house, bees, teacher):
    entry = makers.entry_of(makers.written(bees, teacher))
    name = house.children["Bitītes"][0].first_name
    told = {"entry-title": f"{name} būvē", "entry-area": "MAT", "entry-version": "0"}
    page = text_of(ilze.post(url(bees, "entry", entry.pk), told))
    asked = page.index('name="named-entry" value="replace" autofocus')
    assert page.index('id="id_entry-title"') < asked < page.index('id="id_entry-text"')
