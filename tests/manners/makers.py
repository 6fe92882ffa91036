"""Reports as rows, for tests of what does not ask how they came."""

from manners.models import Report
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
