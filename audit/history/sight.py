"""Which entries have a history one can open, and whose eyes it needs."""

from typing import Any

from django.db.models import Model

from audit.rights import event_models
from people.access import Action

# People and their papers are administration's, the journal its staff's. Of what is not here (a parent's
# words, notes of health, requests, letters) nobody reads a history by its address.
_SEEN_BY = {
    "institution": Action.MANAGE_PEOPLE, "user": Action.MANAGE_PEOPLE,
    "childgroup": Action.MANAGE_PEOPLE, "child": Action.MANAGE_PEOPLE,
    "enrolment": Action.MANAGE_PEOPLE, "assignment": Action.MANAGE_PEOPLE,
    "guardianship": Action.MANAGE_PEOPLE, "restriction": Action.MANAGE_PEOPLE,
    "register": Action.VIEW_HISTORY, "mark": Action.VIEW_HISTORY,
    "monthplan": Action.VIEW_PLAN_HISTORY, "daylog": Action.VIEW_DAY_HISTORY,
    "assessment": Action.VIEW_ASSESSMENT_HISTORY, "observation": Action.VIEW_ASSESSMENT_HISTORY,
    "publication": Action.VIEW_ASSESSMENT_HISTORY, "talk": Action.VIEW_TALK_HISTORY,
}  # fmt: skip


def model_of(kind: str) -> type[Model] | None:
    """The tracked model of a short name («mark»), None when its history is no page."""
    tracked = (_model(event) for event in event_models())
    named = (model for model in tracked if model._meta.model_name == kind)
    return next(named, None) if kind in _SEEN_BY else None


def action_for(model: type[Model]) -> Action:
    """What one must hold to read the history of such an entry."""
    return _SEEN_BY[model._meta.model_name or ""]


def _model(event_model: Any) -> type[Model]:
    return event_model.pgh_tracked_model._meta.concrete_model
