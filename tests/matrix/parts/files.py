"""Matrix: jobs and stored files, by those there are: slips that the head of each house asked for.

Of «owls» the job has failed, and so there is no file.
"""

from typing import Any

from documents import content, operations
from documents.models import Job, StoredFile
from documents.registry import JobKind
from people.access import Access
from tests.matrix.actors import SIGNED_IN
from tests.matrix.operations_table import Line
from tests.matrix.table import Row, people
from tests.world import at

NO_ID, NO_NAME = 987_654_321, "0" * 40
HEAD, THEIR_HEAD = people("head"), people("their_head")
NOT_READ = "PUT PATCH DELETE OPTIONS"

ROWS = (
    Row("documents:job", "GET HEAD", "bees owls", {200: HEAD}),
    Row("documents:job", "GET HEAD", "theirs", {200: THEIR_HEAD}),
    Row("documents:job", "GET HEAD", "nothing", {}),
    Row("documents:job", f"POST {NOT_READ}", "bees nothing", {405: SIGNED_IN}),
    Row("documents:try_again", "POST POST!", "bees owls", {302: HEAD}),
    Row("documents:try_again", "POST POST!", "theirs", {302: THEIR_HEAD}),
    Row("documents:try_again", "POST POST!", "nothing", {}),
    Row("documents:try_again", f"GET HEAD {NOT_READ}", "bees nothing", {405: SIGNED_IN}),
    Row("documents:file", "GET HEAD", "bees", {200: HEAD}),
    Row("documents:file", "GET HEAD", "theirs", {200: THEIR_HEAD}),
    Row("documents:file", "GET HEAD", "owls nothing", {}),
    Row("documents:file", f"POST {NOT_READ}", "bees nothing", {405: SIGNED_IN}),
)
MODULES = {"documents": operations}
LINES = (
    Line("documents.try_again", "owls", HEAD),
    Line("documents.try_again", "theirs", THEIR_HEAD),
)


def job(house, kind: JobKind, *, failed: bool = False) -> Job:
    """What the head asked for: made, or failed."""
    made = Job.objects.create(
        institution=house.institution, kind=kind.code, asked_by=house.head, asked_at=at(7),
        next_try_at=at(7), failed_at=at(7) if failed else None,
    )  # fmt: skip
    if not failed:
        made.result = content.put(made, kind, b"%PDF", at(7))
        made.finished_at = at(7)
        made.save()
        StoredFile.objects.filter(pk=made.result_id).update(state="ready")
    return made


def _job(stage, objects: str) -> Job | None:
    from tests.matrix.parts.keys import person

    user = person(stage, objects)
    return Job.objects.filter(slips__links__user=user, slips__needs_another=False).first()


def arguments(stage, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    if not route.startswith("documents:") or objects.startswith("photo/"):
        return None
    found = _job(stage, objects)
    if route == "documents:file":
        return {"name": found.result.name if found and found.result else NO_NAME}
    return {"pk": found.pk if found else NO_ID}


def try_again(stage, objects: str, by: Access) -> Any:
    return operations.try_again(job=_job(stage, objects), by=by, at=at(8, 50))


DEEDS = {"documents.try_again": try_again}
