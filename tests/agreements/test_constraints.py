"""Each constraint of the documents' tables refuses what it is for."""

import pytest

from agreements.models import Acknowledgement, Document, Version
from tests.constraints import constraints_of, refused_by
from tests.world import at


def document(house, **changes) -> Document:
    facts = {"institution": house.institution, "kind": "rules", "title": "Kārtība"}
    return Document.objects.create(**facts | changes)


def version(house, of: Document | None = None, **changes) -> Version:
    facts = {"institution": house.institution, "number": 9, "text": "x", "published_at": at(9)}
    return Version.objects.create(document=of or document(house), **facts | changes)


def acknowledged(house, of: Version, **changes) -> Acknowledgement:
    facts = {
        "institution": house.institution, "person": house.head, "school_year": 2026,
        "role": "admin", "given_at": at(9),
    }  # fmt: skip
    return Acknowledgement.objects.create(version=of, **facts | changes)


def _twice(make):
    def breaks(house, other):
        whose = make(house)
        return [acknowledged(house, whose) for _ in range(2)]

    return breaks


BREAKS = {
    "one_document_of_a_kind_per_institution": lambda a, b: [document(a) for _ in range(2)],
    "a_document_kind_is_known": lambda a, b: document(a, kind="poem"),
    "a_version_has_its_own_number": lambda a, b: [version(a, of) for of in [document(a)] * 2],
    "a_version_says_something": lambda a, b: version(a, text=""),
    "agreements_version_number_check": lambda a, b: version(a, number=-1),
    "version_document_of_one_institution": lambda a, b: version(a, document(b)),
    "one_acknowledgement_per_version_and_school_year": _twice(version),
    "acknowledgement_version_of_one_institution": lambda a, b: acknowledged(a, version(b)),
    "agreements_acknowledgement_school_year_check": lambda a, b: acknowledged(
        a, version(a), school_year=-1
    ),
}
TARGETS = {"a_document_has_one_institution", "a_version_has_one_institution"}


@pytest.mark.parametrize("name", BREAKS)
def test_it_refuses(house, other_house, name):
    with refused_by(name):
        BREAKS[name](house, other_house)


def test_every_constraint_is_among_them(db):
    assert constraints_of("agreements") == set(BREAKS) | TARGETS
