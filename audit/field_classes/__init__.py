"""How sensitive each field is (G60). One table; a test fails on a field that is not in it.

public: on the institution's home page · internal: how the journal works, nobody's personal data ·
personal: about a person · health: health and other data of special protection. The trail's events
inherit the class of the field they record.
"""

from django.apps import apps
from django.db.models import Model

from audit.field_classes import journal, packages, people
from audit.field_classes.classes import INTERNAL, PERSONAL, FieldClass, Table

# Which child, adult or group a row joins is a personal datum, whatever else the row says.
FIELDS: Table = people.FIELDS | journal.FIELDS | packages.FIELDS

# an event's own columns; whose entry it is and who changed it lie behind the last two
OF_EVENTS: dict[FieldClass, str] = {
    INTERNAL: "pgh_id pgh_created_at pgh_label",
    PERSONAL: "pgh_obj pgh_context",
}


def class_of(model: type[Model], field_name: str) -> FieldClass:
    """The class of a field of a model, or of an event of the trail.

    :raises LookupError: nobody has said yet
    """
    concrete = model._meta.concrete_model or model
    tracked = getattr(concrete, "pgh_tracked_model", None)
    if tracked is None:
        return _found(FIELDS.get(concrete._meta.label, {}), concrete, field_name)
    if field_name.startswith("pgh_"):
        return _found(OF_EVENTS, concrete, field_name)
    return class_of(tracked, field_name)


def unclassed() -> list[str]:
    """Fields of tables that the table above does not know, and its lines that no field answers to."""
    missing = [
        f"{model._meta.label}.{name}" for model, name in _fields() if not _is_classed(model, name)
    ]
    present = {(model._meta.label, name) for model, name in _fields()}
    stale = [
        f"{label}.{name}"
        for label, classes in FIELDS.items()
        for name in " ".join(classes.values()).split()
        if (label, name) not in present
    ]
    return missing + stale


def _fields() -> list[tuple[type[Model], str]]:
    models = apps.get_models(include_auto_created=True)
    tables = [model for model in models if model._meta.managed and not model._meta.proxy]
    return [(model, field.name) for model in tables for field in model._meta.concrete_fields]


def _is_classed(model: type[Model], name: str) -> bool:
    try:
        return bool(class_of(model, name))
    except LookupError:
        return False


def _found(classes: dict[FieldClass, str], model: type[Model], name: str) -> FieldClass:
    found = [field_class for field_class, names in classes.items() if name in names.split()]
    if len(found) != 1:
        raise LookupError(f"{model._meta.label}.{name} has {len(found)} classes, not one")
    return found[0]
