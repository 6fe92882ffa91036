"""Reports and words as rows, for tests of what does not ask how they came."""

from manners.models import Report, Stem
from tests.world import House, at


def report(house: House, **changes) -> Report:
    facts = {
        "institution": house.institution, "kind": "tests.entry", "subject_id": 1, "role": "admin",
        "author": house.head, "by": house.head, "at": at(9), "reason": "other",
    }  # fmt: skip
    return Report.objects.create(**facts | changes)


def decided(house: House, **changes) -> Report:
    facts = {"outcome": "stands", "decided_at": at(10), "decided_by": house.head}
    return report(house, **facts | changes)


def flagged(house: House, **changes) -> Report:
    facts = {"reason": "word", "by": None, "role": "", "sign": "f" * 32}
    return report(house, **facts | changes)


def word(house: House, **changes) -> Stem:
    facts = {"institution": house.institution, "stem": "varna", "match": "stem", "severity": 2}
    return Stem.objects.create(**facts | changes)
