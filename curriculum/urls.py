from django.urls import path, register_converter

from curriculum import views


class CodeConverter:
    """A code of the catalogue: ``VAL.1.3``."""

    regex = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,29}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")

app_name = "curriculum"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("add/", views.add, name="add"),
    path("specialists/", views.specialists, name="specialists"),
    path("entries/<code:code>/", views.entry, name="entry"),
    path("entries/<code:code>/retire/", views.retire, name="retire"),
    path("entries/<code:code>/hide/", views.hide, name="hide"),
    path("entries/<code:code>/show/", views.show_again, name="show_again"),
]
