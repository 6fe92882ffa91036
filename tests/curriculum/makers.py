"""Own rows of a house, as operations make them, and as nothing but the table would hold them."""

from curriculum import operations
from curriculum.models import Entry, Hidden, Specialism

COMMON = "VAL.1.3"


def common(code: str = COMMON) -> Entry:
    return Entry.objects.get(institution=None, code=code)


def row(house, **facts) -> Entry:
    """An own wording of the common code, from 2026 on."""
    known = {
        "institution": house.institution, "kind": "outcome", "code": COMMON, "area": "VAL",
        "stage": 1, "number": 3, "text": "savi vārdi", "first_year": 2026,
    }  # fmt: skip
    return Entry.objects.create(**known | facts)


def hidden(house, **facts) -> Hidden:
    known = {"institution": house.institution, "code": COMMON, "first_year": 2026}
    return Hidden.objects.create(**known | facts)


def specialism(house, **facts) -> Specialism:
    known = {"institution": house.institution, "user": house.people.specialist, "area": "KUL"}
    return Specialism.objects.create(**known | facts)


def added(house, text: str = "lasa kartes", first_year: int = 2026, **place) -> Entry:
    """By administration, in the place of the common one."""
    place = place or {"kind": "outcome", "area": "VAL", "stage": 1}
    return operations.add(
        institution=house.institution, text=text, first_year=first_year, by=house.by, **place
    )


def reworded(house, entry: Entry, text: str = "savi vārdi", first_year: int = 2026) -> Entry:
    return operations.reword(
        entry=entry, institution=house.institution, text=text, first_year=first_year, by=house.by
    )


def texts(house, year: int, code: str = COMMON) -> list[str]:
    """What can be chosen of a code in a year."""
    found = Entry.objects.in_use(house.institution, year).filter(code=code)
    return [entry.text for entry in found.order_by("pk")]
