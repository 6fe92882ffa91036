"""What breaks each constraint of the tables about keys and contact data."""

from documents.models import Job
from people.models import (
    Address,
    ContactChange,
    Device,
    DeviceUse,
    Exclusion,
    Guesses,
    Joining,
    OneTimeLink,
    PickUpPerson,
    SlipBatch,
    Used,
    User,
)
from tests.world import BEGIN, MONDAY, at

_HOUR = {"asked_at": at(9)}


def exclusion(two, **changes) -> Exclusion:
    facts = {
        "institution": two[0].institution, "user": two[0].people.teacher, "kind": 1,
        "since": BEGIN, "made_at": at(9), "made_by": two[0].head,
    }  # fmt: skip
    return Exclusion.objects.create(**facts | changes)


def address(two, **changes) -> Address:
    facts = {
        "institution": two[0].institution,
        "child": _child(two),
        "kind": 1,
        "street": "«Kalni»",
    }
    return Address.objects.create(**facts | changes)


def pick_up(two, **changes) -> PickUpPerson:
    facts = {"institution": two[0].institution, "child": _child(two), "name": "Oma", "since": BEGIN}
    return PickUpPerson.objects.create(**facts | changes)


def change(two, **changes) -> ContactChange:
    facts = {"user": two[0].people.mother, "kind": "email", "new": "jauna@pasts.example"}
    return ContactChange.objects.create(**facts | _HOUR | {"asked_by": two[0].head} | changes)


def joining(two, **changes) -> Joining:
    facts = {
        "institution": two[0].institution, "user": two[1].people.mother, "role": "nurse",
        "first_name": "Aija", "last_name": "Ozola", "asked_by": two[0].head,
    }  # fmt: skip
    return Joining.objects.create(**facts | _HOUR | changes)


def guessed(two, **changes) -> Guesses:
    facts = {"person": two[0].head, "door": "slip", "last_at": at(9)}
    return Guesses.objects.create(**facts | changes)


def batch(two, place=0, **changes) -> SlipBatch:
    facts = {
        "institution": two[place].institution, "asked_by": two[0].head, "total": 1,
    }  # fmt: skip
    return SlipBatch.objects.create(**facts | _HOUR | changes)


def job(two, place=0) -> Job:
    return Job.objects.create(
        institution=two[place].institution, kind="people.slips", asked_by=two[0].head,
        next_try_at=at(9), **_HOUR,
    )  # fmt: skip


def used_twice(two) -> None:
    for _ in range(2):
        Used.objects.create(person=two[0].head, kind="letters_sent", hour=at(9), number=1)


def link(two, **changes) -> OneTimeLink:
    facts = {
        "institution": two[0].institution, "user": two[0].people.mother, "purpose": "invite",
        "carrier": "slip", "nonce": "a", "made_at": at(9), "made_by": two[0].head,
        "expires_at": at(10),
    }  # fmt: skip
    return OneTimeLink.objects.create(**facts | changes)


def device(two, digest="a", **changes) -> Device:
    return Device.objects.create(key_digest=digest, first_seen_at=at(9), **changes)


def use(two, of: Device, **changes) -> DeviceUse:
    seen = dict.fromkeys(("first_seen_at", "last_seen_at", "signed_in_at"), at(9))
    return DeviceUse.objects.create(device=of, user=two[0].head, **seen | changes)


def _child(two, place=0):
    return two[place].children["Bitītes"][0]


def _used_twice(two) -> None:
    one = device(two)
    for _ in range(2):
        use(two, one)


def _twice(make, **facts):
    return lambda two: [make(two, **facts) for _ in range(2)]


BACKWARDS = {"since": MONDAY, "until": MONDAY}
PARENT = {"role": "parent", "relation": "mother"}
BREAKS = {
    "one_exclusion_of_a_kind_at_a_time": _twice(exclusion),
    "an_exclusion_ends_after_it_begins": lambda two: exclusion(two, **BACKWARDS),
    "an_exclusion_kind_is_known": lambda two: exclusion(two, kind=3, reason="x"),
    "a_suspension_has_a_reason": lambda two: exclusion(two, kind=2),
    "one_address_of_a_kind_for_a_child": _twice(address),
    "an_address_kind_is_known": lambda two: address(two, kind=3),
    "a_postcode_is_latvian": lambda two: address(two, postcode="LT-1234"),
    "address_child_of_one_institution": lambda two: address(two, child=_child(two, 1)),
    "a_pick_up_ends_after_it_begins": lambda two: pick_up(two, **BACKWARDS),
    "pickupperson_child_of_one_institution": lambda two: pick_up(two, child=_child(two, 1)),
    "a_slip_is_agreed_to_by_another": lambda two: batch(
        two, needs_another=True, agreed_at=at(9), decided_by=two[0].head
    ),
    "a_slip_is_agreed_to_or_refused_by_somebody": lambda two: batch(
        two, needs_another=True, agreed_at=at(9)
    ),
    "no_slip_before_another_agreed": lambda two: batch(two, needs_another=True, job=job(two)),
    "one_count_of_a_kind_an_hour": used_twice,
    "people_used_number_check": lambda two: Used.objects.create(
        person=two[0].head, kind="letters_sent", hour=at(9), number=-1
    ),
    "a_contact_kind_is_known": lambda two: change(two, kind="fax"),
    "only_a_change_that_was_done_is_undone": lambda two: change(two, undone_at=at(9)),
    "what_was_done_is_not_dropped": lambda two: change(two, done_at=at(9), dropped_at=at(9)),
    "one_open_change_of_a_kind": _twice(change),
    "a_joining_is_accepted_or_declined": lambda two: joining(
        two, accepted_at=at(9), declined_at=at(9)
    ),
    "a_parent_joins_with_a_child": lambda two: joining(two, **PARENT),
    "one_open_joining": _twice(joining),
    "joining_child_of_one_institution": lambda two: joining(two, child=_child(two, 1), **PARENT),
    "people_user_epoch_check": lambda two: User.objects.update(epoch=-1),
    "people_guesses_number_check": lambda two: guessed(two, number=-1),
    "guesses_at_a_door_are_counted_once": _twice(guessed),
    "people_slipbatch_total_check": lambda two: batch(two, total=-1),
    "people_slipbatch_job_id_key": lambda two: _twice(batch, job=job(two))(two),
    "slipbatch_job_of_one_institution": lambda two: batch(two, job=job(two, 1)),
    "a_link_is_used_or_revoked": lambda two: link(two, used_at=at(9), revoked_at=at(9)),
    "a_links_purpose_is_known": lambda two: link(two, purpose="party"),
    "a_letter_has_an_address_and_a_slip_has_none": lambda two: link(two, carrier="email"),
    "a_link_is_good_for_a_while": lambda two: link(two, expires_at=at(9)),
    "onetimelink_batch_of_one_institution": lambda two: link(two, batch=batch(two, 1)),
    "people_onetimelink_attempts_check": lambda two: link(two, attempts=-1),
    "people_device_key_digest_key": _twice(device),
    "a_shared_device_is_somewhere": lambda two: device(two, shared_at=at(9)),
    "one_use_of_a_device_per_person": _used_twice,
    "people_deviceuse_pin_failures_check": lambda two: use(two, device(two), pin_failures=-1),
}  # fmt: skip
