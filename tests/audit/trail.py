"""What the tests read of the trail."""

from audit.rights import event_model_of

__all__ = ["event_model_of", "events_of"]


def events_of(model, **lookup) -> list:
    """Events of a table in the order they were written."""
    rows = event_model_of(model)._default_manager.filter(**lookup)
    return list(rows.select_related("pgh_context").order_by("pgh_id"))
