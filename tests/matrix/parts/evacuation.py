"""Matrix: who is in the house now; phones of guardians are for the staff of the group only."""

from people.models import User
from tests.matrix.actors import SIGNED_IN
from tests.matrix.table import OF_TEACHERS_ROLE, OFFICES, SEE_BEES, SEE_OWLS, Row, people

ROWS = (
    Row("attendance:evacuation", "GET HEAD", "", {200: OF_TEACHERS_ROLE | OFFICES}),
    Row("attendance:evacuation", "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
)
PHONES = {  # person → phone
    "mother": "+37120000011",  # of Anna in «Bitītes» and Kārlis in «Pūcītes»
    "other_parent": "+37120000012",  # of Elza in «Pūcītes»
    "restricted": "+37120000013",  # of Emīls in «Bitītes», by a document: nobody is to call
    "former_parent": "+37120000014",
}
TELLS = {  # administration looks after people's cards
    "+37120000011": SEE_BEES | SEE_OWLS | people("parent"),
    "+37120000012": SEE_OWLS | people("other_parent"),
    "+37120000013": people("head", "restricted"),
    "+37120000014": people("head", "former_parent"),
}


def prepare(stage) -> None:
    for name, phone in PHONES.items():
        person = getattr(stage.first.people, name)
        User.objects.filter(pk=person.pk).update(phone=phone)
        person.phone = phone
