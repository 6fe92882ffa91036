"""The tables of people and nothing that the portal declares about them."""

from django.apps import AppConfig


class Tables(AppConfig):
    name = "people"
