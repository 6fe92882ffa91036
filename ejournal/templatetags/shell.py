"""Small parts of every form and page."""

from django import template
from django.utils.html import format_html

from people import acting

register = template.Library()


@register.simple_tag(takes_context=True)
def acting_field(context) -> str:
    """The hidden field that says who filled the form, and in which role."""
    return format_html(
        '<input type="hidden" name="{}" value="{}">', acting.FIELD, acting.token(context["request"])
    )
