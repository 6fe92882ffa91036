"""The common catalogue: what its file says is what migrating laid down."""

from collections import Counter

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate

from audit.rights import event_models
from curriculum.catalogue import entries, lay_down
from curriculum.lists import Area, Skill, Stage
from curriculum.models import Entry
from tests.suite.database import as_owner

pytestmark = pytest.mark.django_db
FACTS = ("kind", "code", "area", "stage", "number", "text", "first_year", "last_year")


def facts(rows) -> list[tuple]:
    return sorted(tuple(str(getattr(row, name)) for name in FACTS) for row in rows)


def common():
    return Entry.objects.filter(institution=None)


def test_what_the_file_says_is_what_the_table_holds():
    assert facts(common()) == facts(entries())


def test_it_is_whole():
    """148 outcomes, six to eight in each cell of area and stage; the law's ten values and twelve virtues."""
    assert Counter(common().values_list("kind", flat=True)) == {
        "outcome": 148, "value": 10, "virtue": 12,
    }  # fmt: skip
    cells = Counter(common().filter(kind="outcome").values_list("area", "stage"))
    assert set(cells) == {(area.value, stage.value) for area in Area for stage in Stage}
    assert set(cells.values()) == {6, 7, 8}
    assert (len(Area), len(Skill), len(Stage)) == (7, 6, 3)


def test_a_code_says_area_stage_and_number():
    one = common().get(code="VAL.1.3")
    assert (one.area, one.stage, one.number) == ("VAL", 1, 3)
    assert one.text == "nosauc tuvākos cilvēkus, lietas un darbības"
    assert common().get(code="value.family").text == "ģimene"


def test_migrating_again_adds_nothing():
    assert lay_down() == 0


def test_migrating_lays_down_what_is_missing_and_rewrites_nothing():
    with as_owner():
        common().filter(code="VAL.1.3").delete()
        common().filter(code="VAL.1.4").update(text="citi vārdi")
        before = common().count()
    emits(post_migrate)
    assert common().count() == before + 1
    assert common().get(code="VAL.1.4").text == "citi vārdi"


def emits(signal) -> None:
    """As ``migrate`` does for this app."""
    config = apps.get_app_config("curriculum")
    signal.send(sender=config, app_config=config, using="default", verbosity=0, interactive=False)


def test_what_is_laid_down_is_in_the_trail():
    (model,) = [one for one in event_models() if one.__name__ == "CatalogueEntryEvent"]
    laid_down = model.objects.filter(institution=None)
    assert laid_down.count() == common().count()
    assert set(laid_down.values_list("pgh_label", flat=True)) == {"insert"}
