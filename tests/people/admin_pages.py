"""The pages of the admin, and what a test reads behind them."""

from django.apps import apps
from django.urls import reverse

from people.models import (
    Assignment,
    Child,
    ChildGroup,
    Enrolment,
    Guardianship,
    Institution,
    Restriction,
    User,
)

MODELS = (
    Institution, ChildGroup, Child, Enrolment, Assignment, Guardianship, Restriction, User,
)  # fmt: skip
RELATIONS = (Enrolment, Assignment, Guardianship, Restriction)
SINCE, LATER = "2026-09-01", "2027-01-04"


def page(model, name: str = "changelist", *args) -> str:
    return reverse(f"admin:people_{model._meta.model_name}_{name}", args=args)


def event_of(obj):
    label = f"{obj._meta.model_name}event"
    (model,) = [m for m in apps.get_app_config("audit").get_models() if m.__name__.lower() == label]
    return model.objects.filter(pgh_obj_id=obj.pk).order_by("pgh_id").last()


def first_of(model, house):
    return model.objects.visible_to(house.by, "manage_people").order_by("pk").first()


def new_child(**changes) -> dict:
    return {
        "first_name": "Ērika", "last_name": "Ozoliņa", "birth_date": "2022-01-15", "sex": "f",
        "personal_code": "", "diet_code": "", "compulsory_override": "unknown",
    } | changes  # fmt: skip
