"""The catalogue as a house reads it: by learning area and stage, each code with its wordings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from curriculum.lists import VALUES, VIRTUES, Area, Stage
from curriculum.models import Entry, Hidden
from duties.calendar.school_year import label
from people.models import Institution
from people.rules.names import folded


@dataclass(frozen=True)
class Code:
    """One thing that can be chosen, by all its wordings, the oldest first."""

    wordings: list[Entry]
    now: Entry | None  # what can be chosen in the year that is asked about
    year: int
    hidden_from: int | None

    @property
    def entry(self) -> Entry:
        """The words it is shown in: of the year, else the last ones."""
        return self.now or self.standing or self.wordings[-1]

    @property
    def standing(self) -> Entry | None:
        """The wording that no other has followed (``EntryQuerySet.of_code``)."""
        return next((one for one in reversed(self.wordings) if one.last_year is None), None)

    @property
    def is_of_the_house(self) -> bool:
        """No common wording lies under the house's own."""
        return all(one.institution_id for one in self.wordings)

    @property
    def note(self) -> str:
        """What it says of its years beside its words; mostly nothing."""
        if self.hidden_from is not None:
            return _("not used from %(year)s on") % {"year": label(self.hidden_from)}
        standing = self.standing
        if standing is None:
            last = max(one.last_year or 0 for one in self.wordings)
            return _("used until %(year)s") % {"year": label(last)}
        if standing.first_year > self.year:
            words = _("from %(year)s on: %(text)s") if self.now else _("from %(year)s on")
            return words % {"year": label(standing.first_year), "text": standing.text}
        return ""

    @property
    def history(self) -> list[tuple[Entry, str]]:
        """Its wordings, each with the school years it holds in."""
        return [(one, years_of(one)) for one in self.wordings]

    def says(self, q: str) -> bool:
        """A part of its code, or all the words, whatever their diacritics; nothing typed fits."""
        words, said = folded(q).split(), folded(self.entry.text)
        is_said = bool(words) and all(word in said for word in words)
        return is_said or q.casefold() in self.entry.code.casefold()


@dataclass(frozen=True)
class Part:
    """Entries of one stage, or all of a section without stages. ``to``: where one more is added."""

    to: str
    label: Any
    codes: list[Code]


@dataclass(frozen=True)
class Section:
    """A learning area, the values, the virtues; or what the year does not use."""

    key: str
    label: Any
    icon: str
    parts: list[Part] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(part.codes) for part in self.parts)


KINDS = {Entry.Kind.VALUE.value: (VALUES, "star"), Entry.Kind.VIRTUE.value: (VIRTUES, "sparkles")}


def sections_of(institution: Institution, year: int, q: str = "") -> list[Section]:
    """Those in which something is found; nothing typed finds everything. Three queries."""
    found = [code for code in codes_of(institution, year) if code.says(q)]
    used = [code for code in found if code.now]
    sections = [*_areas(used), *_kinds(used), _unused(found)]
    return [section for section in sections if section.count or not (q or section.key == "unused")]


def codes_of(institution: Institution, year: int, *codes: str) -> list[Code]:
    """All, or those named, in their order. Three queries."""
    rows = Entry.objects.of_house(institution)
    hidden = dict(Hidden.objects.filter(institution=institution).values_list("code", "first_year"))
    in_use = Entry.objects.in_use(institution, year)
    if codes:
        rows, in_use = rows.filter(code__in=codes), in_use.filter(code__in=codes)
    now = {entry.code: entry for entry in in_use}
    by_code: dict[str, list[Entry]] = {}
    for entry in rows.in_order():
        by_code.setdefault(entry.code, []).append(entry)
    return [
        Code(_oldest_first(wordings), now.get(code), year, hidden.get(code))
        for code, wordings in by_code.items()
    ]


def _oldest_first(wordings: list[Entry]) -> list[Entry]:
    """The common ones lie below the house's own."""
    return sorted(wordings, key=lambda one: (one.institution_id is not None, one.pk))


def _areas(used: list[Code]) -> Iterator[Section]:
    for area in Area:
        parts = [
            Part(f"{area}.{stage}", stage.label, _of(used, area=area, stage=stage))
            for stage in Stage
        ]
        yield Section(area.value, area.label, area.icon, parts)


def _kinds(used: list[Code]) -> Iterator[Section]:
    for kind, (words, icon) in KINDS.items():
        yield Section(kind, words, icon, [Part(kind, "", _of(used, kind=kind))])


def _unused(found: list[Code]) -> Section:
    rest = [code for code in found if not code.now]
    return Section("unused", _("Not used this school year"), "eye-off", [Part("", "", rest)])


def _of(codes: list[Code], **where: Any) -> list[Code]:
    return [
        code
        for code in codes
        if all(getattr(code.entry, name) == value for name, value in where.items())
    ]


def years_of(entry: Entry) -> str:
    """In which school years a wording holds; of one that was worded anew within its first, in none."""
    first, last = label(entry.first_year), entry.last_year
    if last is None:
        return _("from %(year)s on") % {"year": first}
    if last < entry.first_year:
        return _("worded anew at once")
    return first if last == entry.first_year else f"{first} – {label(last)}"


def place_of(entry: Entry) -> str:
    """«Valodu · 1½–3 gadi»; of a value and a virtue what it is."""
    if entry.kind != Entry.Kind.OUTCOME:
        return str(entry.get_kind_display()).capitalize()
    return f"{entry.get_area_display()} · {entry.get_stage_display()}"


def places() -> list[tuple[Any, Any]]:
    """Where an entry may stand, as a list of choices."""
    areas = [
        (area.label, [(f"{area}.{stage}", f"{area.label} · {stage.label}") for stage in Stage])
        for area in Area
    ]
    kinds = [(kind, words) for kind, (words, _icon) in KINDS.items()]
    return [*areas, *kinds]
