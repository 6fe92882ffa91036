"""Matrix: what children have learned. Of the bees of both houses the first child was assessed on Friday,
which parents see, and on Monday morning, which was published a moment ago (the beat has not come by: no
parent sees it) and after that, which is a draft; the second child has drafts only. Of the owls there is
nothing."""

from datetime import date, timedelta
from typing import Any

from assessment import operations
from assessment.models import Assessment, Observation, Publication
from assessment.rules import Cell
from curriculum.models import Entry
from outbox import grace
from outbox.models import GRACE
from people.access import Access
from people.models import Child
from tests.matrix.operations_table import Line
from tests.matrix.parts.plans import AREA
from tests.matrix.table import RECORD_OWLS, RECORD_THEIRS, SEE_THEIRS, Row, people
from tests.world import MONDAY, at

FRIDAY = date(2026, 11, 13)
SHOWN, A_MOMENT_AGO = at(12, day=FRIDAY), at(8, 45)
IN_GRACE = A_MOMENT_AGO + timedelta(seconds=30)
# who assesses all of it; own areas too (the stage's assessments are of the specialist's)
WHOLE = people("teacher", "substitute")
PART = WHOLE | people("specialist")
STAFF = PART | people("head")  # who sees drafts and the history
FAMILY, THEIR_FAMILY = people("parent"), people("their_parent")  # what is shown to parents
KINDS = {"assessment": Assessment, "observation": Observation, "publication": Publication}

_WAITS = " ".join(f"{kind}/{{whose}}/waits" for kind in KINDS)
_DRAFTS = " ".join(f"{kind}/{{whose}}/draft" for kind in KINDS)
_SHOWN = " ".join(f"{kind}/{{whose}}/shown" for kind in KINDS)
ROWS = tuple(
    Row("audit:history", "GET HEAD", objects.format(whose=whose), answers)
    for whose, staff, family in (("bees", STAFF, FAMILY), ("theirs", SEE_THEIRS, THEIR_FAMILY))
    for objects, answers in (
        (f"{_WAITS} {_DRAFTS}", {200: staff}),
        (_SHOWN, {200: staff, 403: family}),
    )
)
MODULES = {"assessment": operations}
_BY_WHOM = {
    "paint": PART, "explain": PART, "take_away": PART, "save_observation": WHOLE,
    "take_away_observation": WHOLE, "take_away_idea": WHOLE, "save_idea": WHOLE,
    "publish": WHOLE, "take_back": WHOLE,
}  # fmt: skip
LINES = (
    *(
        Line(f"assessment.{name}", objects, allowed if objects == "bees" else RECORD_THEIRS)
        for name, allowed in _BY_WHOM.items()
        for objects in ("bees", "theirs")
    ),
    *(
        Line(f"assessment.{name}", "owls", RECORD_OWLS)
        for name in ("paint", "save_observation", "save_idea", "publish")
    ),
)
TELLS = {
    "novērots-bitēm": STAFF,  # drafts, and what waits for its minute
    "izaugsme-bitēm": STAFF | FAMILY,
}


def prepare(stage: Any) -> None:
    """Before the days of the stage: whatever is released up to Friday noon is of these."""
    for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
        friday = stage.access(actor, FRIDAY)
        child, name = children_of(stage, whose)[0], _name(whose)
        _written(stage, whose, child, f"Izaugsme-{name}", 0, friday, at(11, day=FRIDAY))
        _published(stage, whose, child, friday, SHOWN)
    assert grace.release_due(SHOWN + GRACE)
    for whose, actor in (("bees", "teacher"), ("theirs", "their_teacher")):
        monday, (first, second) = stage.access(actor), children_of(stage, whose)
        for child, nth in ((first, 1), (second, 0)):
            _written(stage, whose, child, f"Novērots-{_name(whose)}", nth, monday, at(8, 40))
        _published(stage, whose, first, monday, A_MOMENT_AGO)
        _painted(stage, whose, first, 2, monday, at(8, 46))


def _name(whose: str) -> str:
    return "kanārijām" if whose == "theirs" else "bitēm"


def children_of(stage: Any, whose: str) -> list[Child]:
    """The first two of the group; the mother of the first is on the stage."""
    here = Child.objects.filter(enrolments__group=stage.group(whose)).select_related("institution")
    return list(here.order_by("pk")[:2])


def outcome(nth: int) -> Entry:
    """Of the specialist's area, in the order of the common catalogue."""
    rows = Entry.objects.filter(institution=None, kind="outcome", area=AREA, stage=3)
    return rows.order_by("number", "pk")[nth]


def _painted(stage: Any, whose: str, child: Child, nth: int, by: Access, when: Any) -> Assessment:
    one = outcome(nth)
    cell = Cell(child.pk, one.pk, "T", 0, any_stage=True)
    became = operations.paint(group=stage.group(whose), day=by.day, cells=[cell], by=by, at=when)
    row = became.saved[child.pk, one.pk]
    assert row
    return row


def _written(
    stage: Any, whose: str, child: Child, says: str, nth: int, by: Access, when: Any
) -> None:
    """An assessment with a comment, an observation and an idea for home."""
    here = {"group": stage.group(whose), "by": by, "at": when}
    row = _painted(stage, whose, child, nth, by, when)
    operations.explain(
        assessment=row, comment=f"{says} dzied", evidence=None, version=row.version, **here
    )
    operations.save_observation(child=child, day=by.day, text=f"{says} spēlē", version=0, **here)
    operations.save_idea(child=child, text=f"{says} mājās", version=0, **here)


def _published(stage: Any, whose: str, child: Child, by: Access, when: Any) -> None:
    operations.publish(children=[child], group=stage.group(whose), by=by, at=when)


# --- what an address and an operation are of --------------------------------------------------------
def row_of(stage: Any, kind: str, objects: str) -> Any:
    """«bees/shown», «theirs/waits», «bees/draft»: of the first child, drafts of the second."""
    whose, _slash, how = objects.partition("/")
    first, second = children_of(stage, whose)
    rows = KINDS[kind]._default_manager.select_related("child", "institution").order_by("pk")
    path = "" if kind == "publication" else "publication__"
    if how == "draft":
        return rows.get(child=second)
    return rows.get(
        **{f"{path}released_at__isnull": how != "shown", f"{path}published_at__isnull": False},
        child=first,
    )


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    kind, _slash, rest = objects.partition("/")
    if route == "audit:history" and kind in KINDS and "/" in rest:
        return {"kind": kind, "pk": row_of(stage, kind, rest).pk}
    return None


# --- one valid call of every operation ------------------------------------------------------------
def _here(stage: Any, objects: str, by: Access) -> dict[str, Any]:
    return {"group": stage.group(objects), "by": by, "at": at(8, 50)}


def _paint(stage: Any, objects: str, by: Access) -> Any:
    cell = Cell(children_of(stage, objects)[1].pk, outcome(3).pk, "A", 0, any_stage=True)
    return operations.paint(day=MONDAY, cells=[cell], **_here(stage, objects, by))


def _explain(stage: Any, objects: str, by: Access) -> Any:
    row = row_of(stage, "assessment", f"{objects}/draft")
    said = {"comment": "Viens pats", "evidence": None, "version": row.version}
    return operations.explain(assessment=row, **said, **_here(stage, objects, by))


def _take_away(stage: Any, objects: str, by: Access) -> Any:
    row = row_of(stage, "assessment", f"{objects}/draft")
    return operations.take_away(assessment=row, **_here(stage, objects, by))


def _observe(stage: Any, objects: str, by: Access) -> Any:
    child = children_of(stage, objects)[1]
    version = 0 if objects == "owls" else row_of(stage, "observation", f"{objects}/draft").version
    said = {"day": MONDAY, "text": "Klausās", "version": version}
    return operations.save_observation(child=child, **said, **_here(stage, objects, by))


def _take_observation(stage: Any, objects: str, by: Access) -> Any:
    row = row_of(stage, "observation", f"{objects}/draft")
    return operations.take_away_observation(observation=row, **_here(stage, objects, by))


def _idea(stage: Any, objects: str, by: Access) -> Any:
    child = children_of(stage, objects)[1]
    version = 0 if objects == "owls" else row_of(stage, "publication", f"{objects}/draft").version
    said = {"text": "Dziedāt", "version": version}
    return operations.save_idea(child=child, **said, **_here(stage, objects, by))


def _take_idea(stage: Any, objects: str, by: Access) -> Any:
    row = row_of(stage, "publication", f"{objects}/shown")
    said = {"publication": row, "reason": "Cits bērns"}
    return operations.take_away_idea(**said, **_here(stage, objects, by))


def _publish(stage: Any, objects: str, by: Access) -> Any:
    child = children_of(stage, objects)[1]
    return operations.publish(children=[child], **_here(stage, objects, by))


def _take_back(stage: Any, objects: str, by: Access) -> Any:
    row = row_of(stage, "publication", f"{objects}/waits")
    here = _here(stage, objects, by) | {"at": IN_GRACE}
    return operations.take_back(publication=row, **here)


DEEDS = {
    "assessment.paint": _paint,
    "assessment.explain": _explain,
    "assessment.take_away": _take_away,
    "assessment.save_observation": _observe,
    "assessment.take_away_observation": _take_observation,
    "assessment.save_idea": _idea,
    "assessment.take_away_idea": _take_idea,
    "assessment.publish": _publish,
    "assessment.take_back": _take_back,
}
