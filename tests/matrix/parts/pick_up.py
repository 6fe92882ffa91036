"""Matrix: people without an account who may fetch a child."""

from people.models import PickUpPerson
from tests.world import BEGIN


def prepare(stage) -> None:
    for name, child in stage.children.items():
        PickUpPerson.objects.create(
            institution_id=child.institution_id, child=child, name=f"Oma-{name}", since=BEGIN
        )
