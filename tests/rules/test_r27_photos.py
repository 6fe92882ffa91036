"""R27: in photos of the day no child can be identified. None reaches anybody before its faces are covered and
who took it has looked; afterwards each address asks each time who may see it."""

from io import BytesIO
from itertools import pairwise
from secrets import token_hex

import pytest
from django.urls import reverse
from PIL import Image

from activities.models import DayPhoto
from activities.photos import operations
from documents.models import StoredFile
from documents.photos.boxes import Box
from documents.photos.copies import Copy
from people.access import Action
from people.devices import idle
from people.models import Guardianship
from people.models.relations import SCOPES
from people.operations import restrict
from tests.activities import makers
from tests.activities import photos as make
from tests.documents.photos import pictures as p
from tests.documents.photos.test_copies import assert_only_pixels
from tests.documents.storage import place
from tests.world import MONDAY, a_house, at

EVENING = at(18)


@pytest.fixture
def log(bees, teacher):
    """Parents read it."""
    return makers.released(bees, teacher, MONDAY, when=at(14))


@pytest.fixture
def signed_in(client, time_machine):
    """Whoever is wanted, in the evening of the day."""
    time_machine.move_to(EVENING, tick=False)

    def enter(person):
        client.force_login(person)
        client.get("/")
        return client

    return enter


def addresses(row: DayPhoto) -> list[str]:
    """Of the large picture and of the thumbnail, in each format."""
    return [reverse("documents:file", args=[copy.file.name]) for copy in make.copies(row)]


def statuses(client, row: DayPhoto) -> set[int]:
    return {client.get(address).status_code for address in addresses(row)}


# --- to whom a picture opens ----------------------------------------------------------------------------
def test_a_photo_of_the_day_opens_to_the_family_in_each_size(house, log, teacher, signed_in):
    row = make.photo(log, teacher)
    client = signed_in(house.people.mother)
    assert (len(addresses(row)), statuses(client, row)) == (4, {200})


@pytest.mark.parametrize("state", ["covered", "hidden", "deleted"])
def test_one_that_nobody_may_see_is_not_there(house, log, teacher, signed_in, state):
    row = make.covered(log, teacher) if state == "covered" else make.photo(log, teacher)
    if state == "hidden":
        operations.hide(photo=row, by=teacher, at=at(16))
    ways = addresses(row)
    if state == "deleted":
        operations.delete(photo=row, by=teacher, at=at(16))
    client = signed_in(house.people.mother)
    assert {client.get(way).status_code for way in ways} == {404}


def test_of_a_day_in_its_minute_parents_see_no_photo(house, bees, teacher, signed_in):
    row = make.photo(makers.confirmed(bees, teacher, MONDAY, when=at(17)), teacher, when=at(17))
    assert statuses(signed_in(house.people.mother), row) == {404}


@pytest.mark.parametrize("scope", ["photos", "whereabouts"])
def test_a_restriction_counts_at_the_next_request(house, log, teacher, signed_in, scope):
    row = make.photo(log, teacher)
    client = signed_in(house.people.mother)
    assert statuses(client, row) == {200}
    _restrict(house, house.people.mother, scope)
    assert statuses(client, row) == {404}


def _restrict(house, person, scope):
    head = house.access(house.head, "admin")
    scopes = {name: name == scope for name in SCOPES}
    for tie in Guardianship.objects.filter(user=person):
        restrict(guardianship=tie, document="L 8", issuer="Tiesa", since=MONDAY, by=head, **scopes)


@pytest.mark.parametrize("who", ["other_parent", "other_teacher", "nurse", "clerk", "superuser"])
def test_whoever_has_nothing_to_do_with_the_group_finds_none(house, log, teacher, signed_in, who):
    row = make.photo(log, teacher)
    assert statuses(signed_in(getattr(house.people, who)), row) == {404}


def test_without_signing_in_there_is_the_door(client, log, teacher):
    row = make.photo(log, teacher)
    assert statuses(client, row) == {302}


def test_the_original_opens_to_nobody(house, log, teacher, signed_in):
    row = make.sent(log, teacher)
    StoredFile.objects.filter(pk=row.photo.original_id).update(state="ready")
    way = reverse("documents:file", args=[row.photo.original.name])
    assert signed_in(house.people.teacher).get(way).status_code == 404


# --- how it goes out ------------------------------------------------------------------------------------
def test_a_picture_is_kept_by_its_person_only_who_asks_each_time(house, log, teacher, signed_in):
    way = addresses(make.photo(log, teacher))[0]
    client = signed_in(house.people.mother)
    answer = client.get(way)
    assert answer["Cache-Control"] == "private, no-cache"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "inline"
    same = client.get(way, headers={"If-None-Match": answer["ETag"]})
    assert (same.status_code, same.content) == (304, b"")


def test_what_a_browser_keeps_is_not_shown_once_it_is_hidden(house, log, teacher, signed_in):
    row = make.photo(log, teacher)
    client, way = signed_in(house.people.mother), addresses(row)[0]
    known = client.get(way)["ETag"]
    operations.hide(photo=row, by=teacher, at=at(17))
    assert client.get(way, headers={"If-None-Match": known}).status_code == 404


def test_the_mark_of_what_is_kept_is_of_one_session(house, log, teacher, signed_in):
    way = addresses(make.photo(log, teacher))[0]
    first = signed_in(house.people.mother).get(way)["ETag"]
    assert signed_in(house.people.father).get(way)["ETag"] != first


def test_on_a_shared_device_nothing_is_kept(house, log, teacher, signed_in):
    way = addresses(make.photo(log, teacher))[0]
    client = signed_in(house.people.teacher)
    session = client.session
    session[idle._SESSION_KEY] = {"seen": EVENING.isoformat(), "in_full": True}
    session.save()
    assert client.get(way)["Cache-Control"] == "no-store"


def test_a_picture_whose_bytes_are_gone_is_said_to_be_away(house, log, teacher, signed_in):
    row = make.photo(log, teacher)
    place(make.copies(row)[0].file).unlink()
    answer = signed_in(house.people.mother).get(addresses(row)[0])
    assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")


# --- what is in it --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "form", ["JPEG", "PNG", "WEBP", pytest.param("HEIC", marks=pytest.mark.slow)]
)
def test_what_goes_out_holds_nothing_of_what_came(house, log, teacher, signed_in, form):
    sent = p.HEIC.read_bytes() if form == "HEIC" else p.telling(form)
    row = operations.add(log=log, content=sent, key=token_hex(16), by=teacher, at=at(15))
    make.work(at(15))
    operations.confirm(photo=make.fresh(row), about=make.SAID, by=teacher, at=at(15))
    client = signed_in(house.people.mother)
    contents = [client.get(way).getvalue() for way in addresses(row)]
    types = [copy.file.content_type for copy in make.copies(row)]
    assert_only_pixels(
        [Copy(0, form, 1, 1, content) for form, content in zip(types, contents, strict=True)]
    )


def test_inside_a_face_there_are_at_most_eight_by_eight_blocks(house, log, teacher, signed_in):
    """Of what is served: the JPEG of the larger size, whose blocks are told by their middles."""
    row = make.sent(log, teacher)
    make.work(at(15), [Box(100, 60, 220, 180)])
    operations.confirm(photo=make.fresh(row), about=make.SAID, by=teacher, at=at(15))
    way = addresses(row)[2]
    content = signed_in(house.people.mother).get(way).getvalue()
    with Image.open(BytesIO(content)) as picture:
        face = picture.convert("RGB").crop((100, 60, 220, 180))
    assert _blocks(face) <= 64


def _blocks(face) -> int:
    """Steps between neighbouring columns and rows that are larger than what compression does."""
    steps = []
    for picture in (face, face.transpose(2)):
        width, height = picture.size
        middle = [picture.getpixel((x, height // 2)) for x in range(width)]
        jumps = [max(abs(a - b) for a, b in zip(one, two, strict=True)) > 24
                 for one, two in pairwise(middle)]  # fmt: skip
        steps.append(1 + sum(jumps))
    return steps[0] * steps[1]


# --- who takes part ---------------------------------------------------------------------------------------
def test_a_teacher_who_is_a_parent_sees_by_the_role_acted_in(house, log, teacher):
    """Of the bees as their teacher; as a parent of the owls not."""
    person = house.people.teacher
    house.guardian(house.children["Pūcītes"][1], person)
    row = make.photo(log, teacher)
    assert [list(_seen(house.access(person, role))) for role in ("teacher", "parent")] == [
        [row],
        [],
    ]


def test_a_parent_of_two_houses_sees_photos_of_both(house, log, teacher):
    row = make.photo(log, teacher)
    second = a_house("Saulstari", "40000000002")
    mother, group = house.people.mother, second.groups["Bitītes"]
    second.welcome(mother, "parent")
    second.guardian(second.children["Bitītes"][0], mother)
    theirs = second.access(second.people.teacher, "teacher")
    there = make.photo(makers.released(group, theirs, MONDAY, when=at(14)), theirs)
    assert set(_seen(house.access(mother, "parent"))) == {row, there}


def _seen(access):
    return DayPhoto.objects.visible_to(access, Action.VIEW_PHOTO)
