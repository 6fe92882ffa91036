"""R15: assessing is told as people say it: strokes in a row are one line, each moment is one; no level, no
comment."""

import pytest
from django.urls import reverse

from assessment import operations
from audit.activity.page import page_of
from outbox import grace
from outbox.models import GRACE
from tests.assessment import makers
from tests.rules.test_r15_my_activity import acting, links, told
from tests.world import MONDAY, TUESDAY, at

ASSESSED, AWAY, OBSERVED, UNOBSERVED, IDEA, NO_IDEA, PUBLISHED, BACK = (
    "vērtēja", "noņēma vērtējumu", "rakstīja novērojumu", "noņēma novērojumu",
    "rakstīja domu mājām", "noņēma domu mājām", "publicēja vērtējumu vecākiem",
    "atsauca publicēto vērtējumu",
)  # fmt: skip
ANNA = "Anna Bērziņa"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bees(house):
    return house.groups["Bitītes"]


@pytest.fixture
def anna(house):
    return house.children["Bitītes"][0]


@pytest.fixture
def act(house, bees):
    def done(what):
        with acting(house, house.people.teacher, "teacher") as by:
            return what({"group": bees, "by": by}), by

    return done


def idea(here, child, version=0, text="Skaitiet", when=None):
    return operations.save_idea(**here, child=child, text=text, version=version, at=when or at(13))


def test_strokes_over_one_child_in_a_row_are_one_line(act, anna):
    for nth, outcome in enumerate(makers.outcomes()[:3]):
        _, by = act(
            lambda here, outcome=outcome, level="STA"[nth]: makers.assessed(
                **here, child=anna, outcome=outcome, level=level
            )
        )
    ((_day, (line,)),) = page_of(by, 1).days
    assert (line.what, line.subject, line.times) == (ASSESSED, f"{ANNA}, 16.11.", 3)
    assert links(by) == [reverse("assessment:child", args=[anna.pk])]


def test_a_stroke_over_a_group_names_how_many(house, act):
    first = makers.outcomes()[0]
    cells = [makers.cell(child, first) for child in house.children["Bitītes"]]
    _, by = act(lambda here: makers.painted(here["group"], here["by"], *cells))
    assert (told(by), links(by)) == ([f"{ASSESSED} · 3 bērni, 16.11."], [""])


def test_each_moment_is_a_line_of_its_own(act, anna):
    row, _by = act(lambda here: makers.assessed(**here, child=anna, outcome=makers.outcomes()[0]))
    act(
        lambda here: operations.save_observation(
            **here, child=anna, day=MONDAY, text="Noslēpums", version=0, at=at(13)
        )
    )
    act(lambda here: idea(here, anna, text="Noslēpums"))
    (one,), _by = act(lambda here: makers.published(**here, children=[anna]))
    act(lambda here: operations.take_back(**here, publication=one, at=at(14, 0, 30)))
    act(lambda here: idea(here, anna, version=1, text="Cits", when=at(14, 1)))
    act(lambda here: makers.published(**here, children=[anna], when=at(15)))
    grace.release_due(at(15) + GRACE)  # by nobody
    said = {"reason": "Noslēpums", "at": at(16)}
    act(lambda here: operations.take_away(**here, assessment=row, **said))
    act(lambda here: operations.take_away_idea(**here, publication=one, **said))
    observation = anna.observations.get()
    _, by = act(
        lambda here: operations.take_away_observation(**here, observation=observation, **said)
    )
    day = f"{ANNA}, 16.11."
    assert told(by) == [
        f"{UNOBSERVED} · {day}", f"{NO_IDEA} · {ANNA}", f"{AWAY} · {day}",
        f"{PUBLISHED} · {ANNA}", f"{IDEA} · {ANNA}", f"{BACK} · {ANNA}",
        f"{PUBLISHED} · {ANNA}", f"{IDEA} · {ANNA}", f"{OBSERVED} · {day}", f"{ASSESSED} · {day}",
    ]  # fmt: skip
    assert "Noslēpums" not in str(told(by))


def test_whoever_left_the_group_reads_what_they_did_without_a_way_to_it(house, bees, anna):
    later = house.access(house.people.substitute, "teacher", TUESDAY)
    with acting(house, house.people.substitute, "teacher") as by:
        makers.assessed(bees, by, anna, makers.outcomes()[0])
    assert told(later) == [f"{ASSESSED} · 16.11."]
    assert links(later) == [""]
