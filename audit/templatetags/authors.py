"""Authors beside entries, on pages of apps that know nothing of the trail."""

from collections.abc import Iterable, Mapping

from django import template
from django.db.models import Model

from audit import authors as trail
from audit.authors import Author

register = template.Library()


@register.simple_tag
def authors(entries: Iterable[Model]) -> dict[int, Author]:
    """Of all entries of a list: one query. ``{% authors addresses as written %}``"""
    return trail.of(list(entries))


@register.filter
def of(written: Mapping[int, Author], entry: Model) -> Author | str:
    """``{{ written|of:address }}``; empty where nobody is known."""
    return written.get(entry.pk, "")
