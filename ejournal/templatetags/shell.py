"""Small parts of every form and page."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from ejournal import places
from people import acting

register = template.Library()


@register.simple_tag(takes_context=True)
def acting_field(context) -> str:
    """The hidden field that says who filled the form, and in which role."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', acting.FIELD, acting.token(context["request"])
    )


@register.simple_tag(takes_context=True)
def evacuation_from_here(context) -> str:
    """The address of the evacuation list, for those whose place it is; nothing on the list itself.

    The role alone says it, no question to the database. Components are rendered without what every
    page is given, but with its request.
    """
    request, url = context.request, reverse("attendance:evacuation")
    return (
        url if request.path != url and places.has(request.access, "attendance:evacuation") else ""
    )
