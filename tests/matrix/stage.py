"""The two houses the matrix is played on, and the addresses and forms of its objects.

In the second house everything bears a canary («Kanārij…»); in the first one operational warnings
and a personal code do, so that any answer can be searched for what it must not tell.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model, Q, Value
from django.db.models.functions import Concat

from activities.models import DayAmendment, DayEntry, DayLog, DayNote, DayPhoto, EntryOutcome
from agreements.models import Version
from assessment.models import Assessment, Observation, Publication
from attendance.models import (
    AbsenceNotice,
    Clarification,
    ClarificationStep,
    CorrectionRequest,
    DoctorsNote,
    GroupQuarantine,
    HeadCount,
    HeadCountLine,
    HealthNote,
    Mark,
    Register,
    Reply,
)
from attendance.register import operations as attendance
from curriculum.models import Entry, Hidden, Specialism
from duties.models import CalendarCheck, CalendarException, Closure
from manners.models import Report, Stem
from messaging.models import (
    Talk,
    TalkAction,
    TalkAddition,
    TalkParticipant,
    TalkSection,
    TalkSubject,
)
from outbox.models import Delivery, Notification
from people import operations
from people.access import Access
from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Restriction,
    RoleGroup,
    User,
)
from planning.models import MonthPlan, PlanAmendment, PlanChoice, PlanItem, PlanNote, PlanSection
from tests.attendance import makers
from tests.matrix import parts
from tests.matrix.actors import ACTORS, NOTHING
from tests.suite.frozen import laid_down
from tests.world import HOLIDAY, MONDAY, TUESDAY, House, a_house, at

FRIDAY, THURSDAY = date(2026, 11, 13), date(2026, 11, 12)
GROUPS = {
    "bees": ("first", "Bitītes"),
    "owls": ("first", "Pūcītes"),
    "theirs": ("second", "Bitītes"),
}
TEACHERS = {"bees": "teacher", "owls": "other_teacher", "theirs": "their_teacher"}
OF_THE_OUTBOX = {"messaging:open": "notification", "messaging:send_again": "delivery"}
RELATIONS = (Enrolment, Assignment, Guardianship, Restriction)
WITH_A_HISTORY = (MonthPlan, DayLog, Assessment, Observation, Publication, Talk)
WITHOUT_A_HISTORY = (  # tracked like everything; their history is no page
    AbsenceNotice, HealthNote, Reply, DoctorsNote, GroupQuarantine, CorrectionRequest, HeadCount,
    HeadCountLine, Clarification, ClarificationStep, CalendarException, CalendarCheck, Closure,
    Entry, Hidden, Specialism, PlanSection, PlanChoice, PlanItem, PlanNote, PlanAmendment, DayEntry,
    EntryOutcome, DayNote, DayAmendment, DayPhoto, Report, Stem,
    TalkParticipant, TalkSubject, TalkSection, TalkAction, TalkAddition,
)  # fmt: skip


@dataclass
class Stage:
    first: House
    second: House
    children: dict[str, Child] = field(default_factory=dict)
    told: dict[str, Notification] = field(default_factory=dict)  # by actor, in the role they act in

    def house(self, name: str) -> House:
        return {"first": self.first, "second": self.second}[name]

    def user(self, actor: str) -> User | None:
        wanted = ACTORS[actor]
        return getattr(self.house(wanted.house).people, wanted.person) if wanted else None

    def access(self, actor: str, day: date = MONDAY) -> Access:
        from django.contrib.auth.models import AnonymousUser

        wanted = ACTORS[actor]
        if wanted is None:
            return Access(AnonymousUser(), day=day)
        return self.house(wanted.house).access(self.user(actor), wanted.role, day)

    def group(self, name: str) -> ChildGroup:
        house, group = GROUPS[name]
        return self.house(house).groups[group]

    @cached_property
    def objects(self) -> dict[str, Model]:
        """«kind/whose» → the entry, for the pages that take any kind."""
        found: dict[str, Model] = {}
        for name in GROUPS:
            group, child = self.group(name), self.children[name]
            register = Register.objects.get(group=group, day=FRIDAY)
            found |= {
                f"register/{name}": register,
                f"childgroup/{name}": group,
                f"child/{name}": child,
            }
            found[f"mark/{name}"] = Mark.objects.get(register=register, child=child)
            told = self.told[TEACHERS[name]]
            found |= {f"notification/{name}": told, f"delivery/{name}": told.deliveries.get()}
        emils = self.children["emils"]
        found["child/emils"] = emils
        found["mark/emils"] = Mark.objects.get(child=emils, day=FRIDAY)
        found["register/draft"] = Register.objects.get(group=self.group("bees"), day=THURSDAY)
        found["mark/draft"] = Mark.objects.get(child=self.children["bees"], day=THURSDAY)
        for whose, house in (("ours", self.first), ("theirs", self.second)):
            found |= {
                f"institution/{whose}": house.institution,
                f"user/{whose}": house.people.teacher,
            }
            for model in (*RELATIONS, *WITHOUT_A_HISTORY, *WITH_A_HISTORY):
                own = model.objects.filter(institution=house.institution).order_by("pk")
                found[f"{model._meta.model_name}/{whose}"] = own[0]
            found |= {f"childgroup/{whose}": house.groups["Bitītes"]}
            found |= {f"child/{whose}": house.children["Bitītes"][0]}
            version = Version.objects.filter(institution=house.institution).order_by("pk")[0]
            found |= {f"version/{whose}": version, f"document/{whose}": version.document}
        for kind in ("register", "mark", "delivery"):
            found[f"{kind}/ours"] = found[f"{kind}/bees"]
        told = HealthNote.objects.get(text="Veselība-annai")
        found |= {"healthnote/bees": told, "absencenotice/bees": told.notice}
        found["rolegroup/ours"] = RoleGroup.objects.filter(institution=self.first.institution)[0]
        return found

    def all_of(self, model: type[Model]) -> list[Any]:
        """Entries of both houses; a database of tests may hold others."""
        places = [self.first.institution.pk, self.second.institution.pk]
        rows = model._default_manager.all()
        if model is User:
            people = [*vars(self.first.people).values(), *vars(self.second.people).values()]
            return list(rows.filter(pk__in=[person.pk for person in people]))
        if model is Delivery:
            return list(rows.filter(notification__institution__in=places))
        names = {field.name for field in model._meta.fields}
        of_both = Q(**{"institution__in" if "institution" in names else "pk__in": places})
        return list(rows.filter(of_both | Q(institution=None) if model is Entry else of_both))

    def pk(self, kind: str, whose: str) -> int:
        found = self.objects.get(f"{kind}/{whose}")
        return found.pk if found else NOTHING

    def arguments(self, route: str, objects: str, actor: str) -> dict[str, Any]:
        """What an address of ours takes for the objects of a row."""
        whose, _, more = objects.partition("/")
        if route == "attendance:register":
            return {"group_id": self._group_id(whose), "day": DAYS[more]}
        if route == "attendance:draft":
            child = self.children.get(more)
            child_id = child.pk if child else NOTHING
            return {"group_id": self._group_id(whose), "day": MONDAY, "child_id": child_id}
        found = parts.first_of("arguments", self, route, objects, actor)
        if found is not None:
            return found
        if route == "messaging:open" and objects == "own":
            told = self.told.get(actor)
            return {"pk": told.pk if told else NOTHING}
        if route in OF_THE_OUTBOX:
            return {"pk": self.pk(OF_THE_OUTBOX[route], objects)}
        if objects == "user/self":
            user = self.user(actor)
            return {"kind": "user", "pk": user.pk if user else NOTHING}
        return {"kind": whose, "pk": self.pk(whose, more)}

    def _group_id(self, name: str) -> int:
        return self.group(name).pk if name in GROUPS else NOTHING


DAYS = {"": MONDAY, "future": TUESDAY, "holiday": HOLIDAY.replace(day=15), "saved": FRIDAY}


def build() -> Stage:
    """Made once in a process, then laid down again as it was."""
    return laid_down("stage", 90, _built)


def _built() -> Stage:
    first, second = a_house(), a_house("Kanārijputnu nams", "40000000002")
    _more_people(first)
    limited = second.guardian(second.children["Bitītes"][1], second.people.other_parent)
    assert limited.pk
    stage = Stage(first, second)
    bees, owls = first.children["Bitītes"], first.children["Pūcītes"]
    theirs = second.children["Bitītes"]
    stage.children = {"bees": bees[0], "owls": owls[0], "theirs": theirs[0], "emils": bees[1]}
    _mark_secrets(stage)
    _let_canaries_in(second)
    _take_registers(stage)
    _tell(stage)
    for house in (first, second):
        friday = Register.objects.get(group=house.groups["Bitītes"], day=FRIDAY)
        makers.one_of_each(house, friday)
    parts.prepare(stage)
    return stage


def _more_people(house: House) -> None:
    people, bees = house.people, house.groups["Bitītes"]
    people.substitute_tomorrow = house.adult("teacher", "Rūta", "Rītdiena")
    house.assign(people.substitute_tomorrow, bees, Assignment.Kind.SUBSTITUTE, since=TUESDAY)
    people.without_role = house.adult("clerk", "Bija", "Bijusi")
    operations.take_role(
        user=people.without_role, role="clerk", institution=house.institution, by=house.by
    )


def _mark_secrets(stage: Stage) -> None:
    for name, warning in (("bees", "annai"), ("owls", "kārlim"), ("emils", "emīlam")):
        child = stage.children[name]
        child.warning = f"Brīdinājums-{warning}"
        if name == "bees":
            child.personal_code = "32150321234"
        operations.change_child(child=child, by=stage.first.by)
    theirs = stage.children["theirs"]
    theirs.warning, theirs.diet_code, theirs.personal_code = "Kanārijs!", "Kanārijs", "38765432101"
    operations.change_child(child=theirs, by=stage.second.by)


def _let_canaries_in(house: House) -> None:
    """Every name of the second house bears the mark; the trail of it too."""
    mark = Value(" Kanārijs")
    mine = {"institution": house.institution}
    Child.objects.filter(**mine).update(last_name=Concat("last_name", mark))
    ChildGroup.objects.filter(**mine).update(name=Concat("name", mark))
    adults = User.objects.filter(groups__role_group__institution=house.institution)
    User.objects.filter(pk__in=adults.values("pk")).update(last_name=Concat("last_name", mark))
    Restriction.objects.filter(**mine).update(document=Concat("document", mark))


def _take_registers(stage: Stage) -> None:
    """Friday is confirmed everywhere, the first child absent; Thursday is a draft in one group."""
    for name, actor in TEACHERS.items():
        children = stage.house(GROUPS[name][0]).children[GROUPS[name][1]]
        answers = [attendance.Answer(child.pk, absent=not n) for n, child in enumerate(children)]
        attendance.confirm(
            group=stage.group(name), day=FRIDAY, answers=answers,
            by=stage.access(actor, FRIDAY), at=at(8, 45, day=FRIDAY),
        )  # fmt: skip
    attendance.draft(
        group=stage.group("bees"), day=THURSDAY, child_id=stage.children["bees"].pk, absent=True,
        by=stage.access("teacher", THURSDAY), at=at(8, 45, day=THURSDAY),
    )  # fmt: skip


def _tell(stage: Stage) -> None:
    """Everybody is reminded of a group in the role they act in; to the teachers by a lost letter too."""
    for actor, wanted in ACTORS.items():
        user = stage.user(actor)
        if wanted is None or user is None:
            continue
        house = stage.house(wanted.house)
        group = house.groups["Pūcītes" if actor == TEACHERS["owls"] else "Bitītes"]
        stage.told[actor] = Notification.objects.create(
            institution=house.institution, person=user, role=wanted.role or "clerk", group=group,
            kind="reminder.attendance", day=MONDAY, occasion="soon", created_at=at(8, 45),
        )  # fmt: skip
    for actor in TEACHERS.values():
        stage.told[actor].deliveries.create(
            channel="email", state=Delivery.State.DEAD, due_at=at(8, 45), next_try_at=at(8, 45),
            settled_at=at(8, 46), error="refused 550",
        )  # fmt: skip
