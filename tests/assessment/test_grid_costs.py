"""What the grid and a stroke cost: a constant number of queries."""

import pytest

from assessment.models import Assessment
from curriculum.models import Entry
from people.models import Assignment
from tests.assessment import grid, makers
from tests.assessment.grid import sent, stroke
from tests.planning.test_costs import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def twelve(house, bees) -> list[Entry]:
    areas = ("VAL", "SOC", "KUL", "DAB", "MAT", "TEH", "VES")
    found = [one for area in areas for one in makers.outcomes(area)[:2]][:12]
    grid.planned(house, bees, found)
    return found


@pytest.mark.parametrize("count", [2, 22, 37])
def test_the_grid_opens_in_at_most_twelve_with_five_children_and_forty(
    ilze, house, bees, teacher, twelve, count
):
    crowd = house.crowd(bees, count)
    cells = [makers.cell(child, outcome) for child in crowd[:25] for outcome in twelve[:10]]
    makers.painted(bees, teacher, *cells)
    asked = queries(lambda: ilze.get(grid.url(bees)))
    assert len(asked) <= 12, "\n".join(asked)


def test_forty_children_ask_as_much_as_five(ilze, house, bees, twelve):
    house.crowd(bees, 2)
    before = len(queries(lambda: ilze.get(grid.url(bees))))
    house.crowd(bees, 35)
    assert len(queries(lambda: ilze.get(grid.url(bees)))) == before


def test_a_specialists_too(signs_in, bees, music, twelve):
    client = signs_in(music.user)
    asked = queries(lambda: client.get(grid.url(bees)))
    assert len(asked) <= 12, "\n".join(asked)


def test_a_stroke_is_saved_in_at_most_eight_however_many_cells(ilze, house, bees, twelve):
    crowd = house.crowd(bees, 25)
    for level, version, some in (("T", 0, crowd[:1]), ("A", 1, crowd[:1]), ("S", 0, crowd[1:])):
        cells = [sent(child, twelve[0], level, version) for child in some]
        asked = queries(lambda cells=cells: stroke(ilze, bees, *cells))
        assert len(asked) <= 8, "\n".join(asked)


def test_over_blank_and_filled_cells_as_many(ilze, house, bees, twelve):
    crowd = house.crowd(bees, 5)
    stroke(ilze, bees, sent(crowd[0], twelve[0]))
    cells = [sent(child, twelve[0], "A", int(child == crowd[0])) for child in crowd]
    asked = queries(lambda: stroke(ilze, bees, *cells))
    assert len(asked) <= 8, "\n".join(asked)


def test_whatever_its_cells_become(ilze, house, bees, twelve):
    """Some begun, some in another level, some anew after they were taken away, some taken away."""
    crowd, outcome = house.crowd(bees, 8), twelve[0]
    stroke(ilze, bees, *(sent(child, outcome) for child in crowd[:6]))
    stroke(ilze, bees, *(sent(child, outcome, "", 1) for child in crowd[:2]))
    became = [("A", 0), ("A", 0), ("A", 1), ("A", 1), ("", 1), ("P", 1), ("A", 0), ("S", 0)]
    cells = [sent(child, outcome, *one) for child, one in zip(crowd, became, strict=True)]
    asked = queries(lambda: stroke(ilze, bees, *cells))
    assert len(asked) <= 8, "\n".join(asked)
    standing = Assessment.objects.standing().order_by("child__pk")
    assert "".join(row.level for row in standing) == "AAAAPAS"
    assert [row.version for row in standing] == [3, 3, 2, 2, 2, 1, 1]


def test_two_ways_and_a_new_one_as_well(ilze, house, bees, twelve):
    crowd, outcome = house.crowd(bees, 3), twelve[0]
    stroke(ilze, bees, *(sent(child, outcome) for child in crowd[:2]))
    cells = [
        sent(crowd[0], outcome, "A", 1),
        sent(crowd[1], outcome, "S", 1),
        sent(crowd[2], outcome),
    ]
    asked = queries(lambda: stroke(ilze, bees, *cells))
    assert len(asked) <= 8, "\n".join(asked)


def test_a_specialists_stroke_too(signs_in, house, bees, music, singing):
    assert Assignment.objects.filter(user=music.user).exists()
    crowd, client = house.crowd(bees, 5), signs_in(music.user)
    cells = [sent(child, singing) for child in crowd]
    asked = queries(lambda: stroke(client, bees, *cells))
    assert len(asked) <= 8, "\n".join(asked)
