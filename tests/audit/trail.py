"""What the tests read of the trail."""

from audit.rights import event_models


def event_model_of(model):
    (found,) = [
        event for event in event_models() if event.pgh_tracked_model._meta.concrete_model is model
    ]
    return found


def events_of(model, **lookup) -> list:
    """Events of a table in the order they were written."""
    rows = event_model_of(model)._default_manager.filter(**lookup)
    return list(rows.select_related("pgh_context").order_by("pgh_id"))
