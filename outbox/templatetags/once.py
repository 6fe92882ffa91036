"""The key of a form, for its page."""

from django import template

from outbox import once

register = template.Library()
register.simple_tag(once.field, name="once")
