"""Django's admin, whatever class an app adds to it: its house only, looked at or written by operations."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from agreements.operations import publish
from attendance.models import AbsenceNotice, CorrectionRequest, HealthNote, Mark, Register
from attendance.register import operations as registers
from curriculum import operations as catalogue
from curriculum.models import Entry
from outbox.models import Delivery, Notification
from people.models import Child
from people.office import ByOperations, HouseAdmin, LookOnly
from tests.activities import photos
from tests.activities.full import a_full_day
from tests.assessment.full import a_full_assessment
from tests.attendance import makers
from tests.manners import makers as reports
from tests.messaging.talks.full import a_full_talk
from tests.planning.full import a_full_plan
from tests.world import MONDAY, a_house, at

CLASSES = admin.site._registry
LOOKED_AT = {model for model, shown in CLASSES.items() if isinstance(shown, LookOnly)}
# Tables of the journal that administration does not read in the admin, or not by themselves.
NOT_HERE = {
    "attendance.HealthNote": "nurse, clerk and the child's guardians read it; each reading is kept",
    "attendance.DoctorsNote": "of health: nurse and clerk keep it",
    "attendance.ClarificationStep": "read with its clarification, on the journal's own page",
    "attendance.HeadCountLine": "read with its count",
    "duties.MovedDayOffer": "plumbing of the calendar",
    "documents.StoredFile": "who may see one says its kind; it opens by its own way alone",
    "documents.Job": "read on its page by whoever asked",
    "documents.Photo": "what a picture goes through: whose it is says the app that owns it",
    "documents.PhotoCopy": "the same",
    "planning.PlanNote": "of a single child: read beside its plan, not as a list of children",
    "activities.DayNote": "from colleague to colleague, maybe of a child: read beside its day",
    "activities.EntryOutcome": "read with its entry",
    "messaging.TalkParticipant": "read with the talk",
    "messaging.TalkSubject": "the same",
    "messaging.TalkSection": "what was said: read on the talk's own page, never as a list",
    "agreements.Acknowledgement": "read as a list of a document, on the portal's own page",
}
EVERY = pytest.mark.parametrize("model", CLASSES, ids=lambda model: model.__name__)
EACH_LOOKED_AT = pytest.mark.parametrize(
    "model", sorted(LOOKED_AT, key=str), ids=lambda model: model.__name__
)


def page(model, name: str = "changelist", *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)


def furnished(house) -> None:
    """One of everything: a confirmed register, what hangs on it, a letter that was lost, a document."""
    bees, children = house.groups["Bitītes"], house.children["Bitītes"]
    answers = [registers.Answer(child.pk, absent=not nth) for nth, child in enumerate(children)]
    teacher = house.access(house.people.teacher, "teacher")
    register = registers.confirm(group=bees, day=MONDAY, answers=answers, by=teacher, at=at(8, 45))
    makers.one_of_each(house, register.register)
    told = Notification.objects.create(
        institution=house.institution, person=house.people.teacher, role="teacher", group=bees,
        kind="reminder.attendance", day=MONDAY, occasion="soon", created_at=at(8),
    )  # fmt: skip
    told.deliveries.create(
        channel="email", state="dead", due_at=at(8), next_try_at=at(8), settled_at=at(9),
        error="refused 550",
    )  # fmt: skip
    a_full_plan(house, bees, amended="Uzsniga")
    plan = a_full_plan(house, bees, MONDAY.replace(day=1), submitted_at=at(8))
    photos.photo(a_full_day(plan, teacher), teacher)
    a_full_assessment(bees, teacher, children[0])
    a_full_talk(teacher, children[0])
    publish(
        institution=house.institution, kind="rules", title="Kārtība", text="Kārtība", by=house.by,
        at=at(7),
    )  # fmt: skip
    reports.report(house, subject_id=house.institution.pk)
    reports.word(house)
    here = {"institution": house.institution, "by": house.by}
    catalogue.add(kind="value", text="lasītprieks", first_year=2026, **here)
    catalogue.hide(code="VAL.1.3", first_year=2026, **here)
    catalogue.set_areas(user=house.people.specialist, areas={"KUL"}, seen=(), **here)


@pytest.fixture
def house(db):
    return a_house(furnish=furnished)


@pytest.fixture
def other_house(house):
    return a_house("Saulstari", "40000000002", furnish=furnished)


@pytest.fixture
def head(house, client, time_machine):
    time_machine.move_to(at(10), tick=False)
    client.force_login(house.head)
    return client


def rows(model, house) -> Any:
    """Of its own: the common catalogue is everybody's."""
    found = model._default_manager.visible_to(house.by, CLASSES[model].right)
    return found.filter(institution=house.institution) if model is Entry else found


# --- what a class is --------------------------------------------------------------------------
@EVERY
def test_a_class_looks_or_writes_by_operations_and_searches_for_nobody(model):
    shown = CLASSES[model]
    assert isinstance(shown, LookOnly) is not isinstance(shown, ByOperations)
    assert not shown.search_fields
    assert not shown.autocomplete_fields
    assert not shown.list_editable
    assert shown.actions is None


def test_only_classes_of_ours_have_a_place(db):
    assert all(isinstance(shown, HouseAdmin) for shown in CLASSES.values())
    assert not {"auth.Group", "sessions.Session", "account.EmailAddress"} & {
        model._meta.label for model in CLASSES
    }


@pytest.mark.parametrize(
    "app",
    [
        "attendance",
        "duties",
        "agreements",
        "documents",
        "curriculum",
        "planning",
        "activities",
        "assessment",
        "messaging",
        "manners",
    ],
)
def test_every_table_of_the_journal_is_here_or_it_is_said_why_not(app):
    tables = {model._meta.label for model in apps.get_app_config(app).get_models()}
    here = {model._meta.label for model in CLASSES}
    assert tables - here == {label for label in NOT_HERE if label.startswith(app)}


@EVERY
def test_every_heading_is_in_the_words_of_the_interface(model):
    """A field without words of its own would be headed by its English name."""
    shown = CLASSES[model]
    fields = {
        field.name: field for field in model._meta.get_fields() if hasattr(field, "_verbose_name")
    }
    wordless = {
        name for name in (*shown.list_display, *shown.also, *(shown.fields or ()))
        if isinstance(name, str) and name in fields and not fields[name]._verbose_name
    }  # fmt: skip
    assert not wordless


# --- whose ------------------------------------------------------------------------------------
@EVERY
def test_a_list_ends_where_the_house_ends(house, other_house, head, model):
    answer = head.get(page(model))
    shown = set(answer.context["cl"].queryset.values_list("pk", flat=True))
    assert answer.status_code == 200
    if model is Entry:  # the common catalogue beside its own
        shown -= set(Entry.objects.filter(institution=None).values_list("pk", flat=True))
    assert shown == set(rows(model, house).values_list("pk", flat=True))
    assert shown
    assert not shown & set(rows(model, other_house).values_list("pk", flat=True))


@EVERY
def test_a_row_of_another_house_does_not_exist(house, other_house, head, model):
    own, foreign = rows(model, house).first(), rows(model, other_house).first()
    assert head.get(page(model, "change", own.pk)).status_code == 200
    assert head.get(page(model, "change", foreign.pk)).status_code == 404
    assert head.post(page(model, "change", foreign.pk), {}).status_code == 404


@pytest.mark.parametrize("who", ["teacher", "nurse", "clerk", "superuser", "mother"])
def test_nobody_else_has_an_admin(house, client, who):
    client.force_login(getattr(house.people, who))
    places = [page(model) for model in CLASSES] + [reverse("admin:index")]
    assert {client.get(place).status_code for place in places} == {404}


# --- nothing is changed by looking -------------------------------------------------------------
@EACH_LOOKED_AT
def test_what_is_looked_at_is_not_written(house, head, model):
    own = rows(model, house).first()
    before = {**model.objects.filter(pk=own.pk).values()[0]}
    sent = {"presence": "present", "note": "x", "reason": "x", "state": "sent", "text": "x"}
    assert head.post(page(model, "change", own.pk), sent).status_code == 403
    assert head.post(page(model, "add"), sent).status_code == 403
    assert head.get(page(model, "add")).status_code == 403
    assert {**model.objects.filter(pk=own.pk).values()[0]} == before


@EVERY
def test_nothing_is_done_to_many_at_once_and_nothing_deleted(house, head, model):
    own = rows(model, house).first()
    action = {"action": "delete_selected", "_selected_action": [own.pk], "post": "yes", "index": 0}
    assert head.post(page(model), action).status_code == 403
    assert head.post(f"{page(model)}{own.pk}/delete/", {"post": "yes"}).status_code == 404
    assert model._default_manager.filter(pk=own.pk).exists()


def test_what_administration_does_not_read_is_not_shown(house, head):
    HealthNote.objects.update(text="Drudzis trīsdesmit deviņi")
    CorrectionRequest.objects.update(why="Zvanīja māte", answer="Bija pie ārsta")
    (asked,) = rows(CorrectionRequest, house)
    (notice,) = rows(AbsenceNotice, house)
    pages = [
        page(CorrectionRequest), page(CorrectionRequest, "change", asked.pk),
        page(AbsenceNotice), page(AbsenceNotice, "change", notice.pk),
    ]  # fmt: skip
    told = "".join(head.get(place).content.decode() for place in pages)
    assert not {word for word in ("Drudzis", "Zvanīja", "pie ārsta") if word in told}


def test_who_was_told_is_named_while_they_belong_to_the_house(house, head):
    assert "Kalēja" in head.get(page(Delivery)).content.decode()
    house.people.teacher.groups.clear()
    assert "Kalēja" not in head.get(page(Delivery)).content.decode()


# --- how it reads -------------------------------------------------------------------------------
@EVERY
def test_titles_are_latvian_sentences(house, head, model):
    shown, own = CLASSES[model], rows(model, house).first()
    titles = {}
    for name, *args in (("changelist",), ("change", own.pk), ("add",)):
        answer = head.get(page(model, name, *args))
        if answer.status_code == 200:
            titles[name] = str(answer.context["title"])
            html = answer.content.decode()
            assert f"<h1>{titles[name]}</h1>" in html
            assert not {word for word in ("Atlasīt", "izmainītu", "Labot ", "Pēc ") if word in html}
    with override("lv"):
        assert titles["changelist"].casefold() == model._meta.verbose_name_plural.casefold()
        one = shown.one or model._meta.verbose_name
        assert titles["change"].casefold() == one.casefold()
    assert ("add" in titles) is (model not in LOOKED_AT and model._meta.model_name != "institution")
    assert titles.get("add") != "Jauns ieraksts"  # its own sentence


def test_the_first_page_leads_to_every_list(head):
    html = head.get(reverse("admin:index")).content.decode()
    assert all(f'href="{page(model)}"' in html for model in CLASSES)
    for app in {model._meta.app_label for model in CLASSES}:
        shelf = head.get(reverse("admin:app_list", args=[app]))
        assert shelf.status_code == 200
        assert "pārvaldīšana" not in shelf.content.decode()


# --- its life, and its page in the journal ----------------------------------------------------------
@EVERY
def test_history_leads_to_the_trail_or_is_not_offered(house, head, model):
    own = rows(model, house).first()
    html = head.get(page(model, "change", own.pk)).content.decode()
    trail = reverse("audit:history", args=[model._meta.model_name, own.pk])
    assert (f'href="{trail}"' in html) is (head.get(trail).status_code == 200)
    with pytest.raises(NoReverseMatch):
        page(model, "history", own.pk)


def test_the_trail_of_a_mark_and_a_child_is_offered(house, head):
    for model in (Child, Mark, Register):
        own = rows(model, house).first()
        assert "historylink" in head.get(page(model, "change", own.pk)).content.decode()


@EVERY
def test_the_journals_own_page_opens(house, head, model):
    own = rows(model, house).first()
    place = CLASSES[model].portal_page(own)
    assert not place or head.get(place).status_code == 200


# --- finding ------------------------------------------------------------------------------------
def test_the_marks_of_a_day_and_of_a_group(house, head):
    day = {"day__year": 2026, "day__month": 11, "day__day": 16}
    bees = {"group": house.groups["Bitītes"].pk}
    owls = {"group": house.groups["Pūcītes"].pk}
    count = lambda **sent: head.get(page(Mark), sent).context["cl"].queryset.count()  # noqa: E731
    assert count(**day, **bees) == 3
    assert count(**day, **owls) == count(**day | {"day__day": 17}) == 0
    assert count(**day, presence__exact="absent") == 1


@EVERY
def test_every_filter_answers(house, head, model):
    specs = head.get(page(model)).context["cl"].filter_specs
    changes = head.get(page(model)).context["cl"]
    for spec in specs:
        for choice in spec.choices(changes):
            assert head.get(page(model) + choice["query_string"]).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"day__year": "9999"}, {"day__year": "9999", "day__month": "12", "day__day": "31"},
        {"day__year": "x"}, {"day__year": "0"}, {"day__month": "9" * 20}, {"day__day": "-1"},
        {"p": "x"}, {"p": "9" * 20}, {"o": "99.-7.x"}, {"group": "9" * 30}, {"state": "x"},
        {"register__group__name__startswith": "B"}, {"q": "\x00"}, {"e": "1"}, {"all": ""},
    ],
    ids=str,
)  # fmt: skip
def test_an_odd_address_is_no_error_of_ours(house, head, sent):
    assert head.get(page(Mark), sent).status_code < 500


# --- how much it asks ----------------------------------------------------------------------------
def crowded(house) -> None:
    """Three hundred and more of what there is most of."""
    bees = house.groups["Bitītes"]
    children = house.crowd(bees, 310)
    register = Register.objects.get(group=bees, day=MONDAY)
    mine = {"institution": house.institution}
    Mark.objects.bulk_create(
        Mark(**mine, register=register, day=MONDAY, child=child, presence="present")
        for child in children
    )
    AbsenceNotice.objects.bulk_create(
        AbsenceNotice(**mine, child=child, since=MONDAY, until=at(0, day=MONDAY).date().replace(day=18),
                      reason="family", reported_at=at(7), reported_by=house.people.mother)
        for child in children
    )  # fmt: skip
    notes = Notification.objects.bulk_create(
        Notification(**mine, person=house.people.nurse, role="nurse", kind="reminder.attendance",
                     group=bees, day=MONDAY, occasion=f"n{n}", created_at=at(8))
        for n in range(310)
    )  # fmt: skip
    Delivery.objects.bulk_create(
        Delivery(notification=note, channel="email", due_at=at(8), next_try_at=at(8))
        for note in notes
    )


def test_lists_ask_as_often_for_three_hundred(house, head, django_assert_max_num_queries):
    crowded(house)
    for model in CLASSES:
        with django_assert_max_num_queries(15):
            html = head.get(page(model)).content.decode()
        assert html.count("<tr>") <= 52, model  # a page of fifty


def test_the_page_of_a_row_asks_little(house, head, django_assert_max_num_queries):
    for model in CLASSES:
        own = rows(model, house).first()
        with django_assert_max_num_queries(15):
            head.get(page(model, "change", own.pk))
