"""Slips for a parents' meeting of the whole house: in the worker, within twenty seconds, with progress."""

from time import perf_counter

import pytest

from documents.jobs import Jobs
from documents.models import Job
from people import operations
from people.keys import slips
from people.models import Guardianship, User
from tests.world import BEGIN, at

ADULTS, SECONDS = 400, 20


@pytest.mark.deep(name="bench")
def test_four_hundred_slips_in_twenty_seconds(house, monkeypatch):
    anna = house.children["Bitītes"][0]
    made = [
        operations.adults.make_adult(first_name="Ilze", last_name="Ezera") for _ in range(ADULTS)
    ]
    Guardianship.objects.bulk_create(
        Guardianship(
            institution=house.institution, child=anna, user=user, relation="guardian", since=BEGIN
        )
        for user in made
    )
    people = User.objects.filter(pk__in=[user.pk for user in made])
    operations.adults.members(house.institution, "parent").user_set.add(*people)
    batch = operations.ask_for_slips(users=people, by=house.by, at=at(9))
    seen: list[int] = []
    compile_pdf = slips.pdf.compile

    def compiled(*what):
        seen.append(Job.objects.get(pk=batch.job_id).done)
        return compile_pdf(*what)

    monkeypatch.setattr(slips.pdf, "compile", compiled)
    began = perf_counter()
    assert Jobs().drain(lambda: at(9, 1)) == 1
    taken = perf_counter() - began
    job = Job.objects.select_related("result").get(pk=batch.job_id)
    assert (job.done, job.total) == (ADULTS, ADULTS)
    assert seen == [ADULTS]  # the page heard of each step before the sheets were put together
    assert taken < SECONDS
    print(f"{ADULTS} slips: {taken:.1f} s, {job.result.size / 1000:.0f} kB")
