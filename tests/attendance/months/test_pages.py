"""Pages and files of the months: quick however many, for those who may, as they are handed over."""

import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from attendance.months.card import card_of
from documents import pdf
from duties.models import Closure
from tests.attendance.months.month import (
    DECEMBER,
    LAST,
    NOVEMBER,
    WORKING,
    all_taken,
    closed,
    first_of_december,
    ready,
    signed,
    taken,
)
from tests.world import at


@pytest.fixture
def december(time_machine):
    time_machine.move_to(first_of_december(), tick=False)
    return time_machine


def page(house, group="Bitītes", month=NOVEMBER, name="month") -> str:
    return reverse(f"attendance:{name}", args=[house.groups[group].pk, month])


def large(house, count=40) -> None:
    house.crowd(house.groups["Bitītes"], count - len(house.children["Bitītes"]))


def test_a_table_asks_the_same_of_few_and_of_forty(client, house, december, savepoints_aside):
    all_taken(house, WORKING[:2])
    client.force_login(house.head)
    with savepoints_aside(15):
        assert client.get(page(house)).status_code == 200
    large(house)
    all_taken(house, WORKING[:5])
    with savepoints_aside(15):
        answer = client.get(page(house))
    assert answer.content.decode().count("<tr>") == 40 + 3


def test_the_months_ask_the_same_of_few_and_of_many_groups(
    client, house, december, savepoints_aside
):
    ready(house)
    client.force_login(house.head)
    overview = reverse("attendance:months_of", args=[NOVEMBER])
    with savepoints_aside(13):
        assert client.get(overview).status_code == 200
    for number in range(12):
        house.child(house.group(f"Grupa {number}"), "Jauns", "Bērns")
    with savepoints_aside(13):
        answer = client.get(overview)
    assert answer.content.decode().count('<tr><th scope="row">') == 14 + 1
    with savepoints_aside(16):
        assert client.get(reverse("attendance:months_xlsx", args=[NOVEMBER])).status_code == 200


def test_closing_asks_the_same_of_few_and_of_many_groups(client, house, december, savepoints_aside):
    ready(house)
    for number in range(8):
        house.group(f"Grupa {number}")
    client.force_login(house.head)
    with savepoints_aside(25):
        answer = client.post(reverse("attendance:close_month", args=[NOVEMBER]))
    assert answer.status_code == 302


def test_a_month_outside_the_groups_school_year_has_no_table(client, house, december):
    client.force_login(house.head)
    assert client.get(page(house, month=date(2027, 8, 1))).status_code == 200
    for month in (date(2026, 8, 1), date(2027, 9, 1), date(9999, 12, 1)):
        for name in ("month", "month_xlsx", "month_csv"):
            assert client.get(page(house, month=month, name=name)).status_code == 404


@pytest.mark.parametrize("month", ["0001-01", "1999-12", "2100-01", "9999-12"])
def test_months_without_a_journal_do_not_exist(client, house, december, month):
    client.force_login(house.head)
    assert client.get(f"/months/{month}/").status_code == 404


@pytest.mark.parametrize("month", ["2000-01", "2099-12"])
def test_a_month_without_groups_is_shown_empty(client, house, december, month):
    client.force_login(house.head)
    assert "Šajā mēnesī grupu nav" in client.get(f"/months/{month}/").content.decode()


def test_a_teacher_sees_the_own_groups_only(client, house, december):
    ready(house)
    client.force_login(house.people.teacher)
    text = client.get(reverse("attendance:months_of", args=[NOVEMBER])).content.decode()
    assert "Bitītes" in text
    assert "Pūcītes" not in text
    book = load_workbook(
        io.BytesIO(client.get(reverse("attendance:months_xlsx", args=[NOVEMBER])).content)
    )
    assert book.sheetnames == ["Visas grupas", "Bitītes"]
    assert client.get(page(house, "Pūcītes")).status_code == 404


def test_the_workbook_says_what_the_page_says(client, house, december):
    ready(house)
    client.force_login(house.head)
    answer = client.get(page(house, name="month_xlsx"))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in rows if row[0] == "Nr.")
    emils = next(row for row in rows if row[2] == "Emīls")
    assert head[3:5] == ["1", "2"]
    assert (emils[3], emils[4], emils[5]) == ("×", "NS", "•")
    assert emils[-4:] == [15, 5, 0, 0]
    assert rows[-1][-4:] == [20 + 15 + 20 - 2, 5, 1, 1]
    assert any("20 darba dienu" in str(row[0]) for row in rows)


def test_a_pdf_that_cannot_be_made_leaves_the_page_and_says_so(
    client, house, december, monkeypatch
):
    monkeypatch.setattr(pdf, "MEGABYTES", 1)
    client.force_login(house.head)
    answer = client.get(page(house, name="month_pdf"))
    assert answer.status_code == 503
    assert "PDF neizdevās sagatavot" in answer.content.decode()
    assert "Balodis, Emīls" in answer.content.decode()


def test_csv_opens_in_latvian_excel(client, house, december):
    ready(house)
    client.force_login(house.head)
    answer = client.get(page(house, name="month_csv"))
    assert answer["Content-Disposition"].endswith(f'{house.groups["Bitītes"].pk}-2026-11.csv"')
    assert ";Balodis;Emīls;×;NS;•;" in answer.content.decode("utf-8")


def test_what_is_missing_is_said_and_nothing_is_closed(client, house, december):
    all_taken(house, WORKING[:-1])
    client.force_login(house.head)
    answer = client.post(reverse("attendance:close_month", args=[NOVEMBER]))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "2 dienas nav apstiprinātas: Bitītes 30.11.; Pūcītes 30.11." in text
    assert "8 nedēļas nav parakstītas" in text


def test_who_comes_second_gets_a_conflict_in_words(client, house, december):
    ready(house)
    closed(house)
    client.force_login(house.head)
    again = client.post(reverse("attendance:close_month", args=[NOVEMBER]))
    assert again.status_code == 409
    assert "Šis mēnesis jau ir slēgts." in again.content.decode()


def test_a_closing_and_its_reopening_are_told_to_all_who_see_the_month(client, house, december):
    ready(house)
    closure = closed(house)
    client.force_login(house.head)
    opening = reverse("duties:reopen", args=[closure.pk])
    assert opening in client.get(reverse("attendance:months_of", args=[NOVEMBER])).content.decode()
    client.post(opening, {"reason": "Kļūda 9. datumā"})
    december.move_to(first_of_december(12), tick=False)
    client.force_login(house.people.nurse)
    for url in (page(house), reverse("attendance:months_of", args=[NOVEMBER])):
        text = client.get(url).content.decode()
        assert "Kļūda 9. datumā" in text
        assert "Dace Rozīte" in text


# --- administration's Today -----------------------------------------------------------------------
def card(house, day=DECEMBER, who="head", role="admin"):
    user = getattr(house.people, who)
    return card_of(house.access(user, role, day), at=at(8, day=day))


def test_administration_is_told_of_the_month_to_close(house, django_assert_max_num_queries):
    all_taken(house, WORKING[:-1])
    by = house.access(house.head, "admin", DECEMBER)
    by.roles  # noqa: B018 – asked once per request, by every page
    with django_assert_max_num_queries(2):
        told = card_of(by, at=first_of_december())
    assert told is not None
    assert told["url"] == "/months/2026-11/"
    assert "novembris" in told["title"]


def test_it_is_told_from_the_first_working_day_until_the_month_is_closed(house):
    ready(house)
    assert card(house, LAST) is None  # in October nobody kept a register here
    told = card(house)
    assert told["subtitle"] == "Apskatiet, kā vēl trūkst, un slēdziet to."
    signed(house, [date(2026, 11, 30)])
    closed(house)
    assert card(house) is None


def test_a_month_left_open_before_goes_first(house, django_assert_max_num_queries):
    all_taken(house, WORKING[:3])
    october = date(2026, 10, 5)
    taken(house, "Bitītes", october)
    by = house.access(house.head, "admin", DECEMBER)
    by.roles  # noqa: B018
    with django_assert_max_num_queries(1):
        told = card_of(by, at=first_of_december())
    assert told is not None
    assert told["url"] == "/months/2026-10/"
    assert "oktobris" in told["title"]
    Closure.objects.create(
        institution=house.institution, kind=Closure.Kind.MONTH, since=date(2026, 10, 1),
        until=NOVEMBER, closed_at=first_of_december(), closed_by=house.head,
    )  # fmt: skip
    assert card(house)["url"] == "/months/2026-11/"


def test_the_workbook_names_the_local_day_of_the_closing(client, house, december):
    """Half past midnight on the 2nd in Rīga is still the 1st in Greenwich."""
    ready(house)
    closed(house, when=at(0, 30, day=date(2026, 12, 2)))
    december.move_to(at(10, day=date(2026, 12, 2)), tick=False)
    client.force_login(house.head)
    content = client.get(reverse("attendance:months_xlsx", args=[NOVEMBER])).content
    rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
    assert any("2.12.2026" in str(row[0]) for row in rows)


def test_nobody_is_told_on_a_holiday_before_the_first_working_day(house):
    """1 January is a holiday, 2 and 3 January 2027 are a weekend."""
    taken(house, "Bitītes", date(2026, 12, 15))
    assert card(house, date(2027, 1, 1)) is None
    assert card(house, date(2027, 1, 3)) is None
    assert card(house, date(2027, 1, 4)) is not None


@pytest.mark.parametrize("who", ["teacher", "nurse", "clerk", "superuser"])
def test_others_are_not_told(house, who):
    ready(house)
    assert card(house, who=who, role=who) is None


def test_a_month_without_children_is_nobodys_task(house):
    assert card(house, date(2026, 9, 1)) is None


def test_corrections_of_a_reopened_month_are_marked(client, house, december):
    ready(house)
    closure = closed(house)
    client.force_login(house.head)
    client.post(reverse("duties:reopen", args=[closure.pk]), {"reason": "Kļūda"})
    taken(house, "Bitītes", LAST, {0: None}, when=first_of_december(13))
    text = client.get(page(house)).content.decode()
    assert "Labots pēc mēneša slēgšanas" in text
    assert "30*" in text
