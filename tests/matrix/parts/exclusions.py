"""Matrix: who is kept out of an institution."""

from people.models import Exclusion
from tests.world import BEGIN, MONDAY, at


def prepare(stage) -> None:
    """Somebody left, and came back before today."""
    for house in (stage.first, stage.second):
        Exclusion.objects.create(
            institution=house.institution, user=house.people.specialist, kind=Exclusion.Kind.LEFT,
            since=BEGIN, until=MONDAY, made_at=at(8), made_by=house.head,
        )  # fmt: skip
